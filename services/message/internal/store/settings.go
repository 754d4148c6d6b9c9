package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/message/internal/domain"
)

type preferenceRow struct {
	bun.BaseModel `bun:"table:preferences"`

	UserID          int64 `bun:"user_id,pk"`
	WechatOrders    bool  `bun:"wechat_orders"`
	WechatMarketing bool  `bun:"wechat_marketing"`
	QuietStart      int   `bun:"quiet_start"`
	QuietEnd        int   `bun:"quiet_end"`
}

// Preferences returns how a person wants to be told; the defaults where they never said.
func (s *Messages) Preferences(ctx context.Context, db bun.IDB, userID int64) (domain.Preferences, error) {
	if db == nil {
		db = s.db.Reader()
	}
	var row preferenceRow
	err := db.NewSelect().Model(&row).Where("user_id = ?", userID).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return domain.DefaultPreferences(), nil
	}
	if err != nil {
		return domain.Preferences{}, fmt.Errorf("read preferences of %d: %w", userID, err)
	}
	return domain.Preferences{
		WechatOrders: row.WechatOrders, WechatMarketing: row.WechatMarketing, QuietStart: row.QuietStart, QuietEnd: row.QuietEnd,
	}, nil
}

// PutPreferences stores how a person wants to be told.
func (s *Messages) PutPreferences(ctx context.Context, userID int64, p domain.Preferences) error {
	row := preferenceRow{
		UserID: userID, WechatOrders: p.WechatOrders, WechatMarketing: p.WechatMarketing, QuietStart: p.QuietStart, QuietEnd: p.QuietEnd,
	}
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "user_id", "wechat_orders", "wechat_marketing", "quiet_start", "quiet_end").Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

type grantRow struct {
	bun.BaseModel `bun:"table:grants"`

	UserID    int64  `bun:"user_id,pk"`
	Kind      string `bun:"kind,pk"`
	Remaining int64  `bun:"remaining"`
}

type grantRequestRow struct {
	bun.BaseModel `bun:"table:grant_requests"`

	UserID     int64     `bun:"user_id,pk"`
	RequestKey string    `bun:"request_key,pk"`
	At         time.Time `bun:"at"`
}

// Grant adds one message of each kind to what a person allowed, once per request key.
func (s *Messages) Grant(ctx context.Context, userID int64, kinds []string, key string, at time.Time) error {
	err := s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		if _, err := tx.NewInsert().Model(&grantRequestRow{UserID: userID, RequestKey: key, At: at}).Exec(ctx); err != nil {
			return fmt.Errorf("record grant of %d: %w", userID, err)
		}
		for _, kind := range kinds {
			res, err := tx.NewUpdate().Model((*grantRow)(nil)).Set("remaining = remaining + 1").Where("user_id = ? AND kind = ?", userID, kind).Exec(ctx)
			if err != nil {
				return fmt.Errorf("grant %s of %d: %w", kind, userID, err)
			}
			if n, err := res.RowsAffected(); err != nil || n > 0 {
				continue
			}
			_, err = tx.NewInsert().Model(&grantRow{UserID: userID, Kind: kind, Remaining: 1}).Exec(ctx)
			if sqldb.IsDuplicate(err) {
				err = sqldb.ErrConflict // another process granted for the first time, too: not the same request
			}
			if err != nil {
				return fmt.Errorf("grant %s of %d: %w", kind, userID, err)
			}
		}
		return nil
	})
	if sqldb.IsDuplicate(err) {
		return nil // the same request again
	}
	return err
}

// Grants returns how many more messages of each kind a person allowed; kinds that they never allowed are absent.
func (s *Messages) Grants(ctx context.Context, userID int64) (map[domain.Kind]int64, error) {
	var rows []grantRow
	if err := s.db.Reader().NewSelect().Model(&rows).Where("user_id = ?", userID).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read grants of %d: %w", userID, err)
	}
	granted := make(map[domain.Kind]int64, len(rows))
	for _, r := range rows {
		granted[domain.Kind(r.Kind)] = r.Remaining
	}
	return granted, nil
}

// sweepBatch is about how many rows one sweep deletes.
const sweepBatch = 500

// SweepRequests deletes the oldest grant requests from before an instant, a bounded number of them, and returns how many.
// A key of theirs that comes again counts as a new request.
func (s *Messages) SweepRequests(ctx context.Context, before time.Time) (deleted int64, err error) {
	return s.db.DeleteOldest(ctx, "grant_requests", "at", before, sweepBatch)
}

type templateRow struct {
	bun.BaseModel `bun:"table:templates"`

	Kind             string            `bun:"kind,pk"`
	Title            string            `bun:"title"`
	Body             string            `bun:"body"`
	WechatTemplateID string            `bun:"wechat_template_id"`
	WechatData       map[string]string `bun:"wechat_data,type:json"`
}

// Templates returns the wording of every kind: an operator's where there is one, else the default.
func (s *Messages) Templates(ctx context.Context) (map[domain.Kind]domain.Template, error) {
	var rows []templateRow
	if err := s.db.Reader().NewSelect().Model(&rows).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	all := domain.Defaults()
	for _, r := range rows {
		all[domain.Kind(r.Kind)] = domain.Template{
			Kind: domain.Kind(r.Kind), Title: r.Title, Body: r.Body, WechatTemplateID: r.WechatTemplateID, WechatData: r.WechatData,
		}
	}
	return all, nil
}

// PutTemplate stores an operator's wording.
func (s *Messages) PutTemplate(ctx context.Context, t domain.Template) error {
	if t.WechatData == nil {
		t.WechatData = map[string]string{}
	}
	row := templateRow{Kind: string(t.Kind), Title: t.Title, Body: t.Body, WechatTemplateID: t.WechatTemplateID, WechatData: t.WechatData}
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "kind", "title", "body", "wechat_template_id", "wechat_data").Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}
