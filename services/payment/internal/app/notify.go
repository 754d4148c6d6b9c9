package app

import (
	"context"
	"fmt"

	"dajiu/services/payment/internal/domain"
)

// Notify takes a channel's callback: money that came, or what became of a refund. It returns nil when what it tells
// is stored, also when it was before: then the channel stops repeating it. Anybody may call; only the channel's
// signature is believed.
//
// Errors: PAYMENT_CALLBACK_FORGED; PAYMENT_CALLBACK_MISMATCH where it names a number, an amount or an app that is not
// ours. Neither changes anything.
func (s *Service) Notify(ctx context.Context, c Callback) error {
	n, err := s.Callbacks.Open(ctx, c)
	switch {
	case err != nil:
		s.Log.WarnContext(ctx, "a callback is refused", "error", err)
		return err
	case n.Payment != nil:
		return s.notifyPaid(ctx, *n.Payment)
	case n.Refund != nil:
		return s.notifyRefund(ctx, *n.Refund)
	}
	return mismatch("the callback tells nothing")
}

func (s *Service) notifyPaid(ctx context.Context, c ChannelPayment) error {
	a, found, err := s.Attempts.AttemptByNumber(ctx, c.Number)
	if err != nil {
		return err
	}
	if !found {
		s.Log.ErrorContext(ctx, "a callback names a payment that is not ours", "number", c.Number)
		return mismatch("there is no attempt %s", c.Number)
	}
	// Most repetitions end here: they cost a read and no write.
	if a.State == domain.AttemptPaid && c.AppID == s.Policy.AppID && a.TransactionID == c.Receipt.TransactionID && a.Amount == c.Receipt.Amount {
		return nil
	}
	return s.receive(ctx, a, c)
}

func (s *Service) notifyRefund(ctx context.Context, c ChannelRefund) error {
	r, found, err := s.Refunds.RefundByNumber(ctx, c.Number)
	if err != nil {
		return err
	}
	if !found || c.Amount != r.Amount {
		s.Log.ErrorContext(ctx, "a callback names a refund that is not ours", "number", c.Number, "amount", c.Amount)
		return mismatch("there is no refund %s of %s", c.Number, c.Amount)
	}
	if r.State.Final() || c.Act == 0 {
		return nil
	}
	_, err = s.takeOutcome(ctx, r, c.Act, "callback")
	return err
}

// takeOutcome stores what the channel made of a refund and returns its state then.
func (s *Service) takeOutcome(ctx context.Context, r domain.Refund, act domain.RefundAct, note string) (domain.RefundState, error) {
	p, err := s.Payments.Update(ctx, r.PaymentID, func(p *domain.Payment) error {
		_, err := p.TakeOutcome(r.ID, act, note, s.Clock.Now(), s.idsOf(p.Facts().UserID))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("refund %d: %w", r.ID, err)
	}
	for _, now := range p.Refunds() {
		if now.ID == r.ID {
			return now.State, nil
		}
	}
	return r.State, nil
}
