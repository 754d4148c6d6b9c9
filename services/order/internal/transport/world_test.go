package transport_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/platform/outbox"
	"dajiu/platform/parameter"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
	"dajiu/services/order/internal/transport"
)

//nolint:gochecknoglobals // fixtures
var (
	noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	all  = app.Scope{All: true}
)

// hand is a bus on which the test hands each event over itself, as often and in what order it likes.
type hand struct {
	bus.Bus
	handle chan func(ctx context.Context, batch []bus.Message) error
}

// Consume lends the group's handler to the test.
func (h *hand) Consume(ctx context.Context, _ string, _ []string, handle func(ctx context.Context, batch []bus.Message) error) error {
	h.handle <- handle
	<-ctx.Done()
	return nil
}

// Follow serves nobody: services consume.
func (h *hand) Follow(context.Context, string, []string, func(context.Context, []bus.Message) error) error {
	return nil
}

// world is the order service's subscribers over a real store and a real inbox.
type world struct {
	*testing.T
	db     *sqldb.DB
	rows   *store.Orders
	ids    *id.Generator
	handle func(ctx context.Context, batch []bus.Message) error
	last   int64
}

func newWorld(t *testing.T) *world {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	db := testkit.Open(t, testkit.SQLite(t))
	require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "order", Files: os.DirFS("../store/migrations")}))
	require.NoError(t, sqldb.Migrate(ctx, db, outbox.Migrations()))
	clk := clock.Fake(noon)
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	b := &hand{handle: make(chan func(ctx context.Context, batch []bus.Message) error)}
	out := outbox.New("order", db, b, ids, clk, testkit.Quiet(), nil)
	rows, err := store.New(ctx, db, out, testkit.Keys(t, db), ids, store.Timers{Acceptance: parameter.Fixed(time.Minute), Completion: parameter.Fixed(time.Hour)})
	require.NoError(t, err)
	w := &world{T: t, db: db, ids: ids, rows: rows}
	consumer := outbox.NewConsumer("order", db, b, clk, testkit.Quiet(), nil)
	transport.Subscribe(consumer, w.rows, clk)
	done := make(chan error, 1)
	go func() { done <- consumer.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		require.NoError(t, <-done)
	})
	w.handle = <-b.handle
	return w
}

// told is an event on the bus: the same one may be handed over again.
type told bus.Message

func (w *world) event(ev proto.Message) told {
	w.Helper()
	payload, err := proto.Marshal(ev)
	require.NoError(w, err)
	w.last++
	return told{ID: w.last, Topic: string(ev.ProtoReflect().Descriptor().FullName()), Key: 1, Payload: payload, At: noon}
}

// hear hands an event over and waits until it is handled or put aside.
func (w *world) hear(events ...told) {
	w.Helper()
	for _, ev := range events {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		require.NoError(w, w.handle(ctx, []bus.Message{bus.Message(ev)}), ev.Topic)
		cancel()
	}
}

// placed stores a trade of one order for 199 yuan.
func (w *world) placed(method domain.PayMethod, fulfilment domain.Fulfilment) int64 {
	w.Helper()
	trade := app.Trade{ID: w.ids.Next(), UserID: 3, Key: "key-1", PayMethod: method, Payable: 19900, CreatedAt: noon}
	priced, err := domain.PriceStore([]domain.Line{{SkuID: 1, Name: "锦江春", Quantity: 1, Price: 19900, Liquor: true}}, domain.Delivery{})
	require.NoError(w, err)
	order, err := domain.Place(domain.Placement{
		ID: w.ids.Next(), TradeID: trade.ID, UserID: 3, StoreID: 7, MerchantID: 2, StoreName: "打酒坊", PayMethod: method, Fulfilment: fulfilment,
		Priced: priced, PickupCode: "12345678", At: noon, PayBefore: noon.Add(time.Minute),
	})
	require.NoError(w, err)
	trade.OrderIDs = []int64{order.Facts().ID}
	placed, err := w.rows.Place(context.Background(), trade, []*domain.Order{order})
	require.NoError(w, err)
	require.True(w, placed)
	return trade.OrderIDs[0]
}

func (w *world) do(order int64, acts ...domain.Act) {
	w.Helper()
	for _, act := range acts {
		_, err := w.rows.Update(context.Background(), all, order, func(o *domain.Order) error {
			_, err := o.Do(act, domain.Store, "", noon)
			return err
		})
		require.NoError(w, err)
	}
}

// outcome is what events may have made of an order.
type outcome struct {
	State    domain.State
	Pay      domain.PayState
	Reason   domain.Reason
	Refunded money.Fen
}

// ended returns the order, after checking that its timeline has no gap, and that each entry was published once and
// no event was put aside.
func (w *world) ended(order int64) outcome {
	w.Helper()
	ctx := context.Background()
	f, err := w.rows.Order(ctx, all, order)
	require.NoError(w, err)
	timeline, err := w.rows.Timeline(ctx, f.UserID, order)
	require.NoError(w, err)
	for i, entry := range timeline {
		require.EqualValues(w, i+1, entry.Seq)
	}
	require.Equal(w, f.State, timeline[len(timeline)-1].State)
	var events, dead int
	require.NoError(w, w.db.Reader().NewRaw(`SELECT COUNT(*) FROM outbox WHERE topic NOT LIKE '%Due' AND topic NOT LIKE '%RefundNoted'`).Scan(ctx, &events))
	require.Len(w, timeline, events)
	require.NoError(w, w.db.Reader().NewRaw(`SELECT COUNT(*) FROM dead_letter`).Scan(ctx, &dead))
	require.Zero(w, dead, "an event was put aside")
	return outcome{State: f.State, Pay: f.PayState, Reason: f.Reason, Refunded: f.Refunded}
}
