package weixin

import (
	"context"
	"fmt"
)

// SubscribeMessage is one message that the user asked for. Each permission serves one message.
type SubscribeMessage struct {
	ToUser     string // openid
	TemplateID string
	// Page opens when the message is touched: without a leading slash, with its query. Empty opens nothing.
	Page string
	// Data maps the template's keys, thing1 or time2, to values; see ValidateTemplateData.
	Data map[string]string
	// State is formal, trial or developer; formal when empty.
	State string
}

// SendSubscribe sends a message.
//
// Errors: ErrRefused when the user does not accept it (any more), ErrTemplate, ErrTemplateField naming the
// field, ErrPage, ErrOpenID, ErrCredential and the temporary ones. After ErrUnreachable the message may have
// been sent: sending it again would show it twice.
func (c *Client) SendSubscribe(ctx context.Context, m SubscribeMessage) error {
	if err := ValidateTemplateData(m.Data); err != nil {
		return fmt.Errorf("weixin: subscribe message %s: %w", m.TemplateID, err)
	}
	type value struct {
		Value string `json:"value"`
	}
	state := m.State
	if state == "" {
		state = "formal"
	}
	in := struct {
		ToUser     string           `json:"touser"`
		TemplateID string           `json:"template_id"`
		Page       string           `json:"page,omitempty"`
		Data       map[string]value `json:"data"`
		State      string           `json:"miniprogram_state"`
		Lang       string           `json:"lang"`
	}{ToUser: m.ToUser, TemplateID: m.TemplateID, Page: m.Page, Data: make(map[string]value, len(m.Data)), State: state, Lang: "zh_CN"}
	for key, text := range m.Data {
		in.Data[key] = value{text}
	}
	if _, err := c.authorized(ctx, "/cgi-bin/message/subscribe/send", in, nil); err != nil {
		return fmt.Errorf("weixin: subscribe message %s: %w", m.TemplateID, err)
	}
	return nil
}
