package picture

// glass fills with dark or coloured glass lit from the left.
func (c *canvas) glass(base string) string {
	return c.across(
		solid(0, darker(base, .55)), solid(8, darker(base, .18)), solid(22, lighter(base, .27)), solid(38, base),
		solid(72, darker(base, .3)), solid(94, lighter(base, .16)), solid(100, darker(base, .5)))
}

// crystalTint is the colour of glass without colour.
const crystalTint = "#c6d2d6"

// clear fills with colourless glass, dense at the edges.
func (c *canvas) clear(tint string) string {
	return c.across(
		stop{0, darker(tint, .5), .8}, stop{8, darker(tint, .12), .55}, stop{26, "#fff", .5}, stop{62, tint, .42},
		stop{92, "#fff", .6}, stop{100, darker(tint, .45), .8})
}

// glassEdge outlines clear glass against a light wall.
const glassEdge = ` class="g"`

// liquid fills with a drink behind glass.
func (c *canvas) liquid(base string) string {
	return c.across(
		solid(0, darker(base, .45)), solid(14, darker(base, .08)), solid(34, mix(base, sunlit(base), .42)), solid(60, base),
		solid(90, mix(base, sunlit(base), .2)), solid(100, darker(base, .38)))
}

// sunlit is the colour a drink turns to where light falls through: gold for warm ones, white for the others.
func sunlit(base string) string {
	if v := parse(base); int(v.r) > int(v.b)+60 && !light(base) {
		return "#ffc766"
	}
	return "#ffffff"
}

// glaze fills with porcelain or lacquer.
func (c *canvas) glaze(base string) string {
	return c.across(
		solid(0, darker(base, .4)), solid(10, darker(base, .12)), solid(28, lighter(base, .45)), solid(46, base),
		solid(80, darker(base, .13)), solid(100, darker(base, .38)))
}

// metal fills with foil, gilding or aluminium.
func (c *canvas) metal(base string) string {
	return c.across(
		solid(0, darker(base, .48)), solid(25, lighter(base, .7)), solid(41, base), solid(64, darker(base, .32)),
		solid(84, lighter(base, .34)), solid(100, darker(base, .46)))
}

// curve shades paper wrapped around a cylinder.
func (c *canvas) curve() string {
	return c.across(stop{0, "#000", .36}, stop{14, "#000", .07}, stop{28, "#fff", .3}, stop{46, "#fff", 0}, stop{76, "#000", .07}, stop{100, "#000", .38})
}

// gloss lays the broad soft reflection on the left that makes a body look like glass. Strength runs from 0 to 1.
func (c *canvas) gloss(p profile, strength float64) {
	c.path(p.strip(-.66, -.84), c.reflection(strength), "")
}

// shine adds a thin second reflection on the right: for clear glass and porcelain.
func (c *canvas) shine(p profile, strength float64) {
	c.gloss(p, strength)
	c.path(p.strip(.86, .92), c.reflection(strength), ` opacity=".6"`)
}

func (c *canvas) reflection(strength float64) string {
	return c.down(stop{0, "#fff", .9 * strength}, stop{45, "#fff", .55 * strength}, stop{100, "#fff", .06 * strength})
}

// shadow grounds a body: a dark contact line and a wide soft pool.
func (c *canvas) shadow(x, w float64) {
	pool := c.glow(stop{0, "#2a1a10", .42}, stop{55, "#2a1a10", .2}, stop{100, "#2a1a10", 0})
	c.ellipse(x+w*.2, 4, w*1.5+12, w*.2+8, pool, "")
	c.ellipse(x, 2, w*1.12, w*.13+5, pool, "")
}

// cap draws a straight-sided closure from height h0 to h1, with a slightly domed top.
func (c *canvas) cap(w, h0, h1 float64, fill string) {
	var p pen
	p.put('M', -w, -h0)
	p.put('V', -h1+3)
	p.put('Q', -w, -h1, -w+3, -h1)
	p.put('Q', 0, -h1-w*.12, w-3, -h1)
	p.put('Q', w, -h1, w, -h1+3)
	p.put('V', -h0)
	p.put('Q', 0, -h0+w*.14, -w, -h0)
	p.put('Z')
	c.path(p.String(), fill, "")
}

// band draws a ring around a body of half width w between two heights, following the curve of the body.
func (c *canvas) band(w, h0, h1 float64, fill, attrs string) {
	c.path(wrap(w, h0, h1, w*.1), fill, attrs)
}

// wrap outlines a label around a cylinder: straight sides, edges bulging downwards.
func wrap(w, h0, h1, bulge float64) string {
	var p pen
	p.put('M', -w, -h1)
	p.put('Q', 0, -h1+bulge*2, w, -h1)
	p.put('V', -h0)
	p.put('Q', 0, -h0+bulge*2, -w, -h0)
	p.put('Z')
	return p.String()
}
