package domain

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"dajiu/platform/errs"
)

// State is whether a product may be seen. Its numbers are stored and on the wire: never change them.
type State int

// The states of a product.
const (
	Draft State = iota + 1
	Published
	Withdrawn
)

// Sku is what is sold: a product in a pack.
type Sku struct {
	ID          int64
	Code        string
	Spec        string
	Barcode     string
	Prices      Prices
	WeightGrams int32
	VolumeML    int32
	// Withdrawn is set when a later version of the product left it out.
	Withdrawn bool
}

// Product is an SPU with its SKUs.
type Product struct {
	ID          int64
	Code        string
	CategoryID  int64
	BrandID     int64
	Name        string
	Subtitle    string
	Description string
	ImageURLs   []string
	// Attributes are raw values by key.
	Attributes map[string]string
	Tags       []string
	Skus       []Sku
	State      State
	Version    int64
	UpdatedAt  time.Time
	// Proposal is the revision that is open; its zero value: none is.
	Proposal Proposal
}

// Proposal names a product's open revision.
type Proposal struct {
	ID    int64
	State RevisionState
}

// NewProduct checks a product against its category and returns it tidied. Line is the category and its parents,
// nearest first.
//
// It reports PRODUCT_ATTRIBUTE_INVALID, PRODUCT_PRICE_INVALID, PRODUCT_DUPLICATE for a code or barcode given twice,
// PRODUCT_MEDIA_NOT_FOUND, and PRODUCT_NOT_PUBLISHABLE for a product that is to be seen but lacks a SKU or, being
// liquor, its alcohol.
func NewProduct(p Product, line []Category, now time.Time) (Product, error) {
	p.Name = strings.TrimSpace(p.Name)
	if p.Name == "" {
		return Product{}, errs.Invalid("name", "must not be blank")
	}
	if p.State < Draft || p.State > Withdrawn {
		return Product{}, errs.Invalid("state", "unknown")
	}
	for i, url := range p.ImageURLs {
		if err := checkMedia(fmt.Sprintf("imageUrls[%d]", i), url); err != nil {
			return Product{}, err
		}
	}
	var err error
	if p.Attributes, err = ReadAttributes(Effective(line), p.Attributes, p.State == Published, now); err != nil {
		return Product{}, err
	}
	p.Tags = tidy(p.Tags)
	p.ImageURLs = tidy(p.ImageURLs)
	if err := checkSkus(p.Skus); err != nil {
		return Product{}, err
	}
	return p, p.publishable(line)
}

func checkSkus(skus []Sku) error {
	codes, barcodes := map[string]bool{}, map[string]bool{}
	for i, s := range skus {
		if codes[s.Code] || barcodes[s.Barcode] {
			return ErrDuplicate.WithFields(errs.Field{Path: fmt.Sprintf("skus[%d]", i), Reason: "the code or barcode is given twice"})
		}
		codes[s.Code], barcodes[s.Barcode] = true, true
		if err := s.Prices.Check(); err != nil {
			return err
		}
		if s.WeightGrams <= 0 {
			return errs.Invalid(fmt.Sprintf("skus[%d].weightGrams", i), "must be positive")
		}
	}
	return nil
}

func (p Product) publishable(line []Category) error {
	if p.State != Published {
		return nil
	}
	if len(p.Skus) == 0 {
		return ErrNotPublishable.WithFields(errs.Field{Path: "skus", Reason: "at least one is needed"})
	}
	if _, known := ABV(p.Attributes); !known && IsLiquor(line) {
		return ErrNotPublishable.WithFields(errs.Field{Path: "attributes." + KeyABV, Reason: "liquor must tell its alcohol"})
	}
	return nil
}

// Succeed turns a freshly made product into the next version of a stored one: it keeps the ids, and the SKUs that it
// leaves out stay as withdrawn. It reports whether anything changed; where nothing did, the product is old itself.
// New SKUs have no id yet.
func (p Product) Succeed(old Product) (next Product, changed bool) {
	p.ID, p.Version, p.UpdatedAt, p.Proposal = old.ID, old.Version, old.UpdatedAt, old.Proposal
	skus := make([]Sku, 0, len(old.Skus)+len(p.Skus))
	for _, s := range p.Skus {
		if i := slices.IndexFunc(old.Skus, func(o Sku) bool { return o.Code == s.Code }); i >= 0 {
			s.ID = old.Skus[i].ID
		}
		skus = append(skus, s)
	}
	for _, o := range old.Skus {
		if !slices.ContainsFunc(p.Skus, func(s Sku) bool { return s.Code == o.Code }) {
			o.Withdrawn = true
			skus = append(skus, o)
		}
	}
	p.Skus = skus
	if p.equal(old) {
		return old, false
	}
	return p, true
}

func (p Product) equal(o Product) bool {
	return p.Code == o.Code && p.State == o.State && p.sameText(o) && slices.Equal(p.Skus, o.Skus)
}

// sameContent compares what is said of two products, leaving out their states, their SKUs' ids and what was withdrawn.
func (p Product) sameContent(o Product) bool {
	return p.sameText(o) && slices.EqualFunc(onSale(p), onSale(o), func(a, b Sku) bool {
		a.ID, b.ID = 0, 0
		return a == b
	})
}

func (p Product) sameText(o Product) bool {
	return p.CategoryID == o.CategoryID && p.BrandID == o.BrandID && p.Name == o.Name && p.Subtitle == o.Subtitle &&
		p.Description == o.Description && slices.Equal(p.ImageURLs, o.ImageURLs) && maps.Equal(p.Attributes, o.Attributes) &&
		slices.Equal(p.Tags, o.Tags)
}

// Withdraw takes a product off sale. A draft was never on sale: PRODUCT_NOT_PUBLISHABLE.
func (p Product) Withdraw() (Product, error) {
	if p.State == Draft {
		return Product{}, ErrNotPublishable.WithFields(errs.Field{Path: "state", Reason: "草稿从未上架"})
	}
	p.State = Withdrawn
	return p, nil
}

// PutOnSale puts a product on sale as it is, in the category of a line. It reports what NewProduct and Editor.MayPut report.
func (p Product) PutOnSale(line []Category, by Editor, now time.Time) (Product, error) {
	on := p
	on.State = Published
	if err := by.MayPut(p, true, on); err != nil {
		return Product{}, err
	}
	fresh := on
	fresh.Skus = onSale(p)
	if _, err := NewProduct(fresh, line, now); err != nil {
		return Product{}, err
	}
	return on, nil
}
