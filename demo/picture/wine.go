package picture

// bottled draws a bottle of dark glass, or of clear glass with the drink showing when the specification names a
// liquid; level is where the drink ends in the neck.
func (c *canvas) bottled(s Spec, p profile, glass string, level float64) {
	if s.Liquid == "" {
		c.path(p.path(), c.glass(or(s.Body, glass)), "")
		return
	}
	c.path(p.path(), c.clear(or(s.Body, crystalTint)), glassEdge)
	c.path(p.from(level).inset(3).path(), c.liquid(s.Liquid), ` opacity=".92"`)
}

// bordeaux has high shoulders and a straight body.
func (c *canvas) bordeaux(s Spec) {
	p := profile{{15, 400, straight}, {15, 388, straight}, {14, 300, straight}, {60, 248, ogee}, {58, 10, straight}, {50, 0, tuck}}
	c.shadow(0, 60)
	c.bottled(s, p, "#1e2a1c", 320)
	c.gloss(p, .55)
	c.foil(s, 300, 402)
	c.wineLabel(s, 59, 44, 214)
}

// burgundy slopes from neck to belly.
func (c *canvas) burgundy(s Spec) {
	p := profile{{15, 396, straight}, {15, 384, straight}, {14, 300, straight}, {68, 172, ogee}, {68, 10, straight}, {58, 0, tuck}}
	c.shadow(0, 68)
	c.bottled(s, p, "#2b3620", 316)
	c.gloss(p, .55)
	c.foil(s, 304, 398)
	c.wineLabel(s, 67, 36, 176)
}

// champagne is heavy, with foil down to the shoulder and a wired cork.
func (c *canvas) champagne(s Spec) {
	p := profile{{16, 380, straight}, {18, 330, straight}, {72, 176, ogee}, {72, 10, straight}, {60, 0, tuck}}
	gold := or(s.Metal, "#cba453")
	c.shadow(0, 72)
	c.bottled(s, p, "#20331f", 300)
	c.gloss(p, .6)
	foil := profile{{17, 380, straight}, {19, 330, straight}, {33, 262, ogee}}
	c.path(foil.path(), c.metal(gold), "")
	c.band(20.5, 318, 332, darker(gold, .35), "")
	c.path("M-17-378Q-24-392-19-402Q0-412 19-402Q24-392 17-378Q0-372-17-378z", c.metal(gold), "")
	c.line("M-18-380Q0-372 18-380M-15-400L0-378L15-400", darker(gold, .45), 1.2, "")
	c.emblem(s.Emblem, 0, -292, 11, darker(gold, .55), "")
	c.wineLabel(s, 71, 34, 162)
}

// flute is the slender bottle of Riesling.
func (c *canvas) flute(s Spec) {
	p := profile{{14, 410, straight}, {14, 398, straight}, {14, 330, straight}, {56, 172, ogee}, {56, 10, straight}, {50, 0, tuck}}
	c.shadow(0, 56)
	c.bottled(s, p, "#5d7a2d", 338)
	c.gloss(p, .6)
	c.foil(s, 336, 412)
	c.wineLabel(s, 55, 36, 170)
}

// icewine holds 375 ml in a very slim bottle.
func (c *canvas) icewine(s Spec) {
	p := profile{{13, 392, straight}, {13, 380, straight}, {12, 300, straight}, {40, 240, ogee}, {40, 8, straight}, {36, 0, tuck}}
	c.shadow(0, 44)
	c.bottled(s, p, "#3a2a14", 318)
	c.gloss(p, .7)
	c.foil(s, 306, 394)
	c.wineLabel(s, 39.5, 50, 196)
}

// foil is the capsule around a wine bottle's neck, between two heights.
func (c *canvas) foil(s Spec, h0, h1 float64) {
	colour := or(s.Metal, "#7c1f2b")
	c.cap(16.5, h0, h1, c.metal(colour))
	c.line("M-16.5-"+num(h1-14)+"q16.5 4 33 0", darker(colour, .4), 1.2, "")
	c.line("M-16.5-"+num(h0+10)+"q16.5 4 33 0", lighter(colour, .5), 1.4, ` opacity=".7"`)
	c.emblem(s.Emblem, 0, -(h0+h1)/2, 8, lighter(colour, .55), "")
}

// wineLabel prints one of three styles of label, by mood: engraved, modern, or with a painted landscape.
func (c *canvas) wineLabel(s Spec, w, h0, h1 float64) {
	paper, ink, accent := or(s.Paper, "#f8f2e4"), or(s.Ink, "#3a1a20"), or(s.Metal, "#7c1f2b")
	c.paper(w, h0, h1, paper)
	if light(accent) && light(paper) {
		accent = darker(accent, .3)
	}
	accent = distinct(accent, paper)
	switch s.Mood % 3 {
	case 0:
		c.classic(s, w, h0, h1, ink, accent)
	case 1:
		c.modern(s, w, h0, h1, ink, accent)
	default:
		c.painted(s, w, h0, h1, ink, accent)
	}
	c.overlay(w, h0, h1)
}
