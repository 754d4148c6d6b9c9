package picture

// longneck is the brown or green bottle with a crown cap, beaded with cold.
func (c *canvas) longneck(s Spec) {
	glass, paper := or(s.Body, "#5b3216"), or(s.Paper, "#f8efd9")
	p := profile{{16, 392, straight}, {16, 380, straight}, {13, 374, ogee}, {18, 322, straight}, {62, 214, ogee}, {62, 10, straight}, {54, 0, tuck}}
	c.shadow(0, 62)
	c.path(p.path(), c.glass(glass), "")
	c.gloss(p, .6)
	ink, accent := or(s.Ink, "#1f3b2d"), distinct(or(s.Metal, "#c8452c"), paper)
	c.paper(61, 38, 200, paper)
	c.bold(s, 58, 40, 198, ink, accent)
	c.overlay(61, 38, 200)
	c.paper(22, 282, 330, accent)
	c.emblem(s.Emblem, 0, -305, 14, contrast(accent), "")
	c.overlay(22, 282, 330)
	c.dew(52, 20, 240)
	c.crown(accent)
}

// crown is a pressed bottle cap at height 380.
func (c *canvas) crown(colour string) {
	c.path("M-19-380l3-16Q0-408 16-396l3 16-4 5-4-4-4 4-3-4-4 4-4-4-4 4-4-4-4 4z", c.metal(colour), "")
}

// stubby is a short bottle with a swing top.
func (c *canvas) stubby(s Spec) {
	glass, paper := or(s.Body, "#2e5a33"), or(s.Paper, "#f5ead0")
	p := profile{{17, 348, straight}, {17, 330, straight}, {22, 290, ogee}, {76, 206, ogee}, {76, 10, straight}, {66, 0, tuck}}
	c.shadow(0, 76)
	c.path(p.path(), c.glass(glass), "")
	c.gloss(p, .6)
	ink, accent := or(s.Ink, "#3b2414"), distinct(or(s.Metal, "#b8862f"), paper)
	c.paper(75, 34, 190, paper)
	c.bold(s, 68, 38, 188, ink, accent)
	c.overlay(75, 34, 190)
	c.dew(64, 10, 210)
	c.path("M-13-346Q-16-372 0-374Q16-372 13-346z", c.glaze("#f4efe6"), "")
	c.path("M-16-344h32v8h-32z", "#c6402f", "")
	c.line("M-19-318Q-30-350-10-362M19-318Q30-350 10-362M-20-318H20", "#9a9ea3", 3, "")
}

// can is an aluminium can of a height, printed all around; small cans hold 330 ml.
func (c *canvas) can(s Spec, h float64) {
	body, accent := or(s.Body, "#f4b223"), or(s.Metal, "#c4352c")
	ink := or(s.Ink, contrast(body))
	accent = distinct(accent, body)
	p := profile{{54, h, straight}, {54, h - 5, straight}, {70, h - 24, ogee}, {70, 18, straight}, {58, 3, ogee}, {56, 0, straight}}
	c.shadow(0, 68)
	c.path(p.path(), c.metal("#c9ced3"), "")
	c.clipped(p.from(h-12).path(), func() {
		c.path(wrap(72, 12, h-22, 4), body, "")
		c.canArt(s, h, body, accent)
	})
	c.bold(s, 62, h*.08, h*.9, ink, accent)
	c.path(p.from(h-12).path(), c.canLight(), "")
	c.dew(58, 20, h-30)
	c.ellipse(0, -h, 54, 8, c.across(solid(0, "#8b9197"), solid(30, "#f4f6f8"), solid(60, "#aab0b6"), solid(100, "#777d83")), "")
	c.ellipse(0, -h+.5, 48, 5.6, c.across(solid(0, "#c8cdd2"), solid(50, "#8d939a"), solid(100, "#d9dde1")), "")
	c.ellipse(4, -h, 15, 2.6, "#e9ecef", "")
}

// canLight is the sheen of printed aluminium.
func (c *canvas) canLight() string {
	return c.across(stop{0, "#000", .46}, stop{10, "#000", .12}, stop{20, "#fff", .5}, stop{27, "#fff", .26}, stop{36, "#fff", 0}, stop{70, "#000", .12}, stop{88, "#fff", .16}, stop{100, "#000", .44})
}

// canArt fills the print of a can with one of five patterns.
func (c *canvas) canArt(s Spec, h float64, body, accent string) {
	soft := mix(body, "#fff", .24)
	switch s.Mood % 5 {
	case 0:
		c.circle(0, -h*.74, h*.27, soft, "")
		c.path("M-72-60Q-36-96 0-66T72-74V0H-72z", mix(body, accent, .3), "")
	case 1:
		c.path(spanStripes(h), soft, ` opacity=".5"`)
	case 2:
		c.path("M-72-"+num(h*.52)+"L-30-"+num(h*.8)+"L8-"+num(h*.6)+"L38-"+num(h*.9)+"L72-"+num(h*.6)+"V0H-72z", soft, ` opacity=".6"`)
	case 3:
		c.path("M-72-"+num(h*.46)+"L72-"+num(h*.62)+"V-"+num(h)+"H-72z", soft, ` opacity=".7"`)
	default:
		c.emblem(s.Emblem, 26, -h*.3, 84, soft, ` opacity=".35"`)
	}
}

// spanStripes are slanted stripes across a can.
func spanStripes(h float64) string {
	var p pen
	for y := -h; y < 40; y += 44 {
		p.put('M', -72, y)
		p.put('l', 144, -60)
		p.put('v', 20)
		p.put('l', -144, 60)
		p.b = append(p.b, 'z')
	}
	return p.String()
}

// keg is a two-litre draught keg with a tap.
func (c *canvas) keg(s Spec) {
	body, accent := or(s.Body, "#1f4f46"), or(s.Metal, "#d9a441")
	accent = distinct(accent, body)
	p := profile{{84, 286, straight}, {96, 270, swell}, {92, 258, ogee}, {98, 244, ogee}, {98, 44, straight}, {92, 30, ogee}, {96, 16, ogee}, {84, 0, tuck}}
	c.shadow(0, 94)
	c.path(p.path(), c.metal("#b9bfc5"), "")
	c.band(98, 48, 240, body, "")
	c.bold(s, 78, 54, 234, or(s.Ink, contrast(body)), accent)
	c.path(p.path(), c.canLight(), "")
	c.ellipse(0, -286, 84, 14, c.metal("#d5dade"), "")
	c.ellipse(0, -287, 66, 9, "#8f969d", "")
	c.path("M-12-288v-34h24v34z", c.metal("#aab0b6"), "")
	c.path("M-40-322H46q8 0 8 8v20h-14v-12H-40z", c.metal("#c7ccd1"), "")
	c.cap(11, 320, 366, c.glaze(accent))
	c.dew(84, 40, 250)
}

// dew beads a cold body with drops, the same for every bottle of a size.
func (c *canvas) dew(w, h0, h1 float64) {
	at := func(x, y float64) (float64, float64) { return x * w, -h0 - y*(h1-h0) }
	var drops []float64
	for _, d := range [][2]float64{{-.9, .1}, {-.72, .86}, {.9, .3}, {.84, .52}, {-.94, .44}, {.7, .93}, {.94, .76}, {-.86, .68}} {
		x, y := at(d[0], d[1])
		drops = append(drops, x, y)
	}
	c.dots(4.4, "#fff", ` opacity=".6"`, drops...)
}
