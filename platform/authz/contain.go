package authz

import (
	"slices"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
)

// Contains reports whether every row that one grant reaches is reached by another. It holds for stores that do not
// exist yet, too: a merchant's scope is within a region's only by what is known of its stores, so it is not.
func (p *Policy) Contains(outer, inner authn.Grant) bool {
	all := func(ok func(id int64) bool) bool {
		return len(inner.IDs) > 0 && !slices.ContainsFunc(inner.IDs, func(id int64) bool { return !ok(id) })
	}
	switch inner.Scope {
	case optionsv1.DataScope_DATA_SCOPE_OWN:
		return outer.Scope != optionsv1.DataScope_DATA_SCOPE_UNSPECIFIED
	case optionsv1.DataScope_DATA_SCOPE_STORE:
		return all(func(store int64) bool { return p.Reaches(outer, store) })
	case optionsv1.DataScope_DATA_SCOPE_MERCHANT:
		return outer.Scope == optionsv1.DataScope_DATA_SCOPE_ALL ||
			outer.Scope == optionsv1.DataScope_DATA_SCOPE_MERCHANT && all(func(m int64) bool { return slices.Contains(outer.IDs, m) })
	case optionsv1.DataScope_DATA_SCOPE_REGION:
		return outer.Scope == optionsv1.DataScope_DATA_SCOPE_ALL ||
			outer.Scope == optionsv1.DataScope_DATA_SCOPE_REGION && all(func(code int64) bool {
				return slices.ContainsFunc(outer.IDs, func(own int64) bool { return inDivision(code, own) })
			})
	case optionsv1.DataScope_DATA_SCOPE_ALL:
		return outer.Scope == optionsv1.DataScope_DATA_SCOPE_ALL
	case optionsv1.DataScope_DATA_SCOPE_UNSPECIFIED:
	}
	return false
}

// inDivision is [Within] for a division that is itself a city or a province: 510100 lies in 510000, not the other way.
func inDivision(code, of int64) bool {
	return Within(code, of) && (code == of || code%10000 != 0 && (code%100 != 0 || of%10000 == 0))
}
