package payment_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/testkit"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
)

// FuzzCallback gives whatever decodes to the use case, as if the channel had signed it: only a callback of the very
// attempt, amount and app may change anything, and then once.
func FuzzCallback(f *testing.F) {
	w := newWorld(f, testkit.Open(f, testkit.SQLite(f)))
	trade := w.place(1000)
	s := w.mustPay(trade)
	number := s.Attempt.Number()
	for _, n := range []app.Notification{
		{},
		{Payment: &app.ChannelPayment{Number: number, AppID: appID, State: app.ChannelPaid, Receipt: domain.Receipt{Amount: 1000, TransactionID: "T"}}},
		{Payment: &app.ChannelPayment{Number: number, AppID: appID, Receipt: domain.Receipt{Amount: 1}}},
		{Payment: &app.ChannelPayment{Number: number, AppID: appID, State: app.ChannelUnpaid, Receipt: domain.Receipt{Amount: 1000, TransactionID: "T"}}},
		{Refund: &app.ChannelRefund{Number: "R0000000000000000001", Act: domain.SucceedRefund, Amount: 1000}},
	} {
		body, err := json.Marshal(n)
		require.NoError(f, err)
		f.Add(body, true)
		f.Add(body, false)
	}
	f.Add([]byte(`{"Payment":{"Number":"P`), true)
	f.Fuzz(func(t *testing.T, body []byte, sealed bool) {
		w := *w
		w.tb = t
		var n app.Notification
		genuine := json.Unmarshal(body, &n) == nil && sealed && n.Payment != nil && n.Payment.State == app.ChannelPaid
		c := app.Callback{Body: body}
		if sealed {
			c.Header = map[string][]string{"sealed": {"yes"}}
		}
		before := w.payment(trade).Facts()
		err := w.svc.Notify(ctx, c)
		after := w.payment(trade).Facts()
		if err != nil {
			require.True(t, errs.HasReason(err, "PAYMENT_CALLBACK_FORGED") || errs.HasReason(err, "PAYMENT_CALLBACK_MISMATCH"), err)
			require.Equal(t, before, after)
		}
		require.True(t, after.Paid == 0 || after.Paid == 1000)
		require.True(t, after.Paid == before.Paid || genuine)
	})
}
