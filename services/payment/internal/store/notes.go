package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/domain"
)

type noteRow struct {
	bun.BaseModel `bun:"table:order_notes"`

	OrderID    int64     `bun:"order_id,pk"`
	TradeID    int64     `bun:"trade_id"`
	PaymentID  int64     `bun:"payment_id"`
	MerchantID int64     `bun:"merchant_id"`
	StoreID    int64     `bun:"store_id"`
	Payable    int64     `bun:"payable"`
	Fee        int64     `bun:"fee"`
	Collected  int64     `bun:"collected"`
	CourierID  int64     `bun:"courier_id"`
	Cancelled  bool      `bun:"cancelled"`
	Completed  bool      `bun:"completed"`
	Booked     bool      `bun:"booked"`
	Settled    bool      `bun:"settled"`
	UpdatedAt  time.Time `bun:"updated_at"`
	Version    int64     `bun:"version"`
}

func rowFromNote(n *domain.Note) noteRow {
	return noteRow{
		OrderID: n.OrderID, TradeID: n.TradeID, PaymentID: n.PaymentID, MerchantID: n.MerchantID, StoreID: n.StoreID,
		Payable: int64(n.Payable), Fee: int64(n.Fee), Collected: int64(n.Collected), CourierID: n.CourierID,
		Cancelled: n.Cancelled, Completed: n.Completed, Booked: n.Booked, Settled: n.Settled, UpdatedAt: n.UpdatedAt, Version: n.Version,
	}
}

func noteFromRow(r *noteRow) domain.Note {
	return domain.Note{
		OrderID: r.OrderID, TradeID: r.TradeID, PaymentID: r.PaymentID, MerchantID: r.MerchantID, StoreID: r.StoreID,
		Payable: money.Fen(r.Payable), Fee: money.Fen(r.Fee), Collected: money.Fen(r.Collected), CourierID: r.CourierID,
		Cancelled: r.Cancelled, Completed: r.Completed, Booked: r.Booked, Settled: r.Settled, UpdatedAt: r.UpdatedAt, Version: r.Version,
	}
}

func (s *Payments) note(ctx context.Context, tx *sqldb.Tx, orderID int64) (n domain.Note, found bool, err error) {
	var row noteRow
	err = tx.NewSelect().Model(&row).Where("order_id = ?", orderID).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Note{OrderID: orderID}, false, nil
	}
	if err != nil {
		return domain.Note{}, false, fmt.Errorf("read note of order %d: %w", orderID, err)
	}
	return noteFromRow(&row), true, nil
}

// CancelIn records an order's cancellation with its payment, or for the payment to come. An order that is paid on
// delivery leaves a mark only where cash was noted; the note is returned. Repeating it changes nothing.
func (s *Payments) CancelIn(ctx context.Context, tx *sqldb.Tx, tradeID, orderID int64, onDelivery bool, reason string) (domain.Note, error) {
	n, found, err := s.note(ctx, tx, orderID)
	if err != nil || !found && onDelivery {
		return n, err
	}
	now := s.clock.Now()
	if n.PaymentID != 0 {
		_, err := s.UpdateIn(ctx, tx, n.PaymentID, func(p *domain.Payment) error {
			return p.CancelOrder(orderID, reason, now, func() int64 { return s.ids.NextFor(p.Facts().UserID) })
		})
		return n, err
	}
	before := n.Version
	n.TradeID = tradeID
	n.Cancel(now)
	return n, s.saveNote(ctx, tx, &n, found, before)
}

// NoteIn changes what is known of an order by a closure, and books the entries that follow.
func (s *Payments) NoteIn(ctx context.Context, tx *sqldb.Tx, orderID int64, change func(*domain.Note) ([]domain.Entry, error)) error {
	n, found, err := s.note(ctx, tx, orderID)
	if err != nil {
		return err
	}
	before := n.Version
	entries, err := change(&n)
	if err != nil {
		return err
	}
	if err := s.saveNote(ctx, tx, &n, found, before); err != nil {
		return err
	}
	return s.ledger.record(ctx, tx, orderID, n.UpdatedAt, entries)
}

func (s *Payments) saveNote(ctx context.Context, tx *sqldb.Tx, n *domain.Note, found bool, before int64) error {
	if n.Version == before {
		return nil
	}
	if found {
		return s.updateNote(ctx, tx, n, before)
	}
	row := rowFromNote(n)
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return fmt.Errorf("insert note of order %d: %w", n.OrderID, conflict(err))
	}
	return nil
}

func (s *Payments) updateNote(ctx context.Context, tx *sqldb.Tx, n *domain.Note, before int64) error {
	row := rowFromNote(n)
	res, err := tx.NewUpdate().Model(&row).ExcludeColumn("order_id").Where("order_id = ? AND version = ?", n.OrderID, before).Exec(ctx)
	if err := sqldb.ExpectOne(res, err); err != nil {
		return fmt.Errorf("update note of order %d: %w", n.OrderID, err)
	}
	return nil
}
