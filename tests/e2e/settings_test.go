package e2e

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

func TestSettingsFollowAPersonAndViewsARole(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	const path = "/v1/me/settings/views.orders"
	first := sh.operator.Put(path, harness.JSON{"value": `{"views":[]}`, "version": "0"})
	require.Equal(t, "1", first.Text("version"))
	sh.operator.Refused(http.StatusConflict, "USER_VERSION_CONFLICT", http.MethodPut, path, harness.JSON{"value": `{"views":[1]}`, "version": "0"}, "")
	sh.operator.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPut, path, harness.JSON{"value": `{"views":`, "version": "1"}, "")
	sh.operator.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPut, path, harness.JSON{"value": `"` + strings.Repeat("酒", 6000) + `"`, "version": "1"}, "")
	sh.operator.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPut, "/v1/me/settings/Views", harness.JSON{"value": "1"}, "")
	require.Equal(t, `{"views":[]}`, s.Staff("admin").Get(path).Text("value"), "on every device")

	clerk := s.Staff(sh.clerk())
	clerk.Refused(http.StatusNotFound, "USER_SETTING_NOT_FOUND", http.MethodGet, path, nil, "")
	clerk.Refused(http.StatusForbidden, "PERMISSION_DENIED", http.MethodPut, "/v1/admin/shared-views/orders", harness.JSON{"roleId": "2", "value": "[]"}, "")
	sh.operator.Put("/v1/admin/shared-views/orders", harness.JSON{"roleId": "2", "value": `[{"name":"待接单"}]`, "version": "0"})
	require.Contains(t, clerk.Get("/v1/me/shared-views/orders").List("views")[0].Text("value"), "待接单")
	require.Empty(t, sh.operator.Get("/v1/me/shared-views/orders").List("views"), "it is the clerks', not the operators'")
	require.Len(t, sh.operator.Get("/v1/admin/shared-views/orders").List("views"), 1)

	sh.operator.Call(http.MethodDelete, path, nil, "")
	sh.operator.Refused(http.StatusNotFound, "USER_SETTING_NOT_FOUND", http.MethodGet, path, nil, "")
}
