package store_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

func TestOrdersUnderWayAreCountedByStore(t *testing.T) {
	worlds(t, func(w *world) {
		var ids []int64
		for i, st := range []int64{1, 1, 1, 1, 2, 3} {
			method := domain.PayOnDelivery
			if i == 3 {
				method = domain.PayWechat // not paid: it may never be an order
			}
			trade, orders := w.placing(buyer, "key-"+strconv.Itoa(i), method, st)
			_, err := w.rows.Place(w.Context(), trade, orders)
			require.NoError(w, err)
			ids = append(ids, trade.OrderIDs[0])
		}
		w.do(ids[1], domain.Accept)
		w.do(ids[2], domain.CancelByStore)
		got, err := w.rows.CountOpen(w.Context(), []int64{1, 2, 9})
		require.NoError(w, err)
		require.Equal(w, []store.OpenCount{{StoreID: 1, Open: 2, Waiting: 1}, {StoreID: 2, Open: 1, Waiting: 1}}, got)
		got, err = w.rows.CountOpen(w.Context(), nil)
		require.NoError(w, err)
		require.Empty(w, got, "of no stores there are none")
	})
}

func TestOpenOrdersAreCountedByTheirIndexAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testkit.Open(t, testkit.SQLite(t)))
	q := store.OpenQuery([]int64{1, 2})
	plan, err := sqldb.Explain(w.Context(), w.db, q.Text, q.Args...)
	require.NoError(t, err)
	require.Len(t, plan, 1, "%v", plan)
	require.Contains(t, plan[0], "COVERING INDEX ix_orders_store_state (store_id=? AND state=?)")
}
