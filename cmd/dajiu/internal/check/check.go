package check

import (
	"context"
	"fmt"
	"time"

	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/clock"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
)

// Stores are the stores of an installation that does not run.
type Stores struct {
	// All are the stores of all services; those below are among them.
	All                                                                              []*sqldb.DB
	User, Order, Inventory, Payment, Delivery, Message, Analytics, Merchant, Product *sqldb.DB
	// Sealed are the sealed columns of all stores.
	Sealed []Sealed
	// Bank is what the simulated bank knows; nil where the real one is used.
	Bank *sim.Bill
}

// Options say how to check.
type Options struct {
	Clock clock.Clock
	// Strict takes what is in flight for wrong.
	Strict bool
}

// Names of the proofs that others refer to.
const (
	outboxSent = "outbox"
	bankCalled = "bank_calls"
)

// run is a check under way.
type run struct {
	stores Stores
	report *Report
	now    time.Time
	asOf   time.Time
	// books is what the ledger's balances should be, by account.
	books map[string]money.Fen
	// orders and placed are how many orders were streamed, and how many trades name.
	orders, placed int64
}

// Run looks at everything and reports. Its error says that it could not look, not what it saw: that is in the report.
func Run(ctx context.Context, stores Stores, opts Options) (*Report, error) {
	began := opts.Clock.Now()
	r := &run{stores: stores, report: &Report{Strict: opts.Strict}, now: began, books: map[string]money.Fen{}}
	var err error
	if r.asOf, err = lastSign(ctx, stores.All, began); err != nil {
		return nil, err
	}
	r.report.AsOf = r.asOf
	for _, step := range []func(context.Context) error{
		r.checkOutboxes, r.checkDeadLetters, r.checkStock, r.checkCounts, r.checkSlots, r.checkAreas, r.checkOrders, r.checkFigures, r.checkTrades, r.checkLedger, r.checkBank, r.checkAudit, r.checkSealed, r.checkErased, r.checkRetention, r.checkMerchants,
	} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	r.report.Seconds = opts.Clock.Now().Sub(began).Seconds()
	r.report.conclude()
	return r.report, nil
}

// prove adds a proof to the report.
func (r *run) prove(name, says string) *Proof {
	p := &Proof{Name: name, Says: says}
	r.report.Proofs = append(r.report.Proofs, p)
	return p
}

// lastSign is the last moment at which the installation is known to have been alive: it relayed an event or handled
// one. What fell due later never had its chance.
func lastSign(ctx context.Context, all []*sqldb.DB, now time.Time) (time.Time, error) {
	var latest int64
	for _, db := range all {
		for _, query := range []string{"SELECT COALESCE(MAX(sent_ms), 0) FROM outbox", "SELECT COALESCE(MAX(at_ms), 0) FROM inbox"} {
			var at int64
			if err := db.Reader().NewRaw(query).Scan(ctx, &at); err != nil {
				return time.Time{}, fmt.Errorf("check: last sign of life of %s: %w", db.Name(), err)
			}
			latest = max(latest, at)
		}
	}
	if latest == 0 {
		return now, nil
	}
	return time.UnixMilli(latest), nil
}
