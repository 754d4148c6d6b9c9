// Package app is what is done with messages: make one of an event, send its copy to WeChat, and keep a person's
// settings.
//
// It guarantees that an event that comes twice makes one message, and that a message WeChat refuses is not sent
// again.
//
// It knows no wire format. Start with [Messages.Notify].
package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
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

// wording returns the template of every kind. The caller must not change it.
func (m *Messages) wording(ctx context.Context) (map[domain.Kind]domain.Template, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.Clock.Now()
	if m.templates == nil || now.Sub(m.readAt) > templatesFresh {
		templates, err := m.Store.Templates(ctx)
		if err != nil {
			return nil, err
		}
		m.templates, m.readAt = templates, now
	}
	return m.templates, nil
}

// Notify makes a message of something that happened to an order.
func (m *Messages) Notify(ctx context.Context, tx *sqldb.Tx, kind domain.Kind, o *orderv1.OrderSummary, at time.Time) error {
	return m.tell(ctx, tx, store.Message{UserID: o.GetUserId(), OrderID: o.GetOrderId(), Kind: kind, At: at}, map[string]string{
		"store": o.GetStoreName(), "title": o.GetTitle(), "amount": money.Fen(o.GetPayableAmount()).String(),
		"pieces": strconv.Itoa(int(o.GetPieceCount())), "when": when(o),
	})
}

func when(o *orderv1.OrderSummary) string {
	pickup := o.GetFulfilment() == orderv1.Fulfilment_FULFILMENT_PICKUP
	if o.GetSlot() == nil {
		return domain.When(time.Time{}, time.Time{}, pickup)
	}
	return domain.When(o.GetSlot().GetStartTime().AsTime(), o.GetSlot().GetEndTime().AsTime(), pickup)
}

// NotifyRefund makes a message of money that went back.
func (m *Messages) NotifyRefund(ctx context.Context, tx *sqldb.Tx, r *paymentv1.OrderRefunded, at time.Time) error {
	return m.tell(ctx, tx, store.Message{UserID: r.GetUserId(), OrderID: r.GetOrderId(), Kind: domain.OrderRefunded, At: at}, map[string]string{
		"amount": money.Fen(r.GetAmount()).String(),
	})
}

// NotifyDevice makes a message of a login from a device that the account was not seen with before.
func (m *Messages) NotifyDevice(ctx context.Context, tx *sqldb.Tx, ev *userv1.NewDeviceSignedIn, at time.Time) error {
	return m.tell(ctx, tx, store.Message{UserID: ev.GetUserId(), Kind: domain.NewDevice, At: at}, map[string]string{
		"device": cmp.Or(ev.GetDevice(), "未知设备"), "address": cmp.Or(ev.GetAddress(), "地址未知"),
	})
}

// NotifyExport makes a message of a file that is there to be fetched, or will never be.
func (m *Messages) NotifyExport(ctx context.Context, tx *sqldb.Tx, ev *analyticsv1.ExportFinished, at time.Time) error {
	kind := domain.ExportReady
	if ev.GetFailure() != "" {
		kind = domain.ExportFailed
	}
	return m.tell(ctx, tx, store.Message{UserID: ev.GetUserId(), Kind: kind, At: at}, map[string]string{
		"file": ev.GetFileName(), "rows": strconv.FormatInt(ev.GetRows(), 10), "why": ev.GetFailure(),
	})
}

// NotifyAlert makes a message of a figure that is not as it should be, for somebody who watches it.
func (m *Messages) NotifyAlert(ctx context.Context, tx *sqldb.Tx, ev *analyticsv1.AlertOpened, at time.Time) error {
	return m.tell(ctx, tx, store.Message{UserID: ev.GetUserId(), Kind: domain.AlertOpened, At: at}, map[string]string{
		"rule": ev.GetRuleName(), "store": cmp.Or(ev.GetStoreName(), "全部门店"), "finding": ev.GetFinding(),
	})
}

// NotifyLicence makes a message of a licence that ends soon, or has ended.
func (m *Messages) NotifyLicence(ctx context.Context, tx *sqldb.Tx, ev *merchantv1.LicenceEnding, at time.Time) error {
	return m.tell(ctx, tx, store.Message{UserID: ev.GetUserId(), Kind: domain.LicenceEnding, At: at}, map[string]string{
		"merchant": ev.GetMerchantName(), "store": ev.GetStoreName(), "licence": ev.GetLicence(), "days": strconv.Itoa(int(ev.GetDays())), "expires": ev.GetExpires(),
	})
}

// NotifyApplication makes a message of how an application was decided.
func (m *Messages) NotifyApplication(ctx context.Context, tx *sqldb.Tx, ev *merchantv1.ApplicationDecided, at time.Time) error {
	return m.tell(ctx, tx, store.Message{UserID: ev.GetUserId(), Kind: domain.Application, At: at}, map[string]string{
		"company": ev.GetCompanyName(), "outcome": ev.GetOutcome(), "reason": ev.GetReason(),
	})
}

// tell words a message and stores it. Values are those of its kind besides the ones that all kinds have.
func (m *Messages) tell(ctx context.Context, tx *sqldb.Tx, message store.Message, values map[string]string) error {
	wording, err := m.wording(ctx)
	if err != nil {
		return err
	}
	template := wording[message.Kind]
	values["order"] = strconv.FormatInt(message.OrderID, 10)
	values["time"] = message.At.In(time.FixedZone("UTC+8", 8*3600)).Format("2006-01-02 15:04")
	message.ID = m.IDs.NextFor(message.UserID)
	message.Title, message.Body = domain.Fill(template.Title, values), domain.Fill(template.Body, values)
	if template.WechatTemplateID != "" {
		preferences, err := m.Store.Preferences(ctx, tx, message.UserID)
		if err != nil {
			return err
		}
		if preferences.Allows(message.Kind, m.Clock.Now()) {
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

// requestsKept is how long a grant's key is remembered: far longer than any client repeats a request.
const requestsKept = 7 * 24 * time.Hour

// SweepRequests forgets some of the keys of grants that are older than a week, and returns how many.
func (m *Messages) SweepRequests(ctx context.Context, now time.Time) (int64, error) {
	return m.Store.SweepRequests(ctx, now.Add(-requestsKept))
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

// Subscription is a kind of message that WeChat can be told of, and how many more of it a person allowed.
type Subscription struct {
	Kind      domain.Kind
	Title     string
	Template  string
	Remaining int64
}

// Subscriptions returns what a person may be asked to allow, by kind: nothing where they want no WeChat messages.
func (m *Messages) Subscriptions(ctx context.Context, userID int64) ([]Subscription, error) {
	preferences, err := m.Store.Preferences(ctx, nil, userID)
	if err != nil || !preferences.WechatOrders {
		return nil, err
	}
	wording, err := m.wording(ctx)
	if err != nil {
		return nil, err
	}
	granted, err := m.Store.Grants(ctx, userID)
	if err != nil {
		return nil, err
	}
	var list []Subscription
	for kind, t := range wording {
		if t.WechatTemplateID != "" {
			list = append(list, Subscription{Kind: kind, Title: t.Title, Template: t.WechatTemplateID, Remaining: granted[kind]})
		}
	}
	slices.SortFunc(list, func(a, b Subscription) int { return cmp.Compare(a.Kind, b.Kind) })
	return list, nil
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
