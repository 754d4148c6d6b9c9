package seed

import (
	"context"
	"fmt"
	"slices"
	"strings"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
)

// job is a role that the demo's company made for some of its staff (岗位): what begins with one of some names, without
// what begins with others.
type job struct {
	name string
	kind optionsv1.Role
	may  []string
	not  []string
	// Who has it, by user name; all whose name ends so where it begins with a dot.
	who   string
	scope optionsv1.DataScope
	ids   []int64
}

// everybody is what belongs to whoever signs in: their profile, sessions, second factor, messages, settings, exports.
func everybody() []string {
	return []string{
		"user.profile.", "user.password.", "user.session.", "user.totp.confirm", "user.totp.enroll", "user.totp.remove", "user.permission.own", "user.setting.",
		"user.view.list", "message.inbox.", "message.preference.", "analytics.export.",
	}
}

// district is where the demo's regional manager works.
const district = 510104

func jobs() []job {
	all, store := optionsv1.DataScope_DATA_SCOPE_ALL, optionsv1.DataScope_DATA_SCOPE_STORE
	operator, merchant := optionsv1.Role_ROLE_OPERATOR, optionsv1.Role_ROLE_MERCHANT
	return []job{
		{name: "财务", kind: operator, who: "finance", scope: all, may: []string{"user.people.name", "payment.", "analytics.", "order.admin.list", "order.admin.read", "delivery.order.trace", "inventory.order.trace", "merchant.merchant.list", "merchant.merchant.read"}},
		{name: "商品运营", kind: operator, who: "content", scope: all, may: []string{"user.people.name", "product.", "message.", "inventory.", "analytics.dashboard.", "analytics.report."}, not: []string{"product.store.put", "product.store.hold", "product.store.release"}},
		{name: "客服与审核", kind: operator, who: "service", scope: all, may: []string{
			"order.", "user.account.", "user.people.name", "delivery.", "message.sent.", "payment.payment.", "payment.refund.", "payment.order.", "inventory.order.", "inventory.stock.list", "merchant.", "product.store.list", "product.store.read", "product.product.list", "product.product.read", "product.brand.list", "product.category.list", "analytics.dashboard.",
		}, not: []string{"user.account.disable", "delivery.zone."}},
		{name: "区域经理", kind: operator, who: "region", scope: optionsv1.DataScope_DATA_SCOPE_REGION, ids: []int64{district}, may: []string{
			"order.admin.list", "order.admin.read", "order.admin.count", "order.store.", "delivery.store.", "delivery.zone.", "delivery.order.trace", "inventory.", "analytics.dashboard.", "analytics.report.", "product.store.list",
			"product.store.read", "product.store.hours", "product.assortment.list", "merchant.application.list", "merchant.application.read", "merchant.merchant.list", "merchant.merchant.read",
		}},
		{name: "店员", kind: merchant, who: ".clerk", scope: store, may: []string{"order.store.", "delivery.", "inventory.", "product.assortment.list", "product.store.list", "product.store.read", "analytics."}},
	}
}

// roles makes the roles of the demo's company, and gives them to whom they are for: last, since until then its staff set
// up all the rest.
func (s *seeder) roles(ctx context.Context) error {
	client := userv1.NewRoleServiceClient(s.conn)
	known, err := client.ListPermissions(ctx, &userv1.ListPermissionsRequest{})
	if err != nil {
		return fmt.Errorf("permissions: %w", err)
	}
	existing, err := client.ListRoles(ctx, &userv1.ListRolesRequest{})
	if err != nil {
		return fmt.Errorf("roles: %w", err)
	}
	for _, j := range jobs() {
		at := slices.IndexFunc(existing.GetRoles(), func(r *userv1.StaffRole) bool { return r.GetName() == j.name })
		var role *userv1.StaffRole
		if at >= 0 {
			role = existing.GetRoles()[at]
		} else if role, err = client.CreateRole(keyed(ctx, "role", j.kind.String(), j.who), &userv1.CreateRoleRequest{
			Role: &userv1.StaffRole{Kind: j.kind, Name: j.name, Permissions: j.permissions(known.GetPermissions())},
		}); err != nil {
			return fmt.Errorf("role %s: %w", j.name, err)
		}
		for _, m := range s.members {
			if m.GetUsername() != j.who && (!strings.HasPrefix(j.who, ".") || !strings.HasSuffix(m.GetUsername(), j.who)) {
				continue
			}
			if err := give(ctx, client, m, role, j); err != nil {
				return err
			}
		}
	}
	return nil
}

func give(ctx context.Context, client userv1.RoleServiceClient, to *userv1.Staff, role *userv1.StaffRole, j job) error {
	ids := j.ids
	if j.scope == optionsv1.DataScope_DATA_SCOPE_STORE {
		ids = to.GetStoreIds()
	}
	_, err := client.PutGrants(ctx, &userv1.PutGrantsRequest{UserId: to.GetUserId(), Grants: []*userv1.Grant{{RoleId: role.GetRoleId(), Scope: j.scope, Ids: ids}}})
	if err != nil {
		return fmt.Errorf("%s of %s: %w", j.name, to.GetUsername(), err)
	}
	return nil
}

// permissions are the names that the job comes to, of those that its kind may hold.
func (j job) permissions(known []*userv1.Permission) []string {
	begins := func(name string, with []string) bool {
		return slices.ContainsFunc(with, func(part string) bool { return strings.HasPrefix(name, part) })
	}
	var names []string
	for _, p := range known {
		if slices.Contains(p.GetKinds(), j.kind) && (begins(p.GetName(), everybody()) || begins(p.GetName(), j.may) && !begins(p.GetName(), j.not)) {
			names = append(names, p.GetName())
		}
	}
	return names
}
