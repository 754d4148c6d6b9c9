package transport

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/errs"
	"dajiu/platform/rpc"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/transport/openid"
)

// RegisterOpenID serves single sign-on: the provider's pages and endpoints, and the programs that may use it.
func RegisterOpenID(server grpc.ServiceRegistrar, provider *openid.Provider, o *app.OpenID, f *app.Federation) {
	life := int32(o.AccessLife() / time.Second) //nolint:gosec // minutes
	userv1.RegisterOpenIDServiceServer(server, &openIDServer{provider: provider, app: o, life: life})
	userv1.RegisterOpenIDProviderServiceServer(server, &providerServer{federation: f})
	userv1.RegisterOpenIDClientServiceServer(server, &clientServer{app: o})
}

type openIDServer struct {
	userv1.UnimplementedOpenIDServiceServer
	provider *openid.Provider
	app      *app.OpenID
	life     int32
}

func (s *openIDServer) LoginOpenID(ctx context.Context, req *userv1.LoginOpenIDRequest) (*userv1.TokenPair, error) {
	tokenID, subject, err := s.provider.Enter(ctx, req.GetAccessToken())
	if err != nil {
		return nil, err
	}
	l, err := s.app.Enter(ctx, tokenID, subject, device(ctx, req.GetDevice(), ""))
	if err != nil {
		return nil, err
	}
	return &userv1.TokenPair{AccessToken: l.Access, RefreshToken: l.Refresh, ExpiresIn: s.life, User: userToProto(l.User)}, nil
}

func (s *openIDServer) Describe(ctx context.Context, req *userv1.WebRequest) (*userv1.WebResponse, error) {
	return s.answer(ctx, s.provider.Descriptions(), req)
}

func (s *openIDServer) Answer(ctx context.Context, req *userv1.WebRequest) (*userv1.WebResponse, error) {
	return s.answer(ctx, s.provider.Answers(), req)
}

// answer lets a handler answer a request that came by way of the gateway.
func (s *openIDServer) answer(ctx context.Context, handler http.Handler, req *userv1.WebRequest) (*userv1.WebResponse, error) {
	target := url.URL{Path: req.GetPath(), RawQuery: req.GetQuery()}
	r, err := http.NewRequestWithContext(ctx, req.GetMethod(), s.provider.Origin()+target.EscapedPath()+"?"+target.RawQuery, bytes.NewReader(req.GetBody()))
	if err != nil {
		return nil, errs.Invalid("path", "is not a path").Wrap(err)
	}
	for name, value := range req.GetHeaders() {
		r.Header.Set(name, value)
	}
	rec := openid.NewRecorder()
	handler.ServeHTTP(rec, r)
	s.provider.Count(r, rec)
	status, header, body := rec.Answer()
	resp := &userv1.WebResponse{Status: int32(status), Body: body} //nolint:gosec // an HTTP status
	for name, values := range header {
		for _, value := range values {
			resp.Headers = append(resp.Headers, &userv1.WebHeader{Name: name, Value: value})
		}
	}
	return resp, nil
}

type clientServer struct {
	userv1.UnimplementedOpenIDClientServiceServer
	app *app.OpenID
}

func (s *clientServer) CreateClient(ctx context.Context, req *userv1.CreateClientRequest) (*userv1.ClientWithSecret, error) {
	return withSecret(s.app.CreateClient(ctx, clientFromProto(req.GetClient(), 0), rpc.IdempotencyKey(ctx)))
}

func (s *clientServer) ListClients(ctx context.Context, _ *userv1.ListClientsRequest) (*userv1.ListClientsResponse, error) {
	list, err := s.app.Clients(ctx)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListClientsResponse{}
	for _, c := range list {
		resp.Clients = append(resp.Clients, clientToProto(c))
	}
	return resp, nil
}

func (s *clientServer) UpdateClient(ctx context.Context, req *userv1.UpdateClientRequest) (*userv1.Client, error) {
	c, err := s.app.UpdateClient(ctx, clientFromProto(req.GetClient(), req.GetClientId()))
	if err != nil {
		return nil, err
	}
	return clientToProto(c), nil
}

func (s *clientServer) ResetClientSecret(ctx context.Context, req *userv1.ResetClientSecretRequest) (*userv1.ClientWithSecret, error) {
	return withSecret(s.app.ResetSecret(ctx, req.GetClientId()))
}

func withSecret(c domain.Client, secret string, err error) (*userv1.ClientWithSecret, error) {
	if err != nil {
		return nil, err
	}
	return &userv1.ClientWithSecret{Client: clientToProto(c), Secret: secret}, nil
}

func clientFromProto(c *userv1.Client, id int64) domain.Client {
	return domain.Client{
		ID: id, Name: c.GetName(), Kind: domain.ClientKind(c.GetKind()), FirstParty: c.GetFirstParty(), People: domain.ClientPeople(c.GetPeople()),
		RedirectURIs: c.GetRedirectUris(), LogoutURIs: c.GetLogoutUris(), Scopes: c.GetScopes(), Disabled: c.GetDisabled(), Version: c.GetVersion(),
	}
}

func clientToProto(c domain.Client) *userv1.Client {
	return &userv1.Client{
		ClientId: c.ID, Name: c.Name, Kind: userv1.ClientKind(c.Kind), FirstParty: c.FirstParty, People: userv1.ClientPeople(c.People),
		RedirectUris: c.RedirectURIs, LogoutUris: c.LogoutURIs, Scopes: c.Scopes, Disabled: c.Disabled, Version: c.Version, CreateTime: timestamppb.New(c.CreatedAt),
	}
}
