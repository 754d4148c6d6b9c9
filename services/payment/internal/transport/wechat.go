package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"google.golang.org/grpc/codes"

	"dajiu/integrations/wechatpay"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
)

// Wechat is WeChat Pay as the use cases see it.
type Wechat struct{ client *wechatpay.Client }

// NewWechat returns the channel ports of package app over a client.
func NewWechat(client *wechatpay.Client) *Wechat { return &Wechat{client: client} }

// Prepay announces an attempt.
func (w *Wechat) Prepay(ctx context.Context, p app.Prepay) (string, error) {
	answer, err := w.client.Prepay(ctx, wechatpay.PrepayRequest{
		OutTradeNo: p.Number, Description: p.Title, OpenID: p.OpenID, Amount: p.Amount, ExpireAt: p.ExpiresAt,
	})
	return answer.PrepayID, meaning(err)
}

// Sign makes the arguments of the client's payment.
func (w *Wechat) Sign(prepayID string) (app.PayParams, error) {
	p, err := w.client.PayParams(prepayID)
	if err != nil {
		return app.PayParams{}, err //nolint:wrapcheck // the client says what failed
	}
	return app.PayParams(p), nil
}

// Query asks after an attempt.
func (w *Wechat) Query(ctx context.Context, number string) (app.ChannelPayment, error) {
	t, err := w.client.Query(ctx, number)
	if err != nil {
		return app.ChannelPayment{}, meaning(err)
	}
	return paymentFromWechat(t), nil
}

// Close makes an attempt unpayable.
func (w *Wechat) Close(ctx context.Context, number string) error {
	return meaning(w.client.Close(ctx, number))
}

func paymentFromWechat(t wechatpay.Transaction) app.ChannelPayment {
	p := app.ChannelPayment{
		Number: t.OutTradeNo, AppID: t.AppID, State: app.ChannelUnpaid,
		Receipt: domain.Receipt{Amount: t.Amount, TransactionID: t.TransactionID, PaidAt: t.SuccessAt},
	}
	switch t.State {
	case wechatpay.StateSuccess, wechatpay.StateRefund:
		p.State = app.ChannelPaid
	case wechatpay.StateClosed, wechatpay.StateRevoked:
		p.State = app.ChannelClosed
	case wechatpay.StateNotPay, wechatpay.StateUserPaying, wechatpay.StatePayError, wechatpay.StateAccept:
	}
	return p
}

// Refund sends money back.
func (w *Wechat) Refund(ctx context.Context, r domain.Refund, total money.Fen) (app.ChannelRefund, error) {
	answer, err := w.client.Refund(ctx, wechatpay.RefundRequest{
		OutTradeNo: domain.AttemptNumber(r.AttemptID), OutRefundNo: r.Number(), Reason: r.Reason, Amount: r.Amount, Total: total,
	})
	if err != nil {
		return app.ChannelRefund{}, meaning(err)
	}
	return refundFromWechat(answer), nil
}

// QueryRefund asks after a refund.
func (w *Wechat) QueryRefund(ctx context.Context, number string) (app.ChannelRefund, error) {
	answer, err := w.client.QueryRefund(ctx, number)
	if err != nil {
		return app.ChannelRefund{}, meaning(err)
	}
	return refundFromWechat(answer), nil
}

func refundFromWechat(r wechatpay.Refund) app.ChannelRefund {
	c := app.ChannelRefund{Number: r.OutRefundNo, Amount: r.Amount}
	switch r.State {
	case wechatpay.RefundSuccess:
		c.Act = domain.SucceedRefund
	case wechatpay.RefundAbnormal:
		c.Act = domain.FailRefund
	case wechatpay.RefundClosed:
		c.Act = domain.CloseRefund
	case wechatpay.RefundProcessing:
	}
	return c
}

// signed are the headers of a callback that its signature covers or names.
var signed = []string{ //nolint:gochecknoglobals // a constant list
	"Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Serial", "Wechatpay-Signature-Type", "Request-Id",
}

// Open verifies and decrypts a callback. Headers may come under their own names or, as metadata, in lower case.
func (w *Wechat) Open(ctx context.Context, c app.Callback) (app.Notification, error) {
	header := http.Header{}
	for _, name := range signed {
		if values := c.Header[strings.ToLower(name)]; len(values) > 0 {
			header.Set(name, values[0])
		} else if values := c.Header[name]; len(values) > 0 {
			header.Set(name, values[0])
		}
	}
	n, err := w.client.ParseNotification(ctx, header, c.Body)
	switch {
	case errors.Is(err, wechatpay.ErrForged):
		return app.Notification{}, errs.New(codes.Unauthenticated, "PAYMENT_CALLBACK_FORGED", "the callback is not the channel's").Wrap(err)
	case err != nil:
		return app.Notification{}, errs.New(codes.InvalidArgument, "PAYMENT_CALLBACK_MISMATCH", "the callback is of no known form").Wrap(err)
	case n.Kind == wechatpay.KindRefund:
		r := refundFromWechat(n.Refund)
		return app.Notification{Refund: &r}, nil
	}
	p := paymentFromWechat(n.Transaction)
	return app.Notification{Payment: &p}, nil
}

// meaning adds what an error of the client says about a number.
func meaning(err error) error {
	for from, to := range map[error]error{
		wechatpay.ErrNotExist: app.ErrNotExist, wechatpay.ErrAlreadyPaid: app.ErrAlreadyPaid,
		wechatpay.ErrClosed: app.ErrClosed, wechatpay.ErrNumberUsed: app.ErrNumberUsed,
	} {
		if errors.Is(err, from) {
			return fmt.Errorf("%w: %w", to, err)
		}
	}
	return err
}
