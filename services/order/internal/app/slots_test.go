package app_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

var evening = noon.Add(6 * time.Hour) //nolint:gochecknoglobals // a fixture

// later is a placing for the evening.
func later(stores ...int64) app.Placing {
	p := placing(stores...)
	p.SlotStart = evening
	return p
}

func slotFull() error {
	return errs.New(codes.FailedPrecondition, "ORDER_SLOT_FULL", "该时段已约满")
}

func TestAnOrderForLaterFreezesTheSlotItWasPromised(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.delivery.PrepareMinutes = 15
	_, orders, err := w.use.Place(context.Background(), later(1, 2))
	require.NoError(t, err)
	for _, f := range orders {
		require.Equal(t, evening, f.Slot.Start)
		require.Equal(t, evening.Add(-10*time.Minute), f.ReadyBy)
		require.True(t, w.booked[f.ID])
	}
	for _, ask := range w.asked {
		require.Equal(t, evening, ask.At, "the fee is that of the evening")
	}
	_, orders, err = w.use.Place(context.Background(), func() app.Placing { p := placing(1); p.Key = "key-2"; return p }())
	require.NoError(t, err)
	require.Zero(t, orders[0].Slot)
	require.Equal(t, noon.Add(15*time.Minute), orders[0].ReadyBy, "as soon as possible is as soon as it can be packed")
	require.False(t, w.booked[orders[0].ID])
}

func TestASlotThatCannotBeHadIsTold(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{"ORDER_SLOT_FULL", "ORDER_SLOT_CLOSED", "ORDER_SLOT_TOO_SOON"} {
		w := newWorld(t)
		w.slotsDown[2] = errs.New(codes.FailedPrecondition, reason, "没有了")
		quote, err := w.use.Preview(context.Background(), later(1, 2).Purchase)
		require.NoError(t, err)
		require.Equal(t, []app.Problem{{StoreID: 2, Reason: reason, Message: "没有了"}}, quote.Problems)
		require.Equal(t, evening, quote.Stores[0].Slot.Start)
		require.Zero(t, quote.Stores[1].Slot)
		_, _, err = w.use.Place(context.Background(), later(1, 2))
		require.True(t, errs.HasReason(err, reason), "%v", err)
		require.Empty(t, w.promised())
		require.Empty(t, w.booked)
	}
	w := newWorld(t)
	w.slotsDown[1] = errs.Invalid("slotStartTime", "no slot")
	_, err := w.use.Preview(context.Background(), later(1).Purchase)
	require.True(t, errs.HasReason(err, errs.ReasonInvalid), "%v", err)
}

func TestASlotThatFillsUpInTheLastMomentLeavesNothingPromised(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(w *world){
		"the second store's slot": func(w *world) { w.bookDown[2] = slotFull() },
		"the store of orders":     func(w *world) { w.placeDown = unavailable() },
	} {
		w := newWorld(t)
		spoil(w)
		_, _, err := w.use.Place(context.Background(), later(1, 2))
		require.Error(t, err, name)
		require.Empty(t, w.promised(), name)
		require.Empty(t, w.booked, name)
	}
}

func TestAStoreThatIsClosedNowTakesOrdersForLater(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.sell(1, 10, app.StoreClosed, 19900)
	_, _, err := w.use.Place(context.Background(), placing(1))
	require.True(t, errs.HasReason(err, "ORDER_STORE_CLOSED"), "%v", err)
	quote, err := w.use.Preview(context.Background(), placing(1).Purchase)
	require.NoError(t, err)
	require.EqualValues(t, 20400, quote.Payable, "the customer sees what it will cost")
	_, orders, err := w.use.Place(context.Background(), later(1))
	require.NoError(t, err)
	require.Equal(t, evening, orders[0].Slot.Start)
}

func TestTheSameKeyWithAnotherSlotIsAnotherRequest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, _, err := w.use.Place(context.Background(), later(1))
	require.NoError(t, err)
	again, _, err := w.use.Place(context.Background(), later(1))
	require.NoError(t, err)
	require.Equal(t, first.ID, again.ID)
	require.Len(t, w.booked, 1)
	other := later(1)
	other.SlotStart = evening.Add(time.Hour)
	_, _, err = w.use.Place(context.Background(), other)
	require.True(t, errs.HasReason(err, errs.ReasonKeyReused), "%v", err)
}

func TestAStoreHasUntilItMustBeginToAcceptAnOrderForLater(t *testing.T) {
	t.Parallel()
	f := domain.Facts{Slot: domain.Slot{Begin: evening}}
	require.Equal(t, evening, f.AcceptBefore(noon, 10*time.Minute))
	require.Equal(t, evening.Add(5*time.Minute), f.AcceptBefore(evening.Add(-5*time.Minute), 10*time.Minute), "but never less than the usual time")
	require.Equal(t, noon.Add(10*time.Minute), (domain.Facts{}).AcceptBefore(noon, 10*time.Minute))
}
