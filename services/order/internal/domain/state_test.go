package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/order/internal/domain"
)

var start = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

func states() []domain.State {
	var list []domain.State
	for s := domain.PendingPayment; s <= domain.Cancelled; s++ {
		list = append(list, s)
	}
	return list
}

func acts() []domain.Act {
	var list []domain.Act
	for a := domain.Confirm; a <= domain.CancelByPlatform; a++ {
		list = append(list, a)
	}
	return list
}

// legal is the life of an order as the business describes it, written a second time so that a slip in the table shows.
func legal(s domain.State, a domain.Act) domain.State {
	beforeShipment := s == domain.PendingPayment || s == domain.Confirmed || s == domain.Accepted || s == domain.Picking || s == domain.Ready
	switch a { //nolint:exhaustive // the others are pairs below
	case domain.CancelByCustomer, domain.CancelByStore, domain.CancelByPlatform:
		if beforeShipment {
			return domain.Cancelled
		}
	case domain.LoseStock:
		if s == domain.Confirmed || s == domain.Accepted || s == domain.Picking {
			return domain.Cancelled
		}
	}
	pairs := map[domain.Act]map[domain.State]domain.State{
		domain.Confirm:          {domain.PendingPayment: domain.Confirmed},
		domain.ExpirePayment:    {domain.PendingPayment: domain.Cancelled},
		domain.ExpireAcceptance: {domain.Confirmed: domain.Cancelled},
		domain.Accept:           {domain.Confirmed: domain.Accepted},
		domain.StartPicking:     {domain.Accepted: domain.Picking},
		domain.FinishPacking:    {domain.Accepted: domain.Ready, domain.Picking: domain.Ready},
		domain.Ship:             {domain.Ready: domain.Shipped},
		domain.Deliver:          {domain.Shipped: domain.Delivered},
		domain.Refuse:           {domain.Shipped: domain.Returning},
		domain.Return:           {domain.Returning: domain.Cancelled},
		domain.Complete:         {domain.Delivered: domain.Completed},
	}
	return pairs[a][s]
}

func TestEveryPairOfStateAndActIsEitherInTheLifeOfAnOrderOrAnErrorNamingBoth(t *testing.T) {
	t.Parallel()
	for _, s := range states() {
		for _, a := range acts() {
			next, err := s.Next(a)
			if want := legal(s, a); want != 0 {
				require.NoError(t, err, "%s, %s", s, a)
				require.Equal(t, want, next, "%s, %s", s, a)
				continue
			}
			require.True(t, errs.HasReason(err, "ORDER_STATE_INVALID"), "%s, %s", s, a)
			require.Contains(t, err.Error(), s.String())
			require.Contains(t, err.Error(), a.String())
		}
	}
}

func line(price, quantity int64) domain.Line {
	return domain.Line{SkuID: price + 1, Name: "锦江春", Spec: "500ml", Quantity: quantity, Price: money.Fen(price), Liquor: true}
}

// order returns an order in a state, by the shortest way there.
func order(t require.TestingT, to domain.State, method domain.PayMethod) *domain.Order {
	priced, err := domain.PriceStore([]domain.Line{line(19900, 2)}, domain.Delivery{Fee: 500})
	require.NoError(t, err)
	o, err := domain.Place(domain.Placement{
		ID: 1, TradeID: 2, UserID: 3, StoreID: 4, PayMethod: method, Fulfilment: domain.Instant, Priced: priced, At: start, PayBefore: start.Add(time.Minute),
	})
	require.NoError(t, err)
	way := map[domain.State][]domain.Act{
		domain.Accepted: {domain.Accept}, domain.Picking: {domain.Accept, domain.StartPicking}, domain.Ready: {domain.Accept, domain.FinishPacking},
		domain.Shipped:   {domain.Accept, domain.FinishPacking, domain.Ship},
		domain.Delivered: {domain.Accept, domain.FinishPacking, domain.Ship, domain.Deliver},
		domain.Completed: {domain.Accept, domain.FinishPacking, domain.Ship, domain.Deliver, domain.Complete},
		domain.Returning: {domain.Accept, domain.FinishPacking, domain.Ship, domain.Refuse},
		domain.Cancelled: {domain.CancelByCustomer},
	}
	if method == domain.PayWechat && to != domain.PendingPayment {
		_, err := o.TakePayment(start)
		require.NoError(t, err)
	}
	for _, a := range way[to] {
		_, err := o.Do(a, domain.System, "", start)
		require.NoError(t, err)
	}
	require.Equal(t, to, o.Facts().State)
	return o
}

func TestAnActThatTookEffectMayBeRepeated(t *testing.T) {
	t.Parallel()
	for act, state := range map[domain.Act]domain.State{
		domain.Accept: domain.Accepted, domain.StartPicking: domain.Picking, domain.FinishPacking: domain.Ready, domain.Ship: domain.Shipped,
		domain.Deliver: domain.Delivered, domain.Complete: domain.Completed, domain.CancelByCustomer: domain.Cancelled,
	} {
		o := order(t, state, domain.PayWechat)
		before := o.Facts()
		done, err := o.Do(act, domain.Store, "", start.Add(time.Hour))
		require.NoError(t, err, act)
		require.False(t, done)
		require.Equal(t, before, o.Facts())
	}
	o := order(t, domain.Cancelled, domain.PayWechat)
	_, err := o.Do(domain.CancelByStore, domain.Store, "", start)
	require.Error(t, err, "the store cannot claim the customer's cancellation")
}

func TestAPaymentFindsEveryKindOfOrder(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		state     domain.State
		confirmed bool
		want      domain.PayState
	}{
		"one that waits for it is confirmed":           {state: domain.PendingPayment, confirmed: true, want: domain.Paid},
		"one that was cancelled meanwhile is refunded": {state: domain.Cancelled, want: domain.Refunding},
	} {
		o := order(t, domain.PendingPayment, domain.PayWechat)
		if row.state == domain.Cancelled {
			_, err := o.Do(domain.ExpirePayment, domain.System, "", start)
			require.NoError(t, err)
		}
		confirmed, err := o.TakePayment(start)
		require.NoError(t, err, name)
		require.Equal(t, row.confirmed, confirmed, name)
		require.Equal(t, row.want, o.Facts().PayState, name)
		again, err := o.TakePayment(start)
		require.NoError(t, err)
		require.False(t, again, "a second report of the same payment changes nothing")
	}
}

func TestAPaidOrderThatIsCancelledIsOnItsWayToARefundAndNeverRefundedTwice(t *testing.T) {
	t.Parallel()
	o := order(t, domain.Accepted, domain.PayWechat)
	_, err := o.Do(domain.CancelByStore, domain.Store, "缺货", start)
	require.NoError(t, err)
	require.Equal(t, domain.Refunding, o.Facts().PayState)
	require.NoError(t, o.NoteRefund(o.Facts().Payable, start))
	require.Equal(t, domain.Refunded, o.Facts().PayState)
	require.Error(t, o.NoteRefund(1, start))
}

func TestARandomLifeKeepsTheBooks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, randomLife)
}

func FuzzALifeKeepsTheBooks(f *testing.F) { f.Fuzz(rapid.MakeFuzz(randomLife)) }

func randomLife(t *rapid.T) {
	method := rapid.SampledFrom([]domain.PayMethod{domain.PayWechat, domain.PayOnDelivery}).Draw(t, "method")
	first := domain.Confirmed
	if method == domain.PayWechat {
		first = domain.PendingPayment
	}
	o := order(t, first, method)
	for range rapid.IntRange(1, 30).Draw(t, "acts") {
		before := o.Facts()
		recorded := len(o.Recorded())
		done, err := o.Do(rapid.SampledFrom(acts()).Draw(t, "act"), domain.System, "", start)
		after := o.Facts()
		if err != nil || !done {
			require.Equal(t, before, after)
			continue
		}
		require.Equal(t, before.Version+1, after.Version)
		require.Len(t, o.Recorded(), recorded+1)
		require.False(t, before.State.Final(), "nothing happens after the end")
		require.Equal(t, after.State, o.Recorded()[recorded].State)
		require.LessOrEqual(t, after.Refunded, after.Payable)
	}
}

func TestTheGoodsLeaveAndArriveAtOnceAtTheCounter(t *testing.T) {
	t.Parallel()
	priced, err := domain.PriceStore([]domain.Line{line(19900, 1)}, domain.Delivery{})
	require.NoError(t, err)
	o, err := domain.Place(domain.Placement{ID: 1, PayMethod: domain.PayOnDelivery, Fulfilment: domain.Pickup, Priced: priced, At: start})
	require.NoError(t, err)
	for _, a := range []domain.Act{domain.Accept, domain.FinishPacking} {
		_, err := o.Do(a, domain.Store, "", start)
		require.NoError(t, err)
	}
	done, err := o.HandOver(19900, domain.Store, start)
	require.NoError(t, err)
	require.True(t, done)
	require.Equal(t, domain.Delivered, o.Facts().State)
	require.Equal(t, domain.Paid, o.Facts().PayState)
	done, err = o.HandOver(19900, domain.Store, start)
	require.NoError(t, err)
	require.False(t, done)
}
