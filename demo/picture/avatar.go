package picture

import "math/rand/v2"

// Avatar draws the portrait of a person who never lived, 160 by 160. The same seed gives the same face.
func Avatar(seed uint64) []byte {
	rng := rand.New(rand.NewPCG(seed, 0xface))
	pick := func(from ...string) string { return from[rng.IntN(len(from))] }
	c := newCanvas(Spec{Shape: "avatar", Mood: seed}.tag())
	wall := pick("#cfe3f3", "#fbe0c8", "#d8ecd9", "#f6d5d8", "#e2daf1", "#fbeabf", "#cdeae7")
	skin := pick("#f6cfae", "#f9d9bd", "#eec09a", "#fbe0c9")
	hair := pick("#2b2320", "#3a2a22", "#4a3628", "#1f1d22", "#5b4a40")
	coat := pick("#3f6fa8", "#c7523f", "#3d8168", "#d89a3a", "#6a5a94", "#4b5a66", "#b5537a")
	c.rect(0, 0, 160, 160, 0, c.down(solid(0, lighter(wall, .4)), solid(100, wall)), "")
	c.circle(124, 36, 46, "#fff", ` opacity=".28"`)
	style := rng.IntN(6)
	if style >= 4 {
		c.path("M42 70Q38 24 80 24T118 70L122 128H38z", hair, "")
	}
	c.path("M22 164Q24 122 62 116H98Q136 122 138 164z", coat, "")
	c.path("M62 116L80 134L98 116L90 108H70z", pick("#fff", lighter(coat, .5), darker(coat, .3)), "")
	c.path("M68 94H92V112Q80 124 68 112z", darker(skin, .1), "")
	c.ellipse(80, 74, 30, 35, skin, "")
	c.circle(50, 78, 6, skin, "")
	c.circle(110, 78, 6, skin, "")
	c.face(rng, hair)
	c.hair(style, hair)
	if rng.IntN(3) == 0 {
		c.line("M56 76a10 10 0 1 0 20 0a10 10 0 1 0-20 0zM84 76a10 10 0 1 0 20 0a10 10 0 1 0-20 0zM76 75q4-3 8 0", "#33302e", 2.4, "")
	}
	return c.bytes(160, 160)
}

func (c *canvas) face(rng *rand.Rand, hair string) {
	c.dots(7, "#2a2220", "", 66, 76, 94, 76)
	c.line("M59 66q7-5 13-1M88 65q6-4 13 1", hair, 2.8, ` stroke-linecap="round"`)
	c.line("M80 78q4 7-1 9", "#c98f6d", 2.2, ` stroke-linecap="round"`)
	c.dots(12, "#f08d78", ` opacity=".35"`, 58, 89, 102, 89)
	switch rng.IntN(3) {
	case 0:
		c.line("M70 96q10 8 20 0", "#b04a3f", 2.8, ` stroke-linecap="round"`)
	case 1:
		c.path("M68 94h24q-2 11-12 11t-12-11z", "#fff", ` stroke="#b04a3f" stroke-width="1.6"`)
	default:
		c.line("M72 97q9 4 17-1", "#b04a3f", 2.8, ` stroke-linecap="round"`)
	}
}

func (c *canvas) hair(style int, hair string) {
	switch style {
	case 0:
		c.path("M48 76Q44 32 82 32Q116 32 112 76Q108 56 98 52Q72 58 60 50Q52 58 48 76z", hair, "")
	case 1:
		c.path("M47 74Q46 30 84 34Q118 30 113 74L106 56Q92 60 88 46Q76 58 54 56z", hair, "")
	case 2:
		c.path("M49 70Q50 36 80 36T111 70Q106 50 80 50T49 70z", hair, "")
	case 3:
		c.path("M46 78Q40 30 74 30Q92 22 106 38Q118 50 113 76Q106 66 104 54Q84 62 66 48Q56 58 53 64Q50 70 46 78z", hair, "")
	case 4:
		c.path("M46 92Q42 34 80 34T114 92Q110 66 100 54Q82 58 74 46Q60 62 52 66Q48 78 46 92z", hair, "")
	default:
		c.path("M46 88Q44 34 80 34T114 88Q112 62 104 58H56Q48 62 46 88z", hair, "")
		c.circle(80, 26, 13, hair, "")
	}
}
