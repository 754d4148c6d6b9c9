package picture

import "strings"

// serve chooses the glass that stands beside a product and draws it there; it returns how far the product moves
// aside for it. Some moods leave the product alone.
func (s Spec) serve() (draw func(c *canvas), aside float64) {
	family, _, _ := strings.Cut(s.Scene, "-")
	drink := s.Liquid
	switch family {
	case "beer":
		if s.Mood%2 == 0 {
			return func(c *canvas) { c.beerGlass(or(drink, beerColour(s.Scene))) }, 62
		}
	case "wine":
		if s.Scene == "wine-sparkling" {
			return func(c *canvas) { c.fluteGlass(or(drink, "#f0cf78")) }, 56
		}
		if s.Mood%3 == 1 {
			return func(c *canvas) { c.wineGlass(or(drink, wineColour(s.Scene))) }, 62
		}
	case "spirits":
		if s.Mood%3 == 0 {
			return func(c *canvas) { c.tumbler(or(drink, spiritColour(s.Scene))) }, 64
		}
	case "baijiu":
		if s.Mood%3 == 2 {
			return func(c *canvas) { c.cup(or(s.Body, "#f3f1ea")) }, 50
		}
	case "huangjiu":
		if s.Mood%2 == 1 {
			return func(c *canvas) { c.bowl("#5b3a24", "#c06a1e") }, 58
		}
	case "sake":
		if s.Mood%2 == 0 && (s.Scene == "sake-plum" || s.Scene == "sake-fruit") {
			return func(c *canvas) { c.tumbler(or(drink, "#e6b23c")) }, 60
		}
		if s.Mood%2 == 0 {
			return func(c *canvas) { c.bowl("#e9e6dc", or(drink, "#f3efe0")) }, 52
		}
	}
	return nil, 0
}

func beerColour(scene string) string {
	switch scene {
	case "beer-stout":
		return "#2f170b"
	case "beer-sour":
		return "#e0475c"
	case "beer-ipa":
		return "#d98218"
	}
	return "#f0b323"
}

func wineColour(scene string) string {
	switch scene {
	case "wine-white":
		return "#eddf9c"
	case "wine-sweet":
		return "#e6ae38"
	case "wine-rose":
		return "#f1a596"
	}
	return "#7d1326"
}

func spiritColour(scene string) string {
	switch scene {
	case "spirits-gin", "spirits-vodka":
		return "#d5e7ee"
	case "spirits-tequila":
		return "#ecd9a0"
	}
	return "#c9782a"
}

// beerGlass is a tapered pint with a head of foam.
func (c *canvas) beerGlass(drink string) {
	drink = or(drink, "#f0b323")
	c.shadow(0, 40)
	c.path("M-54-206L-40-6Q0 4 40-6L54-206z", c.across(solid(0, darker(drink, .28)), solid(20, lighter(drink, .42)), solid(60, drink), solid(90, lighter(drink, .22)), solid(100, darker(drink, .3))), "")
	c.path("M-40-6Q0 4 40-6L38 0Q0 10-38 0z", "#fff", ` opacity=".7"`)
	c.dots(4.5, "#fff", ` opacity=".6"`, -16, -50, 10, -80, -6, -120, 22, -140, -24, -146, 6, -28)
	c.path("M-56-200Q-64-222-46-230Q-40-248-18-240Q0-254 18-240Q42-248 48-230Q64-222 55-198Q44-186 30-196Q12-182-4-194Q-22-180-34-194Q-48-186-56-200z", c.down(solid(0, "#fff"), solid(100, "#f6ead0")), "")
	c.path("M-46-186L-35-20L-24-18L-32-186z", "#fff", ` opacity=".5"`)
}

// wineGlass is a stemmed glass a third full.
func (c *canvas) wineGlass(drink string) {
	c.shadow(0, 34)
	c.ellipse(0, 0, 38, 7, c.clear(crystalTint), glassEdge)
	c.path("M-3-3L-3-98H3L3-3z", c.clear(crystalTint), glassEdge)
	c.path("M-42-232C-58-170-52-104 0-98C52-104 58-170 42-232z", c.clear(crystalTint), glassEdge)
	if drink != "" {
		c.path("M-51-160C-48-124-34-104 0-101C34-104 48-124 51-160z", c.liquid(drink), "")
		c.ellipse(0, -160, 51, 7, lighter(drink, .2), "")
	}
	c.path("M-36-222C-48-180-46-138-30-118C-38-150-36-190-26-222z", "#fff", ` opacity=".75"`)
	c.ellipse(0, -232, 42, 6, "none", ` stroke="#b4c0c6" stroke-width="1.5"`)
}

// fluteGlass is a tall glass of bubbles.
func (c *canvas) fluteGlass(drink string) {
	c.shadow(0, 28)
	c.ellipse(0, 0, 30, 6, c.clear(crystalTint), glassEdge)
	c.path("M-2.5-2V-86H2.5V-2z", c.clear(crystalTint), glassEdge)
	c.path("M-25-256Q-32-120 0-84Q32-120 25-256z", c.clear(crystalTint), glassEdge)
	c.path("M-26-222Q-28-120 0-88Q28-120 26-222z", c.liquid(drink), ` opacity=".9"`)
	c.dots(3.6, "#fff", ` opacity=".8"`, -5, -110, 1, -130, 7, -148, -5, -168, 1, -184, 7, -202)
	c.path("M-21-248Q-26-150-10-110Q-18-160-13-248z", "#fff", ` opacity=".7"`)
}

// tumbler is a whisky glass with two cubes of ice.
func (c *canvas) tumbler(drink string) {
	c.shadow(0, 54)
	c.path("M-60-128L-52-8Q0 6 52-8L60-128z", c.clear(crystalTint), glassEdge)
	if drink != "" {
		c.path("M-55-76L-50-20Q0-10 50-20L55-76z", c.liquid(drink), ` opacity=".92"`)
		c.ellipse(0, -76, 55, 8, lighter(drink, .35), "")
	}
	ice := c.slant(stop{0, "#fff", .95}, stop{60, "#e6f2f8", .6}, stop{100, "#b9d3e2", .75})
	c.path("M-34-100L4-108L12-66L-28-60z", ice, "")
	c.path("M2-88L38-94L42-54L10-50z", ice, "")
	c.path("M-52-118L-45-20L-34-18L-40-118z", "#fff", ` opacity=".6"`)
	c.ellipse(0, -128, 60, 8, "none", ` stroke="#aebbc2" stroke-width="1.5"`)
}

// cup is a thimble of baijiu.
func (c *canvas) cup(glaze string) {
	c.shadow(0, 26)
	c.path("M-28-52Q-26-10-14-4Q0 2 14-4Q26-10 28-52z", c.glaze(glaze), "")
	c.ellipse(0, -52, 28, 6.5, lighter(glaze, .3), "")
	c.ellipse(0, -51.5, 24, 4.6, mix(darker(glaze, .3), "#dfe9ea", .6), "")
}

// bowl is an earthenware bowl of warm wine, or a sake cup.
func (c *canvas) bowl(clay, drink string) {
	c.shadow(0, 44)
	c.path("M-58-62Q-50-14-24-6V0Q0 6 24 0V-6Q50-14 58-62z", c.glaze(clay), "")
	c.ellipse(0, -62, 58, 12, lighter(clay, .25), "")
	c.ellipse(0, -60.5, 51, 8.6, c.across(solid(0, darker(drink, .2)), solid(40, lighter(drink, .3)), solid(100, drink)), "")
}
