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
	accounts := r.prove("accounts", "every account's balance is the sum of its postings")
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
	for a, err := range payment.WrongAccounts(ctx, db) {
		if err != nil {
			return fmt.Errorf("check: accounts: %w", err)
		}
		switch about := "account " + a.Code; {
		case a.Missing:
			accounts.wrong(about, "has postings of %s, but is not there", a.Posted)
		case a.Balance != a.Posted:
			accounts.wrong(about, "balance %s, postings %s", a.Balance, a.Posted)
		}
		if a.Overdrawn {
			negative.wrong("account "+a.Code, "balance %s", a.Balance)
		}
	}
	for a, err := range payment.Accounts(ctx, db) {
		if err != nil {
			return fmt.Errorf("check: accounts: %w", err)
		}
		accounts.Rows++
		negative.Rows++
		books.Rows++
		if wanted := r.books[a.Code]; a.Balance != wanted {
			books.wrong("account "+a.Code, "balance %s, but payments and orders make %s", a.Balance, wanted)
		}
		delete(r.books, a.Code)
	}
	for _, code := range slices.Sorted(maps.Keys(r.books)) {
		if wanted := r.books[code]; wanted != 0 {
			books.wrong("account "+code, "is not there, but payments and orders make %s", wanted)
		}
	}
	return nil
}
