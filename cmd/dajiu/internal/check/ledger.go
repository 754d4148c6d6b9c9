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
	books := r.prove("books", "the ledger's balances are what payments, refunds, cash and settlements make")
	db := r.stores.Payment
	for e, err := range payment.UnbalancedEntries(ctx, db) {
		if err != nil {
			return fmt.Errorf("check: journal: %w", err)
		}
		journal.wrong(fmt.Sprintf("entry %d", e.ID), "%s of %d has %d postings that add up to %s", e.Kind, e.ReferenceID, e.Postings, e.Sum)
	}
	var err error
	if journal.Rows, err = count(ctx, db, "journal"); err != nil {
		return err
	}
	all, err := accounts(ctx, db)
	if err != nil {
		return err
	}
	for _, a := range all {
		r.checkAccount(accts, negative, books, a)
	}
	for _, code := range slices.Sorted(maps.Keys(r.books)) {
		if wanted := r.books[code]; wanted != 0 {
			books.wrong("account "+code, "is not there, but payments and orders make %s", wanted)
		}
	}
	return nil
}

func (r *run) checkAccount(sums, negative, books *Proof, a account) {
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
	if a.Balance < 0 && !a.MayBeNegative {
		negative.wrong(about, "balance %s", a.Balance)
	}
	books.Rows++
	if wanted := r.books[a.Code]; a.Balance != wanted {
		books.wrong(about, "balance %s, but payments and orders make %s", a.Balance, wanted)
	}
	delete(r.books, a.Code)
}
