package picture

import "strings"

// CategoryIcon draws the icon of a category, 96 by 96. A sub-category has its own colours and, where it matters, its
// own glyph; an unknown key gets the glyph of goods.
func CategoryIcon(key string) []byte {
	t := toneOf(key)
	c := newCanvas(Spec{Scene: key, Shape: "icon"}.tag())
	c.path("M48 2C84 2 94 12 94 48S84 94 48 94S2 84 2 48S12 2 48 2z", c.slant(solid(0, lighter(t.low, .55)), solid(100, mix(t.low, t.scenery, .22))), "")
	c.ellipse(48, 80, 24, 4, darker(t.scenery, .2), ` opacity=".22"`)
	c.glyph(key, t.scenery, darker(t.scenery, .32), lighter(t.scenery, .62))
	return c.bytes(96, 96)
}

// glyph draws the object of an icon in three steps of one colour.
func (c *canvas) glyph(key, main, dark, pale string) {
	family, _, _ := strings.Cut(key, "-")
	switch {
	case key == "spirits-gin" || key == "spirits-vodka" || key == "spirits-tequila" || key == "spirits-liqueur":
		c.cocktailGlyph(main, dark, pale)
	case key == "wine-sparkling":
		c.sparklingGlyph(main, dark, pale)
	case key == "goods-snack":
		c.path("M28 22h40l-3 10 4 44H27l4-44z", main, "")
		c.path("M28 22h40l-2 6H30z", dark, "")
		c.circle(48, 54, 13, pale, "")
		c.dots(8, dark, "", 43, 56, 53, 56, 48, 49)
	case key == "goods-ice":
		c.path("M48 18L74 31V61L48 76L22 61V31z", pale, "")
		c.path("M48 46L74 31V61L48 76z", main, "")
		c.path("M48 46L22 31V61L48 76z", mix(main, pale, .5), "")
		c.line("M32 30l14-7", "#fff", 4, ` stroke-linecap="round"`)
	case family == "baijiu":
		c.baijiuGlyph(main, dark, pale)
	case family == "beer":
		c.beerGlyph(main, dark, pale)
	case family == "wine":
		c.wineGlyph(main, dark, pale)
	case family == "spirits":
		c.path("M22 38H74L69 78Q48 82 27 78z", pale, "")
		c.path("M24.5 54H71.5L69 78Q48 82 27 78z", main, "")
		c.path("M34 44l16-4 4 16-16 4zM52 50l14-1 1 13-14 2z", "#fff", ` opacity=".8"`)
		c.line("M28 42l3 30", "#fff", 3, ` stroke-linecap="round" opacity=".8"`)
		c.line("M22 38H74", dark, 3.5, ` stroke-linecap="round"`)
	case family == "huangjiu":
		c.path("M34 38Q16 48 20 62Q24 78 34 79H62Q72 78 76 62Q80 48 62 38z", main, "")
		c.path("M32 28Q48 18 64 28L67 40Q48 48 29 40z", "#c93a2c", "")
		c.path("M48 46L62 59L48 72L34 59z", pale, "")
		c.line("M31 37Q48 45 65 37", "#f2d08a", 3, "")
		c.text(48, 64, 14, 0, dark, "酒", boldAttr)
	case family == "sake" || family == "fruit":
		c.path("M40 22h16l-2 12q12 8 12 24 0 16-8 20H36q-6-4-6-20 0-16 12-24z", "#fdfbf6", "")
		c.path("M31 52q17 6 34 0 1 20-7 26H36q-7-6-5-26z", main, "")
		c.circle(48, 62, 7, "#fff", ` opacity=".85"`)
		c.path("M64 64h20q-1 14-10 15t-10-15z", pale, "")
		c.ellipse(74, 64, 10, 2.6, dark, "")
	default:
		c.path("M26 36h44l4 42H22z", main, "")
		c.line("M37 42V32a11 11 0 0 1 22 0v10", dark, 4.5, ` stroke-linecap="round"`)
		c.path("M24.5 52h47l1.5 14h-50z", pale, ` opacity=".7"`)
	}
}

func (c *canvas) baijiuGlyph(main, dark, pale string) {
	c.path("M34 36Q26 40 26 50V74Q26 79 31 79H53Q58 79 58 74V50Q58 40 50 36V28H34z", "#fdfaf4", "")
	c.path("M26 66H58V74Q58 79 53 79H31Q26 79 26 74z", main, "")
	c.rect(32, 17, 20, 14, 3, dark, "")
	c.rect(36, 42, 12, 20, 1.5, main, "")
	c.line("M31 48v14", pale, 3, ` stroke-linecap="round"`)
	c.path("M62 60h18l-3 16q-1 3-6 3t-6-3z", pale, "")
	c.ellipse(71, 60, 9, 2.6, "#fff", "")
}

func (c *canvas) beerGlyph(main, dark, pale string) {
	c.line("M62 46h8q8 0 8 8v8q0 8-8 8h-8", dark, 6, "")
	c.path("M26 38H64V74Q64 79 59 79H31Q26 79 26 74z", main, "")
	c.path("M36 48v22M45 48v22M54 48v22", "none", ` stroke="`+pale+`" stroke-width="4.5" stroke-linecap="round"`)
	c.path("M22 40Q16 30 26 26Q28 16 40 20Q48 12 56 20Q68 20 66 30Q72 38 64 42Q58 38 54 44Q48 52 44 42Q36 40 34 44Q26 48 22 40z", "#fffdf5", "")
}

func (c *canvas) wineGlyph(main, dark, pale string) {
	c.path("M30 18H66Q72 54 48 56Q24 54 30 18z", "#fff", ` opacity=".75"`)
	c.path("M28 34H68Q68 54 48 56Q28 54 28 34z", main, "")
	c.ellipse(48, 34, 20, 3.5, mix(main, pale, .5), "")
	c.line("M48 55V76M36 78H60", dark, 4.5, ` stroke-linecap="round"`)
	c.line("M34 40q2 8 8 11", "#fff", 3, ` stroke-linecap="round" opacity=".7"`)
}

func (c *canvas) sparklingGlyph(main, dark, pale string) {
	c.path("M38 16H58Q62 44 48 54Q34 44 38 16z", "#fff", ` opacity=".8"`)
	c.path("M37 26H59Q60 46 48 54Q36 46 37 26z", main, "")
	c.line("M48 53V76M37 78H59", dark, 4.5, ` stroke-linecap="round"`)
	c.dots(4, "#fff", "", 45, 44, 50, 38, 46, 32)
	c.emblem(Star, 72, 28, 9, pale, "")
	c.emblem(Star, 24, 40, 6, pale, "")
}

func (c *canvas) cocktailGlyph(main, dark, pale string) {
	c.path("M20 24H76L48 54z", "#fff", ` opacity=".8"`)
	c.path("M27.5 32H68.5L48 54z", main, "")
	c.line("M48 53V76M36 78H60", dark, 4.5, ` stroke-linecap="round"`)
	c.line("M44 40L66 14", dark, 2.5, ` stroke-linecap="round"`)
	c.circle(53, 31, 5.5, pale, "")
	c.circle(72, 24, 9, "none", ` stroke="`+dark+`" stroke-width="3"`)
}
