package order

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

// checkedOrders is more than two pages, and not a whole number of them.
const checkedOrders = 1203

func migrated(t *testing.T, db *sqldb.DB) *sqldb.DB {
	t.Helper()
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	require.NoError(t, err)
	require.NoError(t, sqldb.Migrate(t.Context(), db, sqldb.Set{Name: "order", Files: folder}))
	return db
}

// fill writes trades of two orders each: the first waits for its money, the second was accepted.
func fill(t *testing.T, db *sqldb.DB) {
	t.Helper()
	now := time.Now().UTC().Truncate(time.Millisecond)
	var trades, orders, events []string
	row := func(list *[]string, values ...any) {
		cells := make([]string, len(values))
		for i, v := range values {
			cells[i] = fmt.Sprint(v)
			if text, ok := v.(string); ok {
				cells[i] = "'" + text + "'"
			} else if v == nil {
				cells[i] = "NULL"
			}
		}
		*list = append(*list, "("+strings.Join(cells, ",")+")")
	}
	at := now.Format("2006-01-02 15:04:05.000")
	for n := range int64(checkedOrders) {
		id, trade := 10+n*10, 5+n/2*20
		frozen := fmt.Sprintf(`{"lines":[{"sku":%d,"qty":2,"name":"x"}]}`, n)
		if n%2 == 0 {
			row(&trades, trade, n, fmt.Sprint("k", n), 1, 1, 300, fmt.Sprintf("[%d,%d]", id, id+10), at)
			row(&orders, id, trade, n, 7, 8, "s", 1, 1, 1, 1, 100, 0, 100, 0, frozen, 0, at, at, at, 1, 1000, nil, "")
			row(&events, id+1, id, n, 1, 1, "CUSTOMER", "", at, 0)
			continue
		}
		row(&orders, id, trade, n, 7, 8, "s", 3, 2, 1, 2, 150, 50, 200, 0, frozen, 0, at, at, at, 3, nil, at, "")
		for seq := range 3 {
			row(&events, id+int64(seq)+1, id, n, seq+1, seq+1, "SYSTEM", "", at, 0)
		}
	}
	for table, rows := range map[string][]string{"trades": trades, "orders": orders, "order_events": events} {
		for len(rows) > 0 {
			k := min(len(rows), 300)
			text := "INSERT INTO " + table + " VALUES " + strings.Join(rows[:k], ",")
			require.NoError(t, db.Write(t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
				_, err := tx.ExecContext(ctx, text)
				return err
			}))
			rows = rows[k:]
		}
	}
}

func TestACheckerStreamsEveryOrderAndTradeByID(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		fill(t, migrated(t, db))
		c := NewChecker(db)
		var last, n int64
		for o, err := range c.Orders(t.Context()) {
			require.NoError(t, err)
			require.Greater(t, o.OrderID, last)
			require.Equal(t, []LineFact{{SkuID: n, Quantity: 2}}, o.Lines)
			want := TimelineFact{Entries: 1, LastSeq: 1, LastState: orderv1.OrderState_ORDER_STATE_PENDING_PAYMENT, reached: 1 << orderv1.OrderState_ORDER_STATE_PENDING_PAYMENT}
			if n%2 == 1 {
				want = TimelineFact{Entries: 3, LastSeq: 3, LastState: orderv1.OrderState_ORDER_STATE_ACCEPTED, reached: want.reached | 1<<orderv1.OrderState_ORDER_STATE_CONFIRMED | 1<<orderv1.OrderState_ORDER_STATE_ACCEPTED}
				require.EqualValues(t, 200, o.Payable)
				require.Equal(t, orderv1.PayState_PAY_STATE_PAID, o.PayState)
				require.Equal(t, orderv1.Fulfilment_FULFILMENT_PICKUP, o.Fulfilment)
			}
			require.Equal(t, want, o.Timeline)
			last = o.OrderID
			n++
		}
		require.EqualValues(t, checkedOrders, n)
		last, n = 0, 0
		for trade, err := range c.Trades(t.Context()) {
			require.NoError(t, err)
			require.Greater(t, trade.TradeID, last)
			last = trade.TradeID
			n++
			if n <= checkedOrders/2 {
				require.Len(t, trade.Orders, 2)
				continue
			}
			require.Len(t, trade.OrderIDs, 2)
			require.Len(t, trade.Orders, 1, "the last trade's second order is not there")
		}
		require.EqualValues(t, (checkedOrders+1)/2, n)
	})
}

func TestACheckerStopsWhenItsReaderDoes(t *testing.T) {
	t.Parallel()
	db := migrated(t, testkit.Open(t, testkit.SQLite(t)))
	fill(t, db)
	seen := 0
	for range NewChecker(db).Orders(t.Context()) {
		if seen++; seen == 3 {
			break
		}
	}
	for range NewChecker(db).Trades(t.Context()) {
		if seen++; seen == 6 {
			break
		}
	}
	require.Equal(t, 6, seen)
}

func TestATimelineThatLeavesTheStateTableIsToldApart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		events    string
		gap, jump bool
	}{
		{"an entry is missing", "DELETE FROM order_events WHERE order_id = 20 AND seq = 2", true, true},
		{"an entry cannot follow", "UPDATE order_events SET state = 7 WHERE order_id = 20 AND seq = 3", false, true},
		{"an order begins in the middle", "UPDATE order_events SET state = 3 WHERE order_id = 20 AND seq = 1", false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			db := migrated(t, testkit.Open(t, testkit.SQLite(t)))
			fill(t, db)
			require.NoError(t, db.Write(t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
				_, err := tx.ExecContext(ctx, c.events)
				return err
			}))
			for o, err := range NewChecker(db).Orders(t.Context()) {
				require.NoError(t, err)
				require.Equal(t, c.gap && o.OrderID == 20, o.Timeline.Gap)
				require.Equal(t, c.jump && o.OrderID == 20, o.Timeline.Jump)
			}
		})
	}
}

func TestEveryStatementOfTheCheckIsServedByAKey(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		fill(t, migrated(t, db))
		for _, query := range []string{
			"SELECT * FROM orders WHERE id > 5000 ORDER BY id LIMIT 500",
			"SELECT order_id, seq, state FROM order_events WHERE order_id BETWEEN 5000 AND 5100 ORDER BY order_id, seq",
			"SELECT id FROM trades WHERE id > 5000 ORDER BY id LIMIT 500",
			"SELECT id FROM orders WHERE id IN (10, 20, 30)",
		} {
			plan, err := sqldb.Explain(t.Context(), db, query)
			require.NoError(t, err)
			for _, line := range plan {
				if db.Engine() == sqldb.SQLite {
					require.Contains(t, line, "SEARCH", query)
					continue
				}
				require.NotContains(t, line, "type=ALL", query)
			}
		}
	})
}
