package past

import (
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/money"
	"dajiu/services/analytics"
)

// toAnalytics tells the analytics service its part.
func (t *trade) toAnalytics() []analytics.PastOrder {
	fulfilment := orderv1.Fulfilment_FULFILMENT_INSTANT
	if t.orders[0].life.Counter {
		fulfilment = orderv1.Fulfilment_FULFILMENT_PICKUP
	}
	list := make([]analytics.PastOrder, len(t.orders))
	for i, o := range t.orders {
		told := analytics.PastOrder{
			OrderID: o.id, UserID: t.customer.id, StoreID: o.store.ID, PayMethod: t.payMethod(), Fulfilment: fulfilment, Payable: o.payable(), CourierID: o.courier,
		}
		for _, l := range o.lines {
			told.Lines = append(told.Lines, analytics.PastLine{
				SkuID: l.SkuID, ProductID: l.ProductID, Quantity: l.quantity, Amount: l.Price * money.Fen(l.quantity),
			})
		}
		placed := orderv1.OrderState_ORDER_STATE_PENDING_PAYMENT
		if o.life.OnDelivery {
			placed = Confirmed
			if o.life.reaches(Delivered) {
				told.Collected = o.payable()
			}
		}
		told.Steps = append(told.Steps, analytics.PastStep{State: placed, At: t.at})
		for i, s := range o.life.Way {
			told.Steps = append(told.Steps, analytics.PastStep{State: s, At: o.at[i]})
		}
		if o.life.Refunded {
			told.RefundedAt = o.refundedAt().Add(heardAfter)
		}
		list[i] = told
	}
	return list
}
