package wechatpay

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"
	"unicode/utf8"

	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/money"
)

// TradeState is the state of an order at the service.
type TradeState string

// States of an order. Of these a mini-program order knows NOTPAY, SUCCESS, REFUND and CLOSED.
const (
	StateSuccess    TradeState = "SUCCESS"
	StateRefund     TradeState = "REFUND" // paid, and at least one refund was accepted
	StateNotPay     TradeState = "NOTPAY"
	StateClosed     TradeState = "CLOSED"
	StateRevoked    TradeState = "REVOKED"
	StateUserPaying TradeState = "USERPAYING"
	StatePayError   TradeState = "PAYERROR"
	StateAccept     TradeState = "ACCEPT"
)

// PrepayRequest is an order to be paid in the mini-program.
type PrepayRequest struct {
	// OutTradeNo is our number: 6 to 32 of 0-9 A-Z a-z _ - *.
	OutTradeNo string
	// Description is what the payer reads. It is cut to 127 bytes, never within a character.
	Description string
	// Attach comes back in queries, callbacks and bills; at most 128 bytes.
	Attach string
	OpenID string
	Amount money.Fen
	// ExpireAt is the last moment to pay. The first request fixes it. Zero leaves it to the service.
	ExpireAt time.Time
}

// PrepayResult is what the service made of an order.
type PrepayResult struct {
	// PrepayID lives for two hours.
	PrepayID string
}

// Prepay announces an order. Repeated with the same particulars it answers the same again.
//
// Errors: ErrAlreadyPaid, ErrClosed, ErrNumberUsed (other particulars), ErrParam, ErrSign, ErrForbidden and
// the temporary ones.
func (c *Client) Prepay(ctx context.Context, r PrepayRequest) (PrepayResult, error) {
	in := wire.PrepayRequest{
		AppID: c.cfg.AppID, MchID: c.cfg.MchID, Description: cut(r.Description, 127), OutTradeNo: r.OutTradeNo,
		Attach: r.Attach, NotifyURL: c.cfg.NotifyURL, Payer: wire.Payer{OpenID: r.OpenID},
		Amount: wire.OrderAmount{Total: int64(r.Amount), Currency: "CNY"},
	}
	if !r.ExpireAt.IsZero() {
		in.TimeExpire = r.ExpireAt.In(wire.China()).Format(time.RFC3339)
	}
	var out wire.PrepayAnswer
	if err := c.call(ctx, http.MethodPost, "/v3/pay/transactions/jsapi", in, &out); err != nil {
		return PrepayResult{}, fmt.Errorf("wechatpay: prepay %s: %w", r.OutTradeNo, err)
	}
	if out.PrepayID == "" {
		return PrepayResult{}, fmt.Errorf("wechatpay: prepay %s: %w", r.OutTradeNo, ErrUntrusted)
	}
	return PrepayResult{PrepayID: out.PrepayID}, nil
}

// PayParams are the arguments of the mini-program's requestPayment.
type PayParams struct {
	TimeStamp string
	NonceStr  string
	Package   string
	SignType  string
	PaySign   string
}

// PayParams signs the arguments with which the customer's client pays. It costs one RSA signature and does
// not speak to the service. The client's report of success proves nothing: only Query and callbacks do.
func (c *Client) PayParams(prepayID string) (PayParams, error) {
	p := PayParams{
		TimeStamp: strconv.FormatInt(c.clock.Now().Unix(), 10), NonceStr: wire.Nonce(),
		Package: "prepay_id=" + prepayID, SignType: "RSA",
	}
	// The signer takes a context for signing services; ours computes.
	signed, err := c.signer.Sign(context.Background(), wire.PayMessage(c.cfg.AppID, p.TimeStamp, p.NonceStr, p.Package))
	if err != nil {
		return PayParams{}, fmt.Errorf("wechatpay: sign payment parameters: %w", err)
	}
	p.PaySign = signed.Signature
	return p, nil
}

// Transaction is an order as the service sees it.
type Transaction struct {
	State         TradeState
	TransactionID string // empty until paid
	OutTradeNo    string
	AppID         string
	Attach        string
	// Amount is what was asked for, PayerAmount what the payer gave (less by coupons of the service).
	Amount      money.Fen
	PayerAmount money.Fen
	PayerOpenID string
	SuccessAt   time.Time // zero until paid
}

// Query asks for an order's state.
//
// Errors: ErrNotExist when the service knows no such order (which an order has to be that was never
// announced, or whose announcement is still under way), ErrParam, ErrSign and the temporary ones.
func (c *Client) Query(ctx context.Context, outTradeNo string) (Transaction, error) {
	var out wire.Transaction
	uri := "/v3/pay/transactions/out-trade-no/" + url.PathEscape(outTradeNo) + "?mchid=" + url.QueryEscape(c.cfg.MchID)
	if err := c.call(ctx, http.MethodGet, uri, nil, &out); err != nil {
		return Transaction{}, fmt.Errorf("wechatpay: query %s: %w", outTradeNo, err)
	}
	t, err := transactionFromWire(out)
	if err != nil || t.OutTradeNo != outTradeNo {
		return Transaction{}, fmt.Errorf("wechatpay: query %s: %w", outTradeNo, ErrUntrusted.Wrap(err))
	}
	return t, nil
}

// Close makes an unpaid order unpayable. It succeeds for an order that is closed already.
//
// Errors: ErrAlreadyPaid when the payment came first, ErrNotExist, ErrParam, ErrSign and the temporary ones.
func (c *Client) Close(ctx context.Context, outTradeNo string) error {
	uri := "/v3/pay/transactions/out-trade-no/" + url.PathEscape(outTradeNo) + "/close"
	err := c.call(ctx, http.MethodPost, uri, wire.CloseRequest{MchID: c.cfg.MchID}, nil)
	if err != nil && !is(err, ErrClosed) {
		return fmt.Errorf("wechatpay: close %s: %w", outTradeNo, err)
	}
	return nil
}

func transactionFromWire(w wire.Transaction) (Transaction, error) {
	t := Transaction{
		State: TradeState(w.TradeState), TransactionID: w.TransactionID, OutTradeNo: w.OutTradeNo,
		AppID: w.AppID, Attach: w.Attach,
	}
	if w.TradeState == "" || w.OutTradeNo == "" {
		return Transaction{}, fmt.Errorf("a transaction without state or number")
	}
	if w.Amount != nil {
		t.Amount, t.PayerAmount = money.Fen(w.Amount.Total), money.Fen(w.Amount.PayerTotal)
		if w.Amount.Currency != "" && w.Amount.Currency != "CNY" {
			return Transaction{}, fmt.Errorf("a transaction in another currency than CNY")
		}
	}
	if w.Payer != nil {
		t.PayerOpenID = w.Payer.OpenID
	}
	var err error
	if t.SuccessAt, err = moment(w.SuccessTime); err != nil {
		return Transaction{}, err
	}
	return t, nil
}

// moment reads the service's times; empty is the zero time.
func moment(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("read time: %w", err)
	}
	return at.UTC(), nil
}

// cut shortens a text to a number of bytes without breaking a character.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}
