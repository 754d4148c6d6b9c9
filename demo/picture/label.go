package picture

import "unicode/utf8"

const (
	sansAttr  = ` class="s"`
	boldAttr  = ` class="b"`
	sansBold  = ` class="s b"`
	heavySans = ` class="s h"`
	spaced    = ` letter-spacing="1.5"`
)

// paper lays a label around a body of half width w between two heights; print goes on top and overlay last.
func (c *canvas) paper(w, h0, h1 float64, fill string) {
	c.path(wrap(w, h0, h1, w*.05), fill, "")
}

// overlay shades a label as the curve of the bottle does.
func (c *canvas) overlay(w, h0, h1 float64) {
	c.path(wrap(w, h0, h1, w*.05), c.curve(), "")
}

// seal stamps a square chop with the first two characters of a text.
func (c *canvas) seal(x, y, size float64, ink, paper, text string) {
	c.rect(x-size/2, y-size/2, size, size, size*.12, ink, "")
	runes := []rune(text)
	c.column(x, y-size/2+size*.02, size*.46, size, paper, string(runes[:min(2, len(runes))]), boldAttr)
}

// upright prints a brand the way baijiu labels do: device, the name in a column, the line's name and the small
// print below. All of it stays inside the half width w and between the heights.
func (c *canvas) upright(s Spec, w, h0, h1 float64, ink, accent string) {
	r := min(w*.34, 18)
	c.emblem(s.Emblem, 0, -h1+r+6, r, accent, "")
	top := -h1 + 2*r + 12
	space := h1 - h0 - 2*r - 12 - 38
	size := min(w*.96, space/float64(max(utf8.RuneCountInString(s.Brand), 1))/1.06)
	end := c.column(0, top, size, space, ink, s.Brand, boldAttr)
	c.stack(0, end-2, -h0, row{text: s.Line, size: 14, width: w * 1.84, ink: accent, attrs: boldAttr},
		row{text: s.Fine, size: 8.5, width: w * 1.7, ink: ink, attrs: sansAttr, snug: true})
}

// classic prints a wine or spirit label: device, Latin name, Chinese name, rule, the line's name, small print.
func (c *canvas) classic(s Spec, w, h0, h1 float64, ink, accent string) {
	span := h1 - h0
	c.line(wrap(w*.9, h0+span*.05, h1-span*.05, w*.05), accent, 1, ` opacity=".8"`)
	c.stack(0, -h1+span*.06, -h0-span*.03,
		row{emblem: s.Emblem, size: min(span*.24, w*.6), ink: accent},
		row{text: s.Latin, size: span * .08, width: w * 1.4, ink: ink, attrs: spaced, snug: true},
		row{text: s.Brand, size: span * .2, width: w * 1.5, ink: ink, attrs: boldAttr},
		row{rule: true, width: w, ink: accent, snug: true},
		row{text: s.Line, size: span * .1, width: w * 1.5, ink: accent, attrs: boldAttr, snug: true},
		row{text: s.Fine, size: span * .06, width: w * 1.4, ink: ink, attrs: sansAttr, snug: true})
}

// bold prints a beer label: large sans characters under a broad device.
func (c *canvas) bold(s Spec, w, h0, h1 float64, ink, accent string) {
	span := h1 - h0
	c.stack(0, -h1, -h0,
		row{emblem: s.Emblem, size: min(span*.36, w*1.15), ink: accent},
		row{text: s.Brand, size: span * .25, width: w * 1.7, ink: ink, attrs: heavySans},
		row{text: s.Latin, size: span * .065, width: w * 1.5, ink: ink, attrs: ` class="s" letter-spacing="1.5"`, snug: true},
		row{text: s.Line, size: span * .1, width: w * 1.4, ink: contrast(accent), attrs: sansBold, ribbon: accent, snug: true},
		row{text: s.Fine, size: span * .05, width: w * 1.5, ink: ink, attrs: sansAttr, snug: true})
}

// bare prints straight on the glass, without paper: device, large characters, Latin name, line.
func (c *canvas) bare(s Spec, w, h0, h1 float64, ink string) {
	span := h1 - h0
	c.stack(0, -h1, -h0,
		row{emblem: s.Emblem, size: min(span*.3, w*.9), ink: ink},
		row{text: s.Brand, size: span * .24, width: w * 1.7, ink: ink, attrs: boldAttr},
		row{text: s.Latin, size: span * .075, width: w * 1.5, ink: ink, attrs: spaced, snug: true},
		row{text: s.Line, size: span * .085, width: w * 1.6, ink: ink, attrs: sansAttr},
		row{text: s.Fine, size: span * .05, width: w * 1.5, ink: ink, attrs: sansAttr, snug: true})
}

// ribboned prints a dark band with the name in the colour of the paper.
func (c *canvas) ribboned(s Spec, w, h0, h1 float64, paper, ink, accent string) {
	span := h1 - h0
	c.path(wrap(w, h0+span*.24, h0+span*.53, w*.05), ink, "")
	c.stack(0, -h1+span*.02, -h0-span*.54,
		row{emblem: s.Emblem, size: min(span*.27, w*.74), ink: accent},
		row{text: s.Latin, size: span * .08, width: w * 1.5, ink: ink, attrs: spaced, snug: true})
	c.stack(0, -h0-span*.51, -h0-span*.23, row{text: s.Brand, size: span * .2, width: w * 1.6, ink: paper, attrs: boldAttr})
	c.stack(0, -h0-span*.21, -h0+span*.01,
		row{text: s.Line, size: span * .1, width: w * 1.6, ink: accent, attrs: boldAttr},
		row{text: s.Fine, size: span * .055, width: w * 1.5, ink: ink, attrs: sansAttr, snug: true})
}

// modern leaves air: a broad device, the name small and low.
func (c *canvas) modern(s Spec, w, h0, h1 float64, ink, accent string) {
	span := h1 - h0
	c.path(wrap(w, h1-span*.07, h1, w*.05), accent, "")
	c.stack(0, -h1+span*.09, -h0-span*.01,
		row{emblem: s.Emblem, size: min(span*.36, w), ink: accent},
		row{text: s.Brand, size: span * .18, width: w * 1.6, ink: ink, attrs: boldAttr},
		row{text: s.Latin, size: span * .065, width: w * 1.5, ink: ink, attrs: spaced, snug: true},
		row{text: s.Line, size: span * .09, width: w * 1.7, ink: accent, attrs: boldAttr, snug: true},
		row{text: s.Fine, size: span * .05, width: w * 1.5, ink: ink, attrs: sansAttr, snug: true})
}

// painted carries hills and a low sun over the name.
func (c *canvas) painted(s Spec, w, h0, h1 float64, ink, accent string) {
	span, top := h1-h0, -h1
	hill := func(y, climb float64, fill string) {
		c.path("M"+num(-w)+" "+num(top+span*y)+"q"+num(w)+" "+num(-span*climb)+" "+num(2*w)+" 0V"+num(top+span*.48)+"H"+num(-w)+"z", fill, "")
	}
	c.clipped(wrap(w, h0, h1, w*.05), func() {
		c.rect(-w, top-4, 2*w, span*.46, 0, mix(accent, "#f6d7a8", .62), "")
		c.circle(w*.3, top+span*.2, span*.1, "#fff3d6", "")
		hill(.38, .4, mix(accent, "#f6d7a8", .3))
		hill(.44, .12, accent)
	})
	c.stack(0, top+span*.48, -h0-span*.01,
		row{text: s.Brand, size: span * .18, width: w * 1.6, ink: ink, attrs: boldAttr},
		row{text: s.Latin, size: span * .06, width: w * 1.5, ink: ink, attrs: spaced, snug: true},
		row{text: s.Line, size: span * .09, width: w * 1.7, ink: accent, attrs: boldAttr, snug: true},
		row{text: s.Fine, size: span * .05, width: w * 1.5, ink: ink, attrs: sansAttr, snug: true})
}

// contrast chooses an ink that reads on a colour.
func contrast(on string) string {
	if light(on) {
		return "#2b1d16"
	}
	return "#fff8ec"
}
