package bench

import "bytes"

// find returns the value at a path of keys in a JSON document without decoding it; an array on the way stands for
// its first element. A string comes without its quotes and with its escapes as they are written, anything else as it
// is written. The document is trusted to be JSON: of another one, find may return nonsense but does not fail.
func find(doc []byte, path ...string) (value []byte, found bool) {
	b := skipSpace(doc)
	for _, key := range path {
		for len(b) > 0 && b[0] == '[' {
			b = skipSpace(b[1:])
		}
		if b, found = member(b, key); !found {
			return nil, false
		}
	}
	rest := skipValue(b)
	value = b[:len(b)-len(rest)]
	if n := len(value); n >= 2 && value[0] == '"' {
		return value[1 : n-1], true
	}
	return value, len(value) > 0
}

// member returns the text that begins with the value of a key of the object at the start of b.
func member(b []byte, key string) ([]byte, bool) {
	if len(b) == 0 || b[0] != '{' {
		return nil, false
	}
	b = skipSpace(b[1:])
	for len(b) > 0 && b[0] == '"' {
		rest := skipString(b)
		name := b[:len(b)-len(rest)]
		if rest = skipSpace(rest); len(rest) == 0 || rest[0] != ':' {
			return nil, false
		}
		b = skipSpace(rest[1:])
		if n := len(name); n == len(key)+2 && string(name[1:n-1]) == key {
			return b, true
		}
		if b = skipSpace(skipValue(b)); len(b) == 0 || b[0] != ',' {
			return nil, false
		}
		b = skipSpace(b[1:])
	}
	return nil, false
}

func skipSpace(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\n' || b[0] == '\t' || b[0] == '\r') {
		b = b[1:]
	}
	return b
}

// skipString returns what follows the string at the start of b.
func skipString(b []byte) []byte {
	for at := 1; at < len(b); {
		next := bytes.IndexByte(b[at:], '"')
		if next < 0 {
			break
		}
		end := at + next
		slashes := 0
		for end-1-slashes > 0 && b[end-1-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return b[end+1:]
		}
		at = end + 1
	}
	return nil
}

// skipValue returns what follows the value at the start of b.
func skipValue(b []byte) []byte {
	depth := 0
	for len(b) > 0 {
		switch b[0] {
		case '"':
			if b = skipString(b); depth == 0 {
				return b
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 { // the end of what holds a number or a word
				return b
			}
			if depth--; depth == 0 {
				return b[1:]
			}
		case ',', ' ', '\n', '\t', '\r':
			if depth == 0 {
				return b
			}
		}
		b = b[1:]
	}
	return b
}
