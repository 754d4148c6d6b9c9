package sim_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/wechatpay/sim"
)

func TestABankRemembersAPastThatItNeverSaw(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	past, err := sim.OpenPast(dir)
	require.NoError(t, err)
	at := time.Date(2026, 4, 1, 20, 0, 0, 0, time.UTC) // the next day in China
	first, second := past.Next(at), past.Next(at)
	require.NotEqual(t, first.PrepayID, second.PrepayID)
	orders := []sim.PastOrder{
		{Number: first, OutTradeNo: "P1", OpenID: "past-1", Description: "茅台", Total: 900, CreatedAt: at, ExpiresAt: at.Add(time.Hour), PaidAt: at.Add(time.Minute), Refunds: []sim.PastRefund{
			{OutRefundNo: "R1", Amount: 300, CreatedAt: at.Add(2 * time.Minute), SettledAt: at.Add(3 * time.Minute)},
		}},
		{Number: second, OutTradeNo: "P2", Total: 500, CreatedAt: at, ExpiresAt: at.Add(time.Hour), ClosedAt: at.Add(time.Hour)},
	}
	require.NoError(t, past.Write(t.Context(), orders))
	require.Error(t, past.Write(t.Context(), orders), "numbers are used once")
	require.NoError(t, past.Close())

	bill, err := sim.OpenBill(t.Context(), dir)
	require.NoError(t, err)
	defer func() { require.NoError(t, bill.Close()) }()
	var states, transactions []string
	for o, err := range bill.Orders(t.Context()) {
		require.NoError(t, err)
		states, transactions = append(states, o.State), append(transactions, o.TransactionID)
	}
	require.Equal(t, []string{"REFUND", "CLOSED"}, states)
	require.Equal(t, []string{first.TransactionID(at.Add(time.Minute)), ""}, transactions)
	require.Contains(t, transactions[0], "20260402")
	n := 0
	for r, err := range bill.Refunds(t.Context()) {
		require.NoError(t, err)
		require.Equal(t, "P1", r.OutTradeNo)
		require.EqualValues(t, 300, r.Amount)
		n++
	}
	require.Equal(t, 1, n)
	owed, err := bill.Pending(t.Context())
	require.NoError(t, err)
	require.Zero(t, owed)
}

func TestThePastOfABankIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 4, 1, 10, 0, 0, 0, time.UTC)
	var names []string
	for range 2 {
		past, err := sim.OpenPast(t.TempDir())
		require.NoError(t, err)
		names = append(names, past.Next(at).PrepayID)
		require.NoError(t, past.Close())
	}
	require.Equal(t, names[0], names[1])
}
