package picture

import "strings"

// tone is the light of a category: the wall from top to bottom, and the colour of its scenery.
type tone struct{ top, low, scenery string }

// toneOf finds the light for a category key; a sub-category without its own takes its parent's.
func toneOf(scene string) tone {
	switch scene {
	case "baijiu", "baijiu-jiang":
		return tone{"#fdf4ea", "#f0d2bb", "#c9502f"}
	case "baijiu-nong":
		return tone{"#fff7e6", "#f3dcab", "#d99a2b"}
	case "baijiu-qing":
		return tone{"#f3f8f4", "#c9ded2", "#4d8a6c"}
	case "baijiu-feng", "baijiu-mi":
		return tone{"#fbf3f1", "#ecd0cc", "#b4534f"}
	case "beer-wheat", "beer-lager":
		return tone{"#fff9e4", "#ffe09a", "#f2a91c"}
	case "beer-ipa", "beer-craft":
		return tone{"#eff8f5", "#b9e0d6", "#2c9c86"}
	case "beer-stout":
		return tone{"#f8efe6", "#dcc1a6", "#7b4a2a"}
	case "beer-free":
		return tone{"#f1f8fc", "#bcdcec", "#4b9cc4"}
	case "beer-draft":
		return tone{"#fdf6e6", "#f4d79a", "#c98a24"}
	case "beer-sour":
		return tone{"#fff1f2", "#fbc8cd", "#e0526b"}
	case "wine-white", "wine-sweet":
		return tone{"#fbfbec", "#e2e6ba", "#97a341"}
	case "wine-pinot", "wine-merlot":
		return tone{"#fcf3f5", "#e9cbd6", "#9a3f66"}
	case "wine-blend", "wine-syrah":
		return tone{"#f8f2f6", "#dccbdd", "#6d3f78"}
	case "wine-rose":
		return tone{"#fff3f2", "#fbd0cd", "#e07a78"}
	case "wine-sparkling":
		return tone{"#fcf8ec", "#ecdfb9", "#bf9b45"}
	case "spirits-brandy":
		return tone{"#fdf1ea", "#ecc4ad", "#a8512c"}
	case "spirits-rum":
		return tone{"#fff3e0", "#f3cd8e", "#b8702a"}
	case "spirits-gin":
		return tone{"#f0f8f5", "#bfdfd2", "#3f8f78"}
	case "spirits-vodka":
		return tone{"#f2f7fb", "#c3d7ea", "#4f83b4"}
	case "spirits-tequila":
		return tone{"#fff8e2", "#f2d98c", "#c98e1c"}
	case "spirits-liqueur":
		return tone{"#fbf2f7", "#e6c8dd", "#a85a8c"}
	case "goods-glass":
		return tone{"#e6eef2", "#a9c1cd", "#3f6577"}
	case "goods-mixer":
		return tone{"#f2f9ee", "#c6e3bb", "#5fae57"}
	case "goods-snack":
		return tone{"#fff5ea", "#fbd5b0", "#e8853a"}
	case "goods-ice":
		return tone{"#eff8fd", "#b9dbef", "#4a9fd0"}
	case "sake-plum", "sake-fruit", "sake-rice":
		return tone{"#fff5f1", "#fad3c8", "#e27b60"}
	}
	return familyTone(scene)
}

func familyTone(scene string) tone {
	family, _, _ := strings.Cut(scene, "-")
	switch family {
	case "baijiu":
		return tone{"#f4f4f8", "#d0d6e4", "#5b6c97"}
	case "beer":
		return tone{"#fff7df", "#ffdf98", "#eda41c"}
	case "wine":
		return tone{"#fcf2f1", "#e8c8c9", "#94303f"}
	case "spirits":
		return tone{"#fcf2e5", "#e9c79c", "#b26a25"}
	case "huangjiu":
		return tone{"#fcf2e3", "#e9cb9f", "#a9682c"}
	case "sake":
		return tone{"#f6f7f8", "#d5dce4", "#c6544c"}
	}
	return tone{"#f5f7f8", "#d3dfe5", "#5c8294"}
}

// tone is the light of the picture: that of its category, or of the fruit where the drink has the colour of one.
func (s Spec) tone() tone {
	if (s.Scene == "sake-plum" || s.Scene == "sake-fruit") && s.Liquid != "" {
		return tone{lighter(s.Liquid, .9), lighter(mix(s.Liquid, "#f0a070", .2), .62), s.Liquid}
	}
	return toneOf(s.Scene)
}

// backdrop paints the studio: a wall lit from above, the scenery of the category, and a round plinth at y 520.
func (c *canvas) backdrop(s Spec) {
	t := s.tone()
	c.rect(0, 0, 600, 600, 0, c.down(solid(0, t.top), solid(100, t.low)), "")
	c.scenery(s, t)
	c.ellipse(300, 250, 330, 300, c.glow(stop{0, "#fff", .75}, stop{100, "#fff", 0}), "")
	c.plinth(t)
}

// plinth stands at the foot of the picture, its top at y 520.
func (c *canvas) plinth(t tone) {
	side := c.across(solid(0, mix(t.low, darker(t.scenery, .2), .3)), solid(30, lighter(t.low, .3)), solid(100, mix(t.low, darker(t.scenery, .3), .42)))
	c.path("M64 528V600H536V528z", side, "")
	c.ellipse(300, 528, 236, 40, c.across(solid(0, lighter(t.low, .35)), solid(35, lighter(t.top, .6)), solid(100, mix(t.low, t.top, .3))), "")
}

// scenery draws what stands behind the product; the family of the category chooses the motif.
func (c *canvas) scenery(s Spec, t tone) {
	family, _, _ := strings.Cut(s.Scene, "-")
	near, far := mix(t.low, t.scenery, .3), mix(t.low, t.scenery, .15)
	switch family {
	case "baijiu":
		c.moon(t, s.Mood)
		c.path("M0 400Q70 320 140 356T290 330T430 372T600 316V600H0z", far, ` opacity=".75"`)
		c.path("M0 470Q90 400 190 440T380 420T600 452V600H0z", near, ` opacity=".6"`)
	case "wine":
		c.arch(t, near)
		c.path("M0 452Q160 390 320 436T600 410V600H0z", far, "")
	case "spirits":
		c.arch(t, near)
	case "beer":
		c.bubbles(t, s.Mood)
	case "huangjiu":
		c.moon(t, s.Mood)
		c.path("M0 420L96 372L192 420H176V600H16V420zM408 436L504 392L600 436H584V600H424V436z", near, ` opacity=".5"`)
		c.path("M0 470Q300 380 600 470V600H0z", far, ` opacity=".8"`)
	case "sake":
		c.circle(300, 260, 190, c.down(stop{0, t.scenery, .34}, stop{100, t.scenery, .06}), "")
		c.line("M0 470q37-34 75 0t75 0 75 0 75 0 75 0 75 0 75 0 75 0M0 494q37-34 75 0t75 0 75 0 75 0 75 0 75 0 75 0 75 0", near, 2.5, ` opacity=".55"`)
	default:
		c.circle(300, 270, 196, near, ` opacity=".35"`)
		c.circle(300, 270, 232, "none", ` stroke="`+near+`" stroke-width="2" opacity=".5"`)
	}
}

func (c *canvas) moon(t tone, mood uint64) {
	x := 300.0
	switch mood % 3 {
	case 1:
		x = 392
	case 2:
		x = 214
	}
	c.circle(x, 232, 176, c.down(stop{0, t.scenery, .3}, stop{100, t.scenery, .03}), "")
}

func (c *canvas) arch(t tone, near string) {
	c.path("M96 600V262a204 204 0 0 1 408 0V600z", near, ` opacity=".42"`)
	c.path("M122 600V262a178 178 0 0 1 356 0V600z", c.down(solid(0, lighter(t.top, .4)), solid(100, t.low)), "")
}

func (c *canvas) bubbles(t tone, mood uint64) {
	c.circle(300, 262, 200, c.down(stop{0, t.scenery, .42}, stop{100, t.scenery, .08}), "")
	shift := float64(mood%5) * 14
	pale := lighter(t.scenery, .5)
	c.dots(36, pale, ` opacity=".5"`, 70+shift*.4, 150-shift, 520+shift*.4, 200-shift, 482, 96-shift*.5)
	c.dots(18, pale, ` opacity=".5"`, 118, 330-shift, 552, 352-shift, 58, 420-shift)
}
