package picture

import "math"

// bend says how an outline runs from the node above to this one.
type bend byte

const (
	straight bend = iota
	ogee          // leaves and arrives upright: neck into shoulder
	swell         // leaves level, arrives upright: a round shoulder
	tuck          // leaves upright, arrives level: a round foot
)

// node is a point of a half outline: x from the axis, h above the ground.
type node struct {
	x, h float64
	in   bend
}

// profile is the right half of a turned body, from the top down.
type profile []node

// pen writes path data, to the pixel where a tenth of one cannot be seen.
type pen struct{ b []byte }

func (p *pen) put(cmd byte, coords ...float64) {
	p.b = append(p.b, cmd)
	for i, v := range coords {
		if v > 20 || v < -20 {
			v = math.Round(v)
		}
		text := num(v)
		if i > 0 && text[0] != '-' {
			p.b = append(p.b, ' ')
		}
		p.b = append(p.b, text...)
	}
}

func (p *pen) String() string { return string(p.b) }

// segment draws from a to b on the side of the given sign and scale, in the direction told by up.
func (p *pen) segment(a, b node, scale float64, up bool) {
	end := b
	if up {
		end = a
	}
	x, y := end.x*scale, -end.h
	switch b.in {
	case ogee:
		mid := -(a.h + b.h) / 2
		if up {
			p.put('C', b.x*scale, mid, a.x*scale, mid, x, y)
			return
		}
		p.put('C', a.x*scale, mid, b.x*scale, mid, x, y)
	case swell:
		p.put('Q', b.x*scale, -a.h, x, y)
	case tuck:
		p.put('Q', a.x*scale, -b.h, x, y)
	case straight:
		if end.x == a.x && a.x == b.x {
			p.put('V', y)
			return
		}
		p.put('L', x, y)
	}
}

// path outlines the whole body; its foot bulges a little, as a round foot seen from above does.
func (p profile) path() string {
	var w pen
	w.put('M', -p[0].x, -p[0].h)
	for i := 1; i < len(p); i++ {
		w.segment(p[i-1], p[i], -1, false)
	}
	foot := p[len(p)-1]
	w.put('Q', 0, -foot.h+foot.x*0.14, foot.x, -foot.h)
	for i := len(p) - 1; i > 0; i-- {
		w.segment(p[i-1], p[i], 1, true)
	}
	w.put('Z')
	return w.String()
}

// strip outlines the band between two fractions of the half width, along the whole silhouette: a reflection that
// follows the glass. Negative fractions lie left of the axis.
func (p profile) strip(inner, outer float64) string {
	var w pen
	w.put('M', p[0].x*outer, -p[0].h)
	for i := 1; i < len(p); i++ {
		w.segment(p[i-1], p[i], outer, false)
	}
	foot := p[len(p)-1]
	w.put('L', foot.x*inner, -foot.h)
	for i := len(p) - 1; i > 0; i-- {
		w.segment(p[i-1], p[i], inner, true)
	}
	w.put('Z')
	return w.String()
}

// from cuts the profile at a height on a straight part and returns what lies below.
func (p profile) from(h float64) profile {
	for i := 1; i < len(p); i++ {
		if p[i].h < h {
			t := (p[i-1].h - h) / (p[i-1].h - p[i].h)
			cut := profile{{p[i-1].x + (p[i].x-p[i-1].x)*t, h, straight}}
			return append(cut, p[i:]...)
		}
	}
	return p
}

// inset shrinks the widths towards the axis: the inner wall of a glass.
func (p profile) inset(by float64) profile {
	inner := make(profile, len(p))
	for i, n := range p {
		inner[i] = node{max(n.x-by, 2), n.h, n.in}
	}
	return inner
}

// height returns the height of the top.
func (p profile) height() float64 { return p[0].h }
