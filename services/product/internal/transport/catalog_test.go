package transport

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/timestamppb"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
)

func TestAStoreShowsWhatItLists(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	ctx := context.Background()
	st := w.putStore("s1")
	a, b := w.put(product("a", "黔山酱香", 1000)), w.put(product("b", "黔山珍藏", 2000))
	w.put(product("c", "黔山未上架", 3000))
	w.list(st.GetStoreId(), a, b)

	resp, err := w.catalog.ListProducts(ctx, &productv1.ListProductsRequest{StoreId: st.GetStoreId()})
	require.NoError(t, err)
	require.Equal(t, []string{"黔山珍藏", "黔山酱香"}, names(resp.GetProducts()))
	require.EqualValues(t, 2, resp.GetTotalSize())
	card := resp.GetProducts()[1]
	require.EqualValues(t, 1000, card.GetPrice())
	require.EqualValues(t, 1100, card.GetListPrice())
	require.Equal(t, a.GetSkus()[0].GetSkuId(), card.GetDefaultSkuId())
	require.Equal(t, "黔山", card.GetBrandName())
	require.EqualValues(t, 530, card.GetAbvPermille())
	require.False(t, card.GetInStock())

	_, err = w.stores.SetAssortment(ctx, &productv1.SetAssortmentRequest{StoreId: st.GetStoreId(), Items: []*productv1.AssortmentItem{
		{SkuId: a.GetSkus()[0].GetSkuId(), Listed: true, Price: 900}, {SkuId: b.GetSkus()[0].GetSkuId(), Listed: false},
	}})
	require.NoError(t, err)
	resp, err = w.catalog.ListProducts(ctx, &productv1.ListProductsRequest{StoreId: st.GetStoreId()})
	require.NoError(t, err)
	require.Equal(t, []string{"黔山酱香"}, names(resp.GetProducts()))
	require.EqualValues(t, 900, resp.GetProducts()[0].GetPrice())

	shown, err := w.catalog.ShowProduct(ctx, &productv1.ShowProductRequest{ProductId: a.GetProductId(), StoreId: st.GetStoreId()})
	require.NoError(t, err)
	require.Equal(t, "长文 黔山酱香", shown.GetDescription())
	require.EqualValues(t, 900, shown.GetSkus()[0].GetPrice())
	require.EqualValues(t, 900, shown.GetSkus()[0].GetMemberPrice())
	require.True(t, shown.GetSkus()[0].GetListed())
	require.Equal(t, "53.0%vol", shown.GetAttributes()[0].GetValue())
	require.True(t, shown.GetLiquor(), "酱香型 inherits it from 白酒")
}

func TestLinesAreResolved(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	ctx := context.Background()
	st := w.putStore("s1")
	req := product("a", "黔山酱香", 1000)
	req.Skus = append(req.Skus, sku("a-2", 5000))
	a := w.put(req)
	w.list(st.GetStoreId(), a)
	storeID, skuID := st.GetStoreId(), a.GetSkus()[0].GetSkuId()

	line := w.resolve(storeID, skuID)
	require.Equal(t, productv1.LineState_LINE_STATE_SELLABLE, line.GetState())
	require.Equal(t, "黔山酱香", line.GetName())
	require.Equal(t, "500ml", line.GetSpec())
	require.EqualValues(t, 1000, line.GetPrice())
	require.EqualValues(t, 1100, line.GetListPrice())
	require.EqualValues(t, 900, line.GetWeightGrams())
	require.True(t, line.GetLiquor())
	require.Equal(t, st.GetName(), line.GetStoreName())
	require.Equal(t, st.GetMerchantId(), line.GetMerchantId())
	require.Equal(t, a.GetVersion(), line.GetProductVersion())
	require.Equal(t, st.GetLatE6(), line.GetStoreLatE6())

	t.Run("an unknown SKU or store", func(t *testing.T) {
		require.Equal(t, productv1.LineState_LINE_STATE_UNKNOWN, w.resolve(storeID, 1).GetState())
		require.Equal(t, productv1.LineState_LINE_STATE_UNKNOWN, w.resolve(1, skuID).GetState())
	})
	t.Run("a paused store is closed", func(t *testing.T) {
		_, err := w.stores.UpdateStoreHours(ctx, &productv1.UpdateStoreHoursRequest{StoreId: storeID, Hours: allDay(), Paused: true})
		require.NoError(t, err)
		line := w.resolve(storeID, skuID)
		require.Equal(t, productv1.LineState_LINE_STATE_STORE_CLOSED, line.GetState())
		require.EqualValues(t, 1000, line.GetPrice(), "what is known is told")
		_, err = w.stores.UpdateStoreHours(ctx, &productv1.UpdateStoreHoursRequest{StoreId: storeID, Hours: allDay()})
		require.NoError(t, err)
		require.Equal(t, productv1.LineState_LINE_STATE_SELLABLE, w.resolve(storeID, skuID).GetState())
	})
	t.Run("outside of its hours a store is closed", func(t *testing.T) {
		_, err := w.stores.UpdateStoreHours(ctx, &productv1.UpdateStoreHoursRequest{StoreId: storeID, Hours: []*productv1.OpenSpan{
			{Weekday: 1, StartMinute: 18 * 60, EndMinute: 2 * 60},
		}})
		require.NoError(t, err)
		require.Equal(t, productv1.LineState_LINE_STATE_STORE_CLOSED, w.resolve(storeID, skuID).GetState())
		w.clock.Advance(13*time.Hour + 59*time.Minute)
		require.Equal(t, productv1.LineState_LINE_STATE_SELLABLE, w.resolve(storeID, skuID).GetState(), "Tuesday, 01:59")
		w.clock.Advance(time.Minute)
		require.Equal(t, productv1.LineState_LINE_STATE_STORE_CLOSED, w.resolve(storeID, skuID).GetState(), "Tuesday, 02:00")
		_, err = w.stores.UpdateStoreHours(ctx, &productv1.UpdateStoreHoursRequest{StoreId: storeID, Hours: allDay()})
		require.NoError(t, err)
	})
	t.Run("its openings are its hours, and none while it is paused or unlicensed", func(t *testing.T) {
		openings := func(days int) int {
			from := w.clock.Now()
			resp, err := w.internal.ResolveOpenings(ctx, &productv1.ResolveOpeningsRequest{
				StoreId: storeID, FromTime: timestamppb.New(from), UntilTime: timestamppb.New(from.AddDate(0, 0, days)),
			})
			require.NoError(t, err)
			require.Equal(t, st.GetLatE6(), resp.GetStoreLatE6())
			return len(resp.GetOpenings())
		}
		require.Equal(t, 1, openings(2), "all day, all week, without a seam")
		_, err := w.stores.UpdateStoreHours(ctx, &productv1.UpdateStoreHoursRequest{StoreId: storeID, Hours: allDay(), Paused: true})
		require.NoError(t, err)
		require.Zero(t, openings(2))
		_, err = w.stores.UpdateStoreHours(ctx, &productv1.UpdateStoreHoursRequest{StoreId: storeID, Hours: allDay()})
		require.NoError(t, err)
		_, err = w.internal.ResolveOpenings(ctx, &productv1.ResolveOpeningsRequest{
			StoreId: storeID, FromTime: timestamppb.New(w.clock.Now()), UntilTime: timestamppb.New(w.clock.Now().AddDate(0, 0, 9)),
		})
		require.True(t, errs.HasReason(err, errs.ReasonInvalid), err)
	})
	t.Run("a SKU that a later version leaves out is withdrawn", func(t *testing.T) {
		second := a.GetSkus()[1].GetSkuId()
		w.put(product("a", "黔山酱香", 1000))
		require.Equal(t, productv1.LineState_LINE_STATE_DELISTED, w.resolve(storeID, second).GetState())
		require.Equal(t, productv1.LineState_LINE_STATE_SELLABLE, w.resolve(storeID, skuID).GetState())
		w.put(req)
		require.Equal(t, productv1.LineState_LINE_STATE_SELLABLE, w.resolve(storeID, second).GetState(), "it comes back under its old id")
	})
	t.Run("a withdrawn product is delisted", func(t *testing.T) {
		gone := product("a", "黔山酱香", 1000)
		gone.State = productv1.ProductState_PRODUCT_STATE_WITHDRAWN
		w.put(gone)
		require.Equal(t, productv1.LineState_LINE_STATE_DELISTED, w.resolve(storeID, skuID).GetState())
	})
	t.Run("a store whose licence ran out is closed", func(t *testing.T) {
		w.put(product("a", "黔山酱香", 1000))
		w.clock.Advance(366 * 24 * time.Hour)
		require.Equal(t, productv1.LineState_LINE_STATE_STORE_CLOSED, w.resolve(storeID, skuID).GetState())
		_, err := w.stores.UpdateStoreHours(ctx, &productv1.UpdateStoreHoursRequest{StoreId: storeID, Hours: allDay()})
		require.True(t, errs.HasReason(err, "PRODUCT_STORE_UNLICENSED"), err)
	})
}

func TestDraftsAreNotShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	draft := product("a", "草稿", 1000)
	draft.State = productv1.ProductState_PRODUCT_STATE_DRAFT
	draft.Attributes = nil
	p := w.put(draft)
	_, err := w.catalog.ShowProduct(context.Background(), &productv1.ShowProductRequest{ProductId: p.GetProductId()})
	require.True(t, errs.HasReason(err, "PRODUCT_NOT_FOUND"), err)
}

func TestPagesOfAListFollowEachOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	ctx := context.Background()
	st := w.putStore("s1")
	for i := range 25 {
		code := string(rune('a'+i)) + "x"
		req := product(code, "酒"+code, int64(1000+100*(i%7)))
		if i%2 == 0 {
			req.CategoryCode, req.Attributes = "nong", map[string]string{"abv": "380", "aroma": "浓香"}
		}
		w.list(st.GetStoreId(), w.put(req))
	}
	for _, sort := range []productv1.Sort{0, 1, 2, 3, 4} {
		all, err := w.catalog.ListProducts(ctx, &productv1.ListProductsRequest{StoreId: st.GetStoreId(), Sort: sort, PageSize: 50})
		require.NoError(t, err)
		require.Len(t, all.GetProducts(), 25)
		for _, filter := range []bool{false, true} {
			var paged []string
			token, added := "", false
			for {
				req := &productv1.ListProductsRequest{StoreId: st.GetStoreId(), Sort: sort, PageSize: 4, PageToken: token}
				if filter {
					req.AbvMin = 1
				}
				page, err := w.catalog.ListProducts(ctx, req)
				require.NoError(t, err)
				paged = append(paged, names(page.GetProducts())...)
				if token = page.GetNextPageToken(); token == "" {
					break
				}
				if !added { // a product of no interest comes and goes in between
					added = true
					p := w.put(product("zz", "来去", 20))
					w.list(st.GetStoreId(), p)
				}
			}
			require.Subset(t, paged, names(all.GetProducts()))
			gone := product("zz", "来去", 20)
			gone.State = productv1.ProductState_PRODUCT_STATE_WITHDRAWN
			w.put(gone)
		}
	}
}

func TestAStoreSeesWhatItListsAndWhatItCould(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	ctx := context.Background()
	st := w.putStore("s1").GetStoreId()
	listed, other := w.put(product("a", "黔山酱香", 1000)), w.put(product("b", "锦江春", 2000))
	draft := product("c", "黔山草稿", 3000)
	draft.State = productv1.ProductState_PRODUCT_STATE_DRAFT
	hidden := w.put(draft)
	_, err := w.stores.SetAssortment(ctx, &productv1.SetAssortmentRequest{StoreId: st, Items: []*productv1.AssortmentItem{
		{SkuId: listed.GetSkus()[0].GetSkuId(), Listed: true, Price: 990},
	}})
	require.NoError(t, err)
	for name, row := range map[string]struct {
		ask  *productv1.ListAssortmentRequest
		want []string
	}{
		"all but drafts":      {&productv1.ListAssortmentRequest{}, []string{"锦江春", "黔山酱香"}},
		"listed":              {&productv1.ListAssortmentRequest{ListedOnly: true}, []string{"黔山酱香"}},
		"by a part of a name": {&productv1.ListAssortmentRequest{Q: " 江春 "}, []string{"锦江春"}},
		"by barcode":          {&productv1.ListAssortmentRequest{Q: other.GetSkus()[0].GetBarcode()}, []string{"锦江春"}},
		"nothing":             {&productv1.ListAssortmentRequest{Q: "可乐"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			row.ask.StoreId = st
			var got []string
			for row.ask.PageSize = 1; ; {
				resp, err := w.stores.ListAssortment(ctx, row.ask)
				require.NoError(t, err)
				for _, e := range resp.GetEntries() {
					got = append(got, e.GetName())
					require.Equal(t, e.GetName() == "黔山酱香", e.GetListed())
				}
				if row.ask.PageToken = resp.GetNextPageToken(); row.ask.GetPageToken() == "" {
					break
				}
			}
			require.Equal(t, row.want, got)
		})
	}
	first := func(p *productv1.Product) int64 { return p.GetSkus()[0].GetSkuId() }
	named, err := w.stores.ListAssortment(ctx, &productv1.ListAssortmentRequest{StoreId: st, SkuIds: []int64{first(other), 5, first(hidden), first(listed)}, PageSize: 1})
	require.NoError(t, err)
	require.Len(t, named.GetEntries(), 2, "in the order of the request, without what there is not or nobody may list")
	require.Equal(t, []int64{first(other), first(listed)}, []int64{named.GetEntries()[0].GetSkuId(), named.GetEntries()[1].GetSkuId()})
	named, err = w.stores.ListAssortment(ctx, &productv1.ListAssortmentRequest{StoreId: st, SkuIds: []int64{first(other), first(listed)}, ListedOnly: true})
	require.NoError(t, err)
	require.Len(t, named.GetEntries(), 1)
	resp, err := w.stores.ListAssortment(ctx, &productv1.ListAssortmentRequest{StoreId: st, ListedOnly: true})
	require.NoError(t, err)
	require.Len(t, resp.GetEntries(), 1)
	e := resp.GetEntries()[0]
	require.Equal(t, []int64{990, 990, 1100}, []int64{e.GetPrice(), e.GetOwnPrice(), e.GetListPrice()})
}

func TestOriginsAreThoseOfTheKindThatTheStoreSells(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	ctx := context.Background()
	st := w.putStore("s1").GetStoreId()
	made := []*productv1.Product{w.put(product("a", "黔山酱香", 1000)), w.put(product("b", "黔山珍藏", 2000))}
	w.put(product("c", "黔山未上架", 3000))
	w.list(st, made...)
	origins := func(category int64) []*productv1.Origin {
		resp, err := w.catalog.ListOrigins(ctx, &productv1.ListOriginsRequest{StoreId: st, CategoryId: category})
		require.NoError(t, err)
		return resp.GetOrigins()
	}
	all := origins(0)
	require.Len(t, all, 1)
	require.Equal(t, []any{"贵州", int32(2)}, []any{all[0].GetName(), all[0].GetProductCount()}, "what is not listed does not count")
	require.Equal(t, all, origins(made[0].GetCategoryId()))
	list, err := w.catalog.ListProducts(ctx, &productv1.ListProductsRequest{StoreId: st, Origin: all[0].GetName()})
	require.NoError(t, err)
	require.EqualValues(t, 2, list.GetTotalSize(), "as many as are found by it")
	_, err = w.catalog.ListOrigins(ctx, &productv1.ListOriginsRequest{StoreId: st, CategoryId: 1})
	require.True(t, errs.HasReason(err, "PRODUCT_CATEGORY_NOT_FOUND"), "%v", err)
}
