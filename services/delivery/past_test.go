package delivery_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/delivery"
)

const (
	searching = deliveryv1.DeliveryState_DELIVERY_STATE_SEARCHING
	assigned  = deliveryv1.DeliveryState_DELIVERY_STATE_ASSIGNED
	pickedUp  = deliveryv1.DeliveryState_DELIVERY_STATE_PICKED_UP
	handed    = deliveryv1.DeliveryState_DELIVERY_STATE_HANDED_OVER
	refused   = deliveryv1.DeliveryState_DELIVERY_STATE_REFUSED
	returned  = deliveryv1.DeliveryState_DELIVERY_STATE_RETURNED
	cancelled = deliveryv1.DeliveryState_DELIVERY_STATE_CANCELLED
	awaiting  = deliveryv1.DeliveryState_DELIVERY_STATE_AWAITING_PICKUP
)

func pastWay(n int64, code string, states ...deliveryv1.DeliveryState) delivery.PastDelivery {
	at := time.Date(2026, 4, 1, 10, 0, 0, 0, time.UTC)
	d := delivery.PastDelivery{
		ID: n, OrderID: n, UserID: 9, StoreID: 7, StoreName: "春熙路店", StoreLatE6: 30657200, StoreLngE6: 104081500, DropLatE6: 30657200, DropLngE6: 104091500,
		Drop: "东大街", AgeCheck: true, PickupCode: code, CourierID: 31, At: at, ReadyAt: at.Add(2 * time.Minute),
	}
	for i, s := range states {
		d.Steps = append(d.Steps, delivery.PastStep{State: s, At: at.Add(time.Duration(i+1) * time.Minute)})
	}
	return d
}

func migrated(t *testing.T, db *sqldb.DB) *sqldb.DB {
	t.Helper()
	service, err := delivery.Service(delivery.DefaultConfig())
	require.NoError(t, err)
	require.NoError(t, sqldb.Migrate(t.Context(), db, sqldb.Set{Name: service.Name, Files: service.Migrations}))
	return db
}

func TestDeliveriesOfThePastEndedAsTheyAreTold(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		require.NoError(t, delivery.NewPast(migrated(t, db), testkit.Keys(t, db)).Write(t.Context(), []delivery.PastDelivery{
			pastWay(1, "", searching, assigned, pickedUp, handed), pastWay(2, "", searching, assigned, pickedUp, refused, returned),
			pastWay(3, "", cancelled), pastWay(4, "", searching, cancelled), pastWay(5, "12345678", awaiting, handed),
		}))
		var got []deliveryv1.DeliveryState
		for f, err := range delivery.NewChecker(db).Deliveries(t.Context()) {
			require.NoError(t, err)
			got = append(got, f.State)
		}
		require.Equal(t, []deliveryv1.DeliveryState{handed, returned, cancelled, cancelled, handed}, got)
	})
}

func TestADeliveryOfThePastThatCouldNotBeMadeIsNotWritten(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]delivery.PastDelivery{
		"goods leave with nobody":              pastWay(1, "", searching, pickedUp),
		"goods are handed over after a return": pastWay(1, "", searching, assigned, pickedUp, refused, returned, handed),
		"what was handed over is cancelled":    pastWay(1, "12345678", awaiting, handed, cancelled),
		"a courier fetches what is picked up":  pastWay(1, "12345678", searching),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := migrated(t, testkit.Open(t, testkit.SQLite(t)))
			err := delivery.NewPast(db, testkit.Keys(t, db)).Write(t.Context(), []delivery.PastDelivery{pastWay(9, "", cancelled), d})
			require.True(t, errs.HasReason(err, "DELIVERY_STATE_INVALID"), "%v", err)
			for range delivery.NewChecker(db).Deliveries(t.Context()) {
				require.Fail(t, "something was written")
			}
		})
	}
}
