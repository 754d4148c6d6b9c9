package search

import "slices"

// Query is what somebody typed, taken apart.
type Query struct {
	// Folded is the text in the form of Fold, without spaces around it.
	Folded string
	words  []run
}

// Bounds of a query; what is beyond them is left out.
const (
	maxWords    = 8
	maxWordSize = 24
)

// Parse takes a text apart. A text without letters, digits and characters makes an empty query, which finds nothing.
func Parse(text string) Query {
	folded := Fold(text)
	words := runs(folded)
	words = words[:min(len(words), maxWords)]
	for i := range words {
		words[i].text = words[i].text[:min(len(words[i].text), maxWordSize)]
	}
	return Query{Folded: trim(folded), words: words}
}

func trim(s string) string {
	from, to := 0, len(s)
	for from < to && s[from] == ' ' {
		from++
	}
	for to > from && s[to-1] == ' ' {
		to--
	}
	return s[from:to]
}

// Words returns the words of the query, folded: runs of characters, of letters or of digits.
func (q Query) Words() []string {
	words := make([]string, len(q.words))
	for i, w := range q.words {
		words[i] = string(w.text)
	}
	return words
}

// Empty reports whether there is nothing to look for.
func (q Query) Empty() bool { return len(q.words) == 0 }

// expr is what a query asks the index, as a tree.
type expr interface{ isExpr() }

type (
	// term asks for documents with a term; prefix with one that begins so; fuzzy with one that is like it.
	term   string
	prefix string
	fuzzy  struct {
		term  string
		edits int
	}
	// and asks for all, or for any of its parts.
	and []expr
	or  []expr
)

func (term) isExpr()   {}
func (prefix) isExpr() {}
func (fuzzy) isExpr()  {}
func (and) isExpr()    {}
func (or) isExpr()     {}

// exact asks for every word as it was typed: characters side by side, letters as the head of a word, as pinyin or as
// initials.
func (q Query) exact(space string) expr {
	all := and{}
	for _, w := range q.words {
		all = append(all, w.exact(space))
	}
	return all
}

func (w run) exact(space string) expr {
	if w.han {
		return pairs(w.text, space)
	}
	word := string(w.text)
	any := or{term(space + word)}
	if len(word) > 1 {
		any = or{prefix(space + word)}
	}
	for _, syllables := range splits(word) {
		any = append(any, pinyinPairs(syllables, space))
	}
	if initials := initialsOf(word, space); initials != nil {
		any = append(any, initials)
	}
	return any
}

// pairs asks for each two characters that stand side by side.
func pairs(text []rune, space string) expr {
	if len(text) == 1 {
		return term(space + string(text))
	}
	all := and{}
	for i := 1; i < len(text); i++ {
		all = append(all, term(space+string(text[i-1:i+1])))
	}
	return all
}

func pinyinPairs(syllables []string, space string) expr {
	last := len(syllables) - 1
	if last == 0 {
		return head(space+spacePinyin, syllables[0])
	}
	all := and{}
	for i := 1; i < last; i++ {
		all = append(all, term(space+spacePinyin+syllables[i-1]+syllables[i]))
	}
	return append(all, head(space+spacePinyin+syllables[last-1], syllables[last]))
}

// head asks for a syllable that may be unfinished.
func head(before, syllable string) expr {
	any := or{}
	for _, whole := range completions(syllable) {
		any = append(any, term(before+whole))
	}
	return any
}

func initialsOf(word, space string) expr {
	if len(word) < 2 || !isLetters(word) {
		return nil
	}
	if len(word) <= longestInitials {
		return term(space + spaceInitials + word)
	}
	all := and{}
	for i := longestInitials; i <= len(word); i++ {
		all = append(all, term(space+spaceInitials+word[i-longestInitials:i]))
	}
	return all
}

func isLetters(word string) bool {
	return !slices.ContainsFunc([]byte(word), func(b byte) bool { return b < 'a' || b > 'z' })
}

// loose asks for every word with less care: characters anywhere, letters with a mistake or two.
func (q Query) loose() expr {
	all := and{}
	for _, w := range q.words {
		all = append(all, w.loose())
	}
	return all
}

func (w run) loose() expr {
	if !w.han {
		return w.mistyped()
	}
	all := and{}
	for _, r := range w.text {
		all = append(all, term(string(r)))
	}
	return all
}

func (w run) mistyped() expr {
	word := string(w.text)
	any := or{w.exact("")}
	edits := 0
	switch {
	case len(word) >= 7:
		edits = 2
	case len(word) >= 4:
		edits = 1
	}
	if edits == 0 || !isLetters(word) {
		return any
	}
	any = append(any, fuzzy{word, edits}, fuzzy{spacePinyin + word, 1})
	for _, syllables := range splits(word) {
		if len(syllables) < 3 {
			continue // two syllables are one term, which the line above asks for
		}
		all := and{}
		for i := 1; i < len(syllables); i++ {
			all = append(all, fuzzy{spacePinyin + syllables[i-1] + syllables[i], 1})
		}
		any = append(any, all)
	}
	return any
}

// parts asks for each part of the query by itself: two characters side by side, or a word.
func (q Query) parts() []expr {
	var parts []expr
	for _, w := range q.words {
		if !w.han {
			parts = append(parts, w.mistyped())
			continue
		}
		if len(w.text) == 1 {
			parts = append(parts, term(string(w.text)))
		}
		for i := 1; i < len(w.text); i++ {
			parts = append(parts, term(string(w.text[i-1:i+1])))
		}
	}
	return parts
}
