package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/services/order/internal/domain"
)

func TestFiguresCountWhatReachedTheStore(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 25, 4, 30, 0, 0, time.UTC) // half past twelve
	var f domain.Figures
	for _, b := range []domain.Brief{
		{State: domain.PendingPayment, PayState: domain.Unpaid, PayMethod: domain.PayWechat, Payable: 1},
		{State: domain.Cancelled, PayState: domain.Unpaid, PayMethod: domain.PayWechat, Payable: 2},
		{State: domain.Cancelled, PayState: domain.Unpaid, PayMethod: domain.PayOnDelivery, Payable: 4},
		{State: domain.Cancelled, PayState: domain.Refunded, PayMethod: domain.PayWechat, Payable: 8},
		{State: domain.Returning, PayState: domain.Paid, PayMethod: domain.PayWechat, Payable: 16},
		{State: domain.Confirmed, PayState: domain.Unpaid, PayMethod: domain.PayOnDelivery, Payable: 32},
		{State: domain.Accepted, PayState: domain.Paid, PayMethod: domain.PayWechat, Payable: 64},
		{State: domain.Shipped, PayState: domain.Paid, PayMethod: domain.PayWechat, Payable: 128},
		{State: domain.Delivered, PayState: domain.Paid, PayMethod: domain.PayWechat, Payable: 256},
		{State: domain.Completed, PayState: domain.Paid, PayMethod: domain.PayWechat, Payable: 512},
	} {
		b.PlacedAt = at
		f.Add(b)
	}
	want := domain.Figures{Waiting: 1, Open: 2, Done: 2, Lost: 3, Turnover: 32 + 64 + 128 + 256 + 512, LostAmount: 4 + 8 + 16}
	want.Hours[12] = domain.HourFigures{Orders: 5, Turnover: want.Turnover}
	require.Equal(t, want, f)
}
