package app_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	_ "dajiu/gen/go/dajiu/order/v1"
	_ "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

const (
	readOrders, acceptOrders, listPayments = "order.store.list", "order.store.accept", "payment.payment.list"
	giveRoles                              = "user.grant.put"
)

// role makes a staff role as the boss does, and lets this process know of it.
func (w *world) role(kind int32, name string, permissions ...string) domain.Role {
	w.Helper()
	r, err := w.access.CreateRole(w.Context(), boss(), domain.Role{Kind: kind, Name: name, Permissions: permissions}, "role-"+name)
	require.NoError(w, err)
	require.NoError(w, w.keeper.Refresh(w.Context()))
	return r
}

// places tells where stores are: 7 is merchant 70's in 锦江区, 8 is merchant 80's in 青羊区, 9 is in another city.
func (w *world) places() {
	w.Helper()
	for i, p := range []authz.Place{{Store: 7, Merchant: 70, Region: 510104}, {Store: 8, Merchant: 80, Region: 510105}, {Store: 9, Merchant: 70, Region: 510703}} {
		require.NoError(w, w.db.Write(w.Context(), func(ctx context.Context, tx *sqldb.Tx) error { return w.rows.NotePlace(ctx, tx, p, int64(i+1)) }))
	}
	require.NoError(w, w.keeper.Refresh(w.Context()))
}

func everything() authz.Data { return authz.Data{All: true} }

func TestARoleHoldsOnlyWhatItsKindMayAndItsGiverHas(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	create := func(giver authn.Caller, r domain.Role) error {
		_, err := w.access.CreateRole(t.Context(), giver, r, "key-"+r.Name)
		return err
	}
	auditor := w.role(domain.KindOperator, "审计", readOrders, "user.role.create")
	limited := authn.Staff(5, 1, authn.Grant{Kind: optionsv1.Role_ROLE_OPERATOR, Role: auditor.ID, Scope: optionsv1.DataScope_DATA_SCOPE_ALL})
	regional := authn.Staff(6, 1, authn.Grant{Kind: optionsv1.Role_ROLE_OPERATOR, Role: auditor.ID, Scope: optionsv1.DataScope_DATA_SCOPE_REGION, IDs: []int64{510100}})
	for name, c := range map[string]struct {
		giver authn.Caller
		role  domain.Role
		want  string
	}{
		"a clerk's role with an operator's act":      {boss(), domain.Role{Kind: domain.KindMerchant, Name: "a", Permissions: []string{listPayments}}, "USER_PERMISSION_UNKNOWN"},
		"a permission that is not there":             {boss(), domain.Role{Kind: domain.KindOperator, Name: "b", Permissions: []string{"order.moon.land"}}, "USER_PERMISSION_UNKNOWN"},
		"what only customers do":                     {boss(), domain.Role{Kind: domain.KindOperator, Name: "c", Permissions: []string{"order.cart.set"}}, "USER_PERMISSION_UNKNOWN"},
		"no name":                                    {boss(), domain.Role{Kind: domain.KindOperator, Name: "  "}, "INVALID_ARGUMENT"},
		"a customer's role":                          {boss(), domain.Role{Kind: 1, Name: "d"}, "INVALID_ARGUMENT"},
		"more than the giver has":                    {limited, domain.Role{Kind: domain.KindOperator, Name: "e", Permissions: []string{readOrders, listPayments}}, "USER_GRANT_EXCEEDS"},
		"what the giver has, but not for everything": {regional, domain.Role{Kind: domain.KindOperator, Name: "f", Permissions: []string{readOrders}}, "USER_GRANT_EXCEEDS"},
	} {
		t.Run(name, func(t *testing.T) { wantReason(t, create(c.giver, c.role), c.want) })
	}
	require.NoError(t, create(limited, domain.Role{Kind: domain.KindOperator, Name: "less", Permissions: []string{readOrders}}))
	again, err := w.access.CreateRole(t.Context(), boss(), domain.Role{Kind: domain.KindOperator, Name: "审计"}, "role-审计")
	require.NoError(t, err)
	require.Equal(t, auditor.ID, again.ID, "the same request makes one role")
}

func TestWhatADistrictsManagerMayDoLeavesOutWhatKnowsNoStores(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.role(domain.KindOperator, "区域", readOrders, listPayments)
	mine := func(scope optionsv1.DataScope, ids ...int64) []string {
		names, err := w.access.Mine(t.Context(), authn.Staff(9, 1, authn.Grant{Role: r.ID, Kind: optionsv1.Role_ROLE_OPERATOR, Scope: scope, IDs: ids}))
		require.NoError(t, err)
		return names
	}
	require.Equal(t, []string{readOrders}, mine(optionsv1.DataScope_DATA_SCOPE_REGION, 510104), "payments are of no store")
	require.Equal(t, []string{readOrders, listPayments}, mine(optionsv1.DataScope_DATA_SCOPE_ALL))
}

func TestARoleChangesForAllWhoHaveItAndOnlyFromItsLatestVersion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.role(domain.KindMerchant, "收银", readOrders)
	staff := w.clerk()
	_, err := w.access.PutGrants(t.Context(), boss(), everything(), staff.UserID, []domain.Grant{{RoleID: r.ID, Scope: domain.ScopeStore, IDs: []int64{7}}})
	require.NoError(t, err)
	login, err := w.LoginStaff(t.Context(), "li", password, "", app.Device{Name: "pc"})
	require.NoError(t, err)
	caller, err := w.whose(login.Access)
	require.NoError(t, err)
	names, err := w.access.Mine(t.Context(), caller)
	require.NoError(t, err)
	require.Equal(t, []string{readOrders}, names)

	next := r
	next.Permissions = []string{readOrders, acceptOrders, "order.store.print"}
	next, err = w.access.UpdateRole(t.Context(), boss(), next)
	require.NoError(t, err)
	require.Equal(t, r.Version+1, next.Version)
	require.NoError(t, w.keeper.Refresh(t.Context()))
	names, err = w.access.Mine(t.Context(), caller)
	require.NoError(t, err)
	require.Equal(t, []string{acceptOrders, readOrders, "order.store.print"}, names, "with the token at hand, and the button too")

	_, err = w.access.UpdateRole(t.Context(), boss(), r)
	wantReason(t, err, "USER_VERSION_CONFLICT")
	other := next
	other.Kind = domain.KindCourier
	other.Permissions = nil
	_, err = w.access.UpdateRole(t.Context(), boss(), other)
	wantReason(t, err, "INVALID_ARGUMENT")
	wantReason(t, w.access.DeleteRole(t.Context(), r.ID), "USER_ROLE_IN_USE")
	_, err = w.access.PutGrants(t.Context(), boss(), everything(), staff.UserID, domain.BuiltInGrants(4, []int64{7}))
	require.NoError(t, err)
	require.NoError(t, w.access.DeleteRole(t.Context(), r.ID))
	require.NoError(t, w.access.DeleteRole(t.Context(), r.ID), "gone is gone")
	_, err = w.access.UpdateRole(t.Context(), boss(), next)
	wantReason(t, err, "USER_ROLE_NOT_FOUND")
	for _, b := range domain.BuiltInRoles() {
		_, err = w.access.UpdateRole(t.Context(), boss(), b)
		wantReason(t, err, "USER_ROLE_IN_USE")
		wantReason(t, w.access.DeleteRole(t.Context(), b.ID), "USER_ROLE_IN_USE")
	}
}

func TestNobodyGrantsMoreOrFurtherThanTheyHold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.places()
	reader, giver := w.role(domain.KindMerchant, "看单", readOrders), w.role(domain.KindOperator, "区域经理", readOrders, giveRoles)
	payer := w.role(domain.KindOperator, "财务", listPayments)
	city := authn.Grant{Kind: optionsv1.Role_ROLE_OPERATOR, Role: giver.ID, Scope: optionsv1.DataScope_DATA_SCOPE_REGION, IDs: []int64{510100}}
	manager := authn.Staff(5, 1, city)
	policy, err := w.keeper.For(t.Context(), manager)
	require.NoError(t, err)
	within := policy.Scope(city)
	staff := w.clerk()
	require.NoError(t, w.EnsureOperator(t.Context(), password), "one with all rights remains")
	for name, c := range map[string]struct {
		giver  authn.Caller
		within authz.Data
		target int64
		grants []domain.Grant
		want   string
	}{
		"a store of the city":                  {manager, within, staff.UserID, []domain.Grant{{RoleID: reader.ID, Scope: domain.ScopeStore, IDs: []int64{7, 8}}}, ""},
		"a district of the city":               {manager, within, staff.UserID, []domain.Grant{{RoleID: giver.ID, Scope: domain.ScopeRegion, IDs: []int64{510104}}}, ""},
		"a store of another city":              {manager, within, staff.UserID, []domain.Grant{{RoleID: reader.ID, Scope: domain.ScopeStore, IDs: []int64{7, 9}}}, "USER_GRANT_EXCEEDS"},
		"a store that nobody knows":            {manager, within, staff.UserID, []domain.Grant{{RoleID: reader.ID, Scope: domain.ScopeStore, IDs: []int64{99}}}, "USER_GRANT_EXCEEDS"},
		"the province":                         {manager, within, staff.UserID, []domain.Grant{{RoleID: giver.ID, Scope: domain.ScopeRegion, IDs: []int64{510000}}}, "USER_GRANT_EXCEEDS"},
		"everything":                           {manager, within, staff.UserID, []domain.Grant{{RoleID: giver.ID, Scope: domain.ScopeAll}}, "USER_GRANT_EXCEEDS"},
		"a permission that they lack":          {manager, within, staff.UserID, []domain.Grant{{RoleID: payer.ID, Scope: domain.ScopeRegion, IDs: []int64{510104}}}, "USER_GRANT_EXCEEDS"},
		"all rights of an operator":            {manager, within, staff.UserID, []domain.Grant{{RoleID: int64(domain.KindOperator), Scope: domain.ScopeRegion, IDs: []int64{510104}}}, "USER_GRANT_EXCEEDS"},
		"a clerk over a region":                {boss(), everything(), staff.UserID, []domain.Grant{{RoleID: reader.ID, Scope: domain.ScopeRegion, IDs: []int64{510104}}}, "USER_SCOPE_UNFIT"},
		"a courier of stores":                  {boss(), everything(), staff.UserID, []domain.Grant{{RoleID: 3, Scope: domain.ScopeStore, IDs: []int64{7}}}, "USER_SCOPE_UNFIT"},
		"a store's role for no store":          {boss(), everything(), staff.UserID, []domain.Grant{{RoleID: reader.ID, Scope: domain.ScopeStore}}, "USER_SCOPE_UNFIT"},
		"a division code that is none":         {boss(), everything(), staff.UserID, []domain.Grant{{RoleID: giver.ID, Scope: domain.ScopeRegion, IDs: []int64{51}}}, "USER_SCOPE_UNFIT"},
		"the same twice":                       {boss(), everything(), staff.UserID, []domain.Grant{{RoleID: reader.ID, Scope: domain.ScopeStore, IDs: []int64{7}}, {RoleID: reader.ID, Scope: domain.ScopeStore, IDs: []int64{8}}}, "USER_SCOPE_UNFIT"},
		"a role that is not there":             {boss(), everything(), staff.UserID, []domain.Grant{{RoleID: 999, Scope: domain.ScopeAll}}, "USER_ROLE_NOT_FOUND"},
		"their own rights":                     {boss(), everything(), operator, domain.BuiltInGrants(16, nil), "USER_OWN_ACCOUNT"},
		"somebody who is not there":            {boss(), everything(), 12345, domain.BuiltInGrants(4, []int64{7}), "USER_NOT_FOUND"},
		"all rights of an operator, by a boss": {boss(), everything(), staff.UserID, domain.BuiltInGrants(16, nil), ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.access.PutGrants(t.Context(), boss(), everything(), staff.UserID, domain.BuiltInGrants(4, []int64{7}))
			require.NoError(t, err)
			_, err = w.access.PutGrants(t.Context(), c.giver, c.within, c.target, c.grants)
			user, readErr := w.Me(t.Context(), staff.UserID)
			require.NoError(t, readErr)
			if c.want == "" {
				require.NoError(t, err)
				require.Equal(t, c.grants[0].RoleID, user.Staff.Grants[0].RoleID)
				return
			}
			wantReason(t, err, c.want)
			require.Equal(t, domain.BuiltInGrants(4, []int64{7}), user.Staff.Grants, "nothing changed")
		})
	}
	_, err = w.access.PutGrants(t.Context(), boss(), everything(), staff.UserID, domain.BuiltInGrants(4, []int64{9}))
	require.NoError(t, err)
	_, err = w.access.PutGrants(t.Context(), manager, within, staff.UserID, []domain.Grant{{RoleID: reader.ID, Scope: domain.ScopeStore, IDs: []int64{7}}})
	wantReason(t, err, "USER_NOT_FOUND")
	list, next, err := w.ListStaff(t.Context(), within, 0, 10)
	require.NoError(t, err)
	require.Zero(t, next)
	require.Empty(t, list, "the clerk of another city is not shown")
}

func TestOneOperatorWithAllRightsRemains(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	require.NoError(t, w.EnsureOperator(t.Context(), password))
	first, _, err := w.rows.StaffByUsername(t.Context(), "admin")
	require.NoError(t, err)
	_, _, err = w.Disable(t.Context(), operator, first.UserID, "x")
	wantReason(t, err, "USER_LAST_OPERATOR")
	_, err = w.access.PutGrants(t.Context(), boss(), everything(), first.UserID, domain.BuiltInGrants(4, []int64{7}))
	wantReason(t, err, "USER_LAST_OPERATOR")
	second, err := w.CreateStaff(t.Context(), domain.Staff{Username: "zhang", Name: "小张", Grants: domain.BuiltInGrants(16, nil)}, password, "key-2")
	require.NoError(t, err)
	_, _, err = w.Disable(t.Context(), second.UserID, first.UserID, "离职")
	require.NoError(t, err)
	_, _, err = w.Disable(t.Context(), operator, second.UserID, "x")
	wantReason(t, err, "USER_LAST_OPERATOR")
}

func TestWhySomebodyMayOrMayNot(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.places()
	reader := w.role(domain.KindMerchant, "看单", readOrders)
	staff := w.clerk()
	_, err := w.access.PutGrants(t.Context(), boss(), everything(), staff.UserID, []domain.Grant{{RoleID: reader.ID, Scope: domain.ScopeMerchant, IDs: []int64{70}}})
	require.NoError(t, err)
	for name, c := range map[string]struct {
		permission string
		store      int64
		allowed    bool
		text       string
	}{
		"of the merchant":           {readOrders, 9, true, "数据范围相符"},
		"of another merchant":       {readOrders, 8, false, "数据范围不含该门店"},
		"of no store in particular": {readOrders, 0, true, "数据范围相符"},
		"what the role lacks":       {acceptOrders, 9, false, "没有权限「接单」"},
		"what no clerk may":         {listPayments, 0, false, "不能拥有「查看支付单」"},
	} {
		e, err := w.access.Explain(t.Context(), everything(), staff.UserID, c.permission, c.store)
		require.NoError(t, err, name)
		require.Equal(t, c.allowed, e.Allowed, name)
		require.Len(t, e.Reasons, 1, name)
		require.Contains(t, e.Reasons[0].Text, c.text, name)
		require.NotEmpty(t, e.Verdict)
	}
	_, err = w.access.Explain(t.Context(), everything(), staff.UserID, "order.moon.land", 0)
	wantReason(t, err, "USER_PERMISSION_UNKNOWN")
	_, err = w.access.Explain(t.Context(), authz.Data{}, staff.UserID, readOrders, 0)
	wantReason(t, err, "USER_NOT_FOUND")
	w.disable(staff.UserID)
	e, err := w.access.Explain(t.Context(), everything(), staff.UserID, readOrders, 9)
	require.NoError(t, err)
	require.False(t, e.Allowed)
	require.Contains(t, e.Verdict, "停用")
}

func TestAnOlderWordOfWhereAStoreIsChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	note := func(event int64, region int32) {
		require.NoError(t, w.db.Write(t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
			return w.rows.NotePlace(ctx, tx, authz.Place{Store: 7, Merchant: 70, Region: region}, event)
		}))
	}
	note(5, 510104)
	note(4, 510105)
	note(5, 510104)
	first, err := w.rows.Policy(t.Context(), 0)
	require.NoError(t, err)
	require.Equal(t, []authz.Place{{Store: 7, Merchant: 70, Region: 510104}}, first.Stores)
	note(6, 510104)
	same, err := w.rows.Policy(t.Context(), first.Version)
	require.NoError(t, err)
	require.Equal(t, authz.Snapshot{Version: first.Version}, same, "nobody has to ask again for what stays")
}
