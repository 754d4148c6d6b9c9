package wechatpay_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/wechatpay"
	"dajiu/integrations/wechatpay/sim"
)

func TestAPersonPaysAtTheBrowser(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	require.Contains(t, w.get("/", nil), "还没有订单")
	r := w.order("T20260501001", 129_900)
	r.Description = `<script>alert("酒")</script>`
	result, err := w.client.Prepay(t.Context(), r)
	require.NoError(t, err)
	page := "/pay/" + result.PrepayID
	text := w.get(page, nil)
	require.Contains(t, text, "支付 ¥1299.00")
	require.NotContains(t, text, "<script>", "a description is text")
	require.Contains(t, w.get("/", nil), `href="pay/`+result.PrepayID)

	stay := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	submit := func(action, back string) *http.Response {
		answer, err := stay.PostForm(w.url+page+"?return="+url.QueryEscape(back), url.Values{"action": {action}}) //nolint:noctx // a test
		require.NoError(t, err)
		t.Cleanup(func() { _ = answer.Body.Close() })
		return answer
	}
	require.Equal(t, "https://dajiu.example/order/1", submit("cancel", "https://dajiu.example/order/1").Header.Get("Location"))
	require.Equal(t, "/h5/#/order", submit("cancel", "/h5/#/order").Header.Get("Location"))
	for _, bad := range []string{"javascript:alert(1)", "//evil.example", "data:text/html,x"} {
		require.NotContains(t, submit("cancel", bad).Header.Get("Location"), "evil")
		require.NotContains(t, submit("cancel", bad).Header.Get("Location"), ":")
		require.NotContains(t, w.get(page+"?return="+url.QueryEscape(bad), nil), bad)
	}
	found, err := w.client.Query(t.Context(), "T20260501001")
	require.NoError(t, err)
	require.Equal(t, wechatpay.StateNotPay, found.State, "leaving pays nothing")

	require.Equal(t, http.StatusOK, submit("pay", "").StatusCode)
	found, err = w.client.Query(t.Context(), "T20260501001")
	require.NoError(t, err)
	require.Equal(t, wechatpay.StateSuccess, found.State)
	require.Equal(t, http.StatusBadRequest, submit("pay", "").StatusCode)
	require.Contains(t, w.get(page+"?return=/h5/", nil), "返回商家")
	require.Contains(t, w.get("/pay/wx404", nil), "订单不存在")
}

func TestProgramsReadStateAndSetFaults(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.paid("T20260501001", 700)
	w.prepaid("T20260501002", 300)
	var state sim.StateView
	w.get("/sim/state", &state)
	require.Equal(t, sim.StateCount{Orders: 1, Total: 700}, state.States["SUCCESS"])
	require.Equal(t, sim.StateCount{Orders: 1, Total: 300}, state.States["NOTPAY"])
	require.Equal(t, 1, state.Pending)
	require.Equal(t, http.StatusOK, w.post("/sim/faults", map[string]int{"callback_drop": 10}))
	var f sim.Faults
	w.get("/sim/faults", &f)
	require.Equal(t, 10, f.CallbackDrop)
	require.Equal(t, http.StatusBadRequest, w.post("/sim/faults", map[string]int{"callback_drop": 1001}))
	require.Equal(t, http.StatusNotFound, w.post("/sim/pay", map[string]string{"prepay_id": "wx404"}))
}
