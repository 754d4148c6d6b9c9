package sim

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"dajiu/integrations/wechatpay/wire"
)

// letter is a callback before it is sealed.
type letter struct {
	url, event, summary, original string
	plain                         any
}

// callBack makes one attempt, and by fault a second one, and reports whether the merchant accepted.
func (s *Sim) callBack(ctx context.Context, t task) (bool, error) {
	l, err := s.letter(ctx, t)
	if err != nil || l == nil {
		return l == nil && err == nil, err
	}
	if s.faults.strikes(func(f Faults) int { return f.CallbackDrop }) {
		return false, nil
	}
	body, err := s.seal(*l, t)
	if err != nil {
		return false, err
	}
	accepted := s.post(ctx, l.url, body)
	if accepted && s.faults.strikes(func(f Faults) int { return f.CallbackDuplicate }) {
		s.post(ctx, l.url, body)
	}
	return accepted, nil
}

// letter returns nil when what the task is about is gone.
func (s *Sim) letter(ctx context.Context, t task) (*letter, error) {
	seq := t.Ref
	var r *refund
	if t.Kind == taskRefund {
		var err error
		if r, err = readRefund(ctx, s.store.reads.refundBySeq, t.Ref); err != nil || r == nil {
			return nil, err
		}
		seq = r.OrderSeq
	}
	o, err := readOrder(ctx, s.store.reads.orderBySeq, seq)
	if err != nil || o == nil {
		return nil, err
	}
	if r == nil {
		// The callback tells of the payment, whatever was refunded meanwhile.
		o.State = stateSuccess
		return &letter{url: o.NotifyURL, event: "TRANSACTION.SUCCESS", summary: "支付成功", original: "transaction", plain: s.transactionOf(o)}, nil
	}
	summary := "退款成功"
	if r.State == stateAbnormal {
		summary = "退款异常"
	}
	return &letter{url: r.NotifyURL, event: "REFUND." + r.State, summary: summary, original: "refund", plain: wire.RefundNotice{
		MchID: s.cfg.MchID, OutTradeNo: o.OutTradeNo, TransactionID: o.transactionID(), OutRefundNo: r.OutRefundNo,
		RefundID: r.refundID(), RefundStatus: r.State, SuccessTime: successTime(r), UserReceivedAccount: "支付用户零钱",
		Amount: amountOf(o, r),
	}}, nil
}

// seal encrypts a letter into a callback's body. The notification's id stays the same in every attempt.
func (s *Sim) seal(l letter, t task) ([]byte, error) {
	plain, err := json.Marshal(l.plain)
	if err != nil {
		return nil, fmt.Errorf("encode callback %d: %w", t.ID, err)
	}
	nonce := wire.AEADNonce()
	sealed, err := s.box.Seal(plain, nonce, l.original)
	if err != nil {
		return nil, fmt.Errorf("seal callback %d: %w", t.ID, err)
	}
	body, err := json.Marshal(wire.Envelope{
		ID: t.Notice, CreateTime: s.now().In(wire.China()).Format(time.RFC3339), EventType: l.event,
		ResourceType: "encrypt-resource", Summary: l.summary,
		Resource: &wire.Resource{
			OriginalType: l.original, Algorithm: wire.Algorithm, Ciphertext: sealed, AssociatedData: l.original, Nonce: nonce,
		},
	})
	if err != nil {
		return nil, fmt.Errorf("encode callback %d: %w", t.ID, err)
	}
	return body, nil
}

// post signs and sends a body and reports whether it was accepted with 200 or 204 in time.
func (s *Sim) post(ctx context.Context, url string, body []byte) bool {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.CallbackTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		s.cfg.Log.WarnContext(ctx, "callback address", "error", err)
		return false
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "Mozilla/4.0")
	request.Header.Set(wire.HeaderRequestID, wire.Nonce())
	s.sign(request.Header, s.keys[s.faults.pick(len(s.keys))], body, s.faults.probe())
	answer, err := s.cfg.HTTPClient.Do(request)
	if err != nil {
		s.cfg.Log.DebugContext(ctx, "callback not delivered", "error", err)
		return false
	}
	defer answer.Body.Close()
	// Reading to the end keeps the connection; a merchant's answer is short.
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, maxBody))
	return answer.StatusCode == http.StatusOK || answer.StatusCode == http.StatusNoContent
}
