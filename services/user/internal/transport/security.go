package transport

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/rpc"
	"dajiu/services/user/internal/app"
)

type securityServer struct {
	userv1.UnimplementedSecurityServiceServer
	users *app.Users
	life  int32
}

// device is what a person signs in with, as it calls itself and keeps of itself, and from where, as the gateway saw it.
func device(ctx context.Context, name, id string) app.Device {
	return app.Device{Name: name, ID: id, Address: rpc.ClientAddress(ctx), Agent: rpc.ClientAgent(ctx)}
}

func (s *securityServer) ListSessions(ctx context.Context, _ *userv1.ListSessionsRequest) (*userv1.ListSessionsResponse, error) {
	caller := authn.From(ctx)
	list, err := s.users.Sessions(ctx, caller.UserID)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListSessionsResponse{}
	for _, v := range list {
		resp.Sessions = append(resp.Sessions, &userv1.Session{
			SessionId: v.ID, Device: v.Device, Address: v.Address, CreateTime: timestamppb.New(v.CreatedAt), LastUsedTime: timestamppb.New(v.RotatedAt),
			Current: v.ID == caller.Session,
		})
	}
	return resp, nil
}

func (s *securityServer) RevokeSession(ctx context.Context, req *userv1.RevokeSessionRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, s.users.RevokeSession(ctx, authn.From(ctx).UserID, req.GetSessionId())
}

func (s *securityServer) EnrollTotp(ctx context.Context, _ *userv1.EnrollTotpRequest) (*userv1.EnrollTotpResponse, error) {
	secret, uri, err := s.users.Enroll(ctx, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	return &userv1.EnrollTotpResponse{Secret: secret, Uri: uri}, nil
}

func (s *securityServer) ConfirmTotp(ctx context.Context, req *userv1.ConfirmTotpRequest) (*userv1.ConfirmTotpResponse, error) {
	recovery, err := s.users.Confirm(ctx, authn.From(ctx).UserID, req.GetCode())
	if err != nil {
		return nil, err
	}
	return &userv1.ConfirmTotpResponse{RecoveryCodes: recovery}, nil
}

func (s *securityServer) RemoveTotp(ctx context.Context, req *userv1.RemoveTotpRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, s.users.RemoveFactor(ctx, authn.From(ctx).UserID, req.GetCode())
}

func (s *securityServer) StepUp(ctx context.Context, req *userv1.StepUpRequest) (*userv1.StepUpResponse, error) {
	caller := authn.From(ctx)
	token, err := s.users.StepUp(ctx, caller.UserID, caller.Session, req.GetPassword(), req.GetOtp())
	if err != nil {
		return nil, err
	}
	return &userv1.StepUpResponse{AccessToken: token, ExpiresIn: s.life}, nil
}

func (s *staffServer) ResetTotp(ctx context.Context, req *userv1.ResetTotpRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, s.users.ResetFactor(ctx, authn.From(ctx).UserID, req.GetUserId())
}

func (s *securityServer) ChangePassword(ctx context.Context, req *userv1.ChangePasswordRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, s.users.ChangePassword(ctx, authn.From(ctx).UserID, req.GetOldPassword(), req.GetOtp(), req.GetNewPassword())
}
