package sqldb

import (
	"database/sql/driver"
	"encoding/hex"
	"strings"
)

// maxLiterals is where keeping a statement stops to pay: such texts are long lists whose length varies.
const maxLiterals = 96

// extract copies a statement with its literals replaced by parameters and returns them as arguments. It works on
// INSERT, UPDATE, DELETE and SELECT, and passes SAVEPOINT, ROLLBACK TO and RELEASE as they are. It reports false
// for anything else and for whatever it does not fully understand (comments, several statements, numbers that
// are not 64-bit integers); such a text is run as it stands.
//
// Left in the text, because they mean something other than their value there: integers that ORDER BY and GROUP
// BY count columns with, and JSON paths, which must match the text of an index.
func extract(text []byte, args []driver.NamedValue, q string) ([]byte, []driver.NamedValue, bool) {
	if !worthKeeping(q) {
		return text, args, false
	}
	ordinal := false // inside ORDER BY or GROUP BY
	copied := 0      // how much of q is in text already
	for i := 0; i < len(q); {
		t, ok := scan(q, i)
		if !ok {
			return text, args, false
		}
		start := i
		i = t.end
		switch {
		case t.word:
			ordinal = ordinalAfter(q[start:i], ordinal)
			continue
		case t.value == nil || t.number && ordinal:
			continue
		case len(args) == maxLiterals:
			return text, args, false
		}
		text = append(append(text, q[copied:start]...), '?')
		args = append(args, driver.NamedValue{Ordinal: len(args) + 1, Value: t.value})
		copied = i
	}
	return append(text, q[copied:]...), args, true
}

// token is a piece of a statement: a literal if it has a value.
type token struct {
	end          int
	value        driver.Value
	number, word bool
}

// scan reads the token that begins at i. It reports false where the statement is not to be touched.
func scan(q string, i int) (t token, ok bool) {
	switch ch := q[i]; {
	case ch == '\'':
		var s string
		if s, t.end, ok = quoted(q, i); ok && !strings.HasPrefix(s, "$") {
			t.value = s
		}
		return t, ok
	case ch == '"' || ch == '`':
		_, t.end, ok = quoted(q, i)
		return t, ok
	case (ch == 'x' || ch == 'X') && next(q, i) == '\'':
		s, end, ok := quoted(q, i+1)
		if !ok {
			return t, false
		}
		b, err := hex.DecodeString(s)
		return token{end: end, value: b}, err == nil
	case ch >= '0' && ch <= '9':
		n, end, ok := integer(q, i)
		return token{end: end, value: n, number: true}, ok
	case wordStart(ch):
		t = token{end: i + 1, word: true}
		for t.end < len(q) && (wordStart(q[t.end]) || q[t.end] >= '0' && q[t.end] <= '9') {
			t.end++
		}
		return t, true
	case ch == ';' || ch == '?' || ch == '[' || ch == '-' && next(q, i) == '-' || ch == '/' && next(q, i) == '*':
		return t, false
	}
	return token{end: i + 1}, true
}

func worthKeeping(q string) bool {
	if len(q) < 7 {
		return false
	}
	switch strings.ToUpper(q[:6]) {
	case "INSERT", "UPDATE", "DELETE", "SELECT", "SAVEPO", "RELEAS":
		return true
	case "ROLLBA":
		return len(q) > len("ROLLBACK TO")
	}
	return false
}

// ordinalAfter tells whether integers after a word are column numbers.
func ordinalAfter(word string, before bool) bool {
	switch len(word) {
	case 5:
		if strings.EqualFold(word, "ORDER") || strings.EqualFold(word, "GROUP") {
			return true
		}
		if strings.EqualFold(word, "LIMIT") || strings.EqualFold(word, "WHERE") || strings.EqualFold(word, "UNION") {
			return false
		}
	case 6:
		if strings.EqualFold(word, "HAVING") || strings.EqualFold(word, "SELECT") {
			return false
		}
	}
	return before
}

// quoted reads a token in quotes that begins at i, with doubled quotes inside, and returns its content.
func quoted(q string, i int) (string, int, bool) {
	quote := q[i]
	doubled := false
	for j := i + 1; j < len(q); j++ {
		if q[j] != quote {
			continue
		}
		if next(q, j) == quote {
			doubled = true
			j++
			continue
		}
		s := q[i+1 : j]
		if doubled {
			s = strings.ReplaceAll(s, string([]byte{quote, quote}), string(quote))
		}
		return s, j + 1, true
	}
	return "", i, false
}

// integer reads a decimal number that begins at i. It refuses what is not a 64-bit integer.
func integer(q string, i int) (int64, int, bool) {
	n := int64(0)
	j := i
	for ; j < len(q) && q[j] >= '0' && q[j] <= '9'; j++ {
		if n > (1<<63-1-9)/10 {
			return 0, i, false
		}
		n = n*10 + int64(q[j]-'0')
	}
	if j < len(q) && (wordStart(q[j]) || q[j] == '.') || i > 0 && q[i-1] == '.' {
		return 0, i, false
	}
	return n, j, true
}

func wordStart(ch byte) bool {
	return ch >= 'a' && ch <= 'z' || ch >= 'A' && ch <= 'Z' || ch == '_' || ch >= 0x80
}

func next(q string, i int) byte {
	if i+1 < len(q) {
		return q[i+1]
	}
	return 0
}
