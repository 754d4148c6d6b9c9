package payment

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/domain"
	"dajiu/services/payment/internal/store"
)

// The functions below stream facts for the consistency check from a payment store, page by page: their memory does
// not grow with the number of payments. They read what is committed and may run beside the service, but facts of
// different pages, and of payments and the ledger, agree only while nothing moves. Each ends with the first error,
// which it yields.

// EntryFact is a journal entry with what its postings add up to.
type EntryFact struct {
	ID, ReferenceID int64
	Kind            string
	Sum             money.Fen
	Postings        int
	// Missing: there are postings and no entry.
	Missing bool
}

// Balanced reports whether the entry is one: there, and adding up to nothing from at least two sides.
func (e *EntryFact) Balanced() bool { return !e.Missing && e.Sum == 0 && e.Postings >= 2 }

// AccountFact is an account with what its postings say.
type AccountFact struct {
	Code    string
	Balance money.Fen
	// Posted is what the postings add up to on the account's own side.
	Posted money.Fen
	// Missing: there are postings and no account.
	Missing bool
	// Overdrawn: the balance is negative and must not be.
	Overdrawn bool
}

// Ledger walks the whole ledger once. It hands every journal entry to visit, by id, and returns every account with what
// the postings make of it, by code. It holds a sum for each account: their number grows with merchants, stores and
// couriers only.
func Ledger(ctx context.Context, db *sqldb.DB, visit func(EntryFact)) ([]AccountFact, error) {
	sums, err := walkJournal(ctx, db, visit)
	if err != nil {
		return nil, fmt.Errorf("payment: journal: %w", err)
	}
	var list []AccountFact
	for a, err := range store.ScanAccounts(ctx, db) {
		if err != nil {
			return nil, fmt.Errorf("payment: accounts: %w", err)
		}
		code := domain.Account(a.Code)
		list = append(list, AccountFact{
			Code: a.Code, Balance: a.Balance, Posted: sums[code] * money.Fen(a.Side), Overdrawn: a.Balance < 0 && !a.MayBeNegative,
		})
		delete(sums, code)
	}
	for _, code := range slices.Sorted(maps.Keys(sums)) {
		list = append(list, AccountFact{Code: string(code), Posted: sums[code], Missing: true})
	}
	return list, nil
}

// walkJournal goes through entries and postings side by side, both sorted by the entry's id, and returns what the
// postings of each account add up to.
func walkJournal(ctx context.Context, db *sqldb.DB, visit func(EntryFact)) (map[domain.Account]money.Fen, error) {
	sums := map[domain.Account]money.Fen{}
	next, stop := iter.Pull2(store.ScanPostings(ctx, db))
	defer stop()
	p, err, more := next()
	// take adds the postings of one entry up.
	take := func(e EntryFact) EntryFact {
		for ; more && err == nil && p.JournalID == e.ID; p, err, more = next() {
			sums[p.Account] += p.Amount
			e.Sum += p.Amount
			e.Postings++
		}
		return e
	}
	for e, fault := range store.ScanJournal(ctx, db) {
		if fault = errors.Join(fault, err); fault != nil {
			return nil, fault
		}
		for more && err == nil && p.JournalID < e.ID {
			visit(take(EntryFact{ID: p.JournalID, Missing: true}))
		}
		visit(take(EntryFact{ID: e.ID, ReferenceID: e.ReferenceID, Kind: e.Kind}))
	}
	for more && err == nil {
		visit(take(EntryFact{ID: p.JournalID, Missing: true}))
	}
	return sums, err
}

// SumsFact is what the attempts and refunds of one payment add up to. Came is what paid attempts brought. Promised and
// Back are refunds of orders, the latter those that arrived; Excess and ExcessBack those of money that came twice.
// Waiting is how many refunds have not arrived.
type SumsFact store.Sums

// Sums yields the sums of every payment by trade id.
func Sums(ctx context.Context, db *sqldb.DB) iter.Seq2[SumsFact, error] {
	return mapped(store.ScanSums(ctx, db), func(s store.Sums) SumsFact { return SumsFact(s) })
}

// OrderFact is an order inside a payment.
type OrderFact struct {
	OrderID, MerchantID int64
	Amount, DeliveryFee money.Fen
	Cancelled, Settled  bool
}

// PaymentFact is a trade's payment.
type PaymentFact struct {
	TradeID, PaymentID, UserID int64
	// State is the API's PaymentState by number.
	State int
	// Paid is all that came, Refunded all that was promised back, Returned what of it arrived.
	Paid, Refunded, Returned money.Fen
	Orders                   []OrderFact
}

// Payments yields every payment by trade id. Trades that nobody tried to pay online have none.
func Payments(ctx context.Context, db *sqldb.DB) iter.Seq2[PaymentFact, error] {
	return mapped(store.ScanPayments(ctx, db), func(f domain.Facts) PaymentFact {
		p := PaymentFact{
			TradeID: f.TradeID, PaymentID: f.ID, UserID: f.UserID, State: int(f.State),
			Paid: f.Paid, Refunded: f.Refunded, Returned: f.Returned,
		}
		for _, o := range f.Orders {
			p.Orders = append(p.Orders, OrderFact{
				OrderID: o.ID, MerchantID: o.MerchantID, Amount: o.Amount, DeliveryFee: o.DeliveryFee, Cancelled: o.Cancelled, Settled: o.Settled,
			})
		}
		return p
	})
}

// AttemptFact is an attempt to pay, to be compared with the channel's order of the same number.
type AttemptFact struct {
	OutTradeNo string
	PaymentID  int64
	Amount     money.Fen
	Paid       bool
	// Open: the channel may still take money for it.
	Open          bool
	TransactionID string
}

// Attempts yields every attempt by number.
func Attempts(ctx context.Context, db *sqldb.DB) iter.Seq2[AttemptFact, error] {
	return mapped(store.ScanAttempts(ctx, db), attemptFact)
}

// AttemptsByNumber returns the attempts of these numbers: for a bill that is in another order. At most 1,000 at a
// time.
func AttemptsByNumber(ctx context.Context, db *sqldb.DB, numbers []string) (map[string]AttemptFact, error) {
	list, err := store.AttemptsByNumber(ctx, db, numbers)
	if err != nil {
		return nil, fmt.Errorf("payment: attempts by number: %w", err)
	}
	found := make(map[string]AttemptFact, len(list))
	for _, a := range list {
		found[a.Number()] = attemptFact(a)
	}
	return found, nil
}

func attemptFact(a domain.Attempt) AttemptFact {
	return AttemptFact{
		OutTradeNo: a.Number(), PaymentID: a.PaymentID, Amount: a.Amount, Paid: a.State == domain.AttemptPaid,
		Open: !a.State.Final(), TransactionID: a.TransactionID,
	}
}

// RefundFact is a refund, to be compared with the channel's refund of the same number.
type RefundFact struct {
	OutRefundNo, OutTradeNo string
	PaymentID, OrderID      int64
	Amount                  money.Fen
	// State is PENDING, ACCEPTED, SUCCESS, ABNORMAL or CLOSED.
	State string
}

// Refunds yields every refund by number.
func Refunds(ctx context.Context, db *sqldb.DB) iter.Seq2[RefundFact, error] {
	return mapped(store.ScanRefunds(ctx, db), refundFact)
}

// RefundsByNumber returns the refunds of these numbers, at most 1,000 at a time.
func RefundsByNumber(ctx context.Context, db *sqldb.DB, numbers []string) (map[string]RefundFact, error) {
	list, err := store.RefundsByNumber(ctx, db, numbers)
	if err != nil {
		return nil, fmt.Errorf("payment: refunds by number: %w", err)
	}
	found := make(map[string]RefundFact, len(list))
	for _, r := range list {
		found[r.Number()] = refundFact(r)
	}
	return found, nil
}

func refundFact(r domain.Refund) RefundFact {
	return RefundFact{
		OutRefundNo: r.Number(), OutTradeNo: domain.AttemptNumber(r.AttemptID), PaymentID: r.PaymentID, OrderID: r.OrderID,
		Amount: r.Amount, State: r.State.Code(),
	}
}

// CashFact is an order whose money was, or is to be, collected at the hand-over.
type CashFact struct {
	OrderID, TradeID, MerchantID int64
	Payable, Collected           money.Fen
	// CourierID is who collected; 0: the store's counter.
	CourierID int64
	// Booked and Settled tell which entries were made.
	Completed, Booked, Settled, Cancelled bool
}

// Cash yields every order that is paid on delivery and was handed over or completed, by order id.
func Cash(ctx context.Context, db *sqldb.DB) iter.Seq2[CashFact, error] {
	return func(yield func(CashFact, error) bool) {
		for n, err := range store.ScanNotes(ctx, db) {
			if err == nil && n.Collected == 0 && n.StoreID == 0 {
				continue // a mark of a cancellation, or of a payment
			}
			f := CashFact{
				OrderID: n.OrderID, TradeID: n.TradeID, MerchantID: n.MerchantID, Payable: n.Payable, Collected: n.Collected,
				CourierID: n.CourierID, Completed: n.Completed, Booked: n.Booked, Settled: n.Settled, Cancelled: n.Cancelled,
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

// MoneyOrderFact is money that operators moved by hand, or wanted to.
type MoneyOrderFact struct {
	ID, MakerID, CheckerID int64
	Approved               bool
	// Moved is what it changes, by account, each on the account's own side; empty where it was not approved.
	Moved map[string]money.Fen
}

// MoneyOrders yields every money order by id.
func MoneyOrders(ctx context.Context, db *sqldb.DB) iter.Seq2[MoneyOrderFact, error] {
	return func(yield func(MoneyOrderFact, error) bool) {
		for m, err := range store.ScanMoneyOrders(ctx, db) {
			f := MoneyOrderFact{ID: m.ID, MakerID: m.Maker, CheckerID: m.Checker, Approved: m.State == domain.MoneyApproved, Moved: map[string]money.Fen{}}
			if err == nil && f.Approved {
				var e domain.Entry
				e, err = m.Kind.Entry(m.ID, m.Party, m.Amount)
				for _, p := range e.Postings() {
					f.Moved[string(p.Account)] = p.Amount * money.Fen(p.Account.Side())
				}
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

func mapped[A, B any](all iter.Seq2[A, error], convert func(A) B) iter.Seq2[B, error] {
	return func(yield func(B, error) bool) {
		for one, err := range all {
			if !yield(convert(one), err) {
				return
			}
		}
	}
}
