package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

const (
	testWait = 5 * time.Second
	testTick = time.Millisecond
)

func (w *world) say(storeID int64, code string) (domain.Facts, error) {
	return w.deliveries.VerifyPickup(context.Background(), app.Guess{StoreID: storeID, Code: code, Checked: domain.AgeEvident})
}

func TestAnOrderIsHandedOutAgainstItsCode(t *testing.T) {
	worlds(t, func(w *world) {
		w.accept(100, domain.Details{PickupCode: "12345678", AgeCheck: true})
		w.accept(101, domain.Details{PickupCode: "87654321"})
		_, err := w.say(shop, "12345678")
		require.True(w, errs.HasReason(err, "DELIVERY_NOT_READY"))
		w.ready(100)
		_, err = w.deliveries.VerifyPickup(context.Background(), app.Guess{StoreID: shop, Code: "12345678"})
		require.True(w, errs.HasReason(err, "DELIVERY_AGE_CHECK_REQUIRED"))
		_, err = w.say(shop+1, "12345678")
		require.True(w, errs.HasReason(err, "DELIVERY_PICKUP_CODE_WRONG"), "a code opens nothing elsewhere")
		for range 2 {
			f, err := w.say(shop, "12345678")
			require.NoError(w, err)
			require.Equal(w, domain.HandedOver, f.State)
		}
		w.wantEvents(&deliveryv1.DeliveryHandedOver{OrderId: 100, DeliveryId: w.of(100).ID})
		w.clock.Advance(11 * time.Minute)
		_, err = w.say(shop, "12345678")
		require.True(w, errs.HasReason(err, "DELIVERY_PICKUP_CODE_WRONG"), "a code that was used opens nothing")
		w.accept(102, domain.Details{PickupCode: "12345678"})
		require.Equal(w, domain.AwaitingPickup, w.of(102).State, "and may come again")
		w.cancel(101)
		_, err = w.say(shop, "87654321")
		require.True(w, errs.HasReason(err, "DELIVERY_PICKUP_CODE_WRONG"))
	})
}

func (w *world) check(storeID int64, code string) (domain.Facts, error) {
	return w.deliveries.CheckPickup(context.Background(), app.Guess{StoreID: storeID, Code: code})
}

func TestACodeShowsWhatItOpensWithoutHandingItOut(t *testing.T) {
	worlds(t, func(w *world) {
		w.accept(100, domain.Details{PickupCode: "12345678", AgeCheck: true, Collect: 3900})
		for _, ready := range []bool{false, true} { // what is not packed is shown as well
			if ready {
				w.ready(100)
			}
			f, err := w.check(shop, "12345678")
			require.NoError(w, err)
			require.Equal(w, []any{int64(100), domain.AwaitingPickup, money.Fen(3900), ready}, []any{f.OrderID, f.State, f.Collect, f.Ready})
		}
		require.Equal(w, domain.AwaitingPickup, w.of(100).State)
		_, err := w.check(shop+1, "12345678")
		require.True(w, errs.HasReason(err, "DELIVERY_PICKUP_CODE_WRONG"), "a code opens nothing elsewhere")
	})
}

func TestLookingWithWrongCodesClosesTheCounterAsWell(t *testing.T) {
	worlds(t, func(w *world) {
		w.accept(100, domain.Details{PickupCode: "12345678"})
		w.ready(100)
		for i := range 10 {
			_, err := w.check(shop, fmt.Sprintf("0000000%d", i))
			require.True(w, errs.HasReason(err, "DELIVERY_PICKUP_CODE_WRONG"), "%v", err)
		}
		_, err := w.check(shop, "12345678")
		require.True(w, errs.HasReason(err, "DELIVERY_PICKUP_CODE_LOCKED"))
		_, err = w.say(shop, "12345678")
		require.True(w, errs.HasReason(err, "DELIVERY_PICKUP_CODE_LOCKED"), "both count together")
	})
}

func TestTooManyWrongCodesCloseTheCounterForAWhile(t *testing.T) {
	worlds(t, func(w *world) {
		w.accept(100, domain.Details{PickupCode: "12345678"})
		w.ready(100)
		for i := range 10 {
			_, err := w.say(shop, fmt.Sprintf("0000000%d", i))
			require.True(w, errs.HasReason(err, "DELIVERY_PICKUP_CODE_WRONG"), "%v", err)
		}
		_, err := w.say(shop, "12345678")
		require.True(w, errs.HasReason(err, "DELIVERY_PICKUP_CODE_LOCKED"), "the right code as well")
		w.start()
		_, err = w.say(shop, "12345678")
		require.True(w, errs.HasReason(err, "DELIVERY_PICKUP_CODE_LOCKED"), "also after a restart")
		_, err = w.say(shop+1, "12345678")
		require.True(w, errs.HasReason(err, "DELIVERY_PICKUP_CODE_WRONG"), "another store is not locked")
		w.clock.Advance(5 * time.Minute)
		_, err = w.say(shop, "12345678")
		require.NoError(w, err)
	})
}

func TestTwoOpenOrdersNeverShareACode(t *testing.T) {
	worlds(t, func(w *world) {
		w.accept(100, domain.Details{PickupCode: "12345678"})
		arrange := func(d *domain.Delivery) error {
			return d.Arrange(domain.Details{PickupCode: "12345678", StoreName: "滴滴酒铺"}, domain.Tariff{}, noon)
		}
		require.True(w, errs.HasReason(w.follow(101, arrange), "DELIVERY_STATE_INVALID"))
		w.ready(101)
		require.True(w, errs.HasReason(w.follow(101, arrange), "DELIVERY_STATE_INVALID"))
		w.ready(100)
		_, err := w.say(shop, "12345678")
		require.NoError(w, err)
		require.NoError(w, w.follow(101, arrange), "once it was collected the other may use it")
	})
}
