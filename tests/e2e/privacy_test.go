package e2e

import (
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// phoneOf is the number of every address that these tests make.
const phoneOf = "13800138000"

// TestPrivacyWhoAnOrderGoesToIsMaskedAndRevealedOnRecord proves that staff see a mask until they ask for more, with a reason
// that operators can read.
func TestPrivacyWhoAnOrderGoesToIsMaskedAndRevealedOnRecord(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	b := sh.buyer("masked-" + uuid.NewString())
	order := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "")
	require.Equal(t, phoneOf, b.Get("/v1/orders/"+order.Text("orderId")).Text("address.phone"), "one's own is shown in full")

	clerk := s.Staff(sh.clerk())
	path := sh.path("/orders/" + order.Text("orderId"))
	for name, c := range map[string]*harness.Client{"the clerk": clerk, "an operator": sh.operator} {
		seen := c.Get(path)
		require.Equal(t, "138****8000", seen.Text("address.phone"), name)
		require.NotContains(t, seen.Text("address.contactName"), "测试", name)
		require.True(t, strings.HasSuffix(seen.Text("address.text"), "****"), name)
		require.NotContains(t, c.Get(sh.path("/orders")).Text("orders.0.address.phone"), phoneOf, name)
	}
	clerk.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, path+":reveal", harness.JSON{}, "")
	b.Refused(http.StatusForbidden, "PERMISSION_DENIED", http.MethodPost, path+":reveal", harness.JSON{"reason": "x"}, "")
	s.Staff(clerkElsewhere(t, sh)).Refused(http.StatusForbidden, "OUT_OF_SCOPE", http.MethodPost, path+":reveal", harness.JSON{"reason": "x"}, "")
	shown := clerk.Post(path+":reveal", harness.JSON{"reason": "缺货，联系顾客换货"})
	require.Equal(t, phoneOf, shown.Text("phone"))

	account := "/v1/admin/users/" + strconv.FormatInt(b.UserID, 10) + ":reveal"
	clerk.Refused(http.StatusForbidden, "PERMISSION_DENIED", http.MethodPost, account, harness.JSON{"reason": "x"}, "")
	sh.operator.Post(account, harness.JSON{"reason": "核实投诉"})
	for permission, reason := range map[string]string{"order.store.reveal": "缺货，联系顾客换货", "user.account.reveal": "核实投诉"} {
		eventually(t, func() bool {
			for _, e := range sh.operator.Get("/v1/admin/audit?permission=" + permission).List("entries") {
				if e.Text("reason") == reason {
					return true
				}
			}
			return false
		})
	}
	limited := false
	for range 60 {
		status, answer := clerk.Call(http.MethodPost, path+":reveal", harness.JSON{"reason": "抄一份"}, "")
		limited = limited || status == http.StatusTooManyRequests && answer.Text("error.reason") == "RATE_LIMITED"
	}
	require.True(t, limited, "nobody copies out a list")
}

// TestPrivacyACourierSeesWhomAJobGoesToWhileItIsTheirs proves that an offer names no door, and an ended job nobody.
func TestPrivacyACourierSeesWhomAJobGoesToWhileItIsTheirs(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	b := sh.buyer("brought-" + uuid.NewString())
	order := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "")
	sh.act(order, "accept")
	courier := sh.courier("courier5")
	job := sh.takeJob(courier, b, order)
	open := courier.Get("/v1/courier/jobs").List("deliveries")
	require.Equal(t, phoneOf, open[0].Text("contactPhone"))
	sh.act(order, "startPicking")
	sh.act(order, "finishPacking")
	eventually(t, func() bool {
		status, _ := courier.Call(http.MethodPost, "/v1/courier/jobs/"+job+":pickUp", harness.JSON{}, "")
		return status == http.StatusOK
	})
	courier.Post("/v1/courier/jobs/"+job+":handOver", harness.JSON{"ageCheck": "AGE_CHECK_ID_SHOWN", "collectedAmount": order.Text("payableAmount")})
	ended := courier.Get("/v1/courier/jobs?ended=true").List("deliveries")
	require.Equal(t, job, ended[0].Text("deliveryId"))
	require.Empty(t, ended[0].Text("contactPhone"), "who it was is nobody's business once it is over")
	require.Equal(t, phoneOf, courier.Post("/v1/courier/jobs/"+job+":reveal", harness.JSON{"reason": "送错一瓶"}).Text("contactPhone"))
	s.Staff("courier6").Refused(http.StatusNotFound, "DELIVERY_NOT_FOUND", http.MethodPost, "/v1/courier/jobs/"+job+":reveal", harness.JSON{"reason": "x"}, "")
}

// TestPrivacyAPersonGetsACopyOfTheirData proves that the copy holds what every service has, that it is theirs alone, and that it expires.
func TestPrivacyAPersonGetsACopyOfTheirData(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{Set: map[string]string{"user.export_life": "3s"}})
	sh := openShop(t, s)
	b, other := sh.buyer("copy-"+uuid.NewString()), sh.buyer("curious-"+uuid.NewString())
	order := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "")
	made := b.Post("/v1/me/exports", harness.JSON{})
	require.Equal(t, made.Text("exportId"), b.Post("/v1/me/exports", harness.JSON{}).Text("exportId"), "there is one already")
	path := "/v1/me/exports/" + made.Text("exportId") + ":download"
	eventually(t, func() bool { return b.Get("/v1/me/exports").Text("exports.0.state") == "EXPORT_STATE_READY" })
	other.Refused(http.StatusNotFound, "USER_EXPORT_NOT_FOUND", http.MethodGet, path, nil, "")
	doc := b.Get(path)
	titles := map[string]int{}
	for _, section := range doc.List("sections") {
		titles[section.Text("title")] = len(section.List("rows"))
	}
	for title, least := range map[string]int{"账号": 1, "收货地址": 1, "登录设备": 1, "订单": 1, "购物车": 1, "站内消息": 1, "通知设置": 1} {
		require.GreaterOrEqual(t, titles[title], least, "%s of %v", title, titles)
	}
	require.Contains(t, titles, "配送记录")
	eventually(t, func() bool { return b.Get("/v1/me/exports").Text("exports.0.state") == "EXPORT_STATE_EXPIRED" })
	b.Refused(http.StatusConflict, "USER_EXPORT_EXPIRED", http.MethodGet, path, nil, "")
	require.NotEqual(t, made.Text("exportId"), b.Post("/v1/me/exports", harness.JSON{}).Text("exportId"), "another may be asked for")
}

// TestPrivacyKeysAreRotatedWhileTheServerRuns proves that nothing becomes unreadable by it.
func TestPrivacyKeysAreRotatedWhileTheServerRuns(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	b := sh.buyer("rotated-" + uuid.NewString())
	order := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	private := "--private=" + s.Private
	out, err := s.Try("keys", private, "rotate", "order")
	require.NoError(t, err, out)
	require.Contains(t, out, "new key: order recipient")
	out, err = s.Try("keys", private, "rotate", "order", "--purpose=nothing")
	require.Error(t, err)
	require.Contains(t, out, "no such purpose")
	out, err = s.Try("keys", private, "list")
	require.NoError(t, err, out)
	require.Regexp(t, `order +order recipient +aead 2 keys`, out)
	require.Equal(t, phoneOf, b.Get("/v1/orders/"+order.Text("orderId")).Text("address.phone"), "by the key before")
	next := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	require.Equal(t, phoneOf, b.Get("/v1/orders/"+next.Text("orderId")).Text("address.phone"), "by the new one")
	s.Settle()
	s.Stop()
	report, err := s.Try("check")
	require.NoError(t, err, report)
}

// TestPrivacyAnAccountIsClosedAndNothingOfThePersonIsLeft goes through the closing of an account, in every topology.
func TestPrivacyAnAccountIsClosedAndNothingOfThePersonIsLeft(t *testing.T) {
	t.Parallel()
	for _, tp := range harness.Topologies() {
		t.Run(tp.String(), func(t *testing.T) {
			t.Parallel()
			opts := tp.Options(t)
			if opts.Set == nil {
				opts.Set = map[string]string{}
			}
			opts.Set["user.cool_off"] = "4s"
			closeAnAccount(t, harness.Start(t, opts))
		})
	}
}

func closeAnAccount(t *testing.T, s *harness.Server) {
	t.Helper()
	sh := openShop(t, s)
	name := "leaving-" + uuid.NewString()
	b := sh.buyer(name)
	order := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "")
	want := harness.JSON{"understood": true}
	b.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, "/v1/me/deletion", harness.JSON{}, "")
	b.Refused(http.StatusConflict, "USER_DELETION_BLOCKED", http.MethodPost, "/v1/me/deletion", want, "")
	require.Equal(t, order.Text("orderId"), b.Get("/v1/me/deletion").Text("obstacles.0.orderId"), "the person is told which order it is")
	b.Refused(http.StatusConflict, "USER_DELETION_STATE", http.MethodPost, "/v1/me/deletion:withdraw", harness.JSON{}, "")
	b.Post("/v1/orders/"+order.Text("orderId")+":cancel", harness.JSON{"note": "我是张三，不要了"})
	b.awaitOrder(t, order, "ORDER_STATE_CANCELLED", "")

	first := b.Post("/v1/me/deletion", want)
	require.Equal(t, "DELETION_STATE_COOLING", first.Text("state"))
	require.Equal(t, first.Text("certificateCode"), b.Post("/v1/me/deletion", want).Text("certificateCode"), "asked twice, it is one request")
	require.Equal(t, "DELETION_STATE_WITHDRAWN", b.Post("/v1/me/deletion:withdraw", harness.JSON{}).Text("state"))
	b.Post("/v1/me/deletion:withdraw", harness.JSON{})
	second := b.Post("/v1/me/deletion", want)
	code := second.Text("certificateCode")
	require.NotEqual(t, first.Text("certificateCode"), code)
	anybody := s.Anonymous()
	anybody.Refused(http.StatusNotFound, "USER_CERTIFICATE_NOT_FOUND", http.MethodGet, "/v1/deletions/"+code, nil, "")

	var certificate harness.JSON
	eventually(t, func() bool {
		status, answer := anybody.Call(http.MethodGet, "/v1/deletions/"+code, nil, "")
		certificate = answer
		return status == http.StatusOK
	})
	require.Greater(t, len(certificate.List("erasures")), 5)
	parts := strings.Split(certificate.Text("signed"), ".")
	require.Len(t, parts, 3)
	body, err := base64.RawURLEncoding.DecodeString(parts[1])
	require.NoError(t, err)
	require.Contains(t, string(body), certificate.Text("certificateId"))
	anybody.Refused(http.StatusNotFound, "USER_CERTIFICATE_NOT_FOUND", http.MethodGet, "/v1/deletions/"+first.Text("certificateCode"), nil, "")
	eventually(t, func() bool {
		status, _ := b.Call(http.MethodGet, "/v1/me", nil, "")
		return status == http.StatusUnauthorized
	})
	kept := sh.operator.Get(sh.path("/orders/" + order.Text("orderId")))
	require.Empty(t, kept.Text("address.phone"), "the order is kept without its recipient: %v", kept)
	require.Equal(t, order.Text("payableAmount"), kept.Text("payableAmount"))
	require.NotEqual(t, b.UserID, s.Customer(name).UserID, "who comes back is somebody new")

	s.Settle()
	s.Stop()
	report, err := s.Try("check")
	require.NoError(t, err, report)
	require.Regexp(t, `erased\s`, report)
}
