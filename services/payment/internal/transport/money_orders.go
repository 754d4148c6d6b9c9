package transport

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/platform/authn"
	"dajiu/platform/money"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
	"dajiu/services/payment/internal/store"
)

type moneyOrderServer struct {
	paymentv1.UnimplementedMoneyOrderServiceServer
	payments *app.Service
	rows     *store.Payments
}

func (s *moneyOrderServer) ProposeMoneyOrder(ctx context.Context, req *paymentv1.ProposeMoneyOrderRequest) (*paymentv1.MoneyOrder, error) {
	return moneyOrder(s.payments.ProposeMoney(ctx, authn.From(ctx).UserID, domain.MoneyOrderKind(req.GetKind()), req.GetPartyId(),
		money.Fen(req.GetAmount()), req.GetMemo(), rpc.IdempotencyKey(ctx)))
}

func (s *moneyOrderServer) ListMoneyOrders(ctx context.Context, req *paymentv1.ListMoneyOrdersRequest) (*paymentv1.ListMoneyOrdersResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.rows.MoneyOrders(ctx, domain.MoneyOrderState(req.GetState()), before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &paymentv1.ListMoneyOrdersResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for i := range list {
		resp.MoneyOrders = append(resp.MoneyOrders, moneyOrderToProto(&list[i]))
	}
	return resp, nil
}

func (s *moneyOrderServer) ApproveMoneyOrder(ctx context.Context, req *paymentv1.DecideMoneyOrderRequest) (*paymentv1.MoneyOrder, error) {
	return s.decide(ctx, req, domain.ApproveMoney)
}

func (s *moneyOrderServer) RejectMoneyOrder(ctx context.Context, req *paymentv1.DecideMoneyOrderRequest) (*paymentv1.MoneyOrder, error) {
	return s.decide(ctx, req, domain.RejectMoney)
}

func (s *moneyOrderServer) WithdrawMoneyOrder(ctx context.Context, req *paymentv1.DecideMoneyOrderRequest) (*paymentv1.MoneyOrder, error) {
	return s.decide(ctx, req, domain.WithdrawMoney)
}

func (s *moneyOrderServer) decide(ctx context.Context, req *paymentv1.DecideMoneyOrderRequest, act domain.MoneyAct) (*paymentv1.MoneyOrder, error) {
	return moneyOrder(s.payments.DecideMoney(ctx, req.GetMoneyOrderId(), act, authn.From(ctx).UserID, req.GetNote()))
}

func moneyOrder(m domain.MoneyOrder, err error) (*paymentv1.MoneyOrder, error) {
	if err != nil {
		return nil, err
	}
	return moneyOrderToProto(&m), nil
}

func moneyOrderToProto(m *domain.MoneyOrder) *paymentv1.MoneyOrder {
	return &paymentv1.MoneyOrder{
		MoneyOrderId: m.ID, Kind: paymentv1.MoneyOrderKind(m.Kind), PartyId: m.Party, Amount: int64(m.Amount), Memo: m.Memo,
		State: paymentv1.MoneyOrderState(m.State), MakerId: m.Maker, CheckerId: m.Checker, Note: m.Note,
		CreateTime: timestamppb.New(m.CreatedAt), DecideTime: timeToProto(m.DecidedAt),
	}
}
