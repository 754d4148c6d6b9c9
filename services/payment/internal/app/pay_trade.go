package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/payment/internal/domain"
)

// Session is an attempt that can be paid now.
type Session struct {
	Payment domain.Facts
	Attempt domain.Attempt
	Params  PayParams
}

// sessionTries bounds how often an attempt is replaced because the channel, or a cancellation, got in between.
const sessionTries = 3

var errAgain = errors.New("payment: the attempt is not open any more")

// PayTrade starts paying a trade, or resumes the attempt that is open. Only the customer of the trade may.
//
// Errors: PAYMENT_NOT_FOUND for another's trade or none; PAYMENT_NOT_PAYABLE; PAYMENT_PAYER_UNKNOWN for a customer
// without a WeChat identity; PAYMENT_CHANNEL_UNAVAILABLE and PAYMENT_CHANNEL_REFUSED, after which nothing was charged.
func (s *Service) PayTrade(ctx context.Context, userID, tradeID int64) (Session, error) {
	t, err := s.Trades.Trade(ctx, tradeID)
	if err != nil {
		return Session{}, fmt.Errorf("resolve trade %d: %w", tradeID, err)
	}
	switch {
	case t.UserID != userID:
		return Session{}, NotFound()
	case t.OnDelivery || len(t.Wanted) == 0 || !s.Clock.Now().Before(t.PayBefore):
		return Session{}, domain.NotPayable()
	}
	openID, err := s.Payers.OpenID(ctx, userID)
	if err != nil {
		return Session{}, fmt.Errorf("openid of %d: %w", userID, err)
	}
	if openID == "" {
		return Session{}, errs.New(codes.FailedPrecondition, "PAYMENT_PAYER_UNKNOWN", "请在微信小程序中登录后支付")
	}
	var session Session
	for range sessionTries {
		if session, err = s.open(ctx, t, openID); !errors.Is(err, errAgain) {
			return session, err
		}
	}
	return Session{}, unavailable(err)
}

func (s *Service) usable(a domain.Attempt) bool {
	return a.PrepayID != "" && s.Clock.Now().Before(a.PrepaidAt.Add(s.Policy.PrepayLife))
}

// open stores the attempt, announces it to the channel, and stores the channel's answer. One that is open and that the
// channel knows is resumed: then nothing is written.
func (s *Service) open(ctx context.Context, t Trade, openID string) (Session, error) {
	var a domain.Attempt
	p, err := s.Payments.Open(ctx, t, func(p *domain.Payment) (err error) {
		a, err = p.Session(t.Wanted, t.PayBefore, s.Clock.Now(), s.idsOf(t.UserID))
		return err
	})
	if err != nil {
		return Session{}, fmt.Errorf("open an attempt for trade %d: %w", t.ID, err)
	}
	f := p.Facts()
	if s.usable(a) {
		return s.sign(f, a, a.PrepayID)
	}
	prepayID, err := s.Channel.Prepay(ctx, Prepay{Number: a.Number(), Title: f.Title, OpenID: openID, Amount: a.Amount, ExpiresAt: a.ExpiresAt})
	if err != nil {
		return Session{}, s.prepayFailed(ctx, a, err)
	}
	open, err := s.Attempts.NotePrepay(ctx, a, prepayID, s.Clock.Now())
	if err != nil {
		return Session{}, fmt.Errorf("note the prepay id of attempt %d: %w", a.ID, err)
	}
	if !open {
		return Session{}, errAgain
	}
	return s.sign(f, a, prepayID)
}

// prepayFailed stores what the channel's refusal tells about the attempt, and returns what the customer is told.
func (s *Service) prepayFailed(ctx context.Context, a domain.Attempt, cause error) error {
	now := s.Clock.Now()
	switch {
	case errors.Is(cause, ErrAlreadyPaid):
		if _, err := s.query(ctx, a); err != nil {
			return unavailable(err)
		}
		return domain.NotPayable()
	case errors.Is(cause, ErrClosed):
		return s.again(ctx, a, func(p *domain.Payment) error { return p.AttemptClosed(a.ID, now) })
	case errors.Is(cause, ErrNumberUsed):
		return s.again(ctx, a, func(p *domain.Payment) error { return p.DropAttempt(a.ID, now) })
	case errs.Temporary(cause):
		return unavailable(cause)
	}
	s.Log.WarnContext(ctx, "the channel refuses a payment", "attempt", a.ID, "error", cause)
	return errs.New(codes.FailedPrecondition, "PAYMENT_CHANNEL_REFUSED", "微信支付拒绝了本次支付，未扣款").Wrap(cause)
}

func (s *Service) again(ctx context.Context, a domain.Attempt, change func(*domain.Payment) error) error {
	if _, err := s.Payments.Update(ctx, a.PaymentID, change); err != nil {
		return fmt.Errorf("end attempt %d: %w", a.ID, err)
	}
	return errAgain
}

// sign makes the arguments of the client's payment, anew each time since they carry the time. It is a millisecond of
// arithmetic, so it stands outside of every lock and transaction.
func (s *Service) sign(f domain.Facts, a domain.Attempt, prepayID string) (Session, error) {
	params, err := s.Channel.Sign(prepayID)
	if err != nil {
		return Session{}, fmt.Errorf("sign attempt %d: %w", a.ID, err)
	}
	return Session{Payment: f, Attempt: a, Params: params}, nil
}

func unavailable(cause error) error {
	return errs.New(codes.Unavailable, "PAYMENT_CHANNEL_UNAVAILABLE", "微信支付暂时无法使用，未扣款，请稍后再试").Wrap(cause)
}

// channelTimeout bounds a call that a timer makes.
const channelTimeout = 15 * time.Second
