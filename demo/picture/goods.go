package picture

// pouch is a pillow bag of snacks with crimped ends and a window of colour.
func (c *canvas) pouch(s Spec) {
	body, accent := or(s.Body, "#d9432f"), or(s.Metal, "#f6c343")
	ink := or(s.Ink, contrast(body))
	outline := "M-104-352L-100-300Q-112-170-102-40L-106 0H106L102-40Q112-170 100-300L104-352z"
	c.shadow(0, 100)
	c.path(outline, body, "")
	c.clipped(outline, func() {
		c.circle(0, -96, 84, mix(body, accent, .75), "")
		c.circle(0, -96, 70, lighter(accent, .5), "")
		c.path("M-120-352H120V-324H-120zM-120-24H120V0H-120z", darker(body, .18), "")
	})
	c.nibbles(s)
	c.text(0, -244, 54, 180, ink, s.Brand, heavySans)
	c.text(0, -206, 22, 176, accent, s.Line, sansBold)
	c.text(0, -306, 10, 150, ink, s.Latin, sansAttr+` letter-spacing="2"`)
	c.text(0, -32, 10, 150, ink, s.Fine, sansAttr)
	c.path(outline, c.across(stop{0, "#000", .3}, stop{10, "#fff", .12}, stop{22, "#fff", .42}, stop{34, "#fff", 0}, stop{72, "#000", .06}, stop{86, "#fff", .18}, stop{100, "#000", .32}), "")
	c.line("M-102-346H102M-102-340H102M-102-334H102M-104-16H104M-104-9H104", "#fff", 1, ` opacity=".35"`)
}

// nibbles heaps what is in the bag: beans, peanuts in their halves, or strips, by mood.
func (c *canvas) nibbles(s Spec) {
	food := or(s.Liquid, "#c98a3c")
	heap := []float64{-40, -72, -14, -66, 14, -70, 40, -74, -28, -92, 0, -90, 28, -94, -14, -112, 14, -114, 0, -132}
	switch s.Mood % 3 {
	case 0:
		c.dots(27, darker(food, .3), "", heap...)
		c.dots(19, food, ` transform="translate(-1 -2)"`, heap...)
		c.dots(6, lighter(food, .55), ` transform="translate(-4 -6)"`, heap...)
	case 1:
		const halves = "M-44-70l20-9M-8-64l20-8M24-76l20 8M-28-94l18 9M2-92l22-6M-10-116l20 8"
		c.line(halves, darker(food, .32), 25, ` stroke-linecap="round"`)
		c.line(halves, food, 19, ` stroke-linecap="round" transform="translate(-1 -2)"`)
		c.line(halves, lighter(food, .4), 5, ` stroke-linecap="round" stroke-dasharray="1 9" transform="translate(-2 -4)"`)
	default:
		const strips = "M-46-66l60 6M-10-78l58 8M-44-92l56-10M-6-104l46 8M-30-118l52-8"
		c.line(strips, darker(food, .35), 17, ` stroke-linecap="round"`)
		c.line(strips, food, 12, ` stroke-linecap="round" transform="translate(0 -2)"`)
		c.line(strips, lighter(food, .4), 3, ` stroke-linecap="round" stroke-dasharray="14 12" transform="translate(0 -5)"`)
	}
}

// tin is a round tin of nuts with a clear lid.
func (c *canvas) tin(s Spec) {
	body, accent := or(s.Body, "#2f6f5e"), or(s.Metal, "#e8b04a")
	accent = distinct(accent, body)
	p := profile{{88, 236, straight}, {88, 4, straight}, {84, 0, tuck}}
	c.shadow(0, 92)
	c.path(p.path(), body, "")
	c.band(88, 0, 52, mix(body, accent, .85), "")
	c.bold(s, 74, 8, 226, or(s.Ink, contrast(body)), accent)
	c.path(p.path(), c.canLight(), "")
	c.band(92, 226, 258, c.across(solid(0, "#9aa1a5"), solid(25, "#fff"), solid(60, "#c7ccd0"), solid(100, "#858c91")), "")
	c.ellipse(0, -258, 92, 13, "#eef1f3", "")
	c.ellipse(0, -258, 80, 9, mix(accent, "#fff", .45), "")
}

// icebag is a clear bag full of cubes.
func (c *canvas) icebag(s Spec) {
	blue := or(s.Ink, "#1c6fb5")
	outline := "M-40-330Q-30-300-52-280Q-118-240-108-60Q-106 0-60 0H60Q106 0 108-60Q118-240 52-280Q30-300 40-330z"
	c.shadow(0, 100)
	c.path(outline, c.across(solid(0, "#9cc6e4"), solid(22, "#f1f9ff"), solid(60, "#cfe6f6"), solid(100, "#8fbcdd")), "")
	face := c.slant(solid(0, "#fff"), solid(50, "#d4ebfa"), solid(100, "#93c3e6"))
	for _, k := range []struct{ x, y, a float64 }{
		{-72, -40, 12}, {-24, -34, -8}, {28, -38, 18}, {74, -42, -14}, {-84, -204, 24}, {84, -200, -20}, {-50, -238, 8}, {4, -250, -16}, {52, -240, 14}, {-86, -96, -6}, {88, -98, 9}, {86, -150, 30}, {-86, -150, -24},
	} {
		c.printf(`<rect x="-21" y="-21" width="42" height="42" rx="7" fill="%s" stroke="#fff" transform="translate(%s %s) rotate(%s)"/>`, face, num(k.x), num(k.y), num(k.a))
	}
	c.rect(-64, -204, 128, 140, 18, "#fff", ` opacity=".96"`)
	c.rect(-58, -198, 116, 128, 14, "none", ` stroke="`+blue+`" stroke-width="2"`)
	c.emblem(Snow, 0, -164, 22, blue, "")
	c.text(0, -106, 38, 104, blue, s.Brand, heavySans)
	c.text(0, -86, 14, 104, blue, s.Line, sansBold)
	c.path("M-44-308Q0-292 44-308L46-290Q0-272-46-290z", or(s.Metal, "#e25b3c"), "")
	c.text(0, -20, 10, 120, blue, s.Fine, sansAttr)
}

// iceball is a box of two clear spheres, or of two clear cubes.
func (c *canvas) iceball(s Spec) {
	body, ink := or(s.Body, "#173a5e"), or(s.Ink, "#eaf5ff")
	c.shadow(0, 112)
	if s.Shape == IceCube {
		c.cube(-54, -232, 54)
		c.cube(56, -226, 54)
	} else {
		c.spheres()
	}
	c.path("M-120-190H120L112 0H-112z", c.across(solid(0, darker(body, .25)), solid(24, lighter(body, .2)), solid(100, darker(body, .3))), "")
	c.path("M-120-190H120V-176H-120z", lighter(body, .4), "")
	c.emblem(Snow, 0, -140, 22, lighter(body, .6), "")
	c.text(0, -68, 46, 190, ink, s.Brand, heavySans)
	c.text(0, -40, 18, 190, lighter(body, .6), s.Line, sansBold)
	c.text(0, -16, 10, 190, ink, s.Fine, sansAttr)
}

// spheres are two balls of clear ice.
func (c *canvas) spheres() {
	ball := c.glow(solid(0, "#fff"), solid(45, "#dceffb"), solid(80, "#a9d2ee"), solid(100, "#6fa9d3"))
	c.circle(-52, -226, 58, ball, "")
	c.circle(56, -222, 58, ball, "")
	c.path("M-88-246q12-28 40-30-26 12-30 34zM22-242q12-28 40-30-26 12-30 34z", "#fff", "")
}

// cube is a block of clear ice seen from a corner.
func (c *canvas) cube(x, y, r float64) {
	c.open(x, y, r/50, ` stroke="#fff" stroke-linejoin="round"`)
	c.path("M0-52L48-28L0-4L-48-28z", c.slant(solid(0, "#fff"), solid(100, "#cfe8f8")), "")
	c.path("M-48-28L0-4V52L-48 28z", c.slant(solid(0, "#d7edfa"), solid(100, "#8fc4e6")), "")
	c.path("M48-28L0-4V52L48 28z", c.slant(solid(0, "#eef8fe"), solid(100, "#b4d9f0")), "")
	c.line("M-38-14v34M-30-9v12", "#fff", 4, ` stroke-linecap="round"`)
	c.close()
}

// mixer is a small bottle of tonic or soda.
func (c *canvas) mixer(s Spec) {
	p := profile{{16, 312, straight}, {16, 300, straight}, {14, 294, ogee}, {20, 256, straight}, {56, 178, ogee}, {56, 10, straight}, {48, 0, tuck}}
	accent := or(s.Metal, "#2a9d8f")
	c.shadow(0, 56)
	c.path(p.path(), c.clear(crystalTint), glassEdge)
	c.path(p.from(266).inset(4).path(), c.liquid(or(s.Liquid, "#e6f3f0")), ` opacity=".8"`)
	c.shine(p, .8)
	c.paper(55, 26, 168, or(s.Paper, "#ffffff"))
	c.bold(s, 52, 28, 166, or(s.Ink, "#1b3d3a"), accent)
	c.overlay(55, 26, 168)
	c.open(0, 78, 1, "")
	c.crown(accent)
	c.close()
}

// wares draws glassware on its own: the prop enlarged, one or a pair, with the name on a card at the foot.
func (c *canvas) wares(s Spec, draw func(drink string), pair float64, scale float64) {
	if pair > 0 {
		c.open(-pair, -14, scale*.94, "")
		draw(s.Liquid)
		c.close()
	}
	c.open(pair, 0, scale, "")
	draw(s.Liquid)
	c.close()
	c.nameCard(s)
}

// nameCard is the small card that tells whose glass it is.
func (c *canvas) nameCard(s Spec) {
	ink := or(s.Ink, "#2f4552")
	c.path("M-70 38L-64 2H64L70 38z", "#fff", ` opacity=".95"`)
	c.path("M-70 38h140v3h-140z", ink, ` opacity=".25"`)
	c.text(0, 19, 16, 104, ink, s.Brand, boldAttr)
	c.text(0, 32, 9.5, 112, ink, s.Line, sansAttr)
}

// decanter is a wide-bottomed wine decanter with an inch of red.
func (c *canvas) decanter(s Spec) {
	c.shadow(0, 120)
	c.path("M-30-340Q-22-240-30-206Q-150-90-128-20Q-124 0-96 0H96Q124 0 128-20Q150-90 30-206Q22-240 34-346z", c.clear(crystalTint), glassEdge)
	c.path("M-128-52Q-132-34-124-18Q-118-6-94-6H94Q118-6 124-18Q132-34 128-52Q0-38-128-52z", c.liquid(or(s.Liquid, "#7a1526")), "")
	c.ellipse(0, -52, 128, 11, lighter(or(s.Liquid, "#7a1526"), .18), "")
	c.path("M-22-330Q-14-240-22-200Q-116-110-112-60Q-92-130-10-196Q-4-250-10-332z", "#fff", ` opacity=".6"`)
	c.ellipse(2, -343, 32, 6, "none", ` stroke="#9fb0b8" stroke-width="3"`)
	c.nameCard(s)
}

// cupset is a baijiu service: a pouring jug and four cups.
func (c *canvas) cupset(s Spec) {
	glaze := or(s.Body, "#eef3f0")
	c.shadow(0, 96)
	p := profile{{30, 220, straight}, {26, 190, ogee}, {66, 80, ogee}, {50, 4, ogee}, {48, 0, straight}}
	c.path("M52-150Q112-150 96-70Q84-36 54-40", "none", ` stroke="`+darker(glaze, .18)+`" stroke-width="11"`)
	c.path(p.path(), c.glaze(glaze), "")
	c.path("M-28-218L-52-226L-30-190z", c.glaze(glaze), "")
	c.emblem(s.Emblem, 0, -88, 30, or(s.Ink, "#2b6a8a"), "")
	c.shine(p, .9)
	c.ellipse(0, -220, 30, 6, darker(glaze, .25), "")
	for _, x := range []float64{-128, 132} {
		c.open(x, 4, 1.35, "")
		c.cup(glaze)
		c.close()
	}
	c.nameCard(s)
}

// opener is a waiter's corkscrew standing before its box.
func (c *canvas) opener(s Spec) {
	body, gold := or(s.Body, "#3a2a22"), or(s.Metal, "#c79a4b")
	c.shadow(0, 110)
	c.rect(-104, -266, 150, 266, 8, c.across(solid(0, darker(body, .3)), solid(30, lighter(body, .18)), solid(100, darker(body, .2))), "")
	c.rect(-94, -256, 130, 246, 4, "none", ` stroke="`+gold+`" stroke-width="1.5"`)
	c.emblem(s.Emblem, -29, -196, 30, gold, "")
	c.text(-29, -112, 38, 120, lighter(gold, .4), s.Brand, boldAttr)
	c.text(-29, -82, 16, 118, gold, s.Line, sansBold)
	c.text(-29, -30, 9, 110, gold, s.Fine, sansAttr)
	c.path("M70-330q22-8 34 8l6 150q0 16-17 16t-17-16z", c.metal("#8a3b2a"), "")
	c.line("M92-160q-16 10 0 18t0 18q-16 10 0 18t0 18q-16 10 0 18t0 18q-10 8 0 22", "#8f979e", 7, ` stroke-linecap="round"`)
	c.path("M84-322L128-250l8 56-12 2-10-50-36-60z", c.metal("#c5cbd0"), "")
	c.circle(86, -318, 6, gold, "")
}
