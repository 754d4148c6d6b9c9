// Package reqid carries the id of the request that caused something, from the edge through calls and events to
// the logs of whoever acts on it last.
//
// It guarantees that an id from outside is short and harmless before it is used.
//
// It refuses to carry anything else; whatever decides something belongs into arguments. Start with [With].
package reqid

import (
	"context"
	"crypto/rand"
)

type key struct{}

const (
	maxLen = 64
	newLen = 20
)

// New returns a fresh random id.
func New() string { return rand.Text()[:newLen] }

// With returns a context that carries the request's id. An empty id returns ctx itself.
func With(ctx context.Context, id string) context.Context {
	if id == "" {
		return ctx
	}
	return context.WithValue(ctx, key{}, id)
}

// From returns the id of the request that ctx belongs to, or "".
func From(ctx context.Context) string {
	id, _ := ctx.Value(key{}).(string)
	return id
}

// Valid reports whether an id that came from outside may be used: letters, digits and - _ . : only, at most 64.
func Valid(id string) bool {
	if id == "" || len(id) > maxLen {
		return false
	}
	for _, r := range id {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '-', r == '_', r == '.', r == ':':
		default:
			return false
		}
	}
	return true
}
