package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/lock"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/store"
)

func (w *world) export(user int64, key string) domain.Export {
	w.Helper()
	x, err := w.rows.AddExport(w.Context(), domain.Export{
		ID: w.ids.NextFor(user), UserID: user, Key: key, Hash: "h", Source: "s", Query: "{}", Format: domain.CSV, FileName: "x.csv", CreatedAt: noon,
		Columns: []domain.ExportColumn{{Path: "a", Title: "甲", Kind: domain.TextCell, Labels: map[string]string{"1": "一"}}},
	})
	require.NoError(w, err)
	return x
}

// later is the same store at another time.
func (w *world) later(after time.Duration) *store.Store {
	w.Helper()
	clk := clock.Fake(noon.Add(after))
	ids, err := id.NewGenerator(clk, 2)
	require.NoError(w, err)
	return store.New(w.db, outbox.New("analytics", w.db, nil, ids, clk, testkit.Quiet(), nil), clk)
}

func TestAPersonHasOneExportRunningAndOthersGoOn(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := w.Context()
		first, second, others := w.export(1, "k-first"), w.export(1, "k-second"), w.export(2, "k-first")
		require.Equal(w, first.ID, w.export(1, "k-first").ID, "the same key is the same export")
		a, found, err := w.rows.ClaimExport(ctx)
		require.NoError(w, err)
		require.True(w, found)
		require.Equal(w, first.ID, a.ID)
		require.Equal(w, "一", a.Columns[0].Labels["1"])
		b, found, err := w.rows.ClaimExport(ctx)
		require.NoError(w, err)
		require.True(w, found)
		require.Equal(w, others.ID, b.ID, "the first person has one running")
		_, found, err = w.rows.ClaimExport(ctx)
		require.NoError(w, err)
		require.False(w, found)

		a.Rows, a.Bytes = 7, 70
		ours, err := w.rows.FinishExport(ctx, a, nil)
		require.NoError(w, err)
		require.True(w, ours)
		done, err := w.rows.Export(ctx, 1, first.ID)
		require.NoError(w, err)
		require.Equal(w, []any{domain.ExportDone, int64(7), int64(70)}, []any{done.State, done.Rows, done.Bytes})
		c, found, err := w.rows.ClaimExport(ctx)
		require.NoError(w, err)
		require.True(w, found)
		require.Equal(w, second.ID, c.ID)
		_, err = w.rows.Export(ctx, 2, first.ID)
		require.True(w, errs.HasReason(err, "ANALYTICS_EXPORT_NOT_FOUND"), "another's is not there")
	})
}

func TestAnExportWhoseWorkerDiedIsMadeAnewAndFailsTheThirdTime(t *testing.T) {
	worlds(t, func(w *world) {
		x := w.export(1, "k-first")
		for attempt := 1; attempt <= 3; attempt++ {
			rows := w.later(time.Duration(attempt) * time.Minute)
			got, found, err := rows.ClaimExport(w.Context())
			require.NoError(w, err)
			require.True(w, found, "attempt %d", attempt)
			require.Equal(w, []any{x.ID, attempt}, []any{got.ID, got.Attempts})
			if attempt > 1 {
				got.Attempts--
				ours, err := rows.FinishExport(w.Context(), got, nil)
				require.NoError(w, err)
				require.False(w, ours, "a worker that comes back late finishes nothing")
			}
		}
		_, found, err := w.later(time.Hour).ClaimExport(w.Context())
		require.NoError(w, err)
		require.False(w, found)
		failed, err := w.rows.Export(w.Context(), 1, x.ID)
		require.NoError(w, err)
		require.Equal(w, domain.ExportFailed, failed.State)
		require.NotEmpty(w, failed.Failure)
	})
}

func TestAnExportThatIsCancelledIsNoOnesAnyMore(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := w.Context()
		x := w.export(1, "k-first")
		got, _, err := w.rows.ClaimExport(ctx)
		require.NoError(w, err)
		require.NoError(w, w.rows.CancelExport(ctx, 2, x.ID))
		ours, err := w.rows.KeepExport(ctx, got)
		require.NoError(w, err)
		require.True(w, ours, "another person cancels nothing")
		require.NoError(w, w.rows.CancelExport(ctx, 1, x.ID))
		ours, err = w.rows.KeepExport(ctx, got)
		require.NoError(w, err)
		require.False(w, ours)
		ours, err = w.rows.FinishExport(ctx, got, errs.New(codes.Internal, "X", "x"))
		require.NoError(w, err)
		require.False(w, ours)
	})
}

func TestFilesAndTheirExportsAreForgottenInTime(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := w.Context()
		w.export(1, "k-first")
		got, _, err := w.rows.ClaimExport(ctx)
		require.NoError(w, err)
		_, err = w.rows.FinishExport(ctx, got, nil)
		require.NoError(w, err)
		gone, err := w.rows.ExpireExports(ctx, noon.Add(domain.FilesKept-time.Minute))
		require.NoError(w, err)
		require.Empty(w, gone)
		gone, err = w.rows.ExpireExports(ctx, noon.Add(domain.FilesKept+time.Minute))
		require.NoError(w, err)
		require.Len(w, gone, 1)
		n, err := w.rows.SweepExports(ctx, noon.Add(domain.FilesKept+time.Hour))
		require.NoError(w, err)
		require.Zero(w, n)
		n, err = w.rows.SweepExports(ctx, noon.Add(domain.ExportsKept+time.Hour))
		require.NoError(w, err)
		require.EqualValues(w, 1, n)
	})
}

func TestTooManyExportsWaitForNobody(t *testing.T) {
	worlds(t, func(w *world) {
		for i := range domain.MaxWaiting {
			w.export(1, "key-"+string(rune('a'+i)))
		}
		_, err := w.rows.AddExport(w.Context(), domain.Export{ID: w.ids.Next(), UserID: 1, Key: "one-more", Hash: "h", CreatedAt: noon})
		require.True(w, errs.HasReason(err, "ANALYTICS_TOO_MANY"), "%v", err)
		w.export(2, "key-of-another")
	})
}

func TestAnAlertOpensOnceAndClosesAndTheFirstTakesCare(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := w.Context()
		raise := func(storeID int64) int64 {
			a := domain.Alert{ID: w.ids.Next(), RuleID: 1, StoreID: storeID, RuleName: "x", Comparison: domain.Above, Threshold: 5, Value: 6, OpenedAt: noon}
			require.NoError(w, w.rows.Raise(ctx, held, a, ""))
			return a.ID
		}
		first := raise(20)
		raise(20)
		raise(21)
		list, err := w.rows.Alerts(ctx, nil, true, 0, 10)
		require.NoError(w, err)
		require.Len(w, list, 2)
		list, err = w.rows.Alerts(ctx, []int64{20}, false, 0, 10)
		require.NoError(w, err)
		require.Len(w, list, 1)
		_, err = w.rows.Acknowledge(ctx, []int64{21}, first, 9)
		require.True(w, errs.HasReason(err, "ANALYTICS_ALERT_NOT_FOUND"), "out of reach: %v", err)
		for _, by := range []int64{8, 9} {
			a, err := w.rows.Acknowledge(ctx, nil, first, by)
			require.NoError(w, err)
			require.EqualValues(w, 8, a.AcknowledgedBy)
		}
		require.NoError(w, w.rows.Lower(ctx, held, 1, 20))
		require.NoError(w, w.rows.Lower(ctx, held, 1, 20))
		raise(20)
		list, err = w.rows.Alerts(ctx, []int64{20}, false, 0, 10)
		require.NoError(w, err)
		require.Len(w, list, 2, "what came again is another alert")
	})
}

func TestAReportComesRoundOnceForEachMoment(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := w.Context()
		due := noon.Add(time.Hour)
		r, err := w.rows.AddReport(ctx, domain.Report{
			ID: w.ids.Next(), OwnerID: 1, Key: "k", Name: "x", Definition: `{"measures":["MEASURE_GMV"]}`, Version: 1, UpdatedAt: noon,
			Schedule: domain.Schedule{Frequency: domain.Daily, Hour: 13}, NextRun: due,
		})
		require.NoError(w, err)
		run := func(at time.Time) (found bool) {
			rows := w.later(time.Hour)
			require.NoError(w, w.db.Write(ctx, func(c context.Context, tx *sqldb.Tx) error {
				var err error
				_, found, err = rows.DueReport(c, tx, r.ID, at.UnixMilli())
				return err
			}))
			return found
		}
		require.False(w, run(due.Add(time.Minute)), "another schedule's timer")
		require.True(w, run(due))
		require.False(w, run(due), "twice")
		list, err := w.rows.Reports(ctx, 1, false, 0, 10)
		require.NoError(w, err)
		require.Equal(w, due.Add(24*time.Hour), list[0].NextRun)
		require.JSONEq(w, r.Definition, list[0].Definition)
	})
}

func TestListsOfExportsReportsAndAlertsAreServedByIndexes(t *testing.T) {
	worlds(t, func(w *world) {
		for _, query := range []string{
			"SELECT * FROM exports WHERE user_id = 1 AND id < 99 ORDER BY id DESC LIMIT 20",
			"SELECT * FROM exports WHERE state = 1 ORDER BY id LIMIT 100",
			"SELECT * FROM exports WHERE user_id = 1 AND request_key = 'x'",
			"SELECT * FROM reports WHERE owner_id = 1 AND id < 99 ORDER BY id DESC LIMIT 20",
			"SELECT * FROM reports WHERE shared = 1 AND id < 99 ORDER BY id DESC LIMIT 20",
			"SELECT * FROM alerts WHERE id < 99 AND shut = 0 ORDER BY id DESC LIMIT 20",
			"SELECT * FROM alerts WHERE id < 99 ORDER BY id DESC LIMIT 20",
			"SELECT * FROM alerts WHERE rule_id = 1 AND shut = 0",
		} {
			plan, err := sqldb.Explain(w.Context(), w.db, query)
			require.NoError(w, err, query)
			require.NotContains(w, strings.Join(plan, "\n"), "SCAN", query)
		}
	})
}

func TestWhoWatchesARuleIsToldOnceForEachAlert(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := w.Context()
		told := func() (people []int64) {
			require.NoError(w, w.db.Reader().NewSelect().Table("outbox").Column("order_key").Where("topic LIKE ?", "%AlertOpened").OrderExpr("order_key").Scan(ctx, &people))
			return people
		}
		raise := func() {
			a := domain.Alert{ID: w.ids.Next(), RuleID: 3, StoreID: 20, RuleName: "接单太慢", Measure: 16, Comparison: domain.Above, Threshold: 300, Value: 372, OpenedAt: noon}
			require.NoError(w, w.rows.Raise(ctx, held, a, "春熙路店"))
		}
		for _, on := range []bool{true, true} {
			require.NoError(w, w.rows.WatchRule(ctx, 3, 7, on))
		}
		require.NoError(w, w.rows.WatchRule(ctx, 3, 8, true))
		require.NoError(w, w.rows.WatchRule(ctx, 3, 8, false))
		require.True(w, errs.HasReason(w.rows.WatchRule(ctx, 99, 7, true), "ANALYTICS_RULE_NOT_FOUND"))
		watched, err := w.rows.Watched(ctx, 7)
		require.NoError(w, err)
		require.Equal(w, map[int64]bool{3: true}, watched)

		raise()
		raise()
		require.Equal(w, []int64{7}, told(), "open already: nobody is told again")
		require.NoError(w, w.rows.Lower(ctx, held, 3, 20))
		raise()
		require.Equal(w, []int64{7, 7}, told(), "what came again is another alert")

		for user := int64(100); user < 100+domain.MaxWatchers-1; user++ {
			require.NoError(w, w.rows.WatchRule(ctx, 3, user, true))
		}
		require.True(w, errs.HasReason(w.rows.WatchRule(ctx, 3, 500, true), "ANALYTICS_TOO_MANY"))
		require.NoError(w, w.rows.DeleteRule(ctx, 3))
		watched, err = w.rows.Watched(ctx, 7)
		require.NoError(w, err)
		require.Empty(w, watched)
	})
}

func TestWhoLostTheWatchToAnotherOpensAndClosesNoAlert(t *testing.T) {
	worlds(t, func(w *world) {
		ctx, clk := w.Context(), clock.Fake(noon)
		require.NoError(w, sqldb.Migrate(ctx, w.db, lock.Migrations()))
		locks := lock.New(w.db, 1, clk)
		late, err := locks.Take(ctx, "alerts", time.Minute)
		require.NoError(w, err)
		clk.Advance(2 * time.Minute)
		now, err := locks.Take(ctx, "alerts", time.Minute)
		require.NoError(w, err)
		a := domain.Alert{ID: w.ids.Next(), RuleID: 3, StoreID: 20, RuleName: "接单太慢", Measure: 16, Comparison: domain.Above, Threshold: 300, Value: 372, OpenedAt: noon}
		open := func(want bool) {
			w.Helper()
			alerts, err := w.rows.OpenAlerts(ctx, 3)
			require.NoError(w, err)
			require.Equal(w, want, alerts[20])
		}
		require.ErrorIs(w, w.rows.Raise(ctx, late.Fence, a, ""), lock.ErrLost)
		open(false)
		require.NoError(w, w.rows.Raise(ctx, now.Fence, a, ""))
		require.ErrorIs(w, w.rows.Lower(ctx, late.Fence, 3, 20), lock.ErrLost)
		open(true)
	})
}

// held is a fence that lets everything through.
func held(context.Context, *sqldb.Tx) error { return nil }
