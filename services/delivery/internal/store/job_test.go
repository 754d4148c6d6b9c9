package store_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
	"dajiu/services/delivery/internal/store"
)

// assigned returns a delivery that ann took.
func (w *world) assigned(order int64, details domain.Details) domain.Facts {
	w.Helper()
	w.duty(ann, 100)
	w.accept(order, details)
	f := w.of(order)
	w.dispatch(f, 0)
	f, err := w.deliveries.Accept(context.Background(), ann, f.ID)
	require.NoError(w, err)
	w.out.Take(w.T)
	return f
}

func TestACourierBringsLiquorAndCollectsTheMoney(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		f := w.assigned(100, domain.Details{AgeCheck: true, Collect: 4990})
		_, err := w.deliveries.PickUp(ctx, ann, f.ID)
		require.True(w, errs.HasReason(err, "DELIVERY_NOT_READY"))
		w.ready(100)
		_, err = w.deliveries.PickUp(ctx, bob, f.ID)
		require.True(w, errs.HasReason(err, "DELIVERY_NOT_FOUND"), "another's job is not there")
		for range 2 {
			_, err = w.deliveries.PickUp(ctx, ann, f.ID)
			require.NoError(w, err)
		}
		_, err = w.deliveries.HandOver(ctx, ann, f.ID, 0, 4990)
		require.True(w, errs.HasReason(err, "DELIVERY_AGE_CHECK_REQUIRED"))
		_, err = w.deliveries.HandOver(ctx, ann, f.ID, domain.AgeIDShown, 0)
		require.True(w, errs.HasReason(err, errs.ReasonInvalid))
		require.Equal(w, int32(1), w.openJobs(ann))
		for range 2 {
			got, err := w.deliveries.HandOver(ctx, ann, f.ID, domain.AgeIDShown, 4990)
			require.NoError(w, err)
			require.Equal(w, domain.HandedOver, got.State)
		}
		require.Equal(w, int32(0), w.openJobs(ann))
		w.wantEvents(
			&deliveryv1.JobChanged{OrderId: 100, DeliveryId: f.ID, CourierId: ann, State: deliveryv1.DeliveryState_DELIVERY_STATE_ASSIGNED, Ready: true},
			&deliveryv1.DeliveryPickedUp{OrderId: 100, DeliveryId: f.ID, CourierId: ann},
			&deliveryv1.DeliveryHandedOver{OrderId: 100, DeliveryId: f.ID, CourierId: ann, CollectedAmount: 4990},
		)
		w.cancel(100)
		require.Equal(w, domain.HandedOver, w.of(100).State)
	})
}

func TestRefusedGoodsGoBackToTheStore(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		f := w.assigned(100, domain.Details{AgeCheck: true})
		w.ready(100)
		_, err := w.deliveries.PickUp(ctx, ann, f.ID)
		require.NoError(w, err)
		for range 2 {
			_, err = w.deliveries.Refuse(ctx, ann, f.ID, domain.Minor, "看起来未成年")
			require.NoError(w, err)
		}
		require.Equal(w, int32(1), w.openJobs(ann), "the goods are still with the courier")
		_, err = w.deliveries.ReceiveReturn(ctx, shop+1, f.ID)
		require.True(w, errs.HasReason(err, "DELIVERY_NOT_FOUND"))
		for range 2 {
			_, err = w.deliveries.ReceiveReturn(ctx, shop, f.ID)
			require.NoError(w, err)
		}
		require.Equal(w, int32(0), w.openJobs(ann))
		w.wantEvents(
			&deliveryv1.JobChanged{OrderId: 100, DeliveryId: f.ID, CourierId: ann, State: deliveryv1.DeliveryState_DELIVERY_STATE_ASSIGNED, Ready: true},
			&deliveryv1.DeliveryPickedUp{OrderId: 100, DeliveryId: f.ID, CourierId: ann},
			&deliveryv1.DeliveryRefused{OrderId: 100, DeliveryId: f.ID, CourierId: ann, Age: true, Note: "看起来未成年"},
			&deliveryv1.DeliveryReturned{OrderId: 100, DeliveryId: f.ID},
			&deliveryv1.JobChanged{OrderId: 100, DeliveryId: f.ID, CourierId: ann, State: deliveryv1.DeliveryState_DELIVERY_STATE_RETURNED, Ready: true},
		)
		w.cancel(100)
		require.Equal(w, domain.Returned, w.of(100).State)
	})
}

func TestACancelledOrderFreesItsCourier(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		f := w.assigned(100, domain.Details{})
		for range 2 {
			w.cancel(100)
		}
		w.wantEvents(&deliveryv1.JobChanged{OrderId: 100, DeliveryId: f.ID, CourierId: ann, State: deliveryv1.DeliveryState_DELIVERY_STATE_CANCELLED})
		require.Equal(w, int32(0), w.openJobs(ann))
		_, err := w.deliveries.PickUp(ctx, ann, f.ID)
		require.True(w, errs.HasReason(err, "DELIVERY_STATE_INVALID"))
		w.accept(101, domain.Details{})
		g := w.of(101)
		w.dispatch(g, 0)
		w.out.Take(w.T)
		w.cancel(101)
		w.wantEvents(&deliveryv1.OfferWithdrawn{DeliveryId: g.ID, CourierId: ann})
		_, err = w.deliveries.Accept(ctx, ann, g.ID)
		require.True(w, errs.HasReason(err, "DELIVERY_OFFER_GONE"))
		offers, err := w.rows.Offers(ctx, ann, w.clock.Now(), 10)
		require.NoError(w, err)
		require.Empty(w, offers)
	})
}

func TestEventsOutOfOrderEndTheSame(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.ready(100)
		_, err := w.rows.OfOrder(ctx, all, 100)
		require.True(w, errs.HasReason(err, "DELIVERY_NOT_FOUND"), "an order that is not accepted has no delivery to show")
		w.accept(100, domain.Details{})
		require.True(w, w.of(100).Ready)

		w.cancel(101)
		w.accept(101, domain.Details{})
		w.ready(101)
		_, err = w.rows.OfOrder(ctx, all, 101)
		require.True(w, errs.HasReason(err, "DELIVERY_NOT_FOUND"))
		w.wantEvents(&deliveryv1.DispatchDue{DeliveryId: w.of(100).ID})
	})
}

func TestJobsAreListedByTheirEnd(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		first, second := w.assigned(100, domain.Details{}), w.assigned(101, domain.Details{})
		list, err := w.rows.JobsOf(ctx, ann, false, 0, 10)
		require.NoError(w, err)
		require.Equal(w, []int64{second.ID, first.ID}, []int64{list[0].ID, list[1].ID})
		list, err = w.rows.JobsOf(ctx, ann, false, second.ID, 10)
		require.NoError(w, err)
		require.Len(w, list, 1)
		w.cancel(100)
		list, err = w.rows.JobsOf(ctx, ann, true, 0, 10)
		require.NoError(w, err)
		require.Len(w, list, 1)
		require.Equal(w, first.ID, list[0].ID)
	})
}

func TestTheCheckWalksEveryDeliveryByOrder(t *testing.T) {
	worlds(t, func(w *world) {
		for _, order := range []int64{103, 101, 102} {
			w.accept(order, domain.Details{})
		}
		w.ready(100)
		w.cancel(101)
		got := map[int64]domain.State{}
		last := int64(0)
		require.NoError(w, store.Walk(context.Background(), w.db, func(order int64, state domain.State) bool {
			require.Greater(w, order, last)
			last, got[order] = order, state
			return true
		}))
		require.Equal(w, map[int64]domain.State{101: domain.Cancelled, 102: domain.Searching, 103: domain.Searching}, got)
	})
}

func TestAZoneIsToldAsItWasSet(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		_, err := w.deliveries.ShowZone(ctx, shop)
		require.True(w, errs.HasReason(err, "DELIVERY_ZONE_NOT_FOUND"))
		q, err := w.deliveries.Quote(ctx, shop, storeAt, doorAt, domain.Load{}, time.Time{})
		require.NoError(w, err)
		require.False(w, q.InRange, "a store without a zone delivers nowhere")
		z := domain.Zone{StoreID: shop, RangeMeters: 3000, BaseFee: 500, Minimum: 2000, PrepareMins: 5}
		for fee := range int64(2) {
			z.NightFee = 100
			z.FeePerKg += 10 * money.Fen(fee+1)
			_, err = w.deliveries.PutZone(ctx, z, nil)
			require.NoError(w, err)
			require.Eventually(w, func() bool {
				got, err := w.deliveries.ShowZone(ctx, shop)
				return err == nil && reflect.DeepEqual(got, z)
			}, testWait, testTick)
		}
		q, err = w.deliveries.Quote(ctx, shop, storeAt, doorAt, domain.Load{}, time.Time{})
		require.NoError(w, err)
		require.True(w, q.InRange)
		require.EqualValues(w, 500, q.Fee)
	})
}

func TestEveryQueryOfAGrowingTableUsesAnIndex(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	for query, want := range map[string]string{
		"SELECT * FROM deliveries WHERE order_id = 1 AND user_id = 2":                                                                            "ux_deliveries_order (order_id=?)",
		"SELECT * FROM deliveries WHERE courier_id = 1 AND ended = FALSE AND id < 9 ORDER BY id DESC LIMIT 9":                                    "ix_deliveries_courier (courier_id=? AND ended=? AND",
		"SELECT * FROM deliveries WHERE store_id = 1 AND open_code = '1' LIMIT 1":                                                                "ux_deliveries_code (store_id=? AND open_code=?)",
		"SELECT * FROM deliveries WHERE store_id = 1 AND pickup_code = '1' AND state = 4 AND updated_at > 1":                                     "ix_deliveries_pickup (store_id=? AND pickup_code=?)",
		"SELECT state, reward, collected, updated_at FROM deliveries WHERE courier_id = 1 AND ended = TRUE AND id >= 9 ORDER BY id DESC LIMIT 9": "ix_deliveries_courier (courier_id=? AND ended=? AND",
		"SELECT order_id, state FROM deliveries WHERE order_id > 1 ORDER BY order_id LIMIT 9":                                                    "ux_deliveries_order (order_id>?)",
		"SELECT * FROM offers WHERE courier_id = 1 AND until > 1 AND NOT declined ORDER BY until LIMIT 9":                                        "ix_offers_courier (courier_id=? AND until>?)",
		"SELECT courier_id FROM offers WHERE delivery_id = 1 AND declined AND until > 1":                                                         "(delivery_id=?)",
		"SELECT * FROM deliveries WHERE user_id = 1 AND id > 5 ORDER BY id LIMIT 200":                                                            "ix_deliveries_user (user_id=? AND id>?)",
		"SELECT id, details FROM deliveries WHERE id > 5 AND id < 9 ORDER BY id LIMIT 200":                                                       "INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
		"SELECT id FROM couriers WHERE updated_at < 1 AND position_at IS NOT NULL AND open_jobs = 0 ORDER BY updated_at LIMIT 9":                 "ix_couriers_updated (updated_at<?)",
		"SELECT * FROM couriers WHERE updated_at >= 1 ORDER BY updated_at DESC LIMIT 9":                                                          "ix_couriers_updated (updated_at>?)",
	} {
		plan, err := sqldb.Explain(context.Background(), w.db, query)
		require.NoError(t, err)
		require.Len(t, plan, 1, "%s: %v", query, plan)
		require.Contains(t, plan[0], want)
	}
}

func TestAScopeThatSaysNothingSeesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	w.accept(100, domain.Details{})
	_, err := w.rows.Delivery(context.Background(), app.Scope{}, w.of(100).ID)
	require.True(t, errs.HasReason(err, "DELIVERY_NOT_FOUND"))
}
