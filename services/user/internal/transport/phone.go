package transport

import (
	"context"
	"time"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/services/user/internal/domain"
)

func (s *authServer) SendLoginCode(ctx context.Context, req *userv1.SendLoginCodeRequest) (*userv1.SendCodeResponse, error) {
	return codeSent(s.users.SendCode(ctx, req.GetPhone(), domain.CodeLogin, 0, device(ctx, "", req.GetDeviceId())))
}

func (s *authServer) LoginPhone(ctx context.Context, req *userv1.LoginPhoneRequest) (*userv1.TokenPair, error) {
	return s.pair(s.users.LoginPhone(ctx, req.GetPhone(), req.GetCode(), req.GetWechatCode(), device(ctx, req.GetDevice(), req.GetDeviceId())))
}

func (s *profileServer) SendPhoneCode(ctx context.Context, req *userv1.SendPhoneCodeRequest) (*userv1.SendCodeResponse, error) {
	return codeSent(s.users.SendCode(ctx, req.GetPhone(), domain.CodeBind, authn.From(ctx).UserID, device(ctx, "", req.GetDeviceId())))
}

func (s *profileServer) VerifyPhone(ctx context.Context, req *userv1.VerifyPhoneRequest) (*userv1.User, error) {
	return shown(s.users.VerifyPhone(ctx, authn.From(ctx).UserID, req.GetPhone(), req.GetCode(), device(ctx, "", req.GetDeviceId())))
}

// resendSeconds is when a client may ask again: what the limit of a phone lets it, unless a company changed that.
const resendSeconds = 60

func codeSent(err error) (*userv1.SendCodeResponse, error) {
	if err != nil {
		return nil, err
	}
	return &userv1.SendCodeResponse{ResendSeconds: resendSeconds, ExpiresSeconds: int32(domain.CodeLife / time.Second)}, nil
}
