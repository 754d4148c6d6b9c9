package transport_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/services/order/internal/domain"
)

// story is how an order came to where it is, what is told of it then, and what becomes of it.
type story struct {
	method     domain.PayMethod
	fulfilment domain.Fulfilment
	way        []domain.Act
	told       func(order int64) []proto.Message
	want       outcome
}

func one(ev func(order int64) proto.Message) func(int64) []proto.Message {
	return func(order int64) []proto.Message { return []proto.Message{ev(order)} }
}

func both(evs ...func(order int64) proto.Message) func(int64) []proto.Message {
	return func(order int64) []proto.Message {
		var list []proto.Message
		for _, ev := range evs {
			list = append(list, ev(order))
		}
		return list
	}
}

func paid(o int64) proto.Message     { return &paymentv1.TradePaid{OrderIds: []int64{o}, Amount: 19900} }
func refunded(o int64) proto.Message { return &paymentv1.OrderRefunded{OrderId: o, Amount: 19900} }
func noStock(o int64) proto.Message  { return &inventoryv1.ReservationFailed{OrderId: o} }
func pickedUp(o int64) proto.Message { return &deliveryv1.DeliveryPickedUp{OrderId: o, CourierId: 5} }
func handed(o int64) proto.Message {
	return &deliveryv1.DeliveryHandedOver{OrderId: o, CourierId: 5, CollectedAmount: 19900}
}

func counter(o int64) proto.Message {
	return &deliveryv1.DeliveryHandedOver{OrderId: o, CollectedAmount: 19900}
}

func refusedForAge(o int64) proto.Message {
	return &deliveryv1.DeliveryRefused{OrderId: o, CourierId: 5, Age: true, Note: "未带身份证"}
}
func refused(o int64) proto.Message       { return &deliveryv1.DeliveryRefused{OrderId: o, CourierId: 5} }
func returned(o int64) proto.Message      { return &deliveryv1.DeliveryReturned{OrderId: o} }
func paymentDue(o int64) proto.Message    { return &orderv1.PaymentDue{OrderId: o} }
func acceptanceDue(o int64) proto.Message { return &orderv1.AcceptanceDue{OrderId: o} }
func completionDue(o int64) proto.Message { return &orderv1.CompletionDue{OrderId: o} }

const (
	wechat     = domain.PayWechat
	onDelivery = domain.PayOnDelivery
)

func stories() map[string]story {
	packed := []domain.Act{domain.Accept, domain.FinishPacking}
	shipped := append(packed[:2:2], domain.Ship)
	delivered := append(shipped[:3:3], domain.Deliver)
	return map[string]story{
		"a payment confirms":                           {wechat, 1, nil, one(paid), outcome{State: domain.Confirmed, Pay: domain.Paid}},
		"a payment after the cancellation is refunded": {wechat, 1, []domain.Act{domain.CancelByCustomer}, one(paid), outcome{domain.Cancelled, domain.Refunding, domain.ByCustomer, 0}},
		"a late payment and its refund":                {wechat, 1, []domain.Act{domain.ExpirePayment}, both(paid, refunded), outcome{domain.Cancelled, domain.Refunded, domain.PaymentTimeout, 19900}},
		"the refund is heard of before the payment":    {wechat, 1, []domain.Act{domain.ExpirePayment}, both(refunded, paid), outcome{domain.Cancelled, domain.Refunded, domain.PaymentTimeout, 19900}},
		"the payment is due and nobody paid":           {wechat, 1, nil, one(paymentDue), outcome{domain.Cancelled, domain.Unpaid, domain.PaymentTimeout, 0}},
		"the payment is due but came":                  {wechat, 1, nil, both(paid, paymentDue), outcome{State: domain.Confirmed, Pay: domain.Paid}},
		"the payment comes after it was due":           {wechat, 1, nil, both(paymentDue, paid), outcome{domain.Cancelled, domain.Refunding, domain.PaymentTimeout, 0}},
		"the store did not answer":                     {wechat, 1, nil, both(paid, acceptanceDue), outcome{domain.Cancelled, domain.Refunding, domain.AcceptTimeout, 0}},
		"the store answered in time":                   {onDelivery, 1, []domain.Act{domain.Accept}, one(acceptanceDue), outcome{State: domain.Accepted, Pay: domain.Unpaid}},
		"the stock was gone when the payment came":     {wechat, 1, nil, both(paid, noStock), outcome{domain.Cancelled, domain.Refunding, domain.StockLost, 0}},
		"the stock was gone, but so was the order":     {wechat, 1, []domain.Act{domain.CancelByCustomer}, one(noStock), outcome{domain.Cancelled, domain.Unpaid, domain.ByCustomer, 0}},
		"word of lost stock of goods on their way":     {onDelivery, 1, shipped, one(noStock), outcome{State: domain.Shipped, Pay: domain.Unpaid}},
		"a courier takes and brings it":                {onDelivery, 1, packed, both(pickedUp, handed), outcome{State: domain.Delivered, Pay: domain.Paid}},
		"the hand-over is heard of before the pick-up": {onDelivery, 1, packed, both(handed, pickedUp), outcome{State: domain.Delivered, Pay: domain.Paid}},
		"the refusal is heard of before the pick-up":   {onDelivery, 1, packed, both(refused, pickedUp), outcome{domain.Returning, domain.Unpaid, domain.DeliveryRefused, 0}},
		"the customer takes it at the counter":         {onDelivery, domain.Pickup, packed, one(counter), outcome{State: domain.Delivered, Pay: domain.Paid}},
		"refused for age and brought back":             {onDelivery, 1, shipped, both(refusedForAge, returned), outcome{domain.Cancelled, domain.Unpaid, domain.AgeRefused, 0}},
		"refused and brought back":                     {onDelivery, 1, shipped, both(refused, returned), outcome{domain.Cancelled, domain.Unpaid, domain.DeliveryRefused, 0}},
		"a refusal of what was handed over":            {onDelivery, 1, shipped, both(handed, refused), outcome{State: domain.Delivered, Pay: domain.Paid}},
		"a hand-over of what was refused":              {onDelivery, 1, shipped, both(refused, handed), outcome{domain.Returning, domain.Unpaid, domain.DeliveryRefused, 0}},
		"a pick-up of what was cancelled":              {onDelivery, 1, []domain.Act{domain.CancelByStore}, both(pickedUp, handed, refused, returned), outcome{domain.Cancelled, domain.Unpaid, domain.ByStore, 0}},
		"a day after the delivery":                     {onDelivery, 1, delivered, one(completionDue), outcome{State: domain.Completed, Pay: domain.Unpaid}},
		"completion before the delivery":               {onDelivery, 1, shipped, one(completionDue), outcome{State: domain.Shipped, Pay: domain.Unpaid}},
		"a return that nobody refused":                 {onDelivery, 1, shipped, one(returned), outcome{State: domain.Shipped, Pay: domain.Unpaid}},
	}
}

func TestEveryEventHandedOverTwiceEndsTheSame(t *testing.T) {
	t.Parallel()
	for name, s := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			order := w.placed(s.method, s.fulfilment)
			w.do(order, s.way...)
			var heard []told
			for _, ev := range s.told(order) {
				heard = append(heard, w.event(ev))
				w.hear(heard[len(heard)-1], heard[len(heard)-1])
			}
			require.Equal(t, s.want, w.ended(order))
			w.hear(heard...) // and all of it again, later
			require.Equal(t, s.want, w.ended(order))
		})
	}
}

// TestEveryEventToldAnewEndsTheSame tells the same under another event id, so that no inbox helps: the state table does.
// A refund told anew would be a second one, and is not among them.
func TestEveryEventToldAnewEndsTheSame(t *testing.T) {
	t.Parallel()
	for name, s := range stories() {
		if s.want.Refunded != 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			order := w.placed(s.method, s.fulfilment)
			w.do(order, s.way...)
			for _, ev := range s.told(order) {
				w.hear(w.event(ev), w.event(ev))
			}
			require.Equal(t, s.want, w.ended(order))
		})
	}
}

func TestOfATradeOnlyTheOrdersThatTheMoneyIsForAreConfirmed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.placed(wechat, domain.Instant)
	w.hear(w.event(&paymentv1.TradePaid{OrderIds: nil, Amount: 19900}))
	require.Equal(t, outcome{State: domain.PendingPayment, Pay: domain.Unpaid}, w.ended(order))
}
