package authz

import (
	"slices"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
)

// Role is a staff role as its owner stores it.
type Role struct {
	ID   int64
	Kind optionsv1.Role
	// Everything that the kind may hold, also what comes later.
	Everything  bool
	Permissions []string
}

// Place is where a store belongs.
type Place struct {
	Store, Merchant int64
	// Region is the code of its district, six digits; 0: not said.
	Region int32
}

// Snapshot is what a policy is compiled from.
type Snapshot struct {
	Version int64
	Roles   []Role
	Stores  []Place
}

// Policy is the staff roles, compiled to sets, and where stores belong. It never changes.
type Policy struct {
	version int64
	roles   map[int64]compiled
	stores  map[int64]Place
	// The stores of each merchant, and of each district, city and province.
	ofMerchant, ofRegion map[int64][]int64
}

type compiled struct {
	kind       optionsv1.Role
	everything bool
	has        map[string]struct{}
}

// CompilePolicy returns the policy of a snapshot. The roles that every installation has are there without being named.
func CompilePolicy(s Snapshot) *Policy {
	p := &Policy{
		version: s.Version, roles: map[int64]compiled{}, stores: make(map[int64]Place, len(s.Stores)),
		ofMerchant: map[int64][]int64{}, ofRegion: map[int64][]int64{},
	}
	for _, r := range s.Roles {
		c := compiled{kind: r.Kind, everything: r.Everything, has: make(map[string]struct{}, len(r.Permissions))}
		for _, name := range r.Permissions {
			c.has[name] = struct{}{}
		}
		p.roles[r.ID] = c
	}
	for _, kind := range staff.List() {
		p.roles[int64(kind)] = compiled{kind: kind, everything: true}
	}
	for _, place := range s.Stores {
		p.stores[place.Store] = place
		p.ofMerchant[place.Merchant] = append(p.ofMerchant[place.Merchant], place.Store)
		district := int64(place.Region)
		divisions := []int64{district, district / 100 * 100, district / 10000 * 10000}
		for _, code := range slices.Compact(divisions) {
			p.ofRegion[code] = append(p.ofRegion[code], place.Store)
		}
	}
	return p
}

// Version is the snapshot's.
func (p *Policy) Version() int64 { return p.version }

// Knows reports whether all roles of a caller's grants are known.
func (p *Policy) Knows(c authn.Caller) bool {
	for _, g := range c.Grants {
		if _, ok := p.roles[g.Role]; !ok {
			return false
		}
	}
	return true
}

// Holds reports whether a grant has a permission, whatever it reaches. May is who may hold it at all.
func (p *Policy) Holds(g authn.Grant, permission string, may authn.Roles) bool {
	role, ok := p.roles[g.Role]
	if !ok || role.kind != g.Kind || !may.Has(g.Kind) {
		return false
	}
	_, has := role.has[permission]
	return has || role.everything
}

// Serves reports whether a grant has a permission and reaches as far as it needs: of what knows no stores, a district's is of
// no use.
func (p *Policy) Serves(g authn.Grant, permission Permission) bool {
	return p.Holds(g, permission.Name, permission.Kinds) && (!permission.Everything || g.Scope == optionsv1.DataScope_DATA_SCOPE_ALL)
}

// Reaches reports whether a grant's scope has a store in it.
func (p *Policy) Reaches(g authn.Grant, store int64) bool {
	switch g.Scope {
	case optionsv1.DataScope_DATA_SCOPE_ALL:
		return true
	case optionsv1.DataScope_DATA_SCOPE_STORE:
		return slices.Contains(g.IDs, store)
	case optionsv1.DataScope_DATA_SCOPE_MERCHANT:
		place, ok := p.stores[store]
		return ok && slices.Contains(g.IDs, place.Merchant)
	case optionsv1.DataScope_DATA_SCOPE_REGION:
		place, ok := p.stores[store]
		return ok && slices.ContainsFunc(g.IDs, func(code int64) bool { return Within(int64(place.Region), code) })
	case optionsv1.DataScope_DATA_SCOPE_OWN, optionsv1.DataScope_DATA_SCOPE_UNSPECIFIED:
	}
	return false
}

// Within reports whether an administrative division lies in another, or is it, by their codes (GB/T 2260): a code that
// ends in 0000 is a province, one that ends in 00 a city.
func Within(code, of int64) bool {
	switch {
	case code <= 0 || of <= 0:
		return false
	case of%10000 == 0:
		return code/10000 == of/10000
	case of%100 == 0:
		return code/100 == of/100
	}
	return code == of
}

// Decide returns whose rows a call may touch, or why it is refused: UNAUTHENTICATED for nobody, PERMISSION_DENIED where
// no role has the permission, OUT_OF_SCOPE where one has it and does not reach so far, USER_FACTOR_REQUIRED for whoever must
// have a second factor and has none.
func (p *Policy) Decide(r *Rule, c authn.Caller, request proto.Message) (Data, error) {
	switch {
	case r.Public:
		return Data{}, nil
	case c.Roles == 0:
		return Data{}, errs.New(codes.Unauthenticated, errs.ReasonUnauthenticated, "sign in first")
	case c.LacksFactor && !r.WithoutFactor:
		return Data{}, errs.New(codes.PermissionDenied, errs.ReasonFactor, "请先开启两步验证，再使用此账号")
	case c.Delegated && !r.reads():
		return Data{}, errs.New(codes.PermissionDenied, errs.ReasonForbidden, "who acts for somebody else may only read")
	case c.Roles&r.Roles&^staff != 0:
		return Data{All: c.Service != ""}, nil
	}
	data, held := p.Reach(r, c)
	if !held {
		return Data{}, errs.Newf(codes.PermissionDenied, errs.ReasonForbidden, "you lack the permission %s", r.Permission)
	}
	switch r.Scope {
	case optionsv1.Scope_SCOPE_STORE:
		if !data.Has(request.ProtoReflect().Get(r.storeField).Int()) {
			return Data{}, errs.New(codes.PermissionDenied, errs.ReasonOutOfScope, "that store is not yours")
		}
	case optionsv1.Scope_SCOPE_ALL:
		if !data.All {
			return Data{}, errs.New(codes.PermissionDenied, errs.ReasonOutOfScope, "your permission does not reach everything, as this needs")
		}
	case optionsv1.Scope_SCOPE_SHARED, optionsv1.Scope_SCOPE_OWN, optionsv1.Scope_SCOPE_DATA, optionsv1.Scope_SCOPE_UNSPECIFIED:
	}
	return data, nil
}

// Reach joins the scopes of the grants that have a rule's permission, whatever the rule's own scope; held is false where none has.
func (p *Policy) Reach(r *Rule, c authn.Caller) (data Data, held bool) {
	var having []authn.Grant
	for _, g := range c.Grants {
		if p.Holds(g, r.Permission, r.Roles) {
			having = append(having, g)
		}
	}
	return p.Scope(having...), len(having) > 0
}
