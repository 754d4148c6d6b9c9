package check

import (
	"context"
	"fmt"

	"dajiu/services/inventory"
)

// checkStock proves that the levels are what the ledger and the reservations say.
func (r *run) checkStock(ctx context.Context) error {
	ledger := r.prove("stock_ledger", "stock on hand and reserved is the sum of its ledger")
	promised := r.prove("stock_reserved", "reserved stock is the sum of what is promised to open orders")
	level := r.prove("stock_levels", "no stock is negative, or promised twice")
	low := r.prove("stock_low", "what is low is known to be, and nothing else is")
	for s, err := range inventory.NewChecker(r.stores.Inventory).Stock(ctx) {
		if err != nil {
			return fmt.Errorf("check: stock: %w", err)
		}
		about := fmt.Sprintf("store %d SKU %d", s.StoreID, s.SkuID)
		ledger.Rows++
		promised.Rows++
		level.Rows++
		low.Rows++
		if s.OnHand != s.LedgerOnHand || s.Reserved != s.LedgerReserved {
			ledger.wrong(about, "%d on hand, %d reserved; the ledger says %d and %d", s.OnHand, s.Reserved, s.LedgerOnHand, s.LedgerReserved)
		}
		if s.Reserved != s.OpenReserved {
			promised.wrong(about, "%d reserved, but %d promised", s.Reserved, s.OpenReserved)
		}
		if s.Reserved < 0 || s.OnHand < s.Reserved {
			level.wrong(about, "%d on hand, %d reserved", s.OnHand, s.Reserved)
		}
		if free := s.OnHand - s.Reserved; s.Low != (s.Safety > 0 && free <= s.Safety) {
			low.wrong(about, "%d available, safety level %d, low: %t", free, s.Safety, s.Low)
		}
	}
	return nil
}

// checkCounts proves that what was counted is in the ledger, once.
func (r *run) checkCounts(ctx context.Context) error {
	lines := r.prove("count_lines", "the differences of posted count sheets are rows of the stock ledger")
	once := r.prove("count_once", "no difference of a count sheet is posted twice")
	c := inventory.NewChecker(r.stores.Inventory)
	for l, err := range c.Counted(ctx) {
		if err != nil {
			return fmt.Errorf("check: count sheets: %w", err)
		}
		lines.Rows++
		if why := l.Sound(); why != "" {
			lines.wrong(fmt.Sprintf("sheet %d SKU %d", l.SheetID, l.SkuID), "differs by %d: %s", l.Difference, why)
		}
	}
	for s, err := range c.SheetMoves(ctx) {
		if err != nil {
			return fmt.Errorf("check: counted movements: %w", err)
		}
		once.Rows++
		if s.Ledger != s.Lines {
			once.wrong(fmt.Sprintf("store %d", s.StoreID), "%d movements of count sheets, but %d lines that name one", s.Ledger, s.Lines)
		}
	}
	return nil
}
