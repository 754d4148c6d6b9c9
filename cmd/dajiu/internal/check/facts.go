package check

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/order"
)

// The services' own checkers tell most facts. Those below they do not tell: reservations that hold nothing any more,
// what attempts and refunds add up to for each payment, and what postings add up to, by one pass of the engine. The numbers of states are stored, and never change.

// pageSize is how many rows are read at a time.
const pageSize = 1000

// States of a reservation, as inventory stores them.
const (
	resHeld      = 1
	resConfirmed = 2
	resCommitted = 3
	resReturned  = 4
	resReleased  = 5
	resExpired   = 6
)

type reservedLine struct {
	Sku      int64 `json:"sku"`
	Quantity int64 `json:"qty"`
}

// reservation is the stock of one order, in any state.
type reservation struct {
	bun.BaseModel `bun:"table:reservations"`

	OrderID   int64          `bun:"order_id,pk"`
	StoreID   int64          `bun:"store_id"`
	State     int            `bun:"state"`
	Lines     []reservedLine `bun:"order_lines,type:json"`
	ExpiresAt time.Time      `bun:"expires_at"`
}

func (r *reservation) open() bool { return r.State == resHeld || r.State == resConfirmed }

// holds reports whether the reservation is for exactly these lines.
func (r *reservation) holds(lines []order.LineFact) bool {
	wanted := make([]reservedLine, len(lines))
	for i, l := range lines {
		wanted[i] = reservedLine{Sku: l.SkuID, Quantity: l.Quantity}
	}
	bySku := func(a, b reservedLine) int { return int(min(max(a.Sku-b.Sku, -1), 1)) }
	slices.SortFunc(wanted, bySku)
	slices.SortFunc(r.Lines, bySku)
	return slices.Equal(wanted, r.Lines)
}

func (r *reservation) stateName() string {
	names := [...]string{"", "HELD", "CONFIRMED", "COMMITTED", "RETURNED", "RELEASED", "EXPIRED"}
	if r == nil {
		return "missing"
	}
	if r.State < 1 || r.State >= len(names) {
		return fmt.Sprintf("in state %d", r.State)
	}
	return names[r.State]
}

// reservations streams every reservation by order id.
func reservations(ctx context.Context, db *sqldb.DB) iter.Seq2[reservation, error] {
	return pages(0, pageSize, func(after int64) ([]reservation, error) {
		var rows []reservation
		err := db.Reader().NewSelect().Model(&rows).Where("order_id > ?", after).OrderExpr("order_id").Limit(pageSize).Scan(ctx)
		if err != nil {
			return nil, fmt.Errorf("check: read reservations after %d: %w", after, err)
		}
		return rows, nil
	}, func(r *reservation) int64 { return r.OrderID })
}

// sums is what the attempts and refunds of one payment add up to.
type sums struct {
	TradeID int64
	// Came is what paid attempts brought. Promised and Back are refunds of orders, the latter those that arrived;
	// Excess and ExcessBack those of money that came twice. Waiting is how many have not arrived.
	Came, Promised, Back, Excess, ExcessBack money.Fen
	Waiting                                  int64
}

// sumsOf reads a page; 3 is paid for an attempt, 3 is arrived and 5 replaced by another for a refund.
const sumsOf = `SELECT p.trade_id,
	COALESCE((SELECT SUM(a.amount) FROM attempts AS a WHERE a.payment_id = p.id AND a.state = 3), 0) AS came,
	COALESCE(SUM(CASE WHEN r.order_id <> 0 AND r.state <> 5 THEN r.amount END), 0) AS promised,
	COALESCE(SUM(CASE WHEN r.order_id <> 0 AND r.state = 3 THEN r.amount END), 0) AS back,
	COALESCE(SUM(CASE WHEN r.order_id = 0 AND r.state <> 5 THEN r.amount END), 0) AS excess,
	COALESCE(SUM(CASE WHEN r.order_id = 0 AND r.state = 3 THEN r.amount END), 0) AS excess_back,
	COALESCE(SUM(CASE WHEN r.state NOT IN (3, 5) THEN 1 END), 0) AS waiting
FROM (SELECT id, trade_id FROM payments WHERE trade_id > ? ORDER BY trade_id LIMIT ?) AS p
LEFT JOIN refunds AS r ON r.payment_id = p.id
GROUP BY p.trade_id, p.id ORDER BY p.trade_id`

// paymentSums streams the sums of every payment by trade id.
func paymentSums(ctx context.Context, db *sqldb.DB) iter.Seq2[sums, error] {
	return pages(0, pageSize, func(after int64) ([]sums, error) {
		var rows []sums
		if err := db.Reader().NewRaw(sumsOf, after, pageSize).Scan(ctx, &rows); err != nil {
			return nil, fmt.Errorf("check: sum payments after trade %d: %w", after, err)
		}
		return rows, nil
	}, func(s *sums) int64 { return s.TradeID })
}

// account is an account of the ledger. Balance and Posted count on the account's own side.
type account struct {
	Code            string
	Balance, Posted money.Fen
	MayBeNegative   bool
	// Missing: there are postings and no account.
	Missing bool
}

const balancesOf = `SELECT a.code, a.balance, a.side * COALESCE(p.total, 0) AS posted, a.may_be_negative
FROM accounts AS a LEFT JOIN (SELECT account, SUM(amount) AS total FROM postings GROUP BY account) AS p ON p.account = a.code
ORDER BY a.code`

const homelessOf = `SELECT p.account AS code, SUM(p.amount) AS posted FROM postings AS p
LEFT JOIN accounts AS a ON a.code = p.account WHERE a.code IS NULL GROUP BY p.account ORDER BY p.account`

// accounts returns every account, and those that only postings know. Their number grows with merchants, stores and
// couriers alone.
func accounts(ctx context.Context, db *sqldb.DB) ([]account, error) {
	var known, homeless []account
	if err := db.Reader().NewRaw(balancesOf).Scan(ctx, &known); err != nil {
		return nil, fmt.Errorf("check: read accounts: %w", err)
	}
	if err := db.Reader().NewRaw(homelessOf).Scan(ctx, &homeless); err != nil {
		return nil, fmt.Errorf("check: read postings without an account: %w", err)
	}
	for i := range homeless {
		homeless[i].Missing = true
	}
	return append(known, homeless...), nil
}

// count returns how many rows a table has.
func count(ctx context.Context, db *sqldb.DB, table string) (n int64, err error) {
	if err := db.Reader().NewRaw("SELECT COUNT(*) FROM ?", bun.Ident(table)).Scan(ctx, &n); err != nil {
		return 0, fmt.Errorf("check: count %s: %w", table, err)
	}
	return n, nil
}
