package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/message/internal/domain"
)

// AddOnce stores a message that goes to the inbox alone, once per key of its person. The keys are those of grants: clients make
// every key once.
func (s *Messages) AddOnce(ctx context.Context, m Message, key string) error {
	err := s.db.WriteKey(ctx, m.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		if _, err := tx.NewInsert().Model(&grantRequestRow{UserID: m.UserID, RequestKey: key, At: m.At}).Exec(ctx); err != nil {
			return fmt.Errorf("record sample of %d: %w", m.UserID, err)
		}
		return s.Add(ctx, tx, m)
	})
	if sqldb.IsDuplicate(err) {
		return nil // the same request again
	}
	return err
}

// Wanted says which messages of all people are wanted. Zero fields ask for nothing.
type Wanted struct {
	Kind   domain.Kind
	State  WechatState
	UserID int64
}

// SentMessage is a message and whether its person has read it.
type SentMessage struct {
	Message
	Read bool
}

// Sent returns a page of all people's messages without their texts, the latest first, below an id (0: from the latest). Each
// filter has an index; where several are given, one of them is walked. It may be a moment old.
func (s *Messages) Sent(ctx context.Context, want Wanted, below int64, limit int) (list []SentMessage, err error) {
	err = s.db.Stale(ctx, func(ctx context.Context, from bun.IDB) (err error) {
		list, err = sent(ctx, from, want, below, limit)
		return err
	})
	return list, err
}

func sent(ctx context.Context, from bun.IDB, want Wanted, below int64, limit int) ([]SentMessage, error) {
	var rows []messageRow
	q := from.NewSelect().Model(&rows).ExcludeColumn("body", "wechat")
	if want.UserID != 0 {
		q = q.Where("user_id = ?", want.UserID)
	}
	if want.Kind != "" {
		q = q.Where("kind = ?", string(want.Kind))
	}
	if want.State != 0 {
		q = q.Where("wechat_state = ?", int(want.State))
	}
	if below > 0 {
		q = q.Where("id < ?", below)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read sent messages: %w", err)
	}
	marks, err := marksOf(ctx, from, rows)
	if err != nil {
		return nil, err
	}
	list := make([]SentMessage, len(rows))
	for i, r := range rows {
		list[i] = SentMessage{Message: messageFromRow(r), Read: r.ID <= marks[r.UserID]}
	}
	return list, nil
}

// marksOf returns up to where the people of some messages have read.
func marksOf(ctx context.Context, from bun.IDB, of []messageRow) (map[int64]int64, error) {
	marks := map[int64]int64{}
	if len(of) == 0 {
		return marks, nil
	}
	ids := make([]int64, len(of))
	for i, r := range of {
		ids[i] = r.UserID
	}
	var rows []markRow
	if err := from.NewSelect().Model(&rows).Where("user_id IN ?", bun.Tuple(ids)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read marks: %w", err)
	}
	for _, r := range rows {
		marks[r.UserID] = r.ReadUpTo
	}
	return marks, nil
}
