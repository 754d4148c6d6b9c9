package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// factsPage is how many rows are read at a time.
const factsPage = 1000

// Balance is a level beside what the ledger and the open reservations add up to.
type Balance struct {
	StoreID, SkuID               int64
	OnHand, Reserved             int64
	LedgerOnHand, LedgerReserved int64
	OpenReserved                 int64
	Safety                       int64
	Low                          bool
}

// Facts reads a whole store for its check, page by page.
type Facts struct{ db *sqldb.DB }

// NewFacts returns a reader of a migrated store.
func NewFacts(db *sqldb.DB) *Facts { return &Facts{db: db} }

// snapshot runs read in a transaction that sees one moment of the store.
func (f *Facts) snapshot(ctx context.Context, read func(tx bun.Tx) error) error {
	opts := &sql.TxOptions{ReadOnly: true}
	if f.db.Engine() == sqldb.MySQL {
		opts.Isolation = sql.LevelRepeatableRead
	}
	tx, err := f.db.Reader().BeginTx(ctx, opts)
	if err != nil {
		return fmt.Errorf("inventory facts: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // it read only: there is nothing to lose
	return read(tx)
}

// Stock hands every balance to yield, by store and SKU, until it returns false.
func (f *Facts) Stock(ctx context.Context, yield func(Balance) bool) error {
	return f.snapshot(ctx, func(tx bun.Tx) error {
		open := map[place]int64{}
		err := reservations(ctx, tx, true, func(r domain.Facts) bool {
			for _, l := range r.Lines {
				open[place{r.StoreID, l.SkuID}] += l.Quantity
			}
			return true
		})
		if err != nil {
			return err
		}
		for storeID := int64(0); ; {
			var next sql.NullInt64
			err := tx.NewSelect().Model((*stockRow)(nil)).ColumnExpr("MIN(store_id)").Where("store_id > ?", storeID).Scan(ctx, &next)
			if err != nil {
				return fmt.Errorf("next store: %w", err)
			}
			if !next.Valid {
				return nil
			}
			storeID = next.Int64
			if more, err := storeBalances(ctx, tx, storeID, open, yield); err != nil || !more {
				return err
			}
		}
	})
}

// ledgerOf sums a stretch of one store's ledger by SKU, in the order of the ledger's key, so that nothing is sorted.
const ledgerOf = `SELECT sku_id, SUM(on_hand_delta) AS on_hand, SUM(reserved_delta) AS reserved FROM stock_ledger
WHERE store_id = ? AND sku_id > ? AND sku_id <= ? GROUP BY sku_id ORDER BY sku_id`

func storeBalances(ctx context.Context, tx bun.Tx, storeID int64, open map[place]int64, yield func(Balance) bool) (more bool, err error) {
	for after := int64(0); ; {
		var rows []stockRow
		err := tx.NewSelect().Model(&rows).Where("store_id = ? AND sku_id > ?", storeID, after).OrderExpr("sku_id").Limit(factsPage).Scan(ctx)
		if err != nil {
			return false, fmt.Errorf("levels of store %d: %w", storeID, err)
		}
		if len(rows) == 0 {
			return true, nil
		}
		last := rows[len(rows)-1].SkuID
		var sums []struct{ SkuID, OnHand, Reserved int64 }
		if err := tx.NewRaw(ledgerOf, storeID, after, last).Scan(ctx, &sums); err != nil {
			return false, fmt.Errorf("ledger of store %d: %w", storeID, err)
		}
		after = last
		bySku := make(map[int64]int, len(sums))
		for i, sum := range sums {
			bySku[sum.SkuID] = i
		}
		for _, r := range rows {
			b := Balance{
				StoreID: storeID, SkuID: r.SkuID, OnHand: r.OnHand, Reserved: r.Reserved, OpenReserved: open[place{storeID, r.SkuID}], Safety: r.Safety, Low: r.IsLow,
			}
			if i, ok := bySku[r.SkuID]; ok {
				b.LedgerOnHand, b.LedgerReserved = sums[i].OnHand, sums[i].Reserved
			}
			if !yield(b) {
				return false, nil
			}
		}
	}
}

// Reservations hands every reservation to yield, by order id ascending, until it returns false.
func (f *Facts) Reservations(ctx context.Context, yield func(domain.Facts) bool) error {
	return reservations(ctx, f.db.Reader(), false, yield)
}

// reservations walks the table by its key, also where only those that hold stock are wanted: a second index for them
// would cost every order more than the walk costs the check.
func reservations(ctx context.Context, db bun.IDB, open bool, yield func(domain.Facts) bool) error {
	for after := int64(0); ; {
		var rows []reservationRow
		q := db.NewSelect().Model(&rows).Where("order_id > ?", after)
		if open {
			q = q.Where("state IN (?, ?)", int(domain.Held), int(domain.Confirmed))
		}
		if err := q.OrderExpr("order_id").Limit(factsPage).Scan(ctx); err != nil {
			return fmt.Errorf("reservations after order %d: %w", after, err)
		}
		for i := range rows {
			after = rows[i].OrderID
			if !yield(reservationFromRow(&rows[i])) {
				return nil
			}
		}
		if len(rows) < factsPage {
			return nil
		}
	}
}
