package payment_test

import (
	"context"
	"embed"
	"io/fs"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/payment"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
	"dajiu/services/payment/internal/store"
)

//go:embed internal/store/migrations/*.sql
var migrations embed.FS

const (
	appID  = "wx0000000000000001"
	user   = int64(77)
	slack  = 2 * time.Minute
	payFor = 15 * time.Minute
)

// message is one entry of an outbox.
type message struct {
	key int64
	due time.Time
	ev  proto.Message
}

// posted is an outbox that keeps what was committed.
type posted struct {
	mu   sync.Mutex
	msgs []message
}

func (p *posted) Append(ctx context.Context, tx *sqldb.Tx, key int64, ev proto.Message) error {
	return p.AppendAt(ctx, tx, key, time.Time{}, ev)
}

func (p *posted) AppendAt(_ context.Context, tx *sqldb.Tx, key int64, due time.Time, ev proto.Message) error {
	tx.AfterCommit(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.msgs = append(p.msgs, message{key, due, ev})
	})
	return nil
}

// world is the payment service with everything around it in memory, but a real store.
type world struct {
	tb     testing.TB
	clock  *clockwork.FakeClock
	db     *sqldb.DB
	rows   *store.Payments
	bank   *bank
	svc    *app.Service
	box    *posted
	ids    *id.Generator
	trades map[int64]app.Trade
	openID string
}

func newWorld(tb testing.TB, db *sqldb.DB) *world {
	tb.Helper()
	sub, err := fs.Sub(migrations, "internal/store/migrations")
	require.NoError(tb, err)
	require.NoError(tb, sqldb.Migrate(context.Background(), db, sqldb.Set{Name: "payment", Files: sub}))
	w := &world{tb: tb, db: db, clock: clock.Fake(time.Date(2026, 5, 1, 8, 0, 0, 0, time.UTC)), trades: map[int64]app.Trade{}, openID: "openid-1"}
	w.ids, err = id.NewGenerator(w.clock, 1)
	require.NoError(tb, err)
	w.reset()
	return w
}

// reset gives the world a fresh bank and outbox over the same store.
func (w *world) reset() {
	w.bank, w.box = newBank(appID), &posted{}
	w.rows = store.New(w.db, w.box, w.ids, w.clock)
	w.svc = &app.Service{
		Payments: w.rows, Attempts: w.rows, Refunds: w.rows, Trades: w, Payers: w, Channel: w.bank, Returns: w.bank,
		Callbacks: openCallbacks{}, IDs: w.ids, Clock: w.clock, Log: testkit.Quiet(),
		Policy: app.Policy{AppID: appID, CloseSlack: slack, PrepayLife: 110 * time.Minute},
	}
}

// Trade is the order service.
func (w *world) Trade(_ context.Context, tradeID int64) (app.Trade, error) {
	t, ok := w.trades[tradeID]
	if !ok {
		return app.Trade{}, app.NotFound()
	}
	t.Orders, t.Wanted = slices.Clone(t.Orders), nil
	for _, o := range t.Orders {
		if !o.Cancelled {
			t.Wanted = append(t.Wanted, o.ID)
		}
	}
	return t, nil
}

// OpenID is the user service.
func (w *world) OpenID(context.Context, int64) (string, error) { return w.openID, nil }

// place makes a trade with one order for each amount.
func (w *world) place(amounts ...money.Fen) app.Trade {
	t := app.Trade{ID: w.ids.NextFor(user), UserID: user, Title: "汾酒 青花20", PayBefore: w.clock.Now().Add(payFor)}
	for _, a := range amounts {
		t.Orders = append(t.Orders, domain.Order{ID: w.ids.NextFor(user), MerchantID: 5, Amount: a, DeliveryFee: min(a, 500)})
	}
	w.trades[t.ID] = t
	return t
}

// cancel is an order's cancellation as the order service sees it; deliverCancel is its event.
func (w *world) cancel(tradeID int64, i int) int64 {
	t := w.trades[tradeID]
	t.Orders = slices.Clone(t.Orders)
	t.Orders[i].Cancelled = true
	w.trades[tradeID] = t
	return t.Orders[i].ID
}

func (w *world) deliverCancel(tradeID, orderID int64) error {
	return w.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := w.rows.CancelIn(ctx, tx, tradeID, orderID, false, "顾客取消订单")
		return err
	})
}

func (w *world) complete(t app.Trade, i int) error {
	return w.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		return w.rows.SettleIn(ctx, tx, t.ID, func(p *domain.Payment) error {
			return p.SettleOrder(t.Orders[i].ID, t.Orders[i].Amount, w.clock.Now())
		})
	})
}

func (w *world) pay(t app.Trade) (app.Session, error) {
	return w.svc.PayTrade(context.Background(), t.UserID, t.ID)
}

func (w *world) mustPay(t app.Trade) app.Session {
	w.tb.Helper()
	s, err := w.pay(t)
	require.NoError(w.tb, err)
	return s
}

func (w *world) payment(t app.Trade) *domain.Payment {
	w.tb.Helper()
	p, found, err := w.rows.ByTrade(context.Background(), t.ID)
	require.NoError(w.tb, err)
	require.True(w.tb, found)
	return p
}

// sync waits until the outbox has everything that was committed: hooks run just after a write returns, and before
// the next write of the same committer begins.
func (w *world) sync() {
	for key := range int64(12) {
		require.NoError(w.tb, w.db.WriteKey(context.Background(), key, func(context.Context, *sqldb.Tx) error { return nil }))
		if w.db.Engine() == sqldb.SQLite {
			return
		}
	}
}

// take removes a timer that is due and returns it; i chooses among them.
func (w *world) take(i int, remove bool) (message, bool) {
	w.sync()
	w.box.mu.Lock()
	defer w.box.mu.Unlock()
	var due []int
	for n, m := range w.box.msgs {
		if !m.due.IsZero() && !m.due.After(w.clock.Now()) {
			due = append(due, n)
		}
	}
	if len(due) == 0 {
		return message{}, false
	}
	n := due[i%len(due)]
	m := w.box.msgs[n]
	if remove {
		w.box.msgs = slices.Delete(w.box.msgs, n, n+1)
	}
	return m, true
}

func (w *world) run(m message) error {
	ctx := context.Background()
	switch ev := m.ev.(type) {
	case *paymentv1.AttemptCheckDue:
		return w.svc.CheckAttempt(ctx, ev.GetAttemptId(), int(ev.GetRound()))
	case *paymentv1.AttemptCloseDue:
		return w.svc.CloseAttempt(ctx, ev.GetAttemptId(), int(ev.GetRound()))
	case *paymentv1.RefundDue:
		return w.svc.ProcessRefund(ctx, ev.GetRefundId(), int(ev.GetRound()))
	}
	return nil
}

// drain lets time pass until no timer is left.
func (w *world) drain(each func()) {
	w.tb.Helper()
	for range 500 {
		for {
			m, ok := w.take(0, true)
			if !ok {
				break
			}
			require.NoError(w.tb, w.run(m))
		}
		if each != nil {
			each()
		}
		next, ok := w.nextDue()
		if !ok {
			return
		}
		if next.After(w.clock.Now()) {
			w.clock.Advance(next.Sub(w.clock.Now()))
		}
	}
	w.tb.Fatal("the timers never end")
}

func (w *world) nextDue() (next time.Time, ok bool) {
	w.sync()
	w.box.mu.Lock()
	defer w.box.mu.Unlock()
	for _, m := range w.box.msgs {
		if !m.due.IsZero() && (!ok || m.due.Before(next)) {
			next, ok = m.due, true
		}
	}
	return next, ok
}

// told counts the events of a kind.
func told[E proto.Message](w *world) (list []E) {
	w.sync()
	w.box.mu.Lock()
	defer w.box.mu.Unlock()
	for _, m := range w.box.msgs {
		if ev, ok := m.ev.(E); ok {
			list = append(list, ev)
		}
	}
	return list
}

// requireBalanced checks the whole ledger.
func (w *world) requireBalanced() {
	w.tb.Helper()
	requireBalanced(w.tb, w.db)
}

// requireBalanced proves a ledger and returns its balances.
func requireBalanced(tb require.TestingT, db *sqldb.DB) map[string]money.Fen {
	accounts, err := payment.Ledger(context.Background(), db, func(e payment.EntryFact) { require.True(tb, e.Balanced(), "%+v", e) })
	require.NoError(tb, err)
	balances := map[string]money.Fen{}
	for _, a := range accounts {
		require.True(tb, a.Balance == a.Posted && !a.Missing && !a.Overdrawn, "%+v", a)
		balances[a.Code] = a.Balance
	}
	return balances
}

func (w *world) balance(code domain.Account) money.Fen {
	w.tb.Helper()
	return requireBalanced(w.tb, w.db)[string(code)]
}
