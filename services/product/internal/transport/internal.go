package transport

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

type internalServer struct {
	productv1.UnimplementedCatalogInternalServiceServer
	Parts
}

// ResolveLines answers each line from its store's sheet. Every order passes here: it reads nothing but memory.
func (s *internalServer) ResolveLines(ctx context.Context, req *productv1.ResolveLinesRequest) (*productv1.ResolveLinesResponse, error) {
	now := s.Clock.Now()
	lines := make([]*productv1.ResolvedLine, len(req.GetLines()))
	backing := make([]productv1.ResolvedLine, len(lines))
	var sheet *shelf.Sheet
	open := false
	for i, ref := range req.GetLines() {
		line := &backing[i]
		line.StoreId, line.SkuId, line.State = ref.GetStoreId(), ref.GetSkuId(), productv1.LineState_LINE_STATE_UNKNOWN
		lines[i] = line
		if sheet == nil || sheet.Store.ID != ref.GetStoreId() {
			var err error
			if sheet, err = s.Shelf.Sheet(ctx, ref.GetStoreId()); errors.Is(err, domain.ErrStoreNotFound) {
				continue
			} else if err != nil {
				return nil, err
			}
			open = sheet.Store.OpenAt(now)
		}
		resolve(sheet, open, line)
	}
	return &productv1.ResolveLinesResponse{Lines: lines}, nil
}

// resolve fills in a line. What is known of it is told even where it cannot be sold.
func resolve(sheet *shelf.Sheet, open bool, line *productv1.ResolvedLine) {
	it, ok := sheet.Item(line.GetSkuId())
	if !ok {
		return
	}
	p, st := it.Product, sheet.Store
	line.State = stateOf(it, open)
	line.ProductId, line.CategoryId, line.Name, line.Spec = p.ID, p.CategoryID, p.Name, it.Sku.Spec
	line.ImageUrl, line.Price, line.ListPrice = firstOf(p.ImageURLs), int64(it.Prices.Sale), int64(it.Prices.List)
	line.WeightGrams, line.Liquor, line.ProductVersion = it.Sku.WeightGrams, p.Liquor, p.Version
	line.StoreName, line.StoreAddress, line.MerchantId, line.StoreLatE6, line.StoreLngE6 = st.Name, st.Address, st.MerchantID, st.LatE6, st.LngE6
}

func stateOf(it shelf.Item, open bool) productv1.LineState {
	switch {
	case !it.Listed:
		return productv1.LineState_LINE_STATE_DELISTED
	case !open:
		return productv1.LineState_LINE_STATE_STORE_CLOSED
	default:
		return productv1.LineState_LINE_STATE_SELLABLE
	}
}

// longestLook bounds what ResolveOpenings is asked for.
const longestLook = 8 * 24 * time.Hour

func (s *internalServer) ResolveOpenings(ctx context.Context, req *productv1.ResolveOpeningsRequest) (*productv1.ResolveOpeningsResponse, error) {
	from, until := req.GetFromTime().AsTime(), req.GetUntilTime().AsTime()
	if until.Sub(from) > longestLook {
		return nil, errs.Invalid("untilTime", "is more than eight days after fromTime")
	}
	sheet, err := s.Shelf.Sheet(ctx, req.GetStoreId())
	if err != nil {
		return nil, err
	}
	resp := &productv1.ResolveOpeningsResponse{StoreLatE6: sheet.Store.LatE6, StoreLngE6: sheet.Store.LngE6}
	for _, o := range sheet.Store.Openings(from, until) {
		resp.Openings = append(resp.Openings, &productv1.Opening{StartTime: timestamppb.New(o.From), EndTime: timestamppb.New(o.Until)})
	}
	return resp, nil
}

// mostGoods is one more than a count sheet may cover.
const mostGoods = 5001

// ListStoreGoods answers from the store's sheet, in memory. Who counts a store asks it, a few times a day.
func (s *internalServer) ListStoreGoods(ctx context.Context, req *productv1.ListStoreGoodsRequest) (*productv1.ListStoreGoodsResponse, error) {
	sheet, err := s.Shelf.Sheet(ctx, req.GetStoreId())
	if err != nil {
		return nil, err
	}
	var category *shelf.Category
	if id := req.GetCategoryId(); id != 0 {
		if category = sheet.Catalogue.Category(id); category == nil {
			return nil, domain.ErrCategoryNotFound
		}
	}
	wanted := map[int64]bool{}
	for _, id := range req.GetSkuIds() {
		wanted[id] = true
	}
	resp := &productv1.ListStoreGoodsResponse{}
	for position := range int32(sheet.Catalogue.Len()) {
		if category != nil && !sheet.Catalogue.Holds(category, position) {
			continue
		}
		for _, it := range sheet.AllItems(sheet.Catalogue.At(position)) {
			if wanted[it.Sku.ID] || it.Listed && !req.GetNamedOnly() {
				resp.Goods = append(resp.Goods, &productv1.StoreGood{SkuId: it.Sku.ID, Price: int64(it.Prices.Sale)})
			}
		}
	}
	slices.SortFunc(resp.GetGoods(), func(a, b *productv1.StoreGood) int { return cmp.Compare(a.GetSkuId(), b.GetSkuId()) })
	resp.Goods = resp.GetGoods()[:min(len(resp.GetGoods()), mostGoods)]
	return resp, nil
}
