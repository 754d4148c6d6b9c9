package picture

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	serif = `'Noto Serif CJK SC','Songti SC',SimSun,serif`
	sans  = `'Noto Sans CJK SC','PingFang SC',sans-serif`
)

// canvas collects the marks of one picture. Gradients are declared once each and named with the picture's tag.
type canvas struct {
	tag  string
	defs strings.Builder
	body strings.Builder
	seen map[string]string
}

func newCanvas(tag string) *canvas { return &canvas{tag: tag, seen: map[string]string{}} }

// stop is one colour of a gradient, at an offset in percent. Opacity runs from 0 to 1.
type stop struct {
	at      int
	colour  string
	opacity float64
}

// solid is an opaque stop.
func solid(at int, colour string) stop { return stop{at, colour, 1} }

// define declares an element of <defs> and returns its reference; the same content is declared once.
func (c *canvas) define(element, attrs, inner string) string {
	key := element + attrs + inner
	if id, ok := c.seen[key]; ok {
		return "url(#" + id + ")"
	}
	id := c.tag + strconv.Itoa(len(c.seen))
	c.seen[key] = id
	fmt.Fprintf(&c.defs, `<%s id="%s"%s>%s</%s>`, element, id, attrs, inner, element)
	return "url(#" + id + ")"
}

// stopsMarkup writes the stops; an opacity goes into the colour as its fourth channel, the shortest notation.
func stopsMarkup(stops []stop) string {
	var b strings.Builder
	for _, s := range stops {
		b.WriteString(`<stop`)
		if s.at > 0 {
			b.WriteString(` offset="` + num(float64(s.at)/100) + `"`)
		}
		b.WriteString(` stop-color="` + s.colour + alpha(s.colour, s.opacity) + `"/>`)
	}
	return b.String()
}

func alpha(colour string, opacity float64) string {
	if opacity >= 1 {
		return ""
	}
	if len(colour) == 4 {
		return strconv.FormatInt(int64(opacity*15+.5), 16)
	}
	return fmt.Sprintf("%02x", int(opacity*255+.5))
}

// across declares a gradient from left to right of the shape it fills, down one from top to bottom, slant one
// from corner to corner, glow one from the middle outwards.
func (c *canvas) across(stops ...stop) string {
	return c.define("linearGradient", "", stopsMarkup(stops))
}

func (c *canvas) down(stops ...stop) string {
	return c.define("linearGradient", ` x2="0" y2="1"`, stopsMarkup(stops))
}

func (c *canvas) slant(stops ...stop) string {
	return c.define("linearGradient", ` x2="1" y2="1"`, stopsMarkup(stops))
}

func (c *canvas) glow(stops ...stop) string {
	return c.define("radialGradient", "", stopsMarkup(stops))
}

// clip declares a clipping path.
func (c *canvas) clip(d string) string {
	return c.define("clipPath", "", `<path d="`+d+`"/>`)
}

func (c *canvas) printf(format string, args ...any) { fmt.Fprintf(&c.body, format, args...) }

// path fills an outline; attrs are further attributes, starting with a blank.
func (c *canvas) path(d, fill, attrs string) {
	c.printf(`<path d="%s" fill="%s"%s/>`, d, fill, attrs)
}

// line strokes an outline without filling it.
func (c *canvas) line(d, stroke string, width float64, attrs string) {
	c.printf(`<path d="%s" fill="none" stroke="%s" stroke-width="%s"%s/>`, d, stroke, num(width), attrs)
}

func (c *canvas) rect(x, y, w, h, r float64, fill, attrs string) {
	round := ""
	if r > 0 {
		round = ` rx="` + num(r) + `"`
	}
	c.printf(`<rect x="%s" y="%s" width="%s" height="%s"%s fill="%s"%s/>`, num(x), num(y), num(w), num(h), round, fill, attrs)
}

func (c *canvas) circle(x, y, r float64, fill, attrs string) {
	c.printf(`<circle cx="%s" cy="%s" r="%s" fill="%s"%s/>`, num(x), num(y), num(r), fill, attrs)
}

func (c *canvas) ellipse(x, y, rx, ry float64, fill, attrs string) {
	c.printf(`<ellipse cx="%s" cy="%s" rx="%s" ry="%s" fill="%s"%s/>`, num(x), num(y), num(rx), num(ry), fill, attrs)
}

// dots draws round dots of one diameter at pairs of coordinates.
func (c *canvas) dots(width float64, colour, attrs string, at ...float64) {
	var p pen
	for i := 0; i+1 < len(at); i += 2 {
		p.put('M', at[i], at[i+1])
		p.put('h', .01)
	}
	c.line(p.String(), colour, width, ` stroke-linecap="round"`+attrs)
}

// open starts a group moved to a point and scaled; close ends it.
func (c *canvas) open(x, y, scale float64, attrs string) {
	zoom := ""
	if scale != 1 {
		zoom = " scale(" + strconv.FormatFloat(scale, 'g', 3, 64) + ")"
	}
	c.printf(`<g transform="translate(%s %s)%s"%s>`, num(x), num(y), zoom, attrs)
}

func (c *canvas) close() { c.body.WriteString("</g>") }

// text sets one line centred on x; the size shrinks until the line fits the width.
func (c *canvas) text(x, y, size, width float64, fill, content, attrs string) {
	if content == "" {
		return
	}
	if em := ems(content); em*size > width && width > 0 {
		size = width / em
	}
	c.printf(`<text x="%s" y="%s" font-size="%s" fill="%s"%s>%s</text>`, num(x), num(y), num(size), fill, attrs, escape(content))
}

// column sets a text from top to bottom, one glyph under the other, and returns the y below the last one.
func (c *canvas) column(x, top, size, height float64, fill, content, attrs string) float64 {
	n := float64(utf8.RuneCountInString(content))
	if n == 0 {
		return top
	}
	if height > 0 && n*size*1.06 > height {
		size = height / n / 1.06
	}
	c.printf(`<text font-size="%s" fill="%s"%s>`, num(size), fill, attrs)
	y := top + size*0.9
	for _, r := range content {
		c.printf(`<tspan x="%s" y="%s">%s</tspan>`, num(x), num(y), escape(string(r)))
		y += size * 1.06
	}
	c.body.WriteString("</text>")
	return y - size*0.8
}

// ems estimates the width of a text in units of its size.
func ems(text string) float64 {
	var w float64
	for _, r := range text {
		switch {
		case r >= 0x2e80:
			w++
		case r == ' ' || r == '.' || r == '·' || r == '\'':
			w += 0.36
		case r >= 'A' && r <= 'Z':
			w += 0.72
		default:
			w += 0.58
		}
	}
	return w
}

func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(text)
}

// bytes closes the document.
func (c *canvas) bytes(w, h int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="%s" text-anchor="middle">`, w, h, w, h, serif)
	b.WriteString(`<style>.s{font-family:` + sans + `}.b{font-weight:700}.h{font-weight:900}.g{stroke:#7d939e73}.e{fill:none;stroke-width:4;stroke-linecap:round;stroke-linejoin:round}</style>`)
	if c.defs.Len() > 0 {
		b.WriteString("<defs>" + c.defs.String() + "</defs>")
	}
	b.WriteString(c.body.String())
	b.WriteString("</svg>")
	return []byte(b.String())
}

// num writes a coordinate with at most one decimal, opacities below one with two.
func num(v float64) string {
	digits := 1
	if v > -1 && v < 1 {
		digits = 2
	}
	text := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	switch {
	case text == "-0" || text == "":
		return "0"
	case strings.HasPrefix(text, "0."):
		return text[1:]
	case strings.HasPrefix(text, "-0."):
		return "-" + text[2:]
	}
	return text
}
