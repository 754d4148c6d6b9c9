package app

import (
	"context"

	"dajiu/platform/money"
	"dajiu/services/payment/internal/domain"
)

// MoneyOrders keeps what operators move by hand.
type MoneyOrders interface {
	// ProposeMoney stores a proposal, or returns the one that was stored under the key before.
	ProposeMoney(ctx context.Context, m domain.MoneyOrder, key string) (domain.MoneyOrder, error)
	// DecideMoney changes a money order by a closure, and books the entry it returns where done is true. The closure may
	// run more than once.
	DecideMoney(ctx context.Context, id int64, decide func(*domain.MoneyOrder) (entry domain.Entry, done bool, err error)) (domain.MoneyOrder, error)
}

// ProposeMoney writes down what an operator wants moved; nothing moves. The key names the attempt.
func (s *Service) ProposeMoney(ctx context.Context, maker int64, kind domain.MoneyOrderKind, party int64, amount money.Fen, memo, key string) (domain.MoneyOrder, error) {
	m, err := domain.NewMoneyOrder(s.IDs.Next(), kind, party, amount, memo, maker, s.Clock.Now())
	if err != nil {
		return domain.MoneyOrder{}, err
	}
	return s.ByHand.ProposeMoney(ctx, m, key)
}

// DecideMoney approves, rejects or withdraws a money order; an approval books it in the same transaction. See
// domain.MoneyOrder.Decide; PAYMENT_LEDGER_OVERDRAWN where the account does not hold as much, or a withdrawal would touch
// customers' money.
func (s *Service) DecideMoney(ctx context.Context, id int64, act domain.MoneyAct, by int64, note string) (domain.MoneyOrder, error) {
	return s.ByHand.DecideMoney(ctx, id, func(m *domain.MoneyOrder) (domain.Entry, bool, error) {
		return m.Decide(act, by, note, s.Clock.Now())
	})
}
