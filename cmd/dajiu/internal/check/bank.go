package check

import (
	"context"
	"fmt"

	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/money"
	"dajiu/services/payment"
)

// checkBank compares what we believe of our money with what the bank knows.
func (r *run) checkBank(ctx context.Context) error {
	calls := r.prove(bankCalled, "the bank has told us everything")
	taken := r.prove("bank_payments", "every payment at the bank is one of ours, and the other way round")
	back := r.prove("bank_refunds", "every refund at the bank is one of ours, and the other way round")
	if r.stores.Bank == nil {
		for _, p := range []*Proof{calls, taken, back} {
			p.Skipped = "the bank is not simulated here"
		}
		return nil
	}
	owed, err := r.stores.Bank.Pending(ctx)
	if err != nil {
		return err
	}
	if calls.Rows = owed; owed > 0 {
		calls.late("simulator", "%d callbacks and settlements are still owed", owed)
	}
	if err := r.checkTaken(ctx, taken); err != nil {
		return err
	}
	return r.checkReturned(ctx, back)
}

func (r *run) checkTaken(ctx context.Context, p *Proof) error {
	ours := follow("attempts", payment.Attempts(ctx, r.stores.Payment), func(a *payment.AttemptFact) string { return a.OutTradeNo })
	theirs := follow("bank payments", r.stores.Bank.Orders(ctx), func(o *sim.OrderView) string { return o.OutTradeNo })
	err := join(func(number string) {
		p.Rows++
		a, b := ours.take(number), theirs.take(number)
		about := "payment attempt " + number
		took := b != nil && b.PaidAt != ""
		switch {
		case a == nil && b != nil:
			p.wrong(about, "the bank has it (%s, %s), we do not", b.State, money.Fen(b.Total))
		case took && !a.Paid:
			p.wrong(about, "the bank took %s, we know nothing of it", money.Fen(b.Total))
		case a.Paid && !took:
			p.wrong(about, "we take it for paid, the bank took nothing")
		case b != nil && money.Fen(b.Total) != a.Amount:
			p.wrong(about, "the bank asks for %s, we for %s", money.Fen(b.Total), a.Amount)
		case took && b.TransactionID != a.TransactionID:
			p.wrong(about, "the bank calls it %s, we call it %s", b.TransactionID, a.TransactionID)
		}
	}, ours, theirs)
	if err != nil {
		return fmt.Errorf("check: bank payments: %w", err)
	}
	return nil
}

// How refunds stand, as payment and the bank name it.
const (
	refundSuccess = "SUCCESS"
	refundPending = "PENDING"
	refundClosed  = "CLOSED"
)

func (r *run) checkReturned(ctx context.Context, p *Proof) error {
	ours := follow("refunds", payment.Refunds(ctx, r.stores.Payment), func(f *payment.RefundFact) string { return f.OutRefundNo })
	theirs := follow("bank refunds", r.stores.Bank.Refunds(ctx), func(f *sim.BillRefund) string { return f.OutRefundNo })
	err := join(func(number string) {
		p.Rows++
		checkRefund(p, "refund "+number, ours.take(number), theirs.take(number))
	}, ours, theirs)
	if err != nil {
		return fmt.Errorf("check: bank refunds: %w", err)
	}
	return nil
}

func checkRefund(p *Proof, about string, ours *payment.RefundFact, theirs *sim.BillRefund) {
	switch {
	case ours == nil:
		p.wrong(about, "the bank has it (%s), we do not", money.Fen(theirs.Amount))
	case theirs == nil:
		switch ours.State {
		case refundClosed:
		case refundPending:
			p.late(about, "of order %d is not sent yet", ours.OrderID)
		default:
			p.wrong(about, "of order %d is %s, but the bank does not know it", ours.OrderID, ours.State)
		}
	case money.Fen(theirs.Amount) != ours.Amount || theirs.OutTradeNo != ours.OutTradeNo:
		p.wrong(about, "the bank returns %s of %s, we %s of %s", money.Fen(theirs.Amount), theirs.OutTradeNo, ours.Amount, ours.OutTradeNo)
	case (ours.State == refundSuccess) == (theirs.State == refundSuccess):
		if ours.State != refundSuccess && ours.State != refundClosed {
			p.late(about, "of order %d is %s, at the bank %s", ours.OrderID, ours.State, theirs.State)
		}
	case ours.State == refundSuccess || ours.State == refundClosed:
		p.wrong(about, "of order %d is %s, but %s at the bank", ours.OrderID, ours.State, theirs.State)
	default:
		p.late(about, "of order %d is %s, at the bank %s", ours.OrderID, ours.State, theirs.State)
	}
}
