package e2e

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

func TestMFALoginNeedsACodeAndDangerousActsAProof(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	c, _ := sh.colleague([]string{
		"user.role.create", "user.totp.enroll", "user.totp.confirm", "user.session.list", "user.session.revoke", "user.session.stepup",
	}, harness.JSON{"scope": "DATA_SCOPE_ALL"})
	secret := c.Post("/v1/me/totp:enroll", harness.JSON{}).Text("secret")
	code := func(at time.Time) string {
		text, err := totp.GenerateCode(secret, at)
		require.NoError(t, err)
		return text
	}
	recovery := c.Post("/v1/me/totp:confirm", harness.JSON{"code": code(time.Now().Add(-30 * time.Second))}).At("recoveryCodes").([]any)
	require.Len(t, recovery, 10)

	username := ""
	for _, staff := range sh.operator.Get("/v1/admin/staff?pageSize=100").List("staff") {
		if staff.Int("userId") == c.UserID {
			username = staff.Text("username")
		}
	}
	login := func(otp string) (int, harness.JSON) {
		return s.Anonymous().Call(http.MethodPost, "/v1/auth/staff:login", harness.JSON{
			"username": username, "password": harness.Password, "otp": otp, "device": "laptop",
		}, "")
	}
	status, answer := login("")
	require.Equal(t, []any{http.StatusUnauthorized, "USER_OTP_REQUIRED"}, []any{status, answer.Text("error.reason")})
	status, answer = login("000000")
	require.Equal(t, []any{http.StatusUnauthorized, "USER_OTP_WRONG"}, []any{status, answer.Text("error.reason")})
	status, answer = login(code(time.Now()))
	require.Equal(t, http.StatusOK, status, "%v", answer)
	second := s.Anonymous()
	second.Token = answer.Text("accessToken")

	// The other login is seen, and ended: its tokens die within moments.
	var other string
	for _, session := range c.Get("/v1/me/sessions").List("sessions") {
		if session.Text("device") == "laptop" {
			require.NotEqual(t, true, session.At("current"))
			require.NotEmpty(t, session.Text("address"))
			other = session.Text("sessionId")
		}
	}
	require.NotEmpty(t, other)
	c.Delete("/v1/me/sessions/" + other)
	eventually(t, func() bool {
		status, _ := second.Call(http.MethodGet, "/v1/me/sessions", nil, "")
		return status == http.StatusUnauthorized
	})
	c.Get("/v1/me/sessions")

	// A fresh login may do dangerous acts; with a recovery code it may step up again.
	c.Post("/v1/admin/roles", harness.JSON{"kind": "ROLE_OPERATOR", "name": "r" + uuid.NewString()[:8], "permissions": []string{"user.session.list"}})
	c.Refused(http.StatusUnauthorized, "USER_OTP_WRONG", http.MethodPost, "/v1/me/session:stepUp", harness.JSON{"password": harness.Password, "otp": "111111"}, "")
	proof := c.Post("/v1/me/session:stepUp", harness.JSON{"password": harness.Password, "otp": recovery[0]})
	c.Token = proof.Text("accessToken")
	c.Get("/v1/me/sessions")

	// Somebody lost the phone: an operator takes the second factor away, and is on record for it.
	path := "/v1/admin/staff/" + strconv.FormatInt(c.UserID, 10) + "/totp:reset"
	sh.operator.Post(path, harness.JSON{"reason": "手机丢失"})
	sh.operator.Refused(http.StatusConflict, "USER_OTP_STATE", http.MethodPost, path, harness.JSON{"reason": "手机丢失"}, "")
	status, answer = login("")
	require.Equal(t, http.StatusOK, status, "%v", answer)
}

func TestMFAIsDemandedOfOperatorsWhoMayDoNothingButEnrollOne(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{Set: map[string]string{"user.operator_factor": "always"}})
	c := s.Anonymous()
	login := c.Post("/v1/auth/staff:login", harness.JSON{"username": "admin", "password": harness.Password})
	c.Token, c.UserID = login.Text("accessToken"), login.Int("user.userId")
	for path, method := range map[string]string{
		"/v1/me": http.MethodGet, "/v1/admin/staff": http.MethodGet, "/v1/admin/audit": http.MethodGet, "/v1/me/sessions": http.MethodGet, "/v1/me/messages": http.MethodGet,
		"/v1/admin/payments": http.MethodGet, "/v1/me/totp:remove": http.MethodPost,
	} {
		body := harness.JSON{"code": "123456"}
		if method == http.MethodGet {
			body = nil
		}
		c.Refused(http.StatusForbidden, "USER_FACTOR_REQUIRED", method, path, body, "")
	}
	// What anybody may, they may; store staff are asked for nothing.
	c.Get("/v1/stores:nearby?latE6=30657000&lngE6=104066000")
	secret := c.Post("/v1/me/totp:enroll", harness.JSON{}).Text("secret")
	code, err := totp.GenerateCode(secret, time.Now())
	require.NoError(t, err)
	c.Post("/v1/me/totp:confirm", harness.JSON{"code": code})
	c.Refused(http.StatusForbidden, "USER_FACTOR_REQUIRED", http.MethodGet, "/v1/admin/staff", nil, "")
	c.Token = c.Post("/v1/auth/token:refresh", harness.JSON{"refreshToken": login.Text("refreshToken")}).Text("accessToken")
	c.Get("/v1/admin/staff")
	require.NotEmpty(t, s.Staff("jinsha.manager").Get("/v1/me").Text("userId"))
}
