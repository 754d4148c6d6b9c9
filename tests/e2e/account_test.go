package e2e

import (
	"net/http"
	"strconv"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// TestAnAccountIsTurnedOffAndOn proves that who is turned off is out at once, with every token they hold, and comes back
// only by signing in anew.
func TestAnAccountIsTurnedOffAndOn(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	name := "off-" + uuid.NewString()
	b := sh.buyer(name)
	clerkName := sh.clerk()
	clerk := s.Staff(clerkName)
	signIn := func(username string) (int, harness.JSON) {
		return s.Anonymous().Call(http.MethodPost, "/v1/auth/staff:login", harness.JSON{"username": username, "password": harness.Password}, "")
	}
	for _, person := range []struct {
		who   string
		c     *harness.Client
		login func() (int, harness.JSON)
	}{
		{"a customer", b.Client, func() (int, harness.JSON) {
			code := s.SimPost("/weixin/sim/codes", harness.JSON{"openid": name}).Text("code")
			return s.Anonymous().Call(http.MethodPost, "/v1/auth/wechat:login", harness.JSON{"code": code}, "")
		}},
		{"a clerk", clerk, func() (int, harness.JSON) { return signIn(clerkName) }},
	} {
		status, login := person.login()
		require.Equal(t, http.StatusOK, status, "%s: %v", person.who, login)
		path := "/v1/admin/users/" + strconv.FormatInt(person.c.UserID, 10)
		sh.operator.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, path+":disable", harness.JSON{}, "")
		off := sh.operator.Post(path+":disable", harness.JSON{"reason": "盗刷"})
		require.Equal(t, true, off.At("disabled"))
		require.Equal(t, []string{"盗刷", strconv.FormatInt(sh.operator.UserID, 10)}, []string{off.Text("reason"), off.Text("operatorId")})

		eventually(t, func() bool {
			status, answer := person.c.Call(http.MethodGet, "/v1/me", nil, "")
			return status == http.StatusUnauthorized && answer.Text("error.reason") == "TOKEN_EXPIRED"
		})
		s.Anonymous().Refused(http.StatusUnauthorized, "USER_SESSION_INVALID", http.MethodPost, "/v1/auth/token:refresh",
			harness.JSON{"refreshToken": login.Text("refreshToken")}, "")
		status, answer := person.login()
		require.Equal(t, http.StatusForbidden, status, "%s: %v", person.who, answer)
		require.Equal(t, "USER_DISABLED", answer.Text("error.reason"))

		on := sh.operator.Post(path+":enable", harness.JSON{"reason": "已核实"})
		require.NotEqual(t, true, on.At("disabled"))
		status, login = person.login()
		require.Equal(t, http.StatusOK, status, "%s: %v", person.who, login)
		person.c.Token = login.Text("accessToken")
		person.c.Get("/v1/me")
	}
	own := "/v1/admin/users/" + strconv.FormatInt(sh.operator.UserID, 10) + ":disable"
	sh.operator.Refused(http.StatusConflict, "USER_OWN_ACCOUNT", http.MethodPost, own, harness.JSON{"reason": "x"}, "")
}

// TestStaffComeBackToTheStream proves that a clerk who was away is told how the store's orders stand.
func TestStaffComeBackToTheStream(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	clerk := s.Staff(sh.clerk())
	stream := clerk.Stream(s, "")
	b := sh.buyer("away-" + uuid.NewString())
	first := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	stream.Saw(t, first.Text("orderId"), "ORDER_STATE_CONFIRMED")
	var seen string
	for _, f := range stream.Frames() {
		if f.Text("orderId") == first.Text("orderId") {
			seen = f.Text("eventId")
		}
	}
	require.NotEmpty(t, seen)
	second := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	sh.act(second, "accept")
	b.Post("/v1/orders/"+first.Text("orderId")+":cancel", harness.JSON{})

	back := clerk.Stream(s, seen)
	back.Saw(t, second.Text("orderId"), "ORDER_STATE_ACCEPTED")
	back.Saw(t, first.Text("orderId"), "ORDER_STATE_CANCELLED")
}
