package wechatpay_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/wechatpay"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// bill reads a whole day's bill.
func (w *world) bill(day time.Time) ([]wechatpay.BillRow, error) {
	var rows []wechatpay.BillRow
	for row, err := range w.client.TradeBill(w.Context(), day) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func TestABillTellsExactlyWhatHappenedOnTheDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.run()
	day := w.clock.Now()
	var paid, refunded money.Fen
	for i := range 12 {
		amount := int64(990 + i)
		no := "T2026050100" + strconv.Itoa(i)
		if i%4 == 3 {
			w.prepaid(no, amount) // never paid: not in the bill
			continue
		}
		w.paid(no, amount)
		paid += fen(amount)
	}
	r := refundOf("R1", 333, 991)
	_, err := w.client.Refund(t.Context(), r)
	require.NoError(t, err)
	refunded += 333
	w.eventually(time.Second, func() bool {
		f, err := w.client.QueryRefund(t.Context(), "R1")
		return err == nil && f.State == wechatpay.RefundSuccess
	})

	_, err = w.bill(day)
	require.ErrorIs(t, err, wechatpay.ErrBillNotReady)
	require.True(t, errs.Temporary(err))
	w.clock.Advance(22 * time.Hour) // ten in the morning of the next day
	_, err = w.bill(w.clock.Now().AddDate(0, 0, -5))
	require.ErrorIs(t, err, wechatpay.ErrNoBill)

	rows, err := w.bill(day)
	require.NoError(t, err)
	require.Len(t, rows, 10)
	var sumPaid, sumRefunded money.Fen
	for _, row := range rows {
		sumPaid, sumRefunded = sumPaid+row.Amount, sumRefunded+row.RefundAmount
		if row.IsRefund() {
			require.Equal(t, "R1", row.OutRefundNo)
			require.Equal(t, "T20260501001", row.OutTradeNo)
			require.EqualValues(t, -333*6, row.FeeMilliFen)
			continue
		}
		found, err := w.client.Query(t.Context(), row.OutTradeNo)
		require.NoError(t, err)
		require.Equal(t, found.TransactionID, row.TransactionID)
		require.Equal(t, found.SuccessAt, row.At)
		require.Equal(t, "飞天茅台 53度 500ml", row.Description)
	}
	require.Equal(t, paid, sumPaid)
	require.Equal(t, refunded, sumRefunded)

	_, err = w.client.Refund(t.Context(), wechatpay.RefundRequest{OutTradeNo: "T20260501002", OutRefundNo: "R2", Amount: 1, Total: 992})
	require.NoError(t, err)
	again, err := w.bill(day)
	require.NoError(t, err)
	require.Equal(t, rows, again, "a final bill does not change")
}

func TestABillThatDisagreesIsStillAWholeBill(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *sim.Config, _ *wechatpay.Config) { s.BillsAtOnce = true })
	w.paid("T20260501001", 1000)
	w.faults(sim.Faults{BillMismatch: 1000})
	rows, err := w.bill(w.clock.Now())
	require.NoError(t, err)
	require.Equal(t, fen(1001), rows[0].Amount)
	w.faults(sim.Faults{})
	rows, err = w.bill(w.clock.Now())
	require.NoError(t, err)
	require.Equal(t, fen(1000), rows[0].Amount)
}

func TestABillThatIsDamagedOnTheWayIsNotGiven(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *sim.Config, _ *wechatpay.Config) { s.BillsAtOnce = true })
	w.paid("T20260501001", 1000)
	first, err := w.bill(w.clock.Now())
	require.NoError(t, err)
	require.Len(t, first, 1)
	for name, damage := range map[string]func([]byte) []byte{
		"cut short":    func(b []byte) []byte { return b[:len(b)/2] },
		"not packed":   func([]byte) []byte { return []byte("交易时间") },
		"another file": func([]byte) []byte { return packed("交易时间,商户号\r\n") },
	} {
		damaged := newWorld(t, func(s *sim.Config, c *wechatpay.Config) { s.BillsAtOnce = true; c.BaseURL = tamper(t, w.url, damage) })
		_, err := damaged.bill(w.clock.Now())
		require.ErrorIs(t, err, wechatpay.ErrBillCorrupt, name)
		require.NotContains(t, err.Error(), "token", name)
	}
}

func TestADownloadAddressLivesBriefly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *sim.Config, _ *wechatpay.Config) { s.BillsAtOnce = true })
	w.paid("T20260501001", 1000)
	slow := newWorld(t, func(s *sim.Config, c *wechatpay.Config) {
		s.BillsAtOnce = true
		c.BaseURL = tamperRequest(t, w.url, func(r *http.Request) {
			if strings.Contains(r.URL.Path, "billdownload") {
				w.clock.Advance(6 * time.Minute)
			}
		})
	})
	_, err := slow.bill(w.clock.Now())
	require.Error(t, err)
}

func TestTheFundBillAddsUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *sim.Config, _ *wechatpay.Config) { s.BillsAtOnce = true })
	client := w.sdk()
	w.paid("T20260501001", 1000)
	_, err := w.client.Refund(t.Context(), refundOf("R1", 300, 1000))
	require.NoError(t, err)
	var page sim.OrdersPage
	w.get("/sim/orders", &page)
	require.Equal(t, "REFUND", page.Orders[0].State)
	text := w.fundBill(client)
	require.Contains(t, text, "`10.00,`10.00,`系统")
	require.Contains(t, text, "`3.00,`7.00,")
	require.True(t, strings.HasSuffix(text, "`2,`1,`10.00,`1,`3.00\r\n"), text)
}
