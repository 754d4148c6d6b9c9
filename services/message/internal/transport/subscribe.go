package transport

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	messagev1 "dajiu/gen/go/dajiu/message/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/services/message/internal/app"
	"dajiu/services/message/internal/domain"
)

// Subscribe makes messages of what happens to orders, their money and accounts.
func Subscribe(c *outbox.Consumer, m *app.Messages) {
	on[*orderv1.OrderPlaced](c, m, domain.OrderPlaced)
	on[*orderv1.OrderConfirmed](c, m, domain.OrderConfirmed)
	on[*orderv1.OrderAccepted](c, m, domain.OrderAccepted)
	on[*orderv1.OrderReady](c, m, domain.OrderReady)
	on[*orderv1.OrderShipped](c, m, domain.OrderShipped)
	on[*orderv1.OrderDelivered](c, m, domain.OrderDelivered)
	on[*orderv1.OrderReturning](c, m, domain.OrderReturning)
	on[*orderv1.OrderCancelled](c, m, domain.OrderCancelled)
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, meta outbox.Meta, ev *paymentv1.OrderRefunded) error {
		if ev.GetUserId() == 0 {
			return nil // from before payment told whose order it was
		}
		return m.NotifyRefund(ctx, tx, ev, meta.At)
	})
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, meta outbox.Meta, ev *userv1.NewDeviceSignedIn) error {
		return m.NotifyDevice(ctx, tx, ev, meta.At)
	})
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, meta outbox.Meta, ev *analyticsv1.AlertOpened) error {
		return m.NotifyAlert(ctx, tx, ev, meta.At)
	})
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, meta outbox.Meta, ev *analyticsv1.ExportFinished) error {
		return m.NotifyExport(ctx, tx, ev, meta.At)
	})
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, meta outbox.Meta, ev *merchantv1.LicenceEnding) error {
		return m.NotifyLicence(ctx, tx, ev, meta.At)
	})
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, meta outbox.Meta, ev *merchantv1.ApplicationDecided) error {
		return m.NotifyApplication(ctx, tx, ev, meta.At)
	})
	outbox.OnCall(c, func(ctx context.Context, _ outbox.Meta, ev *messagev1.SubscribeSendDue) error {
		return m.Send(ctx, ev.GetMessageId())
	})
}

type aboutOrder interface {
	proto.Message
	GetOrder() *orderv1.OrderSummary
}

func on[E aboutOrder](c *outbox.Consumer, m *app.Messages, kind domain.Kind) {
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, meta outbox.Meta, ev E) error {
		return m.Notify(ctx, tx, kind, ev.GetOrder(), meta.At)
	})
}

// People asks the user service.
type People struct {
	client userv1.UserInternalServiceClient
}

// NewPeople returns the port of package app.
func NewPeople(conn grpc.ClientConnInterface) *People {
	return &People{client: userv1.NewUserInternalServiceClient(conn)}
}

// OpenID returns a person's WeChat identity.
func (p *People) OpenID(ctx context.Context, userID int64) (string, error) {
	contact, err := p.client.ResolveContact(ctx, &userv1.ResolveContactRequest{UserId: userID})
	if err != nil {
		return "", err //nolint:wrapcheck // a client's error is already the platform's
	}
	return contact.GetOpenid(), nil
}
