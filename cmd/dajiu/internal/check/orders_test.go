package check

import (
	"dajiu/cmd/dajiu/internal/past"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
)

// lives are those of a past that is over, and of orders that are under way.
func lives() []past.Life {
	way := func(states ...int32) (list []orderv1.OrderState) {
		for _, s := range states {
			list = append(list, orderv1.OrderState(s))
		}
		return list
	}
	list := past.Ended()
	for _, l := range []past.Life{
		{Name: "cash, delivered", OnDelivery: true, Way: way(3, 5, 6, 7)},
		{Name: "waiting for money"},
		{Name: "accepted", Way: way(2, 3)},
		{Name: "on its way", Way: way(2, 3, 5, 6)},
		{Name: "at the counter", Counter: true, Way: way(2, 3, 5)},
		{Name: "on its way back", Way: way(2, 3, 5, 6, 9), Reason: past.AgeRefused},
		{Name: "being refunded", Way: way(2, 10), Reason: past.ByStore},
		{Name: "cash, confirmed", OnDelivery: true},
	} {
		l.Weight = 1
		list = append(list, l)
	}
	return list
}
