package store_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/services/message/internal/domain"
	"dajiu/services/message/internal/store"
)

func TestWhatWasSentIsLookedOver(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.grant(person, "k1", domain.OrderReady)
		require.NoError(w, w.add(1001, person))
		require.NoError(w, w.add(1002, another))
		sample := store.Message{ID: 1003, UserID: person, Kind: domain.NewDevice, Title: "试发", Body: "x", At: noon}
		for range 2 {
			require.NoError(w, w.rows.AddOnce(ctx, sample, "attempt"))
		}
		require.NoError(w, w.rows.SetState(ctx, 1001, store.Sent))
		require.NoError(w, w.rows.MarkRead(ctx, person, 1001))
		ids := func(want store.Wanted, below int64, limit int) []int64 {
			list, err := w.rows.Sent(ctx, want, below, limit)
			require.NoError(w, err)
			all := []int64{}
			for _, m := range list {
				all = append(all, m.ID)
				require.Empty(w, m.Body, "what it says is the person's")
				require.Equal(w, m.ID == 1001, m.Read)
			}
			return all
		}
		require.Equal(w, []int64{1003, 1002, 1001}, ids(store.Wanted{}, 0, 10), "the same attempt sends once")
		require.Equal(w, []int64{1002, 1001}, ids(store.Wanted{Kind: domain.OrderReady}, 0, 10))
		require.Equal(w, []int64{1001}, ids(store.Wanted{State: store.Sent}, 0, 10))
		require.Equal(w, []int64{1003}, ids(store.Wanted{UserID: person}, 0, 1))
		require.Equal(w, []int64{1001}, ids(store.Wanted{UserID: person}, 1003, 10))

		for query, index := range map[string]string{
			"SELECT id FROM messages WHERE kind = 'x' AND id < 9 ORDER BY id DESC LIMIT 21":       "ix_messages_kind",
			"SELECT id FROM messages WHERE wechat_state = 3 AND id < 9 ORDER BY id DESC LIMIT 21": "ix_messages_wechat",
			"SELECT id FROM messages WHERE user_id = 3 AND id < 9 ORDER BY id DESC LIMIT 21":      "ix_messages_user",
			"SELECT id FROM messages WHERE id < 9 ORDER BY id DESC LIMIT 21":                      "PRIMARY KEY",
			"SELECT read_up_to FROM inbox_marks WHERE user_id IN (1, 2)":                          "PRIMARY KEY",
		} {
			plan, err := sqldb.Explain(ctx, w.db, query)
			require.NoError(w, err)
			text := strings.Join(plan, "\n")
			if w.db.Engine() == sqldb.SQLite {
				require.Contains(w, text, index, query)
			}
			require.NotContains(w, text, "type=ALL", query)
			require.NotContains(w, text, "TEMP B-TREE", query)
		}
	})
}
