package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

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

func TestEveryStatementOfPrivacyRequestsIsServedByAnIndex(t *testing.T) {
	t.Parallel()
	db := testkit.Open(t, testkit.SQLite(t))
	migrate(t, db)
	for _, query := range []string{
		"SELECT * FROM privacy_requests WHERE id = 1 ORDER BY id DESC LIMIT 1",
		"SELECT * FROM privacy_requests WHERE user_id = 1 AND kind = 2 ORDER BY id DESC LIMIT 20",
		"SELECT * FROM privacy_requests WHERE code_digest = 'x' ORDER BY id DESC LIMIT 1",
		"SELECT id FROM privacy_requests WHERE open_kind = 1 AND due_at < 5 ORDER BY due_at LIMIT 100",
		"SELECT id FROM privacy_requests WHERE ended_at < 5 ORDER BY ended_at LIMIT 50",
		"UPDATE privacy_requests SET state = 2 WHERE id = 1 AND state = 1",
		"DELETE FROM consents WHERE user_id = 1", "DELETE FROM account_switches WHERE user_id = 1", "DELETE FROM sessions WHERE user_id = 1",
	} {
		plan, err := sqldb.Explain(t.Context(), db, query)
		require.NoError(t, err)
		for _, line := range plan {
			if !strings.Contains(line, "TEMP B-TREE FOR LAST TERM") { // at most one row
				require.Contains(t, line, "SEARCH", "%s: %v", query, plan)
			}
		}
	}
}

func TestWhatProvedConsentGoesThreeYearsAfterTheAccount(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		left, stayed := w.consumer("o-1"), w.consumer("o-2")
		for i, user := range []int64{left, stayed} {
			_, err := w.rows.RecordConsent(ctx, domain.Consent{ID: int64(i + 1), UserID: user, Kind: 2, Version: "1", Granted: true, CreatedAt: noon})
			require.NoError(w, err)
		}
		r := domain.Request{ID: 9, UserID: left, Kind: domain.Erasure, State: domain.Cooling, CreatedAt: noon, DueAt: noon}
		_, created, err := w.rows.OpenRequest(ctx, r, "digest")
		require.NoError(w, err)
		require.True(w, created)
		again, created, err := w.rows.OpenRequest(ctx, domain.Request{ID: 10, UserID: left, Kind: domain.Erasure, State: domain.Cooling, CreatedAt: noon, DueAt: noon}, "other")
		require.NoError(w, err)
		require.False(w, created)
		require.Equal(w, r.ID, again.ID, "one at a time")
		for _, to := range []domain.RequestState{domain.Erasing, domain.Erased} {
			taken, err := w.rows.Advance(ctx, r, store.Step{To: to, EndedAt: noon, With: func(ctx context.Context, tx *sqldb.Tx) error {
				return w.rows.EraseUser(ctx, tx, left, noon)
			}})
			require.NoError(w, err)
			require.True(w, taken)
			taken, err = w.rows.Advance(ctx, r, store.Step{To: to})
			require.NoError(w, err)
			require.False(w, taken, "only once")
			r.State = to
		}
		people := []int64{}
		for id, err := range store.ErasedPeople(ctx, w.db) {
			require.NoError(w, err)
			people = append(people, id)
		}
		require.Equal(w, []int64{left}, people)
		require.Equal(w, 2, w.count("consents"))
		for _, sweep := range []struct{ before, want int64 }{{0, 0}, {1, 1}, {1, 0}} {
			n, err := w.rows.SweepRequests(ctx, noon.Add(time.Duration(sweep.before)*time.Second))
			require.NoError(w, err)
			require.Equal(w, sweep.want, n)
		}
		require.Equal(w, 1, w.count("consents"), "another's stay")
		require.Zero(w, w.count("privacy_requests"))
	})
}
