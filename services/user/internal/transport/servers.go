// Package transport is how the world reaches accounts: gRPC handlers, the sweep of ended sessions, and the adapter
// to WeChat.
//
// It guarantees that nobody acts on an account but its owner: the id comes from the verified caller.
//
// It decides nothing. Start with [Register].
package transport

import (
	"context"
	"log/slog"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

const defaultPage = 50

// Register serves the user API. accessSeconds is how long access tokens are good; reportToken is what vendors of text
// messages report with, empty: they cannot.
func Register(server grpc.ServiceRegistrar, users *app.Users, access *app.Access, accessSeconds int32, reportToken string, log *slog.Logger, reg prometheus.Registerer) error {
	reports, err := newSmsReports(reportToken, log, reg)
	if err != nil {
		return err
	}
	userv1.RegisterSmsReportServiceServer(server, reports)
	userv1.RegisterAuthServiceServer(server, &authServer{users: users, life: accessSeconds})
	userv1.RegisterProfileServiceServer(server, &profileServer{users: users, access: access})
	userv1.RegisterStaffServiceServer(server, &staffServer{users: users, access: access})
	userv1.RegisterSecurityServiceServer(server, &securityServer{users: users, life: accessSeconds})
	userv1.RegisterSettingsServiceServer(server, &settingsServer{settings: app.NewSettings(users)})
	userv1.RegisterRoleServiceServer(server, &roleServer{access: access})
	userv1.RegisterAuditServiceServer(server, &auditServer{log: app.NewAuditLog(access)})
	userv1.RegisterRevealServiceServer(server, &revealServer{users: users})
	userv1.RegisterAccountServiceServer(server, &accountServer{users: users})
	userv1.RegisterUserInternalServiceServer(server, &internalServer{users: users, access: access})
	return nil
}

type authServer struct {
	userv1.UnimplementedAuthServiceServer
	users *app.Users
	life  int32
}

func (s *authServer) pair(l app.Login, err error) (*userv1.TokenPair, error) {
	if err != nil {
		return nil, err
	}
	return &userv1.TokenPair{AccessToken: l.Access, RefreshToken: l.Refresh, ExpiresIn: s.life, User: userToProto(l.User)}, nil
}

func (s *authServer) LoginWechat(ctx context.Context, req *userv1.LoginWechatRequest) (*userv1.TokenPair, error) {
	return s.pair(s.users.LoginWechat(ctx, req.GetCode(), device(ctx, req.GetDevice(), req.GetDeviceId())))
}

func (s *authServer) LoginStaff(ctx context.Context, req *userv1.LoginStaffRequest) (*userv1.TokenPair, error) {
	return s.pair(s.users.LoginStaff(ctx, req.GetUsername(), req.GetPassword(), req.GetOtp(), device(ctx, req.GetDevice(), req.GetDeviceId())))
}

func (s *authServer) RefreshToken(ctx context.Context, req *userv1.RefreshTokenRequest) (*userv1.TokenPair, error) {
	return s.pair(s.users.Refresh(ctx, req.GetRefreshToken(), rpc.ClientAddress(ctx)))
}

func (s *authServer) Logout(ctx context.Context, req *userv1.LogoutRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, s.users.Logout(ctx, req.GetRefreshToken())
}

func (s *authServer) ListKeys(ctx context.Context, _ *userv1.ListKeysRequest) (*userv1.ListKeysResponse, error) {
	keys, err := s.users.PublicKeys(ctx)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListKeysResponse{}
	for _, k := range keys {
		resp.Keys = append(resp.Keys, &userv1.Jwk{Kty: "OKP", Crv: "Ed25519", Kid: k.ID, Use: "sig", Alg: "EdDSA", X: k.X()})
	}
	return resp, nil
}

type profileServer struct {
	userv1.UnimplementedProfileServiceServer
	users  *app.Users
	access *app.Access
}

func shown(u domain.User, err error) (*userv1.User, error) {
	if err != nil {
		return nil, err
	}
	return userToProto(u), nil
}

func (s *profileServer) ShowMe(ctx context.Context, _ *userv1.ShowMeRequest) (*userv1.User, error) {
	return shown(s.users.Me(ctx, authn.From(ctx).UserID))
}

func (s *profileServer) ListMyPermissions(ctx context.Context, _ *userv1.ListMyPermissionsRequest) (*userv1.ListMyPermissionsResponse, error) {
	caller := authn.From(ctx)
	names, err := s.access.Mine(ctx, caller)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListMyPermissionsResponse{Permissions: names}
	for _, g := range caller.Grants {
		resp.Grants = append(resp.Grants, &userv1.Grant{RoleId: g.Role, Scope: g.Scope, Ids: g.IDs})
	}
	return resp, nil
}

func (s *profileServer) UpdateMe(ctx context.Context, req *userv1.UpdateMeRequest) (*userv1.User, error) {
	return shown(s.users.UpdateProfile(ctx, authn.From(ctx).UserID, req.Nickname, req.AvatarUrl)) //nolint:protogetter // presence matters
}

func (s *profileServer) BindPhone(ctx context.Context, req *userv1.BindPhoneRequest) (*userv1.User, error) {
	return shown(s.users.BindPhone(ctx, authn.From(ctx).UserID, req.GetCode()))
}

func (s *profileServer) ConfirmAge(ctx context.Context, req *userv1.ConfirmAgeRequest) (*userv1.User, error) {
	return shown(s.users.ConfirmAge(ctx, authn.From(ctx).UserID, req.GetAdult(), req.GetNoticeVersion()))
}

func (s *profileServer) ListConsents(ctx context.Context, _ *userv1.ListConsentsRequest) (*userv1.ListConsentsResponse, error) {
	list, err := s.users.Consents(ctx, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListConsentsResponse{}
	for _, c := range list {
		resp.Consents = append(resp.Consents, consentToProto(c))
	}
	return resp, nil
}

func (s *profileServer) RecordConsent(ctx context.Context, req *userv1.RecordConsentRequest) (*userv1.Consent, error) {
	c, err := s.users.RecordConsent(ctx, domain.Consent{
		UserID: authn.From(ctx).UserID, Kind: int32(req.GetKind()), Version: req.GetVersion(), Granted: req.GetGranted(),
	})
	if err != nil {
		return nil, err
	}
	return consentToProto(c), nil
}

func (s *profileServer) ListAddresses(ctx context.Context, _ *userv1.ListAddressesRequest) (*userv1.ListAddressesResponse, error) {
	list, err := s.users.Addresses(ctx, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListAddressesResponse{}
	for _, a := range list {
		resp.Addresses = append(resp.Addresses, addressToProto(a))
	}
	return resp, nil
}

func (s *profileServer) CreateAddress(ctx context.Context, req *userv1.CreateAddressRequest) (*userv1.Address, error) {
	a, err := s.users.CreateAddress(ctx, addressFromProto(req.GetAddress(), authn.From(ctx).UserID, 0), rpc.IdempotencyKey(ctx))
	if err != nil {
		return nil, err
	}
	return addressToProto(a), nil
}

func (s *profileServer) UpdateAddress(ctx context.Context, req *userv1.UpdateAddressRequest) (*userv1.Address, error) {
	a, err := s.users.ReplaceAddress(ctx, addressFromProto(req.GetAddress(), authn.From(ctx).UserID, req.GetAddressId()))
	if err != nil {
		return nil, err
	}
	return addressToProto(a), nil
}

func (s *profileServer) DeleteAddress(ctx context.Context, req *userv1.DeleteAddressRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, s.users.DeleteAddress(ctx, authn.From(ctx).UserID, req.GetAddressId())
}

type staffServer struct {
	userv1.UnimplementedStaffServiceServer
	users  *app.Users
	access *app.Access
}

func (s *staffServer) CreateStaff(ctx context.Context, req *userv1.CreateStaffRequest) (*userv1.Staff, error) {
	staff, err := s.users.CreateStaff(ctx, domain.Staff{
		Username: req.GetUsername(), Name: req.GetName(), Grants: domain.BuiltInGrants(uint32(authn.NewRoles(req.GetRoles()...)), req.GetStoreIds()),
	}, req.GetPassword(), rpc.IdempotencyKey(ctx))
	if err != nil {
		return nil, err
	}
	return staffToProto(staff), nil
}

func (s *staffServer) UpdateStaff(ctx context.Context, req *userv1.UpdateStaffRequest) (*userv1.Staff, error) {
	grants := domain.BuiltInGrants(uint32(authn.NewRoles(req.GetRoles()...)), req.GetStoreIds())
	staff, err := s.access.PutGrants(ctx, authn.From(ctx), authz.Data{All: true}, req.GetUserId(), grants)
	if err != nil {
		return nil, err
	}
	return staffToProto(staff), nil
}

func (s *staffServer) ListStaff(ctx context.Context, req *userv1.ListStaffRequest) (*userv1.ListStaffResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	after, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, next, err := s.users.ListStaff(ctx, authz.DataFrom(ctx), after, size)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListStaffResponse{}
	if next != 0 {
		resp.NextPageToken = paging.Token(next)
	}
	for _, v := range list {
		resp.Staff = append(resp.Staff, staffToProto(v))
	}
	return resp, nil
}

type accountServer struct {
	userv1.UnimplementedAccountServiceServer
	users *app.Users
}

func (s *accountServer) DisableAccount(ctx context.Context, req *userv1.DisableAccountRequest) (*userv1.Account, error) {
	return account(s.users.Disable(ctx, authn.From(ctx).UserID, req.GetUserId(), req.GetReason()))
}

func (s *accountServer) EnableAccount(ctx context.Context, req *userv1.EnableAccountRequest) (*userv1.Account, error) {
	return account(s.users.Enable(ctx, authn.From(ctx).UserID, req.GetUserId(), req.GetReason()))
}

func account(u domain.User, sw domain.Switch, err error) (*userv1.Account, error) {
	if err != nil {
		return nil, err
	}
	return accountToProto(u, sw), nil
}

type internalServer struct {
	userv1.UnimplementedUserInternalServiceServer
	users  *app.Users
	access *app.Access
}

func (s *internalServer) ResolveBuyer(ctx context.Context, req *userv1.ResolveBuyerRequest) (*userv1.Buyer, error) {
	user, address, err := s.users.Buyer(ctx, req.GetUserId(), req.GetAddressId())
	if err != nil {
		return nil, err
	}
	buyer := &userv1.Buyer{UserId: user.ID, AgeConfirmed: !user.AgeConfirmedAt.IsZero(), Disabled: user.Disabled}
	if req.GetAddressId() != 0 {
		buyer.Address = addressToProto(address)
	}
	return buyer, nil
}

func (s *internalServer) ShowPolicy(ctx context.Context, req *userv1.ShowPolicyRequest) (*userv1.Policy, error) {
	snapshot, err := s.access.Policy(ctx, req.GetVersion())
	if err != nil {
		return nil, err
	}
	resp := &userv1.Policy{Version: snapshot.Version}
	for _, r := range snapshot.Roles {
		resp.Roles = append(resp.Roles, &userv1.StaffRole{RoleId: r.ID, Kind: r.Kind, Everything: r.Everything, Permissions: r.Permissions})
	}
	for _, p := range snapshot.Stores {
		resp.Stores = append(resp.Stores, &userv1.Policy_StorePlace{StoreId: p.Store, MerchantId: p.Merchant, Region: p.Region})
	}
	return resp, nil
}

func (s *internalServer) ResolveContact(ctx context.Context, req *userv1.ResolveContactRequest) (*userv1.Contact, error) {
	user, _, err := s.users.Buyer(ctx, req.GetUserId(), 0)
	if err != nil {
		return nil, err
	}
	return &userv1.Contact{UserId: user.ID, Openid: user.OpenID, Nickname: user.Nickname}, nil
}
