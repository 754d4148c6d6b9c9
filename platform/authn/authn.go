// Package authn tells who is calling: it makes and verifies the access tokens of people, and the credentials
// by which services of the platform know each other.
//
// It guarantees that a caller in a context was verified: only [Verifier] makes one from a credential. Tokens are
// EdDSA only; a header that names another algorithm is refused before any key is looked at.
//
// It decides nothing about what a caller may do: that is package authz. Start with [Verifier.Verify].
package authn

import (
	"context"
	"time"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
)

// Roles is a set of roles.
type Roles uint32

// NewRoles returns a set of the roles.
func NewRoles(roles ...optionsv1.Role) Roles {
	var set Roles
	for _, r := range roles {
		set |= 1 << r
	}
	return set
}

// Has reports whether the set holds a role.
func (r Roles) Has(role optionsv1.Role) bool { return r&(1<<role) != 0 }

// List returns the roles of the set in ascending order.
func (r Roles) List() []optionsv1.Role {
	var list []optionsv1.Role
	for role := optionsv1.Role(1); role < 32; role++ {
		if r.Has(role) {
			list = append(list, role)
		}
	}
	return list
}

// Caller is a verified caller: a person with a session, or a service.
type Caller struct {
	// UserID is the person; of a service that acts for a person, that person; else 0.
	UserID int64
	Roles  Roles
	// Grants are the staff roles the person has; none for consumers.
	Grants []Grant
	// Stores are the stores that the person is staff of by name, and so told of.
	Stores []int64
	// Session is the login the token came from.
	Session int64
	// ProvedAt is when the person last proved that it is they: by signing in, or by stepping up. Zero for services.
	ProvedAt time.Time
	// LacksFactor says that the person must have a second factor and has none: until they do, they may enroll one and
	// nothing else.
	LacksFactor bool
	// Delegated says that a service reads for the person, who may not even be there: it opens nothing but reading.
	Delegated bool
	// Service names the calling service; empty for people.
	Service string
}

type callerKey struct{}

// WithCaller returns a context that carries a verified caller. Only the authenticating interceptor, and tests
// that stand in for it, may call it.
func WithCaller(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// From returns the caller of a context; the zero Caller where nobody was verified.
func From(ctx context.Context) Caller {
	c, _ := ctx.Value(callerKey{}).(Caller)
	return c
}
