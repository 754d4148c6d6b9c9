package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/analytics/internal/domain"
)

type watcherRow struct {
	bun.BaseModel `bun:"table:alert_watchers"`

	RuleID int64 `bun:"rule_id,pk"`
	UserID int64 `bun:"user_id,pk"`
}

// WatchRule lets a person be told of a rule's alerts, or no more; what is so already stays. ANALYTICS_RULE_NOT_FOUND, ANALYTICS_TOO_MANY.
func (s *Store) WatchRule(ctx context.Context, ruleID, userID int64, on bool) error {
	return s.db.WriteKey(ctx, rulesKey, func(ctx context.Context, tx *sqldb.Tx) error {
		if _, err := tx.NewDelete().Model((*watcherRow)(nil)).Where("rule_id = ? AND user_id = ?", ruleID, userID).Exec(ctx); err != nil || !on {
			return err //nolint:wrapcheck // Write names the operation
		}
		there, err := tx.NewSelect().Model((*ruleRow)(nil)).Where("id = ?", ruleID).Exists(ctx)
		if err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		if !there {
			return ruleNotFound()
		}
		n, err := tx.NewSelect().Model((*watcherRow)(nil)).Where("rule_id = ?", ruleID).Count(ctx)
		if err != nil {
			return err //nolint:wrapcheck // Write names the operation
		}
		if n >= domain.MaxWatchers {
			return errs.Newf(codes.ResourceExhausted, "ANALYTICS_TOO_MANY", "最多 %d 人订阅一条告警规则", domain.MaxWatchers)
		}
		_, err = tx.NewInsert().Model(&watcherRow{RuleID: ruleID, UserID: userID}).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// Watched returns which rules a person is told of.
func (s *Store) Watched(ctx context.Context, userID int64) (map[int64]bool, error) {
	rows, err := sqldb.Find[watcherRow](ctx, s.db.Reader(), "WHERE user_id = ?", userID)
	rules := make(map[int64]bool, len(rows))
	for _, r := range rows {
		rules[r.RuleID] = true
	}
	return rules, err
}

// tellWatchers publishes an alert to those who watch its rule, in the transaction that opens it.
func (s *Store) tellWatchers(ctx context.Context, tx *sqldb.Tx, a domain.Alert, storeName string) error {
	rows, err := sqldb.Find[watcherRow](ctx, tx, "WHERE rule_id = ? ORDER BY user_id", a.RuleID)
	if err != nil {
		return err
	}
	for _, w := range rows {
		ev := &analyticsv1.AlertOpened{AlertId: a.ID, UserId: w.UserID, RuleName: a.RuleName, StoreName: storeName, Finding: a.Finding()}
		if err := s.outbox.Append(ctx, tx, w.UserID, ev); err != nil {
			return fmt.Errorf("tell %d of alert %d: %w", w.UserID, a.ID, err)
		}
	}
	return nil
}
