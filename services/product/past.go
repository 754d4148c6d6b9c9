package product

import (
	"context"
	"fmt"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/store"
)

// PastSale is what a customer received before this installation knew of it: pieces by SKU.
type PastSale struct {
	At     time.Time
	Pieces map[int64]int64
}

// Past writes sales of the past into a product store, of an installation that does not run.
type Past struct {
	db   *sqldb.DB
	rows *store.Catalog
}

// NewPast returns a writer into a migrated product store.
func NewPast(db *sqldb.DB) *Past { return &Past{db: db, rows: store.NewReader(db)} }

// Write counts sales in one transaction. It adds: write each once.
func (p *Past) Write(ctx context.Context, list []PastSale) error {
	days := map[clock.Day]map[int64]int64{}
	for _, s := range list {
		day := clock.DayOf(s.At)
		if days[day] == nil {
			days[day] = map[int64]int64{}
		}
		for sku, n := range s.Pieces {
			days[day][sku] += n
		}
	}
	err := p.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		for day, pieces := range days {
			if err := p.rows.NoteSales(ctx, tx, day.Begin(), pieces); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("product: past sales: %w", err)
	}
	return nil
}
