package store_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

func (w *world) give(f domain.Facts, from, to int64) (domain.Facts, error) {
	return w.deliveries.Give(w.Context(), app.Scope{StoreID: shop}, app.Gift{DeliveryID: f.ID, From: from, To: to, Why: "骑手车坏了"})
}

func TestAJobIsGivenToTheCourierWhoIsNamed(t *testing.T) {
	worlds(t, func(w *world) {
		f := w.assigned(100, domain.Details{})
		w.duty(bob, 200)
		w.out.Take(w.T)
		for range 2 {
			got, err := w.give(f, ann, bob)
			require.NoError(w, err)
			require.Equal(w, domain.Assigned, got.State)
			require.Equal(w, bob, got.CourierID)
		}
		require.Zero(w, w.openJobs(ann))
		require.Equal(w, int32(1), w.openJobs(bob), "repeated, it is one job")
		var told []int64
		assigned := 0
		for _, ev := range w.out.Take(w.T) {
			switch ev := ev.(type) {
			case *deliveryv1.JobChanged:
				told = append(told, ev.GetCourierId())
			case *deliveryv1.CourierAssigned:
				assigned++
				require.Equal(w, bob, ev.GetCourierId())
			}
		}
		require.Equal(w, []int64{ann, bob}, told, "both are told, once")
		require.Equal(w, 1, assigned, "and so are customer and store")
		log, err := w.rows.Log(w.Context(), f.ID)
		require.NoError(w, err)
		require.Len(w, log, 5)
		require.Equal(w, []any{"REASSIGNED", ann, "骑手车坏了"}, []any{log[3].Kind, log[3].CourierID, log[3].Note})
		require.Equal(w, []any{"ASSIGNED", bob, "骑手车坏了"}, []any{log[4].Kind, log[4].CourierID, log[4].Note})
		w.dispatch(w.of(100), w.of(100).Round)
		require.Empty(w, w.asked(), "nobody is searched for it")
		offers, err := w.rows.Offers(w.Context(), ann, w.clock.Now(), 9)
		require.NoError(w, err)
		require.Empty(w, offers)
	})
}

func TestAJobThatNobodyHasYetIsGivenAndItsOffersAreWithdrawn(t *testing.T) {
	worlds(t, func(w *world) {
		w.duty(ann, 100)
		w.duty(bob, 9000)
		w.accept(100, domain.Details{})
		f := w.of(100)
		w.dispatch(f, 0)
		require.Equal(w, []int64{ann}, w.asked())
		got, err := w.give(f, 0, bob)
		require.NoError(w, err)
		require.Equal(w, bob, got.CourierID)
		_, err = w.deliveries.Accept(w.Context(), ann, f.ID)
		require.True(w, errs.HasReason(err, "DELIVERY_OFFER_GONE"), "%v", err)
		w.ready(100)
		_, err = w.deliveries.PickUp(w.Context(), bob, f.ID)
		require.NoError(w, err)
	})
}

func TestAJobStaysWhereItIsWhenTheNamedCourierCannotTakeIt(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := w.Context()
		full := w.assigned(100, domain.Details{})
		w.assigned(101, domain.Details{}) // ann carries two, as much as allowed
		w.duty(bob, 200)
		w.accept(102, domain.Details{})
		f := w.of(102)
		w.dispatch(f, 0)
		_, err := w.deliveries.Accept(ctx, bob, f.ID)
		require.NoError(w, err)
		w.duty(cid, 300)
		_, err = w.deliveries.SetDuty(ctx, cid, false, domain.Point{})
		require.NoError(w, err)
		w.out.Take(w.T)
		for name, row := range map[string]struct {
			job      domain.Facts
			from, to int64
			reason   string
		}{
			"carries as much as allowed":  {f, bob, ann, "DELIVERY_COURIER_UNAVAILABLE"},
			"is off duty":                 {f, bob, cid, "DELIVERY_COURIER_UNAVAILABLE"},
			"was never on duty":           {f, bob, eve, "DELIVERY_COURIER_NOT_FOUND"},
			"is who has it":               {f, bob, bob, errs.ReasonInvalid},
			"is nobody":                   {f, bob, 0, errs.ReasonInvalid},
			"comes after somebody else":   {full, dan, bob, "DELIVERY_STATE_INVALID"},
			"comes after it was searched": {full, 0, bob, "DELIVERY_STATE_INVALID"},
		} {
			_, err := w.give(row.job, row.from, row.to)
			require.True(w, errs.HasReason(err, row.reason), "%s: %v", name, err)
		}
		require.Equal(w, bob, w.of(102).CourierID)
		require.Equal(w, ann, w.of(100).CourierID)
		require.Equal(w, int32(1), w.openJobs(bob))
		require.Empty(w, w.out.Take(w.T), "and nobody is told anything")
		w.ready(102)
		_, err = w.deliveries.PickUp(ctx, bob, f.ID)
		require.NoError(w, err)
		w.duty(dan, 100)
		_, err = w.give(f, bob, dan)
		require.True(w, errs.HasReason(err, "DELIVERY_STATE_INVALID"), "goods on their way stay: %v", err)
		_, err = w.deliveries.Give(ctx, app.Scope{StoreID: shop + 1}, app.Gift{DeliveryID: f.ID, From: bob, To: dan, Why: "x"})
		require.True(w, errs.HasReason(err, "DELIVERY_NOT_FOUND"), "another store's: %v", err)
	})
}

func TestOfManyWhoGiveAndTakeAJobAtOnceOneHasIt(t *testing.T) {
	worlds(t, func(w *world) {
		w.policy.Offers = 8
		for i := range int64(8) {
			w.duty(1000+i, 100)
		}
		w.accept(100, domain.Details{})
		f := w.of(100)
		w.dispatch(f, 0)
		var wg sync.WaitGroup
		var won atomic.Int64
		for i := range int64(8) {
			wg.Go(func() {
				var err error
				if i%2 == 0 {
					_, err = w.give(f, 0, 1000+i)
				} else {
					_, err = w.deliveries.Accept(w.Context(), 1000+i, f.ID)
				}
				if err == nil {
					won.Add(1)
				}
			})
		}
		wg.Wait()
		require.Equal(w, int64(1), won.Load())
		var jobs int32
		for i := range int64(8) {
			jobs += w.openJobs(1000 + i)
		}
		require.Equal(w, int32(1), jobs)
	})
}

func TestWhoChoosesACourierSeesWhoIsNearAndWhatTheyCarry(t *testing.T) {
	worlds(t, func(w *world) {
		f := w.assigned(100, domain.Details{})
		w.duty(bob, 900)
		w.duty(cid, 300)
		w.duty(dan, 20_000)
		require.NoError(w, w.deliveries.Decline(w.Context(), cid, f.ID))
		list, err := w.deliveries.Candidates(w.Context(), w.of(100))
		require.NoError(w, err)
		require.Len(w, list, 2, "not who has it, not who is far off")
		require.Equal(w, []int64{cid, bob}, []int64{list[0].CourierID, list[1].CourierID})
		require.Equal(w, storeAt.Meters(north(900)), list[1].Meters)
		w.clock.Advance(3 * time.Minute)
		list, err = w.deliveries.Candidates(w.Context(), w.of(100))
		require.NoError(w, err)
		require.Empty(w, list, "nobody was seen lately")
	})
}
