package domain_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/payment/internal/domain"
)

func TestAnEntryThatDoesNotBalanceCannotBeMade(t *testing.T) {
	t.Parallel()
	in := func(a domain.Account, amount money.Fen) domain.Posting {
		return domain.Posting{Account: a, Amount: amount}
	}
	for name, postings := range map[string][]domain.Posting{
		"no postings":              nil,
		"one posting":              {in(domain.Escrow, 5)},
		"only postings of nothing": {in(domain.Escrow, 0), in(domain.ChannelWechat, 0)},
		"a fen is missing":         {in(domain.Escrow, 5), in(domain.ChannelWechat, -4)},
		"an account of no kind":    {in(domain.Escrow, 5), in("somewhere", -5)},
		"an amount that overflows": {in(domain.Escrow, math.MaxInt64), in(domain.ChannelWechat, math.MaxInt64), in(domain.Merchant(1), 2)},
	} {
		_, err := domain.NewEntry(domain.TradePaid, 1, postings...)
		require.Truef(t, errs.HasReason(err, "PAYMENT_LEDGER_UNBALANCED"), "%s: %v", name, err)
	}
	_, err := domain.NewEntry(domain.TradePaid, 0, in(domain.Escrow, 5), in(domain.ChannelWechat, -5))
	require.Error(t, err, "about nothing")
	e, err := domain.NewEntry(domain.TradePaid, 7, in(domain.Escrow, -5), in(domain.DeliveryIncome, 0), in(domain.ChannelWechat, 5))
	require.NoError(t, err)
	require.Len(t, e.Postings(), 2, "a posting of nothing is left out")
}

func TestAnAccountKnowsItsKindAndSide(t *testing.T) {
	t.Parallel()
	for account, side := range map[domain.Account]int64{
		domain.Escrow: -1, domain.ChannelWechat: 1, domain.DeliveryIncome: -1, domain.Merchant(5): -1,
		domain.CourierCash(5): 1, domain.StoreCash(5): 1, "": 0, "tax": 0,
	} {
		require.Equal(t, side, account.Side(), account)
	}
	require.Equal(t, "courier_cash", domain.CourierCash(5).Kind())
	require.Equal(t, domain.Account("merchant:12"), domain.Merchant(12))
}

var noon = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

func TestCashIsBookedOnceInWhateverOrderItIsReported(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		payable := money.Fen(rapid.Int64Range(1, 1e9).Draw(t, "payable"))
		courier := rapid.SampledFrom([]int64{0, 31}).Draw(t, "courier")
		d := domain.Described{TradeID: 1, MerchantID: 4, StoreID: 6, Payable: payable, Fee: money.Fen(rapid.Int64Range(0, 2e9).Draw(t, "fee"))}
		n := &domain.Note{OrderID: 9}
		count := map[domain.EntryKind]int{}
		sum := map[domain.Account]money.Fen{}
		report := func(which int) {
			var entries []domain.Entry
			var err error
			switch which {
			case 0:
				entries, err = n.Collect(payable, courier, noon)
			case 1:
				entries, err = n.Describe(d, noon)
			case 2:
				completed := d
				completed.Completed = true
				entries, err = n.Describe(completed, noon)
			}
			require.NoError(t, err)
			for _, e := range entries {
				count[e.Kind()]++
				for _, p := range e.Postings() {
					sum[p.Account] += p.Amount
				}
			}
		}
		for _, which := range rapid.SliceOf(rapid.IntRange(0, 2)).Draw(t, "reports") {
			report(which)
			require.LessOrEqual(t, sum[domain.Escrow], money.Fen(0), "nothing is settled that was not collected")
		}
		for which := range 3 {
			report(which)
		}
		require.Equal(t, map[domain.EntryKind]int{domain.CashCollected: 1, domain.OrderSettled: 1}, count)
		holder := domain.StoreCash(6)
		if courier != 0 {
			holder = domain.CourierCash(courier)
		}
		require.Equal(t, payable, sum[holder])
		require.Zero(t, sum[domain.Escrow])
		require.Equal(t, -payable, sum[domain.Merchant(4)]+sum[domain.DeliveryIncome])
	})
}

func TestLessCashThanThePriceSettlesNothing(t *testing.T) {
	t.Parallel()
	n := &domain.Note{OrderID: 9}
	_, err := n.Collect(900, 31, noon)
	require.NoError(t, err)
	entries, err := n.Describe(domain.Described{TradeID: 1, MerchantID: 4, StoreID: 6, Payable: 1000, Completed: true}, noon)
	require.NoError(t, err)
	require.Empty(t, entries)
	require.False(t, n.Settled)
	_, err = n.Collect(901, 31, noon)
	require.Error(t, err, "another amount for the same order")
}
