package check

import "dajiu/cmd/dajiu/internal/past"

// lives are those of a past that is over, and of orders that are under way.
func lives() []past.Life {
	way := func(states ...past.State) []past.State { return states }
	list := past.Ended()
	for _, l := range []past.Life{
		{Name: "cash, delivered", OnDelivery: true, Way: way(past.Accepted, past.Ready, past.Shipped, past.Delivered)},
		{Name: "waiting for money"},
		{Name: "accepted", Way: way(past.Confirmed, past.Accepted)},
		{Name: "on its way", Way: way(past.Confirmed, past.Accepted, past.Ready, past.Shipped)},
		{Name: "at the counter", Counter: true, Way: way(past.Confirmed, past.Accepted, past.Ready)},
		{Name: "on its way back", Way: way(past.Confirmed, past.Accepted, past.Ready, past.Shipped, past.Returning), Reason: past.AgeRefused},
		{Name: "being refunded", Way: way(past.Confirmed, past.Cancelled), Reason: past.ByStore},
		{Name: "cash, confirmed", OnDelivery: true},
	} {
		l.Weight = 1
		list = append(list, l)
	}
	return list
}
