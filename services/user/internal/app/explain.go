package app

import (
	"context"
	"fmt"

	"google.golang.org/grpc/codes"

	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/errs"
	"dajiu/services/user/internal/domain"
)

// Reason is what one grant adds to an answer.
type Reason struct {
	Grant    domain.Grant
	RoleName string
	// Whether the kind of staff may hold the permission at all, the role has it, and the scope reaches the store.
	KindMay, RoleHas, Reaches bool
	Text                      string
}

// Explanation says why somebody may do something, or may not.
type Explanation struct {
	Allowed bool
	Verdict string
	Reasons []Reason
}

// Explain answers whether a member of staff may do what a permission stands for, for a store or, with 0, at all. A
// permission that is not there is USER_PERMISSION_UNKNOWN; who is beyond the scope of the one who asks is not there.
func (a *Access) Explain(ctx context.Context, within authz.Data, userID int64, permission string, storeID int64) (Explanation, error) {
	p, ok := a.catalogue[permission]
	if !ok {
		return Explanation{}, errs.Newf(codes.NotFound, "USER_PERMISSION_UNKNOWN", "没有名为 %s 的权限", permission)
	}
	user, err := a.store.User(ctx, userID)
	if err != nil {
		return Explanation{}, err
	}
	if user.Staff == nil || !visible(within, *user.Staff) {
		return Explanation{}, staffNotFound(userID)
	}
	policy, err := a.keeper.For(ctx, callerOf(user, 0))
	if err != nil {
		return Explanation{}, err
	}
	var e Explanation
	for _, g := range user.Staff.Grants {
		r, err := a.store.Role(ctx, g.RoleID)
		if err != nil {
			return Explanation{}, err
		}
		grant := grantOf(g)
		why := Reason{
			Grant: g, RoleName: r.Name, KindMay: p.Kinds.Has(grant.Kind), RoleHas: policy.Holds(grant, permission, authn.NewRoles(grant.Kind)),
			Reaches: storeID == 0 || policy.Reaches(grant, storeID),
		}
		why.Text = why.say(p.Title)
		e.Allowed = e.Allowed || why.KindMay && why.RoleHas && why.Reaches
		e.Reasons = append(e.Reasons, why)
	}
	e.conclude(user, p.Title)
	return e, nil
}

// say tells it in a sentence.
func (r Reason) say(title string) string {
	switch {
	case !r.KindMay:
		return fmt.Sprintf("角色「%s」所属的身份不能拥有「%s」", r.RoleName, title)
	case !r.RoleHas:
		return fmt.Sprintf("角色「%s」没有权限「%s」", r.RoleName, title)
	case !r.Reaches:
		return fmt.Sprintf("角色「%s」有权限「%s」，但数据范围不含该门店", r.RoleName, title)
	}
	return fmt.Sprintf("角色「%s」有权限「%s」，数据范围相符", r.RoleName, title)
}

// conclude gives the verdict: an account that is turned off may do nothing, whatever its roles.
func (e *Explanation) conclude(user domain.User, title string) {
	switch {
	case user.Disabled:
		e.Allowed, e.Verdict = false, "不可以：账号已停用"
	case e.Allowed:
		e.Verdict = fmt.Sprintf("可以「%s」", title)
	case len(e.Reasons) == 0:
		e.Verdict = "不可以：没有任何角色"
	default:
		e.Verdict = fmt.Sprintf("不可以「%s」：没有一个角色同时具备权限和数据范围", title)
	}
}
