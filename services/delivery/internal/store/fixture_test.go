package store_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
	"dajiu/services/delivery/internal/store"
)

const (
	shop  = int64(4)
	buyer = int64(3)
	ann   = int64(901) // couriers
	bob   = int64(902)
	cid   = int64(903)
	dan   = int64(904)
	eve   = int64(905)
)

//nolint:gochecknoglobals // fixtures
var (
	noon    = time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC)
	storeAt = domain.Point{LatE6: 31_230_000, LngE6: 121_470_000}
	doorAt  = domain.Point{LatE6: 31_240_000, LngE6: 121_470_000}
	all     = app.Scope{All: true}
)

type world struct {
	*testing.T
	db         *sqldb.DB
	rows       *store.Store
	deliveries *app.Deliveries
	// policy is what deliveries go by.
	policy app.Policy
	out    *testkit.Published
	clock  *clockwork.FakeClock
	// node tells the ids of processes apart that follow one another while the clock stands still.
	node int
}

func newWorld(t *testing.T, db *sqldb.DB) *world {
	t.Helper()
	ctx := context.Background()
	require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "delivery", Files: os.DirFS("migrations")}))
	w := &world{T: t, db: db, out: testkit.NewPublished(t, db), clock: clock.Fake(noon)}
	w.start()
	return w
}

// start makes a process over the world's database: what the one before had in memory is gone.
func (w *world) start() {
	w.Helper()
	w.node++
	ids, err := id.NewGenerator(w.clock, w.node)
	require.NoError(w, err)
	w.rows, err = store.New(w.Context(), w.db, w.out, testkit.Keys(w.T, w.db), ids, w.clock, store.Limits{OpenJobs: 2, DispatchAhead: 10 * time.Minute, Zones: 100, ZoneFreshFor: time.Minute})
	require.NoError(w, err)
	w.policy = app.Policy{
		Tariff:   domain.Tariff{RewardBase: 400, RewardPerKm: 100, MetersPerMinute: 250, BufferMinutes: 10},
		OfferFor: 30 * time.Second, RetryAfter: 15 * time.Second, RestFor: 3 * time.Minute, Offers: 2,
		Radius: 2000, Widening: 1000, Farthest: 10_000, FreshFor: 2 * time.Minute, SaveEvery: 40 * time.Second,
	}
	w.deliveries = &app.Deliveries{
		Orders: w, Jobs: w.rows, Rounds: w.rows, Counter: w.rows, Couriers: w.rows, Zones: w.rows, Clock: w.clock,
		Fleet: app.NewFleet(w.rows, 2*time.Minute), Board: app.NewBoard(w.rows),
		Policy: func() app.Policy { return w.policy },
	}
}

// worlds runs a suite on every engine.
func worlds(t *testing.T, suite func(w *world)) {
	t.Helper()
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) { suite(newWorld(t, db)) })
}

// follow handles an order's event as the consumer does: in a transaction.
func (w *world) follow(order int64, change func(*domain.Delivery) error) error {
	return w.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		return w.rows.FollowIn(ctx, tx, store.Heard{OrderID: order, UserID: buyer, StoreID: shop}, change)
	})
}

func (w *world) accept(order int64, details domain.Details) {
	w.Helper()
	details.StoreName, details.Store = "滴滴酒铺", storeAt
	if details.PickupCode == "" {
		details.Drop, details.ContactName, details.Phone = doorAt, "王先生", "13800000000"
	}
	require.NoError(w, w.follow(order, func(d *domain.Delivery) error {
		if d.Facts().State != domain.Expected {
			return nil
		}
		return d.Arrange(details, w.policy.Tariff, w.clock.Now())
	}))
}

func (w *world) ready(order int64) {
	w.Helper()
	require.NoError(w, w.follow(order, func(d *domain.Delivery) error { d.MarkReady(w.clock.Now()); return nil }))
}

func (w *world) cancel(order int64) {
	w.Helper()
	require.NoError(w, w.follow(order, func(d *domain.Delivery) error { d.Cancel(w.clock.Now()); return nil }))
}

// of returns the delivery of an order.
func (w *world) of(order int64) domain.Facts {
	w.Helper()
	f, err := w.rows.OfOrder(context.Background(), all, order)
	require.NoError(w, err)
	return f
}

// duty puts couriers on duty some metres north of the store.
func (w *world) duty(courier int64, meters int32) {
	w.Helper()
	_, err := w.deliveries.SetDuty(context.Background(), courier, true, north(meters))
	require.NoError(w, err)
}

func north(meters int32) domain.Point {
	return domain.Point{LatE6: storeAt.LatE6 + meters*9, LngE6: storeAt.LngE6}
}

// waiting counts the jobs for which nobody could be asked.
func (w *world) waiting() int {
	w.Helper()
	list, err := w.rows.Waiting(context.Background(), 100)
	require.NoError(w, err)
	return len(list)
}

// free handles the tasks that tell of free couriers, twice, and returns who was offered something by that.
func (w *world) free() []int64 {
	w.Helper()
	var asked []int64
	for _, ev := range w.out.Take(w.T) {
		if task, ok := ev.(*deliveryv1.CourierFree); ok {
			for range 2 {
				require.NoError(w, w.deliveries.OfferWaiting(context.Background(), task.GetCourierId()))
			}
		}
	}
	asked = append(asked, w.asked()...)
	return asked
}

// dispatch handles a timer.
func (w *world) dispatch(f domain.Facts, round int32) {
	w.Helper()
	require.NoError(w, w.deliveries.Dispatch(context.Background(), f.ID, round))
}

func (w *world) openJobs(courier int64) int32 {
	w.Helper()
	c, err := w.rows.SetDuty(context.Background(), app.Sighting{CourierID: courier, OnDuty: true, Point: storeAt, At: w.clock.Now(), ChangedAt: w.clock.Now()})
	require.NoError(w, err)
	return c.OpenJobs
}

// asked takes what was published and returns the couriers who were offered something.
func (w *world) asked() []int64 {
	w.Helper()
	var couriers []int64
	for _, ev := range w.out.Take(w.T) {
		if offer, ok := ev.(*deliveryv1.OfferMade); ok {
			couriers = append(couriers, offer.GetCourierId())
		}
	}
	return couriers
}

// wantEvents checks what was published since the last look.
func (w *world) wantEvents(want ...proto.Message) {
	w.Helper()
	got := w.out.Take(w.T)
	require.Len(w, got, len(want), "%v", got)
	for i := range want {
		require.True(w, proto.Equal(want[i], got[i]), "want %v, got %v", want[i], got[i])
	}
}

// Ship plays the order service: whatever is asked to ship, ships.
func (w *world) Ship(context.Context, int64) error { return nil }
