package app

import (
	"context"
	"errors"

	"dajiu/platform/errs"
	"dajiu/services/payment/internal/domain"
)

// maxNote bounds what is kept of a channel's words, in bytes.
const maxNote = 200

// ProcessRefund is the timer of a refund: it sends the refund to the channel, or asks after it, and sets the timer
// of the next round until the refund has ended. What fails without effect, or with an unknown one, is repeated under
// the same number, ever more rarely and without end: money that was promised back is never forgotten.
func (s *Service) ProcessRefund(ctx context.Context, refundID int64, round int) error {
	r, total, err := s.Refunds.Refund(ctx, refundID)
	if err != nil || r.State.Final() {
		return err
	}
	calling, cancel := context.WithTimeout(ctx, channelTimeout)
	defer cancel()
	c, cause := s.advance(calling, r, func() (ChannelRefund, error) { return s.Returns.Refund(calling, r, total) })
	act, note := c.Act, ""
	switch {
	case cause == nil && c.Amount != r.Amount:
		act, note = domain.FailRefund, "the channel reports another amount"
	case cause == nil && act == 0:
		act = domain.AcceptRefund
	case cause != nil && errs.Temporary(cause):
		s.Log.WarnContext(ctx, "a refund waits for the channel", "refund", r.ID, "round", round, "error", cause)
	case cause != nil:
		act, note = domain.FailRefund, clip(errs.From(cause).Error())
	}
	state := r.State
	if act != 0 {
		if state, err = s.takeOutcome(ctx, r, act, note); err != nil {
			return err
		}
	}
	if state.Final() {
		return nil
	}
	if state == domain.RefundAbnormal {
		s.Log.ErrorContext(ctx, "a refund could not be paid out: an operator should look", "refund", r.ID, "order", r.OrderID, "note", note, "error", cause)
	}
	return s.Refunds.PostponeRefund(ctx, r, round+1, s.Clock.Now().Add(domain.RefundDelay(state, round+1)))
}

// advance asks after a refund that the channel took, and sends it where the channel does not know it (any more). A
// number that the channel knows with other particulars is asked after: the first request may have been ours.
func (s *Service) advance(ctx context.Context, r domain.Refund, send func() (ChannelRefund, error)) (ChannelRefund, error) {
	if r.State == domain.RefundAccepted {
		c, err := s.Returns.QueryRefund(ctx, r.Number())
		if !errors.Is(err, ErrNotExist) {
			return c, err
		}
	}
	c, err := send()
	if errors.Is(err, ErrNumberUsed) {
		if asked, askErr := s.Returns.QueryRefund(ctx, r.Number()); askErr == nil {
			return asked, nil
		}
	}
	return c, err
}

func clip(text string) string {
	if len(text) <= maxNote {
		return text
	}
	cut := maxNote
	for cut > 0 && text[cut]&0xC0 == 0x80 {
		cut--
	}
	return text[:cut]
}
