package transport

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/authn"
	"dajiu/services/product/internal/domain"
)

// as is the context of a call by somebody.
func as(user int64) context.Context {
	return authn.WithCaller(context.Background(), authn.Caller{UserID: user})
}

// content is what a product's request says of it.
func content(req *productv1.PutProductRequest) *productv1.ProductContent {
	return &productv1.ProductContent{
		CategoryCode: req.GetCategoryCode(), BrandCode: req.GetBrandCode(), Name: req.GetName(), Description: req.GetDescription(),
		ImageUrls: req.GetImageUrls(), Attributes: req.GetAttributes(), Skus: req.GetSkus(),
	}
}

func (w *world) look(req *productv1.ListCatalogueProductsRequest) []string {
	w.tb.Helper()
	resp, err := w.desk.ListCatalogueProducts(context.Background(), req)
	require.NoError(w.tb, err)
	list := []string{}
	for _, p := range resp.GetProducts() {
		list = append(list, p.GetCode())
	}
	return list
}

func TestOperatorsFindProductsOfEveryState(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	w.put(product("mao-a", "黔山酱香", 1000))
	draft := product("mao-b", "黔山珍藏", 2000)
	draft.State = productv1.ProductState_PRODUCT_STATE_DRAFT
	b := w.put(draft)
	w.clock.Advance(time.Hour)
	nong := product("xue-c", "雪域窖藏", 3000)
	nong.CategoryCode, nong.BrandCode, nong.State = "nong", "xueyu", productv1.ProductState_PRODUCT_STATE_WITHDRAWN
	nong.Skus = append(nong.Skus, sku("xue-c-2", 9000))
	w.put(nong)
	taxonomy, err := w.taxonomy.ListCategoryTree(context.Background(), &productv1.ListCategoryTreeRequest{})
	require.NoError(t, err)
	ids := map[string]int64{}
	for _, n := range taxonomy.GetCategories() {
		ids[n.GetCategory().GetCode()] = n.GetCategory().GetCategoryId()
	}
	for name, c := range map[string]struct {
		req  *productv1.ListCatalogueProductsRequest
		want []string
	}{
		"all, the latest change first":    {&productv1.ListCatalogueProductsRequest{}, []string{"xue-c", "mao-b", "mao-a"}},
		"drafts":                          {&productv1.ListCatalogueProductsRequest{State: productv1.ProductState_PRODUCT_STATE_DRAFT}, []string{"mao-b"}},
		"a category with those below it":  {&productv1.ListCatalogueProductsRequest{CategoryId: ids["baijiu"]}, []string{"xue-c", "mao-b", "mao-a"}},
		"one kind of it":                  {&productv1.ListCatalogueProductsRequest{CategoryId: ids["nong"]}, []string{"xue-c"}},
		"a part of the name":              {&productv1.ListCatalogueProductsRequest{Q: "珍藏"}, []string{"mao-b"}},
		"the beginning of the code":       {&productv1.ListCatalogueProductsRequest{Q: "mao-"}, []string{"mao-b", "mao-a"}},
		"a barcode":                       {&productv1.ListCatalogueProductsRequest{Q: b.GetSkus()[0].GetBarcode()}, []string{"mao-b"}},
		"changed lately":                  {&productv1.ListCatalogueProductsRequest{FromTime: timestamppb.New(noon.Add(time.Minute))}, []string{"xue-c"}},
		"changed before":                  {&productv1.ListCatalogueProductsRequest{UntilTime: timestamppb.New(noon.Add(time.Minute))}, []string{"mao-b", "mao-a"}},
		"a brand, and a state it has not": {&productv1.ListCatalogueProductsRequest{BrandId: b.GetBrandId(), State: productv1.ProductState_PRODUCT_STATE_WITHDRAWN}, []string{}},
	} {
		require.Equal(t, c.want, w.look(c.req), name)
	}
	resp, err := w.desk.ListCatalogueProducts(context.Background(), &productv1.ListCatalogueProductsRequest{PageSize: 2})
	require.NoError(t, err)
	require.Equal(t, []int32{1, 1, 1, 0, 0, 0}, []int32{
		resp.GetCounts()[0].GetProductCount(), resp.GetCounts()[1].GetProductCount(), resp.GetCounts()[2].GetProductCount(),
		resp.GetCounts()[3].GetProductCount(), resp.GetCounts()[4].GetProductCount(), resp.GetCounts()[5].GetProductCount(),
	})
	require.EqualValues(t, 3000, resp.GetProducts()[0].GetPriceMin())
	require.EqualValues(t, 9000, resp.GetProducts()[0].GetPriceMax())
	require.Equal(t, []string{"mao-a"}, w.look(&productv1.ListCatalogueProductsRequest{PageToken: resp.GetNextPageToken()}))
	_, err = w.desk.ListCatalogueProducts(context.Background(), &productv1.ListCatalogueProductsRequest{CategoryId: 1})
	require.ErrorIs(t, err, domain.ErrCategoryNotFound)
	for _, n := range taxonomy.GetCategories() {
		if n.GetCategory().GetCode() == "baijiu" {
			require.EqualValues(t, []int32{3, 1}, []int32{n.GetProductCount(), n.GetPublishedCount()})
			require.Len(t, n.GetCategory().GetAttributes(), 4)
			require.Empty(t, n.GetInherited())
		}
		if n.GetCategory().GetCode() == "jiang" {
			require.True(t, n.GetLiquor())
			require.False(t, n.GetCategory().GetLiquor())
			require.Len(t, n.GetInherited(), 4)
			require.Empty(t, n.GetCategory().GetAttributes())
		}
	}
}

func TestOnePersonProposesAndAnotherPublishes(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	w.desk.FourEyes = true
	st := w.putStore("s1")
	req := product("a", "黔山酱香", 1000)
	made, err := w.desk.ProposeProduct(as(1), &productv1.ProposeProductRequest{Code: "a", Content: content(req), Submit: true})
	require.NoError(t, err)
	require.Equal(t, productv1.RevisionState_REVISION_STATE_ON_REVIEW, made.GetState())
	require.Equal(t, []string{"a"}, w.look(&productv1.ListCatalogueProductsRequest{ProposalState: productv1.RevisionState_REVISION_STATE_ON_REVIEW}))
	_, err = w.catalog.ShowProduct(context.Background(), &productv1.ShowProductRequest{ProductId: made.GetProductId()})
	require.ErrorIs(t, err, domain.ErrProductNotFound, "customers see nothing of it")

	publish := func(user, revision int64) *productv1.ProductOutcome {
		resp, err := w.desk.PublishProducts(as(user), &productv1.PublishProductsRequest{Items: []*productv1.PublishItem{{ProductId: made.GetProductId(), RevisionId: revision}}})
		require.NoError(t, err)
		return resp.GetOutcomes()[0]
	}
	require.Equal(t, "PRODUCT_FOUR_EYES", publish(1, made.GetRevisionId()).GetReason())
	require.Equal(t, "OK", publish(2, made.GetRevisionId()).GetReason())
	shown, err := w.catalog.ShowProduct(context.Background(), &productv1.ShowProductRequest{ProductId: made.GetProductId()})
	require.NoError(t, err)
	w.list(st.GetStoreId(), shown)

	dearer := proto.CloneOf(content(req))
	dearer.Skus[0].Price, dearer.Skus[0].ListPrice = 1200, 1300
	proposed, err := w.desk.ProposeProduct(as(2), &productv1.ProposeProductRequest{Code: "a", Content: dearer, Submit: true, Version: shown.GetVersion()})
	require.NoError(t, err)
	require.Equal(t, []string{"skus.a-1.listPrice", "skus.a-1.price"}, []string{proposed.GetChanges()[0].GetPath(), proposed.GetChanges()[1].GetPath()})
	require.EqualValues(t, 1000, w.resolve(st.GetStoreId(), shown.GetSkus()[0].GetSkuId()).GetPrice(), "the shop sells at the last published price")
	returned, err := w.desk.ReturnProposal(as(1), &productv1.ReturnProposalRequest{ProductId: made.GetProductId(), RevisionId: proposed.GetRevisionId(), Reason: "涨价须附说明"})
	require.NoError(t, err)
	require.Equal(t, productv1.RevisionState_REVISION_STATE_RETURNED, returned.GetState())
	require.Equal(t, "PRODUCT_PROPOSAL_STATE", publish(1, proposed.GetRevisionId()).GetReason(), "what was sent back is not published")
	again, err := w.desk.ProposeProduct(as(2), &productv1.ProposeProductRequest{Code: "a", Content: dearer, Submit: true})
	require.NoError(t, err)
	require.Equal(t, "OK", publish(1, again.GetRevisionId()).GetReason())
	require.EqualValues(t, 1200, w.resolve(st.GetStoreId(), shown.GetSkus()[0].GetSkuId()).GetPrice())

	history, err := w.desk.ListRevisions(as(1), &productv1.ListRevisionsRequest{ProductId: made.GetProductId()})
	require.NoError(t, err)
	require.Len(t, history.GetRevisions(), 3)
	last := history.GetRevisions()[0]
	require.Equal(t, "skus.a-1.listPrice: ¥11.00 → ¥13.00", fmt.Sprintf("%s: %s → %s", last.GetChanges()[0].GetPath(), last.GetChanges()[0].GetBefore(), last.GetChanges()[0].GetAfter()))
	short, err := w.desk.ListRevisions(as(1), &productv1.ListRevisionsRequest{ProductId: made.GetProductId(), PageSize: 1})
	require.NoError(t, err)
	require.Len(t, short.GetRevisions()[0].GetChanges(), 2, "the last of a page is compared with what lies on the next")

	off, err := w.desk.WithdrawProducts(as(1), &productv1.WithdrawProductsRequest{ProductIds: []int64{made.GetProductId(), 1}})
	require.NoError(t, err)
	require.Equal(t, "OK", off.GetOutcomes()[0].GetReason())
	require.Equal(t, "PRODUCT_NOT_FOUND", off.GetOutcomes()[1].GetReason(), "one that fails keeps no other back")
	require.Equal(t, "OK", publish(1, 0).GetReason(), "it goes back on sale as it was")
}

func TestAMerchantHasAProductTakenIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	st, other := w.putStore("s1"), w.putStore("s2")
	req := product("m1-new", "商户新品", 1000)
	made, err := w.merchant.ProposeStoreProduct(as(7), &productv1.ProposeStoreProductRequest{StoreId: st.GetStoreId(), Code: "m1-new", Content: content(req), Submit: true})
	require.NoError(t, err)
	require.Equal(t, st.GetMerchantId(), made.GetMerchantId())
	_, err = w.merchant.ProposeStoreProduct(as(8), &productv1.ProposeStoreProductRequest{StoreId: other.GetStoreId(), Code: "m1-new", Content: content(req), Submit: true})
	require.ErrorIs(t, err, domain.ErrProposalOpen)
	mine, err := w.merchant.ListStoreProposals(as(7), &productv1.ListStoreProposalsRequest{StoreId: st.GetStoreId()})
	require.NoError(t, err)
	require.Len(t, mine.GetRevisions(), 1)
	theirs, err := w.merchant.ListStoreProposals(as(8), &productv1.ListStoreProposalsRequest{StoreId: other.GetStoreId()})
	require.NoError(t, err)
	require.Empty(t, theirs.GetRevisions())
	queue, err := w.desk.ListProposals(as(1), &productv1.ListProposalsRequest{State: productv1.RevisionState_REVISION_STATE_ON_REVIEW})
	require.NoError(t, err)
	require.Equal(t, made.GetRevisionId(), queue.GetRevisions()[0].GetRevisionId())
	_, err = w.merchant.ProposeStoreProduct(as(7), &productv1.ProposeStoreProductRequest{StoreId: 1, Code: "x", Content: content(req)})
	require.ErrorIs(t, err, domain.ErrStoreNotFound)
}

func TestAHiddenCategoryIsSeenByItsKeepersAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	ctx := context.Background()
	_, err := w.taxonomy.HideCategory(ctx, &productv1.HideCategoryRequest{Code: "snack"})
	require.NoError(t, err)
	_, err = w.taxonomy.HideBrand(ctx, &productv1.HideBrandRequest{Code: "xueyu"})
	require.NoError(t, err)
	shown, err := w.catalog.ListCategories(ctx, &productv1.ListCategoriesRequest{})
	require.NoError(t, err)
	require.Len(t, shown.GetCategories(), 3)
	brands, err := w.catalog.ListBrands(ctx, &productv1.ListBrandsRequest{})
	require.NoError(t, err)
	require.Len(t, brands.GetBrands(), 1)
	kept, err := w.taxonomy.ListCatalogueBrands(ctx, &productv1.ListCatalogueBrandsRequest{Q: "茅"})
	require.NoError(t, err)
	require.Equal(t, "qianshan", kept.GetBrands()[0].GetBrand().GetCode(), "found by a synonym")
	first, err := w.taxonomy.ListCatalogueBrands(ctx, &productv1.ListCatalogueBrandsRequest{PageSize: 1})
	require.NoError(t, err)
	second, err := w.taxonomy.ListCatalogueBrands(ctx, &productv1.ListCatalogueBrandsRequest{PageSize: 1, PageToken: first.GetNextPageToken()})
	require.NoError(t, err)
	require.NotEqual(t, first.GetBrands()[0].GetHidden(), second.GetBrands()[0].GetHidden())
	require.Empty(t, second.GetNextPageToken())
	req := product("x", "小食", 100)
	req.CategoryCode = "snack"
	_, err = w.admin.PutProduct(ctx, req)
	require.ErrorIs(t, err, domain.ErrCategoryNotFound)
}
