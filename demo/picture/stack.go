package picture

// row is one line of print on a label: a text, a device, a ribbon of colour with a text on it, or a thin rule.
type row struct {
	text   string
	size   float64 // wanted size; a text shrinks to the width, everything shrinks to the height
	width  float64 // greatest width of the text
	ink    string
	attrs  string
	emblem Emblem // drawn instead of the text, size is its diameter
	ribbon string // colour of a ribbon behind the text
	rule   bool   // a line of the given width
	snug   bool   // stands close under the row above
}

// stack sets rows one under the other between two heights, spreading what is left over the gaps, so that print never
// overlaps whatever the length of a name or the size of a label.
func (c *canvas) stack(x, top, bottom float64, rows ...row) {
	rows = fit(rows)
	var used, gaps float64
	for i, r := range rows {
		used += r.height()
		gaps += r.gap(i)
	}
	space := bottom - top
	scale := min(1, space*.9/used)
	gap := (space - used*scale) / (gaps + 1)
	y := top
	for i, r := range rows {
		y += gap * r.gap(i)
		c.row(x, y, scale, r)
		y += r.height() * scale
	}
}

// fit drops empty rows and shrinks texts to their widths.
func fit(rows []row) []row {
	kept := make([]row, 0, len(rows))
	for _, r := range rows {
		if r.text == "" && r.emblem == "" && !r.rule {
			continue
		}
		if em := ems(r.text); r.text != "" && em*r.size > r.width {
			r.size = r.width / em
		}
		kept = append(kept, r)
	}
	return kept
}

func (r row) height() float64 {
	switch {
	case r.rule:
		return 1
	case r.ribbon != "":
		return r.size * 1.5
	}
	return r.size
}

func (r row) gap(i int) float64 {
	if r.snug && i > 0 {
		return .45
	}
	return 1
}

// row draws one row whose top is at y.
func (c *canvas) row(x, y, scale float64, r row) {
	size := r.size * scale
	switch {
	case r.rule:
		c.line("M"+num(x-r.width/2)+" "+num(y)+"h"+num(r.width), r.ink, 1, "")
	case r.emblem != "":
		c.emblem(r.emblem, x, y+size/2, size/2, r.ink, r.attrs)
	case r.ribbon != "":
		c.rect(x-r.width/2-size*.3, y, r.width+size*.6, size*1.5, size*.3, r.ribbon, "")
		c.text(x, y+size*1.11, size, 0, r.ink, r.text, r.attrs)
	default:
		c.text(x, y+size*.86, size, 0, r.ink, r.text, r.attrs)
	}
}
