// Package paging is how every list is cut into pages: by the id of the last entry seen, so that a page costs
// the same wherever it lies and nothing is skipped or shown twice while the list grows.
//
// It guarantees that a page token that we did not make is an error of the request.
//
// It does not count totals: that would cost more with every row. Start with [Request].
package paging

import (
	"strconv"

	"dajiu/platform/errs"
)

// Request is the page a caller asked for.
type Request struct {
	Size  int32
	Token string
}

// Limit returns how many entries the page has: what was asked for, or the default.
func (r Request) Limit(otherwise int) int {
	if r.Size > 0 {
		return int(r.Size)
	}
	return otherwise
}

// After returns the id of the last entry the caller saw; 0 on the first page.
func (r Request) After() (int64, error) {
	if r.Token == "" {
		return 0, nil
	}
	id, err := strconv.ParseInt(r.Token, 36, 64)
	if err != nil || id <= 0 || Token(id) != r.Token {
		return 0, errs.Invalid("pageToken", "is not one that we gave")
	}
	return id, nil
}

// Token returns the page token that continues after an entry.
func Token(lastID int64) string { return strconv.FormatInt(lastID, 36) }
