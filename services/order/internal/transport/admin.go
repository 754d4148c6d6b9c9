package transport

import (
	"context"
	"slices"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

// People finds customers by what operators know of them.
type People interface {
	// ByPhone returns whose a phone is; 0 where it is nobody's.
	ByPhone(ctx context.Context, phone string) (userID int64, err error)
}

// ByPhone asks the user service.
func (c *Clients) ByPhone(ctx context.Context, phone string) (int64, error) {
	resp, err := c.customers.FindUserByPhone(ctx, &userv1.FindUserByPhoneRequest{Phone: phone})
	return resp.GetUserId(), err //nolint:wrapcheck // a client's error is already the platform's
}

type adminServer struct {
	orderv1.UnimplementedOrderAdminServiceServer
	orders *app.Orders
	rows   *store.Orders
	people People
}

func isOperator(ctx context.Context) bool {
	return authn.From(ctx).Roles.Has(optionsv1.Role_ROLE_OPERATOR)
}

// staffView is how the caller sees orders.
func staffView(ctx context.Context) view {
	if isOperator(ctx) {
		return forOperator
	}
	return forStore
}

func (s *adminServer) ListAllOrders(ctx context.Context, req *orderv1.ListAllOrdersRequest) (*orderv1.ListOrdersResponse, error) {
	if req.GetOrderId() != 0 {
		return s.listOne(ctx, req.GetOrderId())
	}
	before, err := paging.Request{Token: req.GetPageToken()}.After()
	if err != nil {
		return nil, err
	}
	q, err := s.searchFromProto(ctx, req)
	if err != nil || req.GetPhone() != "" && q.UserID == 0 {
		return &orderv1.ListOrdersResponse{}, err // a phone that is nobody's
	}
	list, next, err := s.rows.Search(ctx, q, before, paging.Request{Size: req.GetPageSize()}.Limit(defaultPage))
	if err != nil {
		return nil, err
	}
	resp := &orderv1.ListOrdersResponse{}
	if next != 0 {
		resp.NextPageToken = paging.Token(next)
	}
	for _, f := range list {
		resp.Orders = append(resp.Orders, s.show(ctx, f))
	}
	return resp, nil
}

func (s *adminServer) searchFromProto(ctx context.Context, req *orderv1.ListAllOrdersRequest) (app.Search, error) {
	if !isOperator(ctx) && (req.GetUserId() != 0 || req.GetPhone() != "") {
		return app.Search{}, errs.Invalid("userId", "only operators look for customers")
	}
	data := authz.DataFrom(ctx)
	q := app.Search{
		All: data.All, Stores: data.Stores(), States: statesFromProto(req.GetStates()), UserID: req.GetUserId(),
		From: timeFromProto(req.GetPlacedFrom()), Before: timeFromProto(req.GetPlacedBefore()),
		Sieve: app.Sieve{
			PayState: domain.PayState(req.GetPayState()), PayMethod: domain.PayMethod(req.GetPayMethod()), Fulfilment: domain.Fulfilment(req.GetFulfilment()),
			AmountFrom: money.Fen(req.GetAmountFrom()), AmountTo: money.Fen(req.GetAmountTo()),
		},
	}
	if wanted := req.GetStoreIds(); len(wanted) > 0 {
		q.All, q.Stores = false, slices.DeleteFunc(slices.Clone(wanted), func(id int64) bool { return !data.Has(id) })
		slices.Sort(q.Stores)
	}
	if phone := req.GetPhone(); phone != "" {
		owner, err := s.people.ByPhone(ctx, phone)
		if err != nil {
			return app.Search{}, err
		}
		if q.UserID == 0 || q.UserID == owner {
			q.UserID = owner
		} else {
			q.UserID = 0 // another's phone: nothing is both
		}
	}
	return q, nil
}

// listOne is the list of one order, or of none where it is not the caller's to see.
func (s *adminServer) listOne(ctx context.Context, orderID int64) (*orderv1.ListOrdersResponse, error) {
	f, err := s.reached(ctx, orderID)
	if errs.HasReason(err, "ORDER_NOT_FOUND") {
		return &orderv1.ListOrdersResponse{}, nil
	}
	if err != nil {
		return nil, err
	}
	return &orderv1.ListOrdersResponse{Orders: []*orderv1.Order{s.show(ctx, f)}}, nil
}

// reached returns an order of a store that the caller's grants reach, or ORDER_NOT_FOUND.
func (s *adminServer) reached(ctx context.Context, orderID int64) (domain.Facts, error) {
	f, err := s.rows.Order(ctx, all, orderID)
	if err == nil && !authz.DataFrom(ctx).Has(f.StoreID) {
		err = errs.Newf(codes.NotFound, "ORDER_NOT_FOUND", "there is no order %d", orderID)
	}
	return f, err
}

func (s *adminServer) show(ctx context.Context, f domain.Facts) *orderv1.Order {
	order := orderToProto(f, staffView(ctx), s.orders.Clock.Now())
	order.AcceptBefore = timeToProto(s.rows.AcceptBefore(f))
	return order
}

func (s *adminServer) ShowOrderCase(ctx context.Context, req *orderv1.ShowOrderCaseRequest) (*orderv1.OrderCase, error) {
	f, err := s.reached(ctx, req.GetOrderId())
	if err != nil {
		return nil, err
	}
	timeline, err := s.rows.Timeline(ctx, f.UserID, f.ID)
	if err != nil {
		return nil, err
	}
	resp := &orderv1.OrderCase{Order: s.show(ctx, f)}
	resp.Order.Timeline = timelineToProto(timeline)
	for i, e := range timeline {
		resp.Order.Timeline[i].ActorId = e.ActorID
	}
	if !isOperator(ctx) {
		return resp, nil
	}
	notes, err := s.rows.Notes(ctx, f.ID)
	for _, n := range notes {
		resp.Notes = append(resp.Notes, noteToProto(n))
	}
	return resp, err
}

func (s *adminServer) CancelForCustomer(ctx context.Context, req *orderv1.CancelForCustomerRequest) (*orderv1.Order, error) {
	f, err := s.reached(ctx, req.GetOrderId())
	if err != nil {
		return nil, err
	}
	if f, err = s.orders.Act(ctx, ofStore(f.StoreID), f.ID, domain.CancelByPlatform, domain.Operator, req.GetReason()); err != nil {
		return nil, err
	}
	return s.show(ctx, f), nil
}

func (s *adminServer) AddOrderNote(ctx context.Context, req *orderv1.AddOrderNoteRequest) (*orderv1.OrderNote, error) {
	f, err := s.reached(ctx, req.GetOrderId())
	if err != nil {
		return nil, err
	}
	n, err := s.rows.AddNote(ctx, app.Note{
		OrderID: f.ID, AuthorID: authn.From(ctx).UserID, Text: req.GetText(), At: s.orders.Clock.Now(),
	}, rpc.IdempotencyKey(ctx))
	if err != nil {
		return nil, err
	}
	return noteToProto(n), nil
}

func noteToProto(n app.Note) *orderv1.OrderNote {
	return &orderv1.OrderNote{NoteId: n.ID, AuthorId: n.AuthorID, Text: n.Text, Time: timestamppb.New(n.At)}
}

// figuresOver is how many of a customer's orders are counted: the latest.
const figuresOver = 500

func (s *adminServer) CountOpenOrders(ctx context.Context, req *orderv1.CountOpenOrdersRequest) (*orderv1.CountOpenOrdersResponse, error) {
	data := authz.DataFrom(ctx)
	stores := slices.DeleteFunc(slices.Clone(req.GetStoreIds()), func(id int64) bool { return !data.Has(id) })
	counts, err := s.rows.CountOpen(ctx, stores)
	if err != nil {
		return nil, err
	}
	resp := &orderv1.CountOpenOrdersResponse{}
	for _, c := range counts {
		resp.Stores = append(resp.Stores, &orderv1.OpenOrders{StoreId: c.StoreID, OpenCount: c.Open, WaitingCount: c.Waiting})
	}
	return resp, nil
}

func (s *adminServer) ShowCustomerFigures(ctx context.Context, req *orderv1.ShowCustomerFiguresRequest) (*orderv1.CustomerFigures, error) {
	list, err := s.rows.Briefs(ctx, req.GetUserId(), figuresOver+1)
	if err != nil {
		return nil, err
	}
	resp := &orderv1.CustomerFigures{UserId: req.GetUserId()}
	if len(list) > figuresOver {
		list, resp.More = list[:figuresOver], true
	}
	data := authz.DataFrom(ctx)
	for _, b := range list {
		if !data.Has(b.StoreID) {
			continue
		}
		if resp.OrderCount++; resp.GetLastOrderTime() == nil {
			resp.LastOrderTime = timestamppb.New(b.PlacedAt)
		}
		switch b.State { //nolint:exhaustive // the others are under way
		case domain.Completed, domain.Delivered:
			resp.CompletedCount++
			resp.SpentAmount += int64(b.Payable - b.Refunded)
		case domain.Cancelled:
			resp.CancelledCount++
		}
	}
	return resp, nil
}
