package openid

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/rpc"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

// way is one way in which people sign in (登录方式): a form, and what tells by it who they are. The pages know nothing else of
// it, so another way is another of these.
type way struct {
	Name, Title, Button string
	Fields              []field
	people              domain.ClientPeople
	// signIn returns whose the typed values are; a failure has a message for people.
	signIn func(ctx context.Context, typed url.Values, from app.Device) (domain.User, error)
}

// field is what a person types in.
type field struct {
	Name, Label, Hint string
	Type, Complete    string
	// Secret is never shown again, Optional may be empty.
	Secret, Optional bool
}

const maxTyped = 128

func typedText(typed url.Values, name string) string {
	text := typed.Get(name)
	if len(text) > maxTyped {
		return ""
	}
	return text
}

// waysToSignIn are those that there are.
func waysToSignIn(o *app.OpenID, cfg Config) []way {
	list := []way{{
		Name: "staff", Title: "员工登录", Button: "登录", people: domain.StaffOnly,
		Fields: []field{
			{Name: "username", Label: "用户名", Type: "text", Complete: "username"},
			{Name: "password", Label: "密码", Type: "password", Complete: "current-password", Secret: true},
			{Name: "otp", Label: "动态验证码", Hint: "开启了两步验证的账号需要填写，也可以填恢复码", Type: "text", Complete: "one-time-code", Secret: true, Optional: true},
		},
		signIn: func(ctx context.Context, typed url.Values, from app.Device) (domain.User, error) {
			return o.Staff(ctx, strings.TrimSpace(typedText(typed, "username")), typedText(typed, "password"), strings.TrimSpace(typedText(typed, "otp")), from)
		},
	}}
	if cfg.WechatCodes {
		list = append(list, way{
			Name: "wechat", Title: "微信登录", Button: "登录", people: domain.Customers,
			Fields: []field{{Name: "code", Label: "小程序登录码", Hint: "演示环境：由微信模拟器给出，五分钟内有效", Type: "text", Complete: "off", Secret: true}},
			signIn: func(ctx context.Context, typed url.Values, _ app.Device) (domain.User, error) {
				code := typedText(typed, "code")
				if code == "" {
					return domain.User{}, errs.New(codes.InvalidArgument, "USER_CODE_INVALID", "请输入登录码")
				}
				return o.Wechat(ctx, code)
			},
		})
	}
	return list
}

// waysFor are those by which a program's people sign in, the one that was used last first.
func (p *Provider) waysFor(c domain.Client, last string) []way {
	var list []way
	for _, w := range p.ways {
		if c.People&w.people == 0 {
			continue
		}
		if w.Name == last {
			list = slices.Insert(list, 0, w)
		} else {
			list = append(list, w)
		}
	}
	return list
}

func (p *Provider) way(c domain.Client, name string) (way, bool) {
	list := p.waysFor(c, name)
	if len(list) == 0 || list[0].Name != name {
		return way{}, false
	}
	return list[0], true
}

// device is the browser that somebody signs in with, as the list of their sessions shows it.
func device(r *http.Request) app.Device {
	return app.Device{Name: "浏览器（统一登录）", Address: rpc.ClientAddress(r.Context()), Agent: r.UserAgent()}
}
