package store_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/payment/internal/domain"
	"dajiu/services/payment/internal/store"
)

func TestEveryStatementOnAGrowingTableIsServedByAnIndex(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		for i := range 60 {
			p, a, err := f.open(f.trade(100))
			require.NoError(t, err)
			if i%2 == 0 {
				require.NoError(t, f.pay(p, a))
			}
		}
		for _, query := range []string{
			"SELECT * FROM payments WHERE trade_id = 5",
			"SELECT * FROM payments WHERE id = 5",
			"SELECT * FROM payments WHERE state = 1 AND id < 99999 ORDER BY id DESC LIMIT 20",
			"SELECT * FROM payments WHERE id < 99999 ORDER BY id DESC LIMIT 20",
			"SELECT * FROM payments WHERE trade_id > 5 ORDER BY trade_id LIMIT 5",
			"SELECT * FROM attempts WHERE payment_id = 5 ORDER BY id",
			"SELECT * FROM attempts WHERE out_trade_no = 'P1'",
			"SELECT * FROM attempts WHERE id > 5 ORDER BY id LIMIT 5",
			"SELECT * FROM refunds WHERE payment_id = 5 ORDER BY id",
			"SELECT * FROM refunds WHERE payment_id IN (5, 6) ORDER BY id",
			"SELECT * FROM refunds WHERE out_refund_no = 'R1'",
			"SELECT * FROM order_notes WHERE order_id IN (5, 6)",
			"SELECT * FROM journal WHERE id < 99999 ORDER BY id DESC LIMIT 20",
			"SELECT * FROM journal WHERE id > 5 ORDER BY id LIMIT 5",
			"SELECT * FROM postings WHERE journal_id IN (5, 6) ORDER BY journal_id, seq",
			"SELECT * FROM accounts WHERE code > 'a' ORDER BY code LIMIT 20",
			"SELECT * FROM refunds WHERE state = 1 AND id < 99999 ORDER BY id DESC LIMIT 20",
			"SELECT * FROM payments WHERE id >= 5 AND id < 99999 ORDER BY id DESC LIMIT 20",
			"SELECT payment_id FROM attempts WHERE transaction_id = 'x'",
			"SELECT payment_id FROM order_notes WHERE order_id = 5",
			"SELECT journal_id FROM postings WHERE account = 'escrow' AND journal_id < 99999 ORDER BY journal_id DESC LIMIT 20",
			"SELECT * FROM money_orders WHERE maker_id = 1 AND request_key = 'x'",
			"SELECT * FROM money_orders WHERE state = 1 AND id < 99999 ORDER BY id DESC LIMIT 20",
			"SELECT * FROM money_orders WHERE id < 99999 ORDER BY id DESC LIMIT 20",
		} {
			plan, err := sqldb.Explain(ctx, db, query)
			require.NoError(t, err, query)
			text := strings.Join(plan, "\n")
			require.NotContains(t, text, "SCAN", query)
			require.NotContains(t, text, "type=ALL", query)
			if !strings.Contains(query, "payment_id") { // one payment's few rows may be sorted
				require.NotContains(t, text, "TEMP B-TREE", query)
				require.NotContains(t, text, "filesort", query)
			}
		}
	})
}

func TestAWalkOfTheLedgerGoesOnWhereItStoppedByTheKey(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		f := setup(t, db)
		for range 60 {
			p, a, err := f.open(f.trade(100))
			require.NoError(t, err)
			require.NoError(t, f.pay(p, a))
			_, err = f.Update(ctx, p.Facts().ID, func(p *domain.Payment) error {
				return p.CancelOrder(p.Facts().Orders[0].ID, "x", f.clock.Now(), f.newID)
			})
			require.NoError(t, err)
		}
		var middle int64
		n := 0
		for p, err := range store.ScanPostings(ctx, db) {
			require.NoError(t, err)
			if n++; n == 60 {
				middle = p.JournalID
			}
		}
		require.Equal(t, 120, n)
		for _, c := range []struct {
			query         string
			args          []any
			sqlite, maria string
		}{
			{
				query: "SELECT * FROM postings WHERE " + store.AfterPosting + " ORDER BY journal_id, seq LIMIT 5", args: []any{middle, 1},
				sqlite: "(journal_id>?)", maria: "table=postings type=range key=PRIMARY",
			},
			{
				query:  store.SumsOf,
				args:   []any{int(domain.AttemptPaid), int(domain.RefundSuccess), int(domain.RefundClosed), 5, 5},
				sqlite: "SEARCH payments USING COVERING INDEX ux_payments_trade (trade_id>?)", maria: "key=ux_payments_trade",
			},
		} {
			plan, err := sqldb.Explain(ctx, db, c.query, c.args...)
			require.NoError(t, err)
			text := strings.Join(plan, "\n")
			if db.Engine() == sqldb.SQLite {
				require.Contains(t, text, c.sqlite)
				require.NotContains(t, text, "SCAN a", c.query)
				require.NotContains(t, text, "SCAN r", c.query)
				continue
			}
			require.Contains(t, text, c.maria)
			require.NotContains(t, text, "table=a type=ALL")
			require.NotContains(t, text, "table=r type=ALL")
		}
	})
}
