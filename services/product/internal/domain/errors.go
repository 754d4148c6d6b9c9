package domain

import (
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// The failures of this service, each with a reason of errors.proto.
var (
	ErrProductNotFound  = errs.New(codes.NotFound, "PRODUCT_NOT_FOUND", "商品不存在")
	ErrSkuNotFound      = errs.New(codes.NotFound, "PRODUCT_SKU_NOT_FOUND", "规格不存在")
	ErrStoreNotFound    = errs.New(codes.NotFound, "PRODUCT_STORE_NOT_FOUND", "门店不存在")
	ErrCategoryNotFound = errs.New(codes.NotFound, "PRODUCT_CATEGORY_NOT_FOUND", "分类不存在")
	ErrBrandNotFound    = errs.New(codes.NotFound, "PRODUCT_BRAND_NOT_FOUND", "品牌不存在")
	ErrNotPublishable   = errs.New(codes.FailedPrecondition, "PRODUCT_NOT_PUBLISHABLE", "商品信息不完整，不能上架")
	ErrStoreUnlicensed  = errs.New(codes.FailedPrecondition, "PRODUCT_STORE_UNLICENSED", "门店没有有效的食品经营许可证")
	ErrStale            = errs.New(codes.FailedPrecondition, "PRODUCT_STALE", "商品已被他人修改，请刷新后再试")
	ErrDuplicate        = errs.New(codes.AlreadyExists, "PRODUCT_DUPLICATE", "编码或条码已被占用")
	ErrFourEyes         = errs.New(codes.FailedPrecondition, "PRODUCT_FOUR_EYES", "须由他人审核后生效，不能由提交人自己上架")
	ErrNoProposal       = errs.New(codes.NotFound, "PRODUCT_PROPOSAL_NOT_FOUND", "提案不存在，或已被新的提案取代")
	ErrProposalOpen     = errs.New(codes.FailedPrecondition, "PRODUCT_PROPOSAL_OPEN", "该商品已有他人的提案在处理中")
	ErrNoImport         = errs.New(codes.NotFound, "PRODUCT_IMPORT_NOT_FOUND", "没有这次导入")
	ErrInUse            = errs.New(codes.FailedPrecondition, "PRODUCT_IN_USE", "仍被商品或下级分类使用，不能停用")
)

// attributeInvalid says which attribute cannot be accepted and why.
func attributeInvalid(key, why string) error {
	return errs.Newf(codes.InvalidArgument, "PRODUCT_ATTRIBUTE_INVALID", "属性 %s %s", key, why).
		WithFields(errs.Field{Path: "attributes." + key, Reason: why})
}

// priceInvalid says which price is out of order.
func priceInvalid(path, why string) error {
	return errs.New(codes.InvalidArgument, "PRODUCT_PRICE_INVALID", why).WithFields(errs.Field{Path: path, Reason: why})
}

// mediaNotFound refuses a picture that lies elsewhere.
func mediaNotFound(path string) error {
	return errs.New(codes.InvalidArgument, "PRODUCT_MEDIA_NOT_FOUND", "图片不是本平台的").
		WithFields(errs.Field{Path: path, Reason: "must lie below " + mediaFolder})
}
