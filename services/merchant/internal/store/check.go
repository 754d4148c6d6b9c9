package store

import (
	"context"
	"fmt"
	"iter"

	"dajiu/platform/sqldb"
	"dajiu/services/merchant/internal/domain"
)

// Outlet is a store as its merchant has it: what the catalogue should say of it.
type Outlet struct {
	StoreID    int64 `bun:"store_id"`
	MerchantID int64 `bun:"merchant_id"`
	Suspended  bool  `bun:"suspended"`
}

// checkPage is how many stores a check reads at a time.
const checkPage = 500

// Outlets yields all stores of merchants, by id.
func Outlets(ctx context.Context, db *sqldb.DB) iter.Seq2[Outlet, error] {
	return func(yield func(Outlet, error) bool) {
		for after := int64(0); ; {
			var rows []Outlet
			err := db.Reader().NewRaw(`SELECT o.store_id, o.merchant_id, CASE WHEN m.state = ? THEN 1 ELSE 0 END AS suspended
				FROM outlets o JOIN merchants m ON m.id = o.merchant_id
				WHERE o.store_id > ? ORDER BY o.store_id LIMIT ?`, int(domain.Suspended), after, checkPage).Scan(ctx, &rows)
			if err != nil {
				yield(Outlet{}, fmt.Errorf("list outlets: %w", err))
				return
			}
			for _, r := range rows {
				if after = r.StoreID; !yield(r, nil) {
					return
				}
			}
			if len(rows) < checkPage {
				return
			}
		}
	}
}

// CountWaiting counts approved applications that are not open yet.
func CountWaiting(ctx context.Context, db *sqldb.DB) (n int64, err error) {
	if err := db.Reader().NewRaw("SELECT COUNT(*) FROM applications WHERE state = ?", int(domain.Approved)).Scan(ctx, &n); err != nil {
		return 0, fmt.Errorf("count approved applications: %w", err)
	}
	return n, nil
}
