package store

import (
	"context"
	"fmt"
	"strings"

	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
)

// Open changes a trade's payment by a closure, and makes it first where there is none: without the orders that are
// known to be cancelled. A payment that the closure refuses is not made.
func (s *Payments) Open(ctx context.Context, t app.Trade, change func(*domain.Payment) error) (p *domain.Payment, err error) {
	err = s.db.WriteKey(ctx, t.ID, func(ctx context.Context, tx *sqldb.Tx) error {
		l, err := load(ctx, tx, "trade_id = ?", t.ID)
		if err != nil {
			return err
		}
		if l == nil {
			p, err = s.create(ctx, tx, t, change)
			return err
		}
		p = l.payment
		if p.Facts().UserID != t.UserID {
			return app.NotFound()
		}
		return s.apply(ctx, tx, l, change)
	})
	return p, err
}

func (s *Payments) create(ctx context.Context, tx *sqldb.Tx, t app.Trade, change func(*domain.Payment) error) (*domain.Payment, error) {
	noted, err := s.notesOf(ctx, tx, t)
	if err != nil {
		return nil, err
	}
	orders := make([]domain.Order, len(t.Orders))
	for i, o := range t.Orders {
		o.Cancelled = o.Cancelled || noted[o.ID].Cancelled
		orders[i] = o
	}
	p, err := domain.NewPayment(s.ids.NextFor(t.UserID), t.ID, t.UserID, t.Title, orders, s.clock.Now())
	if err != nil {
		return nil, err
	}
	if err := change(p); err != nil {
		return nil, err
	}
	f := p.Facts()
	if err := s.claim(ctx, tx, f, noted); err != nil {
		return nil, err
	}
	row := rowFromPayment(f)
	if err := sqldb.InsertAll(ctx, tx, []paymentRow{row}); err != nil {
		return nil, fmt.Errorf("insert payment of trade %d: %w", t.ID, conflict(err))
	}
	return p, s.saveParts(ctx, tx, &loaded{payment: p, before: f})
}

func (s *Payments) notesOf(ctx context.Context, tx *sqldb.Tx, t app.Trade) (map[int64]domain.Note, error) {
	ids := make([]any, len(t.Orders))
	for i, o := range t.Orders {
		ids[i] = o.ID
	}
	rows, err := sqldb.Find[noteRow](ctx, tx, "WHERE order_id IN ("+strings.TrimPrefix(strings.Repeat(",?", len(ids)), ",")+")", ids...)
	if err != nil {
		return nil, fmt.Errorf("read notes of trade %d: %w", t.ID, err)
	}
	noted := make(map[int64]domain.Note, len(rows))
	for i := range rows {
		noted[rows[i].OrderID] = noteFromRow(&rows[i])
	}
	return noted, nil
}

// claim notes that the payment knows its orders from now on. A cancellation that comes at the same time loses the
// race for the row, or wins it and is seen when this transaction runs again.
func (s *Payments) claim(ctx context.Context, tx *sqldb.Tx, f domain.Facts, noted map[int64]domain.Note) error {
	var fresh []noteRow
	for _, o := range f.Orders {
		n, known := noted[o.ID]
		before := n.Version
		n.OrderID, n.TradeID, n.PaymentID, n.UpdatedAt = o.ID, f.TradeID, f.ID, f.UpdatedAt
		n.Version++
		if !known {
			fresh = append(fresh, rowFromNote(&n))
			continue
		}
		if err := s.updateNote(ctx, tx, &n, before); err != nil {
			return err
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	if err := sqldb.InsertAll(ctx, tx, fresh); err != nil {
		return fmt.Errorf("note the orders of trade %d: %w", f.TradeID, conflict(err))
	}
	return nil
}
