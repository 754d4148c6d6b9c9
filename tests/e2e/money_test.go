package e2e

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

func TestAuditMoneyIsMovedByHandByTwoPeopleOnly(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	all := harness.JSON{"scope": "DATA_SCOPE_ALL"}
	maker, _ := sh.colleague([]string{"payment.money.propose", "payment.money.approve", "payment.money.list", "payment.money.withdraw"}, all)
	checker, _ := sh.colleague([]string{"payment.money.approve", "payment.money.reject", "payment.money.list"}, all)

	const path = "/v1/admin/money-orders"
	wish := harness.JSON{"kind": "MONEY_ORDER_KIND_MERCHANT_PAYOUT", "partyId": "1", "amount": "100", "memo": "十一月货款"}
	key := harness.NewKey()
	code, first := maker.Call(http.MethodPost, path, wish, key)
	require.Equal(t, http.StatusOK, code)
	_, again := maker.Call(http.MethodPost, path, wish, key)
	require.Equal(t, first.Text("moneyOrderId"), again.Text("moneyOrderId"), "a repeated proposal is the same one")
	order := path + "/" + first.Text("moneyOrderId")

	maker.Refused(http.StatusForbidden, "PAYMENT_SAME_PERSON", http.MethodPost, order+":approve", harness.JSON{}, "")
	checker.Refused(http.StatusForbidden, "PERMISSION_DENIED", http.MethodPost, path, wish, harness.NewKey())
	checker.Refused(http.StatusConflict, "PAYMENT_LEDGER_OVERDRAWN", http.MethodPost, order+":approve", harness.JSON{}, "")
	sh.operator.Refused(http.StatusForbidden, "PAYMENT_NOT_MAKER", http.MethodPost, order+":withdraw", harness.JSON{}, "")
	require.Len(t, checker.Get(path+"?state=MONEY_ORDER_STATE_PROPOSED").List("moneyOrders"), 1)
	rejected := checker.Post(order+":reject", harness.JSON{"note": "账上没有这笔钱"})
	require.Equal(t, "MONEY_ORDER_STATE_REJECTED", rejected.Text("state"))
	sh.operator.Refused(http.StatusConflict, "PAYMENT_STATE_INVALID", http.MethodPost, order+":approve", harness.JSON{}, "")

	for name, bad := range map[string]harness.JSON{
		"no kind":      {"partyId": "1", "amount": "100", "memo": "货款"},
		"no amount":    {"kind": "MONEY_ORDER_KIND_MERCHANT_PAYOUT", "partyId": "1", "memo": "货款"},
		"below zero":   {"kind": "MONEY_ORDER_KIND_MERCHANT_PAYOUT", "partyId": "1", "amount": "-5", "memo": "货款"},
		"nobody's":     {"kind": "MONEY_ORDER_KIND_MERCHANT_PAYOUT", "amount": "100", "memo": "货款"},
		"without why":  {"kind": "MONEY_ORDER_KIND_MERCHANT_PAYOUT", "partyId": "1", "amount": "100"},
		"a state, too": {"kind": "MONEY_ORDER_KIND_MERCHANT_PAYOUT", "partyId": "1", "amount": "100", "memo": "货款", "state": "MONEY_ORDER_STATE_APPROVED"},
	} {
		code, _ := maker.Call(http.MethodPost, path, bad, harness.NewKey())
		require.Equal(t, http.StatusBadRequest, code, name)
	}
	eventually(t, func() bool { // who did what, and who tried
		acts := map[string]bool{}
		for _, e := range sh.operator.Get("/v1/admin/audit?pageSize=100").List("entries") {
			acts[e.Text("permission")] = true
		}
		return acts["payment.money.propose"] && acts["payment.money.approve"] && acts["payment.money.reject"]
	})
}
