package sim

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// reads are prepared on the readers' pool.
type reads struct {
	orderByNo, orderBySeq, refundByNo, refundBySeq *sql.Stmt
	ordersAfter, ordersLatest, refundsOf           *sql.Stmt
	due, nextDue, pending, counts                  *sql.Stmt
	paidBetween, refundedBetween                   *sql.Stmt
}

func prepareReads(ctx context.Context, db *sql.DB) (*reads, error) {
	r := &reads{}
	for into, query := range map[**sql.Stmt]string{
		&r.orderByNo:       "SELECT " + orderColumns + " FROM orders WHERE out_trade_no = ?",
		&r.orderBySeq:      "SELECT " + orderColumns + " FROM orders WHERE seq = ?",
		&r.refundByNo:      "SELECT " + refundColumns + " FROM refunds WHERE out_refund_no = ?",
		&r.refundBySeq:     "SELECT " + refundColumns + " FROM refunds WHERE seq = ?",
		&r.ordersAfter:     "SELECT " + orderColumns + " FROM orders WHERE seq > ? ORDER BY seq LIMIT ?",
		&r.ordersLatest:    "SELECT " + orderColumns + " FROM orders ORDER BY seq DESC LIMIT ?",
		&r.refundsOf:       "SELECT " + refundColumns + " FROM refunds WHERE order_seq BETWEEN ? AND ? ORDER BY seq",
		&r.due:             "SELECT id, kind, ref, notice, due, tries FROM tasks WHERE due <= ? ORDER BY due LIMIT ?",
		&r.nextDue:         "SELECT COALESCE(MIN(due), 0) FROM tasks WHERE due > ?",
		&r.pending:         "SELECT COUNT(*) FROM tasks",
		&r.counts:          "SELECT state, COUNT(*), COALESCE(SUM(total), 0), COALESCE(SUM(refunded), 0) FROM orders GROUP BY state",
		&r.paidBetween:     "SELECT " + orderColumns + " FROM orders WHERE paid >= ? AND paid < ? ORDER BY seq",
		&r.refundedBetween: "SELECT " + refundColumns + " FROM refunds WHERE created >= ? AND created < ? ORDER BY seq",
	} {
		var err error
		if *into, err = db.PrepareContext(ctx, query); err != nil {
			return nil, fmt.Errorf("prepare %q: %w", query, err)
		}
	}
	return r, nil
}

// readOrder returns nil when there is none.
func readOrder(ctx context.Context, statement *sql.Stmt, key any) (*order, error) {
	var o order
	err := statement.QueryRowContext(ctx, key).Scan(o.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // "none" is an ordinary answer here
	}
	if err != nil {
		return nil, fmt.Errorf("sim: read order: %w", err)
	}
	return &o, nil
}

// readRefund returns nil when there is none.
func readRefund(ctx context.Context, statement *sql.Stmt, key any) (*refund, error) {
	var r refund
	err := statement.QueryRowContext(ctx, key).Scan(r.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // see readOrder
	}
	if err != nil {
		return nil, fmt.Errorf("sim: read refund: %w", err)
	}
	return &r, nil
}

// each calls visit for every row of a query. T's scan is given by fields.
func each[T any](ctx context.Context, statement *sql.Stmt, fields func(*T) []any, visit func(*T) error, args ...any) error {
	rows, err := statement.QueryContext(ctx, args...)
	if err != nil {
		return fmt.Errorf("sim: query: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var row T
		if err := rows.Scan(fields(&row)...); err != nil {
			return fmt.Errorf("sim: scan: %w", err)
		}
		if err := visit(&row); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("sim: rows: %w", err)
	}
	return nil
}

func (s *store) pending(ctx context.Context) (int, error) {
	var n int
	if err := s.reads.pending.QueryRowContext(ctx).Scan(&n); err != nil {
		return 0, fmt.Errorf("sim: count tasks: %w", err)
	}
	return n, nil
}
