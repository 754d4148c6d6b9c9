package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/services/inventory/internal/domain"
	"dajiu/services/inventory/internal/store"
)

func TestAStoresLedgerIsOneListOfAllSkusAndKinds(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := t.Context()
		w.receive(map[int64]int64{11: 10, 12: 5})
		require.NoError(w, w.reserve(100, domain.Line{SkuID: 11, Quantity: 2}, domain.Line{SkuID: 12, Quantity: 1}))
		w.confirm(100)
		require.NoError(w, w.ship(100))
		require.NoError(w, w.reserve(101, domain.Line{SkuID: 11, Quantity: 1}))
		whole, err := w.rows.StoreLedger(ctx, shop, store.LedgerWanted{}, 0, 100)
		require.NoError(w, err)
		require.Len(w, whole, 7)
		var paged []int64
		for before := int64(0); ; {
			page, err := w.rows.StoreLedger(ctx, shop, store.LedgerWanted{}, before, 2)
			require.NoError(w, err)
			if len(page) == 0 {
				break
			}
			for _, m := range page {
				paged = append(paged, m.ID)
			}
			before = page[len(page)-1].ID
		}
		for i, m := range whole {
			require.Equal(w, m.ID, paged[i])
		}
		reserved, err := w.rows.StoreLedger(ctx, shop, store.LedgerWanted{Kinds: []domain.Kind{domain.KindReserve}}, 0, 100)
		require.NoError(w, err)
		require.Len(w, reserved, 3)

		f, moves, err := w.rows.OrderLedger(ctx, 100)
		require.NoError(w, err)
		require.Equal(w, domain.Committed, f.State)
		require.Len(w, moves, 4, "two lines promised, and gone")
		_, _, err = w.rows.OrderLedger(ctx, 999)
		require.True(w, errs.HasReason(err, "INVENTORY_RESERVATION_NOT_FOUND"))
	})
}
