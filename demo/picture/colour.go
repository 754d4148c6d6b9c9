package picture

import (
	"fmt"
	"strconv"
	"strings"
)

// rgb is a colour with eight bits a channel.
type rgb struct{ r, g, b uint8 }

// parse reads "#rrggbb" or "#rgb"; anything else is a mid grey, so that a bad colour shows without failing a page.
func parse(hex string) rgb {
	digits := strings.TrimPrefix(hex, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return rgb{128, 128, 128}
	}
	return rgb{uint8(n >> 16), uint8(n >> 8), uint8(n)}
}

// mix moves a colour towards another by a share of 0 to 1.
func mix(from, to string, share float64) string {
	a, b := parse(from), parse(to)
	blend := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*share + 0.5) }
	return rgb{blend(a.r, b.r), blend(a.g, b.g), blend(a.b, b.b)}.String()
}

func lighter(c string, share float64) string { return mix(c, "#ffffff", share) }
func darker(c string, share float64) string  { return mix(c, "#000000", share) }

// light says whether dark print reads better on a colour.
func light(c string) bool {
	return luma(c) > 150
}

func luma(c string) int {
	v := parse(c)
	return (int(v.r)*299 + int(v.g)*587 + int(v.b)*114) / 1000
}

// distinct moves an accent away from the colour it is printed on until the two can be told apart.
func distinct(accent, on string) string {
	if diff := luma(accent) - luma(on); diff > 55 || diff < -55 {
		return accent
	}
	return mix(accent, contrast(on), .8)
}

// isColour accepts "#rrggbb" and "#rgb".
func isColour(text string) bool {
	if len(text) != 7 && len(text) != 4 || text[0] != '#' {
		return false
	}
	_, err := strconv.ParseUint(text[1:], 16, 32)
	return err == nil
}

func (c rgb) String() string {
	long := fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b)
	if long[1] == long[2] && long[3] == long[4] && long[5] == long[6] {
		return "#" + string([]byte{long[1], long[3], long[5]})
	}
	return long
}
