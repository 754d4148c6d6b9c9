package picture

// jar is a porcelain bottle: glazed body, red ribbon around the neck, print under the glaze.
func (c *canvas) jar(s Spec) {
	body, ink, gold := or(s.Body, "#f7f4ee"), or(s.Ink, "#a51d1f"), or(s.Metal, "#c9a24b")
	p := profile{{24, 352, straight}, {22, 330, ogee}, {84, 272, swell}, {86, 120, straight}, {76, 8, ogee}, {72, 0, tuck}}
	c.shadow(0, 80)
	c.path(p.path(), c.glaze(body), "")
	c.clipped(p.path(), func() {
		c.path(wrap(90, 8, 44, 7), ink, ` opacity=".92"`)
		c.line("M-90-26q9-12 18 0t18 0 18 0 18 0 18 0 18 0 18 0 18 0 18 0 18 0", lighter(gold, .35), 2, "")
		c.path(wrap(90, 46, 49, 7), gold, "")
		c.path(wrap(92, 264, 267, 7), gold, ` opacity=".8"`)
	})
	c.upright(s, 56, 56, 256, ink, darker(gold, .12))
	c.shine(p, .85)
	c.cap(26, 344, 394, c.metal(or(s.Paper, ink)))
	c.band(26.5, 344, 352, c.metal(gold), "")
	c.path("M-22-338Q0-326 22-338L26-326Q0-312-26-326z", ink, "")
	c.path("M2-326L16-286L6-280L0-306L-10-270L-19-278L-4-326z", c.down(solid(0, ink), solid(100, darker(ink, .25))), "")
}

// crystal is a square decanter of clear crystal with a heavy base and a gilded stopper.
func (c *canvas) crystal(s Spec) {
	gold, ink := or(s.Metal, "#cda349"), or(s.Ink, "#8f1a1d")
	drink := or(s.Liquid, "#dfe9ee")
	c.shadow(0, 88)
	c.path("M-88-6Q-90-268-80-286Q-72-300-26-304L-22-330H22L26-304Q72-300 80-286Q90-268 88-6Q0 8-88-6z", c.clear(darker(drink, .12)), glassEdge)
	c.path("M-78-40Q-80-250-72-266Q-64-276-30-280H30Q64-276 72-266Q80-250 78-40z", c.liquid(drink), ` opacity=".8"`)
	c.path("M-88-6L-60-40V-258L-80-286Q-90-268-88-6z", "#fff", ` opacity=".34"`)
	c.path("M88-6L60-40V-258L80-286Q90-268 88-6z", darker(drink, .45), ` opacity=".2"`)
	c.path("M-88-6L-60-40H60L88-6Q0 8-88-6z", c.across(stop{0, "#fff", .3}, stop{35, "#fff", .85}, stop{70, darker(drink, .3), .5}, stop{100, "#fff", .5}), "")
	c.rect(-47, -262, 94, 212, 5, c.down(solid(0, or(s.Paper, "#fbf6e9")), solid(100, darker(or(s.Paper, "#fbf6e9"), .07))), "")
	c.rect(-42, -257, 84, 202, 3, "none", ` stroke="`+gold+`" stroke-width="1.6"`)
	c.upright(s, 38, 62, 252, ink, darker(gold, .15))
	c.path("M-74-272L-62-258V-48L-74-30z", c.down(stop{0, "#fff", .9}, stop{100, "#fff", .15}), "")
	c.cap(24, 326, 392, c.metal(gold))
	c.band(29, 324, 336, c.metal(darker(gold, .12)), "")
	c.line("M-23-352Q0-347 23-352M-23-380Q0-375 23-380", darker(gold, .4), 1.2, "")
	c.emblem(s.Emblem, 0, -364, 9, darker(gold, .55), "")
}

// redgold is a lacquered column, gilded at foot, waist and crown.
func (c *canvas) redgold(s Spec) {
	body, gold := or(s.Body, "#b3161b"), or(s.Metal, "#dcb355")
	p := profile{{30, 336, straight}, {30, 318, straight}, {76, 284, swell}, {70, 180, ogee}, {80, 22, ogee}, {80, 0, straight}}
	c.shadow(0, 82)
	c.path(p.path(), c.glaze(body), "")
	c.clipped(p.path(), func() {
		for _, y := range []float64{-46, -58} {
			c.line("M-90 "+num(y)+"q10-16 20 0t20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0", gold, 1.4, ` opacity=".5"`)
		}
	})
	c.circle(0, -240, 30, "none", ` stroke="`+gold+`" stroke-width="1.6"`)
	c.emblem(s.Emblem, 0, -240, 21, gold, "")
	end := c.column(0, -204, 40, 118, c.down(solid(0, lighter(gold, .5)), solid(100, gold)), s.Brand, boldAttr)
	c.text(0, min(max(end+18, -82), -72), 15, 104, lighter(gold, .35), s.Line, boldAttr)
	c.band(80, 0, 34, c.metal(gold), "")
	c.text(0, -10, 9, 120, darker(gold, .65), s.Fine, sansAttr)
	c.shine(p, .55)
	c.cap(33, 320, 400, c.metal(gold))
	c.band(36, 318, 330, c.metal(darker(gold, .1)), "")
	c.line("M-32-346Q0-340 32-346M-32-384Q0-378 32-384", darker(gold, .35), 1.4, "")
	c.emblem(Cloud, 0, -362, 11, darker(gold, .5), "")
}

// plain is an honest round bottle of clear glass with a paper label and a screw cap.
func (c *canvas) plain(s Spec) {
	drink, ink, cap := or(s.Liquid, "#d9e6e6"), or(s.Ink, "#1d4f86"), or(s.Metal, "#b8402f")
	glass := or(s.Body, crystalTint)
	p := profile{{19, 372, straight}, {19, 330, straight}, {74, 236, ogee}, {74, 10, straight}, {66, 0, tuck}}
	c.shadow(0, 76)
	c.path(p.path(), c.clear(glass), glassEdge)
	c.path(p.from(348).inset(5).path(), c.liquid(drink), ` opacity=".72"`)
	paper := or(s.Paper, "#fffaf0")
	c.paper(73, 34, 214, c.down(solid(0, paper), solid(72, paper), solid(72, ink), solid(100, ink)))
	c.emblem(s.Emblem, 0, -186, 17, ink, "")
	c.text(0, -112, 52, 118, ink, s.Brand, boldAttr)
	c.text(0, -94, 9.5, 110, ink, s.Latin, ` letter-spacing="3"`)
	c.text(0, -62, 18, 118, paper, s.Line, boldAttr)
	c.text(0, -44, 9, 118, paper, s.Fine, sansAttr)
	c.overlay(73, 34, 214)
	c.shine(p, .8)
	c.cap(21, 340, 386, c.metal(cap))
	c.line("M-21-350Q0-345 21-350", darker(cap, .4), 1.5, "")
}

// gourd is a double gourd with a silk cord and tassel at its waist.
func (c *canvas) gourd(s Spec) {
	body, gold, ink := or(s.Body, "#8e2a1e"), or(s.Metal, "#d6ab52"), or(s.Ink, "#f6e3b0")
	p := profile{{17, 378, straight}, {17, 356, straight}, {58, 306, swell}, {34, 246, ogee}, {98, 118, ogee}, {62, 4, ogee}, {58, 0, straight}}
	c.shadow(0, 84)
	c.path(p.path(), c.glaze(body), "")
	c.circle(0, -122, 66, "none", ` stroke="`+ink+`" stroke-width="1.6" opacity=".8"`)
	c.text(0, -110, 46, 112, ink, s.Brand, boldAttr)
	c.text(0, -80, 15, 96, gold, s.Line, boldAttr)
	c.emblem(s.Emblem, 0, -166, 13, gold, "")
	c.text(0, -34, 9, 90, ink, s.Fine, sansAttr+` opacity=".85"`)
	c.emblem(s.Emblem, 0, -306, 20, ink, ` opacity=".85"`)
	c.shine(p, .6)
	c.path("M-36-252Q0-238 36-252V-242Q0-227-36-242z", c.metal(gold), "")
	c.line("M14-240q12 18 6 36", gold, 3, "")
	c.path("M13-206h14l5 44h-24z", c.down(solid(0, "#e0392f"), solid(100, "#9b1a18")), "")
	c.cap(20, 366, 400, c.metal(gold))
}

// droplet is a tear of coloured glass with gilded print.
func (c *canvas) droplet(s Spec) {
	body, gold := or(s.Body, "#1d4a8f"), or(s.Metal, "#d9bd7a")
	p := profile{{17, 366, straight}, {18, 330, straight}, {90, 130, ogee}, {64, 6, ogee}, {60, 0, tuck}}
	c.shadow(0, 84)
	c.path(p.path(), c.glass(body), "")
	gold = distinct(gold, body)
	ink := lighter(gold, .35)
	c.emblem(s.Emblem, 0, -216, 20, ink, "")
	c.column(0, -188, 40, 122, c.down(solid(0, lighter(gold, .6)), solid(100, gold)), s.Brand, boldAttr)
	c.text(0, -46, 15, 124, ink, s.Line, boldAttr)
	c.text(0, -26, 9, 104, ink, s.Fine, sansAttr)
	c.shine(p, .75)
	c.cap(21, 336, 396, c.metal(gold))
	c.band(23, 332, 344, c.metal(darker(gold, .15)), "")
}

// vase is a meiping: high round shoulders, narrow foot, a painted medallion.
func (c *canvas) vase(s Spec) {
	body, ink, gold := or(s.Body, "#bcd5c6"), or(s.Ink, "#1f5a48"), or(s.Metal, "#c7a55a")
	p := profile{{24, 344, straight}, {20, 330, ogee}, {24, 318, ogee}, {94, 244, swell}, {52, 30, ogee}, {58, 0, ogee}}
	c.shadow(0, 64)
	c.path(p.path(), c.glaze(body), "")
	c.clipped(p.path(), func() {
		c.path(wrap(100, 284, 288, 8), ink, ` opacity=".7"`)
		c.line("M-100-60q10-14 20 0t20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0M-100-48q10-14 20 0t20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0", ink, 1.6, ` opacity=".55"`)
		c.path(wrap(70, 0, 24, 6), ink, ` opacity=".8"`)
	})
	c.upright(s, 50, 66, 280, ink, mix(ink, gold, .55))
	c.text(0, -8, 8, 96, lighter(body, .5), s.Latin, ` letter-spacing="1.5"`)
	c.shine(p, .9)
	c.cap(27, 336, 384, c.glaze(or(s.Paper, "#9d2a22")))
	c.path("M-33-346Q0-326 33-346L38-322Q0-304-38-322z", c.glaze(or(s.Paper, "#9d2a22")), "")
	c.line("M-35-335Q0-316 35-335", gold, 3, "")
}

// flask is the flat 100 ml bottle of a night out.
func (c *canvas) flask(s Spec) {
	glass, ink, cap := or(s.Body, "#d3e0e2"), or(s.Ink, "#c22d2a"), or(s.Metal, "#2c2c30")
	p := profile{{20, 270, straight}, {20, 244, straight}, {74, 214, swell}, {78, 12, straight}, {68, 0, tuck}}
	c.shadow(0, 80)
	c.path(p.path(), c.clear(glass), glassEdge)
	c.path(p.from(248).inset(6).path(), c.liquid(or(s.Liquid, "#dfe9ea")), ` opacity=".7"`)
	paper := or(s.Paper, "#ffffff")
	c.rect(-64, -190, 128, 158, 8, paper, ` opacity=".96"`)
	c.path("M-64-84L64-116V-40a8 8 0 0 1-8 8H-56a8 8 0 0 1-8-8z", ink, "")
	c.emblem(s.Emblem, 36, -64, 20, paper, ` opacity=".9"`)
	c.text(0, -128, 44, 112, ink, s.Brand, heavySans)
	c.text(0, -172, 10, 110, darker(ink, .2), s.Latin, sansAttr+` letter-spacing="2"`)
	c.text(-22, -62, 15, 72, paper, s.Line, sansBold)
	c.text(-22, -44, 8, 76, paper, s.Fine, sansAttr)
	c.shine(p, .8)
	c.cap(24, 240, 292, c.metal(cap))
	c.line("M-24-252Q0-246 24-252", lighter(cap, .3), 1.2, "")
}

// clipped draws inside an outline only.
func (c *canvas) clipped(d string, draw func()) {
	c.printf(`<g clip-path="%s">`, c.clip(d))
	draw()
	c.close()
}
