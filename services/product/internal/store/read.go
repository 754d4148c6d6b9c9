package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// skuChunk bounds the SKU lists of a statement.
const skuChunk = 500

// Changes returns what of the catalogue has changed after a revision; all of it after 0. Products come without their
// descriptions.
func (s *Catalog) Changes(ctx context.Context, after int64) (shelf.Delta, error) {
	d := shelf.Delta{}
	var err error
	// The revision is read first and what products refer to last: a row that comes too early is read again, one that
	// is referred to is never missed.
	if d.Revision, err = s.Revision(ctx, CatalogueScope); err != nil {
		return d, err
	}
	if d.Products, err = s.productsAfter(ctx, after); err != nil {
		return d, err
	}
	var categories []categoryRow
	if err := since(s.db.Reader().NewSelect().Model(&categories), after).Scan(ctx); err != nil {
		return d, fmt.Errorf("read categories after %d: %w", after, err)
	}
	for i := range categories {
		d.Categories = append(d.Categories, shelf.Versioned[domain.Category]{Value: categoryFromRow(&categories[i]), Seq: categories[i].Seq})
	}
	var brands []brandRow
	if err := since(s.db.Reader().NewSelect().Model(&brands), after).Scan(ctx); err != nil {
		return d, fmt.Errorf("read brands after %d: %w", after, err)
	}
	for i := range brands {
		d.Brands = append(d.Brands, shelf.Versioned[domain.Brand]{Value: brandFromRow(&brands[i]), Seq: brands[i].Seq})
	}
	var stores []storeRow
	if err := since(s.db.Reader().NewSelect().Model(&stores), after).Scan(ctx); err != nil {
		return d, fmt.Errorf("read stores after %d: %w", after, err)
	}
	for i := range stores {
		d.Stores = append(d.Stores, storeFromRow(&stores[i]))
	}
	return d, nil
}

// since bounds a query to what changed after a revision. All of a table is read in its own order, not by the index.
func since(q *bun.SelectQuery, after int64) *bun.SelectQuery {
	if after == 0 {
		return q.OrderExpr("id")
	}
	return q.Where("seq > ?", after)
}

func (s *Catalog) productsAfter(ctx context.Context, after int64) ([]shelf.Versioned[domain.Product], error) {
	var rows []productRow
	err := since(s.db.Reader().NewSelect().Model(&rows).ExcludeColumn("description"), after).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read products after %d: %w", after, err)
	}
	products := make([]shelf.Versioned[domain.Product], len(rows))
	at := make(map[int64]int, len(rows))
	ids := make([]int64, len(rows))
	for i := range rows {
		products[i] = shelf.Versioned[domain.Product]{Value: productFromRow(&rows[i]), Seq: rows[i].Seq}
		at[rows[i].ID], ids[i] = i, rows[i].ID
	}
	if after == 0 {
		ids = nil // all of them: one pass over the table beats many look-ups
	}
	return products, s.eachSku(ctx, ids, len(rows), func(r *skuRow) {
		if i, ok := at[r.ProductID]; ok {
			products[i].Value.Skus = append(products[i].Value.Skus, skuFromRow(r))
		}
	})
}

// eachSku visits the SKUs of products, or of all where ids is nil, a product's in their order.
func (s *Catalog) eachSku(ctx context.Context, ids []int64, products int, visit func(*skuRow)) error {
	if products == 0 {
		return nil
	}
	for first := true; first || len(ids) > 0; first = false {
		q := s.db.Reader().NewSelect().Model((*skuRow)(nil))
		if ids != nil {
			n := min(len(ids), skuChunk)
			q = q.Where("product_id IN ?", bun.Tuple(ids[:n]))
			ids = ids[n:]
		}
		var rows []skuRow
		if err := q.OrderExpr("product_id, position").Scan(ctx, &rows); err != nil {
			return fmt.Errorf("read SKUs: %w", err)
		}
		for i := range rows {
			visit(&rows[i])
		}
	}
	return nil
}

// Listings returns what of a store's assortment has changed after a revision; all of it after 0.
func (s *Catalog) Listings(ctx context.Context, storeID, after int64) ([]domain.Listing, error) {
	rows, err := s.db.Reader().QueryContext(ctx,
		"SELECT sku_id, listed, price FROM assortment WHERE store_id = ? AND seq > ?", storeID, after)
	if err != nil {
		return nil, fmt.Errorf("read assortment of store %d: %w", storeID, err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	var listings []domain.Listing
	for rows.Next() {
		var l domain.Listing
		var price int64
		if err := rows.Scan(&l.SkuID, &l.Listed, &price); err != nil {
			return nil, fmt.Errorf("read assortment of store %d: %w", storeID, err)
		}
		l.Price = money.Fen(price)
		listings = append(listings, l)
	}
	return listings, rows.Err()
}

// Stock returns what availability of a store has changed after a revision; all of it after 0.
func (s *Catalog) Stock(ctx context.Context, storeID, after int64) ([]shelf.InStock, error) {
	rows, err := s.db.Reader().QueryContext(ctx,
		"SELECT sku_id, in_stock FROM availability WHERE store_id = ? AND seq > ?", storeID, after)
	if err != nil {
		return nil, fmt.Errorf("read availability of store %d: %w", storeID, err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err below
	var stock []shelf.InStock
	for rows.Next() {
		var in shelf.InStock
		if err := rows.Scan(&in.SkuID, &in.InStock); err != nil {
			return nil, fmt.Errorf("read availability of store %d: %w", storeID, err)
		}
		stock = append(stock, in)
	}
	return stock, rows.Err()
}

// Description returns a product's long text, and of which version of the product it is.
func (s *Catalog) Description(ctx context.Context, productID int64) (text string, version int64, err error) {
	err = s.db.Reader().NewSelect().Model((*productRow)(nil)).Column("description", "version").Where("id = ?", productID).Scan(ctx, &text, &version)
	if err != nil {
		return "", 0, fmt.Errorf("read description of product %d: %w", productID, err)
	}
	return text, version, nil
}

// Counts returns how many rows there are of each kind.
func (s *Catalog) Counts(ctx context.Context) (map[string]int64, error) {
	counts := map[string]int64{}
	for _, table := range []string{"categories", "brands", "products", "skus", "merchants", "stores", "assortment", "availability"} {
		n, err := s.db.Reader().NewSelect().Table(table).Count(ctx)
		if err != nil {
			return nil, fmt.Errorf("count %s: %w", table, err)
		}
		counts[table] = n
	}
	return counts, nil
}
