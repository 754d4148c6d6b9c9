package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

// Product reads a product with all its SKUs and its description, or reports PRODUCT_NOT_FOUND.
func (s *Catalog) Product(ctx context.Context, id int64) (domain.Product, error) {
	p, found, err := s.productWhere(ctx, s.db.Reader(), "id = ?", id)
	if err == nil && !found {
		err = domain.ErrProductNotFound
	}
	return p, err
}

// Products reads products with their descriptions, in the order of their ids in the list; one that is not there is left out.
func (s *Catalog) Products(ctx context.Context, ids []int64) ([]domain.Product, error) {
	list := make([]domain.Product, 0, len(ids))
	for len(ids) > 0 {
		n := min(len(ids), skuChunk)
		var rows []productRow
		if err := s.db.Reader().NewSelect().Model(&rows).Where("id IN ?", bun.Tuple(ids[:n])).Scan(ctx); err != nil {
			return nil, fmt.Errorf("read %d products: %w", n, err)
		}
		byID := make(map[int64]*domain.Product, len(rows))
		for i := range rows {
			p := productFromRow(&rows[i])
			byID[p.ID] = &p
		}
		err := s.eachSku(ctx, ids[:n], n, func(r *skuRow) {
			if p := byID[r.ProductID]; p != nil {
				p.Skus = append(p.Skus, skuFromRow(r))
			}
		})
		if err != nil {
			return nil, err
		}
		for _, id := range ids[:n] {
			if p := byID[id]; p != nil {
				list = append(list, *p)
			}
		}
		ids = ids[n:]
	}
	return list, nil
}

// ProductRevision reads one revision, or reports PRODUCT_PROPOSAL_NOT_FOUND.
func (s *Catalog) ProductRevision(ctx context.Context, id int64) (domain.Revision, error) {
	var row productRevisionRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Revision{}, domain.ErrNoProposal
	}
	if err != nil {
		return domain.Revision{}, fmt.Errorf("read revision %d: %w", id, err)
	}
	return revisionFromRow(&row), nil
}

// ProductRevisions returns a page of a product's revisions, the latest first, below a number (0: from the latest).
func (s *Catalog) ProductRevisions(ctx context.Context, productID int64, below int64, limit int) ([]domain.Revision, error) {
	return s.revisions(ctx, limit, "number DESC", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("product_id = ?", productID)
		if below > 0 {
			q = q.Where("number < ?", below)
		}
		return q
	})
}

// AppliedBelow returns the last revision of a product before a number that held; none where there was none.
func (s *Catalog) AppliedBelow(ctx context.Context, productID int64, number int32) ([]domain.Revision, error) {
	return s.revisions(ctx, 1, "number DESC", func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("product_id = ? AND number < ? AND state = ?", productID, number, int(domain.Applied))
	})
}

// Proposals returns a page of the revisions in a state, or of all where it is 0, the latest first, below an id (0: from the latest).
func (s *Catalog) Proposals(ctx context.Context, state domain.RevisionState, below int64, limit int) ([]domain.Revision, error) {
	return s.revisions(ctx, limit, "id DESC", func(q *bun.SelectQuery) *bun.SelectQuery {
		if state != 0 {
			q = q.Where("state = ?", int(state))
		}
		if below > 0 {
			q = q.Where("id < ?", below)
		}
		return q
	})
}

// ProposalsOf returns a page of what a merchant proposed, the latest first, below an id (0: from the latest).
func (s *Catalog) ProposalsOf(ctx context.Context, merchantID, below int64, limit int) ([]domain.Revision, error) {
	return s.revisions(ctx, limit, "id DESC", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("merchant_id = ?", merchantID)
		if below > 0 {
			q = q.Where("id < ?", below)
		}
		return q
	})
}

func (s *Catalog) revisions(ctx context.Context, limit int, order string, where func(*bun.SelectQuery) *bun.SelectQuery) ([]domain.Revision, error) {
	var rows []productRevisionRow
	if err := where(s.db.Reader().NewSelect().Model(&rows)).OrderExpr(order).Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read revisions: %w", err)
	}
	list := make([]domain.Revision, len(rows))
	for i := range rows {
		list[i] = revisionFromRow(&rows[i])
	}
	return list, nil
}

type priceChangeRow struct {
	bun.BaseModel `bun:"table:price_changes"`

	ID           int64     `bun:"id,pk"`
	StoreID      int64     `bun:"store_id"`
	SkuID        int64     `bun:"sku_id"`
	ListedBefore bool      `bun:"listed_before"`
	ListedAfter  bool      `bun:"listed_after"`
	PriceBefore  int64     `bun:"price_before"`
	PriceAfter   int64     `bun:"price_after"`
	ActorID      int64     `bun:"actor_id"`
	CreatedAt    time.Time `bun:"created_at"`
}

// PriceChanges returns a page of how a store changed the way it sells a SKU, or any where it is 0, the latest first, below an id
// (0: from the latest).
func (s *Catalog) PriceChanges(ctx context.Context, storeID, skuID, below int64, limit int) ([]domain.PriceChange, error) {
	var rows []priceChangeRow
	q := s.db.Reader().NewSelect().Model(&rows).Where("store_id = ?", storeID)
	if skuID != 0 {
		q = q.Where("sku_id = ?", skuID)
	}
	if below > 0 {
		q = q.Where("id < ?", below)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read price changes of store %d: %w", storeID, err)
	}
	list := make([]domain.PriceChange, len(rows))
	for i, r := range rows {
		list[i] = domain.PriceChange{
			ID: r.ID, ActorID: r.ActorID, At: r.CreatedAt,
			Before: domain.Listing{SkuID: r.SkuID, Listed: r.ListedBefore, Price: money.Fen(r.PriceBefore)},
			After:  domain.Listing{SkuID: r.SkuID, Listed: r.ListedAfter, Price: money.Fen(r.PriceAfter)},
		}
	}
	return list, nil
}
