package picture

// Theme names the setting of a banner.
type Theme string

// The settings.
const (
	Festival Theme = "festival" // deep red and gold
	Summer   Theme = "summer"   // bright yellow, bubbles
	Cellar   Theme = "cellar"   // burgundy, an arched vault
	Night    Theme = "night"    // a dark town under the moon
	Spring   Theme = "spring"   // blossoms on pale pink
	Ride     Theme = "ride"     // a car on a lit road
)

// BannerSpec says what a banner of the home page shows: two lines of text, the words on its button, and up to three
// products standing on the right.
type BannerSpec struct {
	Theme    Theme  `json:"theme"`
	Title    string `json:"title"`
	Subtitle string `json:"subtitle"`
	Action   string `json:"action"`
	Items    []Spec `json:"items"`
}

// palette is the wall of a banner from left to right, the title's ink and the button's colour.
type palette struct{ from, to, ink, soft, button string }

func (t Theme) palette() palette {
	switch t {
	case Festival:
		return palette{"#8f1018", "#d2372b", "#ffeec4", "#ffd9a0", "#f6c667"}
	case Summer:
		return palette{"#ffd65a", "#ffb02e", "#5a2b00", "#7c4a10", "#e2492f"}
	case Cellar:
		return palette{"#3c0f1d", "#8c2f43", "#fbe9dc", "#e9c3b4", "#d9a86a"}
	case Night:
		return palette{"#101c3a", "#2f4a86", "#fdf3d8", "#b9c7ea", "#f0b95a"}
	case Spring:
		return palette{"#fff0ee", "#f8c3c1", "#7c2f3c", "#a4596a", "#d8576b"}
	case Ride:
		return palette{"#0e2f3f", "#1f6f78", "#eefcf5", "#a9d9d2", "#ffc24a"}
	}
	return palette{"#f3efe6", "#d9cbb0", "#3b2a1c", "#77604a", "#a5562c"}
}

// Banner draws a banner of the home page, 750 by 300.
func Banner(b BannerSpec) []byte {
	tag := Spec{Scene: string(b.Theme), Brand: b.Title, Line: b.Subtitle}.tag()
	c := newCanvas(tag)
	p := b.Theme.palette()
	c.rect(0, 0, 750, 300, 0, c.slant(solid(0, p.from), solid(100, p.to)), "")
	c.bannerScene(b.Theme, p)
	if b.Theme == Ride {
		c.car(p)
	}
	places := []struct{ x, y, scale float64 }{{560, 268, .6}, {468, 276, .5}, {654, 278, .5}}
	for i := min(len(b.Items), len(places)) - 1; i >= 0; i-- {
		c.stand(b.Items[i].clean(), places[i].x, places[i].y, places[i].scale)
	}
	start := ` text-anchor="start"`
	c.text(48, 122, 46, 360, p.ink, b.Title, ` class="s h"`+start)
	c.text(50, 164, 22, 360, p.soft, b.Subtitle, ` class="s"`+start)
	if b.Action != "" {
		width := ems(b.Action)*20 + 52
		c.rect(48, 192, width, 46, 23, p.button, "")
		c.text(48+width/2, 222, 20, 0, contrast(p.button), b.Action, sansBold)
	}
	return c.bytes(750, 300)
}

// bannerScene paints what lies behind the text and the products.
func (c *canvas) bannerScene(t Theme, p palette) {
	veil := mix(p.to, "#fff", .3)
	switch t {
	case Festival:
		c.circle(572, 140, 148, c.glow(stop{0, "#ffd27a", .75}, stop{100, "#ffd27a", 0}), "")
		c.emblem(Cloud, 420, 60, 44, p.button, ` opacity=".4"`)
		c.emblem(Cloud, 704, 96, 36, p.button, ` opacity=".45"`)
		c.emblem(Lantern, 362, 42, 34, p.button, ` opacity=".3"`)
	case Summer:
		c.circle(570, 150, 160, "#fff3c4", ` opacity=".65"`)
		c.dots(46, "#fff", ` opacity=".3"`, 408, 60, 716, 60, 380, 250, 28, 40)
		c.dots(20, "#fff", ` opacity=".5"`, 440, 110, 690, 130, 352, 40, 420, 210, 260, 270)
	case Cellar:
		c.path("M400 300V170a170 170 0 0 1 340 0V300z", veil, ` opacity=".28"`)
		c.path("M424 300V174a146 146 0 0 1 292 0V300z", c.down(stop{0, "#f6cf9a", .5}, stop{100, "#f6cf9a", .04}), "")
		c.emblem(Grape, 372, 70, 40, p.soft, ` opacity=".2"`)
	case Night:
		c.circle(640, 78, 50, "#ffe9b0", "")
		c.circle(640, 78, 96, c.glow(stop{0, "#ffe9b0", .5}, stop{100, "#ffe9b0", 0}), "")
		c.path("M330 300V214h36v-34h44v60h30v-92h46v70h40v-44h34v60h42v-84h40v50h36v-26h38v40h34V300z", "#0b142b", ` opacity=".55"`)
		c.dots(5, "#ffd98a", "", 384, 200, 398, 220, 456, 170, 470, 190, 456, 214, 590, 190, 604, 216, 676, 196, 540, 206)
		c.dots(3, "#fff", ` opacity=".8"`, 90, 40, 210, 62, 330, 34, 420, 80, 520, 40, 716, 140)
	case Spring:
		c.circle(566, 150, 150, "#fff", ` opacity=".6"`)
		for _, b := range []struct{ x, y, r float64 }{{404, 60, 26}, {720, 70, 30}, {388, 240, 20}, {30, 36, 22}, {700, 200, 16}} {
			c.emblem(Blossom, b.x, b.y, b.r, p.button, ` opacity=".35"`)
		}
	case Ride:
		c.path("M300 300Q520 170 750 190V300z", "#0a2230", ` opacity=".6"`)
		c.dots(5, "#ffe08a", "", 420, 70, 470, 110, 520, 64, 600, 92, 690, 60, 650, 120)
	}
	if t != Ride {
		c.ellipse(566, 276, 178, 20, "#000", ` opacity=".16"`)
	}
}

// car is the customer's own car, driven home by somebody sober.
func (c *canvas) car(p palette) {
	c.ellipse(560, 262, 170, 14, "#000", ` opacity=".35"`)
	c.path("M404 232Q400 196 440 190L486 148Q500 136 530 136H604Q630 136 648 152L686 188Q728 194 728 224V240Q728 250 716 250H414Q404 250 404 232z", c.down(solid(0, "#ffe3a1"), solid(45, p.button), solid(100, darker(p.button, .3))), "")
	c.path("M500 158Q508 150 530 150H560V188H470zM572 150H602Q622 150 636 162L660 188H572z", c.slant(solid(0, "#e8fbff"), solid(100, "#5fa3b0")), "")
	for _, x := range []float64{474, 652} {
		c.circle(x, 248, 31, "#16222b", "")
		c.circle(x, 248, 16, "#cfd8dc", "")
		c.circle(x, 248, 6, "#5b6a73", "")
	}
	c.path("M404 214l-96 40 96-10z", c.across(stop{0, "#fff3c0", 0}, stop{100, "#fff3c0", .9}), "")
	c.ellipse(412, 216, 9, 11, "#fffbe6", "")
	c.rect(716, 204, 10, 20, 4, "#e5533d", "")
	c.line("M566 150V240M586 200h22", darker(p.button, .35), 2.5, ` opacity=".7"`)
}
