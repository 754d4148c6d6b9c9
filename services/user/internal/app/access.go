package app

import (
	"context"
	"fmt"
	"slices"

	"google.golang.org/grpc/codes"

	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

// Access is the use cases of roles and grants: who may do what, on whose data, and why.
type Access struct {
	users     *Users
	store     *store.Users
	catalogue authz.Catalogue
	keeper    *authz.Keeper
	ids       *id.Generator
	clock     clock.Clock
}

// NewAccess returns the use cases. Catalogue is what there is to give; keeper is what this process decides by.
func NewAccess(u *Users, catalogue authz.Catalogue, keeper *authz.Keeper) *Access {
	return &Access{users: u, store: u.store, catalogue: catalogue, keeper: keeper, ids: u.ids, clock: u.clock}
}

// Permissions returns all that staff may be given, by name.
func (a *Access) Permissions() []authz.Permission { return a.catalogue.List() }

// Roles returns all staff roles.
func (a *Access) Roles(ctx context.Context) ([]domain.Role, error) { return a.store.Roles(ctx) }

// Policy returns what every process decides by, where it is newer than a version.
func (a *Access) Policy(ctx context.Context, known int64) (authz.Snapshot, error) {
	return a.store.Policy(ctx, known)
}

// CreateRole makes a role under a request key; the same key again returns the same role. A permission that the giver
// does not hold over all data is USER_GRANT_EXCEEDS.
func (a *Access) CreateRole(ctx context.Context, giver authn.Caller, r domain.Role, key string) (domain.Role, error) {
	r, err := a.check(ctx, giver, r)
	if err != nil {
		return domain.Role{}, err
	}
	r.ID = a.ids.Next()
	return a.store.CreateRole(ctx, r, key)
}

// UpdateRole replaces a role, of the version that was read. The roles that every installation has are USER_ROLE_IN_USE.
func (a *Access) UpdateRole(ctx context.Context, giver authn.Caller, r domain.Role) (domain.Role, error) {
	if r.BuiltIn() {
		return domain.Role{}, builtIn()
	}
	r, err := a.check(ctx, giver, r)
	if err != nil {
		return domain.Role{}, err
	}
	return a.store.UpdateRole(ctx, r)
}

// DeleteRole removes a role that nobody has.
func (a *Access) DeleteRole(ctx context.Context, id int64) error {
	if (domain.Role{ID: id}).BuiltIn() {
		return builtIn()
	}
	return a.store.DeleteRole(ctx, id)
}

func builtIn() error {
	return errs.New(codes.FailedPrecondition, "USER_ROLE_IN_USE", "系统内置角色不能修改或删除")
}

// check holds a role to the catalogue, and to what its giver has.
func (a *Access) check(ctx context.Context, giver authn.Caller, r domain.Role) (domain.Role, error) {
	r, err := domain.NewRole(r, func(name string) uint32 { return uint32(a.catalogue[name].Kinds) })
	if err != nil {
		return domain.Role{}, err
	}
	policy, err := a.keeper.For(ctx, giver)
	if err != nil {
		return domain.Role{}, err
	}
	for i, name := range r.Permissions {
		if !a.gives(policy, giver, name, authn.BuiltIn(operatorKind)) {
			return domain.Role{}, exceeds(fmt.Sprintf("role.permissions[%d]", i))
		}
	}
	r.UpdatedAt = a.clock.Now()
	return r, nil
}

// gives reports whether a caller may give a permission, as far as a grant reaches: who holds it so far, and who has all
// rights of operators, whatever other kinds may do.
func (a *Access) gives(policy *authz.Policy, giver authn.Caller, permission string, g authn.Grant) bool {
	kinds := a.catalogue[permission].Kinds
	return slices.ContainsFunc(giver.Grants, func(own authn.Grant) bool {
		all := own.Role == int64(operatorKind)
		return (all || policy.Holds(own, permission, kinds)) && policy.Contains(own, g)
	})
}

func exceeds(path string) error {
	return errs.New(codes.PermissionDenied, "USER_GRANT_EXCEEDS", "不能授予自己没有的权限或超出自己的数据范围").
		WithFields(errs.Field{Path: path, Reason: "is more, or further, than you hold"})
}

// PutGrants replaces what a member of staff was granted. Their sessions end, so that the next token carries the new
// rights. Nobody changes their own, USER_OWN_ACCOUNT, nor gives what they do not hold, USER_GRANT_EXCEEDS; of who is
// beyond the giver's scope it is told that they are not there.
func (a *Access) PutGrants(ctx context.Context, giver authn.Caller, within authz.Data, userID int64, grants []domain.Grant) (domain.Staff, error) {
	if giver.UserID == userID {
		return domain.Staff{}, errs.New(codes.FailedPrecondition, "USER_OWN_ACCOUNT", "不能修改自己的权限")
	}
	policy, err := a.keeper.For(ctx, giver)
	if err != nil {
		return domain.Staff{}, err
	}
	for i := range grants {
		r, err := a.store.Role(ctx, grants[i].RoleID)
		if err != nil {
			return domain.Staff{}, err
		}
		if grants[i].Kind = r.Kind; grants[i].Unfit() == "" && !a.givesRole(policy, giver, r, grantOf(grants[i])) {
			return domain.Staff{}, exceeds(fmt.Sprintf("grants[%d]", i))
		}
	}
	if err := domain.CheckGrants(grants); err != nil {
		return domain.Staff{}, err
	}
	return a.store.UpdateStaff(ctx, userID, a.users.revocation(), func(s *domain.Staff) (bool, error) {
		if !visible(within, *s) {
			return false, staffNotFound(userID)
		}
		s.Grants = grants
		return true, nil
	})
}

func (a *Access) givesRole(policy *authz.Policy, giver authn.Caller, r domain.Role, g authn.Grant) bool {
	if r.Everything {
		return slices.ContainsFunc(giver.Grants, func(own authn.Grant) bool {
			return own.Role == int64(operatorKind) && policy.Contains(own, g)
		})
	}
	return !slices.ContainsFunc(r.Permissions, func(name string) bool { return !a.gives(policy, giver, name, g) })
}

func staffNotFound(id int64) error {
	return errs.Newf(codes.NotFound, "USER_NOT_FOUND", "there is no staff account %d", id)
}

// Mine returns the names of what a caller may do, buttons included. What would be refused whatever it is asked for, since their
// grants do not reach so far, is not among them.
func (a *Access) Mine(ctx context.Context, c authn.Caller) ([]string, error) {
	policy, err := a.keeper.For(ctx, c)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, p := range a.catalogue.List() {
		if slices.ContainsFunc(c.Grants, func(g authn.Grant) bool { return policy.Serves(g, p) }) {
			names = append(names, p.Name)
		}
	}
	return names, nil
}
