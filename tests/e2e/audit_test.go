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

func TestAuditWhatOperatorsDoIsOnRecordWithItsReason(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	b := sh.buyer("audited-" + uuid.NewString())
	user := strconv.FormatInt(b.UserID, 10)
	entries := func(filter string) []harness.JSON {
		return sh.operator.Get("/v1/admin/audit?" + filter).List("entries")
	}
	ofUser := "filter.targetId=" + user

	sh.operator.Post("/v1/admin/users/"+user+":disable", harness.JSON{"reason": "盗刷"})
	eventually(t, func() bool { return len(entries(ofUser)) == 1 })
	e := entries(ofUser)[0]
	require.Equal(t, []string{"user.account.disable", "停用账号", "盗刷", "OK"}, []string{e.Text("permission"), e.Text("title"), e.Text("reason"), e.Text("outcome")})
	require.Equal(t, strconv.FormatInt(sh.operator.UserID, 10), e.Text("actorId"))
	require.NotEmpty(t, e.Text("actorName"))
	require.NotEmpty(t, e.Text("address"))
	require.NotEmpty(t, e.Text("requestId"))

	// What was refused is on record as refused; who is no operator is not.
	sh.operator.Refused(http.StatusConflict, "USER_OWN_ACCOUNT", http.MethodPost,
		"/v1/admin/users/"+strconv.FormatInt(sh.operator.UserID, 10)+":disable", harness.JSON{"reason": "x"}, "")
	eventually(t, func() bool {
		list := entries("filter.targetId=" + strconv.FormatInt(sh.operator.UserID, 10))
		return len(list) == 1 && list[0].Text("outcome") == "USER_OWN_ACCOUNT"
	})
	clerk := s.Staff(sh.clerk())
	clerk.Refused(http.StatusForbidden, "PERMISSION_DENIED", http.MethodGet, "/v1/admin/audit", nil, "")
	require.Empty(t, entries("filter.actorId="+strconv.FormatInt(clerk.UserID, 10)))

	// A change of rights tells before and after, and no secret.
	c, role := sh.colleague([]string{"user.staff.list"}, harness.JSON{"scope": "DATA_SCOPE_ALL"})
	var granted harness.JSON
	eventually(t, func() bool {
		for _, e := range entries("filter.permission=user.grant.put&filter.targetId=" + strconv.FormatInt(c.UserID, 10)) {
			granted = e
		}
		return granted != nil
	})
	require.Contains(t, granted.Text("before"), strconv.FormatInt(sh.store, 10))
	require.Contains(t, granted.Text("after"), role.Text("roleId"))
	for _, e := range entries("") {
		require.NotContains(t, e.Text("request")+e.Text("before")+e.Text("after"), harness.Password)
		require.NotContains(t, e.Text("request")+e.Text("before")+e.Text("after"), "argon2id")
	}
	require.Empty(t, entries("filter.startTime=2027-01-01T00:00:00Z"))

	status, header, table := sh.operator.Raw(http.MethodGet, "/v1/admin/audit:export?"+ofUser, nil, nil)
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, header.Get("Content-Type"), "text/csv")
	require.Contains(t, string(table), "盗刷")
	require.True(t, strings.HasPrefix(string(table), "\ufeff时间,操作人"))
	eventually(t, func() bool { return len(entries("filter.permission=user.audit.export")) == 1 })
}
