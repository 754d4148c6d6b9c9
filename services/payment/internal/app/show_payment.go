package app

import (
	"context"
	"fmt"

	"dajiu/services/payment/internal/domain"
)

// ShowPayment returns how a trade's payment stands. Only the trade's customer may ask. With sync, attempts that are
// still open are asked after at the channel first; where that fails, what is known is the answer.
//
// Errors: PAYMENT_NOT_FOUND for another's trade, or one that nobody tried to pay.
func (s *Service) ShowPayment(ctx context.Context, userID, tradeID int64, sync bool) (*domain.Payment, error) {
	p, err := s.own(ctx, userID, tradeID)
	if err != nil || !sync || p.Facts().State != domain.Pending {
		return p, err
	}
	for _, a := range p.Attempts() {
		if a.State.Final() {
			continue
		}
		if _, err := s.query(ctx, a); err != nil {
			s.Log.WarnContext(ctx, "a payment could not be asked after", "attempt", a.ID, "error", err)
		}
	}
	return s.own(ctx, userID, tradeID)
}

func (s *Service) own(ctx context.Context, userID, tradeID int64) (*domain.Payment, error) {
	p, found, err := s.Payments.ByTrade(ctx, tradeID)
	if err != nil {
		return nil, fmt.Errorf("payment of trade %d: %w", tradeID, err)
	}
	if !found || p.Facts().UserID != userID {
		return nil, NotFound()
	}
	return p, nil
}
