package domain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Keys of the attributes that the shop itself understands.
const (
	KeyABV    = "abv"    // tenths of a percent of alcohol
	KeyOrigin = "origin" // where it comes from
)

// Bounds of attribute values.
const (
	maxInteger = 1_000_000_000
	oldestYear = 1500
)

// Attribute is a value as it is shown.
type Attribute struct{ Key, Name, Value string }

// ReadAttributes returns a product's attributes in their stored form, which is the raw value without needless
// characters. It reports PRODUCT_ATTRIBUTE_INVALID for a key that the category does not declare and a value that is
// not of its type. A missing required attribute is an error only when complete is set, as it is for publishing.
func ReadAttributes(defs []AttributeDef, raw map[string]string, complete bool, now time.Time) (map[string]string, error) {
	read := make(map[string]string, len(raw))
	for _, key := range sortedKeys(raw) {
		i := slices.IndexFunc(defs, func(d AttributeDef) bool { return d.Key == key })
		if i < 0 {
			return nil, attributeInvalid(key, "is not declared by the category")
		}
		value := strings.TrimSpace(raw[key])
		if value == "" {
			continue
		}
		value, err := defs[i].read(value, now)
		if err != nil {
			return nil, err
		}
		read[key] = value
	}
	for _, d := range defs {
		if _, given := read[d.Key]; complete && d.Required && !given {
			return nil, attributeInvalid(d.Key, "is required")
		}
	}
	return read, nil
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func (d AttributeDef) read(value string, now time.Time) (string, error) {
	low, high := 0, 0
	switch d.Type {
	case Text:
		return value, nil
	case Choice:
		if !slices.Contains(d.Options, value) {
			return "", attributeInvalid(d.Key, "is not one of its options")
		}
		return value, nil
	case Integer:
		low, high = -maxInteger, maxInteger
	case Permille:
		low, high = 0, 1000
	case Year:
		low, high = oldestYear, now.Year()+1
	default:
		return "", attributeInvalid(d.Key, "has no type")
	}
	n, err := strconv.Atoi(value)
	if err != nil {
		return "", attributeInvalid(d.Key, "is not a whole number")
	}
	if n < low || n > high {
		return "", attributeInvalid(d.Key, fmt.Sprintf("is not between %d and %d", low, high))
	}
	return strconv.Itoa(n), nil
}

// ShowAttributes returns a product's attributes as people read them, in the order of the category's declarations.
// What the category no longer declares is left out.
func ShowAttributes(defs []AttributeDef, stored map[string]string) []Attribute {
	shown := make([]Attribute, 0, len(stored))
	for _, d := range defs {
		if value, ok := stored[d.Key]; ok {
			shown = append(shown, Attribute{Key: d.Key, Name: d.Name, Value: d.show(value)})
		}
	}
	return shown
}

func (d AttributeDef) show(value string) string {
	switch d.Type {
	case Permille:
		n, err := strconv.Atoi(value)
		if err != nil {
			return value
		}
		unit := strings.TrimPrefix(d.Unit, "0.1")
		if unit == "" {
			unit = "%vol"
		}
		return fmt.Sprintf("%d.%d%s", n/10, n%10, unit)
	case Integer:
		return value + d.Unit
	case Text, Choice, Year:
		return value
	}
	return value
}

// ABV returns the alcohol of a product in tenths of a percent, and whether it is known.
func ABV(stored map[string]string) (permille int32, known bool) {
	n, err := strconv.ParseInt(stored[KeyABV], 10, 32)
	if err != nil || n < 0 || n > 1000 {
		return 0, false
	}
	return int32(n), true
}
