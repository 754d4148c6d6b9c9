package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/store"
)

// record adds what an operator did.
func (w *world) record(eventID, actor, target int64, permission string) {
	w.Helper()
	require.NoError(w, w.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		return w.rows.AppendAudit(ctx, tx, eventID, &optionsv1.AuditRecorded{ActorId: actor, TargetId: target, Permission: permission, Outcome: "OK"})
	}))
}

func (w *world) broken() []int64 {
	w.Helper()
	var list []int64
	for seq, err := range store.BrokenAudit(context.Background(), w.db) {
		require.NoError(w, err)
		list = append(list, seq)
	}
	return list
}

func TestARecordThatWasChangedRemovedOrAddedShows(t *testing.T) {
	for name, c := range map[string]struct {
		tamper string
		want   []int64
	}{
		"nobody touched it":                {"", nil},
		"a text was changed":               {"UPDATE audit_entries SET body = '{}' WHERE seq = 2", []int64{2}},
		"another is named as the actor":    {"UPDATE audit_entries SET actor_id = 99 WHERE seq = 1", []int64{1}},
		"one was removed":                  {"DELETE FROM audit_entries WHERE seq = 2", []int64{3}},
		"the last was removed":             {"DELETE FROM audit_entries WHERE seq = 4", []int64{4}},
		"all were removed":                 {"DELETE FROM audit_entries", []int64{4}},
		"one was added beside the program": {"INSERT INTO audit_entries (id, seq, actor_id, permission, target_id, body, digest) VALUES (9, 5, 1, 'x', 1, '{}', 'x')", []int64{5, 4}},
	} {
		t.Run(name, func(t *testing.T) {
			worlds(t, func(w *world) {
				for i := range int64(4) {
					w.record(100+i, 77, i, "user.account.disable")
				}
				if c.tamper != "" {
					require.NoError(w, w.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
						_, err := tx.ExecContext(ctx, c.tamper)
						return err //nolint:wrapcheck // a fixture
					}))
				}
				require.Equal(w, c.want, w.broken())
			})
		})
	}
}

func TestRecordsAreFoundByWhoWhatAndWhen(t *testing.T) {
	worlds(t, func(w *world) {
		first := id.From(noon)
		w.record(first, 1, 10, "a.b.c")
		w.record(first+1, 1, 20, "d.e.f")
		w.record(first+2, 2, 10, "d.e.f")
		later := id.From(noon.Add(time.Second))
		w.record(later, 2, 20, "a.b.c")
		for name, c := range map[string]struct {
			filter store.AuditFilter
			want   []int64
		}{
			"all":           {store.AuditFilter{}, []int64{later, first + 2, first + 1, first}},
			"who":           {store.AuditFilter{ActorID: 1}, []int64{first + 1, first}},
			"what":          {store.AuditFilter{Permission: "d.e.f"}, []int64{first + 2, first + 1}},
			"on whom":       {store.AuditFilter{TargetID: 10}, []int64{first + 2, first}},
			"all three":     {store.AuditFilter{TargetID: 20, ActorID: 2, Permission: "a.b.c"}, []int64{later}},
			"from then on":  {store.AuditFilter{From: noon}, []int64{later, first + 2, first + 1, first}},
			"before then":   {store.AuditFilter{Until: noon}, nil},
			"a second only": {store.AuditFilter{From: noon.Add(time.Second)}, []int64{later}},
		} {
			list, err := w.rows.ListAudit(context.Background(), c.filter, 0, 10)
			require.NoError(w, err, name)
			var ids []int64
			for _, r := range list {
				ids = append(ids, r.ID)
			}
			require.Equal(w, c.want, ids, name)
		}
		page, err := w.rows.ListAudit(context.Background(), store.AuditFilter{}, first+2, 1)
		require.NoError(w, err)
		require.Equal(w, first+1, page[0].ID)
	})
}

func TestTheRecordIsReadByAnIndexHoweverLongItIs(t *testing.T) {
	t.Parallel()
	// SQLite's plans do not depend on how many rows there are.
	db := testkit.Open(t, testkit.SQLite(t))
	migrate(t, db)
	for filter, index := range map[string]string{
		"id < 1100":                    "", // the primary key, whatever the engine calls it
		"actor_id = 1 AND id < 1100":   "ix_audit_entries_actor",
		"permission = 'x' AND id < 99": "ix_audit_entries_permission",
		"target_id = 10":               "ix_audit_entries_target",
	} {
		plan, err := sqldb.Explain(t.Context(), db, "SELECT * FROM audit_entries WHERE "+filter+" ORDER BY id DESC LIMIT 50")
		require.NoError(t, err)
		text := strings.Join(plan, "\n")
		require.Contains(t, text, index, filter)
		require.NotContains(t, text, "TEMP B-TREE", filter)
		require.NotContains(t, text, "filesort", filter)
	}
	plan, err := sqldb.Explain(t.Context(), db, "SELECT * FROM audit_entries WHERE seq > 100 ORDER BY seq LIMIT 500")
	require.NoError(t, err)
	require.Contains(t, strings.Join(plan, "\n"), "ux_audit_entries_seq")
}
