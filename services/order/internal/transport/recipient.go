package transport

import (
	"context"
	"time"

	"google.golang.org/grpc/codes"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/platform/mask"
	"dajiu/services/order/internal/domain"
)

// showRecipient shows the customer whom their order goes to, operators a mask of it, and the store the same while it may have
// to ask back.
func showRecipient(o *orderv1.Order, f domain.Facts, v view, now time.Time) {
	if v == forCustomer {
		o.PickupCode, o.Remark = f.PickupCode, f.Remark
		o.Address = addressToProto(f)
		return
	}
	if v == forStore && f.ForgottenByStore(now) {
		return
	}
	o.Remark = f.Remark
	if f.Fulfilment == domain.Instant {
		o.Address = &orderv1.DeliveryAddress{
			ContactName: mask.Name(f.Address.ContactName), Phone: mask.Phone(f.Address.Phone), Text: mask.Place(f.Address.Text),
		}
	}
}

func addressToProto(f domain.Facts) *orderv1.DeliveryAddress {
	if f.Fulfilment != domain.Instant {
		return nil
	}
	return &orderv1.DeliveryAddress{
		ContactName: f.Address.ContactName, Phone: f.Address.Phone, Text: f.Address.Text, LatE6: f.Address.LatE6, LngE6: f.Address.LngE6,
	}
}

func (s *storeServer) RevealStoreOrder(ctx context.Context, req *orderv1.RevealStoreOrderRequest) (*orderv1.DeliveryAddress, error) {
	f, err := s.rows.Order(ctx, ofStore(req.GetStoreId()), req.GetOrderId())
	if err != nil {
		return nil, err
	}
	operator := authn.From(ctx).Roles.Has(optionsv1.Role_ROLE_OPERATOR)
	if !operator && f.ForgottenByStore(s.orders.Clock.Now()) {
		return nil, errs.New(codes.FailedPrecondition, "ORDER_REVEAL_OVER", "订单结束已超过 7 天，门店不能再查看收货人信息")
	}
	if f.Fulfilment != domain.Instant {
		return &orderv1.DeliveryAddress{}, nil // it went to nobody's door
	}
	return addressToProto(f), nil
}
