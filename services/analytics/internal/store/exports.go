package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/analytics/internal/domain"
)

type exportRow struct {
	bun.BaseModel `bun:"table:exports"`

	ID            int64                 `bun:"id,pk"`
	UserID        int64                 `bun:"user_id"`
	Key           string                `bun:"request_key"`
	Hash          string                `bun:"request_hash"`
	Source        string                `bun:"source"`
	Query         string                `bun:"query"`
	Columns       []domain.ExportColumn `bun:"columns_json,type:json"`
	Format        int                   `bun:"format"`
	FileName      string                `bun:"file_name"`
	ReportID      int64                 `bun:"report_id"`
	State         int                   `bun:"state"`
	RunSlot       int64                 `bun:"run_slot"`
	LeaseUntil    int64                 `bun:"lease_until"`
	Attempts      int                   `bun:"attempts"`
	Rows          int64                 `bun:"row_count"`
	Bytes         int64                 `bun:"bytes"`
	Truncated     bool                  `bun:"truncated"`
	Failure       string                `bun:"failure"`
	FailureReason string                `bun:"failure_reason"`
	CreatedAt     time.Time             `bun:"created_at"`
	FinishedAt    time.Time             `bun:"finished_at,nullzero"`
	ExpiresAt     time.Time             `bun:"expires_at,nullzero"`
}

func exportFromRow(r *exportRow) domain.Export {
	return domain.Export{
		ID: r.ID, UserID: r.UserID, Key: r.Key, Hash: r.Hash, Source: r.Source, Query: r.Query, Columns: r.Columns, Format: domain.Format(r.Format),
		FileName: r.FileName, ReportID: r.ReportID, State: domain.ExportState(r.State), Attempts: r.Attempts, Rows: r.Rows, Bytes: r.Bytes,
		Truncated: r.Truncated, Failure: r.Failure, FailureReason: r.FailureReason, CreatedAt: r.CreatedAt, FinishedAt: r.FinishedAt, ExpiresAt: r.ExpiresAt,
	}
}

func exportNotFound() error {
	return errs.New(codes.NotFound, "ANALYTICS_EXPORT_NOT_FOUND", "没有这个导出任务")
}

// AddExport queues an export. Repeated under the same key it returns the first; another request under that key is
// IDEMPOTENCY_KEY_REUSED. ANALYTICS_TOO_MANY where too many of the person's wait.
func (s *Store) AddExport(ctx context.Context, e domain.Export) (added domain.Export, err error) {
	err = s.db.WriteKey(ctx, e.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		added, err = s.AddExportIn(ctx, tx, e)
		return err
	})
	return added, err
}

// AddExportIn is AddExport within a transaction.
func (s *Store) AddExportIn(ctx context.Context, tx *sqldb.Tx, e domain.Export) (domain.Export, error) {
	before, err := sqldb.Find[exportRow](ctx, tx, "WHERE user_id = ? AND request_key = ?", e.UserID, e.Key)
	if err != nil {
		return e, fmt.Errorf("export of key: %w", err)
	}
	if len(before) > 0 {
		if before[0].Hash != e.Hash {
			return e, errs.New(codes.AlreadyExists, errs.ReasonKeyReused, "this Idempotency-Key was used for another request")
		}
		return exportFromRow(&before[0]), nil
	}
	waiting, err := tx.NewSelect().Table("exports").Where("user_id = ? AND state IN (?, ?)", e.UserID, int(domain.ExportQueued), int(domain.ExportRunning)).Count(ctx)
	if err != nil {
		return e, fmt.Errorf("exports waiting: %w", err)
	}
	if waiting >= domain.MaxWaiting {
		return e, errs.Newf(codes.ResourceExhausted, "ANALYTICS_TOO_MANY", "您有 %d 个导出任务还没完成，请稍后再试", waiting)
	}
	row := exportRow{
		ID: e.ID, UserID: e.UserID, Key: e.Key, Hash: e.Hash, Source: e.Source, Query: e.Query, Columns: e.Columns, Format: int(e.Format), FileName: e.FileName,
		ReportID: e.ReportID, State: int(domain.ExportQueued), RunSlot: e.ID, CreatedAt: e.CreatedAt,
	}
	e.State = domain.ExportQueued
	if err := sqldb.InsertAll(ctx, tx, []exportRow{row}); err != nil {
		if sqldb.IsDuplicate(err) {
			return e, sqldb.ErrConflict // the same request came twice at once
		}
		return e, err
	}
	return e, nil
}

// Export returns one of a person's, or ANALYTICS_EXPORT_NOT_FOUND.
func (s *Store) Export(ctx context.Context, userID, id int64) (domain.Export, error) {
	row, err := sqldb.FindOne[exportRow](ctx, s.db.Reader(), "WHERE id = ? AND user_id = ?", id, userID)
	if sqldb.IsNotFound(err) {
		return domain.Export{}, exportNotFound()
	}
	return exportFromRow(&row), err
}

// Exports returns a page of a person's, newest first, below an id; 0: from the newest.
func (s *Store) Exports(ctx context.Context, userID, before int64, limit int) ([]domain.Export, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	rows, err := sqldb.Find[exportRow](ctx, s.db.Reader(), "WHERE user_id = ? AND id < ? ORDER BY id DESC LIMIT ?", userID, before, limit)
	if err != nil {
		return nil, err
	}
	list := make([]domain.Export, len(rows))
	for i := range rows {
		list[i] = exportFromRow(&rows[i])
	}
	return list, nil
}

// CancelExport stops one that is not over; one that is stays as it is.
func (s *Store) CancelExport(ctx context.Context, userID, id int64) error {
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewUpdate().Model((*exportRow)(nil)).Set("state = ?, run_slot = id, finished_at = ?, expires_at = ?", int(domain.ExportCancelled), s.clock.Now(), s.clock.Now().Add(domain.FilesKept)).
			Where("id = ? AND user_id = ? AND state IN (?, ?)", id, userID, int(domain.ExportQueued), int(domain.ExportRunning)).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

const (
	// ExportLease is how long a worker that is not heard of keeps its export.
	ExportLease = 30 * time.Second
	// looked is how many waiting exports one claim looks at: those before it may be of people who have one running.
	looked = 100
)

// ClaimExport takes the oldest export that waits, of a person who has none running; found is false where there is none. An
// export whose worker was not heard of for long waits again first, and fails the third time.
func (s *Store) ClaimExport(ctx context.Context) (e domain.Export, found bool, err error) {
	if err := s.freeLeases(ctx); err != nil {
		return e, false, err
	}
	rows, err := sqldb.Find[exportRow](ctx, s.db.Reader(), "WHERE state = ? ORDER BY id LIMIT ?", int(domain.ExportQueued), looked)
	if err != nil {
		return e, false, err
	}
	for i := range rows {
		r := &rows[i]
		err := s.db.WriteKey(ctx, r.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
			res, err := tx.NewUpdate().Model((*exportRow)(nil)).
				Set("state = ?, run_slot = user_id, lease_until = ?, attempts = attempts + 1, row_count = 0", int(domain.ExportRunning), s.clock.Now().Add(ExportLease).UnixMilli()).
				Where("id = ? AND state = ?", r.ID, int(domain.ExportQueued)).Exec(ctx)
			return sqldb.ExpectOne(res, err)
		})
		switch {
		case err == nil:
			r.Attempts++
			return exportFromRow(r), true, nil
		case !sqldb.IsDuplicate(err) && !errors.Is(err, sqldb.ErrConflict): // one of theirs runs, or another worker was first
			return e, false, fmt.Errorf("claim export %d: %w", r.ID, err)
		}
	}
	return e, false, nil
}

// maxRuns is how often an export is begun: one whose worker dies each time is what kills it.
const maxRuns = 3

func (s *Store) freeLeases(ctx context.Context) error {
	rows, err := sqldb.Find[exportRow](ctx, s.db.Reader(), "WHERE state = ? ORDER BY id LIMIT ?", int(domain.ExportRunning), looked)
	if err != nil {
		return err
	}
	now := s.clock.Now().UnixMilli()
	for i := range rows {
		r := &rows[i]
		if r.LeaseUntil >= now {
			continue
		}
		if r.Attempts >= maxRuns {
			_, err := s.FinishExport(ctx, exportFromRow(r), errs.New(codes.Internal, errs.ReasonInternal, "导出多次中断"))
			if err != nil {
				return err
			}
			continue
		}
		err := s.db.WriteKey(ctx, r.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
			_, err := tx.NewUpdate().Model((*exportRow)(nil)).Set("state = ?, run_slot = id", int(domain.ExportQueued)).
				Where("id = ? AND state = ? AND attempts = ?", r.ID, int(domain.ExportRunning), r.Attempts).Exec(ctx)
			return err //nolint:wrapcheck // Write names the operation
		})
		if err != nil {
			return fmt.Errorf("free export %d: %w", r.ID, err)
		}
	}
	return nil
}

// KeepExport tells how far a run is and keeps its lease. ours is false where it was cancelled, or another has it.
func (s *Store) KeepExport(ctx context.Context, e domain.Export) (ours bool, err error) {
	err = s.db.WriteKey(ctx, e.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.NewUpdate().Model((*exportRow)(nil)).Set("row_count = ?, lease_until = ?", e.Rows, s.clock.Now().Add(ExportLease).UnixMilli()).
			Where("id = ? AND state = ? AND attempts = ?", e.ID, int(domain.ExportRunning), e.Attempts).Exec(ctx)
		if err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		n, err := res.RowsAffected()
		ours = n > 0
		return err //nolint:wrapcheck // drivers of ours always know
	})
	return ours, err
}

// FinishExport ends a run, well where failure is nil, and tells the person. ours as in KeepExport.
func (s *Store) FinishExport(ctx context.Context, e domain.Export, failure error) (ours bool, err error) {
	now := s.clock.Now()
	e.State = domain.ExportDone
	if failure != nil {
		f := errs.From(failure)
		e.State, e.Failure, e.FailureReason = domain.ExportFailed, cut(f.Message()), f.Reason()
	}
	err = s.db.WriteKey(ctx, e.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.NewUpdate().Model((*exportRow)(nil)).
			Set("state = ?, run_slot = id, row_count = ?, bytes = ?, truncated = ?, failure = ?, failure_reason = ?, finished_at = ?, expires_at = ?",
				int(e.State), e.Rows, e.Bytes, e.Truncated, e.Failure, e.FailureReason, now, now.Add(domain.FilesKept)).
			Where("id = ? AND state = ? AND attempts = ?", e.ID, int(domain.ExportRunning), e.Attempts).Exec(ctx)
		if err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		n, err := res.RowsAffected()
		if ours = n > 0; err != nil || !ours {
			return err //nolint:wrapcheck // drivers of ours always know
		}
		return s.outbox.Append(ctx, tx, e.UserID, &analyticsv1.ExportFinished{
			ExportId: e.ID, UserId: e.UserID, FileName: e.FileName, Rows: e.Rows, Failure: e.Failure,
		})
	})
	return ours, err
}

// maxFailure is how long a failure's words are kept.
const maxFailure = 200

func cut(text string) string {
	if runes := []rune(text); len(runes) > maxFailure {
		return string(runes[:maxFailure])
	}
	return text
}

// expiredAtOnce bounds one sweep of files.
const expiredAtOnce = 100

// ExpireExports marks the oldest files that are past their time, and returns which.
func (s *Store) ExpireExports(ctx context.Context, now time.Time) ([]domain.Export, error) {
	rows, err := sqldb.Find[exportRow](ctx, s.db.Reader(), "WHERE expires_at < ? AND state = ? ORDER BY expires_at LIMIT ?", now, int(domain.ExportDone), expiredAtOnce)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	list := make([]domain.Export, len(rows))
	ids := make([]int64, len(rows))
	for i := range rows {
		list[i], ids[i] = exportFromRow(&rows[i]), rows[i].ID
	}
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewUpdate().Model((*exportRow)(nil)).Set("state = ?", int(domain.ExportExpired)).Where("id IN (" + in(ids) + ")").Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	return list, err
}

// SweepExports forgets the oldest exports whose files went long ago, and returns how many.
func (s *Store) SweepExports(ctx context.Context, now time.Time) (int64, error) {
	return s.db.DeleteOldest(ctx, "exports", "expires_at", now.Add(domain.FilesKept-domain.ExportsKept), expiredAtOnce)
}
