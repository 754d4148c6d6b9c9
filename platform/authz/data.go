package authz

import (
	"context"
	"slices"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
)

// Data is whose rows a call may touch: all, or those of some stores (数据范围). The zero Data reaches no store's.
type Data struct {
	All bool

	policy *Policy
	grants []authn.Grant
}

// Scope returns the rows that some grants reach.
func (p *Policy) Scope(grants ...authn.Grant) Data {
	d := Data{policy: p, grants: grants}
	for _, g := range grants {
		d.All = d.All || g.Scope == optionsv1.DataScope_DATA_SCOPE_ALL
	}
	return d
}

// Has reports whether the rows of a store are among them.
func (d Data) Has(store int64) bool {
	if d.All {
		return true
	}
	return d.policy != nil && slices.ContainsFunc(d.grants, func(g authn.Grant) bool { return d.policy.Reaches(g, store) })
}

// Stores returns the stores whose rows they are, in ascending order, for a statement's IN; meaningless where All. Of
// stores that a grant names, those too that the policy does not know.
func (d Data) Stores() []int64 {
	if d.All || d.policy == nil {
		return nil
	}
	var list []int64
	for _, g := range d.grants {
		list = append(list, d.policy.within(g)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// within lists the stores that a grant reaches.
func (p *Policy) within(g authn.Grant) []int64 {
	of := map[int64][]int64{}
	switch g.Scope { //nolint:exhaustive // ALL has no list, and OWN no store
	case optionsv1.DataScope_DATA_SCOPE_STORE:
		return g.IDs
	case optionsv1.DataScope_DATA_SCOPE_MERCHANT:
		of = p.ofMerchant
	case optionsv1.DataScope_DATA_SCOPE_REGION:
		of = p.ofRegion
	}
	var list []int64
	for _, id := range g.IDs {
		list = append(list, of[id]...)
	}
	return list
}

// Covers reports whether whoever has these rows may give another a scope: no store is in it that is not theirs. Ids
// are compared by what they stand for, so a city's operator may give its districts.
func (d Data) Covers(g authn.Grant) bool {
	if d.All {
		return true
	}
	if d.policy == nil {
		return false
	}
	return slices.ContainsFunc(d.grants, func(own authn.Grant) bool { return d.policy.Contains(own, g) })
}

type dataKey struct{}

// WithData returns a context that carries whose rows a call may touch. Only the authorising interceptor, and tests that
// stand in for it, may call it.
func WithData(ctx context.Context, d Data) context.Context {
	return context.WithValue(ctx, dataKey{}, d)
}

// DataFrom returns whose rows the call of a context may touch; no store's where nobody was authorised.
func DataFrom(ctx context.Context) Data {
	d, _ := ctx.Value(dataKey{}).(Data)
	return d
}

// Regions returns the administrative divisions that the grants name, and Merchants the merchants: for rows that belong to a
// place or to a merchant before there is a store. Meaningless where All.
func (d Data) Regions() []int64 { return d.named(optionsv1.DataScope_DATA_SCOPE_REGION) }

// Merchants returns the merchants that the grants name, and those of the stores that they name.
func (d Data) Merchants() []int64 {
	list := d.named(optionsv1.DataScope_DATA_SCOPE_MERCHANT)
	if d.policy != nil {
		for _, store := range d.named(optionsv1.DataScope_DATA_SCOPE_STORE) {
			if place, known := d.policy.stores[store]; known {
				list = append(list, place.Merchant)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func (d Data) named(scope optionsv1.DataScope) []int64 {
	var list []int64
	for _, g := range d.grants {
		if g.Scope == scope {
			list = append(list, g.IDs...)
		}
	}
	return list
}
