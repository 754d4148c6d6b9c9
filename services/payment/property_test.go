package payment_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/platform/money"
	"dajiu/platform/testkit"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
)

// chaos drives one trade through whatever can happen to it, in an order that rapid chooses.
type chaos struct {
	*world
	t         *rapid.T
	trade     app.Trade
	numbers   []string
	callbacks []app.Callback
	cancelled []int64 // events of cancellations that are under way
}

func (c *chaos) act() {
	switch rapid.IntRange(0, 9).Draw(c.t, "act") {
	case 0, 1:
		if s, err := c.pay(c.trade); err == nil && !slices.Contains(c.numbers, s.Attempt.Number()) {
			c.numbers = append(c.numbers, s.Attempt.Number())
		}
		c.learn()
	case 2, 3:
		if len(c.numbers) > 0 {
			if cb, ok := c.bank.pay(rapid.SampledFrom(c.numbers).Draw(c.t, "number")); ok {
				c.callbacks = append(c.callbacks, cb)
			}
		}
	case 4:
		c.deliver(rapid.Bool().Draw(c.t, "again"))
	case 5:
		i := rapid.IntRange(0, len(c.trade.Orders)-1).Draw(c.t, "order")
		c.cancelled = append(c.cancelled, c.cancel(c.trade.ID, i))
	case 6:
		c.tellCancelled(rapid.Bool().Draw(c.t, "again"))
	case 7:
		if m, ok := c.take(rapid.IntRange(0, 5).Draw(c.t, "timer"), rapid.Bool().Draw(c.t, "once")); ok {
			require.NoError(c.t, c.run(m))
		}
	case 8:
		c.clock.Advance(time.Duration(rapid.SampledFrom([]int{1, 15, 120, 600}).Draw(c.t, "seconds")) * time.Second)
		c.bank.broken, c.bank.half = rapid.IntRange(0, 4).Draw(c.t, "broken") == 0, rapid.Bool().Draw(c.t, "half")
	case 9:
		for _, number := range c.sentRefunds() {
			act := rapid.SampledFrom([]domain.RefundAct{domain.SucceedRefund, domain.FailRefund, domain.CloseRefund}).Draw(c.t, "outcome")
			if cb, ok := c.bank.settle(number, act); ok {
				c.callbacks = append(c.callbacks, cb)
			}
		}
	}
}

// learn adds attempts whose announcement reached the bank although the answer was lost.
func (c *chaos) learn() {
	if p, found, err := c.rows.ByTrade(ctx, c.trade.ID); err == nil && found {
		for _, a := range p.Attempts() {
			if !slices.Contains(c.numbers, a.Number()) {
				c.numbers = append(c.numbers, a.Number())
			}
		}
	}
}

func (c *chaos) sentRefunds() []string {
	var numbers []string
	for n := range c.bank.refunds {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return numbers
}

// deliver brings one callback, in any order; kept, it comes again.
func (c *chaos) deliver(again bool) {
	if len(c.callbacks) == 0 {
		return
	}
	i := rapid.IntRange(0, len(c.callbacks)-1).Draw(c.t, "callback")
	require.NoError(c.t, c.svc.Notify(ctx, c.callbacks[i]))
	if !again {
		c.callbacks = slices.Delete(c.callbacks, i, i+1)
	}
}

func (c *chaos) tellCancelled(again bool) {
	if len(c.cancelled) == 0 {
		return
	}
	i := rapid.IntRange(0, len(c.cancelled)-1).Draw(c.t, "event")
	require.NoError(c.t, c.deliverCancel(c.trade.ID, c.cancelled[i]))
	if !again {
		c.cancelled = slices.Delete(c.cancelled, i, i+1)
	}
}

// calm lets everything that is under way arrive.
func (c *chaos) calm() {
	c.bank.broken = false
	for _, id := range c.cancelled {
		require.NoError(c.t, c.deliverCancel(c.trade.ID, id))
	}
	if rapid.Bool().Draw(c.t, "callbacks get lost") {
		c.callbacks = nil
	}
	for _, cb := range c.callbacks {
		require.NoError(c.t, c.svc.Notify(ctx, cb))
	}
	c.drain(func() { c.settleRefunds(domain.SucceedRefund) })
}

func (c *chaos) requireSettled() {
	p, found, err := c.rows.ByTrade(ctx, c.trade.ID)
	require.NoError(c.t, err)
	if !found {
		return
	}
	f := p.Facts()
	var wanted money.Fen
	live := map[int64]bool{}
	for _, o := range c.trades[c.trade.ID].Orders {
		if live[o.ID] = !o.Cancelled; live[o.ID] {
			wanted += o.Amount
		}
	}
	if !f.State.HasMoney() {
		require.Zero(c.t, c.bank.net(c.numbers), "the bank holds nothing that we do not know of")
		return
	}
	require.Equal(c.t, wanted, f.Paid-f.Returned)
	require.Equal(c.t, f.Refunded, f.Returned, "what was promised back arrived")
	require.Equal(c.t, wanted, c.bank.net(c.numbers))
	require.Len(c.t, told[*paymentv1.TradePaid](c.world), 1)
	seen := map[int64]bool{}
	for _, ev := range told[*paymentv1.OrderRefunded](c.world) {
		require.False(c.t, seen[ev.GetOrderId()] || live[ev.GetOrderId()], "an order is refunded once, and only when it was cancelled")
		seen[ev.GetOrderId()] = true
	}
	for _, a := range p.Attempts() {
		require.True(c.t, a.State.Final())
	}
}

func TestWhateverHappensWhatIsKeptIsWhatWasNotCancelled(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	kept := money.Fen(0)
	rapid.Check(t, func(rt *rapid.T) {
		w.sync()
		w.reset()
		c := &chaos{world: w, t: rt}
		amounts := rapid.SliceOfN(rapid.Int64Range(1, 100000), 1, 3).Draw(rt, "amounts")
		fen := make([]money.Fen, len(amounts))
		for i, a := range amounts {
			fen[i] = money.Fen(a)
		}
		c.trade = w.place(fen...)
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			c.act()
		}
		c.calm()
		c.requireSettled()
		kept += w.bank.net(c.numbers)
	})
	w.requireBalanced()
	require.Equal(t, kept, w.balance(domain.Escrow))
	require.Equal(t, kept, w.balance(domain.ChannelWechat))
}
