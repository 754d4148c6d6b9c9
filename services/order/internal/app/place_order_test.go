package app_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

func TestATradeIsPlacedWithAnOrderForEachStore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	trade, orders, err := w.use.Place(t.Context(), placing(1, 2))
	require.NoError(t, err)
	require.Len(t, orders, 2)
	require.EqualValues(t, 40800, trade.Payable)
	require.ElementsMatch(t, trade.OrderIDs, w.promised())
	for i, f := range orders {
		require.Equal(t, trade.OrderIDs[i], f.ID)
		require.Equal(t, domain.PendingPayment, f.State)
		require.Equal(t, noon.Add(15*time.Minute), f.PayBefore)
		require.Equal(t, noon.Add(25*time.Minute), w.reserved[f.ID], "a payment in the last second finds its stock")
		require.Empty(t, f.PickupCode)
	}
}

func TestAnOrderToBeCollectedHasACodeAndNoDelivery(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := placing(1)
	p.Fulfilment, p.AddressID, p.Expected, p.PayMethod = domain.Pickup, 0, 19900, domain.PayOnDelivery
	w.deliveriesDown = unavailable() // nobody asks
	_, orders, err := w.use.Place(t.Context(), p)
	require.NoError(t, err)
	require.Equal(t, "12345678", orders[0].PickupCode)
	require.Equal(t, domain.Confirmed, orders[0].State)
	require.Zero(t, orders[0].DeliveryFee)
}

func TestWhatStandsInTheWayPlacesNothing(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		world  func(w *world, p *app.Placing)
		reason string
	}{
		"the account is disabled":  {func(w *world, _ *app.Placing) { w.buyer.Disabled = true }, "ORDER_BUYER_DISABLED"},
		"the age is not confirmed": {func(w *world, _ *app.Placing) { w.buyer.AgeConfirmed = false }, "ORDER_AGE_UNCONFIRMED"},
		"no address to deliver to": {func(_ *world, p *app.Placing) { p.AddressID = 0 }, "ORDER_ADDRESS_REQUIRED"},
		"the store is closed":      {func(w *world, _ *app.Placing) { w.sell(1, 10, app.StoreClosed, 19900) }, "ORDER_STORE_CLOSED"},
		"the item was delisted":    {func(w *world, _ *app.Placing) { w.sell(1, 10, app.Delisted, 19900) }, "ORDER_LINE_UNSELLABLE"},
		"the item is not known":    {func(_ *world, p *app.Placing) { p.Items[0].SkuID = 99 }, "ORDER_LINE_UNSELLABLE"},
		"the address is too far":   {func(w *world, _ *app.Placing) { w.delivery.InRange = false }, "ORDER_OUT_OF_RANGE"},
		"the basket is too small":  {func(w *world, _ *app.Placing) { w.delivery.Minimum = 30000 }, "ORDER_BELOW_MINIMUM"},
		"the price rose meanwhile": {func(w *world, _ *app.Placing) { w.sell(1, 10, app.Sellable, 20000) }, "ORDER_PRICE_CHANGED"},
		"the price fell meanwhile": {func(w *world, _ *app.Placing) { w.sell(1, 10, app.Sellable, 100) }, "ORDER_PRICE_CHANGED"},
		"the delivery fee changed": {func(w *world, _ *app.Placing) { w.delivery.Delivery.Fee = 600 }, "ORDER_PRICE_CHANGED"},
		"the quantity is absurd":   {func(_ *world, p *app.Placing) { p.Items[0].Quantity = 0 }, "ORDER_QUANTITY_INVALID"},
		"the sum is absurd":        {func(w *world, _ *app.Placing) { w.sell(1, 10, app.Sellable, domain.MaxAmount+1) }, "ORDER_AMOUNT_OVERFLOW"},
		"the address is another's": {func(w *world, _ *app.Placing) {
			w.buyersDown = errs.New(codes.NotFound, "ORDER_ADDRESS_NOT_FOUND", "x")
		}, "ORDER_ADDRESS_NOT_FOUND"},
		"there is no such way to pay":   {func(_ *world, p *app.Placing) { p.PayMethod = 9 }, errs.ReasonInvalid},
		"nothing is asked for":          {func(_ *world, p *app.Placing) { p.Items = nil }, "ORDER_QUANTITY_INVALID"},
		"one of two stores is closed":   {func(w *world, p *app.Placing) { *p = placing(1, 2); w.sell(2, 10, app.StoreClosed, 1) }, "ORDER_STORE_CLOSED"},
		"one of two items was delisted": {func(w *world, p *app.Placing) { *p = placing(1, 2); w.sell(2, 10, app.Delisted, 1) }, "ORDER_LINE_UNSELLABLE"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			p := placing(1)
			row.world(w, &p)
			_, _, err := w.use.Place(t.Context(), p)
			require.True(t, errs.HasReason(err, row.reason), "%v", err)
			require.Empty(t, w.trades)
			require.Empty(t, w.reserved, "no stock was asked for")
		})
	}
}

func TestAPreviewTellsEveryProblemAndPricesTheRest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.buyer.AgeConfirmed = false
	w.sell(2, 10, app.Delisted, 1)
	p := placing(1, 2).Purchase
	quote, err := w.use.Preview(t.Context(), p)
	require.NoError(t, err)
	require.EqualValues(t, 20400, quote.Payable)
	require.Len(t, quote.Stores, 1)
	var reasons []string
	for _, problem := range quote.Problems {
		reasons = append(reasons, problem.Reason)
		require.NotEmpty(t, problem.Message)
	}
	require.Equal(t, []string{"ORDER_AGE_UNCONFIRMED", "ORDER_LINE_UNSELLABLE"}, reasons)
	_, _, err = w.use.Place(t.Context(), placing(1, 2))
	require.Equal(t, []string{"purchase", "stores[2].skus[10]"}, []string{errs.From(err).Fields()[0].Path, errs.From(err).Fields()[1].Path})
}

func TestAFailureAfterThePromiseGivesAllStockBack(t *testing.T) {
	t.Parallel()
	short := errs.New(codes.FailedPrecondition, "ORDER_STOCK_SHORT", "库存不足")
	broken := errors.New("the disk is full")
	for name, row := range map[string]struct {
		world func(w *world)
		is    error
	}{
		"the only store is short":      {func(w *world) { w.reserveDown[1], w.reserveDown[2] = short, short }, short},
		"the second store is short":    {func(w *world) { w.reserveDown[2] = short }, short},
		"the first store is short":     {func(w *world) { w.reserveDown[1] = short }, short},
		"the stock does not answer":    {func(w *world) { w.reserveDown[2] = unavailable() }, unavailable()},
		"the order cannot be stored":   {func(w *world) { w.placeDown = broken }, broken},
		"too many orders are open":     {func(w *world) { w.placeDown = errs.New(codes.FailedPrecondition, "ORDER_TOO_MANY_OPEN", "x") }, nil},
		"the stock cannot be released": {func(w *world) { w.placeDown, w.releaseDown = broken, unavailable() }, broken},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			row.world(w)
			_, _, err := w.use.Place(t.Context(), placing(1, 2))
			require.Error(t, err)
			if row.is != nil {
				require.Contains(t, err.Error(), row.is.Error())
			}
			require.Empty(t, w.trades)
			if w.releaseDown == nil {
				require.Empty(t, w.promised())
			}
		})
	}
}

func TestAnOrderWhoseReserveGotNoAnswerIsReleasedToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.reserveDown[1] = unavailable() // it may have taken effect
	_, _, err := w.use.Place(t.Context(), placing(1))
	require.True(t, errs.Temporary(err))
	require.Len(t, w.released, 1)
}

func TestStockIsGivenBackThoughTheCallerHasGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, cancel := context.WithCancel(t.Context())
	w.placeDown = errors.New("gone")
	cancel()
	_, _, err := w.use.Place(ctx, placing(1))
	require.Error(t, err)
	require.Empty(t, w.promised())
}

func TestARepeatedKeyReturnsTheFirstTradeWhateverChangedSince(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(w *world, order int64){
		"nothing changed":       func(*world, int64) {},
		"the price changed":     func(w *world, _ int64) { w.sell(1, 10, app.Sellable, 5) },
		"the item was delisted": func(w *world, _ int64) { w.sell(1, 10, app.Delisted, 5) },
		"the stock is gone": func(w *world, _ int64) {
			w.reserveDown[1] = errs.New(codes.FailedPrecondition, "ORDER_STOCK_SHORT", "x")
		},
		"the catalogue is down":   func(w *world, _ int64) { w.catalogDown = unavailable() },
		"too many orders are now": func(w *world, _ int64) { w.placeDown = errs.New(codes.FailedPrecondition, "ORDER_TOO_MANY_OPEN", "x") },
		"it was cancelled": func(w *world, order int64) {
			_, err := w.use.Act(w.Context(), app.Scope{UserID: buyer}, order, domain.CancelByCustomer, domain.Customer, "")
			require.NoError(w, err)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			first, _, err := w.use.Place(t.Context(), placing(1))
			require.NoError(t, err)
			change(w, first.OrderIDs[0])
			again, orders, err := w.use.Place(t.Context(), placing(1))
			require.NoError(t, err)
			require.Equal(t, first, again)
			require.Equal(t, w.facts[first.OrderIDs[0]], orders[0], "the order is shown as it is now")
			require.Equal(t, first.OrderIDs, w.promised(), "no second promise stays")
		})
	}
}

func TestARefusalIsNotToldBeforeItIsKnownWhetherTheTradeIsThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, _, err := w.use.Place(t.Context(), placing(1))
	require.NoError(t, err)
	w.placeDown, w.keysDown = errs.New(codes.FailedPrecondition, "ORDER_TOO_MANY_OPEN", "x"), unavailable()
	_, _, err = w.use.Place(t.Context(), placing(1))
	require.True(t, errs.Temporary(err), "whoever repeats it is to repeat it again: %v", err)
}

func TestOtherContentsUnderOneKeyAreRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(p *app.Placing){
		"another quantity":   func(p *app.Placing) { p.Items[0].Quantity, p.Expected = 2, 40300 },
		"another item":       func(p *app.Placing) { p.Items[0].SkuID, p.Expected = 11, 1300 },
		"another store":      func(p *app.Placing) { p.Items[0].StoreID = 2 },
		"another address":    func(p *app.Placing) { p.AddressID = home + 1 },
		"another way to pay": func(p *app.Placing) { p.PayMethod = domain.PayOnDelivery },
		"another remark":     func(p *app.Placing) { p.Remark = "快一点" },
		"another total":      func(p *app.Placing) { p.Expected = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			first, _, err := w.use.Place(t.Context(), placing(1))
			require.NoError(t, err)
			p := placing(1)
			change(&p)
			_, _, err = w.use.Place(t.Context(), p)
			require.True(t, errs.HasReason(err, errs.ReasonKeyReused), "%v", err)
			require.Equal(t, first.OrderIDs, w.promised())
		})
	}
}

func TestOneKeyAtOnceMakesOneTrade(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var wg sync.WaitGroup
	ids := make([]int64, 8)
	for i := range ids {
		wg.Go(func() {
			trade, _, err := w.use.Place(t.Context(), placing(1, 2))
			if err != nil {
				t.Errorf("place: %v", err)
			}
			ids[i] = trade.ID
		})
	}
	wg.Wait()
	for _, got := range ids {
		require.Equal(t, ids[0], got)
	}
	require.ElementsMatch(t, w.trades["key-1"].OrderIDs, w.promised())
}

func TestAnotherServiceThatIsAwayIsPassedOnAsTemporary(t *testing.T) {
	t.Parallel()
	for name, fail := range map[string]func(w *world){
		"the catalogue": func(w *world) { w.catalogDown = unavailable() },
		"the users":     func(w *world) { w.buyersDown = unavailable() },
		"the delivery":  func(w *world) { w.deliveriesDown = unavailable() },
		"the stock":     func(w *world) { w.reserveDown[1] = unavailable() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			fail(w)
			_, _, err := w.use.Place(t.Context(), placing(1))
			require.True(t, errs.Temporary(err), "%v", err)
			require.True(t, errs.HasReason(err, "TEST_UNAVAILABLE"))
			require.Empty(t, w.promised())
		})
	}
}
