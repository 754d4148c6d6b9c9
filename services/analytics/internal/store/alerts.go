package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/analytics/internal/domain"
)

type ruleRow struct {
	bun.BaseModel `bun:"table:alert_rules"`

	ID          int64  `bun:"id,pk"`
	Key         string `bun:"request_key"`
	Name        string `bun:"name"`
	Measure     int    `bun:"measure"`
	Window      int    `bun:"window_minutes"`
	Comparison  int    `bun:"comparison"`
	Threshold   int64  `bun:"threshold"`
	LeastOrders int64  `bun:"least_orders"`
	PerStore    bool   `bun:"per_store"`
	Enabled     bool   `bun:"enabled"`
	StartHour   int    `bun:"start_hour"`
	EndHour     int    `bun:"end_hour"`
	Version     int64  `bun:"version"`
}

func ruleFromRow(r *ruleRow) domain.Rule {
	return domain.Rule{
		ID: r.ID, Key: r.Key, Name: r.Name, Measure: domain.Measure(r.Measure), Window: r.Window, Comparison: domain.Comparison(r.Comparison),
		Threshold: r.Threshold, LeastOrders: r.LeastOrders, PerStore: r.PerStore, Enabled: r.Enabled, StartHour: r.StartHour, EndHour: r.EndHour, Version: r.Version,
	}
}

func rowFromRule(r domain.Rule) ruleRow {
	return ruleRow{
		ID: r.ID, Key: r.Key, Name: r.Name, Measure: int(r.Measure), Window: r.Window, Comparison: int(r.Comparison), Threshold: r.Threshold,
		LeastOrders: r.LeastOrders, PerStore: r.PerStore, Enabled: r.Enabled, StartHour: r.StartHour, EndHour: r.EndHour, Version: r.Version,
	}
}

func ruleNotFound() error {
	return errs.New(codes.NotFound, "ANALYTICS_RULE_NOT_FOUND", "没有这条告警规则")
}

// Rules returns all rules, of which there are few.
func (s *Store) Rules(ctx context.Context) ([]domain.Rule, error) {
	rows, err := sqldb.Find[ruleRow](ctx, s.db.Reader(), "ORDER BY id")
	if err != nil {
		return nil, err
	}
	list := make([]domain.Rule, len(rows))
	for i := range rows {
		list[i] = ruleFromRow(&rows[i])
	}
	return list, nil
}

// rulesKey makes all changes of rules go through one committer.
const rulesKey = 1

// AddRule adds a rule. Repeated under the same key it returns the first. ANALYTICS_TOO_MANY.
func (s *Store) AddRule(ctx context.Context, r domain.Rule) (added domain.Rule, err error) {
	err = s.db.WriteKey(ctx, rulesKey, func(ctx context.Context, tx *sqldb.Tx) error {
		before, err := sqldb.Find[ruleRow](ctx, tx, "WHERE request_key = ?", r.Key)
		if err != nil {
			return err
		}
		if len(before) > 0 {
			added = ruleFromRow(&before[0])
			return nil
		}
		n, err := tx.NewSelect().Table("alert_rules").Count(ctx)
		if err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		if n >= domain.MaxRules {
			return errs.Newf(codes.ResourceExhausted, "ANALYTICS_TOO_MANY", "最多 %d 条告警规则", domain.MaxRules)
		}
		added = r
		if err := sqldb.InsertAll(ctx, tx, []ruleRow{rowFromRule(r)}); sqldb.IsDuplicate(err) {
			return sqldb.ErrConflict
		} else if err != nil {
			return err
		}
		return nil
	})
	return added, err
}

// UpdateRule replaces the version that was read. ANALYTICS_RULE_NOT_FOUND, ANALYTICS_VERSION_CONFLICT.
func (s *Store) UpdateRule(ctx context.Context, r domain.Rule) (domain.Rule, error) {
	read := r.Version
	r.Version++
	err := s.db.WriteKey(ctx, rulesKey, func(ctx context.Context, tx *sqldb.Tx) error {
		there, err := sqldb.Find[ruleRow](ctx, tx, "WHERE id = ?", r.ID)
		if err != nil {
			return err
		}
		switch {
		case len(there) == 0:
			return ruleNotFound()
		case there[0].Version != read:
			return versionConflict()
		}
		row := rowFromRule(r)
		row.Key = there[0].Key
		return sqldb.ExpectOne(tx.NewUpdate().Model(&row).WherePK().Where("version = ?", read).Exec(ctx))
	})
	return r, err
}

// DeleteRule removes a rule and closes its alerts; one that is not there changes nothing.
func (s *Store) DeleteRule(ctx context.Context, id int64) error {
	return s.db.WriteKey(ctx, rulesKey, func(ctx context.Context, tx *sqldb.Tx) error {
		if _, err := tx.NewDelete().Model((*ruleRow)(nil)).Where("id = ?", id).Exec(ctx); err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		if _, err := tx.NewDelete().Model((*watcherRow)(nil)).Where("rule_id = ?", id).Exec(ctx); err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		_, err := tx.NewUpdate().Model((*alertRow)(nil)).Set("shut = id, closed_at = ?", s.clock.Now()).Where("rule_id = ? AND shut = 0", id).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

type alertRow struct {
	bun.BaseModel `bun:"table:alerts"`

	ID             int64     `bun:"id,pk"`
	RuleID         int64     `bun:"rule_id"`
	StoreID        int64     `bun:"store_id"`
	Shut           int64     `bun:"shut"`
	RuleName       string    `bun:"rule_name"`
	Measure        int       `bun:"measure"`
	Comparison     int       `bun:"comparison"`
	Threshold      int64     `bun:"threshold"`
	Value          int64     `bun:"value"`
	OpenedAt       time.Time `bun:"opened_at"`
	ClosedAt       time.Time `bun:"closed_at,nullzero"`
	AcknowledgedAt time.Time `bun:"acknowledged_at,nullzero"`
	AcknowledgedBy int64     `bun:"acknowledged_by"`
}

func alertFromRow(r *alertRow) domain.Alert {
	return domain.Alert{
		ID: r.ID, RuleID: r.RuleID, StoreID: r.StoreID, RuleName: r.RuleName, Measure: domain.Measure(r.Measure), Comparison: domain.Comparison(r.Comparison),
		Threshold: r.Threshold, Value: r.Value, OpenedAt: r.OpenedAt, ClosedAt: r.ClosedAt, AcknowledgedAt: r.AcknowledgedAt, AcknowledgedBy: r.AcknowledgedBy,
	}
}

// OpenAlerts returns the stores for which a rule's alert is open; 0 stands for all together.
func (s *Store) OpenAlerts(ctx context.Context, ruleID int64) (map[int64]bool, error) {
	rows, err := sqldb.Find[alertRow](ctx, s.db.Reader(), "WHERE rule_id = ? AND shut = 0", ruleID)
	open := make(map[int64]bool, len(rows))
	for i := range rows {
		open[rows[i].StoreID] = true
	}
	return open, err
}

// Fence fails where whoever writes may not any more.
type Fence func(ctx context.Context, tx *sqldb.Tx) error

// Raise opens an alert about a store, or, without a name, all together, and tells who watches. Where it is open already nothing changes.
// Held fails where who watches is another process by now.
func (s *Store) Raise(ctx context.Context, held Fence, a domain.Alert, storeName string) error {
	row := alertRow{
		ID: a.ID, RuleID: a.RuleID, StoreID: a.StoreID, RuleName: a.RuleName, Measure: int(a.Measure), Comparison: int(a.Comparison), Threshold: a.Threshold,
		Value: a.Value, OpenedAt: a.OpenedAt,
	}
	err := s.db.WriteKey(ctx, rulesKey, func(ctx context.Context, tx *sqldb.Tx) error {
		if err := held(ctx, tx); err != nil {
			return err
		}
		if err := sqldb.InsertAll(ctx, tx, []alertRow{row}); err != nil {
			return err
		}
		return s.tellWatchers(ctx, tx, a, storeName)
	})
	if sqldb.IsDuplicate(err) {
		return nil
	}
	return err
}

// Lower closes a rule's alert about a store. Where none is open nothing changes. Held fails where who watches is another
// process by now.
func (s *Store) Lower(ctx context.Context, held Fence, ruleID, storeID int64) error {
	return s.db.WriteKey(ctx, rulesKey, func(ctx context.Context, tx *sqldb.Tx) error {
		if err := held(ctx, tx); err != nil {
			return err
		}
		_, err := tx.NewUpdate().Model((*alertRow)(nil)).Set("shut = id, closed_at = ?", s.clock.Now()).
			Where("rule_id = ? AND store_id = ? AND shut = 0", ruleID, storeID).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// Alerts returns a page of alerts about stores in reach, newest first, below an id; 0: from the newest. Reach is nil for all, those
// about all stores together among them.
func (s *Store) Alerts(ctx context.Context, reach []int64, open bool, before int64, limit int) ([]domain.Alert, error) {
	if reach != nil && len(reach) == 0 {
		return nil, nil
	}
	if before == 0 {
		before = 1<<63 - 1
	}
	clause, args := "WHERE id < ?", []any{before}
	if open {
		clause += " AND shut = 0"
	}
	if reach != nil {
		clause += " AND store_id IN (" + in(reach) + ")"
	}
	rows, err := sqldb.Find[alertRow](ctx, s.db.Reader(), clause+" ORDER BY id DESC LIMIT ?", append(args, limit)...)
	if err != nil {
		return nil, err
	}
	list := make([]domain.Alert, len(rows))
	for i := range rows {
		list[i] = alertFromRow(&rows[i])
	}
	return list, nil
}

// Acknowledge records who takes care of an alert in reach; the first stays. ANALYTICS_ALERT_NOT_FOUND.
func (s *Store) Acknowledge(ctx context.Context, reach []int64, id, by int64) (domain.Alert, error) {
	var row alertRow
	err := s.db.WriteKey(ctx, rulesKey, func(ctx context.Context, tx *sqldb.Tx) error {
		clause := "WHERE id = ?"
		if reach != nil {
			clause += " AND store_id IN (" + in(append([]int64{-1}, reach...)) + ")"
		}
		_, err := tx.NewUpdate().Model((*alertRow)(nil)).Set("acknowledged_at = ?, acknowledged_by = ?", s.clock.Now(), by).
			Where(clause[len("WHERE "):]+" AND acknowledged_by = 0", id).Exec(ctx)
		if err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		row, err = sqldb.FindOne[alertRow](ctx, tx, clause, id)
		if sqldb.IsNotFound(err) {
			return errs.New(codes.NotFound, "ANALYTICS_ALERT_NOT_FOUND", "没有这条告警")
		}
		return err
	})
	return alertFromRow(&row), err
}

// AlertsKept is how long alerts are remembered.
const AlertsKept = 180 * 24 * time.Hour

// SweepAlerts forgets the oldest alerts, and returns how many.
func (s *Store) SweepAlerts(ctx context.Context, now time.Time) (int64, error) {
	return s.db.DeleteOldest(ctx, "alerts", "opened_at", now.Add(-AlertsKept), expiredAtOnce)
}
