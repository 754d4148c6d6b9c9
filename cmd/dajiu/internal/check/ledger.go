package check

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"dajiu/services/payment"
)

// checkLedger proves that the ledger agrees with itself, and then with the payments and the cash that were walked before.
func (r *run) checkLedger(ctx context.Context) error {
	journal := r.prove("journal", "every journal entry adds up to zero")
	accts := r.prove("accounts", "every account's balance is the sum of its postings")
	negative := r.prove("overdrawn", "no account is negative that must not be")
	books := r.prove("books", "the ledger's balances are what payments, refunds, cash, settlements and money orders make")
	if err := r.checkMoneyOrders(ctx); err != nil {
		return err
	}
	accounts, err := payment.Ledger(ctx, r.stores.Payment, func(e payment.EntryFact) {
		journal.Rows++
		about := fmt.Sprintf("entry %d", e.ID)
		switch {
		case e.Missing:
			journal.wrong(about, "is not there, but has %d postings", e.Postings)
		case !e.Balanced():
			journal.wrong(about, "%s of %d has %d postings that add up to %s", e.Kind, e.ReferenceID, e.Postings, e.Sum)
		}
	})
	if err != nil {
		return fmt.Errorf("check: ledger: %w", err)
	}
	for _, a := range accounts {
		r.checkAccount(accts, negative, books, a)
	}
	for _, code := range slices.Sorted(maps.Keys(r.books)) {
		if wanted := r.books[code]; wanted != 0 {
			books.wrong("account "+code, "is not there, but payments and orders make %s", wanted)
		}
	}
	return nil
}

// checkMoneyOrders proves that two people moved what was moved by hand, and adds it to what the ledger should say.
func (r *run) checkMoneyOrders(ctx context.Context) error {
	p := r.prove("two_people", "money was moved by hand only where one person proposed and another approved it")
	for m, err := range payment.MoneyOrders(ctx, r.stores.Payment) {
		if err != nil {
			return fmt.Errorf("check: money orders: %w", err)
		}
		p.Rows++
		if m.Approved && (m.MakerID == 0 || m.CheckerID == 0 || m.MakerID == m.CheckerID) {
			p.wrong(fmt.Sprintf("money order %d", m.ID), "was proposed by %d and approved by %d", m.MakerID, m.CheckerID)
		}
		for code, by := range m.Moved {
			r.books[code] += by
		}
	}
	return nil
}

func (r *run) checkAccount(sums, negative, books *Proof, a payment.AccountFact) {
	about := "account " + a.Code
	sums.Rows++
	switch {
	case a.Missing:
		sums.wrong(about, "has postings of %s, but is not there", a.Posted)
		return
	case a.Balance != a.Posted:
		sums.wrong(about, "balance %s, postings %s", a.Balance, a.Posted)
	}
	negative.Rows++
	if a.Overdrawn {
		negative.wrong(about, "balance %s", a.Balance)
	}
	books.Rows++
	if wanted := r.books[a.Code]; a.Balance != wanted {
		books.wrong(about, "balance %s, but payments and orders make %s", a.Balance, wanted)
	}
	delete(r.books, a.Code)
}
