package e2e

import (
	"net/http"
	"strconv"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

func TestPasswordIsChangedAgainstThePresentOneAndEndsAllSessions(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	name := "pw" + uuid.NewString()[:8]
	sh.operator.Post("/v1/admin/staff", harness.JSON{
		"username": name, "password": harness.Password, "name": "小赵", "roles": []string{"ROLE_MERCHANT"}, "storeIds": []string{strconv.FormatInt(sh.store, 10)},
	})
	c := s.Staff(name)
	const path, next = "/v1/me/password:change", "Yuan-Jiu-2026-Hao"
	body := func(old, password string) harness.JSON {
		return harness.JSON{"oldPassword": old, "newPassword": password}
	}
	c.Refused(http.StatusUnauthorized, "USER_LOGIN_FAILED", http.MethodPost, path, body("not-the-old-one", next), "")
	for why, weak := range map[string]string{"its name": name + "-12345", "the same": harness.Password, "few letters": "abababababab"} {
		status, answer := c.Call(http.MethodPost, path, body(harness.Password, weak), "")
		require.Equal(t, []any{http.StatusBadRequest, "USER_PASSWORD_WEAK"}, []any{status, answer.Text("error.reason")}, why)
	}
	c.Post(path, body(harness.Password, next))
	eventually(t, func() bool {
		status, _ := c.Call(http.MethodGet, "/v1/me", nil, "")
		return status == http.StatusUnauthorized
	})
	login := func(password string) int {
		status, _ := s.Anonymous().Call(http.MethodPost, "/v1/auth/staff:login", harness.JSON{"username": name, "password": password}, "")
		return status
	}
	require.NotEqual(t, http.StatusOK, login(harness.Password))
	require.Equal(t, http.StatusOK, login(next))
}
