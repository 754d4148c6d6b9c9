package authn

import (
	"slices"
	"strconv"
	"strings"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
)

// Grant is a staff role that a person has, and how far it reaches (授权).
type Grant struct {
	// Kind is what the person acts as by it.
	Kind optionsv1.Role
	// Role names the staff role. Every installation has one for each kind, with all that the kind may hold: its id is
	// the kind's number, see [BuiltIn].
	Role  int64
	Scope optionsv1.DataScope
	// IDs are the stores, merchants or division codes of the scope; none for OWN and ALL.
	IDs []int64
}

// BuiltIn returns the grant of the role that every installation has for a kind of staff: operators reach everything,
// merchants' staff the stores given, couriers what is their own.
func BuiltIn(kind optionsv1.Role, stores ...int64) Grant {
	g := Grant{Kind: kind, Role: int64(kind), Scope: optionsv1.DataScope_DATA_SCOPE_OWN}
	switch kind { //nolint:exhaustive // the rest act for themselves
	case optionsv1.Role_ROLE_OPERATOR:
		g.Scope = optionsv1.DataScope_DATA_SCOPE_ALL
	case optionsv1.Role_ROLE_MERCHANT:
		g.Scope, g.IDs = optionsv1.DataScope_DATA_SCOPE_STORE, stores
	}
	return g
}

// Staff returns a caller with some grants. What they act as, and the stores they are told of, follow from these.
func Staff(userID, session int64, grants ...Grant) Caller {
	c := Caller{UserID: userID, Session: session, Grants: grants}
	for _, g := range grants {
		c.Roles |= NewRoles(g.Kind)
		if g.Kind != optionsv1.Role_ROLE_MERCHANT || g.Scope != optionsv1.DataScope_DATA_SCOPE_STORE {
			continue
		}
		for _, store := range g.IDs {
			if !slices.Contains(c.Stores, store) {
				c.Stores = append(c.Stores, store)
			}
		}
	}
	return c
}

// text is how a token writes a grant: kind, role, scope and ids with dots between, such as 2.2.2.7001.7002.
func (g Grant) text() string {
	var b strings.Builder
	b.WriteString(strconv.Itoa(int(g.Kind)))
	for _, n := range append([]int64{g.Role, int64(g.Scope)}, g.IDs...) {
		b.WriteByte('.')
		b.WriteString(strconv.FormatInt(n, 10))
	}
	return b.String()
}

func parseGrant(text string) (Grant, error) {
	parts := strings.Split(text, ".")
	if len(parts) < 3 {
		return Grant{}, ErrInvalid
	}
	numbers := make([]int64, len(parts))
	for i, part := range parts {
		n, err := strconv.ParseInt(part, 10, 64)
		if err != nil || n <= 0 {
			return Grant{}, ErrInvalid
		}
		numbers[i] = n
	}
	if numbers[0] >= int64(roleService) || numbers[2] > int64(optionsv1.DataScope_DATA_SCOPE_ALL) {
		return Grant{}, ErrInvalid
	}
	g := Grant{Kind: optionsv1.Role(numbers[0]), Role: numbers[1], Scope: optionsv1.DataScope(numbers[2])} //nolint:gosec // bounded above
	if len(numbers) > 3 {
		g.IDs = numbers[3:]
	}
	return g, nil
}
