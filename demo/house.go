package demo

import "dajiu/demo/picture"

// house is a brand together with what it makes: one row of the catalogue's tables.
type house struct {
	key, name, latin, origin string
	synonyms                 []string
	emblem                   picture.Emblem
	main, accent             string // house colours
	category                 string // where its products belong unless they say otherwise
	prefix                   string // EAN country prefix; empty means China
	story                    string // one sentence, without the full stop
	lines                    []line
}

// line is one product of a house. The constructors of each kind fill in what that kind needs.
type line struct {
	name     string // within the brand
	suffix   string // what kind of drink, for the full name
	category string
	abv, ml  int // tenths of a percent, millilitres
	yuan     int // list price of one piece
	shape    picture.Shape
	tint     string // colour of drink, can or bag
	note     string // how it tastes or what it is, without the full stop
	attrs    []Attribute
	packs    []pack
	grams    int // of one piece where it is not a drink
	net      string
}

// pack is one way of selling a line.
type pack struct {
	label   string // after the volume: "单瓶", "整箱6瓶"
	units   int
	percent int // of the price of so many single pieces
	gift    int // grams of extra packaging
}

// in moves a line to another category than that of its house.
func (l line) in(category string) line {
	l.category = category
	return l
}

func text(key, value string) Attribute { return Attribute{Key: key, Text: value} }

func number(key string, value int) Attribute { return Attribute{Key: key, Int: int64(value)} }

// houses is the whole catalogue, kind by kind.
func houses() []house {
	var all []house
	for _, kind := range [][]house{
		jiangHouses(), nongHouses(), qingHouses(), jianHouses(), fengMiHouses(),
		lagerHouses(), craftBeerHouses(), importedBeerHouses(),
		chineseWineHouses(), frenchWineHouses(), southernWineHouses(), oceanWineHouses(),
		scotchHouses(), otherWhiskyHouses(), brandyHouses(), whiteSpiritHouses(), warmSpiritHouses(),
		huangjiuHouses(),
		japaneseSakeHouses(), fruitWineHouses(),
		snackHouses(), wareHouses(),
	} {
		all = append(all, kind...)
	}
	return all
}
