package sim

import (
	"fmt"
	"net/http"
	"time"
	"unicode/utf8"

	"dajiu/integrations/wechatpay/wire"
)

const (
	refundLife = 365 * 24 * time.Hour
	maxRefunds = 50
	maxReason  = 80
)

// refund accepts a refund once per number; the money arrives later, in Run. The same request again answers
// with the refund's present state.
func (s *Sim) refund(r request) (answer, error) {
	var in wire.RefundRequest
	if err := r.decode(&in); err != nil {
		return answer{}, err
	}
	if err := s.checkRefund(in); err != nil {
		return answer{}, err
	}
	var body wire.Refund
	err := s.store.do(r.ctx, func(w *writer) error {
		o, err := findOrder(w, in)
		if err != nil {
			return err
		}
		known, err := w.refundByNo(in.OutRefundNo)
		if err != nil {
			return err
		}
		if known == nil {
			if known, err = s.accept(w, o, in); err != nil {
				return err
			}
		} else if known.OrderSeq != o.Seq || known.Amount != in.Amount.Refund {
			return refuse(http.StatusBadRequest, "INVALID_REQUEST", "同一退款单号的订单或退款金额与之前请求不一致")
		}
		body = s.refundOf(o, known)
		return nil
	})
	if err != nil {
		return answer{}, err
	}
	s.poke()
	return answer{status: http.StatusOK, body: body, effect: true}, nil
}

func (s *Sim) checkRefund(in wire.RefundRequest) error {
	switch {
	case !outRefundNo.MatchString(in.OutRefundNo):
		return wrongParam("/out_refund_no", "须为1到64位数字、大小写字母或_-|*@")
	case in.OutTradeNo == "" && in.TransactionID == "":
		return wrongParam("/out_trade_no", "transaction_id与out_trade_no须二选一")
	case utf8.RuneCountInString(in.Reason) > maxReason:
		return wrongParam("/reason", "不得超过80个字符")
	case in.Amount.Refund < 1:
		return wrongParam("/amount/refund", "须为正整数，单位为分")
	case in.Amount.Refund > in.Amount.Total:
		return wrongParam("/amount/refund", "退款金额大于订单金额")
	case in.Amount.Currency != "CNY":
		return wrongParam("/amount/currency", "仅支持CNY")
	case in.NotifyURL != "":
		return s.checkNotifyURL("/notify_url", in.NotifyURL)
	}
	return nil
}

// findOrder returns a paid order, or the service's "does not exist".
func findOrder(w *writer, in wire.RefundRequest) (*order, error) {
	var o *order
	var err error
	if in.TransactionID != "" {
		o, err = w.orderBySeq(seqOfTransactionID(in.TransactionID))
		if o != nil && (o.transactionID() != in.TransactionID || in.OutTradeNo != "" && in.OutTradeNo != o.OutTradeNo) {
			o = nil
		}
	} else {
		o, err = w.orderByNo(in.OutTradeNo)
	}
	if err == nil && (o == nil || o.Paid == 0) {
		err = refuse(http.StatusNotFound, "RESOURCE_NOT_EXISTS", "订单不存在")
	}
	return o, err
}

// accept takes the money off the order and queues the refund's settlement.
func (s *Sim) accept(w *writer, o *order, in wire.RefundRequest) (*refund, error) {
	now := s.now()
	switch {
	case in.Amount.Total != o.Total:
		return nil, wrongParam("/amount/total", "与原订单金额不一致")
	case in.Amount.Refund > o.Total-o.Refunded:
		return nil, refuse(http.StatusForbidden, "NOT_ENOUGH", "退款金额大于可退金额")
	case now.Sub(at(o.Paid)) > refundLife:
		return nil, refuse(http.StatusBadRequest, "INVALID_REQUEST", "交易时间超过一年，不能退款")
	case o.Refunds >= maxRefunds:
		return nil, refuse(http.StatusBadRequest, "INVALID_REQUEST", "部分退款次数超过50次")
	case s.cfg.RefundInterval > 0 && o.LastRefund != 0 && now.Sub(at(o.LastRefund)) < s.cfg.RefundInterval:
		return nil, refuse(http.StatusTooManyRequests, "FREQUENCY_LIMITED", "同一订单的退款须间隔一分钟")
	}
	r := &refund{
		Seq: w.nextRefund(), OutRefundNo: in.OutRefundNo, OrderSeq: o.Seq, Amount: in.Amount.Refund, Reason: in.Reason,
		NotifyURL: in.NotifyURL, State: stateProcessing, Created: now.UnixMilli(),
	}
	if err := w.insertRefund(r); err != nil {
		return nil, err
	}
	if err := w.exec(w.statements.takeRefund, r.Amount, r.Created, o.Seq); err != nil {
		return nil, err
	}
	return r, w.addTask(taskSettle, r.Seq, "", r.Created+s.cfg.RefundDelay.Milliseconds())
}

func (s *Sim) queryRefund(r request) (answer, error) {
	found, err := readRefund(r.ctx, s.store.reads.refundByNo, r.http.PathValue("no"))
	if err != nil {
		return answer{}, err
	}
	if found == nil {
		return answer{}, refuse(http.StatusNotFound, "RESOURCE_NOT_EXISTS", "退款单不存在")
	}
	o, err := readOrder(r.ctx, s.store.reads.orderBySeq, found.OrderSeq)
	if err != nil {
		return answer{}, err
	}
	if o == nil {
		return answer{}, fmt.Errorf("sim: refund %d has lost its order", found.Seq)
	}
	return answer{status: http.StatusOK, body: s.refundOf(o, found)}, nil
}

// refundOf is a refund as queries show it.
func (s *Sim) refundOf(o *order, r *refund) wire.Refund {
	return wire.Refund{
		RefundID: r.refundID(), OutRefundNo: r.OutRefundNo, TransactionID: o.transactionID(), OutTradeNo: o.OutTradeNo,
		Channel: "ORIGINAL", UserReceivedAccount: "支付用户零钱", SuccessTime: successTime(r), CreateTime: stamp(r.Created),
		Status: r.State, FundsAccount: "AVAILABLE", Amount: amountOf(o, r),
	}
}

func amountOf(o *order, r *refund) wire.RefundAmount {
	return wire.RefundAmount{
		Total: o.Total, Refund: r.Amount, PayerTotal: o.Total, PayerRefund: r.Amount,
		SettlementRefund: r.Amount, SettlementTotal: o.Total, Currency: "CNY",
	}
}

func successTime(r *refund) string {
	if r.State != stateSuccess {
		return ""
	}
	return stamp(r.Settled)
}
