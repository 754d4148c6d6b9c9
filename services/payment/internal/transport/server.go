// Package transport is how the world reaches payments: gRPC handlers, the channel's callbacks, event subscriptions,
// and the adapters by which payments reach other services and WeChat Pay.
//
// It guarantees that what a caller sends is converted before any use case sees it, and that whose payment a call is
// about comes from the verified identity and never from the request alone.
//
// It decides nothing. Start with [Register] and [Subscribe]; wechat.go speaks to the channel.
package transport

import (
	"context"
	"encoding/base64"

	"google.golang.org/genproto/googleapis/api/httpbody"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/platform/paging"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
	"dajiu/services/payment/internal/store"
)

const defaultPage = 20

// Register serves the payment API.
func Register(server grpc.ServiceRegistrar, payments *app.Service, rows *store.Payments, orders Orders) {
	paymentv1.RegisterPaymentServiceServer(server, &customerServer{payments: payments})
	paymentv1.RegisterChannelCallbackServiceServer(server, &callbackServer{payments: payments})
	paymentv1.RegisterPaymentAdminServiceServer(server, &adminServer{rows: rows, orders: orders})
	paymentv1.RegisterMoneyOrderServiceServer(server, &moneyOrderServer{payments: payments, rows: rows})
}

type customerServer struct {
	paymentv1.UnimplementedPaymentServiceServer
	payments *app.Service
}

func (s *customerServer) PayTrade(ctx context.Context, req *paymentv1.PayTradeRequest) (*paymentv1.PaySession, error) {
	session, err := s.payments.PayTrade(ctx, authn.From(ctx).UserID, req.GetTradeId())
	if err != nil {
		return nil, err
	}
	return sessionToProto(session), nil
}

func (s *customerServer) ShowTradePayment(ctx context.Context, req *paymentv1.ShowTradePaymentRequest) (*paymentv1.Payment, error) {
	p, err := s.payments.ShowPayment(ctx, authn.From(ctx).UserID, req.GetTradeId(), req.GetSync())
	if err != nil {
		return nil, err
	}
	return paymentToProto(p.Facts(), p.Refunds()), nil
}

type callbackServer struct {
	paymentv1.UnimplementedChannelCallbackServiceServer
	payments *app.Service
}

// accepted is the answer after which the channel stops repeating a callback.
const accepted = `{"code":"SUCCESS"}`

func (s *callbackServer) NotifyWechat(ctx context.Context, req *httpbody.HttpBody) (*httpbody.HttpBody, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	if err := s.payments.Notify(ctx, app.Callback{Header: md, Body: req.GetData()}); err != nil {
		return nil, err
	}
	return &httpbody.HttpBody{ContentType: "application/json", Data: []byte(accepted)}, nil
}

type adminServer struct {
	paymentv1.UnimplementedPaymentAdminServiceServer
	rows   *store.Payments
	orders Orders
}

func (s *adminServer) ListPayments(ctx context.Context, req *paymentv1.ListPaymentsRequest) (*paymentv1.ListPaymentsResponse, error) {
	if req.GetTradeId() != 0 || req.GetOrderId() != 0 || req.GetTransaction() != "" {
		return s.listOne(ctx, req)
	}
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	span := store.Span{From: momentOf(req.GetCreatedFrom()), Before: momentOf(req.GetCreatedBefore())}
	list, err := s.rows.Payments(ctx, domain.PaymentState(req.GetState()), span, before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &paymentv1.ListPaymentsResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, l := range list {
		resp.Payments = append(resp.Payments, paymentToProto(l.Facts, l.Refunds))
	}
	return resp, nil
}

func (s *adminServer) ListAccounts(ctx context.Context, req *paymentv1.ListAccountsRequest) (*paymentv1.ListAccountsResponse, error) {
	// Accounts are known by code: the token is the last one seen.
	after, err := base64.RawURLEncoding.DecodeString(req.GetPageToken())
	if err != nil {
		return nil, errs.Invalid("pageToken", "is not one that we gave")
	}
	size := paging.Request{Size: req.GetPageSize()}.Limit(defaultPage)
	list, err := s.rows.Accounts(ctx, string(after), size+1)
	if err != nil {
		return nil, err
	}
	resp := &paymentv1.ListAccountsResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = base64.RawURLEncoding.EncodeToString([]byte(list[size-1].Code))
	}
	for _, a := range list {
		resp.Accounts = append(resp.Accounts, &paymentv1.Account{Code: a.Code, Kind: a.Kind, Balance: int64(a.Balance)})
	}
	return resp, nil
}

func (s *adminServer) ListJournal(ctx context.Context, req *paymentv1.ListJournalRequest) (*paymentv1.ListJournalResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	span := store.Span{From: momentOf(req.GetBookedFrom()), Before: momentOf(req.GetBookedBefore())}
	var list []store.JournalEntry
	if account := req.GetAccount(); account != "" {
		list, err = s.rows.AccountJournal(ctx, account, span, before, size+1)
	} else {
		list, err = s.rows.Journal(ctx, span, before, size+1)
	}
	if err != nil {
		return nil, err
	}
	resp := &paymentv1.ListJournalResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, e := range list {
		resp.Entries = append(resp.Entries, entryToProto(e))
	}
	return resp, nil
}
