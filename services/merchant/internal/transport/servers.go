// Package transport is how the world reaches merchants: gRPC handlers, the events that go on with what was approved, and the
// adapter to the catalogue.
//
// It guarantees that a caller reaches what they applied for, their merchants and the regions of their grants, and nothing else.
//
// It decides nothing. Start with [Register] and [Subscribe].
package transport

import (
	"context"
	"time"

	"google.golang.org/grpc"

	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/merchant/internal/app"
	"dajiu/services/merchant/internal/domain"
	"dajiu/services/merchant/internal/store"
)

const defaultPage = 50

// Register serves the merchant API.
func Register(server grpc.ServiceRegistrar, merchants *app.Merchants) {
	merchantv1.RegisterOnboardingServiceServer(server, &onboardingServer{merchants: merchants})
	merchantv1.RegisterMerchantServiceServer(server, &merchantServer{merchants: merchants})
}

// caller is who acts, and whose things they reach: operators by their regions, merchants' staff by their merchants.
func caller(ctx context.Context) app.Caller {
	c, data := authn.From(ctx), authz.DataFrom(ctx)
	operator := c.Roles.Has(optionsv1.Role_ROLE_OPERATOR)
	return app.Caller{UserID: c.UserID, Operator: operator, Reach: store.Reach{
		All: operator && data.All, UserID: c.UserID, Regions: data.Regions(), Merchants: data.Merchants(),
	}}
}

type onboardingServer struct {
	merchantv1.UnimplementedOnboardingServiceServer
	merchants *app.Merchants
}

func application(a domain.Application, err error) (*merchantv1.Application, error) {
	if err != nil {
		return nil, err
	}
	return applicationToProto(a), nil
}

func (s *onboardingServer) CreateApplication(ctx context.Context, req *merchantv1.CreateApplicationRequest) (*merchantv1.Application, error) {
	return application(s.merchants.Create(ctx, caller(ctx), factsFromProto(req.GetFacts()), confidentialFromProto(req.GetConfidential()), req.GetMerchantId(), rpc.IdempotencyKey(ctx)))
}

func (s *onboardingServer) UpdateApplication(ctx context.Context, req *merchantv1.UpdateApplicationRequest) (*merchantv1.Application, error) {
	return application(s.merchants.Edit(ctx, caller(ctx), req.GetApplicationId(), req.GetVersion(), factsFromProto(req.GetFacts()), confidentialFromProto(req.GetConfidential())))
}

func (s *onboardingServer) SubmitApplication(ctx context.Context, req *merchantv1.ActOnApplicationRequest) (*merchantv1.Application, error) {
	return application(s.merchants.Submit(ctx, caller(ctx), req.GetApplicationId()))
}

func (s *onboardingServer) WithdrawApplication(ctx context.Context, req *merchantv1.ActOnApplicationRequest) (*merchantv1.Application, error) {
	return application(s.merchants.Withdraw(ctx, caller(ctx), req.GetApplicationId()))
}

func (s *onboardingServer) ShowApplication(ctx context.Context, req *merchantv1.ShowApplicationRequest) (*merchantv1.Application, error) {
	return application(s.merchants.Store.Application(ctx, caller(ctx).Reach, req.GetApplicationId()))
}

func (s *onboardingServer) RevealApplication(ctx context.Context, req *merchantv1.RevealApplicationRequest) (*merchantv1.Confidential, error) {
	a, err := s.merchants.Store.Application(ctx, caller(ctx).Reach, req.GetApplicationId())
	if err != nil {
		return nil, err
	}
	return confidentialToProto(a.Confidential), nil
}

func (s *onboardingServer) ReturnApplication(ctx context.Context, req *merchantv1.ReturnApplicationRequest) (*merchantv1.Application, error) {
	fields := make([]domain.FieldReason, len(req.GetFields()))
	for i, f := range req.GetFields() {
		fields[i] = domain.FieldReason{Path: f.GetPath(), Reason: f.GetReason()}
	}
	return application(s.merchants.Return(ctx, caller(ctx), req.GetApplicationId(), fields))
}

func (s *onboardingServer) ApproveApplication(ctx context.Context, req *merchantv1.ActOnApplicationRequest) (*merchantv1.Application, error) {
	return application(s.merchants.Approve(ctx, caller(ctx), req.GetApplicationId()))
}

func (s *onboardingServer) RejectApplication(ctx context.Context, req *merchantv1.RejectApplicationRequest) (*merchantv1.Application, error) {
	return application(s.merchants.Reject(ctx, caller(ctx), req.GetApplicationId(), req.GetReason()))
}

func (s *onboardingServer) ListApplications(ctx context.Context, req *merchantv1.ListApplicationsRequest) (*merchantv1.ListApplicationsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	c, limit := caller(ctx), page.Limit(defaultPage)
	f := store.Filter{State: domain.State(req.GetState()), MerchantID: req.GetMerchantId(), Words: req.GetQ()}
	if req.GetMine() {
		f.ApplicantID = c.UserID
	}
	list, err := s.merchants.Store.Applications(ctx, c.Reach, f, before, limit+1)
	if err != nil {
		return nil, err
	}
	resp := &merchantv1.ListApplicationsResponse{}
	if len(list) > limit {
		list = list[:limit]
		resp.NextPageToken = paging.Token(list[limit-1].ID)
	}
	for _, a := range list {
		resp.Applications = append(resp.Applications, applicationToProto(a))
	}
	return resp, nil
}

type merchantServer struct {
	merchantv1.UnimplementedMerchantServiceServer
	merchants *app.Merchants
}

func (s *merchantServer) ListMerchants(ctx context.Context, req *merchantv1.ListMerchantsRequest) (*merchantv1.ListMerchantsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	limit := page.Limit(defaultPage)
	f := store.MerchantFilter{Standing: domain.Standing(req.GetState()), Words: req.GetQ()}
	if days := req.GetExpiringDays(); days > 0 {
		f.ExpiresBefore = s.merchants.Clock.Now().Add(time.Duration(days) * 24 * time.Hour)
	}
	list, err := s.merchants.Store.List(ctx, caller(ctx).Reach, f, before, limit+1)
	if err != nil {
		return nil, err
	}
	resp := &merchantv1.ListMerchantsResponse{}
	if len(list) > limit {
		list = list[:limit]
		if f.ExpiresBefore.IsZero() { // those that end soon are few, and come on one page
			resp.NextPageToken = paging.Token(list[limit-1].ID)
		}
	}
	for _, m := range list {
		resp.Merchants = append(resp.Merchants, merchantToProto(m))
	}
	return resp, nil
}

func (s *merchantServer) ShowMerchant(ctx context.Context, req *merchantv1.ShowMerchantRequest) (*merchantv1.Merchant, error) {
	return s.whole(ctx)(s.merchants.Store.Merchant(ctx, caller(ctx).Reach, req.GetMerchantId()))
}

func (s *merchantServer) SuspendMerchant(ctx context.Context, req *merchantv1.SuspendMerchantRequest) (*merchantv1.Merchant, error) {
	return s.whole(ctx)(s.merchants.Suspend(ctx, caller(ctx), req.GetMerchantId(), req.GetReason()))
}

func (s *merchantServer) ResumeMerchant(ctx context.Context, req *merchantv1.ResumeMerchantRequest) (*merchantv1.Merchant, error) {
	return s.whole(ctx)(s.merchants.ResumeMerchant(ctx, caller(ctx), req.GetMerchantId()))
}

// whole shows a merchant with its licences and the facts that were approved last.
func (s *merchantServer) whole(ctx context.Context) func(domain.Merchant, error) (*merchantv1.Merchant, error) {
	return func(m domain.Merchant, err error) (*merchantv1.Merchant, error) {
		if err != nil {
			return nil, err
		}
		p := merchantToProto(m)
		a, err := s.merchants.Store.Application(ctx, store.Reach{All: true}, m.ApplicationID)
		if err != nil {
			return nil, err
		}
		held, err := s.merchants.Store.Licences(ctx, m.ID)
		if err != nil {
			return nil, err
		}
		for _, h := range held {
			p.Licences = append(p.Licences, heldToProto(h))
		}
		shown := applicationToProto(a)
		p.Facts, p.Confidential = shown.GetFacts(), shown.GetConfidential()
		return p, nil
	}
}
