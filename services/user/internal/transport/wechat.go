package transport

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"

	"dajiu/integrations/weixin"
	"dajiu/platform/errs"
	"dajiu/services/user/internal/app"
)

// Wechat adapts the mini-program server API to the port of package app.
type Wechat struct {
	client *weixin.Client
}

// NewWechat returns the adapter.
func NewWechat(c *weixin.Client) *Wechat { return &Wechat{client: c} }

// Identify trades a login code for an identity.
func (w *Wechat) Identify(ctx context.Context, code string) (app.WechatIdentity, error) {
	s, err := w.client.Code2Session(ctx, code)
	if err != nil {
		return app.WechatIdentity{}, translate(err)
	}
	return app.WechatIdentity{OpenID: s.OpenID, UnionID: s.UnionID}, nil
}

// Phone trades a phone code for a number.
func (w *Wechat) Phone(ctx context.Context, code string) (string, error) {
	phone, err := w.client.PhoneNumber(ctx, code)
	if err != nil {
		return "", translate(err)
	}
	return phone.PureNumber, nil
}

func translate(err error) error {
	switch {
	case errors.Is(err, weixin.ErrCodeUsed), errors.Is(err, weixin.ErrCodeInvalid):
		return errs.New(codes.Unauthenticated, "USER_CODE_INVALID", "登录凭证已失效，请重试").Wrap(err)
	case errors.Is(err, weixin.ErrBlocked):
		return errs.New(codes.PermissionDenied, "USER_DISABLED", "该微信账号暂时无法使用").Wrap(err)
	}
	return errs.New(codes.Unavailable, "USER_WECHAT_UNAVAILABLE", "微信暂时没有响应，请稍后再试").Wrap(err)
}
