package store_test

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
	"dajiu/services/payment/internal/store"
)

var ctx = context.Background()

const user = int64(9)

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) Append(_ context.Context, tx *sqldb.Tx, _ int64, _ proto.Message) error {
	tx.AfterCommit(func() { c.mu.Lock(); defer c.mu.Unlock(); c.n++ })
	return nil
}

func (c *counter) AppendAt(ctx context.Context, tx *sqldb.Tx, key int64, _ time.Time, ev proto.Message) error {
	return c.Append(ctx, tx, key, ev)
}

func (c *counter) count(t *testing.T, db *sqldb.DB) int {
	t.Helper()
	for key := range int64(12) { // hooks run before their committer's next write
		require.NoError(t, db.WriteKey(ctx, key, func(context.Context, *sqldb.Tx) error { return nil }))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

type fixture struct {
	*store.Payments
	t     *testing.T
	db    *sqldb.DB
	box   *counter
	ids   *id.Generator
	clock clock.Clock
}

func setup(t *testing.T, db *sqldb.DB) *fixture {
	t.Helper()
	require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "payment", Files: os.DirFS("migrations")}))
	c := clock.Fake(time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))
	ids, err := id.NewGenerator(c, 2)
	require.NoError(t, err)
	box := &counter{}
	return &fixture{Payments: store.New(db, box, ids, c), t: t, db: db, box: box, ids: ids, clock: c}
}

func (f *fixture) newID() int64 { return f.ids.NextFor(user) }

func (f *fixture) trade(amounts ...money.Fen) app.Trade {
	t := app.Trade{ID: f.newID(), UserID: user, Title: "茅台", PayBefore: f.clock.Now().Add(time.Hour)}
	for _, a := range amounts {
		o := domain.Order{ID: f.newID(), MerchantID: 3, Amount: a}
		t.Orders, t.Wanted = append(t.Orders, o), append(t.Wanted, o.ID)
	}
	return t
}

func (f *fixture) open(t app.Trade) (*domain.Payment, domain.Attempt, error) {
	var a domain.Attempt
	p, err := f.Open(ctx, t, func(p *domain.Payment) (err error) {
		a, err = p.Session(t.Wanted, t.PayBefore, f.clock.Now(), f.newID)
		return err
	})
	return p, a, err
}

func (f *fixture) pay(p *domain.Payment, a domain.Attempt) error {
	_, err := f.Update(ctx, p.Facts().ID, func(p *domain.Payment) error {
		_, err := p.Receive(a.ID, domain.Receipt{Amount: a.Amount, TransactionID: fmt.Sprint("T", a.ID), PaidAt: f.clock.Now()}, f.clock.Now(), f.newID)
		return err
	})
	return err
}

func (f *fixture) write(fn func(ctx context.Context, tx *sqldb.Tx) error) error {
	return f.db.Write(ctx, fn)
}

func TestAPaymentIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		trade := f.trade(100, 250)
		_, found, err := f.ByTrade(ctx, trade.ID)
		require.NoError(t, err)
		require.False(t, found)
		p, a, err := f.open(trade)
		require.NoError(t, err)
		open, err := f.NotePrepay(ctx, a, "prepay-1", f.clock.Now())
		require.NoError(t, err)
		require.True(t, open)
		require.NoError(t, f.pay(p, a))
		open, err = f.NotePrepay(ctx, a, "prepay-2", f.clock.Now())
		require.NoError(t, err)
		require.False(t, open, "one that was paid keeps the name under which it was")
		got, found, err := f.ByTrade(ctx, trade.ID)
		require.NoError(t, err)
		require.True(t, found)
		require.Equal(t, domain.Paid, got.Facts().State)
		require.Equal(t, trade.Orders, got.Facts().Orders)
		require.Equal(t, f.clock.Now(), got.Facts().PaidAt)
		require.Equal(t, a.ID, got.Facts().PaidAttemptID)
		stored, found, err := f.AttemptByNumber(ctx, a.Number())
		require.NoError(t, err)
		require.True(t, found)
		require.Equal(t, domain.AttemptPaid, stored.State)
		require.Equal(t, "prepay-1", stored.PrepayID)
		require.Equal(t, trade.PayBefore, stored.ExpiresAt)
		require.Equal(t, got.Attempts()[0], stored)
		_, found, err = f.AttemptByNumber(ctx, "P1")
		require.NoError(t, err)
		require.False(t, found)
		_, err = f.Update(ctx, 1, func(*domain.Payment) error { return nil })
		require.True(t, errs.HasReason(err, "PAYMENT_NOT_FOUND"))
	})
}

func TestAnotherPersonsTradeIsNotOpened(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		trade := f.trade(100)
		_, _, err := f.open(trade)
		require.NoError(t, err)
		trade.UserID = 10
		_, _, err = f.open(trade)
		require.True(t, errs.HasReason(err, "PAYMENT_NOT_FOUND"))
	})
}

func TestARefusedChangeLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		trade := f.trade(100)
		refused := fmt.Errorf("refused")
		_, err := f.Open(ctx, trade, func(p *domain.Payment) error {
			_, err := p.Session(trade.Wanted, trade.PayBefore, f.clock.Now(), f.newID)
			require.NoError(t, err)
			return refused
		})
		require.ErrorIs(t, err, refused)
		_, found, err := f.ByTrade(ctx, trade.ID)
		require.NoError(t, err)
		require.False(t, found)
		require.Zero(t, f.box.count(t, db))
	})
}

func TestManyOpenersMakeOnePaymentAndOneAttempt(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		trade := f.trade(100, 200, 300)
		var wg sync.WaitGroup
		for range 12 {
			wg.Go(func() {
				_, _, err := f.open(trade)
				if err != nil && !errs.Temporary(err) {
					t.Errorf("open: %v", err)
				}
			})
		}
		wg.Wait()
		p, _, err := f.ByTrade(ctx, trade.ID)
		require.NoError(t, err)
		require.Len(t, p.Attempts(), 1)
	})
}

func TestAnOpenerAndACancellationMeetAtTheOrdersRow(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		for range 15 {
			trade := f.trade(100, 200)
			var wg sync.WaitGroup
			wg.Go(func() {
				for {
					if _, _, err := f.open(trade); err == nil || !errs.Temporary(err) {
						return
					}
				}
			})
			wg.Go(func() {
				for {
					err := f.write(func(ctx context.Context, tx *sqldb.Tx) error {
						_, err := f.CancelIn(ctx, tx, trade.ID, trade.Orders[0].ID, false, "x")
						return err
					})
					if err == nil || !errs.Temporary(err) {
						return
					}
				}
			})
			wg.Wait()
			p, found, err := f.ByTrade(ctx, trade.ID)
			require.NoError(t, err)
			require.True(t, found)
			require.True(t, p.Facts().Orders[0].Cancelled, "no cancellation is lost")
		}
	})
}

func TestTheStatementsThemselvesGuardTheMoney(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		trade := f.trade(100)
		p, a, err := f.open(trade)
		require.NoError(t, err)
		require.NoError(t, f.pay(p, a))
		for name, statement := range map[string]string{
			"more is promised back than came": "UPDATE payments SET refunded = refunded + 101",
			"more came back than was sent":    "UPDATE payments SET returned = 1",
			"an account is overdrawn":         "UPDATE accounts SET balance = -1 WHERE code = 'escrow'",
		} {
			err := f.write(func(ctx context.Context, tx *sqldb.Tx) error {
				_, err := tx.ExecContext(ctx, statement)
				return err
			})
			require.Truef(t, sqldb.IsCheck(err), "%s: %v", name, err)
		}
		for name, statement := range map[string]string{
			"two payments of a trade":       "INSERT INTO payments SELECT id + 1, trade_id, user_id, amount, paid, refunded, returned, state, title, paid_attempt_id, orders, created_at, paid_at, updated_at, version FROM payments",
			"two entries for one reference": "INSERT INTO journal SELECT id + 1, kind, reference_id, at FROM journal",
		} {
			err := f.write(func(ctx context.Context, tx *sqldb.Tx) error {
				_, err := tx.ExecContext(ctx, statement)
				return err
			})
			require.Truef(t, sqldb.IsDuplicate(err), "%s: %v", name, err)
		}
	})
}

func TestAnOverdraftUndoesItsOwnTransactionOnly(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		cash := func(order int64, amount money.Fen) error {
			return f.write(func(ctx context.Context, tx *sqldb.Tx) error {
				return f.NoteIn(ctx, tx, order, func(n *domain.Note) ([]domain.Entry, error) { return n.Collect(amount, 8, f.clock.Now()) })
			})
		}
		overdraw := func(order int64) error {
			e, err := domain.NewEntry(domain.OrderSettled, order, domain.Posting{Account: domain.Escrow, Amount: 1_000_000},
				domain.Posting{Account: domain.Merchant(1), Amount: -1_000_000})
			require.NoError(t, err)
			return f.write(func(ctx context.Context, tx *sqldb.Tx) error {
				return f.NoteIn(ctx, tx, order, func(*domain.Note) ([]domain.Entry, error) { return []domain.Entry{e}, nil })
			})
		}
		var wg sync.WaitGroup
		for i := range int64(40) {
			wg.Go(func() {
				if i%4 == 0 {
					if err := overdraw(1000 + i); !errs.HasReason(err, "PAYMENT_LEDGER_OVERDRAWN") {
						t.Errorf("overdraft: %v", err)
					}
					return
				}
				if err := cash(1000+i, 10); err != nil {
					t.Errorf("cash: %v", err)
				}
			})
		}
		wg.Wait()
		accounts, err := f.Accounts(ctx, "", 100)
		require.NoError(t, err)
		for _, a := range accounts {
			switch a.Code {
			case "escrow", "courier_cash:8":
				require.EqualValues(t, 300, a.Balance)
			default:
				require.Zero(t, a.Balance, a.Code)
			}
		}
		entries, err := f.Journal(ctx, store.Span{}, 0, 100)
		require.NoError(t, err)
		require.Len(t, entries, 30)
	})
}

func TestATimerOfARoundIsSetOnce(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		_, a, err := f.open(f.trade(100))
		require.NoError(t, err)
		before := f.box.count(t, db)
		for range 3 {
			require.NoError(t, f.PostponeCheck(ctx, a, 1, f.clock.Now()))
			require.NoError(t, f.PostponeClose(ctx, a, 1, f.clock.Now()))
		}
		require.Equal(t, before+2, f.box.count(t, db))
		require.NoError(t, f.PostponeCheck(ctx, a, 2, f.clock.Now()))
		require.NoError(t, f.PostponeCheck(ctx, a, 1, f.clock.Now()), "an old one comes again")
		require.Equal(t, before+3, f.box.count(t, db))
	})
}

func TestListsArePagedByKey(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		for i := range 5 {
			p, a, err := f.open(f.trade(100))
			require.NoError(t, err)
			if i%2 == 0 {
				require.NoError(t, f.pay(p, a))
				require.NoError(t, f.write(func(ctx context.Context, tx *sqldb.Tx) error {
					_, err := f.CancelIn(ctx, tx, p.Facts().TradeID, p.Facts().Orders[0].ID, false, "x")
					return err
				}))
			}
		}
		var seen []int64
		for before := int64(0); ; {
			page, err := f.Payments.Payments(ctx, 0, store.Span{}, before, 2)
			require.NoError(t, err)
			for _, l := range page {
				seen = append(seen, l.ID)
				require.Len(t, l.Refunds, map[bool]int{true: 1}[l.Paid > 0])
			}
			if len(page) < 2 {
				break
			}
			before = page[1].ID
		}
		require.Len(t, seen, 5)
		require.IsDecreasing(t, seen)
		paid, err := f.Payments.Payments(ctx, domain.Paid, store.Span{}, 0, 10)
		require.NoError(t, err)
		require.Len(t, paid, 3)
	})
}
