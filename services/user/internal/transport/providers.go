package transport

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/rpc"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

type providerServer struct {
	userv1.UnimplementedOpenIDProviderServiceServer
	federation *app.Federation
}

func (s *providerServer) CreateProvider(ctx context.Context, req *userv1.CreateProviderRequest) (*userv1.OpenIDProvider, error) {
	return provider(s.federation.CreateProvider(ctx, authn.From(ctx), providerFromProto(req.GetProvider(), 0), rpc.IdempotencyKey(ctx)))
}

func (s *providerServer) ListProviders(ctx context.Context, _ *userv1.ListProvidersRequest) (*userv1.ListProvidersResponse, error) {
	list, err := s.federation.Providers(ctx)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListProvidersResponse{}
	for _, p := range list {
		resp.Providers = append(resp.Providers, providerToProto(p))
	}
	return resp, nil
}

func (s *providerServer) UpdateProvider(ctx context.Context, req *userv1.UpdateProviderRequest) (*userv1.OpenIDProvider, error) {
	return provider(s.federation.UpdateProvider(ctx, authn.From(ctx), providerFromProto(req.GetProvider(), req.GetProviderId())))
}

func (s *providerServer) LinkIdentity(ctx context.Context, req *userv1.LinkIdentityRequest) (*userv1.StaffIdentity, error) {
	v, err := s.federation.LinkIdentity(ctx, authn.From(ctx), domain.Identity{UserID: req.GetUserId(), ProviderID: req.GetProviderId(), Subject: req.GetSubject()})
	if err != nil {
		return nil, err
	}
	return identityToProto(v), nil
}

func (s *providerServer) ListIdentities(ctx context.Context, req *userv1.ListIdentitiesRequest) (*userv1.ListIdentitiesResponse, error) {
	list, err := s.federation.Identities(ctx, req.GetUserId())
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListIdentitiesResponse{}
	for _, v := range list {
		resp.Identities = append(resp.Identities, identityToProto(v))
	}
	return resp, nil
}

func (s *providerServer) UnlinkIdentity(ctx context.Context, req *userv1.UnlinkIdentityRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, s.federation.UnlinkIdentity(ctx, req.GetUserId(), req.GetProviderId())
}

func provider(p domain.Provider, err error) (*userv1.OpenIDProvider, error) {
	if err != nil {
		return nil, err
	}
	return providerToProto(p), nil
}

func providerFromProto(p *userv1.OpenIDProvider, id int64) domain.Provider {
	return domain.Provider{
		ID: id, Name: p.GetName(), Issuer: p.GetIssuer(), ClientID: p.GetClientId(), Secret: p.GetClientSecret(), Claim: p.GetClaim(),
		Unknown: domain.UnknownPeople(p.GetUnknown()), Disabled: p.GetDisabled(), Version: p.GetVersion(),
	}
}

func providerToProto(p domain.Provider) *userv1.OpenIDProvider {
	return &userv1.OpenIDProvider{
		ProviderId: p.ID, Name: p.Name, Issuer: p.Issuer, ClientId: p.ClientID, Claim: p.Claim, Unknown: userv1.UnknownPeople(p.Unknown),
		Disabled: p.Disabled, Version: p.Version, CreateTime: timestamppb.New(p.CreatedAt),
	}
}

func identityToProto(v domain.Identity) *userv1.StaffIdentity {
	return &userv1.StaffIdentity{ProviderId: v.ProviderID, Subject: v.Subject, LinkedBy: v.LinkedBy, LinkTime: timestamppb.New(v.LinkedAt)}
}
