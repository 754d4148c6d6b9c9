package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Doc is what is indexed of a document. Name holds the texts it is called by; Text all others it may be found by.
type Doc struct {
	ID   int64
	Name []string
	Text []string
}

// Terms live in spaces, told apart by their first character. Words and characters have none.
const (
	spacePinyin   = "'" // syllables, one or two together: 'qing 'qingke
	spaceInitials = "^" // initials of 2 to 4 characters that follow each other: ^qkj
	spaceName     = "=" // a term of any space again, where it stems from a name: =青稞 ='qingke
)

// longestInitials bounds how many initials make one term.
const longestInitials = 4

// Fold returns a text in the form in which texts are compared: half width, lower case.
func Fold(text string) string { return strings.ToLower(width.Fold.String(text)) }

// run is a piece of a folded text: Chinese characters, letters or digits.
type run struct {
	text []rune
	han  bool
}

// runs cuts a folded text. Letters and digits are cut from each other: 53度 is met by 53, and 500ml by ml.
func runs(folded string) []run {
	const (
		none = iota
		han
		letter
		digit
	)
	var all []run
	last := none
	for _, r := range folded {
		kind := none
		switch {
		case unicode.Is(unicode.Han, r):
			kind = han
		case unicode.IsDigit(r):
			kind = digit
		case unicode.IsLetter(r):
			kind = letter
		}
		if kind != none {
			if kind != last {
				all = append(all, run{han: kind == han})
			}
			all[len(all)-1].text = append(all[len(all)-1].text, r)
		}
		last = kind
	}
	return all
}

// termsOf returns each term of a document once.
func (py *pinyins) termsOf(d Doc) []string {
	set := map[string]struct{}{}
	for _, text := range d.Name {
		py.collect(text, func(term string) {
			set[term] = struct{}{}
			set[spaceName+term] = struct{}{}
		})
	}
	for _, text := range d.Text {
		py.collect(text, func(term string) { set[term] = struct{}{} })
	}
	terms := make([]string, 0, len(set))
	for term := range set {
		terms = append(terms, term)
	}
	return terms
}

func (py *pinyins) collect(text string, add func(string)) {
	for _, r := range runs(Fold(text)) {
		if !r.han {
			add(string(r.text))
			continue
		}
		for i := range r.text {
			add(string(r.text[i]))
			if i > 0 {
				add(string(r.text[i-1 : i+1]))
			}
		}
		py.collectPinyin(r.text, add)
	}
}

func (py *pinyins) collectPinyin(text []rune, add func(string)) {
	readings := make([][]string, len(text))
	for i, r := range text {
		readings[i] = py.of(r)
		for _, syllable := range readings[i] {
			add(spacePinyin + syllable)
			if i == 0 {
				continue
			}
			for _, before := range readings[i-1] {
				add(spacePinyin + before + syllable)
			}
		}
	}
	for i := range text {
		heads := []string{""}
		for n := 0; n < longestInitials && i+n < len(text); n++ {
			heads = py.extend(heads, readings[i+n])
			if len(heads) == 0 {
				break
			}
			if n > 0 {
				for _, head := range heads {
					add(spaceInitials + head)
				}
			}
		}
	}
}

// extend appends the initials of the next character's readings to each head.
func (py *pinyins) extend(heads, readings []string) []string {
	var longer []string
	for _, head := range heads {
		seen := byte(0)
		for _, syllable := range readings {
			if syllable[0] != seen {
				longer = append(longer, head+syllable[:1])
				seen = syllable[0]
			}
		}
	}
	return longer
}
