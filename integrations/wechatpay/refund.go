package wechatpay

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// RefundState is the state of a refund at the service.
type RefundState string

// States of a refund. ABNORMAL asks for a person: the payer's account does not accept the money.
const (
	RefundProcessing RefundState = "PROCESSING"
	RefundSuccess    RefundState = "SUCCESS"
	RefundClosed     RefundState = "CLOSED"
	RefundAbnormal   RefundState = "ABNORMAL"
)

// RefundRequest gives back some or all of an order.
type RefundRequest struct {
	OutTradeNo string
	// OutRefundNo is our number, at most 64 of 0-9 A-Z a-z _ - | * @. Repeating it never refunds twice.
	OutRefundNo string
	// Reason is shown to the payer; it is cut to 80 bytes.
	Reason string
	// Amount is given back; Total is the whole order's amount.
	Amount money.Fen
	Total  money.Fen
}

// Refund is a refund as the service sees it.
type Refund struct {
	State         RefundState
	RefundID      string
	OutRefundNo   string
	TransactionID string
	OutTradeNo    string
	Amount        money.Fen
	Total         money.Fen
	SuccessAt     time.Time // zero until the money arrived
}

// Refund asks for a refund. Success means that it was accepted: the state comes by Query or callback. After
// a temporary failure repeat it with the same number, or query it.
//
// Errors: ErrNotExist when the order was never paid, ErrNotEnough, ErrNumberUsed (other particulars),
// ErrParam, ErrSign, ErrForbidden and the temporary ones.
func (c *Client) Refund(ctx context.Context, r RefundRequest) (Refund, error) {
	in := wire.RefundRequest{
		OutTradeNo: r.OutTradeNo, OutRefundNo: r.OutRefundNo, Reason: cut(r.Reason, 80), NotifyURL: c.cfg.RefundNotifyURL,
		Amount: wire.RefundOrderAmount{Refund: int64(r.Amount), Total: int64(r.Total), Currency: "CNY"},
	}
	return c.refund(ctx, http.MethodPost, "/v3/refund/domestic/refunds", r.OutRefundNo, in)
}

// QueryRefund asks for a refund's state. Errors as Refund; ErrNotExist when no such refund was accepted.
func (c *Client) QueryRefund(ctx context.Context, outRefundNo string) (Refund, error) {
	return c.refund(ctx, http.MethodGet, "/v3/refund/domestic/refunds/"+url.PathEscape(outRefundNo), outRefundNo, nil)
}

func (c *Client) refund(ctx context.Context, method, uri, outRefundNo string, in any) (Refund, error) {
	var out wire.Refund
	if err := c.call(ctx, method, uri, in, &out); err != nil {
		return Refund{}, fmt.Errorf("wechatpay: refund %s: %w", outRefundNo, err)
	}
	r, err := refundFromWire(out)
	if err != nil || r.OutRefundNo != outRefundNo {
		return Refund{}, fmt.Errorf("wechatpay: refund %s: %w", outRefundNo, ErrUntrusted.Wrap(err))
	}
	return r, nil
}

func refundFromWire(w wire.Refund) (Refund, error) {
	if w.Status == "" || w.OutRefundNo == "" || w.OutTradeNo == "" {
		return Refund{}, errors.New("a refund without state or number")
	}
	at, err := moment(w.SuccessTime)
	if err != nil {
		return Refund{}, err
	}
	return Refund{
		State: RefundState(w.Status), RefundID: w.RefundID, OutRefundNo: w.OutRefundNo, TransactionID: w.TransactionID,
		OutTradeNo: w.OutTradeNo, Amount: money.Fen(w.Amount.Refund), Total: money.Fen(w.Amount.Total), SuccessAt: at,
	}, nil
}

func is(err error, kind *errs.Error) bool { return errors.Is(err, kind) }
