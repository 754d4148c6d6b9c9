package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// TestWhatPagesAskFor proves what the mini-program's smaller questions rest on: messages that WeChat may send, a phone
// number that is shared, origins of a kind, and what is scarce.
func TestWhatPagesAskFor(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	t.Run("a message goes to WeChat once for each grant", func(t *testing.T) { toldByWechat(t, sh) })
	t.Run("a phone number is shared by WeChat's code", func(t *testing.T) { sharesAPhone(t, sh) })
	t.Run("the origins of a kind find its products", func(t *testing.T) { originsOfAKind(t, sh) })
	t.Run("what is scarce in a store is listed", func(t *testing.T) { scarceGoods(t, sh) })
}

func toldByWechat(t *testing.T, sh *shop) {
	b := sh.buyer("asked-" + uuid.NewString())
	asked := b.Get("/v1/me/subscriptions").List("subscriptions")
	at := slices.IndexFunc(asked, func(one harness.JSON) bool { return one.Text("kind") == "ORDER_REFUNDED" })
	require.GreaterOrEqual(t, at, 0, "%v", asked)
	require.Zero(t, asked[at].Int("remainingCount"))
	key := harness.NewKey()
	for range 2 { // what WeChat answered, told again after a lost answer
		status, _ := b.Call(http.MethodPost, "/v1/me/subscriptions:grant", harness.JSON{"kinds": []string{"ORDER_REFUNDED"}}, key)
		require.Equal(t, http.StatusOK, status)
	}
	remaining := func() int64 { return b.Get("/v1/me/subscriptions").List("subscriptions")[at].Int("remainingCount") }
	require.EqualValues(t, 1, remaining())
	for range 2 { // two refunds, one grant
		order := sh.place(b, "PAY_METHOD_WECHAT", "FULFILMENT_INSTANT")
		b.pay(sh.server, order)
		b.awaitOrder(t, order, "ORDER_STATE_CONFIRMED", "PAY_STATE_PAID")
		b.Post("/v1/orders/"+order.Text("orderId")+":cancel", harness.JSON{})
		b.awaitOrder(t, order, "ORDER_STATE_CANCELLED", "PAY_STATE_REFUNDED")
	}
	sent := func() (n int) {
		for _, m := range sh.server.SimGet("/weixin/sim/messages").List("messages") {
			if m.Text("template_id") == "demo-order-refunded" {
				n++
			}
		}
		return n
	}
	eventually(t, func() bool { return remaining() == 0 && sent() == 1 })
	eventually(t, func() bool {
		told := 0
		for _, m := range b.Get("/v1/me/messages").List("messages") {
			if m.Text("kind") == "ORDER_REFUNDED" {
				told++
			}
		}
		return told == 2
	})
	require.Equal(t, 1, sent(), "the inbox has both, WeChat the one that was allowed")
}

func sharesAPhone(t *testing.T, sh *shop) {
	c := sh.server.Customer("phone-" + uuid.NewString())
	require.Empty(t, c.Get("/v1/me").Text("phoneMasked"))
	code := func(number string) harness.JSON {
		return harness.JSON{"code": sh.server.SimPost("/weixin/sim/phone-codes", harness.JSON{"phone": number}).Text("code")}
	}
	const number = "13900000001"
	first := code(number)
	require.Equal(t, number[:3]+"****"+number[7:], c.Post("/v1/me/phone:bind", first).Text("phoneMasked"))
	c.Refused(http.StatusUnauthorized, "USER_CODE_INVALID", http.MethodPost, "/v1/me/phone:bind", first, "")
	other := sh.server.Customer("phone-" + uuid.NewString())
	other.Refused(http.StatusConflict, "USER_DUPLICATE", http.MethodPost, "/v1/me/phone:bind", code(number), "")
}

func originsOfAKind(t *testing.T, sh *shop) {
	anyone := sh.server.Anonymous()
	all := anyone.Get(fmt.Sprintf("/v1/products:origins?storeId=%d", sh.store)).List("origins")
	require.NotEmpty(t, all)
	var kind harness.JSON
	for _, c := range anyone.Get("/v1/categories").List("categories") {
		if c.At("liquor") == true && c.Text("parentId") == "0" {
			kind = c
			break
		}
	}
	origins := anyone.Get(fmt.Sprintf("/v1/products:origins?storeId=%d&categoryId=%s", sh.store, kind.Text("categoryId"))).List("origins")
	require.NotEmpty(t, origins)
	require.Less(t, len(origins), len(all), "one kind of drink does not come from everywhere")
	found := anyone.Get(fmt.Sprintf("/v1/products?storeId=%d&categoryId=%s&origin=%s", sh.store, kind.Text("categoryId"), url.QueryEscape(origins[0].Text("name"))))
	require.GreaterOrEqual(t, found.Int("totalSize"), origins[0].Int("productCount"))
	require.Positive(t, origins[0].Int("productCount"))
}

func scarceGoods(t *testing.T, sh *shop) {
	sku := strconv.FormatInt(sh.skus[len(sh.skus)-1], 10)
	listed := func() bool {
		for token := ""; ; {
			page := sh.operator.Get(sh.path("/stock?availableAtMost=5&pageSize=50&pageToken=" + token))
			for _, item := range page.List("items") {
				require.LessOrEqual(t, item.Int("available"), int64(5))
				if item.Text("skuId") == sku {
					return true
				}
			}
			if token = page.Text("nextPageToken"); token == "" {
				return false
			}
		}
	}
	require.False(t, listed())
	count := func(n string) {
		sh.operator.Post(sh.path("/stock:adjust"), harness.JSON{
			"kind": "MOVEMENT_KIND_COUNT", "lines": []harness.JSON{{"skuId": sku, "quantity": n}}, "note": "test",
		})
	}
	count("3")
	require.True(t, listed())
	named := sh.operator.Get(sh.path("/assortment?skuIds=" + sku)).List("entries")
	require.Len(t, named, 1)
	require.Equal(t, sku, named[0].Text("skuId"))
	count("300")
	require.False(t, listed())
}
