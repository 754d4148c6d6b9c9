package store

import (
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/services/product/internal/domain"
)

type productRevisionRow struct {
	bun.BaseModel `bun:"table:product_revisions,alias:product_revisions"`

	ID          int64       `bun:"id,pk"`
	ProductID   int64       `bun:"product_id"`
	Number      int32       `bun:"number"`
	State       int         `bun:"state"`
	OpenProduct int64       `bun:"open_product,nullzero"`
	BaseVersion int64       `bun:"base_version"`
	Content     contentJSON `bun:"content,type:json"`
	AuthorID    int64       `bun:"author_id"`
	MerchantID  int64       `bun:"merchant_id"`
	ReviewerID  int64       `bun:"reviewer_id"`
	Reason      string      `bun:"reason"`
	CreatedAt   time.Time   `bun:"created_at"`
	DecidedAt   time.Time   `bun:"decided_at,nullzero"`
}

// contentJSON is what is said of a product, as revisions keep it. Its JSON names are stored: never rename them.
type contentJSON struct {
	Code        string            `json:"code"`
	CategoryID  int64             `json:"category"`
	BrandID     int64             `json:"brand"`
	Name        string            `json:"name"`
	Subtitle    string            `json:"subtitle,omitempty"`
	Description string            `json:"description,omitempty"`
	ImageURLs   []string          `json:"images,omitempty"`
	Attributes  map[string]string `json:"attributes,omitempty"`
	Tags        []string          `json:"tags,omitempty"`
	Skus        []skuJSON         `json:"skus"`
}

type skuJSON struct {
	Code        string `json:"code"`
	Spec        string `json:"spec"`
	Barcode     string `json:"barcode"`
	List        int64  `json:"list"`
	Sale        int64  `json:"sale"`
	Member      int64  `json:"member"`
	Cost        int64  `json:"cost,omitempty"`
	WeightGrams int32  `json:"grams"`
	VolumeML    int32  `json:"ml,omitempty"`
}

func contentFromProduct(p domain.Product) contentJSON {
	c := contentJSON{
		Code: p.Code, CategoryID: p.CategoryID, BrandID: p.BrandID, Name: p.Name, Subtitle: p.Subtitle, Description: p.Description,
		ImageURLs: p.ImageURLs, Attributes: p.Attributes, Tags: p.Tags, Skus: []skuJSON{},
	}
	for _, s := range p.Skus {
		if s.Withdrawn {
			continue
		}
		c.Skus = append(c.Skus, skuJSON{
			Code: s.Code, Spec: s.Spec, Barcode: s.Barcode, List: int64(s.Prices.List), Sale: int64(s.Prices.Sale), Member: int64(s.Prices.Member),
			Cost: int64(s.Prices.Cost), WeightGrams: s.WeightGrams, VolumeML: s.VolumeML,
		})
	}
	return c
}

func productFromContent(c contentJSON) domain.Product {
	p := domain.Product{
		Code: c.Code, CategoryID: c.CategoryID, BrandID: c.BrandID, Name: c.Name, Subtitle: c.Subtitle, Description: c.Description,
		ImageURLs: list(c.ImageURLs), Attributes: c.Attributes, Tags: list(c.Tags),
	}
	if p.Attributes == nil {
		p.Attributes = map[string]string{}
	}
	for _, s := range c.Skus {
		p.Skus = append(p.Skus, domain.Sku{
			Code: s.Code, Spec: s.Spec, Barcode: s.Barcode, WeightGrams: s.WeightGrams, VolumeML: s.VolumeML,
			Prices: domain.Prices{List: money.Fen(s.List), Sale: money.Fen(s.Sale), Member: money.Fen(s.Member), Cost: money.Fen(s.Cost)},
		})
	}
	return p
}

func rowFromRevision(r domain.Revision) productRevisionRow {
	row := productRevisionRow{
		ID: r.ID, ProductID: r.ProductID, Number: r.Number, State: int(r.State), BaseVersion: r.BaseVersion, Content: contentFromProduct(r.Content),
		AuthorID: r.Author.UserID, MerchantID: r.Author.MerchantID, ReviewerID: r.ReviewerID, Reason: r.Reason, CreatedAt: r.CreatedAt, DecidedAt: r.DecidedAt,
	}
	if r.State.Open() {
		row.OpenProduct = r.ProductID
	}
	return row
}

func revisionFromRow(r *productRevisionRow) domain.Revision {
	return domain.Revision{
		ID: r.ID, ProductID: r.ProductID, Number: r.Number, State: domain.RevisionState(r.State), BaseVersion: r.BaseVersion,
		Content: productFromContent(r.Content), Author: domain.Editor{UserID: r.AuthorID, MerchantID: r.MerchantID}, ReviewerID: r.ReviewerID,
		Reason: r.Reason, CreatedAt: r.CreatedAt, DecidedAt: r.DecidedAt,
	}
}
