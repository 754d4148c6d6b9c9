package sim

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
)

// Bill is the memory of a simulator that does not run, for a check that compares it with what the platform
// believes. It only reads. It is safe for concurrent use.
type Bill struct{ db *sql.DB }

// BillRefund is one refund with the number of the order that it is taken from.
type BillRefund struct {
	OutTradeNo string
	RefundView
}

// OpenBill opens the memory that a simulator left in dir, Config's folder. Where no simulator ever ran there, the
// error is an os.ErrNotExist.
func OpenBill(ctx context.Context, dir string) (*Bill, error) {
	path := filepath.Join(dir, "wechatpay.db")
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("sim: open bill: %w", err)
	}
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=cache_size(-4000)&_pragma=query_only(1)")
	if err != nil {
		return nil, fmt.Errorf("sim: open bill %s: %w", path, err)
	}
	db.SetMaxOpenConns(2)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("sim: open bill %s: %w", path, err), db.Close())
	}
	return &Bill{db: db}, nil
}

// Close closes the memory.
func (b *Bill) Close() error { return b.db.Close() }

// Pending is how many callbacks and settlements the simulator still owes.
func (b *Bill) Pending(ctx context.Context) (n int64, err error) {
	if err := b.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM tasks").Scan(&n); err != nil {
		return 0, fmt.Errorf("sim: count tasks: %w", err)
	}
	return n, nil
}

// billPage is how many rows are read at a time.
const billPage = 1000

// Orders yields every order by out_trade_no, without its refunds, a page in memory at a time. After an error the
// stream ends.
func (b *Bill) Orders(ctx context.Context) iter.Seq2[OrderView, error] {
	return pages("", func(after string) ([]OrderView, error) {
		query := "SELECT " + orderColumns + " FROM orders WHERE out_trade_no > ? ORDER BY out_trade_no LIMIT ?"
		return readPage(ctx, b.db, query, after, (*order).fields, func(o *order) OrderView { return viewOf(o, nil) })
	}, func(o OrderView) string { return o.OutTradeNo })
}

// Refunds yields every refund by out_refund_no, a page in memory at a time. After an error the stream ends.
func (b *Bill) Refunds(ctx context.Context) iter.Seq2[BillRefund, error] {
	type row struct {
		refund
		outTradeNo string
	}
	query := `SELECT f.seq, f.out_refund_no, f.order_seq, f.amount, f.reason, f.notify_url, f.state, f.created, f.settled, o.out_trade_no
		FROM refunds AS f JOIN orders AS o ON o.seq = f.order_seq WHERE f.out_refund_no > ? ORDER BY f.out_refund_no LIMIT ?`
	return pages("", func(after string) ([]BillRefund, error) {
		return readPage(ctx, b.db, query, after, func(r *row) []any { return append(r.fields(), &r.outTradeNo) }, func(r *row) BillRefund {
			return BillRefund{OutTradeNo: r.outTradeNo, RefundView: RefundView{
				OutRefundNo: r.OutRefundNo, RefundID: r.refundID(), Amount: r.Amount, State: r.State,
				CreatedAt: stamp(r.Created), SettledAt: stamp(r.Settled),
			}}
		})
	}, func(r BillRefund) string { return r.OutRefundNo })
}

func readPage[R, V any](ctx context.Context, db *sql.DB, query, after string, fields func(*R) []any, view func(*R) V) ([]V, error) {
	rows, err := db.QueryContext(ctx, query, after, billPage)
	if err != nil {
		return nil, fmt.Errorf("sim: read bill after %q: %w", after, err)
	}
	defer rows.Close()
	page := make([]V, 0, billPage)
	for rows.Next() {
		var row R
		if err := rows.Scan(fields(&row)...); err != nil {
			return nil, fmt.Errorf("sim: read bill after %q: %w", after, err)
		}
		page = append(page, view(&row))
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("sim: read bill after %q: %w", after, err)
	}
	return page, nil
}

// pages strings pages together; each begins after the key of the last one's end.
func pages[V any](start string, next func(after string) ([]V, error), key func(V) string) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		for after := start; ; {
			page, err := next(after)
			if err != nil {
				var none V
				yield(none, err)
				return
			}
			for _, v := range page {
				if !yield(v, nil) {
					return
				}
			}
			if len(page) < billPage {
				return
			}
			after = key(page[len(page)-1])
		}
	}
}
