package picture

// whisky is a round-shouldered malt bottle.
func (c *canvas) whisky(s Spec) {
	p := profile{{16, 372, straight}, {16, 318, straight}, {20, 300, ogee}, {72, 262, swell}, {72, 12, straight}, {62, 0, tuck}}
	c.shadow(0, 72)
	c.spirit(s, p, 308, "#c9782a")
	c.shine(p, .7)
	c.spiritLabel(s, 71, 40, 214)
	c.stopper(s, 18, 316, 384)
}

// whiskysq is a square decanter with cut corners.
func (c *canvas) whiskysq(s Spec) {
	drink, glass := or(s.Liquid, "#b8651f"), or(s.Body, "#d8d3cb")
	c.shadow(0, 84)
	c.path("M-84-8V-246Q-84-268-62-272L-24-280V-320H24V-280L62-272Q84-268 84-246V-8Q84 0 74 0H-74Q-84 0-84-8z", c.clear(glass), "")
	c.path("M-75-30V-242Q-75-260-58-263L-18-272V-296H18V-272L58-263Q75-260 75-242V-30Q75-22 66-22H-66Q-75-22-75-30z", c.liquid(drink), "")
	c.path("M-84-246L-60-232V-30L-84-8zM-60-30H60L84-8Q84 0 74 0H-74z", "#fff", ` opacity=".3"`)
	c.path("M84-246L60-232V-30L84-8z", "#000", ` opacity=".16"`)
	paper, ink, gold := or(s.Paper, "#f7eedb"), or(s.Ink, "#3b2415"), or(s.Metal, "#a8742c")
	c.rect(-57, -216, 114, 172, 4, paper, "")
	c.classic(s, 56, 46, 216, ink, darker(gold, .1))
	c.path("M-78-240L-66-234V-44L-78-28z", c.down(stop{0, "#fff", .8}, stop{100, "#fff", .1}), "")
	c.stopper(s, 28, 312, 372)
}

// brandy is the wide flat decanter of an XO.
func (c *canvas) brandy(s Spec) {
	gold := or(s.Metal, "#c8993f")
	p := profile{{17, 330, straight}, {17, 276, straight}, {36, 252, ogee}, {108, 150, swell}, {66, 20, ogee}, {74, 0, ogee}}
	c.shadow(0, 88)
	c.spirit(s, p, 290, "#9c4a17")
	c.path("M-108-150Q-96-60-66-20H66Q96-60 108-150Q92-64 62-38H-62Q-92-64-108-150z", "#fff", ` opacity=".16"`)
	c.shine(p, .75)
	c.ellipse(0, -136, 62, 76, or(s.Paper, "#2a1710"), "")
	c.ellipse(0, -136, 57, 71, "none", ` stroke="`+gold+`" stroke-width="1.6"`)
	c.emblem(s.Emblem, 0, -176, 17, gold, "")
	ink := or(s.Ink, lighter(gold, .5))
	c.text(0, -124, 30, 100, ink, s.Brand, boldAttr)
	c.text(0, -108, 9, 96, ink, s.Latin, ` letter-spacing="1.5"`)
	c.text(0, -88, 14, 92, gold, s.Line, boldAttr)
	c.text(0, -72, 7.5, 76, ink, s.Fine, sansAttr)
	c.cap(22, 318, 384, c.metal(gold))
	c.band(26, 312, 324, c.metal(darker(gold, .18)), "")
	c.circle(0, -390, 13, c.metal(gold), "")
}

// brandyvsop is a pear-shaped bottle.
func (c *canvas) brandyvsop(s Spec) {
	p := profile{{15, 390, straight}, {15, 330, straight}, {74, 130, ogee}, {66, 8, ogee}, {60, 0, tuck}}
	c.shadow(0, 68)
	c.spirit(s, p, 346, "#a9571c")
	c.shine(p, .7)
	c.spiritLabel(s, 66, 30, 156)
	c.stopper(s, 17, 330, 400)
}

// gin is an apothecary bottle: flat shoulders, short neck, cork.
func (c *canvas) gin(s Spec) {
	p := profile{{26, 316, straight}, {22, 304, ogee}, {24, 268, straight}, {84, 236, swell}, {82, 12, straight}, {70, 0, tuck}}
	glass, ink := or(s.Body, "#9cc6bd"), or(s.Ink, "#17463d")
	c.shadow(0, 82)
	c.path(p.path(), c.clear(glass), glassEdge)
	c.path(p.from(284).inset(5).path(), c.liquid(or(s.Liquid, lighter(glass, .35))), ` opacity=".6"`)
	c.shine(p, .8)
	paper := or(s.Paper, "#fbfaf2")
	c.paper(81, 40, 198, paper)
	c.emblem(s.Emblem, 0, -164, 21, or(s.Metal, "#b4803a"), "")
	c.line("M-70-164h40M30-164h40", or(s.Metal, "#b4803a"), 1, "")
	c.stack(0, -142, -42,
		row{text: s.Brand, size: 36, width: 130, ink: ink, attrs: boldAttr},
		row{text: s.Latin, size: 10.5, width: 130, ink: ink, attrs: ` letter-spacing="3"`, snug: true},
		row{text: s.Line, size: 16, width: 138, ink: or(s.Metal, "#b4803a"), attrs: boldAttr},
		row{text: s.Fine, size: 8.5, width: 120, ink: ink, attrs: sansAttr, snug: true})
	c.overlay(81, 40, 198)
	c.path("M-19-316h38l3-34q0-8-8-8h-28q-8 0-8 8z", c.across(solid(0, "#8d643a"), solid(30, "#dcb98b"), solid(100, "#7d5530")), "")
	c.cap(25, 348, 366, c.glaze(darker(ink, .1)))
}

// rum is a stout bottle with a long neck and a ribbon label.
func (c *canvas) rum(s Spec) {
	p := profile{{17, 372, straight}, {15, 358, straight}, {19, 284, ogee}, {76, 216, swell}, {76, 12, straight}, {64, 0, tuck}}
	c.shadow(0, 76)
	c.spirit(s, p, 300, "#a3561d")
	c.shine(p, .7)
	c.spiritLabel(s, 75, 36, 190)
	c.stopper(s, 19, 330, 384)
}

// vodka is a frosted column printed straight on the glass.
func (c *canvas) vodka(s Spec) {
	glass, ink := or(s.Body, "#c6dbec"), or(s.Ink, "#174a86")
	p := profile{{18, 396, straight}, {18, 352, straight}, {58, 306, swell}, {60, 10, straight}, {52, 0, tuck}}
	c.shadow(0, 60)
	c.path(p.path(), c.across(solid(0, darker(glass, .34)), solid(12, mix(glass, "#fff", .25)), solid(30, "#fff"), solid(62, lighter(glass, .35)), solid(90, glass), solid(100, darker(glass, .3))), "")
	c.clipped(p.path(), func() {
		c.path("M-70 0V-90L-40-150L-12-104L20-176L70-92V0z", ink, ` opacity=".14"`)
	})
	c.bare(s, 50, 76, 286, ink)
	c.shine(p, .9)
	c.cap(20, 350, 408, c.metal(or(s.Metal, "#b9c2cb")))
}

// tequila is low and square, stopped with a wooden ball.
func (c *canvas) tequila(s Spec) {
	drink, ink, gold := or(s.Liquid, "#e9d9a4"), or(s.Ink, "#2a4a3c"), or(s.Metal, "#b07a2e")
	c.shadow(0, 90)
	c.path("M-92-10V-206Q-92-228-70-230L-24-238V-284H24V-238L70-230Q92-228 92-206V-10Q92 0 80 0H-80Q-92 0-92-10z", c.clear(or(s.Body, crystalTint)), "")
	c.path("M-82-32V-200Q-82-218-66-220L-18-229V-254H18V-229L66-220Q82-218 82-200V-32Q82-22 72-22H-72Q-82-22-82-32z", c.liquid(drink), ` opacity=".92"`)
	c.path("M-92-10L-76-32H76L92-10Q92 0 80 0H-80z", "#fff", ` opacity=".45"`)
	paper := or(s.Paper, "#f6efdc")
	c.path("M-66-196H66L72-188V-52L66-44H-66L-72-52V-188z", paper, "")
	c.classic(s, 66, 46, 194, ink, gold)
	c.path("M-84-204L-76-198V-44L-84-32z", c.down(stop{0, "#fff", .85}, stop{100, "#fff", .1}), "")
	c.band(27, 270, 284, c.metal(gold), "")
	c.circle(0, -306, 29, c.slant(solid(0, "#d9a86a"), solid(40, "#a86f38"), solid(100, "#5d3717")), "")
	c.line("M-22-318q22-8 44 0M-27-304q26-8 54 0M-22-290q22-6 44 0", "#5d3717", 1, ` opacity=".5"`)
}

// liqueur is a waisted bottle, printed on a slip of paper.
func (c *canvas) liqueur(s Spec) {
	p := profile{{16, 386, straight}, {16, 340, straight}, {64, 262, ogee}, {50, 150, ogee}, {70, 24, ogee}, {64, 0, tuck}}
	c.shadow(0, 68)
	c.spirit(s, p, 350, "#d0762c")
	c.shine(p, .75)
	c.spiritLabel(s, 52, 74, 214)
	c.stopper(s, 18, 336, 396)
}

// spirit draws clear glass with an amber drink; a body colour makes the glass opaque instead.
func (c *canvas) spirit(s Spec, p profile, level float64, drink string) {
	if s.Body != "" {
		c.path(p.path(), c.glass(s.Body), "")
		return
	}
	c.path(p.path(), c.clear(crystalTint), glassEdge)
	c.path(p.from(level).inset(4).path(), c.liquid(or(s.Liquid, drink)), ` opacity=".95"`)
}

// spiritLabel prints one of two styles by mood: engraved paper, or a dark label with a coloured ribbon.
func (c *canvas) spiritLabel(s Spec, w, h0, h1 float64) {
	paper, ink, gold := or(s.Paper, "#f6ecd6"), or(s.Ink, "#3a2313"), or(s.Metal, "#a5702a")
	c.paper(w, h0, h1, paper)
	if s.Mood%2 == 0 {
		c.classic(s, w, h0, h1, ink, gold)
	} else {
		c.ribboned(s, w, h0, h1, paper, ink, gold)
	}
	c.overlay(w, h0, h1)
}

// stopper is a wooden-topped cork over a foil collar.
func (c *canvas) stopper(s Spec, w, h0, h1 float64) {
	metal := or(s.Metal, "#a5702a")
	dark := darker(metal, .55)
	c.cap(w, h0+18, h1, c.metal(dark))
	c.band(w+2, h0, h0+20, c.metal(metal), "")
	c.line("M"+num(-w)+"-"+num(h1-9)+"q"+num(w)+" 4 "+num(2*w)+" 0", metal, 1.6, "")
}
