package store

import (
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/services/product/internal/domain"
)

type revisionRow struct {
	bun.BaseModel `bun:"table:revisions,alias:revisions"`

	Scope int64 `bun:"scope,pk"`
	Seq   int64 `bun:"seq"`
}

type categoryRow struct {
	bun.BaseModel `bun:"table:categories"`

	ID         int64                 `bun:"id,pk"`
	Code       string                `bun:"code"`
	Name       string                `bun:"name"`
	ParentID   int64                 `bun:"parent_id"`
	Position   int32                 `bun:"position"`
	IconURL    string                `bun:"icon_url"`
	Liquor     bool                  `bun:"liquor"`
	Attributes []domain.AttributeDef `bun:"attributes,type:json"`
	Seq        int64                 `bun:"seq"`
	Hidden     bool                  `bun:"hidden"`
}

type brandRow struct {
	bun.BaseModel `bun:"table:brands"`

	ID       int64    `bun:"id,pk"`
	Code     string   `bun:"code"`
	Name     string   `bun:"name"`
	Origin   string   `bun:"origin"`
	Synonyms []string `bun:"synonyms,type:json"`
	Seq      int64    `bun:"seq"`
	Hidden   bool     `bun:"hidden"`
}

type productRow struct {
	bun.BaseModel `bun:"table:products"`

	ID          int64             `bun:"id,pk"`
	Code        string            `bun:"code"`
	CategoryID  int64             `bun:"category_id"`
	BrandID     int64             `bun:"brand_id"`
	Name        string            `bun:"name"`
	Subtitle    string            `bun:"subtitle"`
	Description string            `bun:"description"`
	ImageURLs   []string          `bun:"image_urls,type:json"`
	Attributes  map[string]string `bun:"attributes,type:json"`
	Tags        []string          `bun:"tags,type:json"`
	State       int               `bun:"state"`
	Version     int64             `bun:"version"`
	UpdatedAt   time.Time         `bun:"updated_at"`
	Seq         int64             `bun:"seq"`

	ProposalID    int64 `bun:"proposal_id"`
	ProposalState int   `bun:"proposal_state"`
}

type skuRow struct {
	bun.BaseModel `bun:"table:skus"`

	ID          int64  `bun:"id,pk"`
	ProductID   int64  `bun:"product_id"`
	Position    int    `bun:"position"`
	Code        string `bun:"code"`
	Spec        string `bun:"spec"`
	Barcode     string `bun:"barcode"`
	LiveBarcode string `bun:"live_barcode,nullzero"`
	ListPrice   int64  `bun:"list_price"`
	SalePrice   int64  `bun:"sale_price"`
	MemberPrice int64  `bun:"member_price"`
	Cost        int64  `bun:"cost"`
	WeightGrams int32  `bun:"weight_grams"`
	VolumeML    int32  `bun:"volume_ml"`
	Withdrawn   bool   `bun:"withdrawn"`
}

type merchantRow struct {
	bun.BaseModel `bun:"table:merchants"`

	ID   int64  `bun:"id,pk"`
	Code string `bun:"code"`
	Name string `bun:"name"`
}

type storeRow struct {
	bun.BaseModel `bun:"table:stores"`

	ID             int64         `bun:"id,pk"`
	Code           string        `bun:"code"`
	MerchantID     int64         `bun:"merchant_id"`
	Name           string        `bun:"name"`
	Address        string        `bun:"address"`
	LatE6          int32         `bun:"lat_e6"`
	LngE6          int32         `bun:"lng_e6"`
	Region         int32         `bun:"region"`
	Phone          string        `bun:"phone"`
	Hours          []domain.Span `bun:"hours,type:json"`
	ImageURL       string        `bun:"image_url"`
	RangeMeters    int32         `bun:"range_meters"`
	Licence        string        `bun:"licence"`
	LicenceExpires time.Time     `bun:"licence_expires,nullzero"`
	Paused         bool          `bun:"paused"`
	HoldReason     string        `bun:"hold_reason"`
	Suspended      bool          `bun:"suspended"`
	Version        int64         `bun:"version"`
	Seq            int64         `bun:"seq"`
}

type assortmentRow struct {
	bun.BaseModel `bun:"table:assortment"`

	StoreID int64 `bun:"store_id,pk"`
	SkuID   int64 `bun:"sku_id,pk"`
	Listed  bool  `bun:"listed"`
	Price   int64 `bun:"price"`
	Seq     int64 `bun:"seq"`
}

type availabilityRow struct {
	bun.BaseModel `bun:"table:availability"`

	StoreID int64 `bun:"store_id,pk"`
	SkuID   int64 `bun:"sku_id,pk"`
	InStock bool  `bun:"in_stock"`
	EventID int64 `bun:"event_id"`
	Seq     int64 `bun:"seq"`
}

// list returns a slice that is stored as a JSON array, never as null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func rowFromCategory(c domain.Category, seq int64) categoryRow {
	return categoryRow{
		ID: c.ID, Code: c.Code, Name: c.Name, ParentID: c.ParentID, Position: c.Sort, IconURL: c.IconURL, Liquor: c.Liquor,
		Attributes: list(c.Defs), Seq: seq, Hidden: c.Hidden,
	}
}

func categoryFromRow(r *categoryRow) domain.Category {
	return domain.Category{
		ID: r.ID, Code: r.Code, Name: r.Name, ParentID: r.ParentID, Sort: r.Position, IconURL: r.IconURL, Liquor: r.Liquor, Defs: r.Attributes, Hidden: r.Hidden,
	}
}

func rowFromBrand(b domain.Brand, seq int64) brandRow {
	return brandRow{ID: b.ID, Code: b.Code, Name: b.Name, Origin: b.Origin, Synonyms: list(b.Synonyms), Seq: seq, Hidden: b.Hidden}
}

func brandFromRow(r *brandRow) domain.Brand {
	return domain.Brand{ID: r.ID, Code: r.Code, Name: r.Name, Origin: r.Origin, Synonyms: r.Synonyms, Hidden: r.Hidden}
}

func rowFromProduct(p domain.Product, seq int64) productRow {
	attributes := p.Attributes
	if attributes == nil {
		attributes = map[string]string{}
	}
	return productRow{
		ID: p.ID, Code: p.Code, CategoryID: p.CategoryID, BrandID: p.BrandID, Name: p.Name, Subtitle: p.Subtitle,
		Description: p.Description, ImageURLs: list(p.ImageURLs), Attributes: attributes, Tags: list(p.Tags), State: int(p.State),
		Version: p.Version, UpdatedAt: p.UpdatedAt, Seq: seq, ProposalID: p.Proposal.ID, ProposalState: int(p.Proposal.State),
	}
}

func productFromRow(r *productRow) domain.Product {
	return domain.Product{
		ID: r.ID, Code: r.Code, CategoryID: r.CategoryID, BrandID: r.BrandID, Name: r.Name, Subtitle: r.Subtitle,
		Description: r.Description, ImageURLs: r.ImageURLs, Attributes: r.Attributes, Tags: r.Tags, State: domain.State(r.State),
		Version: r.Version, UpdatedAt: r.UpdatedAt, Proposal: domain.Proposal{ID: r.ProposalID, State: domain.RevisionState(r.ProposalState)},
	}
}

func rowFromSku(s domain.Sku, productID int64, position int) skuRow {
	row := skuRow{
		ID: s.ID, ProductID: productID, Position: position, Code: s.Code, Spec: s.Spec, Barcode: s.Barcode,
		ListPrice: int64(s.Prices.List), SalePrice: int64(s.Prices.Sale), MemberPrice: int64(s.Prices.Member), Cost: int64(s.Prices.Cost),
		WeightGrams: s.WeightGrams, VolumeML: s.VolumeML, Withdrawn: s.Withdrawn,
	}
	if !s.Withdrawn {
		row.LiveBarcode = s.Barcode
	}
	return row
}

func skuFromRow(r *skuRow) domain.Sku {
	return domain.Sku{
		ID: r.ID, Code: r.Code, Spec: r.Spec, Barcode: r.Barcode, Prices: pricesFromRow(r),
		WeightGrams: r.WeightGrams, VolumeML: r.VolumeML, Withdrawn: r.Withdrawn,
	}
}

func pricesFromRow(r *skuRow) domain.Prices {
	return domain.Prices{
		List: money.Fen(r.ListPrice), Sale: money.Fen(r.SalePrice), Member: money.Fen(r.MemberPrice), Cost: money.Fen(r.Cost),
	}
}

func rowFromStore(s domain.Store, seq int64) storeRow {
	return storeRow{
		ID: s.ID, Code: s.Code, MerchantID: s.MerchantID, Name: s.Name, Address: s.Address, LatE6: s.LatE6, LngE6: s.LngE6, Region: s.Region,
		Phone: s.Phone, Hours: list(s.Hours), ImageURL: s.ImageURL, RangeMeters: s.RangeMeters, Licence: s.Licence,
		LicenceExpires: s.LicenceExpires, Paused: s.Paused, HoldReason: s.HoldReason, Suspended: s.Suspended, Version: s.Version, Seq: seq,
	}
}

func storeFromRow(r *storeRow) domain.Store {
	return domain.Store{
		ID: r.ID, Code: r.Code, MerchantID: r.MerchantID, Name: r.Name, Address: r.Address, LatE6: r.LatE6, LngE6: r.LngE6, Region: r.Region,
		Phone: r.Phone, Hours: r.Hours, ImageURL: r.ImageURL, RangeMeters: r.RangeMeters, Licence: r.Licence,
		LicenceExpires: r.LicenceExpires, Paused: r.Paused, HoldReason: r.HoldReason, Suspended: r.Suspended, Version: r.Version,
	}
}
