package store_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

// text returns a column of an order's row as it lies at rest.
func (w *world) text(order int64, column string) (text string) {
	w.Helper()
	require.NoError(w, w.db.Reader().NewRaw("SELECT "+column+" FROM orders WHERE id = ?", order).Scan(context.Background(), &text))
	return text
}

func TestWhoAnOrderGoesToIsNotReadAtRest(t *testing.T) {
	worlds(t, func(w *world) {
		order := w.placed(buyer, "key-1", domain.PayOnDelivery)
		for _, column := range []string{"frozen", "recipient"} {
			for _, word := range []string{"王五", "13800138000", "武侯区", "少放辣", "30650000"} {
				require.NotContains(w, w.text(order, column), word)
			}
		}
		f, err := w.rows.Order(context.Background(), all, order)
		require.NoError(w, err)
		require.Equal(w, domain.Address{ContactName: "王五", Phone: "13800138000", Text: "成都市武侯区", LatE6: 30_650_000, LngE6: 104_060_000}, f.Address)
		require.Equal(w, "少放辣", f.Remark)
	})
}

func TestOrdersOfBeforeAreReadInClearUntilTheyAreSealed(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		order := w.placed(buyer, "key-1", domain.PayOnDelivery)
		want, err := w.rows.Order(ctx, all, order)
		require.NoError(w, err)
		clear := strings.Replace(w.text(order, "frozen"), `"address":{}`, `"address":{"name":"王五","phone":"13800138000","text":"成都市武侯区","lat":30650000,"lng":104060000},"remark":"少放辣"`, 1)
		require.NoError(w, w.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := tx.ExecContext(ctx, "UPDATE orders SET recipient = '', frozen = ? WHERE id = ?", clear, order)
			return err //nolint:wrapcheck // a fixture
		}))
		got, err := w.rows.Order(ctx, all, order)
		require.NoError(w, err)
		require.Equal(w, want, got)
		places, err := store.Places(ctx, w.keys)
		require.NoError(w, err)
		w.keys.Tend(places...)
		require.NoError(w, w.keys.Tidy(ctx))
		require.NotContains(w, w.text(order, "frozen"), "王五")
		require.NotContains(w, w.text(order, "frozen"), "少放辣")
		got, err = w.rows.Order(ctx, all, order)
		require.NoError(w, err)
		require.Equal(w, want, got)
		s, err := w.keys.Survey(ctx, places[0])
		require.NoError(w, err)
		require.Equal(w, [3]int64{1, 0, 0}, [3]int64{s.Sealed, s.Clear, s.Unreadable})
	})
}
