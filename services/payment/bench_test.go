package payment_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/testkit"
	"dajiu/services/payment/internal/app"
)

// BenchmarkNotify is a paid callback after its signature was verified: 64 at a time, as a busy channel sends them.
func BenchmarkNotify(b *testing.B) {
	w := newWorld(b, testkit.Open(b, testkit.SQLite(b)))
	callbacks := make(chan app.Callback, b.N)
	trades := make(chan app.Trade, b.N)
	for range b.N {
		trades <- w.place(1000)
	}
	close(trades)
	each(func() {
		for t := range trades {
			s, err := w.pay(t)
			if err != nil {
				b.Errorf("pay: %v", err)
				return
			}
			cb, _ := w.bank.pay(s.Attempt.Number())
			callbacks <- cb
		}
	})
	close(callbacks)
	b.ResetTimer()
	each(func() {
		for cb := range callbacks {
			if err := w.svc.Notify(ctx, cb); err != nil {
				b.Errorf("notify: %v", err)
			}
		}
	})
	b.StopTimer()
	require.EqualValues(b, 1000*b.N, w.balance("escrow"))
}

func each(work func()) {
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(work)
	}
	wg.Wait()
}
