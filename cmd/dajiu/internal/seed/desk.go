package seed

import (
	"context"
	"fmt"

	messagev1 "dajiu/gen/go/dajiu/message/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
)

// deskProposals are how many products of the city somebody proposed to change.
const deskProposals = 4

// desk leaves something to do for those who keep the catalogue: proposals that wait or were sent back, a draft, and wordings that
// somebody tried. Where there is a proposal already, nothing is added.
func (s *seeder) desk(ctx context.Context) error {
	admin := productv1.NewProductAdminServiceClient(s.conn)
	known, err := admin.ListProposals(ctx, &productv1.ListProposalsRequest{State: productv1.RevisionState_REVISION_STATE_ON_REVIEW, PageSize: 1})
	if err != nil {
		return fmt.Errorf("look for proposals: %w", err)
	}
	if len(known.GetRevisions()) > 0 {
		return nil
	}
	listed, err := admin.ListCatalogueProducts(ctx, &productv1.ListCatalogueProductsRequest{State: productv1.ProductState_PRODUCT_STATE_PUBLISHED, PageSize: deskProposals})
	if err != nil {
		return fmt.Errorf("list products: %w", err)
	}
	for i, row := range listed.GetProducts() {
		if err := s.propose(ctx, admin, i, row); err != nil {
			return fmt.Errorf("proposal for %s: %w", row.GetCode(), err)
		}
	}
	templates := messagev1.NewTemplateServiceClient(s.conn)
	for _, t := range wechatKinds() {
		if _, err := templates.TestTemplate(keyed(ctx, "try", t.GetKind()), t); err != nil {
			return fmt.Errorf("try the wording of %s: %w", t.GetKind(), err)
		}
	}
	return nil
}

// propose makes the i-th proposal: two that wait, one that was sent back, one that is still edited; and of the last product a
// sibling that is only a draft.
func (s *seeder) propose(ctx context.Context, admin productv1.ProductAdminServiceClient, i int, row *productv1.CatalogueProductRow) error {
	shown, err := admin.ShowCatalogueProduct(ctx, &productv1.ShowCatalogueProductRequest{ProductId: row.GetProductId()})
	if err != nil {
		return err //nolint:wrapcheck // the caller names the product
	}
	content := shown.GetContent()
	content.Subtitle = []string{"新批次到店，口感更柔和", "附赠品鉴卡一张", "全网最低价", "换新包装"}[i%deskProposals]
	if i == 0 {
		for _, sku := range content.GetSkus() {
			sku.Price -= sku.GetPrice() / 20 // 95 %
			sku.MemberPrice, sku.Cost = min(sku.GetMemberPrice(), sku.GetPrice()), min(sku.GetCost(), sku.GetPrice(), sku.GetMemberPrice())
		}
	}
	r, err := admin.ProposeProduct(ctx, &productv1.ProposeProductRequest{Code: row.GetCode(), Content: content, Submit: i < deskProposals-1})
	if err != nil {
		return err //nolint:wrapcheck // the caller names the product
	}
	switch i {
	case deskProposals - 2:
		_, err = admin.ReturnProposal(ctx, &productv1.ReturnProposalRequest{ProductId: r.GetProductId(), RevisionId: r.GetRevisionId(), Reason: "「最低价」属于绝对化用语，请修改"})
	case deskProposals - 1:
		content.Name += "（礼盒）"
		content.Skus = nil
		_, err = admin.ProposeProduct(ctx, &productv1.ProposeProductRequest{Code: row.GetCode() + "-gift", Content: content})
	}
	return err //nolint:wrapcheck // the caller names the product
}
