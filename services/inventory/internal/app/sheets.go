package app

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/services/inventory/internal/domain"
)

// CountLine is a line of a sheet with when it was counted.
type CountLine struct {
	domain.CountLine
	At time.Time
}

// Good is a SKU that a store could have on its shelves, and what a piece of it is worth there.
type Good struct {
	SkuID int64
	Price money.Fen
}

// GoodsWanted says which goods of a store are wanted.
type GoodsWanted struct {
	StoreID int64
	// CategoryID: only of it and what lies below; 0: of all.
	CategoryID int64
	// Named are wanted whether the store lists them or not; NamedOnly: nothing else is.
	Named     []int64
	NamedOnly bool
}

// Goods knows what stores sell.
type Goods interface {
	// StoreGoods returns goods by SKU: one more than domain.MaxSheetLines at most. SKUs that nobody knows are left out.
	StoreGoods(ctx context.Context, want GoodsWanted) ([]Good, error)
}

// SheetStore keeps count sheets.
type SheetStore interface {
	// InBooks returns the SKUs that a store has a level of, by SKU.
	InBooks(ctx context.Context, storeID int64, limit int) ([]int64, error)
	OpenSheet(ctx context.Context, s *domain.Sheet, goods []Good, key string, hash int64) (*domain.Sheet, error)
	Count(ctx context.Context, c Counting) (line CountLine, sheet *domain.Sheet, err error)
	// ActOn changes a sheet by a closure that decides on it and its differences, in one transaction.
	ActOn(ctx context.Context, storeID, sheetID int64, act func(*domain.Sheet, func() (domain.Tally, error)) error) (*domain.Sheet, error)
}

// Opening is a sheet that somebody wants.
type Opening struct {
	StoreID    int64
	Name       string
	Cover      domain.Cover
	CategoryID int64
	Skus       []int64
	Blind      bool
	By         int64
	// Key names this attempt among the store's: repeated, it opens nothing again.
	Key string
}

// Counting is that somebody counted so many pieces of a SKU.
type Counting struct {
	StoreID, SheetID, SkuID int64
	Counted                 int64
	By                      int64
	At                      time.Time
	// Key names this attempt on the sheet: repeated, it counts nothing again.
	Key string
}

// Sheets is the use cases of counting.
type Sheets struct {
	Store SheetStore
	Goods Goods
	IDs   *id.Generator
	Clock clock.Clock
	// Alone is what the differences of a sheet may be worth that one person submits and approves.
	Alone money.Fen
}

// Open begins a count. The store's staff and operators call it. Chosen SKUs that nobody knows, and a cover that is empty or
// too large, are INVALID_ARGUMENT naming the field; the key used for another sheet is IDEMPOTENCY_KEY_REUSED.
func (s *Sheets) Open(ctx context.Context, o Opening) (*domain.Sheet, error) {
	goods, err := s.covered(ctx, o)
	if err != nil {
		return nil, err
	}
	sheet, err := domain.OpenSheet(domain.SheetFacts{
		ID: s.IDs.NextFor(o.StoreID), StoreID: o.StoreID, Name: o.Name, Cover: o.Cover, CategoryID: o.CategoryID, Blind: o.Blind, Lines: len(goods),
		OpenedBy: o.By, OpenedAt: s.Clock.Now(),
	})
	if err != nil {
		return nil, err
	}
	return s.Store.OpenSheet(ctx, sheet, goods, o.Key, o.hash())
}

// hash tells two requests apart that came under one key.
func (o *Opening) hash() int64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s|%d|%d|%v|%t", o.Name, o.Cover, o.CategoryID, o.Skus, o.Blind)
	return int64(h.Sum64()) //nolint:gosec // any 64 bits serve
}

// covered returns what a sheet covers.
func (s *Sheets) covered(ctx context.Context, o Opening) ([]Good, error) {
	want := GoodsWanted{StoreID: o.StoreID}
	switch o.Cover {
	case domain.CoverChosen:
		want.Named, want.NamedOnly = o.Skus, true
		if len(o.Skus) == 0 {
			return nil, errs.Invalid("skuIds", "请选择商品")
		}
	case domain.CoverCategory:
		if o.CategoryID <= 0 {
			return nil, errs.Invalid("categoryId", "请选择分类")
		}
		want.CategoryID = o.CategoryID
		fallthrough
	case domain.CoverAll:
		var err error
		if want.Named, err = s.Store.InBooks(ctx, o.StoreID, domain.MaxSheetLines+1); err != nil {
			return nil, err
		}
	default:
		return nil, errs.Invalid("cover", "请选择盘点范围")
	}
	goods, err := s.Goods.StoreGoods(ctx, want)
	if err != nil {
		return nil, err
	}
	if want.NamedOnly && len(goods) < len(want.Named) {
		for i, sku := range want.Named {
			if !slices.ContainsFunc(goods, func(g Good) bool { return g.SkuID == sku }) {
				return nil, errs.Invalid("skuIds["+strconv.Itoa(i)+"]", "商品不存在")
			}
		}
	}
	return goods, nil
}

// Count stores how many pieces of a SKU somebody counted, beside what the books say in that moment. It returns the line and
// its sheet. INVENTORY_LINE_NOT_FOUND where the sheet does not cover the SKU, or has posted it; INVENTORY_SHEET_STATE_INVALID
// where counting is over.
func (s *Sheets) Count(ctx context.Context, c Counting) (CountLine, *domain.Sheet, error) {
	if c.Counted < 0 || c.Counted > domain.MaxCounted {
		return CountLine{}, nil, errs.Invalid("quantity", "须为 0 至 1000000")
	}
	c.At = s.Clock.Now()
	return s.Store.Count(ctx, c)
}

// Act is what a person does to a sheet as it was looked at.
type Act struct {
	StoreID, SheetID int64
	domain.Acting
}

// Submit ends the counting; see [domain.Sheet.Submit]. Repeated on the same version, all acts change nothing.
func (s *Sheets) Submit(ctx context.Context, a Act) (*domain.Sheet, error) {
	return s.act(ctx, a, domain.SubmitSheet, func(sheet *domain.Sheet, by domain.Acting, tally func() (domain.Tally, error)) error {
		t, err := tally()
		if err != nil {
			return err
		}
		return sheet.Submit(by, t)
	})
}

// Return sends a sheet back; see [domain.Sheet.Return].
func (s *Sheets) Return(ctx context.Context, a Act) (*domain.Sheet, error) {
	return s.act(ctx, a, domain.ReturnSheet, func(sheet *domain.Sheet, by domain.Acting, _ func() (domain.Tally, error)) error {
		return sheet.Return(by)
	})
}

// Approve lets the differences be posted; see [domain.Sheet.Approve]. They are posted after it, a batch at a time.
func (s *Sheets) Approve(ctx context.Context, a Act) (*domain.Sheet, error) {
	return s.act(ctx, a, domain.ApproveSheet, func(sheet *domain.Sheet, by domain.Acting, _ func() (domain.Tally, error)) error {
		return sheet.Approve(by, s.Alone)
	})
}

// Cancel gives a sheet up; see [domain.Sheet.Cancel].
func (s *Sheets) Cancel(ctx context.Context, a Act) (*domain.Sheet, error) {
	return s.act(ctx, a, domain.CancelSheet, func(sheet *domain.Sheet, by domain.Acting, _ func() (domain.Tally, error)) error {
		return sheet.Cancel(by)
	})
}

func (s *Sheets) act(
	ctx context.Context, a Act, kind domain.SheetAct, do func(*domain.Sheet, domain.Acting, func() (domain.Tally, error)) error,
) (*domain.Sheet, error) {
	a.At = s.Clock.Now()
	return s.Store.ActOn(ctx, a.StoreID, a.SheetID, func(sheet *domain.Sheet, tally func() (domain.Tally, error)) error {
		if sheet.Did(kind, a.Version) {
			return nil
		}
		return do(sheet, a.Acting, tally)
	})
}
