package domain

import (
	"fmt"
	"slices"
	"strings"

	"dajiu/platform/errs"
)

// maxDepth is how deep the category tree may be.
const maxDepth = 6

// AttributeType is how an attribute's value is read. Its numbers are stored and on the wire: never change them.
type AttributeType int

// The types of attributes.
const (
	Text AttributeType = iota + 1
	Integer
	Permille
	Choice
	Year
)

// AttributeDef declares a typed attribute. Its JSON names are stored: never rename them.
type AttributeDef struct {
	Key      string        `json:"key"`
	Name     string        `json:"name"`
	Type     AttributeType `json:"type"`
	Unit     string        `json:"unit,omitempty"`
	Required bool          `json:"required,omitempty"`
	Options  []string      `json:"options,omitempty"`
}

// Category is a node of the category tree.
type Category struct {
	ID       int64
	Code     string
	Name     string
	ParentID int64
	Sort     int32
	IconURL  string
	Liquor   bool
	// Defs are the category's own attributes, without those of its parents.
	Defs []AttributeDef
	// Hidden is set where it was taken out of sight (停用); whoever puts it again has it back.
	Hidden bool
}

// NewCategory checks what can be checked of a category alone. Line is the category's parents, nearest first.
func NewCategory(c Category, line []Category) (Category, error) {
	c.Name, c.Hidden = strings.TrimSpace(c.Name), false
	if c.Name == "" {
		return Category{}, errs.Invalid("name", "must not be blank")
	}
	if err := checkMedia("iconUrl", c.IconURL); err != nil {
		return Category{}, err
	}
	if len(line) >= maxDepth {
		return Category{}, errs.Invalid("parentCode", fmt.Sprintf("the tree is at most %d deep", maxDepth))
	}
	for _, parent := range line {
		if parent.Code == c.Code {
			return Category{}, errs.Invalid("parentCode", "a category cannot lie below itself")
		}
	}
	seen := map[string]bool{}
	for _, d := range c.Defs {
		if seen[d.Key] {
			return Category{}, attributeInvalid(d.Key, "is declared twice")
		}
		seen[d.Key] = true
		if err := d.check(); err != nil {
			return Category{}, err
		}
	}
	return c, nil
}

func (d AttributeDef) check() error {
	switch d.Type {
	case Text, Integer, Permille, Year:
		if len(d.Options) > 0 {
			return attributeInvalid(d.Key, "has options but is no choice")
		}
	case Choice:
		if len(d.Options) == 0 {
			return attributeInvalid(d.Key, "is a choice without options")
		}
		sorted := slices.Sorted(slices.Values(d.Options))
		if len(slices.Compact(sorted)) != len(d.Options) {
			return attributeInvalid(d.Key, "has an option twice")
		}
	default:
		return attributeInvalid(d.Key, "has no type")
	}
	return nil
}

// Effective returns the attributes that hold for products of a category: its parents' first, and its own in place of
// a parent's of the same key. Line is the category itself and then its parents, nearest first.
func Effective(line []Category) []AttributeDef {
	var defs []AttributeDef
	for _, c := range slices.Backward(line) {
		for _, d := range c.Defs {
			i := slices.IndexFunc(defs, func(known AttributeDef) bool { return known.Key == d.Key })
			if i < 0 {
				defs = append(defs, d)
				continue
			}
			defs[i] = d
		}
	}
	return defs
}

// IsLiquor reports whether products of a category are liquor: it or one of its parents says so.
func IsLiquor(line []Category) bool {
	return slices.ContainsFunc(line, func(c Category) bool { return c.Liquor })
}

// Brand is a maker.
type Brand struct {
	ID       int64
	Code     string
	Name     string
	Origin   string
	Synonyms []string
	// Hidden is as a category's.
	Hidden bool
}

// NewBrand tidies a brand: no blank name, each synonym once.
func NewBrand(b Brand) (Brand, error) {
	b.Name, b.Origin = strings.TrimSpace(b.Name), strings.TrimSpace(b.Origin)
	if b.Name == "" {
		return Brand{}, errs.Invalid("name", "must not be blank")
	}
	b.Synonyms = tidy(b.Synonyms)
	return b, nil
}

// tidy trims words and drops empty and repeated ones, in their order.
func tidy(words []string) []string {
	kept := []string{}
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" && !slices.Contains(kept, w) {
			kept = append(kept, w)
		}
	}
	return kept
}
