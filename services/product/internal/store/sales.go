package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/clock"
	"dajiu/platform/sqldb"
)

// salesDays is how many days the ranking of bestsellers looks back, the present one included.
const salesDays = 30

type salesRow struct {
	bun.BaseModel `bun:"table:sales,alias:sales"`

	Day       int64 `bun:"day,pk"`
	ProductID int64 `bun:"product_id,pk"`
	Pieces    int64 `bun:"pieces"`
}

// NoteSales counts pieces, by SKU, that a customer received at an instant. SKUs that the catalogue does not know are
// left out. Call it once for a delivery: it adds.
func (s *Catalog) NoteSales(ctx context.Context, tx *sqldb.Tx, at time.Time, pieces map[int64]int64) error {
	if len(pieces) == 0 {
		return nil
	}
	skus := make([]int64, 0, len(pieces))
	for id := range pieces {
		skus = append(skus, id)
	}
	var known []skuRow
	if err := tx.NewSelect().Model(&known).Column("id", "product_id").Where("id IN ?", bun.Tuple(skus)).OrderExpr("product_id").Scan(ctx); err != nil {
		return fmt.Errorf("read products of SKUs: %w", err)
	}
	var rows []salesRow
	for _, sku := range known { // in the order of products, so that two writers lock rows in the same order
		if n := len(rows); n > 0 && rows[n-1].ProductID == sku.ProductID {
			rows[n-1].Pieces += pieces[sku.ID]
			continue
		}
		rows = append(rows, salesRow{Day: clock.DayOf(at).Number(), ProductID: sku.ProductID, Pieces: pieces[sku.ID]})
	}
	if len(rows) == 0 {
		return nil
	}
	upsert := sqldb.Upsert(tx.NewInsert().Model(&rows), tx, "day, product_id", "pieces = sales.pieces + EXCLUDED.pieces")
	if _, err := upsert.Exec(ctx); err != nil {
		return fmt.Errorf("count sales: %w", err)
	}
	return nil
}

// salesQuery reads at most one row a product and day of the window.
const salesQuery = "SELECT product_id, SUM(pieces) FROM sales WHERE day > ? GROUP BY product_id"

// Sales returns how many pieces of each product customers received in the last 30 days.
func (s *Catalog) Sales(ctx context.Context) (map[int64]int64, error) {
	rows, err := s.db.Reader().QueryContext(ctx, salesQuery, clock.DayOf(s.now()).Number()-salesDays)
	if err != nil {
		return nil, fmt.Errorf("read sales: %w", err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	sales := map[int64]int64{}
	for rows.Next() {
		var product, pieces int64
		if err := rows.Scan(&product, &pieces); err != nil {
			return nil, fmt.Errorf("read sales: %w", err)
		}
		sales[product] = pieces
	}
	return sales, rows.Err()
}

// SweepSales deletes the days that the ranking does not look at any more.
func (s *Catalog) SweepSales(ctx context.Context) error {
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewDelete().Model((*salesRow)(nil)).Where("day <= ?", clock.DayOf(s.now()).Number()-salesDays).Exec(ctx)
		return err //nolint:wrapcheck // wrapped below
	})
	if err != nil {
		return fmt.Errorf("sweep sales: %w", err)
	}
	return nil
}
