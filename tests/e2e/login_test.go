package e2e

import (
	"bufio"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// smsCode asks for a code and reads it as a person in the demo does.
func smsCode(t *testing.T, s *harness.Server, c *harness.Client, path, phone string) string {
	t.Helper()
	sent := c.Post(path, harness.JSON{"phone": phone})
	require.Equal(t, []int64{60, 300}, []int64{sent.Int("resendSeconds"), sent.Int("expiresSeconds")})
	messages := s.SimGet("/sms/sim/messages?phone=" + phone).List("messages")
	require.NotEmpty(t, messages)
	require.Contains(t, messages[0].Text("text"), "【滴滴打酒】您的验证码是")
	return messages[0].Text("values.code")
}

func byPhone(t *testing.T, s *harness.Server, phone, code string) *harness.Client {
	t.Helper()
	c := s.Anonymous()
	login := c.Post("/v1/auth/phone:login", harness.JSON{"phone": phone, "code": code, "device": "手机", "deviceId": "d-" + phone})
	c.Token, c.UserID = login.Text("accessToken"), login.Int("user.userId")
	return c
}

// number is a phone that nobody used before.
func number() string { return fmt.Sprintf("139%08d", uuid.New().ID()%100_000_000) }

// metric returns the value of a line of the metrics that begins so; 0 where there is none.
func metric(t *testing.T, s *harness.Server, begin string) float64 {
	t.Helper()
	resp, err := http.Get(s.Private + "/metrics")
	require.NoError(t, err)
	defer resp.Body.Close()
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), begin+" "); ok {
			v, err := strconv.ParseFloat(rest, 64)
			require.NoError(t, err)
			return v
		}
	}
	return 0
}

func TestLoginByTextMessageIsOneAccountForOnePhone(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	mobile := number()
	first := byPhone(t, s, mobile, smsCode(t, s, s.Anonymous(), "/v1/auth/phone:sendCode", mobile))
	require.Equal(t, mobile[:3]+"****"+mobile[7:], first.Get("/v1/me").Text("phoneMasked"))

	// The phone of a WeChat account signs in to that account, however it came to be bound.
	wechat, other := s.Customer("sms-"+mobile), number()
	button := s.SimPost("/weixin/sim/phone-codes", harness.JSON{"phone": other}).Text("code")
	wechat.Post("/v1/me/phone:bind", harness.JSON{"code": button})
	require.Equal(t, wechat.UserID, byPhone(t, s, other, smsCode(t, s, s.Anonymous(), "/v1/auth/phone:sendCode", other)).UserID)
	third := number()
	bound := wechat.Post("/v1/me/phone:verify", harness.JSON{"phone": third, "code": smsCode(t, s, wechat, "/v1/me/phone:sendCode", third)})
	require.Equal(t, third[:3]+"****"+third[7:], bound.Text("phoneMasked"))

	// Asking again within the minute is refused, with when to go on, the same for a phone that nobody has.
	for _, phone := range []string{mobile, number()} {
		s.Anonymous().Raw(http.MethodPost, "/v1/auth/phone:sendCode", []byte(`{"phone":"`+phone+`"}`), nil)
		status, header, body := s.Anonymous().Raw(http.MethodPost, "/v1/auth/phone:sendCode", []byte(`{"phone":"`+phone+`"}`), nil)
		require.Equal(t, http.StatusTooManyRequests, status)
		require.Contains(t, string(body), "USER_SMS_LIMIT")
		wait, err := strconv.Atoi(header.Get("Retry-After"))
		require.NoError(t, err)
		require.True(t, wait > 30 && wait <= 60, "%d", wait)
	}

	// What vendors report is counted, from whoever has the token, and from nobody else.
	eventually(t, func() bool {
		return metric(t, s, `dajiu_user_sms_reported_total{app="user",arrived="true",vendor="tencent"}`) >= 3
	})
	status, _ := s.Anonymous().Call(http.MethodPost, "/v1/callbacks/sms/tencent/guess", harness.JSON{}, "")
	require.Equal(t, http.StatusNotFound, status)
}

func TestLoginByTextMessageSurvivesAVendorThatIsDown(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	s.SimPost("/sms/sim/faults", harness.JSON{"down": []string{"tencent"}})
	mobile := number()
	byPhone(t, s, mobile, smsCode(t, s, s.Anonymous(), "/v1/auth/phone:sendCode", mobile))
	require.Equal(t, "aliyun", s.SimGet("/sms/sim/messages?phone="+mobile).Text("messages.0.vendor"))
	s.SimPost("/sms/sim/faults", harness.JSON{"down": []string{"tencent", "aliyun"}})
	s.Anonymous().Refused(http.StatusServiceUnavailable, "USER_SMS_UNAVAILABLE", http.MethodPost, "/v1/auth/phone:sendCode", harness.JSON{"phone": number()}, "")
	s.SimPost("/sms/sim/faults", harness.JSON{"blocked": []string{"13900000001"}})
	s.Anonymous().Refused(http.StatusBadRequest, "USER_PHONE_REFUSED", http.MethodPost, "/v1/auth/phone:sendCode", harness.JSON{"phone": "13900000001"}, "")
}

func TestLoginCodesCannotBeGuessed(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	mobile := number()
	code := smsCode(t, s, s.Anonymous(), "/v1/auth/phone:sendCode", mobile)
	outcomes := map[string]int{}
	for i := range 300 {
		guess := fmt.Sprintf("%06d", i)
		if guess == code {
			continue
		}
		status, answer := s.Anonymous().Call(http.MethodPost, "/v1/auth/phone:login", harness.JSON{"phone": mobile, "code": guess}, "")
		require.Contains(t, []int{http.StatusUnauthorized, http.StatusTooManyRequests}, status)
		outcomes[answer.Text("error.reason")]++
	}
	require.Equal(t, 20, outcomes["USER_SMS_CODE_WRONG"], "%v", outcomes)
	require.Equal(t, 20.0, metric(t, s, `dajiu_user_logins_total{app="user",outcome="USER_SMS_CODE_WRONG",way="phone"}`))
	status, _ := s.Anonymous().Call(http.MethodPost, "/v1/auth/phone:login", harness.JSON{"phone": mobile, "code": code}, "")
	require.Equal(t, http.StatusTooManyRequests, status)
}

func TestLoginsOfStaffThatFailAreOnRecordUntilTheAccountIsLocked(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	username := "fa" + uuid.NewString()[:8]
	sh.operator.Post("/v1/admin/staff", harness.JSON{
		"username": username, "password": harness.Password, "name": "小陈", "roles": []string{"ROLE_MERCHANT"}, "storeIds": []string{strconv.FormatInt(sh.store, 10)},
	})
	outcomes := map[string]int{}
	for range 20 {
		status, answer := s.Anonymous().Call(http.MethodPost, "/v1/auth/staff:login", harness.JSON{"username": username, "password": "guess-" + uuid.NewString()}, "")
		require.NotEqual(t, http.StatusOK, status)
		outcomes[answer.Text("error.reason")]++
	}
	require.Equal(t, map[string]int{"USER_LOGIN_FAILED": 5, "USER_LOCKED": 15}, outcomes)
	require.Equal(t, 15.0, metric(t, s, `dajiu_user_logins_total{app="user",outcome="USER_LOCKED",way="staff"}`))
	eventually(t, func() bool {
		entries := sh.operator.Get("/v1/admin/audit?filter.permission=user.staff.login").List("entries")
		return len(entries) == 5 && entries[0].Text("outcome") == "USER_LOGIN_FAILED" && entries[0].Text("title") == "员工登录" && entries[0].Text("address") != ""
	})
}

func TestLoginFromANewDeviceIsToldInTheInboxOfCustomersAndStaff(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	username := "nd" + uuid.NewString()[:8]
	operator, _ := sh.colleague([]string{"message.inbox.list", "message.inbox.read", "user.session.list"}, harness.JSON{"scope": "DATA_SCOPE_ALL"})
	sh.operator.Post("/v1/admin/staff", harness.JSON{
		"username": username, "password": harness.Password, "name": "小陈", "roles": []string{"ROLE_MERCHANT"}, "storeIds": []string{strconv.FormatInt(sh.store, 10)},
	})
	operatorName := ""
	for _, staff := range sh.operator.Get("/v1/admin/staff?pageSize=100").List("staff") {
		if staff.Int("userId") == operator.UserID {
			operatorName = staff.Text("username")
		}
	}
	openID := "nd-" + uuid.NewString()
	wechat := func(device string) *harness.Client {
		c := s.Anonymous()
		code := s.SimPost("/weixin/sim/codes", harness.JSON{"openid": openID}).Text("code")
		c.Token = c.Post("/v1/auth/wechat:login", harness.JSON{"code": code, "device": device, "deviceId": device}).Text("accessToken")
		return c
	}
	staff := func(name string) func(device string) *harness.Client {
		return func(device string) *harness.Client {
			c := s.Anonymous()
			c.Token = c.Post("/v1/auth/staff:login", harness.JSON{"username": name, "password": harness.Password, "device": device, "deviceId": device}).Text("accessToken")
			return c
		}
	}
	// The operator signed in before, when the colleague was made: their first device here is new already.
	for who, row := range map[string]struct {
		login  func(string) *harness.Client
		before int
	}{"a customer": {wechat, 0}, "store staff": {staff(username), 0}, "an operator": {staff(operatorName), 1}} {
		row.login("旧手机")
		c := row.login("旧手机")
		row.login("新手机")
		var notices []harness.JSON
		eventually(t, func() bool {
			notices = c.Get("/v1/me/messages").List("messages")
			return len(notices) == row.before+1
		})
		require.Equal(t, "NEW_DEVICE", notices[0].Text("kind"), who)
		require.Contains(t, notices[0].Text("body"), "新手机", who)
		require.Contains(t, notices[0].Text("body"), "127.0.0.1", who)
		row.login("新手机")
		require.Len(t, c.Get("/v1/me/sessions").List("sessions"), 4+row.before, who)
		require.Len(t, c.Get("/v1/me/messages").List("messages"), row.before+1, who)
	}
}
