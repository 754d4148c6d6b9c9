package app

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/payment/internal/domain"
)

// CheckAttempt is the timer of an attempt whose callback may be lost: it asks the channel, and after the
// attempt's time closes it there. It sets the timer of the next round until the attempt has ended. A failure of the
// channel is logged and left to the next round.
func (s *Service) CheckAttempt(ctx context.Context, attemptID int64, round int) error {
	a, err := s.Attempts.Attempt(ctx, attemptID)
	if err != nil || a.State.Final() {
		return err
	}
	ended, err := s.look(ctx, a)
	if ended {
		return nil
	}
	if err != nil {
		s.Log.WarnContext(ctx, "a payment could not be asked after", "attempt", a.ID, "round", round, "error", err)
	}
	due := s.Clock.Now().Add(domain.CheckDelay(round + 1))
	if over := a.ExpiresAt.Add(s.Policy.CloseSlack); due.After(over) && s.Clock.Now().Before(over) {
		due = over
	}
	return s.Attempts.PostponeCheck(ctx, a, round+1, due)
}

// CloseAttempt is the timer of an attempt that is not wanted any more.
func (s *Service) CloseAttempt(ctx context.Context, attemptID int64, round int) error {
	a, err := s.Attempts.Attempt(ctx, attemptID)
	if err != nil || a.State != domain.AttemptClosing {
		return err
	}
	ended, err := s.look(ctx, a)
	if ended {
		return nil
	}
	if err != nil {
		s.Log.WarnContext(ctx, "a payment could not be closed", "attempt", a.ID, "round", round, "error", err)
	}
	return s.Attempts.PostponeClose(ctx, a, round+1, s.Clock.Now().Add(domain.CloseDelay(round+1)))
}

// look does at the channel what an attempt's state and time call for; ended tells whether that was the last of it.
func (s *Service) look(ctx context.Context, a domain.Attempt) (ended bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, channelTimeout)
	defer cancel()
	if a.State == domain.AttemptClosing || s.over(a) {
		return s.close(ctx, a)
	}
	return s.query(ctx, a)
}

// over reports whether the channel cannot take money for the attempt any more.
func (s *Service) over(a domain.Attempt) bool {
	return !s.Clock.Now().Before(a.ExpiresAt.Add(s.Policy.CloseSlack))
}

// close ends an attempt at the channel. A payment that was faster wins. A number that the channel does not know may
// still be on its way there, so that it proves nothing before the attempt's time is over.
func (s *Service) close(ctx context.Context, a domain.Attempt) (ended bool, err error) {
	err = s.Channel.Close(ctx, a.Number())
	switch {
	case errors.Is(err, ErrAlreadyPaid):
		return s.query(ctx, a)
	case errors.Is(err, ErrNotExist):
		if !s.over(a) {
			return false, nil
		}
	case err != nil:
		return false, err
	}
	return s.closed(ctx, a)
}

func (s *Service) closed(ctx context.Context, a domain.Attempt) (ended bool, err error) {
	_, err = s.Payments.Update(ctx, a.PaymentID, func(p *domain.Payment) error { return p.AttemptClosed(a.ID, s.Clock.Now()) })
	if err != nil {
		return false, fmt.Errorf("attempt %d is closed: %w", a.ID, err)
	}
	return true, nil
}

// query asks the channel whether an attempt was paid, and stores what it says.
func (s *Service) query(ctx context.Context, a domain.Attempt) (ended bool, err error) {
	c, err := s.Channel.Query(ctx, a.Number())
	switch {
	case errors.Is(err, ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	}
	switch c.State {
	case ChannelPaid:
		return true, s.receive(ctx, a, c)
	case ChannelClosed:
		return s.closed(ctx, a)
	case ChannelUnpaid:
		return false, nil
	}
	return false, errs.Newf(codes.Internal, errs.ReasonInternal, "attempt %d: the channel reports no state", a.ID)
}

// receive books the money that the channel reports, once.
func (s *Service) receive(ctx context.Context, a domain.Attempt, c ChannelPayment) error {
	if c.AppID != s.Policy.AppID || c.Number != a.Number() || c.State != ChannelPaid {
		s.Log.ErrorContext(ctx, "the channel reports a payment that is not ours", "attempt", a.ID)
		return mismatch("what is reported of attempt %d is of another app or number, or not paid", a.ID)
	}
	_, err := s.Payments.Update(ctx, a.PaymentID, func(p *domain.Payment) error {
		_, err := p.Receive(a.ID, c.Receipt, s.Clock.Now(), s.idsOf(p.Facts().UserID))
		return err
	})
	if errs.HasReason(err, "PAYMENT_CALLBACK_MISMATCH") {
		s.Log.ErrorContext(ctx, "the channel reports another payment than we asked for", "attempt", a.ID, "error", err)
	}
	if err != nil {
		return fmt.Errorf("attempt %d was paid: %w", a.ID, err)
	}
	return nil
}
