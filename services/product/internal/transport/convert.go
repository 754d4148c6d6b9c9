package transport

import (
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

func categoryToProto(c domain.Category, defs []domain.AttributeDef, liquor bool) *productv1.Category {
	p := &productv1.Category{
		CategoryId: c.ID, Code: c.Code, Name: c.Name, ParentId: c.ParentID, Sort: c.Sort, IconUrl: c.IconURL, Liquor: liquor,
	}
	for _, d := range defs {
		p.Attributes = append(p.Attributes, &productv1.AttributeDef{
			Key: d.Key, Name: d.Name, Type: productv1.AttributeType(d.Type), Unit: d.Unit, Required: d.Required, Options: d.Options,
		})
	}
	return p
}

func brandToProto(b domain.Brand) *productv1.Brand {
	return &productv1.Brand{BrandId: b.ID, Code: b.Code, Name: b.Name, Origin: b.Origin, Synonyms: b.Synonyms}
}

// cardsToProto shares strings and lists with the snapshot; nobody changes them on the way out.
func cardsToProto(sheet *shelf.Sheet, positions []int32) []*productv1.ProductCard {
	cards := make([]*productv1.ProductCard, len(positions))
	backing := make([]productv1.ProductCard, len(positions))
	for i, position := range positions {
		c := sheet.Card(position)
		card := &backing[i]
		card.ProductId, card.Name, card.Subtitle, card.CategoryId = c.Product.ID, c.Product.Name, c.Product.Subtitle, c.Product.CategoryID
		card.Price, card.ListPrice, card.DefaultSkuId, card.SkuCount = int64(c.Price), int64(c.List), c.SkuID, int32(c.Skus)
		card.InStock, card.AbvPermille, card.Tags, card.Sold = c.InStock, c.Product.ABV, c.Product.Tags, c.Sold
		card.ImageUrl = firstOf(c.Product.ImageURLs)
		if c.Product.Brand != nil {
			card.BrandName = c.Product.Brand.Name
		}
		cards[i] = card
	}
	return cards
}

func firstOf(urls []string) string {
	if len(urls) == 0 {
		return ""
	}
	return urls[0]
}

// productToProto shows a product; with a sheet, at that store's prices.
func productToProto(p *shelf.Product, sheet *shelf.Sheet, text string) *productv1.Product {
	out := &productv1.Product{
		ProductId: p.ID, Code: p.Code, CategoryId: p.CategoryID, BrandId: p.BrandID, Name: p.Name, Subtitle: p.Subtitle,
		Description: text, ImageUrls: p.ImageURLs, Tags: p.Tags, State: productv1.ProductState(p.State), Liquor: p.Liquor,
		AbvPermille: p.ABV, Version: p.Version, UpdateTime: timestamppb.New(p.UpdatedAt),
	}
	if p.Brand != nil {
		out.BrandName = p.Brand.Name
	}
	if p.Category != nil {
		for _, a := range domain.ShowAttributes(p.Category.Defs, p.Attributes) {
			out.Attributes = append(out.Attributes, &productv1.Attribute{Key: a.Key, Name: a.Name, Value: a.Value})
		}
	}
	if sheet == nil {
		for i := range p.Skus {
			if sku := &p.Skus[i]; !sku.Withdrawn {
				out.Skus = append(out.Skus, skuToProto(sku, sku.Prices, false, false))
			}
		}
		return out
	}
	for _, it := range sheet.Items(p) {
		out.Skus = append(out.Skus, skuToProto(it.Sku, it.Prices, it.Listed, it.InStock))
	}
	return out
}

func skuToProto(s *domain.Sku, prices domain.Prices, listed, inStock bool) *productv1.Sku {
	return &productv1.Sku{
		SkuId: s.ID, Code: s.Code, Spec: s.Spec, Barcode: s.Barcode, ListPrice: int64(prices.List), Price: int64(prices.Sale),
		MemberPrice: int64(prices.Member), WeightGrams: s.WeightGrams, VolumeMl: s.VolumeML, Listed: listed, InStock: inStock,
	}
}

func storeToProto(st domain.Store, now time.Time) *productv1.Store {
	p := &productv1.Store{
		StoreId: st.ID, Code: st.Code, MerchantId: st.MerchantID, Name: st.Name, Address: st.Address, LatE6: st.LatE6, LngE6: st.LngE6,
		Region: st.Region, Phone: st.Phone, ImageUrl: st.ImageURL, OpenNow: st.TakesOrders(now) && domain.CompileHours(st.Hours).OpenAt(now),
		Paused: st.Paused, RangeMeters: st.RangeMeters, FoodLicence: st.Licence, Version: st.Version,
	}
	if !st.LicenceExpires.IsZero() {
		p.LicenceExpireTime = timestamppb.New(st.LicenceExpires)
	}
	for _, h := range st.Hours {
		p.Hours = append(p.Hours, &productv1.OpenSpan{Weekday: h.Weekday, StartMinute: h.Start, EndMinute: h.End})
	}
	return p
}

func hoursFromProto(spans []*productv1.OpenSpan) []domain.Span {
	hours := make([]domain.Span, len(spans))
	for i, s := range spans {
		hours[i] = domain.Span{Weekday: s.GetWeekday(), Start: s.GetStartMinute(), End: s.GetEndMinute()}
	}
	return hours
}

func filterFromProto(req *productv1.ListProductsRequest) shelf.Filter {
	return shelf.Filter{
		Category: req.GetCategoryId(), Brand: req.GetBrandId(), PriceMin: req.GetPriceMin(), PriceMax: req.GetPriceMax(),
		ABVMin: req.GetAbvMin(), ABVMax: req.GetAbvMax(), Origin: req.GetOrigin(), InStock: req.GetInStockOnly(),
	}
}

func orderFromProto(s productv1.Sort) shelf.Order {
	switch s {
	case productv1.Sort_SORT_PRICE_ASC:
		return shelf.Cheapest
	case productv1.Sort_SORT_PRICE_DESC:
		return shelf.Dearest
	case productv1.Sort_SORT_NEWEST:
		return shelf.Newest
	case productv1.Sort_SORT_SALES:
		return shelf.Bestselling
	case productv1.Sort_SORT_UNSPECIFIED:
		return shelf.ByTree
	}
	return shelf.ByTree
}

// tokenFromMark writes a place in a list: its key and id in base 36.
func tokenFromMark(m shelf.Mark) string {
	if m == (shelf.Mark{}) {
		return ""
	}
	return strconv.FormatInt(m.Key, 36) + "." + strconv.FormatInt(m.ID, 36)
}

func markFromToken(token string) (shelf.Mark, error) {
	if token == "" {
		return shelf.Mark{}, nil
	}
	head, tail, _ := strings.Cut(token, ".")
	key, errKey := strconv.ParseInt(head, 36, 64)
	id, errID := strconv.ParseInt(tail, 36, 64)
	if errKey != nil || errID != nil || id <= 0 {
		return shelf.Mark{}, errs.Invalid("pageToken", "is not one that we gave")
	}
	return shelf.Mark{Key: key, ID: id}, nil
}
