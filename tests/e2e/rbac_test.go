package e2e

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// colleague makes an operator's account with one role of these permissions, as far as given, and signs it in.
func (sh *shop) colleague(permissions []string, grant harness.JSON) (*harness.Client, harness.JSON) {
	sh.t.Helper()
	name := "op" + uuid.NewString()[:8]
	role := sh.operator.Post("/v1/admin/roles", harness.JSON{"kind": "ROLE_OPERATOR", "name": name, "permissions": permissions})
	staff := sh.operator.Post("/v1/admin/staff", harness.JSON{
		"username": name, "password": harness.Password, "name": "小陈", "roles": []string{"ROLE_MERCHANT"}, "storeIds": []string{strconv.FormatInt(sh.store, 10)},
	})
	grant["roleId"] = role.Text("roleId")
	granted := sh.operator.Put("/v1/admin/staff/"+staff.Text("userId")+"/grants", harness.JSON{"grants": []harness.JSON{grant}})
	require.Equal(sh.t, []any{"ROLE_OPERATOR"}, granted.At("roles"))
	return sh.server.Staff(name), role
}

func TestRBACARoleIsEditedAndItsHoldersFollow(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	c, role := sh.colleague([]string{"payment.payment.list", "user.permission.own"}, harness.JSON{"scope": "DATA_SCOPE_ALL"})

	require.Equal(t, []any{"payment.payment.list", "user.permission.own"}, c.Get("/v1/me/permissions").At("permissions"))
	c.Get("/v1/admin/payments")
	c.Refused(http.StatusForbidden, "PERMISSION_DENIED", http.MethodGet, "/v1/admin/staff", nil, "")
	c.Refused(http.StatusForbidden, "PERMISSION_DENIED", http.MethodGet, "/v1/me", nil, "")

	path := "/v1/admin/roles/" + role.Text("roleId")
	edited := harness.JSON{"kind": "ROLE_OPERATOR", "name": role.Text("name"), "permissions": []string{"user.staff.list"}, "version": role.Text("version")}
	sh.operator.Put(path, edited)
	eventually(t, func() bool { // the token that is out follows within moments
		may, _ := c.Call(http.MethodGet, "/v1/admin/staff", nil, "")
		mayNot, _ := c.Call(http.MethodGet, "/v1/admin/payments", nil, "")
		return may == http.StatusOK && mayNot == http.StatusForbidden
	})
	sh.operator.Refused(http.StatusConflict, "USER_VERSION_CONFLICT", http.MethodPut, path, edited, "")
	sh.operator.Refused(http.StatusConflict, "USER_ROLE_IN_USE", http.MethodDelete, path, nil, "")
	sh.operator.Refused(http.StatusBadRequest, "USER_PERMISSION_UNKNOWN", http.MethodPost, "/v1/admin/roles",
		harness.JSON{"kind": "ROLE_MERCHANT", "name": "x", "permissions": []string{"payment.payment.list"}}, harness.NewKey())

	why := sh.operator.Get("/v1/admin/staff/" + strconv.FormatInt(c.UserID, 10) + "/access:explain?permission=payment.payment.list")
	require.NotEqual(t, true, why.At("allowed"))
	require.Contains(t, why.List("reasons")[0].Text("text"), "没有权限「查看支付单」")

	names := map[string]bool{}
	for _, p := range sh.operator.Get("/v1/admin/permissions").List("permissions") {
		names[p.Text("name")] = true
	}
	for _, r := range routes(t) {
		staff := strings.Contains(r.access.String(), "ROLE_MERCHANT") || strings.Contains(r.access.String(), "ROLE_OPERATOR") || strings.Contains(r.access.String(), "ROLE_COURIER")
		require.Equal(t, staff, names[r.access.GetPermission()], "%s: what staff may hold is in the catalogue, and nothing else", r.rpc)
	}
}

func TestScopeARegionReachesItsStoresAndNoOther(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	district := func(store int64) int64 {
		return s.Anonymous().Get("/v1/stores/" + strconv.FormatInt(store, 10)).Int("region")
	}
	here := district(sh.store)
	require.NotZero(t, here)
	var elsewhere int64
	for _, st := range s.Anonymous().Get("/v1/stores:nearby?latE6=30657000&lngE6=104066000&radiusMeters=50000").List("stores") {
		if district(st.Int("storeId")) != here {
			elsewhere = st.Int("storeId")
		}
	}
	require.NotZero(t, elsewhere)
	orders := func(store int64) string { return "/v1/merchant/stores/" + strconv.FormatInt(store, 10) + "/orders" }
	permissions := []string{"order.store.list", "user.staff.list", "user.grant.put"}
	of := func(code int64) *harness.Client {
		c, _ := sh.colleague(permissions, harness.JSON{"scope": "DATA_SCOPE_REGION", "ids": []string{strconv.FormatInt(code, 10)}})
		return c
	}
	inDistrict, inCity := of(here), of(here/100*100)
	inDistrict.Get(orders(sh.store))
	inDistrict.Refused(http.StatusForbidden, "OUT_OF_SCOPE", http.MethodGet, orders(elsewhere), nil, "")
	inCity.Get(orders(sh.store))
	inCity.Get(orders(elsewhere))

	// They see the staff of their stores, and nobody who reaches further.
	stores := map[string]bool{strconv.FormatInt(sh.store, 10): true}
	for _, st := range s.Anonymous().Get("/v1/stores:nearby?latE6=30657000&lngE6=104066000&radiusMeters=50000").List("stores") {
		stores[st.Text("storeId")] = district(st.Int("storeId")) == here
	}
	seen := 0
	for _, staff := range inDistrict.Get("/v1/admin/staff?pageSize=100").List("staff") {
		for _, g := range staff.List("grants") {
			switch g.Text("scope") {
			case "DATA_SCOPE_STORE":
				for _, id := range g.At("ids").([]any) {
					seen++
					require.True(t, stores[id.(string)], "a clerk of another district: %v", staff)
				}
			case "DATA_SCOPE_OWN", "DATA_SCOPE_REGION":
			default:
				t.Fatalf("who reaches further is shown: %v", staff)
			}
		}
	}
	require.Positive(t, seen)

	// Nobody hands on more than they have, nor further; what they have, they may.
	clerk := s.Staff(sh.clerk())
	path := "/v1/admin/staff/" + strconv.FormatInt(clerk.UserID, 10) + "/grants"
	give := func(c *harness.Client, grant harness.JSON) (int, string) {
		status, answer := c.Call(http.MethodPut, path, harness.JSON{"grants": []harness.JSON{grant}}, "")
		return status, answer.Text("error.reason")
	}
	status, reason := give(inDistrict, harness.JSON{"roleId": "4", "scope": "DATA_SCOPE_ALL"})
	require.Equal(t, []any{http.StatusForbidden, "USER_GRANT_EXCEEDS"}, []any{status, reason})
	status, reason = give(inDistrict, harness.JSON{"roleId": "2", "scope": "DATA_SCOPE_STORE", "ids": []string{strconv.FormatInt(elsewhere, 10)}})
	require.Equal(t, []any{http.StatusForbidden, "USER_GRANT_EXCEEDS"}, []any{status, reason})
	inDistrict.Refused(http.StatusConflict, "USER_OWN_ACCOUNT", http.MethodPut, "/v1/admin/staff/"+strconv.FormatInt(inDistrict.UserID, 10)+"/grants",
		harness.JSON{"grants": []harness.JSON{{"roleId": "4", "scope": "DATA_SCOPE_ALL"}}}, "")
	clerk.Get("/v1/me")
}
