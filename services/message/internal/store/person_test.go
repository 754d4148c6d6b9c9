package store_test

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/message/internal/domain"
	"dajiu/services/message/internal/store"
)

func TestAPersonsMessagesGoWithThem(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := t.Context()
		require.NoError(w, w.add(1, person))
		require.NoError(w, w.add(2, another))
		require.NoError(w, w.rows.PutPreferences(ctx, person, domain.Preferences{WechatOrders: true}))
		w.grant(person, "key", domain.OrderReady)
		w.grant(another, "key", domain.OrderReady)
		left, err := store.PersonLeft(ctx, w.db, person)
		require.NoError(w, err)
		require.NotEmpty(w, left)
		for range 2 {
			_, err = w.rows.ErasePerson(ctx, person)
			require.NoError(w, err)
		}
		left, err = store.PersonLeft(ctx, w.db, person)
		require.NoError(w, err)
		require.Empty(w, left)
		left, err = store.PersonLeft(ctx, w.db, another)
		require.NoError(w, err)
		require.NotEmpty(w, left, "another's stay")
	})
}

func TestOldMessagesAreFoundByTheirKey(t *testing.T) {
	t.Parallel()
	db := testkit.Open(t, testkit.SQLite(t))
	require.NoError(t, sqldb.Migrate(t.Context(), db, sqldb.Set{Name: "message", Files: os.DirFS("migrations")}))
	for _, query := range []string{
		"SELECT id FROM messages WHERE id < 5 ORDER BY id LIMIT 500", "DELETE FROM messages WHERE id <= 5",
		"SELECT id FROM messages WHERE user_id = 1 ORDER BY id LIMIT 500", "DELETE FROM messages WHERE user_id = 1 AND id <= 5",
	} {
		plan, err := sqldb.Explain(t.Context(), db, query)
		require.NoError(t, err)
		require.Contains(t, plan[0], "SEARCH", "%s: %v", query, plan)
	}
}

func TestMessagesAreForgottenWhenTheyAreOld(t *testing.T) {
	worlds(t, func(w *world) {
		old, young := id.From(noon), id.From(noon.Add(time.Hour))
		require.NoError(w, w.add(old, person))
		require.NoError(w, w.add(young, person))
		before := noon.Add(time.Minute)
		for _, want := range []int64{1, 0} {
			n, err := store.Overstayed(w.Context(), w.db, before)
			require.NoError(w, err)
			require.Equal(w, want, n)
			n, err = w.rows.SweepMessages(w.Context(), before)
			require.NoError(w, err)
			require.Equal(w, want, n)
		}
		list, err := w.rows.Inbox(w.Context(), person, 0, 10)
		require.NoError(w, err)
		require.Len(w, list, 1)
	})
}
