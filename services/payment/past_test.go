package payment_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/payment"
)

//nolint:gochecknoglobals // a fixture
var spring = time.Date(2026, 4, 1, 10, 0, 0, 0, time.UTC)

// minute returns a step so many minutes after the trade was placed.
func minute(n int, s payment.PastStep) payment.PastStep {
	s.At = spring.Add(time.Duration(n) * time.Minute)
	return s
}

// pastTrade is a trade of two orders of 100 yuan, of which 6 are for the delivery.
func pastTrade(n int64, steps ...payment.PastStep) payment.PastPayment {
	order := func(id int64) payment.PastPaidOrder {
		return payment.PastPaidOrder{ID: id, MerchantID: 4, Amount: 10_000, DeliveryFee: 600}
	}
	return payment.PastPayment{
		TradeID: n, UserID: 9, Title: "茅台", Orders: []payment.PastPaidOrder{order(n + 1), order(n + 2)}, PayBefore: spring.Add(15 * time.Minute),
		Steps: steps, NewID: id.NewMoments(n, n).At,
	}
}

func migratedPayments(t *testing.T, db *sqldb.DB) *sqldb.DB {
	t.Helper()
	service, err := payment.Service(payment.DefaultConfig(), nil)
	require.NoError(t, err)
	require.NoError(t, sqldb.Migrate(t.Context(), db, sqldb.Set{Name: service.Name, Files: service.Migrations}))
	return db
}

func TestThePastOfMoneyAddsUp(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		past := payment.NewPast(migratedPayments(t, db))
		open, pay := payment.PastStep{Act: payment.PastOpen, PrepayID: "wx"}, payment.PastStep{Act: payment.PastPay}
		paid := func(tx string) payment.PastStep { p := pay; p.TransactionID = tx; return p }
		charges, err := past.Write(t.Context(), []payment.PastPayment{
			pastTrade(100, minute(0, open), minute(1, paid("T1")), minute(3, payment.PastStep{Act: payment.PastCancel, OrderID: 101}),
				minute(9, payment.PastStep{Act: payment.PastRefund, OrderID: 101}), minute(90, payment.PastStep{Act: payment.PastSettle, OrderID: 102})),
			pastTrade(200, minute(0, open), minute(15, payment.PastStep{Act: payment.PastCancel, OrderID: 201}), minute(15, payment.PastStep{Act: payment.PastCancel, OrderID: 202}),
				minute(16, payment.PastStep{Act: payment.PastClose})),
			pastTrade(300, minute(0, open), minute(1, payment.PastStep{Act: payment.PastDrop}), minute(2, open),
				minute(3, payment.PastStep{Act: payment.PastPay, Attempt: 1, TransactionID: "T2"}), minute(4, paid("T3")), minute(5, payment.PastStep{Act: payment.PastRefund})),
		}, []payment.PastCash{
			{OrderID: 401, TradeID: 400, MerchantID: 4, StoreID: 6, Payable: 5000, Fee: 500, CourierID: 31, CollectedAt: spring, CompletedAt: spring.Add(time.Hour), NewID: id.NewMoments(400, 9).At},
			{OrderID: 501, TradeID: 500, MerchantID: 4, StoreID: 6, Payable: 3000, CollectedAt: spring, NewID: id.NewMoments(500, 9).At},
		})
		require.NoError(t, err)
		require.Equal(t, map[string]money.Fen{
			"bank": 0, "channel:wechat": 30_000, "courier_cash:31": 5000, "store_cash:6": 3000, // what is where
			"escrow": 23_000, "merchant:4": 13_900, "income:delivery": 1100, // and whose it is
		}, requireBalanced(t, db))
		require.Len(t, charges, 4)
		require.EqualValues(t, 20_000, charges[0].Amount)
		require.Len(t, charges[0].Refunds, 1)
		require.EqualValues(t, 10_000, charges[0].Refunds[0].Amount)
		require.False(t, charges[1].ClosedAt.IsZero())
		require.True(t, charges[1].PaidAt.IsZero())
		require.Len(t, charges[2].Refunds, 1, "what came a second time went back")
		requireSums(t, db)
		for a, err := range payment.Attempts(t.Context(), db) {
			require.NoError(t, err)
			require.False(t, a.Open)
		}
	})
}

// requireSums compares every payment with what its attempts and refunds add up to.
func requireSums(t *testing.T, db *sqldb.DB) {
	t.Helper()
	sums := map[int64]payment.SumsFact{}
	for s, err := range payment.Sums(context.Background(), db) {
		require.NoError(t, err)
		sums[s.TradeID] = s
	}
	require.Len(t, sums, 3)
	for p, err := range payment.Payments(context.Background(), db) {
		require.NoError(t, err)
		s := sums[p.TradeID]
		require.Equal(t, s.Came, p.Paid)
		require.Equal(t, s.Promised+s.Excess, p.Refunded)
		require.Equal(t, s.Back+s.ExcessBack, p.Returned)
		require.Zero(t, s.Waiting)
	}
	require.EqualValues(t, 20_000, sums[300].ExcessBack)
}

func TestAPastOfMoneyThatCouldNotHappenIsNotWritten(t *testing.T) {
	t.Parallel()
	open := payment.PastStep{Act: payment.PastOpen, PrepayID: "wx"}
	paid := payment.PastStep{Act: payment.PastPay, TransactionID: "T1"}
	for _, c := range []struct {
		name, reason string
		steps        []payment.PastStep
	}{
		{"nobody ever tried to pay", "PAYMENT_STATE_INVALID", nil},
		{"money before an attempt", "PAYMENT_STATE_INVALID", []payment.PastStep{minute(0, paid)}},
		{"an order is settled that nobody paid", "PAYMENT_STATE_INVALID", []payment.PastStep{minute(0, open), minute(1, payment.PastStep{Act: payment.PastSettle, OrderID: 101})}},
		{"an order is settled that was refunded", "PAYMENT_STATE_INVALID", []payment.PastStep{
			minute(0, open), minute(1, paid), minute(2, payment.PastStep{Act: payment.PastCancel, OrderID: 101}), minute(3, payment.PastStep{Act: payment.PastSettle, OrderID: 101}),
		}},
		{"a settled order is cancelled", "PAYMENT_STATE_INVALID", []payment.PastStep{
			minute(0, open), minute(1, paid), minute(2, payment.PastStep{Act: payment.PastSettle, OrderID: 101}), minute(3, payment.PastStep{Act: payment.PastCancel, OrderID: 101}),
		}},
		{"another trade's order is settled", "PAYMENT_STATE_INVALID", []payment.PastStep{minute(0, open), minute(1, paid), minute(2, payment.PastStep{Act: payment.PastSettle, OrderID: 7})}},
		{"an attempt after the time is over", "PAYMENT_NOT_PAYABLE", []payment.PastStep{minute(15, open)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			db := migratedPayments(t, testkit.Open(t, testkit.SQLite(t)))
			_, err := payment.NewPast(db).Write(t.Context(), []payment.PastPayment{pastTrade(100, c.steps...)}, nil)
			require.True(t, errs.HasReason(err, c.reason), "%v", err)
			for range payment.Payments(t.Context(), db) {
				require.Fail(t, "something was written")
			}
		})
	}
}
