package store_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
)

// propose stores a proposal of person 1.
func (f *fixture) propose(kind domain.MoneyOrderKind, party int64, amount money.Fen, key string) domain.MoneyOrder {
	f.t.Helper()
	m, err := domain.NewMoneyOrder(f.newID(), kind, party, amount, "回单", 1, f.clock.Now())
	require.NoError(f.t, err)
	m, err = f.ProposeMoney(ctx, m, key)
	require.NoError(f.t, err)
	return m
}

func (f *fixture) approve(id, by int64) error {
	_, err := f.DecideMoney(ctx, id, func(m *domain.MoneyOrder) (domain.Entry, bool, error) {
		return m.Decide(domain.ApproveMoney, by, "", f.clock.Now())
	})
	return err
}

func (f *fixture) balances() map[string]money.Fen {
	f.t.Helper()
	all, err := f.Accounts(ctx, "", 100)
	require.NoError(f.t, err)
	held := map[string]money.Fen{}
	for _, a := range all {
		held[a.Code] = a.Balance
	}
	return held
}

func TestMoneyThatIsMovedByHandIsBookedOnceAndNeverBeyondWhatIsThere(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		require.NoError(t, f.write(func(ctx context.Context, tx *sqldb.Tx) error {
			return f.NoteIn(ctx, tx, 900, func(n *domain.Note) ([]domain.Entry, error) { return n.Collect(300, 8, f.clock.Now()) })
		}))
		cash := f.propose(domain.CourierRemittance, 8, 200, "first-key")
		require.Equal(t, cash, f.propose(domain.CourierRemittance, 8, 200, "first-key"), "repeated, it is the same")
		other, err := domain.NewMoneyOrder(f.newID(), domain.CourierRemittance, 8, 201, "回单", 1, f.clock.Now())
		require.NoError(t, err)
		_, err = f.ProposeMoney(ctx, other, "first-key")
		require.True(t, errs.HasReason(err, errs.ReasonKeyReused), "%v", err)
		require.Zero(t, f.balances()["bank"], "nothing moves by a proposal")

		require.True(t, errs.HasReason(f.approve(cash.ID, 1), "PAYMENT_SAME_PERSON"))
		var wg sync.WaitGroup
		var booked atomic.Int64
		for range 6 { // the same checker, impatient
			wg.Go(func() {
				if err := f.approve(cash.ID, 2); err == nil {
					booked.Add(1)
				} else {
					t.Errorf("approve: %v", err)
				}
			})
		}
		wg.Wait()
		require.EqualValues(t, 6, booked.Load())
		held := f.balances()
		require.EqualValues(t, 200, held["bank"])
		require.EqualValues(t, 100, held["courier_cash:8"])

		more := f.propose(domain.CourierRemittance, 8, 101, "more-than-there")
		require.True(t, errs.HasReason(f.approve(more.ID, 2), "PAYMENT_LEDGER_OVERDRAWN"))
		payout := f.propose(domain.MerchantPayout, 3, 1, "not-owed")
		require.True(t, errs.HasReason(f.approve(payout.ID, 2), "PAYMENT_LEDGER_OVERDRAWN"))
		require.Equal(t, held, f.balances())
		waiting, err := f.MoneyOrders(ctx, domain.MoneyProposed, 0, 10)
		require.NoError(t, err)
		require.Len(t, waiting, 2, "what could not be booked still waits")
		require.True(t, errs.HasReason(f.approve(77, 2), "PAYMENT_NOT_FOUND"))
	})
}

func TestCustomersMoneyStaysAtTheChannel(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		settled, waiting := f.trade(500), f.trade(300)
		for _, trade := range []app.Trade{settled, waiting} {
			p, a, err := f.open(trade)
			require.NoError(t, err)
			require.NoError(t, f.pay(p, a))
		}
		require.NoError(t, f.write(func(ctx context.Context, tx *sqldb.Tx) error {
			return f.SettleIn(ctx, tx, settled.ID, func(p *domain.Payment) error { return p.SettleOrder(settled.Wanted[0], 500, f.clock.Now()) })
		}))
		var wg sync.WaitGroup
		var took atomic.Int64
		for i := range 10 { // 60 each: eight fit into the 500 that nobody can ask back
			m := f.propose(domain.ChannelWithdrawal, 0, 60, fmt.Sprintf("withdraw-%d", i))
			wg.Go(func() {
				switch err := f.approve(m.ID, 2); {
				case err == nil:
					took.Add(1)
				case !errs.HasReason(err, "PAYMENT_LEDGER_OVERDRAWN"):
					t.Errorf("withdraw: %v", err)
				}
			})
		}
		wg.Wait()
		require.EqualValues(t, 8, took.Load())
		held := f.balances()
		require.EqualValues(t, 480, held["bank"])
		require.EqualValues(t, 320, held["channel:wechat"])
		require.EqualValues(t, 300, held["escrow"])
		require.NoError(t, f.approve(f.propose(domain.MerchantPayout, 3, 480, "payout-key").ID, 2))
		require.Zero(t, f.balances()["bank"])
		require.EqualValues(t, 20, f.balances()["merchant:3"])
	})
}

func TestTheTableItselfWantsTwoPeople(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		m := f.propose(domain.StoreRemittance, 8, 100, "first-key")
		for _, statement := range []string{
			"UPDATE money_orders SET state = 2, checker_id = maker_id WHERE id = ?",
			"UPDATE money_orders SET state = 2 WHERE id = ?",
		} {
			require.Error(t, f.write(func(ctx context.Context, tx *sqldb.Tx) error {
				_, err := tx.ExecContext(ctx, statement, m.ID)
				return err
			}), statement)
		}
	})
}
