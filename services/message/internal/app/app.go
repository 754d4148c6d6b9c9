// Package app is what is done with messages: make one of an event, send its copy to WeChat, and keep a person's
// settings.
//
// It guarantees that an event that comes twice makes one message, and that a message WeChat refuses is not sent
// again.
//
// It knows no wire format. Start with [Messages.Notify].
package app

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/message/internal/domain"
	"dajiu/services/message/internal/store"
)

// Wechat sends subscribe messages.
type Wechat interface {
	// Send sends one. refused says that WeChat will never take it; an error is worth a retry.
	Send(ctx context.Context, openID, templateID, page string, data map[string]string) (refused bool, err error)
}

// People answers by which WeChat identity a person is reached; empty: by none.
type People interface {
	OpenID(ctx context.Context, userID int64) (string, error)
}

// Messages is the use cases.
type Messages struct {
	Store  *store.Messages
	Wechat Wechat
	People People
	IDs    *id.Generator
	Clock  clock.Clock

	mu        sync.Mutex
	templates map[domain.Kind]domain.Template
	readAt    time.Time
}

// templatesFresh is how long templates are kept at hand: they change by the month, and every event needs them.
const templatesFresh = 30 * time.Second

func (m *Messages) template(ctx context.Context, kind domain.Kind) (domain.Template, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.Clock.Now()
	if m.templates == nil || now.Sub(m.readAt) > templatesFresh {
		templates, err := m.Store.Templates(ctx)
		if err != nil {
			return domain.Template{}, err
		}
		m.templates, m.readAt = templates, now
	}
	return m.templates[kind], nil
}

// Notify makes a message of something that happened to an order.
func (m *Messages) Notify(ctx context.Context, tx *sqldb.Tx, kind domain.Kind, o *orderv1.OrderSummary, at time.Time) error {
	template, err := m.template(ctx, kind)
	if err != nil {
		return err
	}
	values := map[string]string{
		"store": o.GetStoreName(), "title": o.GetTitle(), "amount": money.Fen(o.GetPayableAmount()).String(),
		"pieces": strconv.Itoa(int(o.GetPieceCount())), "order": strconv.FormatInt(o.GetOrderId(), 10),
		"time": at.In(time.FixedZone("UTC+8", 8*3600)).Format("2006-01-02 15:04"),
	}
	message := store.Message{
		ID: m.IDs.NextFor(o.GetUserId()), UserID: o.GetUserId(), OrderID: o.GetOrderId(), Kind: kind,
		Title: domain.Fill(template.Title, values), Body: domain.Fill(template.Body, values), At: at,
	}
	if template.WechatTemplateID != "" {
		preferences, err := m.Store.Preferences(ctx, tx, o.GetUserId())
		if err != nil {
			return err
		}
		if preferences.Allows(kind, m.Clock.Now()) {
			message.Wechat = store.WechatCopy{TemplateID: template.WechatTemplateID, Data: template.Wechat(values)}
		}
	}
	return m.Store.Add(ctx, tx, message)
}

// Send sends a message's copy to WeChat. Repeating it sends nothing twice, unless the process died between WeChat's
// answer and its record: WeChat then refuses the second, since the grant is used.
func (m *Messages) Send(ctx context.Context, messageID int64) error {
	message, found, err := m.Store.Message(ctx, messageID)
	if err != nil || !found || message.State != store.Pending {
		return err
	}
	openID, err := m.People.OpenID(ctx, message.UserID)
	if err != nil {
		return fmt.Errorf("send message %d: %w", messageID, err)
	}
	state := store.Refused
	if openID != "" {
		page := "packages/order/detail/index?id=" + strconv.FormatInt(message.OrderID, 10)
		refused, err := m.Wechat.Send(ctx, openID, message.Wechat.TemplateID, page, message.Wechat.Data)
		if err != nil {
			return fmt.Errorf("send message %d: %w", messageID, err)
		}
		if !refused {
			state = store.Sent
		}
	}
	return m.Store.SetState(ctx, messageID, state)
}

// PutTemplate changes a kind's wording, or reports MESSAGE_TEMPLATE_INVALID.
func (m *Messages) PutTemplate(ctx context.Context, t domain.Template) error {
	if err := t.Check(); err != nil {
		return err
	}
	if err := m.Store.PutTemplate(ctx, t); err != nil {
		return err
	}
	m.mu.Lock()
	m.templates = nil
	m.mu.Unlock()
	return nil
}

// Grant records what a person allowed WeChat to send. A kind that there is not is refused.
func (m *Messages) Grant(ctx context.Context, userID int64, kinds []string, key string) error {
	known := domain.Defaults()
	for _, kind := range kinds {
		if _, ok := known[domain.Kind(kind)]; !ok {
			return errs.Invalid("kinds", "没有 "+kind+" 这种消息")
		}
	}
	return m.Store.Grant(ctx, userID, kinds, key, m.Clock.Now())
}
