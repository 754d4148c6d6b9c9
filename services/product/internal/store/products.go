package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
	"google.golang.org/protobuf/proto"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

// PutProduct makes or replaces the product of a code with all of its SKUs. The same product again changes nothing,
// whatever version it names. It reports PRODUCT_STALE where version is neither 0 nor the stored one, PRODUCT_FOUR_EYES
// where somebody else must publish the change, and PRODUCT_DUPLICATE for a SKU code or barcode of another product.
func (s *Catalog) PutProduct(ctx context.Context, p domain.Product, version int64, by domain.Editor) (domain.Product, error) {
	var result domain.Product
	err := s.write(ctx, CatalogueScope, func(ctx context.Context, tx *change) error {
		old, found, err := s.productWhere(ctx, tx, "code = ?", p.Code)
		if err != nil {
			return err
		}
		next, changed := p, true
		if found {
			next, changed = p.Succeed(old)
		}
		if result = next; !changed {
			return nil
		}
		if err := by.MayPut(old, found, p); err != nil {
			return err
		}
		if version != 0 && version != old.Version {
			return domain.ErrStale
		}
		if result, err = s.succeed(ctx, tx, old, found, next); err != nil || next.State == domain.Draft {
			return err
		}
		now := s.now()
		_, err = s.addRevision(ctx, tx, domain.Revision{
			ProductID: result.ID, State: domain.Applied, Content: p, BaseVersion: old.Version, Author: by, ReviewerID: by.UserID, CreatedAt: now, DecidedAt: now,
		})
		return err
	})
	return result, err
}

// productChanged is what others are told of a product.
func productChanged(p domain.Product) *productv1.ProductChanged {
	ev := &productv1.ProductChanged{ProductId: p.ID, Name: p.Name, CategoryId: p.CategoryID, BrandId: p.BrandID}
	for _, sku := range p.Skus {
		ev.Skus = append(ev.Skus, &productv1.ChangedSku{SkuId: sku.ID, Spec: sku.Spec})
	}
	return ev
}

// productWhere reads a product with all its SKUs by its code or id.
func (s *Catalog) productWhere(ctx context.Context, db bun.IDB, where string, arg any) (domain.Product, bool, error) {
	var row productRow
	err := db.NewSelect().Model(&row).Where(where, arg).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Product{}, false, nil
	}
	if err != nil {
		return domain.Product{}, false, fmt.Errorf("read product %v: %w", arg, err)
	}
	var skus []skuRow
	if err := db.NewSelect().Model(&skus).Where("product_id = ?", row.ID).OrderExpr("position").Scan(ctx); err != nil {
		return domain.Product{}, false, fmt.Errorf("read SKUs of %s: %w", row.Code, err)
	}
	p := productFromRow(&row)
	for i := range skus {
		p.Skus = append(p.Skus, skuFromRow(&skus[i]))
	}
	return p, true, nil
}

func (s *Catalog) saveProduct(ctx context.Context, tx *change, p, old domain.Product, found bool) (domain.Product, error) {
	seq, err := s.raise(ctx, tx, CatalogueScope)
	if err != nil {
		return domain.Product{}, err
	}
	if err := inSight(ctx, tx, p); err != nil {
		return domain.Product{}, err
	}
	if !found {
		p.ID = s.ids.Next()
	}
	row := rowFromProduct(p, seq)
	if found {
		err = sqldb.ExpectOne(tx.NewUpdate().Model(&row).WherePK().Where("version = ?", old.Version).Exec(ctx))
	} else {
		err = insertNew(ctx, tx, &row, "product "+p.Code)
	}
	if err != nil {
		return domain.Product{}, fmt.Errorf("save product %s: %w", p.Code, err)
	}
	if p.Skus, err = s.saveSkus(ctx, tx, p, old); err != nil {
		return domain.Product{}, err
	}
	return p, nil
}

func (s *Catalog) saveSkus(ctx context.Context, tx *change, p, old domain.Product) ([]domain.Sku, error) {
	if len(old.Skus) > 0 {
		// First no SKU has its barcode: two of them may change theirs about.
		_, err := tx.NewUpdate().Model((*skuRow)(nil)).Set("live_barcode = NULL").Where("product_id = ?", p.ID).Exec(ctx)
		if err != nil {
			return nil, fmt.Errorf("free barcodes of product %s: %w", p.Code, err)
		}
	}
	saved := make([]domain.Sku, len(p.Skus))
	var fresh []skuRow
	for i, sku := range p.Skus {
		known := sku.ID != 0
		if !known {
			sku.ID = s.ids.NextFor(p.ID)
		}
		saved[i] = sku
		row := rowFromSku(sku, p.ID, i)
		if !known {
			fresh = append(fresh, row)
			continue
		}
		if err := sqldb.ExpectOne(tx.NewUpdate().Model(&row).WherePK().Exec(ctx)); err != nil {
			return nil, duplicate(err, "save SKU "+sku.Code)
		}
	}
	if len(fresh) > 0 {
		if _, err := tx.NewInsert().Model(&fresh).Exec(ctx); err != nil {
			return nil, duplicate(err, "insert SKUs of "+p.Code)
		}
	}
	return saved, nil
}

func duplicate(err error, operation string) error {
	if sqldb.IsDuplicate(err) {
		return domain.ErrDuplicate.Wrap(err)
	}
	return fmt.Errorf("%s: %w", operation, err)
}

func (s *Catalog) publish(ctx context.Context, tx *change, key int64, ev proto.Message) error {
	if err := s.outbox.Append(ctx, tx.Tx, key, ev); err != nil {
		return fmt.Errorf("publish about %d: %w", key, err)
	}
	return nil
}
