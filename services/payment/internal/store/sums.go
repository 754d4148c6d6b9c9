package store

import (
	"context"
	"fmt"
	"iter"

	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/payment/internal/domain"
)

// Sums is what the attempts and refunds of one payment add up to.
type Sums struct {
	TradeID int64
	// Came is what paid attempts brought. Promised and Back are refunds of orders, the latter those that arrived;
	// Excess and ExcessBack those of money that came twice. Waiting is how many have not arrived.
	Came, Promised, Back, Excess, ExcessBack money.Fen
	Waiting                                  int64
}

// sumsOf adds up a page of payments by their indexes, in the order of the trades.
const sumsOf = `SELECT p.trade_id,
	COALESCE((SELECT SUM(a.amount) FROM attempts AS a WHERE a.payment_id = p.id AND a.state = ?0), 0) AS came,
	COALESCE(SUM(CASE WHEN r.order_id <> 0 AND r.state <> ?2 THEN r.amount END), 0) AS promised,
	COALESCE(SUM(CASE WHEN r.order_id <> 0 AND r.state = ?1 THEN r.amount END), 0) AS back,
	COALESCE(SUM(CASE WHEN r.order_id = 0 AND r.state <> ?2 THEN r.amount END), 0) AS excess,
	COALESCE(SUM(CASE WHEN r.order_id = 0 AND r.state = ?1 THEN r.amount END), 0) AS excess_back,
	COALESCE(SUM(CASE WHEN r.state NOT IN (?1, ?2) THEN 1 END), 0) AS waiting
FROM (SELECT id, trade_id FROM payments WHERE trade_id > ?3 ORDER BY trade_id LIMIT ?4) AS p
LEFT JOIN refunds AS r ON r.payment_id = p.id
GROUP BY p.trade_id, p.id ORDER BY p.trade_id`

// ScanSums yields the sums of every payment by trade id.
func ScanSums(ctx context.Context, db *sqldb.DB) iter.Seq2[Sums, error] {
	return scan(0, func(after int64) ([]Sums, error) {
		var rows []Sums
		err := db.Reader().NewRaw(sumsOf, int(domain.AttemptPaid), int(domain.RefundSuccess), int(domain.RefundClosed), after, scanPage).Scan(ctx, &rows)
		if err != nil {
			return nil, fmt.Errorf("sum payments after trade %d: %w", after, err)
		}
		return rows, nil
	}, func(s Sums) int64 { return s.TradeID })
}
