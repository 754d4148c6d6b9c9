package transport

import (
	"context"

	"dajiu/integrations/weixin"
	"dajiu/platform/errs"
)

// Wechat adapts the mini-program server API to the port of package app.
type Wechat struct {
	client *weixin.Client
}

// NewWechat returns the adapter.
func NewWechat(c *weixin.Client) *Wechat { return &Wechat{client: c} }

// Send sends one subscribe message. What WeChat refuses for good (no grant, unknown template, a value that does not
// fit) is refused; what may pass later is an error.
func (w *Wechat) Send(ctx context.Context, openID, templateID, page string, data map[string]string) (refused bool, err error) {
	err = w.client.SendSubscribe(ctx, weixin.SubscribeMessage{ToUser: openID, TemplateID: templateID, Page: page, Data: data})
	if err == nil || errs.Temporary(err) {
		return false, err //nolint:wrapcheck // a client's error names the operation
	}
	return true, nil
}
