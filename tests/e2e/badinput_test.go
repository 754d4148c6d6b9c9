package e2e

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// TestBadInput sends what clients, mistaken or hostile, send. Each is a 4xx with a reason, and nothing changes.
func TestBadInput(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	b, stranger := sh.buyer("bad-"+uuid.NewString()), sh.buyer("stranger-"+uuid.NewString())
	order := sh.place(b, "PAY_METHOD_WECHAT", "FULFILMENT_INSTANT")
	id := order.Text("orderId")
	before := sh.stock()

	t.Run("quantities", func(t *testing.T) {
		for _, q := range []string{"-1", "0", "1000", "9223372036854775807"} {
			want := sh.purchase(b, "FULFILMENT_INSTANT", 1)
			want["items"].([]harness.JSON)[0]["quantity"] = q
			want["payMethod"], want["expectedAmount"] = "PAY_METHOD_WECHAT", "1"
			b.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, "/v1/orders", want, harness.NewKey())
		}
		want := sh.purchase(b, "FULFILMENT_INSTANT", 1)
		items := want["items"].([]harness.JSON)
		for range 2 { // each is allowed, together they are not
			items = append(items, harness.JSON{"storeId": items[0]["storeId"], "skuId": items[0]["skuId"], "quantity": "600"})
		}
		want["items"], want["payMethod"] = items[1:], "PAY_METHOD_WECHAT"
		b.Refused(http.StatusBadRequest, "ORDER_QUANTITY_INVALID", http.MethodPost, "/v1/orders", want, harness.NewKey())
	})
	t.Run("other people's orders", func(t *testing.T) {
		stranger.Refused(http.StatusNotFound, "ORDER_NOT_FOUND", http.MethodGet, "/v1/orders/"+id, nil, "")
		stranger.Refused(http.StatusNotFound, "ORDER_NOT_FOUND", http.MethodPost, "/v1/orders/"+id+":cancel", harness.JSON{}, "")
		stranger.Refused(http.StatusNotFound, "PAYMENT_NOT_FOUND", http.MethodPost, "/v1/trades/"+order.Text("tradeId")+":pay", harness.JSON{}, "")
		stranger.Refused(http.StatusNotFound, "USER_ADDRESS_NOT_FOUND", http.MethodPut, "/v1/me/addresses/"+strconv.FormatInt(b.address, 10), harness.JSON{
			"contactName": "我", "phone": "13800138000", "street": "x", "point": harness.JSON{"latE6": 1, "lngE6": 1},
		}, "")
		want := sh.purchase(stranger, "FULFILMENT_INSTANT", 1)
		want["addressId"], want["payMethod"], want["expectedAmount"] = strconv.FormatInt(b.address, 10), "PAY_METHOD_WECHAT", "1"
		stranger.Refused(http.StatusNotFound, "ORDER_ADDRESS_NOT_FOUND", http.MethodPost, "/v1/orders", want, harness.NewKey())
	})
	t.Run("bodies", func(t *testing.T) {
		for name, row := range map[string]struct {
			body   string
			status int
		}{
			"malformed JSON":   {`{"items": [`, http.StatusBadRequest},
			"a field too many": {`{"colour": "red"}`, http.StatusBadRequest},
			"the wrong type":   {`{"items": "all of them"}`, http.StatusBadRequest},
			"an unknown enum":  {`{"payMethod": "PAY_METHOD_SHELLS"}`, http.StatusBadRequest},
			"ten megabytes":    {`{"remark": "` + strings.Repeat("酒", 10<<20/3) + `"}`, http.StatusRequestEntityTooLarge},
			"a NUL":            {`{"remark": "a\u0000b"}`, http.StatusBadRequest},
			"a long remark":    {`{"remark": "` + strings.Repeat("酒", 201) + `"}`, http.StatusBadRequest},
		} {
			status, _, out := b.Raw(http.MethodPost, "/v1/orders", []byte(row.body), map[string]string{"Idempotency-Key": harness.NewKey()})
			require.Equal(t, row.status, status, "%s: %s", name, out)
			require.Contains(t, string(out), `"requestId"`, name)
		}
	})
	t.Run("keys", func(t *testing.T) {
		want := sh.purchase(b, "FULFILMENT_INSTANT", 1)
		want["payMethod"], want["expectedAmount"] = "PAY_METHOD_WECHAT", "1"
		b.Refused(http.StatusBadRequest, "IDEMPOTENCY_KEY_REQUIRED", http.MethodPost, "/v1/orders", want, "")
		b.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, "/v1/orders", want, "short")
		b.Refused(http.StatusConflict, "ORDER_PRICE_CHANGED", http.MethodPost, "/v1/orders", want, harness.NewKey())
	})
	t.Run("wrong states", func(t *testing.T) {
		for _, act := range []string{"accept", "startPicking", "finishPacking"} {
			sh.operator.Refused(http.StatusConflict, "ORDER_STATE_INVALID", http.MethodPost, sh.path("/orders/"+id+":"+act), harness.JSON{}, "")
		}
		b.Refused(http.StatusConflict, "ORDER_STATE_INVALID", http.MethodPost, "/v1/orders/"+id+":confirmReceipt", harness.JSON{}, "")
	})
	t.Run("credentials", func(t *testing.T) {
		nobody := s.Anonymous()
		for name, token := range map[string]string{
			"alg none":     "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiIxIiwicm9sIjoxNn0.",
			"alg HS256":    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
			"not a token":  "x",
			"another kid":  "eyJhbGciOiJFZERTQSIsImtpZCI6InVua25vd24ifQ.e30.AAAA",
			"our own name": "Service order:AAAA",
		} {
			nobody.Token = token
			status, answer := nobody.Call(http.MethodGet, "/v1/me", nil, "")
			require.Equal(t, http.StatusUnauthorized, status, "%s: %v", name, answer)
		}
		status, _, out := s.Anonymous().Raw(http.MethodGet, "/v1/me", nil, map[string]string{"Authorization": "Service order:AAAA"})
		require.Equal(t, http.StatusUnauthorized, status, string(out))
	})
	t.Run("callbacks", func(t *testing.T) {
		for name, row := range map[string]struct {
			body   string
			header map[string]string
		}{
			"unsigned":         {`{}`, nil},
			"forged":           {`{"id":"1","event_type":"TRANSACTION.SUCCESS","resource":{"nonce":"x"}}`, map[string]string{"Wechatpay-Signature": "AAAA", "Wechatpay-Nonce": "n", "Wechatpay-Timestamp": "1", "Wechatpay-Serial": "PUB_KEY_ID_X"}},
			"not even JSON":    {"\x00\x01", map[string]string{"Content-Type": "application/json"}},
			"a megabyte of it": {strings.Repeat("x", 1<<20+1), nil},
		} {
			status, _, out := s.Anonymous().Raw(http.MethodPost, "/v1/callbacks/wechatpay", []byte(row.body), row.header)
			require.True(t, status >= 400 && status < 500, "%s: %d %s", name, status, bytes.TrimSpace(out))
		}
	})
	require.Equal(t, "ORDER_STATE_PENDING_PAYMENT", b.Get("/v1/orders/"+id).Text("state"))
	require.True(t, sameStock(before, sh.stock()), "nothing changed")
	settleAndCheck(t, s)
}

// TestRepeating sends writes twice, and many times at once.
func TestRepeating(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	b := sh.buyer("twice-" + uuid.NewString())
	want := sh.purchase(b, "FULFILMENT_INSTANT", 1)
	want["payMethod"], want["expectedAmount"] = "PAY_METHOD_ON_DELIVERY", b.Post("/v1/orders:preview", want).Text("payableAmount")
	before := sh.stock()[sh.skus[0]]
	key := harness.NewKey()
	ids := make(chan string, 16)
	for range cap(ids) {
		go func() {
			_, trade, err := b.Try(http.MethodPost, "/v1/orders", want, key)
			if err != nil {
				ids <- err.Error()
				return
			}
			ids <- trade.Text("orders.0.orderId")
		}()
	}
	first := <-ids
	for range cap(ids) - 1 {
		require.Equal(t, first, <-ids, "the same key is the same order")
	}
	require.Equal(t, before[1]+1, sh.stock()[sh.skus[0]][1], "promised once")
	want["remark"] = "another"
	b.Refused(http.StatusConflict, "IDEMPOTENCY_KEY_REUSED", http.MethodPost, "/v1/orders", want, key)

	order := harness.JSON{"orderId": first}
	for range 3 {
		sh.act(order, "accept")
	}
	for range 3 {
		b.Post("/v1/orders/"+first+":cancel", harness.JSON{})
	}
	eventually(t, func() bool { return sh.stock()[sh.skus[0]] == before })
	settleAndCheck(t, s)
}
