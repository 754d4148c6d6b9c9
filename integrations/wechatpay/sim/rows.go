package sim

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"dajiu/integrations/wechatpay/wire"
)

// States of an order and of a refund, as the service names them.
const (
	stateNotPay     = "NOTPAY"
	stateSuccess    = "SUCCESS"
	stateRefund     = "REFUND"
	stateClosed     = "CLOSED"
	stateProcessing = "PROCESSING"
	stateAbnormal   = "ABNORMAL"
)

// order is one row of orders. Times are milliseconds since 1970, zero for "not yet".
type order struct {
	Seq                                     int64
	OutTradeNo, PrepayID, OpenID            string
	Description, Attach, NotifyURL          string
	Total                                   int64
	State                                   string
	Created, Expires, Prepaid, Paid, Closed int64
	Refunded, Refunds, LastRefund           int64
}

const orderColumns = "seq, out_trade_no, prepay_id, openid, description, attach, notify_url, total, state, created, expires, prepaid, paid, closed, refunded, refunds, last_refund"

func (o *order) fields() []any {
	return []any{
		&o.Seq, &o.OutTradeNo, &o.PrepayID, &o.OpenID, &o.Description, &o.Attach, &o.NotifyURL, &o.Total, &o.State,
		&o.Created, &o.Expires, &o.Prepaid, &o.Paid, &o.Closed, &o.Refunded, &o.Refunds, &o.LastRefund,
	}
}

// transactionID is made of the order's own numbers, so that it can be found without an index.
func (o *order) transactionID() string {
	if o.Paid == 0 {
		return ""
	}
	return transactionID(o.Seq, at(o.Paid))
}

func transactionID(seq int64, paid time.Time) string {
	return "4200000000" + paid.Format("20060102") + fmt.Sprintf("%010d", seq)
}

// refund is one row of refunds.
type refund struct {
	Seq         int64
	OutRefundNo string
	OrderSeq    int64
	Amount      int64
	Reason      string
	NotifyURL   string
	State       string
	Created     int64
	Settled     int64
}

const refundColumns = "seq, out_refund_no, order_seq, amount, reason, notify_url, state, created, settled"

func (r *refund) fields() []any {
	return []any{&r.Seq, &r.OutRefundNo, &r.OrderSeq, &r.Amount, &r.Reason, &r.NotifyURL, &r.State, &r.Created, &r.Settled}
}

func (r *refund) refundID() string {
	return "50300000" + at(r.Created).Format("20060102") + fmt.Sprintf("%012d", r.Seq)
}

// Kinds of tasks.
const (
	taskPaid = iota + 1
	taskRefund
	taskSettle
)

// task is a callback to send or a refund to settle.
type task struct {
	ID     int64
	Kind   int
	Ref    int64
	Notice string
	Due    int64
	Tries  int
}

const (
	prepayDigits = 14 + 10 // the time and the sequence number between "wx" and the random end
	prepayLength = 2 + prepayDigits + 12
)

func newPrepayID(seq int64, now time.Time) string {
	return prepayID(seq, now, strings.ToLower(wire.AEADNonce()))
}

// prepayID ends with 12 characters that nobody guesses.
func prepayID(seq int64, now time.Time, end string) string {
	return "wx" + now.In(wire.China()).Format("20060102150405") + fmt.Sprintf("%010d", seq) + end
}

// seqOfPrepayID returns the order's number within an id, or zero.
func seqOfPrepayID(id string) int64 {
	if len(id) != prepayLength {
		return 0
	}
	return number(id[16:26])
}

// seqOfTransactionID returns the order's number within an id, or zero.
func seqOfTransactionID(id string) int64 {
	if len(id) != 28 {
		return 0
	}
	return number(id[18:])
}

func number(digits string) int64 {
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func at(ms int64) time.Time { return time.UnixMilli(ms).In(wire.China()) }

func stamp(ms int64) string {
	if ms == 0 {
		return ""
	}
	return at(ms).Format(time.RFC3339)
}
