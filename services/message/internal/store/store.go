// Package store keeps messages, read marks, preferences, grants and templates in SQL.
//
// It guarantees that a grant is used by one message only and that a person's rows are reached only with their id.
//
// It holds no wording. Start with [Messages].
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	messagev1 "dajiu/gen/go/dajiu/message/v1"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/services/message/internal/domain"
)

// WechatState is what became of a message's copy to WeChat.
type WechatState int

// The states. Stored by number.
const (
	NotSent WechatState = iota + 1 // no grant, or not wanted
	Pending
	Sent
	Refused
)

// Message is one message of a person. Wechat is what WeChat is to be told.
type Message struct {
	ID, UserID, OrderID int64
	Kind                domain.Kind
	Title, Body         string
	Wechat              WechatCopy
	State               WechatState
	At                  time.Time
}

// WechatCopy is a filled template. Its JSON names are stored.
type WechatCopy struct {
	TemplateID string            `json:"template,omitempty"`
	Data       map[string]string `json:"data,omitempty"`
}

type messageRow struct {
	bun.BaseModel `bun:"table:messages"`

	ID          int64       `bun:"id,pk"`
	UserID      int64       `bun:"user_id"`
	Kind        string      `bun:"kind"`
	Title       string      `bun:"title"`
	Body        string      `bun:"body"`
	OrderID     int64       `bun:"order_id"`
	Wechat      *WechatCopy `bun:"wechat,type:json"`
	WechatState int         `bun:"wechat_state"`
	CreatedAt   time.Time   `bun:"created_at"`
}

func messageFromRow(r messageRow) Message {
	m := Message{
		ID: r.ID, UserID: r.UserID, OrderID: r.OrderID, Kind: domain.Kind(r.Kind), Title: r.Title, Body: r.Body,
		State: WechatState(r.WechatState), At: r.CreatedAt,
	}
	if r.Wechat != nil {
		m.Wechat = *r.Wechat
	}
	return m
}

// Messages is the SQL store.
type Messages struct {
	db     *sqldb.DB
	outbox *outbox.Outbox
}

// New returns a store over a migrated database.
func New(db *sqldb.DB, ob *outbox.Outbox) *Messages { return &Messages{db: db, outbox: ob} }

// Add stores a message. One that WeChat shall be told of uses up a grant, and is sent after the commit; without a
// grant it stays in the inbox only.
func (s *Messages) Add(ctx context.Context, tx *sqldb.Tx, m Message) error {
	row := messageRow{
		ID: m.ID, UserID: m.UserID, Kind: string(m.Kind), Title: m.Title, Body: m.Body, OrderID: m.OrderID,
		WechatState: int(NotSent), CreatedAt: m.At,
	}
	if m.Wechat.TemplateID != "" {
		granted, err := s.useGrant(ctx, tx, m)
		if err != nil {
			return err
		}
		if granted {
			row.Wechat, row.WechatState = &m.Wechat, int(Pending)
			if err := s.outbox.Append(ctx, tx, m.UserID, &messagev1.SubscribeSendDue{MessageId: m.ID}); err != nil {
				return fmt.Errorf("send message %d: %w", m.ID, err)
			}
		}
	}
	sqldb.InsertLater(tx, row)
	return nil
}

func (s *Messages) useGrant(ctx context.Context, tx *sqldb.Tx, m Message) (bool, error) {
	res, err := tx.NewUpdate().Table("grants").Set("remaining = remaining - 1").
		Where("user_id = ? AND kind = ? AND remaining > 0", m.UserID, string(m.Kind)).Exec(ctx)
	if err != nil {
		return false, fmt.Errorf("use grant of %d: %w", m.UserID, err)
	}
	n, err := res.RowsAffected()
	return n > 0, err //nolint:wrapcheck // drivers of ours always know
}

// Message returns a message by id; found is false where there is none.
func (s *Messages) Message(ctx context.Context, id int64) (m Message, found bool, err error) {
	var row messageRow
	err = s.db.Reader().NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return Message{}, false, nil
	}
	if err != nil {
		return Message{}, false, fmt.Errorf("read message %d: %w", id, err)
	}
	return messageFromRow(row), true, nil
}

// SetState records what became of a message's copy to WeChat.
func (s *Messages) SetState(ctx context.Context, id int64, state WechatState) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewUpdate().Model((*messageRow)(nil)).Set("wechat_state = ?", int(state)).Where("id = ?", id).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// Inbox returns a page of a person's messages, newest first, below an id (0: from the newest).
func (s *Messages) Inbox(ctx context.Context, userID, before int64, limit int) ([]Message, error) {
	var rows []messageRow
	q := s.db.Reader().NewSelect().Model(&rows).Where("user_id = ?", userID)
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read inbox of %d: %w", userID, err)
	}
	list := make([]Message, len(rows))
	for i, r := range rows {
		list[i] = messageFromRow(r)
	}
	return list, nil
}

type markRow struct {
	bun.BaseModel `bun:"table:inbox_marks"`

	UserID   int64 `bun:"user_id,pk"`
	ReadUpTo int64 `bun:"read_up_to"`
}

// MaxUnread is where counting stops: a badge says 99+.
const MaxUnread = 100

// Unread returns up to where a person has read, and how many messages lie above, at most MaxUnread.
func (s *Messages) Unread(ctx context.Context, userID int64) (readUpTo int64, unread int, err error) {
	var mark markRow
	err = s.db.Reader().NewSelect().Model(&mark).Where("user_id = ?", userID).Scan(ctx)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, 0, fmt.Errorf("read mark of %d: %w", userID, err)
	}
	var ids []int64
	err = s.db.Reader().NewSelect().Model((*messageRow)(nil)).Column("id").
		Where("user_id = ? AND id > ?", userID, mark.ReadUpTo).Limit(MaxUnread).Scan(ctx, &ids)
	if err != nil {
		return 0, 0, fmt.Errorf("count unread of %d: %w", userID, err)
	}
	return mark.ReadUpTo, len(ids), nil
}

// MarkRead moves a person's mark up to an id; it never moves down.
func (s *Messages) MarkRead(ctx context.Context, userID, upTo int64) error {
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.NewUpdate().Model((*markRow)(nil)).Set("read_up_to = CASE WHEN read_up_to < ? THEN ? ELSE read_up_to END", upTo, upTo).
			Where("user_id = ?", userID).Exec(ctx)
		if err != nil {
			return fmt.Errorf("mark inbox of %d: %w", userID, err)
		}
		if n, err := res.RowsAffected(); err != nil || n > 0 {
			return err //nolint:wrapcheck // drivers of ours always know
		}
		_, err = tx.NewInsert().Model(&markRow{UserID: userID, ReadUpTo: upTo}).Exec(ctx)
		if sqldb.IsDuplicate(err) {
			return sqldb.ErrConflict // another process marked for the first time, too
		}
		return err //nolint:wrapcheck // Write names the operation
	})
}
