package picture

import (
	"math"
	"strings"
)

// Emblem names a brand's device, drawn in one ink.
type Emblem string

// The devices.
const (
	Mountain Emblem = "mountain"
	Cloud    Emblem = "cloud"
	Wave     Emblem = "wave"
	Lotus    Emblem = "lotus"
	Bamboo   Emblem = "bamboo"
	Moon     Emblem = "moon"
	Pagoda   Emblem = "pagoda"
	Wheat    Emblem = "wheat"
	Hop      Emblem = "hop"
	Grape    Emblem = "grape"
	Star     Emblem = "star"
	Crown    Emblem = "crown"
	Shield   Emblem = "shield"
	Boat     Emblem = "boat"
	Sail     Emblem = "sail"
	Crane    Emblem = "crane"
	Blossom  Emblem = "blossom"
	Agave    Emblem = "agave"
	Sprig    Emblem = "sprig"
	Antler   Emblem = "antler"
	Fan      Emblem = "fan"
	Bridge   Emblem = "bridge"
	Sun      Emblem = "sun"
	Snow     Emblem = "snow"
	Whale    Emblem = "whale"
	Leaf     Emblem = "leaf"
	Knot     Emblem = "knot"
	Lantern  Emblem = "lantern"
	Chateau  Emblem = "chateau"
)

// Emblems lists every device in a stable order.
func Emblems() []Emblem {
	return []Emblem{
		Mountain, Cloud, Wave, Lotus, Bamboo, Moon, Pagoda, Wheat, Hop, Grape, Star, Crown, Shield, Boat, Sail, Crane,
		Blossom, Agave, Sprig, Antler, Fan, Bridge, Sun, Snow, Whale, Leaf, Knot, Lantern, Chateau,
	}
}

// art is the drawing of a device in a box from -50 to 50: stroked lines, filled shapes, and a half that is mirrored.
type art struct{ line, solid, half, halfSolid string }

// emblem draws a device with its centre at x, y and a radius r.
func (c *canvas) emblem(e Emblem, x, y, r float64, ink string, attrs string) {
	drawing := landscapeArt(e)
	if drawing == (art{}) {
		drawing = natureArt(e)
	}
	if drawing == (art{}) {
		drawing = heraldArt(e)
	}
	c.open(x, y, r/50, ` class="e" stroke="`+ink+`"`+attrs)
	stroke := func(d, extra string) {
		if d != "" {
			c.printf(`<path d="%s"%s/>`, d, extra)
		}
	}
	stroke(drawing.line, "")
	stroke(drawing.half, "")
	stroke(drawing.half, ` transform="scale(-1 1)"`)
	if drawing.solid+drawing.halfSolid != "" {
		fill := ` style="fill:` + ink + `;stroke:none"`
		stroke(drawing.solid, fill)
		stroke(drawing.halfSolid, fill)
		stroke(drawing.halfSolid, fill+` transform="scale(-1 1)"`)
	}
	c.close()
}

func landscapeArt(e Emblem) art {
	const water = "M-46 36q11-10 23 0t23 0 23 0 23 0"
	switch e {
	case Mountain:
		return art{line: "M-48 30L-16-22L2 8L16-12L48 30M-29 0l7 6 8-6 7 6M-36 42H36", solid: disc(26, -32, 9)}
	case Cloud:
		return art{line: "M-40 18H30a15 15 0 0 0 2-30a24 24 0 0 0-45-8a16 16 0 0 0-23 12a13 13 0 0 0-4 26M-8 4a9 9 0 1 1 9 6M-30 32H18M-8 44H34"}
	case Wave:
		return art{line: "M-46 0q11-14 23 0t23 0 23 0 23 0M-46 18q11-14 23 0t23 0 23 0 23 0" + water, solid: "M-22-18a22 22 0 0 1 44 0z"}
	case Moon:
		return art{line: water, solid: "M6-46A38 38 0 1 0 38 6A31 31 0 1 1 6-46z"}
	case Pagoda:
		return art{line: "M-36 42H36M-26 42V26M26 42V26M-42 24Q-20 26 0 14Q20 26 42 24M-18 22V6M18 22V6M-32 4Q-14 6 0-6Q14 6 32 4M-11 0V-14M11 0V-14M-23-14Q-8-12 0-24Q8-12 23-14M0-24V-44"}
	case Boat:
		return art{line: "M-48 12Q0 28 48 12L36 28H-36zM-26 18Q0-24 26 18M-12 20V-2M12 20V-2M0-6V-40l18 12" + water}
	case Sail:
		return art{line: "M-42 22H42L30 36H-30zM0-46V22" + "M-46 46H46", solid: "M-5-42V14H-38zM5-34V14H34z"}
	case Bridge:
		return art{line: "M-48 18Q0-46 48 18H24A24 24 0 0 0-24 18zM-20-10V-22M20-10V-22M0-16V-30" + water}
	case Sun:
		return art{line: spokes(12, 26, 44), solid: disc(0, 0, 18)}
	case Lantern:
		return art{line: "M-26-24Q-46 0-26 24H26Q46 0 26-24zM-11-24Q-18 0-11 24M11-24Q18 0 11 24M-16-32H16M-16 32H16M0-32V-48M0 32V48"}
	case Chateau:
		return art{line: "M-24 40V-14H24V40M-8 40V22A8 8 0 0 1 8 22V40M-28-14L0-44L28-14M-10 0h4M6 0h4M-48 40H48", half: "M-44 40V-2H-24M-48-2L-34-24L-22-4"}
	}
	return art{}
}

func natureArt(e Emblem) art {
	switch e {
	case Lotus:
		return art{line: "M0 28C-15 10-15-16 0-38C15-16 15 10 0 28zM-34 42H34", half: "M0 28C-28 26-38 4-34-18C-20-10-14-2-10 8M0 28C-34 36-48 20-50 4C-42 4-36 6-32 10"}
	case Bamboo:
		return art{line: "M-8 48V-46M12 48V-30M-12 14h8M-12-18h8M8 22h8M8-4h8", solid: "M-8-28C8-50 30-48 42-38C26-28 8-24-8-28zM12-8C28-24 44-18 50-8C36-2 22-2 12-8zM-8 2C-22-14-40-12-48-2C-34 8-18 10-8 2z"}
	case Wheat:
		return art{line: "M0 48V-10", solid: "M0-14C-8-26-6-38 0-48C6-38 8-26 0-14z", halfSolid: "M3 34C8 18 20 14 30 14C30 28 18 36 3 34zM3 13C8-3 20-7 30-7C30 7 18 15 3 13zM3-8C8-24 18-28 27-28C27-14 18-6 3-8z"}
	case Hop:
		return art{line: "M0-36C-32-32-36 12 0 44C36 12 32-32 0-36zM-26-10Q-13 2 0-10Q13 2 26-10M-25 10Q-13 22 0 10Q13 22 25 10M-13 28Q0 36 13 28M0-36Q2-48 14-48"}
	case Grape:
		return art{line: "M0-16C0-34 6-40 14-46", solid: disc(-21, -6, 10) + disc(0, -6, 10) + disc(21, -6, 10) + disc(-10.5, 13, 10) + disc(10.5, 13, 10) + disc(0, 32, 10) + "M4-28C16-44 34-40 42-30C30-20 14-18 4-28z"}
	case Crane:
		return art{line: "M-14 22L-24 46M-6 24L-10 46M6-12C16-24 24-34 30-36C36-37 40-34 40-30L48-26", solid: "M-46 0C-34-20-14-24-2-20C4-18 8-14 8-12C6 6-6 22-22 24C-36 22-42 12-46 0zM-20-22C-22-36-10-46 6-48C2-36 0-28-2-20z"}
	case Blossom:
		return art{line: petals(), solid: disc(0, 0, 7)}
	case Agave:
		return art{solid: "M0 42C-7 6-5-20 0-48C5-20 7 6 0 42z", halfSolid: "M2 42C8 10 18-16 30-34C30-8 20 22 2 42zM4 43C18 24 34 8 50 0C44 24 24 40 4 43z"}
	case Sprig:
		return art{line: "M0 48C4 16 0-18-10-46M3 26L28 8M3 8L24-12M0-10L18-30M3 30L-22 16M2 10L-22-4M-2-8L-24-22", solid: disc(32, 26, 9) + disc(-28, 34, 9) + disc(-36, 0, 7)}
	case Snow:
		return art{line: spokes(6, 0, 46) + "M-9-36L0-27L9-36M-9 36L0 27L9 36M27-26L23-13L36-10M-27 26L-23 13L-36 10M27 26L23 13L36 10M-27-26L-23-13L-36-10"}
	case Whale:
		return art{line: "M-20-32q-2-12-12-12M-20-32q2-12 12-12M-46 40q11-8 23 0t23 0 23 0 23 0", solid: "M-48 6C-46-18-10-26 14-10C24-4 30-6 34-18C26-22 24-30 26-38C34-36 38-30 40-26C42-32 46-34 52-34C52-24 48-18 42-14C44 12 18 30-12 26C-34 24-48 18-48 6z"}
	case Leaf:
		return art{line: "M0 34C-36 16-32-22 0-48C32-22 36 16 0 34zM0 48V-26M0 18L-15 6M0 18L15 6M0-1L-13-13M0-1L13-13"}
	}
	return art{}
}

func heraldArt(e Emblem) art {
	switch e {
	case Star:
		return art{solid: "M0-48L7-9L32-32L9-7L48 0L9 7L32 32L7 9L0 48L-7 9L-32 32L-9 7L-48 0L-9-7L-32-32L-7-9z"}
	case Crown:
		return art{solid: "M-40 20L-47-20L-21 4L0-34L21 4L47-20L40 20zM-40 27H40V36H-40z" + disc(0, -41, 5) + disc(-47, -27, 5) + disc(47, -27, 5)}
	case Shield:
		return art{line: "M-36-40H36V0C36 26 16 40 0 48C-16 40-36 26-36 0zM-36 4L0-22L36 4", solid: disc(0, 16, 9)}
	case Antler:
		return art{half: "M-4 16C-26 8-36-14-32-46M-32-20L-48-32M-24-2L-46-4M-33-32L-20-44M-6 24L-24 18", solid: "M-9 12H9L7 30L0 46L-7 30z"}
	case Fan:
		return art{line: "M-48-6A54 54 0 0 1 48-6L15 26A22 22 0 0 0-15 26zM0 44L-15 26M0 44L15 26M-8 22L-24-24M8 22L24-24M0 20V-30", solid: disc(0, 44, 4)}
	case Knot:
		return art{line: "M0-46L46 0L0 46L-46 0zM0-28L28 0L0 28L-28 0zM-46 0H-28M46 0H28M0-46V-28M0 46V28", solid: disc(0, 0, 9)}
	}
	return art{}
}

// disc is a full circle as path data.
func disc(x, y, r float64) string {
	var p pen
	p.put('M', x-r, y)
	p.put('a', r, r, 0, 1, 0, 2*r, 0)
	p.put('a', r, r, 0, 1, 0, -2*r, 0)
	return p.String() + "z"
}

// spokes are n rays between two radii.
func spokes(n int, from, to float64) string {
	var b strings.Builder
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		var p pen
		p.put('M', from*sin, -from*cos)
		p.put('L', to*sin, -to*cos)
		b.WriteString(p.String())
	}
	return b.String()
}

// petals are the five petals of a plum blossom.
func petals() string {
	var b strings.Builder
	for i := range 5 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 5)
		b.WriteString(disc(27*sin, -27*cos, 17))
	}
	return b.String()
}
