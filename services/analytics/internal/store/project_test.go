package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/store"
)

var noon = time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture: noon in China

type world struct {
	*testing.T
	db   *sqldb.DB
	rows *store.Store
	ids  *id.Generator
}

// worlds runs a suite on every engine.
func worlds(t *testing.T, suite func(w *world)) {
	t.Helper()
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		require.NoError(t, sqldb.Migrate(t.Context(), db, outbox.Migrations()))
		require.NoError(t, sqldb.Migrate(t.Context(), db, sqldb.Set{Name: "analytics", Files: os.DirFS("migrations")}))
		clk := clock.Fake(noon)
		ids, err := id.NewGenerator(clk, 1)
		require.NoError(t, err)
		suite(&world{T: t, db: db, ids: ids, rows: store.New(db, outbox.New("analytics", db, nil, ids, clk, testkit.Quiet(), nil), clk)})
	})
}

// hear lets the figures be told of things, a transaction each.
func (w *world) hear(told ...domain.Told) {
	w.Helper()
	for _, t := range told {
		require.NoError(w, w.db.WriteKey(w.Context(), t.OrderID, func(_ context.Context, tx *sqldb.Tx) error {
			w.rows.Project(tx, t)
			return nil
		}))
	}
}

// dump is all rows of a table as text.
func (w *world) dump(table, order string) string {
	w.Helper()
	var rows []map[string]any
	require.NoError(w, w.db.Reader().NewRaw("SELECT * FROM "+table+" ORDER BY "+order).Scan(w.Context(), &rows))
	// Whether a row that came to nothing was ever there may depend on the order.
	rows = slices.DeleteFunc(rows, func(row map[string]any) bool {
		for column, value := range row {
			if !strings.Contains(order, column) && fmt.Sprint(value) != "0" {
				return false
			}
		}
		return true
	})
	return fmt.Sprint(rows)
}

func (w *world) all() string {
	return w.dump("figures_minute", "at, store_id, pay_method, fulfilment") + w.dump("figures_hour", "at, store_id, pay_method, fulfilment") +
		w.dump("figures_day", "at, store_id, pay_method, fulfilment") + w.dump("goods_day", "at, store_id, sku_id") +
		w.dump("couriers_day", "at, store_id, courier_id") + w.dump("standing", "store_id, state") + w.dump("known_orders", "order_id") + w.dump("buyers", "user_id")
}

// wipe forgets everything.
func (w *world) wipe() {
	w.Helper()
	require.NoError(w, w.db.Write(w.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
		for _, table := range []string{"figures_minute", "figures_hour", "figures_day", "goods_day", "couriers_day", "standing", "known_orders", "buyers"} {
			if _, err := tx.NewDelete().TableExpr(table).Where("1 = 1").Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	}))
}

// story is what the events of one order tell.
func (w *world) story(user, storeID int64, pay int, acts ...domain.Act) []domain.Told {
	about := domain.Told{OrderID: w.ids.NextFor(user), UserID: user, StoreID: storeID, Pay: pay, Fulfilment: 1, Payable: 10_000, Pieces: 3}
	states := map[domain.Act]domain.State{
		domain.WasPlaced: domain.PendingPayment, domain.WasConfirmed: domain.Waiting, domain.WasAccepted: domain.Taken, domain.WasPacked: domain.Ready,
		domain.WasShipped: domain.Shipped, domain.WasDelivered: domain.Done, domain.WasCancelled: domain.Ended, domain.WasReturning: domain.Returning,
	}
	var list []domain.Told
	for i, act := range acts {
		t := about
		t.Act, t.At, t.State, t.Version = act, noon.Add(time.Duration(i*10)*time.Minute).UnixMilli(), states[act], int64(i+1)
		switch act {
		case domain.WasConfirmed, domain.WasDelivered:
			t.Lines = []domain.Line{{SkuID: 7, ProductID: 5, Quantity: 2, Amount: 6000}, {SkuID: 8, ProductID: 6, Quantity: 1, Amount: 4000}}
		case domain.WasRefunded:
			t.Refunded = 10_000
		case domain.WasHandedOver, domain.WasRefused:
			t = domain.Told{Act: act, At: t.At, OrderID: t.OrderID, CourierID: 99, Collected: 500}
		case domain.WasPlaced, domain.WasAccepted, domain.WasPacked, domain.WasShipped, domain.WasReturning, domain.WasCancelled:
		}
		list = append(list, t)
	}
	return list
}

func TestWhatIsAddedUpDoesNotDependOnTheOrderOfEvents(t *testing.T) {
	worlds(t, func(w *world) {
		var told []domain.Told
		for _, s := range [][]domain.Told{
			w.story(1, 20, 1, domain.WasPlaced, domain.WasConfirmed, domain.WasAccepted, domain.WasPacked, domain.WasShipped, domain.WasDelivered, domain.WasHandedOver),
			w.story(1, 20, 2, domain.WasConfirmed, domain.WasAccepted, domain.WasCancelled),
			w.story(2, 21, 1, domain.WasPlaced, domain.WasConfirmed, domain.WasCancelled, domain.WasRefunded),
			w.story(3, 21, 2, domain.WasConfirmed, domain.WasAccepted, domain.WasPacked, domain.WasShipped, domain.WasReturning, domain.WasRefused, domain.WasCancelled),
			w.story(4, 21, 1, domain.WasPlaced),
		} {
			told = append(told, s...)
		}
		w.hear(told...)
		want := w.all()
		rng := rand.New(rand.NewPCG(1, 2))
		for range 8 {
			w.wipe()
			rng.Shuffle(len(told), func(i, j int) { told[i], told[j] = told[j], told[i] })
			// Some share a commit, and some come twice although the inbox would not let them.
			require.NoError(w, w.db.Write(w.Context(), func(_ context.Context, tx *sqldb.Tx) error {
				for _, t := range told[:5] {
					w.rows.Project(tx, t)
				}
				return nil
			}))
			w.hear(told[3:]...)
			require.Equal(w, want, w.all())
		}
	})
}

func TestARowThatIsSweptDoesNotComeBack(t *testing.T) {
	worlds(t, func(w *world) {
		late := w.story(1, 20, 1, domain.WasPlaced, domain.WasConfirmed)
		late[1].At = noon.Add(-store.HoursKept).UnixMilli()
		w.hear(late...)
		rows, err := w.rows.Sums(w.Context(), store.Sum{Table: store.Hours, Until: 1 << 40, Columns: []string{"confirmed"}})
		require.NoError(w, err)
		require.Equal(w, []int64{0}, rows[0].Values)
		rows, err = w.rows.Sums(w.Context(), store.Sum{Table: store.Days, Until: 1 << 40, Columns: []string{"confirmed", "gmv"}})
		require.NoError(w, err)
		require.Equal(w, []int64{1, 10_000}, rows[0].Values)
		n, err := w.rows.SweepFigures(w.Context(), store.Minutes, noon.Unix()/60+1)
		require.NoError(w, err)
		require.Positive(w, n)
		n, err = w.rows.SweepFigures(w.Context(), store.Minutes, noon.Unix()/60+1)
		require.NoError(w, err)
		require.Zero(w, n)
	})
}

func TestAQuestionReadsTheRowsOfItsPeriodByAnIndex(t *testing.T) {
	worlds(t, func(w *world) {
		for user := range int64(40) {
			w.hear(w.story(user+1, 20+user%5, 1, domain.WasPlaced, domain.WasConfirmed)...)
		}
		for _, query := range []string{
			(&store.Sum{Table: store.Days, From: 20_000, Until: 20_001, By: []string{"at", "store_id"}, Columns: domain.ColumnNames()}).Text(),
			(&store.Sum{Table: store.Hours, From: 20_000, Until: 20_001, Stores: []int64{20}, Columns: []string{"gmv"}}).Text(),
			(&store.Sum{Table: store.Minutes, From: 20_000, Until: 20_001, Columns: []string{"gmv"}}).Text(),
			(&store.Sum{Table: "goods_day", From: 20_000, Until: 20_001, By: []string{"sku_id"}, Columns: []string{"amount"}}).Text(),
			(&store.Sum{Table: "couriers_day", From: 20_000, Until: 20_001, By: []string{"courier_id"}, Columns: []string{"deliveries"}}).Text(),
			"SELECT * FROM known_orders WHERE order_id > 5 ORDER BY order_id LIMIT 5",
			"SELECT * FROM buyers WHERE user_id IN (5, 6)",
			"SELECT * FROM skus WHERE sku_id IN (5, 6)",
		} {
			plan, err := sqldb.Explain(w.Context(), w.db, query)
			require.NoError(w, err, query)
			text := strings.Join(plan, "\n")
			require.NotContains(w, text, "SCAN", query)
			require.NotContains(w, text, "type=ALL", query)
		}
	})
}
