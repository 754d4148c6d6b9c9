package wechatpay

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"time"

	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/money"
)

// BillRow is one line of a trade bill: a payment, or a refund at the moment it was initiated.
type BillRow struct {
	At            time.Time
	AppID         string
	TransactionID string
	OutTradeNo    string
	OpenID        string
	// State is SUCCESS for a payment and REFUND for a refund.
	State TradeState
	// Amount is the order's amount of a payment, zero for a refund.
	Amount money.Fen
	// RefundID, OutRefundNo, RefundAmount and RefundState belong to a refund.
	RefundID     string
	OutRefundNo  string
	RefundAmount money.Fen
	RefundState  RefundState
	Description  string
	Attach       string
	// FeeMilliFen is the service's fee in thousandths of a fen, negative where it is given back.
	FeeMilliFen int64
}

// IsRefund reports whether the row is a refund.
func (r BillRow) IsRefund() bool { return r.State == StateRefund }

// readTradeBill reads rows until the bill ends and then checks the summary against them.
func readTradeBill(file io.Reader) iter.Seq2[BillRow, error] {
	return func(yield func(BillRow, error) bool) {
		reader, err := wire.NewBillReader(file)
		if err != nil {
			yield(BillRow{}, ErrBillCorrupt.Wrap(err))
			return
		}
		for _, name := range []string{"交易时间", "微信订单号", "商户订单号", "交易状态", "商户退款单号", "手续费", "订单金额", "申请退款金额"} {
			if !reader.Has(name) {
				yield(BillRow{}, ErrBillCorrupt.Wrap(fmt.Errorf("the column %s is missing", name)))
				return
			}
		}
		var sum totals
		for reader.Next() {
			row, err := billRow(reader)
			if err == nil {
				err = sum.add(row)
			}
			if err != nil {
				yield(BillRow{}, ErrBillCorrupt.Wrap(err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
		if err := errors.Join(reader.Err(), sum.check(reader.Summary())); err != nil {
			yield(BillRow{}, ErrBillCorrupt.Wrap(err))
		}
	}
}

func billRow(b *wire.BillReader) (BillRow, error) {
	at, err := time.ParseInLocation(time.DateTime, b.Value("交易时间"), wire.China())
	if err != nil {
		return BillRow{}, fmt.Errorf("time of %s: %w", b.Value("微信订单号"), err)
	}
	row := BillRow{
		At: at.UTC(), AppID: b.Value("公众账号ID"), TransactionID: b.Value("微信订单号"), OutTradeNo: b.Value("商户订单号"),
		OpenID: b.Value("用户标识"), State: TradeState(b.Value("交易状态")), Description: b.Value("商品名称"),
		Attach: b.Value("商户数据包"),
	}
	fee, feeErr := wire.ParseFee(b.Value("手续费"))
	row.FeeMilliFen = fee
	amount, amountErr := wire.ParseYuan(b.Value("订单金额"))
	refund, refundErr := wire.ParseYuan(b.Value("申请退款金额"))
	if err := errors.Join(feeErr, amountErr, refundErr); err != nil {
		return BillRow{}, fmt.Errorf("amounts of %s: %w", row.TransactionID, err)
	}
	switch row.State { //nolint:exhaustive // a bill has only these two
	case StateSuccess:
		row.Amount = amount
	case StateRefund:
		row.RefundID, row.OutRefundNo, row.RefundAmount = b.Value("微信退款单号"), b.Value("商户退款单号"), refund
		row.RefundState = RefundState(b.Value("退款状态"))
	default:
		return BillRow{}, fmt.Errorf("%s is in the unknown state %q", row.TransactionID, clip(string(row.State)))
	}
	return row, nil
}

// totals adds up what the summary states: it proves that no row was lost.
type totals struct {
	rows           int64
	orders, refund money.Fen
	fee            int64
}

func (t *totals) add(row BillRow) error {
	var err error
	t.rows++
	if t.orders, err = money.Add(t.orders, row.Amount); err != nil {
		return fmt.Errorf("total of orders: %w", err)
	}
	if t.refund, err = money.Add(t.refund, row.RefundAmount); err != nil {
		return fmt.Errorf("total of refunds: %w", err)
	}
	fee, err := money.Add(money.Fen(t.fee), money.Fen(row.FeeMilliFen))
	t.fee = int64(fee)
	if err != nil {
		return fmt.Errorf("total of fees: %w", err)
	}
	return nil
}

func (t *totals) check(summary map[string]string) error {
	if summary == nil {
		return nil // the reader says why
	}
	rows, err := strconv.ParseInt(summary["总交易单数"], 10, 64)
	if err != nil {
		return fmt.Errorf("number of rows: %w", err)
	}
	orders, ordersErr := wire.ParseYuan(summary["订单总金额"])
	refund, refundErr := wire.ParseYuan(summary["申请退款总金额"])
	if err := errors.Join(ordersErr, refundErr); err != nil {
		return fmt.Errorf("summary: %w", err)
	}
	if rows != t.rows || orders != t.orders || refund != t.refund {
		return fmt.Errorf("the rows (%d, %s, %s) do not add up to the summary (%d, %s, %s)",
			t.rows, t.orders, t.refund, rows, orders, refund)
	}
	return nil
}
