package sim

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"dajiu/integrations/wechatpay/wire"
)

// Past writes orders of the past into the memory of a simulator that does not run, so that a merchant who says that
// they were paid is not a liar. It is not safe for concurrent use.
type Past struct {
	store *store
	seq   int64 // the last order's number
	back  int64 // the last refund's
}

// PastNumber is the number of an order that the service never saw, and what follows from it.
type PastNumber struct {
	seq int64
	// PrepayID is the order's; nobody can pay by it any more.
	PrepayID string
}

// PastOrder is an order that the service never saw. Amounts in fen; zero times are of what did not happen.
type PastOrder struct {
	Number                                 PastNumber
	OutTradeNo, OpenID, Description        string
	Total                                  int64
	CreatedAt, ExpiresAt, PaidAt, ClosedAt time.Time
	Refunds                                []PastRefund
}

// PastRefund is a refund that arrived.
type PastRefund struct {
	OutRefundNo          string
	Amount               int64
	CreatedAt, SettledAt time.Time
}

// OpenPast opens the memory in a simulator's folder, making it where there is none. The caller closes it.
func OpenPast(dir string) (*Past, error) {
	s, err := openStore(dir)
	if err != nil {
		return nil, err
	}
	return &Past{store: s, seq: s.orders, back: s.refunds}, nil
}

// Close closes the memory.
func (p *Past) Close() error { return p.store.close() }

// Next returns the number of the next order, which was made at a moment. The same numbers come in the same order each
// time, so that a past can be made again.
func (p *Past) Next(at time.Time) PastNumber {
	p.seq++
	const spread = 0x9E3779B97F4A7C15
	return PastNumber{seq: p.seq, PrepayID: prepayID(p.seq, at, fmt.Sprintf("%012x", uint64(p.seq)*spread>>16))} //nolint:gosec // bits only
}

// TransactionID is the service's number of the order's payment.
func (n PastNumber) TransactionID(paidAt time.Time) string {
	return transactionID(n.seq, paidAt.In(wire.China()))
}

// Write stores orders, all or none. Nothing is called back: who writes the past knows it.
func (p *Past) Write(ctx context.Context, orders []PastOrder) (err error) {
	tx, err := p.store.conn.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("sim: past: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	insert, err := tx.PrepareContext(ctx, "INSERT INTO orders ("+orderColumns+") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
	if err != nil {
		return fmt.Errorf("sim: past orders: %w", err)
	}
	refund, err := tx.PrepareContext(ctx, "INSERT INTO refunds ("+refundColumns+") VALUES (?,?,?,?,?,?,?,?,?)")
	if err != nil {
		return fmt.Errorf("sim: past refunds: %w", err)
	}
	for i := range orders {
		if err := p.write(ctx, insert, refund, &orders[i]); err != nil {
			return fmt.Errorf("sim: past order %s: %w", orders[i].OutTradeNo, err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("sim: past: %w", err)
	}
	return nil
}

func (p *Past) write(ctx context.Context, insert, refund *sql.Stmt, o *PastOrder) error {
	row := order{
		Seq: o.Number.seq, OutTradeNo: o.OutTradeNo, PrepayID: o.Number.PrepayID, OpenID: o.OpenID, Description: o.Description, Total: o.Total,
		State: stateNotPay, Created: millis(o.CreatedAt), Expires: millis(o.ExpiresAt), Prepaid: millis(o.CreatedAt), Paid: millis(o.PaidAt), Closed: millis(o.ClosedAt),
	}
	switch {
	case row.Paid != 0:
		row.State = stateSuccess
	case row.Closed != 0:
		row.State = stateClosed
	}
	for _, r := range o.Refunds {
		p.back++
		back := []any{p.back, r.OutRefundNo, row.Seq, r.Amount, "", "", stateSuccess, millis(r.CreatedAt), millis(r.SettledAt)}
		if _, err := refund.ExecContext(ctx, back...); err != nil {
			return err
		}
		row.State, row.Refunded, row.Refunds, row.LastRefund = stateRefund, row.Refunded+r.Amount, row.Refunds+1, millis(r.CreatedAt)
	}
	values := []any{
		row.Seq, row.OutTradeNo, row.PrepayID, row.OpenID, row.Description, row.Attach, row.NotifyURL, row.Total, row.State,
		row.Created, row.Expires, row.Prepaid, row.Paid, row.Closed, row.Refunded, row.Refunds, row.LastRefund,
	}
	_, err := insert.ExecContext(ctx, values...)
	return err
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
