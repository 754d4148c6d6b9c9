package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/domain"
)

func TestWhatAPersonAgreedToIsKeptInTheOrderTheySaidIt(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		me := w.consumer("o-1")
		say := func(kind int32, version string, granted bool) domain.Consent {
			c, err := w.rows.RecordConsent(ctx, domain.Consent{
				ID: w.next(), UserID: me, Kind: kind, Version: version, Granted: granted, CreatedAt: noon.Add(time.Duration(w.next()) * time.Second),
			})
			require.NoError(w, err)
			return c
		}
		first := say(1, "2026-11", true)
		require.Equal(w, first.ID, say(1, "2026-11", true).ID, "the same word again adds nothing")
		say(2, "2026-11", true)
		say(2, "2026-11", false)
		say(1, "2026-12", true)
		say(2, "2026-11", true)
		list, err := w.rows.Consents(ctx, me)
		require.NoError(w, err)
		var said []string
		for _, c := range list {
			said = append(said, string(rune('0'+c.Kind))+" "+c.Version+map[bool]string{true: " yes", false: " no"}[c.Granted])
		}
		require.Equal(w, []string{"2 2026-11 yes", "1 2026-12 yes", "2 2026-11 no", "2 2026-11 yes", "1 2026-11 yes"}, said)
		others, err := w.rows.Consents(ctx, me+1)
		require.NoError(w, err)
		require.Empty(w, others)
	})
}

func TestConsentsAreReadByAnIndex(t *testing.T) {
	t.Parallel()
	db := testkit.Open(t, testkit.SQLite(t))
	migrate(t, db)
	plan, err := sqldb.Explain(t.Context(), db, "SELECT * FROM consents WHERE user_id = 1 ORDER BY id DESC LIMIT 100")
	require.NoError(t, err)
	require.Len(t, plan, 1, "nothing is sorted")
	require.Contains(t, plan[0], "ix_consents_user")
}
