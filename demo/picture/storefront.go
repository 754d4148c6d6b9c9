package picture

import "math/rand/v2"

// StoreSpec says whose front is drawn. Mood chooses colours and the goods in the window.
type StoreSpec struct {
	Name string `json:"name"`
	Tag  string `json:"tag"` // the small line on the sign, such as the street
	Mood uint64 `json:"mood"`
}

// StoreFront draws the front of a shop as seen from across the street, 600 by 400.
func StoreFront(s StoreSpec) []byte {
	rng := rand.New(rand.NewPCG(s.Mood, 0x5f0e))
	c := newCanvas(Spec{Brand: s.Name, Line: s.Tag, Mood: s.Mood, Scene: "store"}.tag())
	signs := []string{"#7c1f22", "#1f4d45", "#233a66", "#5b3318", "#3c2f4f", "#a13a1f", "#215a6b"}
	walls := []string{"#efe2cf", "#e5e2da", "#f3e6d8", "#dfe5e3", "#eadfd6"}
	sign, wall := signs[rng.IntN(len(signs))], walls[rng.IntN(len(walls))]
	evening := rng.IntN(3) == 0
	c.street(wall, evening)
	c.windows(rng, sign)
	c.awning(sign)
	c.signboard(s, sign)
	c.doorstep(rng, sign)
	return c.bytes(600, 400)
}

// street paints sky, wall and pavement.
func (c *canvas) street(wall string, evening bool) {
	top, low := "#cfe6f5", "#f8f3e6"
	if evening {
		top, low = "#5b5f94", "#f4b98a"
	}
	c.rect(0, 0, 600, 400, 0, c.down(solid(0, top), solid(60, low)), "")
	c.path("M0 110H60V70H130V120H180V40H250V96H360V60H430V100H500V50H560V90H600V340H0z", mix(low, "#7f8ca0", .35), ` opacity=".6"`)
	c.rect(56, 60, 488, 290, 4, c.down(solid(0, lighter(wall, .25)), solid(100, darker(wall, .08))), "")
	c.rect(46, 52, 508, 14, 2, darker(wall, .25), "")
	c.rect(0, 346, 600, 54, 0, c.down(solid(0, "#c9c3b8"), solid(100, "#a8a196")), "")
	c.line("M0 362H600M90 346L60 400M240 346L226 400M380 346L394 400M510 346L540 400", "#8f887c", 1, ` opacity=".5"`)
	c.rect(56, 338, 488, 10, 0, darker(wall, .38), "")
}

// windows are two panes with lit shelves of bottles, and the door between them.
func (c *canvas) windows(rng *rand.Rand, sign string) {
	glow := c.down(solid(0, "#fff2cf"), solid(100, "#f3c987"))
	for _, x := range []float64{84, 358} {
		c.rect(x-6, 176, 170, 162, 3, darker(sign, .3), "")
		c.rect(x, 182, 158, 150, 0, glow, "")
		for _, shelf := range []float64{232, 282, 332} {
			for slot := 10.0; slot < 150; slot += 18 {
				if rng.IntN(7) > 0 {
					c.tiny(x+slot, shelf, rng)
				}
			}
			c.rect(x, shelf, 158, 4, 0, "#8a5a2e", "")
		}
		c.path("M"+num(x)+" 182h64l-64 110zM"+num(x+92)+" 182h26l-86 150h-26z", "#fff", ` opacity=".28"`)
	}
	c.rect(254, 172, 92, 168, 3, darker(sign, .4), "")
	c.rect(261, 180, 78, 160, 0, c.down(solid(0, "#ffeec4"), solid(100, "#d99f5c")), "")
	c.line("M300 180V340", darker(sign, .4), 4, "")
	c.line("M292 252v34M308 252v34", "#d8b46a", 4, ` stroke-linecap="round"`)
	c.path("M261 180h34l-34 70z", "#fff", ` opacity=".35"`)
}

// tiny is a bottle seen from across the street.
func (c *canvas) tiny(x, y float64, rng *rand.Rand) {
	colours := []string{"#8c1f24", "#274d2f", "#f3efe4", "#b5651d", "#1d4a8f", "#d9a441", "#5b3216", "#7fae9c"}
	fill := colours[rng.IntN(len(colours))]
	at := "M" + num(x) + " " + num(y)
	if rng.IntN(3) == 0 {
		c.path(at+"v-18q0-3 3-3h6q3 0 3 3v18z", fill, "")
		return
	}
	c.path(at+"v-20q0-5 4-6v-9h4v9q4 1 4 6v20z", fill, "")
	c.path("M"+num(x)+" "+num(y-6)+"h12v-8h-12z", "#fff6df", ` opacity=".8"`)
}

// awning hangs in stripes over door and windows.
func (c *canvas) awning(sign string) {
	const n, width = 13, 38.0
	for i := range n {
		fill := "#fff7ea"
		if i%2 == 0 {
			fill = lighter(sign, .14)
		}
		x := 53 + float64(i)*width
		c.path("M"+num(x)+" 146h"+num(width)+"v34a19 12 0 0 1-38 0z", fill, "")
	}
	c.rect(53, 146, n*width, 38, 0, c.down(stop{0, "#000", .22}, stop{50, "#000", 0}), "")
}

// signboard carries the name between two lamps.
func (c *canvas) signboard(s StoreSpec, sign string) {
	c.rect(72, 80, 456, 68, 5, c.down(solid(0, lighter(sign, .1)), solid(100, darker(sign, .22))), "")
	c.rect(77, 85, 446, 58, 3, "none", ` stroke="#e2be72" stroke-width="1.6"`)
	c.text(300, 122, 31, 400, "#ffedc2", s.Name, boldAttr)
	c.text(300, 138, 10.5, 380, "#e2be72", s.Tag, sansAttr)
	for _, x := range []float64{150, 300, 450} {
		c.line("M"+num(x)+" 58v12", "#3a3632", 3, "")
		c.path("M"+num(x-13)+" 80q0-12 13-12t13 12z", "#3a3632", "")
		c.ellipse(x, 96, 58, 20, c.glow(stop{0, "#fff3c4", .6}, stop{100, "#fff3c4", 0}), "")
	}
}

// doorstep puts something alive on the pavement: plants, crates, a bicycle or a board with the day's offer.
func (c *canvas) doorstep(rng *rand.Rand, sign string) {
	c.plant(66, 352)
	if rng.IntN(2) == 0 {
		c.plant(536, 352)
	} else {
		c.path("M500 352l12-70h40l12 70z", "#3b342d", "")
		c.path("M508 344l9-54h30l9 54z", "#26302b", "")
		c.text(532, 312, 12, 34, "#ffe7ae", "今日", sansBold)
		c.text(532, 330, 12, 34, "#fff", "特惠", sansBold)
	}
	if rng.IntN(2) == 0 {
		for i, y := range []float64{354, 330} {
			c.rect(190, y-22, 52, 22, 2, mix("#b5813f", sign, .12*float64(i)), "")
			c.line("M190 "+num(y-11)+"h52M216 "+num(y-22)+"v22", "#7d5526", 1.6, "")
		}
	}
}

func (c *canvas) plant(x, y float64) {
	c.path("M"+num(x-16)+" "+num(y-30)+"h32l-5 30h-22z", c.glaze("#a4562f"), "")
	leaf := func(dx, dy float64, fill string) {
		c.path("M"+num(x)+" "+num(y-30)+"q"+num(dx)+" "+num(dy*.3)+" "+num(dx*1.1)+" "+num(dy)+"q"+num(-dx)+" "+num(-dy*.1)+" "+num(-dx*1.1)+" "+num(-dy)+"z", fill, "")
	}
	leaf(-30, -40, "#3f7d4e")
	leaf(30, -42, "#4f9660")
	leaf(-14, -64, "#2f6a40")
	leaf(14, -66, "#5aa86a")
}
