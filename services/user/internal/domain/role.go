package domain

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// Kinds of staff, by the numbers they have in tokens and protos.
const (
	KindMerchant int32 = 2
	KindCourier  int32 = 3
	KindOperator int32 = 4
)

// Scopes are how far a grant reaches (数据范围), by the numbers they have in tokens and protos.
const (
	ScopeOwn      int32 = 1
	ScopeStore    int32 = 2
	ScopeMerchant int32 = 3
	ScopeRegion   int32 = 4
	ScopeAll      int32 = 5
)

// MaxRoles is how many roles an installation may have: all of them are in every process's memory.
const MaxRoles = 200

// Role is a staff role (岗位角色): a named set of permissions of one kind of staff.
type Role struct {
	ID   int64
	Kind int32
	Name string
	// Everything that the kind may hold; only the roles that every installation has are so.
	Everything  bool
	Permissions []string
	Version     int64
	UpdatedAt   time.Time
}

// BuiltInRoles are those that every installation has. Their ids are the numbers of their kinds.
func BuiltInRoles() []Role {
	return []Role{
		{ID: int64(KindMerchant), Kind: KindMerchant, Name: "门店（全部权限）", Everything: true, Version: 1},
		{ID: int64(KindCourier), Kind: KindCourier, Name: "骑手", Everything: true, Version: 1},
		{ID: int64(KindOperator), Kind: KindOperator, Name: "平台运营（全部权限）", Everything: true, Version: 1},
	}
}

// BuiltIn reports whether a role is one that every installation has: it is not edited.
func (r Role) BuiltIn() bool { return r.ID <= int64(KindOperator) }

// NewRole checks and tidies a role. May says which kinds of staff may hold a permission, as bits; 0: there is none of
// that name. A permission that its kind cannot hold is USER_PERMISSION_UNKNOWN.
func NewRole(r Role, may func(permission string) uint32) (Role, error) {
	r.Name, r.Everything = strings.TrimSpace(r.Name), false
	if r.Name == "" || utf8.RuneCountInString(r.Name) > 32 {
		return Role{}, errs.Invalid("role.name", "must have 1 to 32 characters")
	}
	if r.Kind != KindMerchant && r.Kind != KindCourier && r.Kind != KindOperator {
		return Role{}, errs.Invalid("role.kind", "must be a kind of staff")
	}
	for i, name := range r.Permissions {
		if may(name)&(1<<r.Kind) == 0 {
			return Role{}, errs.Newf(codes.InvalidArgument, "USER_PERMISSION_UNKNOWN", "该类角色不能拥有权限 %s", name).
				WithFields(errs.Field{Path: fmt.Sprintf("role.permissions[%d]", i), Reason: "cannot be held by this kind of staff"})
		}
	}
	return r, nil
}

// Grant is a role that a member of staff has, and how far it reaches (授权).
type Grant struct {
	RoleID int64
	// Kind is the role's.
	Kind, Scope int32
	// IDs are the stores, merchants or division codes of the scope; none for OWN and ALL.
	IDs []int64
}

// BuiltInGrants are the grants of those roles that every installation has: kinds are bits, stores are the merchant's
// staff's.
func BuiltInGrants(kinds uint32, stores []int64) []Grant {
	var list []Grant
	for _, r := range BuiltInRoles() {
		if kinds&(1<<r.Kind) == 0 {
			continue
		}
		g := Grant{RoleID: r.ID, Kind: r.Kind, Scope: ScopeOwn}
		switch r.Kind {
		case KindMerchant:
			g.Scope, g.IDs = ScopeStore, stores
		case KindOperator:
			g.Scope = ScopeAll
		}
		list = append(list, g)
	}
	return list
}

// CheckGrants refuses a scope that does not fit its role, USER_SCOPE_UNFIT: couriers act for themselves, merchants'
// staff for stores or merchants, operators for anything but themselves; and a role that is there twice with one scope.
func CheckGrants(list []Grant) error {
	type pair struct {
		role  int64
		scope int32
	}
	seen := map[pair]bool{}
	for i, g := range list {
		why := g.Unfit()
		if p := (pair{g.RoleID, g.Scope}); seen[p] {
			why = "is there twice; name all of its places at once"
		} else {
			seen[p] = true
		}
		if why != "" {
			return errs.New(codes.InvalidArgument, "USER_SCOPE_UNFIT", "数据范围与角色不符").
				WithFields(errs.Field{Path: fmt.Sprintf("grants[%d]", i), Reason: why})
		}
	}
	return nil
}

// Unfit says why a scope does not fit its role; empty where it does.
func (g Grant) Unfit() string {
	named := g.Scope == ScopeStore || g.Scope == ScopeMerchant || g.Scope == ScopeRegion
	switch {
	case named != (len(g.IDs) > 0):
		return "stores, merchants and regions are named, nothing else is"
	case g.Kind == KindCourier && g.Scope != ScopeOwn:
		return "couriers act for themselves"
	case g.Kind == KindMerchant && g.Scope != ScopeStore && g.Scope != ScopeMerchant:
		return "merchants' staff act for stores or merchants"
	case g.Kind == KindOperator && g.Scope == ScopeOwn:
		return "operators have nothing of their own"
	}
	for _, id := range g.IDs {
		if g.Scope == ScopeRegion && (id < 100000 || id > 999999) {
			return "a division code has six digits"
		}
	}
	return ""
}

// RoleNotFound says that there is no such role.
func RoleNotFound(id int64) error {
	return errs.Newf(codes.NotFound, "USER_ROLE_NOT_FOUND", "没有编号为 %d 的角色", id)
}
