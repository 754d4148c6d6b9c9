package store_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/services/delivery/internal/domain"
)

func TestAnAcceptedOrderIsOfferedToTheNearestCouriers(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.duty(ann, 900)
		w.duty(bob, 300)
		w.duty(cid, 1500)
		for range 2 {
			w.accept(100, domain.Details{})
		}
		f := w.of(100)
		require.Equal(w, domain.Searching, f.State)
		require.Equal(w, int32(1112), f.DistanceMeters)
		w.wantEvents(&deliveryv1.DispatchDue{DeliveryId: f.ID})
		for range 2 {
			w.dispatch(f, 0)
		}
		require.Equal(w, []int64{bob, ann}, w.asked(), "the nearest first, once")
		require.Equal(w, noon.Add(30*time.Second), w.out.Timer(w.T, 100))
		offers, err := w.rows.Offers(ctx, bob, w.clock.Now(), 10)
		require.NoError(w, err)
		require.Len(w, offers, 1)
		require.Equal(w, noon.Add(30*time.Second), offers[0].Until)
		none, err := w.rows.Offers(ctx, cid, w.clock.Now(), 10)
		require.NoError(w, err)
		require.Empty(w, none)

		_, err = w.deliveries.Accept(ctx, cid, f.ID)
		require.True(w, errs.HasReason(err, "DELIVERY_OFFER_GONE"), "who was not asked cannot take it")
		for range 2 {
			got, err := w.deliveries.Accept(ctx, ann, f.ID)
			require.NoError(w, err)
			require.Equal(w, domain.Assigned, got.State)
			require.Equal(w, ann, got.CourierID)
		}
		w.wantEvents(
			&deliveryv1.OfferWithdrawn{DeliveryId: f.ID, CourierId: bob},
			&deliveryv1.CourierAssigned{OrderId: 100, DeliveryId: f.ID, CourierId: ann, UserId: buyer, StoreId: shop},
		)
		_, err = w.deliveries.Accept(ctx, bob, f.ID)
		require.True(w, errs.HasReason(err, "DELIVERY_OFFER_GONE"))
		require.Equal(w, int32(1), w.openJobs(ann))
		require.Equal(w, int32(0), w.openJobs(bob))
		w.dispatch(f, 1)
		require.Empty(w, w.asked(), "a timer of a job that is taken asks nobody")
	})
}

func TestOfManyCouriersAtOnceOneGetsTheJob(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.policy.Offers = 16
		for i := range int64(16) {
			w.duty(1000+i, 100)
		}
		w.accept(100, domain.Details{})
		f := w.of(100)
		w.dispatch(f, 0)
		require.Len(w, w.asked(), 16)
		var wg sync.WaitGroup
		var won, late atomic.Int64
		for i := range int64(16) {
			wg.Go(func() {
				switch _, err := w.deliveries.Accept(ctx, 1000+i, f.ID); {
				case err == nil:
					won.Add(1)
				case errs.HasReason(err, "DELIVERY_OFFER_GONE"):
					late.Add(1)
				default:
					t.Errorf("accept: %v", err)
				}
			})
		}
		wg.Wait()
		require.Equal(w, int64(1), won.Load())
		require.Equal(w, int64(15), late.Load())
		var jobs int32
		for i := range int64(16) {
			jobs += w.openJobs(1000 + i)
		}
		require.Equal(w, int32(1), jobs)
	})
}

func TestACourierCarriesNoMoreThanAllowed(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.duty(ann, 100)
		for order := int64(100); order < 104; order++ {
			w.accept(order, domain.Details{})
			w.dispatch(w.of(order), 0)
		}
		var wg sync.WaitGroup
		var taken atomic.Int64
		for order := int64(100); order < 104; order++ {
			f := w.of(order)
			wg.Go(func() {
				switch _, err := w.deliveries.Accept(ctx, ann, f.ID); {
				case err == nil:
					taken.Add(1)
				case !errs.HasReason(err, "DELIVERY_COURIER_UNAVAILABLE"):
					t.Errorf("accept: %v", err)
				}
			})
		}
		wg.Wait()
		require.Equal(w, int64(2), taken.Load())
		w.asked()
		w.accept(104, domain.Details{})
		w.dispatch(w.of(104), 0)
		require.Empty(w, w.asked(), "who carries enough is not asked")
		require.Equal(w, noon.Add(15*time.Second), w.out.Timer(w.T, 104), "it looks again soon")
	})
}

func TestAnOfferEndsAndTheNextRoundIsWider(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.duty(ann, 2500)
		w.accept(100, domain.Details{})
		f := w.of(100)
		w.dispatch(f, 0)
		require.Empty(w, w.asked(), "too far for the first round")
		w.dispatch(f, 1)
		require.Equal(w, []int64{ann}, w.asked())
		w.clock.Advance(30 * time.Second)
		_, err := w.deliveries.Accept(ctx, ann, f.ID)
		require.True(w, errs.HasReason(err, "DELIVERY_OFFER_GONE"), "too late")
		w.dispatch(f, 2)
		require.Equal(w, []int64{ann}, w.asked(), "who did not answer is asked again")
		w.clock.Advance(3 * time.Minute)
		w.dispatch(f, 3)
		require.Empty(w, w.asked(), "a position that is old is not believed")
	})
}

func TestWhoDeclinesRestsAndTheNextRoundBeginsAtOnce(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.duty(ann, 100)
		w.duty(bob, 200)
		w.accept(100, domain.Details{})
		f := w.of(100)
		w.dispatch(f, 0)
		w.out.Take(w.T)
		w.duty(cid, 300)
		w.duty(dan, 400)
		require.NoError(w, w.deliveries.Decline(ctx, ann, f.ID))
		w.wantEvents(&deliveryv1.DispatchDue{DeliveryId: f.ID, Round: 1})
		w.clock.Advance(10 * time.Second)
		for range 2 {
			w.dispatch(f, 1)
		}
		require.Equal(w, []int64{cid}, w.asked(), "one who declines is replaced by one, and who still thinks is left alone")
		require.Equal(w, noon.Add(40*time.Second), w.out.Timer(w.T, 100))
		offers, err := w.rows.Offers(ctx, bob, w.clock.Now(), 10)
		require.NoError(w, err)
		require.Equal(w, noon.Add(30*time.Second), offers[0].Until, "nobody's time grows")
		for range 2 {
			require.NoError(w, w.deliveries.Decline(ctx, bob, f.ID))
			require.NoError(w, w.deliveries.Decline(ctx, cid, f.ID))
		}
		w.wantEvents(&deliveryv1.DispatchDue{DeliveryId: f.ID, Round: 2}, &deliveryv1.DispatchDue{DeliveryId: f.ID, Round: 2})
		require.NoError(w, w.deliveries.Decline(ctx, eve, f.ID), "what was never offered may be declined")
		_, err = w.deliveries.Accept(ctx, bob, f.ID)
		require.True(w, errs.HasReason(err, "DELIVERY_OFFER_GONE"))
		w.dispatch(f, 2)
		require.Equal(w, []int64{dan}, w.asked())
		require.NoError(w, w.deliveries.Decline(ctx, dan, f.ID))
		w.dispatch(f, 3)
		require.Empty(w, w.asked())
		w.clock.Advance(3*time.Minute + time.Second)
		w.duty(ann, 100)
		w.dispatch(f, 4)
		require.Equal(w, []int64{ann}, w.asked())
	})
}

func TestWhereNobodyElseIsNearItLooksAgainWhenTheOpenOffersEnd(t *testing.T) {
	worlds(t, func(w *world) {
		w.duty(ann, 100)
		w.duty(bob, 200)
		w.accept(100, domain.Details{})
		f := w.of(100)
		w.dispatch(f, 0)
		w.out.Take(w.T)
		w.out.Timer(w.T, 100)
		w.clock.Advance(10 * time.Second)
		require.NoError(w, w.deliveries.Decline(context.Background(), ann, f.ID))
		w.dispatch(f, 1)
		require.Empty(w, w.asked())
		require.Equal(w, noon.Add(30*time.Second), w.out.Timer(w.T, 100))
		require.Zero(w, w.waiting(), "somebody still thinks about it")
	})
}

func TestOffDutyNoOffersComeAndJobsStay(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.duty(ann, 100)
		w.accept(100, domain.Details{})
		w.accept(101, domain.Details{})
		w.dispatch(w.of(100), 0)
		w.dispatch(w.of(101), 0)
		_, err := w.deliveries.Accept(ctx, ann, w.of(100).ID)
		require.NoError(w, err)
		c, err := w.deliveries.SetDuty(ctx, ann, false, domain.Point{})
		require.NoError(w, err)
		require.False(w, c.OnDuty)
		require.Equal(w, int32(1), c.OpenJobs)
		_, err = w.deliveries.Accept(ctx, ann, w.of(101).ID)
		require.True(w, errs.HasReason(err, "DELIVERY_OFFER_GONE"))
		w.asked()
		w.dispatch(w.of(101), 1)
		require.Empty(w, w.asked())
		_, err = w.deliveries.SetDuty(ctx, ann, true, domain.Point{})
		require.True(w, errs.HasReason(err, errs.ReasonInvalid), "on duty nowhere")
	})
}

func TestANewProcessFindsTheCouriersAgain(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.duty(ann, 5000)
		w.clock.Advance(41 * time.Second)
		require.NoError(w, w.deliveries.ReportPosition(ctx, ann, north(100)))
		w.clock.Advance(time.Second)
		require.NoError(w, w.deliveries.ReportPosition(ctx, ann, north(9000)), "too soon to be written down")
		w.accept(100, domain.Details{})
		w.start()
		w.dispatch(w.of(100), 0)
		require.Equal(w, []int64{ann}, w.asked())
		_, err := w.deliveries.Accept(ctx, ann, w.of(100).ID)
		require.NoError(w, err)
		w.start()
		_, at, err := w.deliveries.Track(ctx, buyer, 100)
		require.NoError(w, err)
		require.Equal(w, north(100), at.Point)
		require.NoError(w, w.deliveries.ReportPosition(ctx, ann, north(50)))
		_, at, err = w.deliveries.Track(ctx, buyer, 100)
		require.NoError(w, err)
		require.Equal(w, north(50), at.Point)
		w.clock.Advance(2*time.Minute + time.Second)
		_, at, err = w.deliveries.Track(ctx, buyer, 100)
		require.NoError(w, err)
		require.Zero(w, at.At)
		_, _, err = w.deliveries.Track(ctx, buyer+1, 100)
		require.True(w, errs.HasReason(err, "DELIVERY_NOT_FOUND"))
	})
}
