package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/analytics/internal/domain"
)

type reportRow struct {
	bun.BaseModel `bun:"table:reports"`

	ID         int64           `bun:"id,pk"`
	OwnerID    int64           `bun:"owner_id"`
	Key        string          `bun:"request_key"`
	Name       string          `bun:"name"`
	Definition json.RawMessage `bun:"definition,type:json"`
	Shared     bool            `bun:"shared"`
	Frequency  int             `bun:"frequency"`
	RunHour    int             `bun:"run_hour"`
	RunDay     int             `bun:"run_day"`
	NextRunMS  int64           `bun:"next_run_ms"`
	Version    int64           `bun:"version"`
	UpdatedAt  time.Time       `bun:"updated_at"`
}

func reportFromRow(r *reportRow) domain.Report {
	report := domain.Report{
		ID: r.ID, OwnerID: r.OwnerID, Key: r.Key, Name: r.Name, Definition: string(r.Definition), Shared: r.Shared,
		Schedule: domain.Schedule{Frequency: domain.Frequency(r.Frequency), Hour: r.RunHour, Day: r.RunDay}, Version: r.Version, UpdatedAt: r.UpdatedAt,
	}
	if r.NextRunMS != 0 {
		report.NextRun = time.UnixMilli(r.NextRunMS).UTC()
	}
	return report
}

func rowFromReport(r domain.Report) reportRow {
	row := reportRow{
		ID: r.ID, OwnerID: r.OwnerID, Key: r.Key, Name: r.Name, Definition: json.RawMessage(r.Definition), Shared: r.Shared,
		Frequency: int(r.Schedule.Frequency), RunHour: r.Schedule.Hour, RunDay: r.Schedule.Day, Version: r.Version, UpdatedAt: r.UpdatedAt,
	}
	if !r.NextRun.IsZero() {
		row.NextRunMS = r.NextRun.UnixMilli()
	}
	return row
}

func reportNotFound() error {
	return errs.New(codes.NotFound, "ANALYTICS_REPORT_NOT_FOUND", "没有这张报表")
}

func versionConflict() error {
	return errs.New(codes.Aborted, "ANALYTICS_VERSION_CONFLICT", "已被他人修改，请刷新后重试")
}

// AddReport keeps a report and sets the timer of its schedule. Repeated under the same key it returns the first.
// ANALYTICS_TOO_MANY where the person has as many as they may.
func (s *Store) AddReport(ctx context.Context, r domain.Report) (added domain.Report, err error) {
	err = s.db.WriteKey(ctx, r.OwnerID, func(ctx context.Context, tx *sqldb.Tx) error {
		before, err := sqldb.Find[reportRow](ctx, tx, "WHERE owner_id = ? AND request_key = ?", r.OwnerID, r.Key)
		if err != nil {
			return err
		}
		if len(before) > 0 {
			added = reportFromRow(&before[0])
			return nil
		}
		n, err := tx.NewSelect().Table("reports").Where("owner_id = ?", r.OwnerID).Count(ctx)
		if err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		if n >= domain.MaxReports {
			return errs.Newf(codes.ResourceExhausted, "ANALYTICS_TOO_MANY", "每人最多保存 %d 张报表", domain.MaxReports)
		}
		added = r
		if err := sqldb.InsertAll(ctx, tx, []reportRow{rowFromReport(r)}); err != nil {
			if sqldb.IsDuplicate(err) {
				return sqldb.ErrConflict
			}
			return err
		}
		return s.setTimer(ctx, tx, r)
	})
	return added, err
}

func (s *Store) setTimer(ctx context.Context, tx *sqldb.Tx, r domain.Report) error {
	if r.NextRun.IsZero() {
		return nil
	}
	return s.outbox.AppendAt(ctx, tx, r.ID, r.NextRun, &analyticsv1.ReportDue{ReportId: r.ID, DueMs: r.NextRun.UnixMilli()})
}

// UpdateReport replaces the version that was read of one's own report. ANALYTICS_REPORT_NOT_FOUND, ANALYTICS_VERSION_CONFLICT.
func (s *Store) UpdateReport(ctx context.Context, r domain.Report) (domain.Report, error) {
	read := r.Version
	r.Version++
	err := s.db.WriteKey(ctx, r.OwnerID, func(ctx context.Context, tx *sqldb.Tx) error {
		there, err := sqldb.Find[reportRow](ctx, tx, "WHERE id = ? AND owner_id = ?", r.ID, r.OwnerID)
		if err != nil {
			return err
		}
		if len(there) == 0 {
			return reportNotFound()
		}
		row := rowFromReport(r)
		row.Key = there[0].Key
		res, err := tx.NewUpdate().Model(&row).WherePK().Where("version = ?", read).Exec(ctx)
		if err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			if err == nil {
				err = versionConflict()
			}
			return err
		}
		return s.setTimer(ctx, tx, r)
	})
	return r, err
}

// DeleteReport forgets one's own report; one that is not there changes nothing. Its timer finds nothing to do.
func (s *Store) DeleteReport(ctx context.Context, ownerID, id int64) error {
	return s.db.WriteKey(ctx, ownerID, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewDelete().Model((*reportRow)(nil)).Where("id = ? AND owner_id = ?", id, ownerID).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// Reports returns a page of a person's own reports, or of those that are shared, newest first, below an id; 0: from the newest.
func (s *Store) Reports(ctx context.Context, ownerID int64, shared bool, before int64, limit int) ([]domain.Report, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	clause, arg := "WHERE owner_id = ? AND id < ? ORDER BY id DESC LIMIT ?", ownerID
	if shared {
		clause, arg = "WHERE shared = ? AND id < ? ORDER BY id DESC LIMIT ?", 1
	}
	rows, err := sqldb.Find[reportRow](ctx, s.db.Reader(), clause, arg, before, limit)
	if err != nil {
		return nil, err
	}
	list := make([]domain.Report, len(rows))
	for i := range rows {
		list[i] = reportFromRow(&rows[i])
	}
	return list, nil
}

// DueReport returns a report whose schedule came round at a moment, and sets it to its next one; found is false where it is gone or
// has another schedule by now.
func (s *Store) DueReport(ctx context.Context, tx *sqldb.Tx, id, dueMS int64) (r domain.Report, found bool, err error) {
	rows, err := sqldb.Find[reportRow](ctx, tx, "WHERE id = ? AND next_run_ms = ?", id, dueMS)
	if err != nil || len(rows) == 0 {
		return r, false, err
	}
	r = reportFromRow(&rows[0])
	r.NextRun = r.Schedule.After(s.clock.Now())
	res, err := tx.NewUpdate().Model((*reportRow)(nil)).Set("next_run_ms = ?", r.NextRun.UnixMilli()).Where("id = ? AND next_run_ms = ?", id, dueMS).Exec(ctx)
	if err := sqldb.ExpectOne(res, err); err != nil {
		return r, false, fmt.Errorf("report %d: %w", id, err)
	}
	return r, true, s.setTimer(ctx, tx, r)
}
