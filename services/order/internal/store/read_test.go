package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"

	"dajiu/platform/clock"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

func protoInt(v int64) protoreflect.Value { return protoreflect.ValueOfInt64(v) }

func idsOf(list []domain.Facts) []int64 {
	ids := make([]int64, len(list))
	for i, f := range list {
		ids[i] = f.ID
	}
	return ids
}

func TestOrdersAreListedNewestFirstByPage(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		var orders []int64
		for i := range 5 {
			orders = append([]int64{w.placed(buyer, fmt.Sprint("key-", i), domain.PayOnDelivery)}, orders...)
		}
		w.placed(buyer+1, "key-1", domain.PayOnDelivery)
		w.do(orders[1], domain.Accept)
		w.do(orders[3], domain.CancelByStore)
		own := app.Scope{UserID: buyer}
		for name, row := range map[string]struct {
			states []domain.State
			before int64
			limit  int
			want   []int64
		}{
			"all of them":         {nil, 0, 10, orders},
			"the first page":      {nil, 0, 2, orders[:2]},
			"the page after it":   {nil, orders[1], 2, orders[2:4]},
			"the page at the end": {nil, orders[4], 2, nil},
			"of one state":        {[]domain.State{domain.Accepted}, 0, 10, orders[1:2]},
			"of two states":       {[]domain.State{domain.Accepted, domain.Cancelled}, 0, 10, []int64{orders[1], orders[3]}},
			"of states, by page":  {[]domain.State{domain.Accepted, domain.Cancelled}, orders[1], 10, orders[3:4]},
		} {
			list, err := w.rows.Orders(ctx, own, row.states, row.before, row.limit)
			require.NoError(w, err, name)
			require.ElementsMatch(w, row.want, idsOf(list), name)
			require.IsNonIncreasing(w, append(idsOf(list), 0), name)
		}
	})
}

func TestATimelineTellsTheLifeOfAnOrderOldestFirst(t *testing.T) {
	worlds(t, func(w *world) {
		order := w.placed(buyer, "key-1", domain.PayOnDelivery)
		w.placed(buyer, "key-2", domain.PayOnDelivery)
		_, err := w.rows.Update(context.Background(), all, order, func(o *domain.Order) error {
			_, err := o.Do(domain.CancelByStore, domain.Store, "缺货", noon)
			return err
		})
		require.NoError(w, err)
		timeline, err := w.rows.Timeline(context.Background(), buyer, order)
		require.NoError(w, err)
		require.Len(w, timeline, 2)
		require.Equal(w, domain.Event{Seq: 1, State: domain.Confirmed, Actor: domain.Customer, At: noon}, timeline[0].Event)
		require.Equal(w, domain.Event{Seq: 2, State: domain.Cancelled, Actor: domain.Store, Note: "缺货", At: noon}, timeline[1].Event)
		require.Less(w, timeline[0].ID, timeline[1].ID)
	})
}

func TestProgressIsReadOnFromTheLastEventWithoutGapOrRepetition(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		for i := range 3 {
			order := w.placed(buyer, fmt.Sprint("key-", i), domain.PayOnDelivery)
			w.do(order, domain.Accept, domain.StartPicking)
		}
		w.placed(buyer+1, "key-1", domain.PayOnDelivery)
		whole, err := w.rows.Progress(ctx, buyer, 0, 100)
		require.NoError(w, err)
		require.Len(w, whole, 9)
		var pages []app.TimelineEntry
		for after := int64(0); ; {
			page, err := w.rows.Progress(ctx, buyer, after, 2)
			require.NoError(w, err)
			require.LessOrEqual(w, len(page), 2)
			if len(page) == 0 {
				break
			}
			after = page[len(page)-1].ID
			pages = append(pages, page...)
		}
		require.Equal(w, whole, pages)
	})
}

// TestEveryStatementIsServedByAnIndex asks SQLite, whose plans do not depend on how many rows there are.
func TestEveryStatementIsServedByAnIndex(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	for _, query := range []string{
		"SELECT * FROM orders WHERE id = 1 AND user_id = 2",
		"SELECT * FROM orders WHERE id = 1 AND store_id = 2",
		"SELECT * FROM orders WHERE user_id = 1 AND id < 5 ORDER BY id DESC LIMIT 20",
		"SELECT * FROM orders WHERE user_id = 1 AND state IN (1, 2) AND id < 5 ORDER BY id DESC LIMIT 20",
		"SELECT * FROM orders WHERE store_id = 1 AND state IN (2) AND id < 5 ORDER BY id DESC LIMIT 20",
		"SELECT * FROM orders WHERE store_id = 1 AND id < 5 ORDER BY id DESC LIMIT 20",
		"SELECT * FROM orders WHERE store_id = 1 AND state IN (8, 10) AND id < 5 ORDER BY id DESC LIMIT 20",
		"SELECT user_id, open_slot FROM orders WHERE user_id IN (1, 2) AND open_slot > 0",
		"UPDATE orders SET state = 2 WHERE id = 1 AND version = 2",
		"SELECT * FROM order_events WHERE order_id = 1 ORDER BY seq LIMIT 100",
		"SELECT * FROM order_events WHERE user_id = 1 AND id > 2 ORDER BY id LIMIT 200",
		"SELECT * FROM trades WHERE user_id = 1 AND request_key = 'k'",
		"SELECT * FROM trades WHERE id = 1",
		"SELECT * FROM cart_lines WHERE user_id = 1 ORDER BY store_id, sku_id LIMIT 120",
		"SELECT id, state, pay_state, pay_method, payable FROM orders WHERE store_id = 1 AND id >= 5 AND id < 9 ORDER BY id LIMIT 50000",
		"SELECT user_id FROM cart_lines WHERE user_id IN (1, 2) GROUP BY user_id HAVING COUNT(*) > 120",
		"SELECT * FROM orders WHERE user_id = 1 AND (state NOT IN (8, 10) OR pay_state = 3) ORDER BY id LIMIT 10",
		"SELECT id, recipient, frozen FROM orders WHERE user_id = 1 AND id > 5 ORDER BY id LIMIT 200",
		"SELECT id, recipient, frozen FROM orders WHERE id > 5 AND id < 9 ORDER BY id LIMIT 200",
		"SELECT id, recipient, frozen FROM orders WHERE id > 5 ORDER BY id LIMIT 200",
		"UPDATE order_events SET note = '' WHERE order_id = 1 AND actor = 'CUSTOMER'",
		"SELECT COUNT(*) FROM orders WHERE id < 5 AND recipient <> ''",
		"UPDATE cart_lines SET quantity = quantity - 1 WHERE user_id = 1 AND store_id = 2 AND sku_id = 3 AND quantity > 1",
	} {
		plan, err := sqldb.Explain(context.Background(), w.db, query)
		require.NoError(t, err)
		require.NotEmpty(t, plan)
		for _, line := range plan {
			require.Contains(t, line, "SEARCH", "%s: %v", query, plan)
		}
	}
}

func TestFiguresAreOfOneStoreAndOneDay(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		day := clock.DayOf(noon)
		w.placed(buyer, "key-1", domain.PayWechat)
		accepted := w.placed(buyer, "key-2", domain.PayOnDelivery)
		w.do(accepted, domain.Accept)
		w.clock.Advance(24 * time.Hour)
		w.placed(buyer, "key-3", domain.PayOnDelivery)
		f, err := w.rows.Figures(ctx, shop, day)
		require.NoError(w, err)
		want := domain.Figures{Open: 1, Turnover: 41900}
		want.Hours[20] = domain.HourFigures{Orders: 1, Turnover: 41900}
		require.Equal(w, want, f)
		f, err = w.rows.Figures(ctx, shop+1, day)
		require.NoError(w, err)
		require.Zero(w, f)
	})
}
