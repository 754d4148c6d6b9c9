package weixin

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dajiu/platform/errs"
)

//nolint:gochecknoglobals // compiled constants
var (
	templateKey = regexp.MustCompile(`^([a-z_]+?)([0-9]{1,3})$`)
	amountValue = regexp.MustCompile(`^[¥￥$]?[0-9]{1,10}(\.[0-9]{1,2})?元?$`)
	phoneValue  = regexp.MustCompile(`^[0-9+\- ()*]{1,17}$`)
	letterValue = regexp.MustCompile(`^[A-Za-z]{1,32}$`)
	symbolValue = regexp.MustCompile(`^[^\p{L}\p{N}\s]{1,5}$`)
	stringValue = regexp.MustCompile(`^[\x21-\x7e]{1,32}$`)
	numberValue = regexp.MustCompile(`^-?[0-9]{1,32}(\.[0-9]{1,31})?$`)
	timeValue   = regexp.MustCompile(`^[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?$|^[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?$|^[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$`)
)

// ValidateTemplateData checks every value of a subscribe message against the limits of its key's kind. It
// reports ErrTemplateField with the first wrong key in alphabetical order, nil when all fit.
func ValidateTemplateData(data map[string]string) error {
	keys := make([]string, 0, len(data))
	for key := range data {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	for _, key := range keys {
		if why := wrongValue(key, data[key]); why != "" {
			return ErrTemplateField.WithFields(errs.Field{Path: key, Reason: why})
		}
	}
	return nil
}

// wrongValue says what is wrong with a value, or nothing.
func wrongValue(key, value string) string {
	parts := templateKey.FindStringSubmatch(key)
	if parts == nil {
		return "the key is not a kind followed by a number"
	}
	if strings.TrimSpace(value) == "" {
		return "the value is empty"
	}
	if !utf8.ValidString(value) {
		return "the value is not UTF-8"
	}
	kind := parts[1]
	fits, limit := fitting(kind)
	if fits == nil {
		return "the kind " + kind + " is unknown"
	}
	if !fits(value) {
		return limit
	}
	return ""
}

// fitting returns the test of a kind and its words, or nil.
func fitting(kind string) (fits func(string) bool, limit string) {
	switch kind {
	case "thing":
		return func(v string) bool { return utf8.RuneCountInString(v) <= 20 }, "at most 20 characters"
	case "number":
		return func(v string) bool { return len(v) <= 34 && numberValue.MatchString(v) }, "a number of at most 32 digits"
	case "letter":
		return letterValue.MatchString, "at most 32 letters"
	case "symbol":
		return symbolValue.MatchString, "at most 5 symbols"
	case "character_string":
		return stringValue.MatchString, "at most 32 letters, digits and symbols"
	case "time", "date":
		return timeValue.MatchString, "a time such as 2026年5月1日 12:00 or 12:00"
	case "amount":
		return amountValue.MatchString, "one currency sign and at most 10 digits, with 2 decimals"
	case "phone_number":
		return phoneValue.MatchString, "at most 17 digits and symbols"
	case "car_number":
		return func(v string) bool { return utf8.RuneCountInString(v) <= 8 }, "at most 8 characters"
	case "name":
		return fitsName, "at most 10 Han characters or 20 letters"
	case "phrase":
		return func(v string) bool { return allHan(v) && utf8.RuneCountInString(v) <= 5 }, "at most 5 Han characters"
	default:
		return nil, ""
	}
}

func fitsName(v string) bool {
	n := utf8.RuneCountInString(v)
	for _, r := range v {
		if unicode.Is(unicode.Han, r) {
			return n <= 10
		}
	}
	return n <= 20
}

func allHan(v string) bool {
	for _, r := range v {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return true
}
