package transport

import (
	"context"
	"strings"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/platform/authz"
	"dajiu/platform/errs"
	"dajiu/platform/paging"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
	"dajiu/services/payment/internal/store"
)

// Orders knows whose orders are, and which store's.
type Orders interface {
	// Locate returns an order's trade and store. An unknown order is PAYMENT_NOT_FOUND.
	Locate(ctx context.Context, orderID int64) (tradeID, storeID int64, err error)
}

// Locate asks the order service.
func (c *Clients) Locate(ctx context.Context, orderID int64) (tradeID, storeID int64, err error) {
	o, err := c.orders.LocateOrder(ctx, &orderv1.LocateOrderRequest{OrderId: orderID})
	if errs.HasReason(err, orderv1.ErrorReason_ORDER_NOT_FOUND.String()) {
		return 0, 0, app.NotFound()
	}
	return o.GetTradeId(), o.GetStoreId(), err //nolint:wrapcheck // a client's error is already the platform's
}

// momentOf is the time that is none where it is unset.
func momentOf(t *timestamppb.Timestamp) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.AsTime()
}

// listOne is the list of at most one payment.
func (s *adminServer) listOne(ctx context.Context, req *paymentv1.ListPaymentsRequest) (*paymentv1.ListPaymentsResponse, error) {
	id, err := s.rows.PaymentOf(ctx, req.GetTradeId(), req.GetOrderId(), req.GetTransaction())
	if err != nil || id == 0 {
		return &paymentv1.ListPaymentsResponse{}, err
	}
	c, err := s.rows.PaymentCase(ctx, id)
	if err != nil {
		return nil, err
	}
	return &paymentv1.ListPaymentsResponse{Payments: []*paymentv1.Payment{paymentToProto(c.Payment.Facts(), c.Payment.Refunds())}}, nil
}

func (s *adminServer) ShowPayment(ctx context.Context, req *paymentv1.ShowPaymentRequest) (*paymentv1.PaymentCase, error) {
	c, err := s.rows.PaymentCase(ctx, req.GetPaymentId())
	if err != nil {
		return nil, err
	}
	return caseToProto(c), nil
}

func (s *adminServer) ShowOrderMoney(ctx context.Context, req *paymentv1.ShowOrderMoneyRequest) (*paymentv1.PaymentCase, error) {
	tradeID, storeID, err := s.orders.Locate(ctx, req.GetOrderId())
	if err != nil {
		return nil, err
	}
	if !authz.DataFrom(ctx).Has(storeID) {
		return nil, app.NotFound()
	}
	c, err := s.rows.OrderCase(ctx, tradeID, req.GetOrderId())
	if err != nil {
		return nil, err
	}
	return caseToProto(c), nil
}

func caseToProto(c store.Case) *paymentv1.PaymentCase {
	p := &paymentv1.PaymentCase{CollectedAmount: int64(c.Note.Collected), CourierId: c.Note.CourierID}
	if c.Payment != nil {
		p.Payment = paymentToProto(c.Payment.Facts(), c.Payment.Refunds())
		for i := range c.Payment.Attempts() {
			p.Attempts = append(p.Attempts, attemptToProto(&c.Payment.Attempts()[i]))
		}
	}
	for _, e := range c.Entries {
		p.Entries = append(p.Entries, entryToProto(e))
	}
	return p
}

func attemptToProto(a *domain.Attempt) *paymentv1.PaymentAttempt {
	return &paymentv1.PaymentAttempt{
		AttemptId: a.ID, Channel: "wechat", Number: a.Number(), Transaction: a.TransactionID, Amount: int64(a.Amount), State: a.State.Code(),
		CreateTime: timestamppb.New(a.CreatedAt), ExpireTime: timestamppb.New(a.ExpiresAt), PayTime: timeToProto(a.PaidAt), OrderIds: a.OrderIDs,
	}
}

func refundToProto(r *domain.Refund) *paymentv1.Refund {
	return &paymentv1.Refund{
		RefundId: r.ID, PaymentId: r.PaymentID, OrderId: r.OrderID, Amount: int64(r.Amount), State: r.State.Code(), Reason: r.Reason, Note: r.Note,
		CreateTime: timestamppb.New(r.CreatedAt), UpdateTime: timestamppb.New(r.UpdatedAt),
	}
}

// refundState is the state that a request names; 0: any.
func refundState(code string) (domain.RefundState, error) {
	if code == "" {
		return 0, nil
	}
	for s := domain.RefundPending; s.Code() != ""; s++ {
		if strings.EqualFold(s.Code(), code) {
			return s, nil
		}
	}
	return 0, errs.Newf(codes.InvalidArgument, errs.ReasonInvalid, "%s is no state of a refund", code)
}

func (s *adminServer) ListRefunds(ctx context.Context, req *paymentv1.ListRefundsRequest) (*paymentv1.ListRefundsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	state, err := refundState(req.GetState())
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.rows.RefundList(ctx, state, before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &paymentv1.ListRefundsResponse{}
	if len(list) > size {
		list, resp.NextPageToken = list[:size], paging.Token(list[size-1].ID)
	}
	for i := range list {
		resp.Refunds = append(resp.Refunds, refundToProto(&list[i]))
	}
	return resp, nil
}
