package transport

import (
	"context"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	privacyv1 "dajiu/gen/go/dajiu/privacy/v1"
	"dajiu/platform/errs"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

type personServer struct {
	orderv1.UnimplementedOrderPrivacyServiceServer
	orders *app.Orders
	rows   *store.Orders
}

// exportPage bounds one answer.
const exportPage = 200

func (s *personServer) ExportPerson(ctx context.Context, req *privacyv1.ExportPersonRequest) (*privacyv1.ExportPersonResponse, error) {
	list, err := s.rows.Orders(ctx, app.Scope{UserID: req.GetUserId()}, nil, req.GetAfter(), exportPage)
	if err != nil {
		return nil, err
	}
	section := &privacyv1.Section{Title: "订单"}
	for _, f := range list {
		text, err := protojson.Marshal(orderToProto(f, forCustomer, s.orders.Clock.Now()))
		if err != nil {
			return nil, errs.Newf(codes.Internal, errs.ReasonInternal, "order %d cannot be written", f.ID).Wrap(err)
		}
		section.Rows = append(section.Rows, string(text))
	}
	resp := &privacyv1.ExportPersonResponse{Sections: []*privacyv1.Section{section}}
	if len(list) == exportPage {
		resp.Next = list[len(list)-1].ID
		return resp, nil
	}
	cart, err := s.orders.ShowCart(ctx, req.GetUserId())
	if err != nil {
		return nil, err
	}
	text, err := protojson.Marshal(cartToProto(cart))
	if err != nil {
		return nil, errs.New(codes.Internal, errs.ReasonInternal, "the cart cannot be written").Wrap(err)
	}
	resp.Sections = append(resp.Sections, &privacyv1.Section{Title: "购物车", Rows: []string{string(text)}})
	return resp, nil
}

// maxObstacles is how many orders a person is told of.
const maxObstacles = 10

func (s *personServer) CheckErasure(ctx context.Context, req *privacyv1.CheckErasureRequest) (*privacyv1.CheckErasureResponse, error) {
	list, err := s.rows.Unsettled(ctx, req.GetUserId(), maxObstacles)
	if err != nil {
		return nil, err
	}
	resp := &privacyv1.CheckErasureResponse{}
	for _, f := range list {
		o := &privacyv1.Obstacle{Reason: "ORDER_OPEN", Message: "有一笔「" + f.StoreName + "」的订单尚未完成", OrderId: f.ID}
		if f.PayState == domain.Refunding {
			o.Reason, o.Message = "REFUND_UNDER_WAY", "有一笔「"+f.StoreName+"」的订单正在退款"
		}
		resp.Obstacles = append(resp.Obstacles, o)
	}
	return resp, nil
}

func (s *personServer) ErasePerson(ctx context.Context, req *privacyv1.ErasePersonRequest) (*privacyv1.ErasePersonResponse, error) {
	open, err := s.rows.Unsettled(ctx, req.GetUserId(), 1)
	if err != nil {
		return nil, err
	}
	if len(open) > 0 {
		return nil, errs.Newf(codes.FailedPrecondition, "ORDER_STATE_INVALID", "order %d is not over", open[0].ID)
	}
	n, err := s.rows.ErasePerson(ctx, req.GetUserId())
	if err != nil {
		return nil, err
	}
	return &privacyv1.ErasePersonResponse{Erasures: []*privacyv1.Erasure{
		{Title: "订单的收货人、地址、备注", Erased: n, Kept: n, Why: "商品与交易信息依《电子商务法》第三十一条自交易完成之日起保存三年，其中不再有收货人信息"},
		{Title: "购物车"},
	}}, nil
}
