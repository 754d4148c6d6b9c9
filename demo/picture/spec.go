package picture

import (
	"hash/fnv"
	"strconv"
)

// MaxProductBytes bounds the size of what [Product] returns.
const MaxProductBytes = 6 << 10

// Shape names a silhouette.
type Shape string

// The silhouettes, by kind.
const (
	JarWhite     Shape = "jar"        // porcelain baijiu bottle with a silk ribbon
	CrystalBlock Shape = "crystal"    // square crystal decanter
	RedGold      Shape = "redgold"    // lacquered column with gilded foot and crown
	PlainGlass   Shape = "plain"      // round clear bottle with a paper label
	Gourd        Shape = "gourd"      // double gourd with a tassel
	Droplet      Shape = "droplet"    // tear of coloured glass
	VaseMeiping  Shape = "vase"       // high-shouldered porcelain vase
	Flask        Shape = "flask"      // 100 ml flat flask
	LongNeck     Shape = "longneck"   // beer bottle
	CanSlim      Shape = "can"        // 330 ml can
	CanTall      Shape = "cantall"    // 500 ml can
	Stubby       Shape = "stubby"     // short beer bottle with a swing top
	MiniKeg      Shape = "keg"        // 2 l draught keg
	Bordeaux     Shape = "bordeaux"   // high shoulders
	Burgundy     Shape = "burgundy"   // sloping shoulders
	Champagne    Shape = "champagne"  // heavy, foil down to the shoulder
	Flute        Shape = "flute"      // slender, for Riesling
	IceWine      Shape = "icewine"    // 375 ml, very slim
	WhiskyRound  Shape = "whisky"     // round-shouldered malt bottle
	WhiskySquare Shape = "whiskysq"   // square decanter
	BrandyFan    Shape = "brandy"     // wide flat XO decanter
	BrandyTall   Shape = "brandyvsop" // pear-shaped VSOP bottle
	GinApoth     Shape = "gin"        // apothecary bottle
	RumRound     Shape = "rum"        // stout bottle with a long neck
	VodkaColumn  Shape = "vodka"      // frosted column
	TequilaBlock Shape = "tequila"    // low square bottle with a ball stopper
	LiqueurCurve Shape = "liqueur"    // waisted bottle
	ClayJar      Shape = "clayjar"    // huangjiu jar, red cloth
	HuangBottle  Shape = "huang"      // dark huangjiu bottle
	HuadiaoJar   Shape = "huadiao"    // relief-carved glazed jar
	SakeTall     Shape = "sake"       // 720 ml sake bottle
	SakeStout    Shape = "sakestout"  // round-shouldered sake bottle
	FruitRound   Shape = "fruit"      // clear short bottle, fruit inside
	FruitSlim    Shape = "fruitslim"  // slim pastel bottle
	RiceCup      Shape = "ricejar"    // wide-mouthed jar of rice wine
	GlassWine    Shape = "glasswine"
	GlassTumbler Shape = "glasstumbler"
	GlassBeer    Shape = "glassbeer"
	CupSet       Shape = "cupset"
	Decanter     Shape = "decanter"
	IceBag       Shape = "icebag"
	IceBall      Shape = "iceball"
	IceCube      Shape = "icecube"
	SnackBag     Shape = "snackbag"
	SnackCan     Shape = "snackcan"
	MixerCan     Shape = "mixercan"
	MixerBottle  Shape = "mixerbottle"
	Opener       Shape = "opener"
)

// Shapes lists every silhouette in a stable order.
func Shapes() []Shape {
	return []Shape{
		JarWhite, CrystalBlock, RedGold, PlainGlass, Gourd, Droplet, VaseMeiping, Flask,
		LongNeck, CanSlim, CanTall, Stubby, MiniKeg,
		Bordeaux, Burgundy, Champagne, Flute, IceWine,
		WhiskyRound, WhiskySquare, BrandyFan, BrandyTall, GinApoth, RumRound, VodkaColumn, TequilaBlock, LiqueurCurve,
		ClayJar, HuangBottle, HuadiaoJar, SakeTall, SakeStout, FruitRound, FruitSlim, RiceCup,
		GlassWine, GlassTumbler, GlassBeer, CupSet, Decanter, IceBag, IceBall, IceCube, SnackBag, SnackCan, MixerCan, MixerBottle, Opener,
	}
}

// Spec says what a product looks like. Colours are "#rrggbb"; an empty colour takes the shape's own default.
type Spec struct {
	Shape  Shape  `json:"shape"`
	Scene  string `json:"scene"`  // category key, chooses the backdrop
	Emblem Emblem `json:"emblem"` // the brand's device
	Brand  string `json:"brand"`  // Chinese brand name, set on the label
	Line   string `json:"line"`   // name of the product within the brand
	Latin  string `json:"latin"`  // brand name in Latin letters
	Fine   string `json:"fine"`   // small print: strength and volume
	Body   string `json:"body"`   // glass, glaze, can or bag
	Paper  string `json:"paper"`  // label
	Ink    string `json:"ink"`    // print on the label
	Metal  string `json:"metal"`  // cap, foil, gilding
	Liquid string `json:"liquid"` // what is inside
	Mood   uint64 `json:"mood"`   // chooses among small variations of layout and setting
}

// tag is a short name derived from the whole specification. It keeps gradient ids of two pictures apart when a page
// inlines both.
func (s Spec) tag() string {
	h := fnv.New32a()
	for _, part := range []string{
		string(s.Shape), s.Scene, string(s.Emblem), s.Brand, s.Line, s.Latin, s.Fine, s.Body, s.Paper, s.Ink, s.Metal, s.Liquid,
		strconv.FormatUint(s.Mood, 36),
	} {
		_, _ = h.Write([]byte(part)) // a hash never fails to write
		_, _ = h.Write([]byte{0})
	}
	return "p" + strconv.FormatUint(uint64(h.Sum32()%(36*36*36*36)), 36)
}

// clean drops what is no colour, so that no specification can smuggle markup into an attribute.
func (s Spec) clean() Spec {
	for _, c := range []*string{&s.Body, &s.Paper, &s.Ink, &s.Metal, &s.Liquid} {
		if !isColour(*c) {
			*c = ""
		}
	}
	return s
}

// or returns the first non-empty text.
func or(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
