package app

import (
	"context"
	"fmt"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/store"
)

// Reports keeps what people compose, and runs what comes round.
type Reports struct {
	Store   *store.Store
	Exports *Exports
	IDs     *id.Generator
	Clock   clock.Clock
	// Export makes the export of a report: what it reads, and its columns.
	Export func(r domain.Report) (domain.Export, error)
}

// Create keeps a report whose definition makes sense now. INVALID_ARGUMENT names the field of one that does not.
func (r *Reports) Create(ctx context.Context, report domain.Report, d domain.Definition) (domain.Report, error) {
	report, err := r.prepare(report, d)
	if err != nil {
		return report, err
	}
	report.ID, report.Version = r.IDs.NextFor(report.OwnerID), 1
	return r.Store.AddReport(ctx, report)
}

// Update replaces one's own report of the version that was read.
func (r *Reports) Update(ctx context.Context, report domain.Report, d domain.Definition) (domain.Report, error) {
	report, err := r.prepare(report, d)
	if err != nil {
		return report, err
	}
	return r.Store.UpdateReport(ctx, report)
}

func (r *Reports) prepare(report domain.Report, d domain.Definition) (domain.Report, error) {
	now := r.Clock.Now()
	if _, err := domain.Compose(d, now); err != nil {
		return report, err
	}
	if err := report.Schedule.Check(); err != nil {
		return report, err
	}
	report.UpdatedAt, report.NextRun = now, report.Schedule.After(now)
	return report, nil
}

// Run makes the export of a report whose schedule came round at a moment, in the transaction that remembers the timer. A report
// that is gone, or comes round otherwise by now, makes none. Too many that wait make none either: the next time it may.
func (r *Reports) Run(ctx context.Context, tx *sqldb.Tx, reportID, dueMS int64) error {
	report, found, err := r.Store.DueReport(ctx, tx, reportID, dueMS)
	if err != nil || !found {
		return err
	}
	x, err := r.Export(report)
	if err != nil {
		return fmt.Errorf("report %d: %w", reportID, err)
	}
	x.UserID, x.ReportID, x.Key = report.OwnerID, report.ID, fmt.Sprintf("report-%d-%d", reportID, dueMS)
	if x, err = r.Exports.prepare(x); err != nil {
		return fmt.Errorf("report %d: %w", reportID, err)
	}
	if _, err = r.Store.AddExportIn(ctx, tx, x); tooMany(err) {
		return nil
	}
	tx.AfterCommit(r.Exports.Wake)
	return err
}
