package sim

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// statements are the writer's, prepared once on its connection.
type statements struct {
	orderByNo, orderBySeq, refundByNo, refundBySeq *sql.Stmt
	insertOrder, setPrepay, setPaid, setClosed     *sql.Stmt
	insertRefund, takeRefund, settleRefund, undo   *sql.Stmt
	insertTask, deleteTask, setTask, taskByID      *sql.Stmt
	begin, commit                                  *sql.Stmt
}

func prepareStatements(ctx context.Context, conn *sql.Conn) (*statements, error) {
	s := &statements{}
	for into, query := range map[**sql.Stmt]string{
		&s.begin:        "BEGIN IMMEDIATE",
		&s.commit:       "COMMIT",
		&s.orderByNo:    "SELECT " + orderColumns + " FROM orders WHERE out_trade_no = ?",
		&s.orderBySeq:   "SELECT " + orderColumns + " FROM orders WHERE seq = ?",
		&s.refundByNo:   "SELECT " + refundColumns + " FROM refunds WHERE out_refund_no = ?",
		&s.refundBySeq:  "SELECT " + refundColumns + " FROM refunds WHERE seq = ?",
		&s.insertOrder:  "INSERT INTO orders (" + orderColumns + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,0,0,0,0,0)",
		&s.setPrepay:    "UPDATE orders SET prepay_id = ?, prepaid = ? WHERE seq = ?",
		&s.setPaid:      "UPDATE orders SET state = 'SUCCESS', paid = ?, openid = ? WHERE seq = ?",
		&s.setClosed:    "UPDATE orders SET state = 'CLOSED', closed = ? WHERE seq = ?",
		&s.insertRefund: "INSERT INTO refunds (" + refundColumns + ") VALUES (?,?,?,?,?,?,?,?,0)",
		&s.takeRefund:   "UPDATE orders SET state = 'REFUND', refunded = refunded + ?, refunds = refunds + 1, last_refund = ? WHERE seq = ?",
		&s.settleRefund: "UPDATE refunds SET state = ?, settled = ? WHERE seq = ?",
		&s.undo:         "UPDATE orders SET refunded = refunded - ? WHERE seq = ?",
		&s.insertTask:   "INSERT INTO tasks (kind, ref, notice, due, tries) VALUES (?,?,?,?,0)",
		&s.deleteTask:   "DELETE FROM tasks WHERE id = ?",
		&s.setTask:      "UPDATE tasks SET due = ?, tries = ? WHERE id = ?",
		&s.taskByID:     "SELECT tries FROM tasks WHERE id = ?",
	} {
		var err error
		if *into, err = conn.PrepareContext(ctx, query); err != nil {
			return nil, fmt.Errorf("prepare %q: %w", query, err)
		}
	}
	return s, nil
}

// writer is what a job may do within the batch's transaction.
type writer struct {
	ctx        context.Context //nolint:containedctx // lives as long as one batch
	store      *store
	statements *statements
}

func (w *writer) orderByNo(no string) (*order, error) { return w.order(w.statements.orderByNo, no) }

func (w *writer) orderBySeq(seq int64) (*order, error) { return w.order(w.statements.orderBySeq, seq) }

// order returns nil when there is none.
func (w *writer) order(statement *sql.Stmt, key any) (*order, error) {
	var o order
	err := statement.QueryRowContext(w.ctx, key).Scan(o.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // "none" is an ordinary answer here
	}
	return &o, err
}

func (w *writer) refundByNo(no string) (*refund, error) { return w.refund(w.statements.refundByNo, no) }

func (w *writer) refundBySeq(seq int64) (*refund, error) {
	return w.refund(w.statements.refundBySeq, seq)
}

// refund returns nil when there is none.
func (w *writer) refund(statement *sql.Stmt, key any) (*refund, error) {
	var r refund
	err := statement.QueryRowContext(w.ctx, key).Scan(r.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // see order
	}
	return &r, err
}

func (w *writer) insertOrder(o *order) error {
	return w.exec(w.statements.insertOrder, o.Seq, o.OutTradeNo, o.PrepayID, o.OpenID, o.Description, o.Attach,
		o.NotifyURL, o.Total, o.State, o.Created, o.Expires, o.Prepaid)
}

func (w *writer) insertRefund(r *refund) error {
	return w.exec(w.statements.insertRefund, r.Seq, r.OutRefundNo, r.OrderSeq, r.Amount, r.Reason, r.NotifyURL, r.State, r.Created)
}

func (w *writer) addTask(kind int, ref int64, notice string, due int64) error {
	return w.exec(w.statements.insertTask, kind, ref, notice, due)
}

// nextOrder returns a number that no order has. A batch that is rolled back leaves a gap.
func (w *writer) nextOrder() int64 {
	w.store.orders++
	return w.store.orders
}

func (w *writer) nextRefund() int64 {
	w.store.refunds++
	return w.store.refunds
}

func (w *writer) exec(statement *sql.Stmt, args ...any) error {
	_, err := statement.ExecContext(w.ctx, args...)
	return err
}
