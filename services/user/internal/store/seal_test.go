package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

func TestWhereSomebodyLivesIsNotReadAtRest(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		a, err := w.rows.CreateAddress(ctx, domain.Address{
			ID: w.next(), UserID: 1, ContactName: "王五", Phone: "13800138000", City: "成都市", Street: "人民南路四段", Door: "3-2-1", LatE6: 30_650_000, LngE6: 104_060_000, CreatedAt: noon,
		}, "k")
		require.NoError(w, err)
		var stored map[string]any
		require.NoError(w, w.db.Reader().NewRaw("SELECT contact_name, phone, street, door, lat_e6, lng_e6, sealed FROM addresses").Scan(ctx, &stored))
		require.Regexp(w, `^1\.`, stored["sealed"])
		delete(stored, "sealed")
		for column, value := range stored {
			require.Contains(w, []any{"", int64(0)}, value, column)
		}
		got, err := w.rows.Address(ctx, 1, a.ID)
		require.NoError(w, err)
		require.Equal(w, a, got)
	})
}

func TestAddressesOfBeforeAreSealedByTheJob(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		a, err := w.address(1, "k", true)
		require.NoError(w, err)
		require.NoError(w, w.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := tx.ExecContext(ctx, "UPDATE addresses SET contact_name = '王五', phone = '13800138000', street = '人民南路', lat_e6 = -5, lng_e6 = 104060000, sealed = ''")
			return err //nolint:wrapcheck // a fixture
		}))
		a.LatE6, a.LngE6 = -5, 104_060_000
		got, err := w.rows.Address(ctx, 1, a.ID)
		require.NoError(w, err)
		require.Equal(w, a, got, "until then it is read as it is")
		keys := testkit.Keys(w.T, w.db)
		places, err := store.Places(ctx, keys)
		require.NoError(w, err)
		keys.Tend(places...)
		require.NoError(w, keys.Tidy(ctx))
		var left int
		require.NoError(w, w.db.Reader().NewRaw("SELECT COUNT(*) FROM addresses WHERE contact_name <> '' OR phone <> '' OR street <> '' OR lat_e6 <> 0").Scan(ctx, &left))
		require.Zero(w, left)
		got, err = w.rows.Address(ctx, 1, a.ID)
		require.NoError(w, err)
		require.Equal(w, a, got)
	})
}
