package demo

import (
	"dajiu/demo/picture"
	"dajiu/platform/money"
)

// Category is a node of the category tree. Top-level categories have no parent and define the attributes of all below.
type Category struct {
	Key        string         `json:"key"`
	Name       string         `json:"name"`
	Parent     string         `json:"parent,omitempty"`
	Sort       int            `json:"sort"`
	Attributes []AttributeDef `json:"attributes,omitempty"`
}

// AttributeType says how the value of an attribute is held.
type AttributeType string

// The types of attributes.
const (
	TypeInt  AttributeType = "int"  // whole number in the definition's unit
	TypeText AttributeType = "text" // free text
	TypeEnum AttributeType = "enum" // one of the definition's options
	TypeYear AttributeType = "year" // calendar year
)

// AttributeDef defines an attribute of the products of a category.
type AttributeDef struct {
	Key      string        `json:"key"`
	Name     string        `json:"name"`
	Type     AttributeType `json:"type"`
	Unit     string        `json:"unit,omitempty"` // "0.1%vol", "ml", "g"
	Options  []string      `json:"options,omitempty"`
	Required bool          `json:"required,omitempty"`
	Filter   bool          `json:"filter,omitempty"` // offered as a filter of the list
}

// Attribute is the value of an attribute: Int for numbers and years, Text for the rest.
type Attribute struct {
	Key  string `json:"key"`
	Int  int64  `json:"int,omitempty"`
	Text string `json:"text,omitempty"`
}

// Brand is an invented maker.
type Brand struct {
	Key      string         `json:"key"`
	Name     string         `json:"name"`
	Pinyin   string         `json:"pinyin"` // Latin name: pinyin of a Chinese brand, own spelling of a foreign one
	Origin   string         `json:"origin"`
	Synonyms []string       `json:"synonyms,omitempty"` // what people type when they mean the brand
	Story    string         `json:"story"`
	Emblem   picture.Emblem `json:"emblem"`
}

// Product is an SPU.
type Product struct {
	Key         string       `json:"key"`
	CategoryKey string       `json:"categoryKey"`
	BrandKey    string       `json:"brandKey"`
	Name        string       `json:"name"`
	Subtitle    string       `json:"subtitle"`
	Description string       `json:"description"`
	Attributes  []Attribute  `json:"attributes"`
	Tags        []string     `json:"tags"`
	Fulfilments []string     `json:"fulfilments"` // of "instant", "express", "pickup"
	Picture     picture.Spec `json:"picture"`
}

// Attr returns the attribute of a key, and whether the product has it.
func (p Product) Attr(key string) (Attribute, bool) {
	for _, a := range p.Attributes {
		if a.Key == key {
			return a, true
		}
	}
	return Attribute{}, false
}

// SKU is what is sold: a product in a pack. Prices are for the whole pack.
type SKU struct {
	Key         string    `json:"key"`
	ProductKey  string    `json:"productKey"`
	Spec        string    `json:"spec"`
	Barcode     string    `json:"barcode"` // EAN-13
	ListPrice   money.Fen `json:"listPrice"`
	Price       money.Fen `json:"price"`
	MemberPrice money.Fen `json:"memberPrice"`
	Cost        money.Fen `json:"cost"`
	Units       int       `json:"units"`       // bottles, cans or pieces in the pack
	VolumeMl    int       `json:"volumeMl"`    // of one unit; 0 for what is not a drink
	WeightGrams int       `json:"weightGrams"` // of the pack, with packaging
	ABVTenths   int       `json:"abvTenths"`   // tenths of a percent by volume; 0 for what holds no alcohol
}
