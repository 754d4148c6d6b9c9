// Package mask shows personal data with its middle hidden (脱敏): enough to recognise what one knows already, too little to
// learn it.
//
// It guarantees that what it returns cannot be dialled, and names no door. It decides nobody's permission to see more.
//
// Start with [Phone].
package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const stars = "****"

// Phone shows a number as 138****8000. One that is too short shows nothing.
func Phone(phone string) string {
	if len(phone) < 7 {
		return ""
	}
	return phone[:3] + stars + phone[len(phone)-4:]
}

// Name shows the first letter of a name: 王*.
func Name(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return ""
	}
	return string(first) + "*"
}

// Place shows an address up to the house number, or the first half of one without: 成都市武侯区人民南路****.
func Place(text string) string {
	if text == "" {
		return ""
	}
	if at := strings.IndexFunc(text, unicode.IsDigit); at >= 0 {
		return strings.TrimSpace(text[:at]) + stars
	}
	runes := []rune(text)
	return string(runes[:len(runes)/2]) + stars
}
