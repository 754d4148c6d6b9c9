package past

import (
	"time"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/services/delivery"
	"dajiu/services/inventory"
	"dajiu/services/order"
	"dajiu/services/product"
)

// heardAfter is how long after the order service another one hears of a change.
const heardAfter = time.Second

func (t *trade) payMethod() orderv1.PayMethod {
	if t.orders[0].life.OnDelivery {
		return orderv1.PayMethod_PAY_METHOD_ON_DELIVERY
	}
	return orderv1.PayMethod_PAY_METHOD_WECHAT
}

// toOrder tells the order service its part.
func (t *trade) toOrder() order.PastTrade {
	told := order.PastTrade{
		ID: t.id, UserID: t.customer.id, Key: "past-" + number(t.number), PayMethod: t.payMethod(),
		Fulfilment: orderv1.Fulfilment_FULFILMENT_INSTANT, At: t.at, PayBefore: t.payBefore, NewID: t.names.At,
	}
	if t.orders[0].life.Counter {
		told.Fulfilment = orderv1.Fulfilment_FULFILMENT_PICKUP
	} else {
		told.Address = order.PastAddress(t.customer.address(t.orders[0].store))
	}
	for _, o := range t.orders {
		one := order.PastOrder{
			ID: o.id, DeliveryFee: o.fee, PickupCode: o.code, Store: order.PastStore{
				ID: o.store.ID, MerchantID: o.store.MerchantID, Name: o.store.Name, Address: o.store.Address, LatE6: o.store.LatE6, LngE6: o.store.LngE6,
			},
		}
		for _, l := range o.lines {
			one.Lines = append(one.Lines, order.PastLine{
				SkuID: l.SkuID, ProductID: l.ProductID, Name: l.Name, Spec: l.Spec, ImageURL: l.ImageURL, Quantity: l.quantity,
				WeightGrams: l.WeightGrams, Price: l.Price, ListPrice: l.ListPrice, Liquor: l.Liquor,
			})
		}
		for i, s := range o.life.Way {
			one.Steps = append(one.Steps, order.PastStep{State: s, Reason: o.life.Reason, At: o.at[i]})
		}
		if o.life.Late {
			one.PaidLateAt = o.lateAt()
		}
		if o.life.Refunded {
			one.RefundedAt = o.refundedAt().Add(heardAfter)
		}
		told.Orders = append(told.Orders, one)
	}
	return told
}

// toInventory tells the inventory service its part.
func (t *trade) toInventory() []inventory.PastReservation {
	var list []inventory.PastReservation
	ids := t.moments(laneInventory)
	for _, o := range t.orders {
		r := inventory.PastReservation{OrderID: o.id, StoreID: o.store.ID, At: t.at, ExpiresAt: t.payBefore.Add(reserveSlack), NewID: ids.At}
		for _, l := range o.lines {
			r.Lines = append(r.Lines, inventory.ReservedLine{SkuID: l.SkuID, Quantity: l.quantity})
		}
		step := func(s inventory.ReservationState, at time.Time) {
			r.Steps = append(r.Steps, inventory.PastStep{State: s, At: at.Add(heardAfter)})
		}
		if o.life.OnDelivery {
			step(inventory.ReservationConfirmed, t.at)
		}
		for i, s := range o.life.Way {
			switch {
			case s == Confirmed:
				step(inventory.ReservationConfirmed, o.at[i])
			case s == Shipped:
				step(inventory.ReservationCommitted, o.at[i])
			case s == Cancelled && o.life.reaches(Shipped):
				step(inventory.ReservationReturned, o.at[i])
			case s == Cancelled:
				step(inventory.ReservationReleased, o.at[i])
			}
		}
		list = append(list, r)
	}
	return list
}

// assignedAfter is how long after the store accepted a courier took the job.
const assignedAfter = 30 * time.Second

// toDelivery tells the delivery service its part: of orders that it heard of.
func (t *trade) toDelivery() []delivery.PastDelivery {
	var list []delivery.PastDelivery
	ids := t.moments(laneDelivery)
	for _, o := range t.orders {
		accepted, cancelled := o.when(Accepted), o.when(Cancelled)
		if accepted.IsZero() && cancelled.IsZero() {
			continue
		}
		home := t.customer.address(o.store)
		d := delivery.PastDelivery{
			OrderID: o.id, UserID: t.customer.id, StoreID: o.store.ID, StoreName: o.store.Name, StoreAddress: o.store.Address,
			StoreLatE6: o.store.LatE6, StoreLngE6: o.store.LngE6, AgeCheck: o.liquor(), PickupCode: o.code, CourierID: o.courier,
			At: accepted.Add(heardAfter), ReadyAt: o.when(Ready),
		}
		if accepted.IsZero() {
			d.At = cancelled.Add(heardAfter)
		}
		if !o.life.Counter {
			d.ContactName, d.Phone, d.Drop, d.DropLatE6, d.DropLngE6 = home.ContactName, home.Phone, home.Text, home.LatE6, home.LngE6
		}
		if o.life.OnDelivery {
			d.Collect = o.payable()
		}
		d.ID, d.Steps = ids.At(d.At), o.ways()
		list = append(list, d)
	}
	return list
}

// ways are the states of an order's delivery.
func (o *placed) ways() []delivery.PastStep {
	var list []delivery.PastStep
	step := func(s deliveryv1.DeliveryState, at time.Time) {
		list = append(list, delivery.PastStep{State: s, At: at.Add(heardAfter)})
	}
	for i, s := range o.life.Way {
		at := o.at[i]
		switch {
		case s == Accepted && o.life.Counter:
			step(deliveryv1.DeliveryState_DELIVERY_STATE_AWAITING_PICKUP, at)
		case s == Accepted:
			step(deliveryv1.DeliveryState_DELIVERY_STATE_SEARCHING, at)
			if o.life.reaches(Shipped) {
				step(deliveryv1.DeliveryState_DELIVERY_STATE_ASSIGNED, at.Add(assignedAfter))
			}
		case s == Shipped && !o.life.Counter:
			step(deliveryv1.DeliveryState_DELIVERY_STATE_PICKED_UP, at)
		case s == Delivered:
			step(deliveryv1.DeliveryState_DELIVERY_STATE_HANDED_OVER, at)
		case s == Returning:
			step(deliveryv1.DeliveryState_DELIVERY_STATE_REFUSED, at)
		case s == Cancelled && o.life.reaches(Returning):
			step(deliveryv1.DeliveryState_DELIVERY_STATE_RETURNED, at)
		case s == Cancelled:
			step(deliveryv1.DeliveryState_DELIVERY_STATE_CANCELLED, at)
		}
	}
	return list
}

// toProduct tells the product service what arrived.
func (t *trade) toProduct() []product.PastSale {
	var list []product.PastSale
	for _, o := range t.orders {
		for i, s := range o.life.Way {
			if s != Delivered {
				continue
			}
			sale := product.PastSale{At: o.at[i], Pieces: map[int64]int64{}}
			for _, l := range o.lines {
				sale.Pieces[l.SkuID] += l.quantity
			}
			list = append(list, sale)
		}
	}
	return list
}
