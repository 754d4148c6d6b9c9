package wechatpay

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"dajiu/integrations/wechatpay/wire"
)

// MaxNotification is the largest callback body that is read: what an HTTP handler should limit itself to.
const MaxNotification = 64 << 10

// Kind says what a notification is about.
type Kind string

// Kinds of notifications.
const (
	KindPaid   Kind = "PAID"
	KindRefund Kind = "REFUND"
)

// Notification is one authentic callback. The service repeats it with the same ID until it is accepted, and
// does not keep the order of events.
type Notification struct {
	ID          string
	Kind        Kind
	Transaction Transaction // of KindPaid
	Refund      Refund      // of KindRefund
}

// ParseNotification verifies and opens a callback. Either platform key may have signed it. Answer 200 or 204
// within five seconds after the effect is committed; anything else makes the service repeat it.
//
// Errors: ErrForged when it is not the service's, is older or newer than 300 seconds, is a probe, or cannot
// be opened with our APIv3 key; ErrMalformed when it is not of a form that we know or for another merchant.
func (c *Client) ParseNotification(ctx context.Context, header http.Header, body []byte) (Notification, error) {
	n, err := c.parse(ctx, header, body)
	if err != nil {
		return Notification{}, fmt.Errorf("wechatpay: notification %s: %w", clip(header.Get(wire.HeaderRequestID)), err)
	}
	return n, nil
}

func (c *Client) parse(ctx context.Context, header http.Header, body []byte) (Notification, error) {
	if len(body) > MaxNotification {
		return Notification{}, ErrMalformed.Wrap(fmt.Errorf("a body of more than %d bytes", MaxNotification))
	}
	if kind := header.Get(wire.HeaderSignatureType); kind != "" && kind != wire.Schema {
		return Notification{}, ErrForged.Wrap(errors.New("an unknown signature type"))
	}
	if err := c.verify(ctx, header, body); err != nil {
		return Notification{}, ErrForged.Wrap(err)
	}
	var e wire.Envelope
	if err := json.Unmarshal(body, &e); err != nil {
		return Notification{}, ErrMalformed.Wrap(err)
	}
	if e.ID == "" || e.Resource == nil || e.Resource.Algorithm != wire.Algorithm {
		return Notification{}, ErrMalformed.Wrap(errors.New("no id, no resource, or an unknown algorithm"))
	}
	plain, err := c.box.Open(e.Resource.Ciphertext, e.Resource.Nonce, e.Resource.AssociatedData)
	if err != nil {
		return Notification{}, ErrForged.Wrap(err)
	}
	return c.read(e, plain)
}

func (c *Client) read(e wire.Envelope, plain []byte) (Notification, error) {
	n := Notification{ID: e.ID}
	mchID := ""
	var err error
	switch {
	case e.EventType == "TRANSACTION.SUCCESS":
		var w wire.Transaction
		if err = json.Unmarshal(plain, &w); err != nil {
			break
		}
		n.Kind, mchID = KindPaid, w.MchID
		if n.Transaction, err = transactionFromWire(w); err == nil && n.Transaction.State != StateSuccess {
			err = errors.New("a paid notification of another state")
		}
	case strings.HasPrefix(e.EventType, "REFUND."):
		var w wire.RefundNotice
		if err = json.Unmarshal(plain, &w); err != nil {
			break
		}
		n.Kind, mchID = KindRefund, w.MchID
		n.Refund, err = refundFromWire(wire.Refund{
			RefundID: w.RefundID, OutRefundNo: w.OutRefundNo, TransactionID: w.TransactionID, OutTradeNo: w.OutTradeNo,
			SuccessTime: w.SuccessTime, Status: w.RefundStatus, Amount: w.Amount,
		})
	default:
		err = errors.New("an unknown event type")
	}
	if err == nil && mchID != c.cfg.MchID {
		err = errors.New("a notification for another merchant")
	}
	if err != nil {
		return Notification{}, ErrMalformed.Wrap(err)
	}
	return n, nil
}

// Refusal is the body with which a handler refuses a notification, together with a 4xx or 5xx status.
func Refusal(message string) []byte {
	body, err := json.Marshal(wire.Error{Code: "FAIL", Message: message})
	if err != nil { // two strings always encode
		return []byte(`{"code":"FAIL"}`)
	}
	return body
}
