package sim

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/money"
)

const (
	feePerFen = 6 // thousandths of a fen: 0.60 %
	feeRate   = "0.60%"
)

// billWriter writes the lines of one bill. Spoil, where set, decides which rows come out wrong.
type billWriter struct {
	out   *bufio.Writer
	spoil func() bool
}

func (b *billWriter) text(line string) error {
	if _, err := io.WriteString(b.out, line); err != nil {
		return fmt.Errorf("write line: %w", err)
	}
	return nil
}

func (b *billWriter) header(line string) error { return b.text(line + "\r\n") }

// amount spoils an amount by a fen when the fault strikes: the bill then disagrees with what happened.
func (b *billWriter) amount(fen int64) int64 {
	if b.spoil != nil && b.spoil() {
		return fen + 1
	}
	return fen
}

// totals is the last line of a trade bill.
type totals struct{ rows, orders, refunds, fee int64 }

// writeTrade writes payments by the day they were made and refunds by the day they were initiated.
func (s *Sim) writeTrade(ctx context.Context, day time.Time, kind string, b *billWriter) error {
	if err := b.header(wire.TradeHeader); err != nil {
		return err
	}
	from, to := day.UnixMilli(), day.AddDate(0, 0, 1).UnixMilli()
	var sum totals
	if kind != "REFUND" {
		err := each(ctx, s.store.reads.paidBetween, (*order).fields, func(o *order) error {
			total := b.amount(o.Total)
			sum.rows, sum.orders, sum.fee = sum.rows+1, sum.orders+total, sum.fee+total*feePerFen
			return b.text(s.paymentLine(o, total))
		}, from, to)
		if err != nil {
			return err
		}
	}
	if kind != "SUCCESS" {
		err := each(ctx, s.store.reads.refundedBetween, (*refund).fields, func(r *refund) error {
			o, err := readOrder(ctx, s.store.reads.orderBySeq, r.OrderSeq)
			if err != nil || o == nil {
				return err
			}
			amount := b.amount(r.Amount)
			sum.rows, sum.refunds, sum.fee = sum.rows+1, sum.refunds+amount, sum.fee-amount*feePerFen
			return b.text(s.refundLine(o, r, amount))
		}, from, to)
		if err != nil {
			return err
		}
	}
	if sum.rows == 0 {
		return refuse(http.StatusBadRequest, "NO_STATEMENT_EXIST", "账单文件不存在")
	}
	if err := b.header(wire.TradeSummaryHeader); err != nil {
		return err
	}
	return b.text(wire.BillLine(strconv.FormatInt(sum.rows, 10), yuan(sum.orders), yuan(sum.refunds), "0.00",
		wire.Fee(sum.fee), yuan(sum.orders), yuan(sum.refunds)))
}

func (s *Sim) paymentLine(o *order, total int64) string {
	return wire.BillLine(at(o.Paid).Format(time.DateTime), s.cfg.AppID, s.cfg.MchID, "0", "", o.transactionID(),
		o.OutTradeNo, o.OpenID, "JSAPI", "SUCCESS", "OTHERS", "CNY", yuan(total), "0.00", "0", "0", "0.00", "0.00", "", "",
		o.Description, o.Attach, wire.Fee(total*feePerFen), feeRate, yuan(total), "0.00", "")
}

func (s *Sim) refundLine(o *order, r *refund, amount int64) string {
	return wire.BillLine(at(r.Created).Format(time.DateTime), s.cfg.AppID, s.cfg.MchID, "0", "", o.transactionID(),
		o.OutTradeNo, o.OpenID, "JSAPI", "REFUND", "OTHERS", "CNY", "0.00", "0.00", r.refundID(), r.OutRefundNo,
		yuan(amount), "0.00", "ORIGINAL", r.State, o.Description, o.Attach, wire.Fee(-amount*feePerFen), feeRate,
		"0.00", yuan(amount), "")
}

// writeFund writes how the merchant's account moved. Its balance begins each day at nothing: the service
// settles to the bank every night.
func (s *Sim) writeFund(ctx context.Context, day time.Time, b *billWriter) error {
	if err := b.header(wire.FundHeader); err != nil {
		return err
	}
	from, to := day.UnixMilli(), day.AddDate(0, 0, 1).UnixMilli()
	var in, inCount, out, outCount int64
	err := each(ctx, s.store.reads.paidBetween, (*order).fields, func(o *order) error {
		total := b.amount(o.Total)
		in, inCount = in+total, inCount+1
		return b.text(fundLine(o.Paid, o.transactionID(), "交易", "收入", total, in-out, "系统", o.OutTradeNo))
	}, from, to)
	if err != nil {
		return err
	}
	err = each(ctx, s.store.reads.refundedBetween, (*refund).fields, func(r *refund) error {
		amount := b.amount(r.Amount)
		out, outCount = out+amount, outCount+1
		return b.text(fundLine(r.Created, r.refundID(), "退款", "支出", amount, in-out, s.cfg.MchID+"API", r.OutRefundNo))
	}, from, to)
	if err != nil {
		return err
	}
	if inCount+outCount == 0 {
		return refuse(http.StatusBadRequest, "NO_STATEMENT_EXIST", "账单文件不存在")
	}
	if err := b.header(wire.FundSummaryHeader); err != nil {
		return err
	}
	return b.text(wire.BillLine(strconv.FormatInt(inCount+outCount, 10), strconv.FormatInt(inCount, 10), yuan(in),
		strconv.FormatInt(outCount, 10), yuan(out)))
}

func fundLine(ms int64, id, kind, way string, amount, balance int64, by, voucher string) string {
	return wire.BillLine(at(ms).Format(time.DateTime), id, id, kind, kind, way, yuan(amount), yuan(balance), by, "", voucher)
}

func yuan(fen int64) string { return wire.Yuan(money.Fen(fen)) }
