package picture

import "unicode/utf8"

// clayjar is a huangjiu jar: rough clay, red cloth and straw rope over the mouth, a red diamond on the belly.
func (c *canvas) clayjar(s Spec) {
	body, red := or(s.Body, "#7a4526"), or(s.Paper, "#c32a24")
	ink := or(s.Ink, "#3a160c")
	p := profile{{44, 236, straight}, {40, 226, ogee}, {112, 132, ogee}, {62, 6, ogee}, {58, 0, straight}}
	c.shadow(0, 88)
	c.path(p.path(), c.glaze(body), "")
	c.clipped(p.path(), func() {
		c.line("M-120-186Q0-168 120-186M-120-60Q0-40 120-60M-120-40Q0-20 120-40", darker(body, .4), 2.5, ` opacity=".5"`)
	})
	c.path("M0-206L70-126L0-46L-70-126z", c.slant(solid(0, lighter(red, .12)), solid(100, darker(red, .18))), "")
	c.path("M0-196L61-126L0-56L-61-126z", "none", ` stroke="#f0c56a" stroke-width="2"`)
	c.text(0, -116, 36, 84, "#fff3d0", s.Brand, boldAttr)
	c.text(0, -92, 14, 62, "#f6cf7e", s.Line, boldAttr)
	c.emblem(s.Emblem, 0, -164, 13, "#f6cf7e", "")
	c.shine(p, .4)
	c.path("M-52-226Q-62-262-44-282Q0-304 44-282Q62-262 52-226Q60-214 66-204Q34-216 22-202Q0-216-22-202Q-36-216-66-204Q-58-214-52-226z", c.glaze(red), "")
	c.line("M-48-228Q0-212 48-228M-49-235Q0-219 49-235", "#d9b36a", 4.5, "")
	c.path("M30-224l10 44-9 2-10-42zM38-226l20 38-8 5-20-38z", "#cfa65a", "")
	c.text(0, -14, 9, 100, lighter(body, .6), s.Fine, ` class="s" fill-opacity=".9"`)
	c.text(0, -252, 26, 40, ink, "酒", boldAttr)
}

// huang is a dark round bottle with a paper label.
func (c *canvas) huang(s Spec) {
	glass, paper := or(s.Body, "#4a2412"), or(s.Paper, "#f6e6c4")
	ink, accent := or(s.Ink, "#7c1d16"), or(s.Metal, "#b4452c")
	p := profile{{18, 366, straight}, {18, 318, straight}, {78, 226, ogee}, {78, 10, straight}, {68, 0, tuck}}
	c.shadow(0, 78)
	c.path(p.path(), c.glass(glass), "")
	c.gloss(p, .6)
	c.paper(77, 34, 206, paper)
	glyphs := float64(utf8.RuneCountInString(s.Brand))
	size := min(29, 128/glyphs/1.06)
	c.rect(-54, -192, 38, glyphs*size*1.06+14, 2, ink, "")
	c.column(-35, -186, size, 0, paper, s.Brand, boldAttr)
	c.emblem(s.Emblem, 24, -152, 30, accent, "")
	c.text(24, -92, 22, 70, ink, s.Line, boldAttr)
	c.line("M-10-80H60", accent, 1, "")
	c.text(24, -66, 8.5, 74, ink, s.Fine, sansAttr)
	c.text(24, -52, 8, 70, accent, s.Latin, ` letter-spacing="1"`)
	c.overlay(77, 34, 206)
	c.cap(20, 322, 380, c.metal(accent))
	c.line("M-20-334q20 5 40 0", lighter(accent, .5), 1.4, "")
}

// huadiao is a glazed jar with carved panels.
func (c *canvas) huadiao(s Spec) {
	body, gold := or(s.Body, "#a8641f"), or(s.Metal, "#f0cc7a")
	dark := darker(body, .5)
	p := profile{{28, 298, straight}, {26, 276, ogee}, {94, 210, swell}, {96, 96, straight}, {66, 8, ogee}, {64, 0, straight}}
	c.shadow(0, 82)
	c.path(p.path(), c.glaze(body), "")
	c.clipped(p.path(), func() {
		c.path(wrap(100, 196, 214, 8), dark, ` opacity=".5"`)
		c.line("M-100-200q8-12 16 0t16 0 16 0 16 0 16 0 16 0 16 0 16 0 16 0 16 0 16 0 16 0", gold, 1.8, "")
		c.path(wrap(100, 26, 42, 8), dark, ` opacity=".5"`)
	})
	c.ellipse(0, -116, 62, 66, darker(body, .28), ` stroke="`+gold+`" stroke-width="2"`)
	c.emblem(s.Emblem, 0, -154, 16, gold, "")
	c.text(0, -104, 34, 104, lighter(gold, .4), s.Brand, boldAttr)
	c.text(0, -80, 16, 90, gold, s.Line, boldAttr)
	c.text(0, -62, 8, 80, gold, s.Fine, sansAttr)
	c.shine(p, .65)
	c.path("M-32-296Q-40-318-26-330Q0-340 26-330Q40-318 32-296L38-280Q0-268-38-280z", c.glaze("#b8261f"), "")
	c.line("M-33-294Q0-282 33-294", "#e3bd6f", 4, "")
}

// sake is the 720 ml bottle; the label is a single column of large characters.
func (c *canvas) sake(s Spec) {
	p := profile{{15, 404, straight}, {15, 370, straight}, {17, 330, ogee}, {58, 252, ogee}, {58, 10, straight}, {52, 0, tuck}}
	c.sakeBody(s, p, 58)
	c.paper(57, 30, 232, or(s.Paper, "#faf7ef"))
	c.sakePrint(s, 57, 30, 232)
	c.overlay(57, 30, 232)
	c.cap(17, 352, 412, c.metal(or(s.Metal, "#2d2b33")))
}

// sakestout has rounder shoulders.
func (c *canvas) sakestout(s Spec) {
	p := profile{{16, 362, straight}, {16, 322, straight}, {72, 248, swell}, {72, 10, straight}, {64, 0, tuck}}
	c.sakeBody(s, p, 72)
	c.paper(71, 32, 214, or(s.Paper, "#faf7ef"))
	c.sakePrint(s, 71, 32, 214)
	c.overlay(71, 32, 214)
	c.cap(18, 318, 372, c.metal(or(s.Metal, "#2d2b33")))
}

func (c *canvas) sakeBody(s Spec, p profile, w float64) {
	c.shadow(0, w)
	c.bottled(s, p, "#1f3b36", p.height()-50)
	c.gloss(p, .6)
}

// sakePrint sets the brand in a column, the grade in a smaller one beside it, a chop below.
func (c *canvas) sakePrint(s Spec, w, h0, h1 float64) {
	ink, accent := or(s.Ink, "#22201f"), "#c0392b"
	c.emblem(s.Emblem, 0, -(h0+h1)/2+30, w*.82, mix(or(s.Paper, "#faf7ef"), or(s.Metal, accent), .18), "")
	c.column(4, -h1+14, w*.72, (h1-h0)*.66, ink, s.Brand, boldAttr)
	c.column(-w*.68, -h1+22, 12, 110, ink, s.Line, "")
	c.seal(w*.58, -h0-34, 22, accent, "#fff", s.Brand)
	c.text(0, -h0-8, 8.5, w*1.6, ink, s.Fine, sansAttr)
}

// fruit is a short clear bottle with fruit at the bottom of the drink.
func (c *canvas) fruit(s Spec) {
	drink, ink := or(s.Liquid, "#e6b23c"), or(s.Ink, "#5a3a14")
	p := profile{{26, 316, straight}, {24, 286, straight}, {88, 218, ogee}, {88, 12, straight}, {76, 0, tuck}}
	c.shadow(0, 86)
	c.path(p.path(), c.clear(crystalTint), glassEdge)
	c.path(p.from(294).inset(5).path(), c.liquid(drink), ` opacity=".86"`)
	ripe := or(s.Body, mix(drink, "#7d8b2b", .5))
	for _, f := range []struct{ x, y float64 }{{-52, -30}, {-18, -26}, {18, -32}, {52, -28}, {-34, -54}, {36, -56}} {
		c.circle(f.x, f.y, 19, c.slant(solid(0, lighter(ripe, .45)), solid(55, ripe), solid(100, darker(ripe, .35))), ` opacity=".92"`)
	}
	c.shine(p, .8)
	paper := or(s.Paper, "#fffaf0")
	c.rect(-56, -206, 112, 122, 56, paper, "")
	c.emblem(s.Emblem, 0, -180, 17, or(s.Metal, "#d0663f"), "")
	c.text(0, -130, 31, 96, ink, s.Brand, boldAttr)
	c.text(0, -110, 13, 90, or(s.Metal, "#d0663f"), s.Line, boldAttr)
	c.text(0, -95, 7.5, 60, ink, s.Fine, sansAttr)
	c.path("M-21-314h42l3-26q0-6-6-6h-36q-6 0-6 6z", c.across(solid(0, "#94693c"), solid(30, "#e2c091"), solid(100, "#815a32")), "")
	c.line("M-26-290Q0-280 26-290", "#b99b63", 5, "")
}

// fruitslim is a slim bottle in the pastel of its fruit.
func (c *canvas) fruitslim(s Spec) {
	drink, ink := or(s.Liquid, "#f2a7a0"), or(s.Ink, "#8a2f3c")
	p := profile{{17, 372, straight}, {17, 330, straight}, {58, 262, ogee}, {58, 10, straight}, {50, 0, tuck}}
	c.shadow(0, 58)
	c.path(p.path(), c.clear(crystalTint), glassEdge)
	c.path(p.from(338).inset(4).path(), c.liquid(drink), ` opacity=".9"`)
	paper := or(s.Paper, "#fffdf8")
	c.paper(57, 28, 216, paper)
	c.emblem(s.Emblem, 0, -166, 36, or(s.Metal, mix(drink, ink, .4)), "")
	c.text(0, -92, 34, 98, ink, s.Brand, boldAttr)
	c.rect(-40, -78, 80, 20, 10, or(s.Metal, mix(drink, ink, .4)), "")
	c.text(0, -63.5, 12.5, 72, "#fff", s.Line, sansBold)
	c.text(0, -40, 8, 90, ink, s.Fine, sansAttr)
	c.overlay(57, 28, 216)
	c.shine(p, .7)
	c.cap(19, 334, 386, c.glaze(or(s.Metal, mix(drink, ink, .4))))
}

// ricejar is a wide-mouthed glass jar of rice wine with a cloth lid.
func (c *canvas) ricejar(s Spec) {
	cloth, ink := or(s.Metal, "#4f7a9a"), or(s.Ink, "#2d4a63")
	p := profile{{62, 250, straight}, {62, 236, straight}, {92, 206, swell}, {88, 14, straight}, {74, 0, tuck}}
	c.shadow(0, 86)
	c.path(p.path(), c.clear(crystalTint), glassEdge)
	c.path(p.from(226).inset(5).path(), c.liquid(or(s.Liquid, "#f4ecd6")), "")
	c.shine(p, .8)
	c.paper(90, 44, 172, or(s.Paper, "#fffaf0"))
	c.emblem(s.Emblem, 0, -146, 19, cloth, "")
	c.text(0, -88, 36, 140, ink, s.Brand, boldAttr)
	c.text(0, -68, 14, 130, cloth, s.Line, boldAttr)
	c.text(0, -53, 8, 120, ink, s.Fine, sansAttr)
	c.overlay(90, 44, 172)
	c.path("M-70-240Q-72-280-56-286Q0-300 56-286Q72-280 70-240L82-218Q56-230 40-216Q18-230 0-216Q-20-230-40-216Q-58-230-82-218z", c.glaze(cloth), "")
	c.line("M-66-240Q0-226 66-240", "#e9d9b0", 4, "")
	c.emblem(Blossom, -30, -264, 8, lighter(cloth, .6), "")
	c.emblem(Blossom, 26, -262, 8, lighter(cloth, .6), "")
}
