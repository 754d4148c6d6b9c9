package past

import (
	"fmt"
	"math/rand/v2"
	"time"

	"dajiu/platform/id"
	"dajiu/platform/money"
)

// trade is one trade's story, from which every service is told its part.
type trade struct {
	number    int64
	id        int64
	customer  customer
	at        time.Time
	payBefore time.Time
	orders    []*placed
	// names are the ids of the order service's part.
	names *id.Moments
}

// placed is one order of a trade.
type placed struct {
	id      int64
	life    *Life
	store   *Store
	lines   []line
	fee     money.Fen
	courier int64
	code    string
	// at is when each state of the life's way came, by its index.
	at []time.Time
}

// line is so many of a good.
type line struct {
	*Good
	quantity int64
}

func (o *placed) payable() money.Fen {
	sum := o.fee
	for _, l := range o.lines {
		sum += l.Price * money.Fen(l.quantity)
	}
	return sum
}

func (o *placed) liquor() bool {
	for _, l := range o.lines {
		if l.Liquor {
			return true
		}
	}
	return false
}

// when returns the moment at which a state came; zero where it never did.
func (o *placed) when(s State) time.Time {
	for i, state := range o.life.Way {
		if state == s {
			return o.at[i]
		}
	}
	return time.Time{}
}

// Lanes keep the ids of the services apart that tell of one trade.
const (
	laneOrder = iota
	laneInventory
	lanePayment
	laneDelivery
	lanes
)

// moments returns the ids of one service's part.
func (t *trade) moments(lane int64) *id.Moments {
	return id.NewMoments(t.number*lanes+lane, t.customer.id)
}

const (
	payWithin = 15 * time.Minute
	// reserveSlack is what a reservation lasts longer than its order waits for money.
	reserveSlack = 10 * time.Minute
)

// author invents trades.
type author struct {
	rng       *rand.Rand
	city      *City
	opts      *Options
	customers []customer
	// number is that of the next trade, turn the next life where they are lived in turn.
	number int64
	turn   int
}

// next invents a trade of at most so many orders, placed at a moment.
func (a *author) next(at time.Time, most int) *trade {
	t := &trade{number: a.number, customer: a.customers[a.rng.IntN(len(a.customers))], at: at, payBefore: at.Add(payWithin)}
	a.number++
	t.names = t.moments(laneOrder)
	t.id = t.names.At(at)
	stores := a.rng.Perm(len(a.city.Stores))
	for i, life := range a.lives(min(most, len(stores))) {
		t.orders = append(t.orders, a.order(t, life, &a.city.Stores[stores[i]]))
	}
	return t
}

// lives chooses what becomes of a trade's orders. Those of one trade are paid at once, or none of them is.
func (a *author) lives(most int) []*Life {
	first := a.first(most)
	list := []*Life{first}
	if first.Early {
		return append(list, a.life(keeps))
	}
	for first.plain() && len(list) < min(most, maxStores) && a.rng.IntN(100) < a.opts.Joined {
		list = append(list, a.life(first.fits))
	}
	return list
}

// keeps reports whether an order with this life stays in a trade of which another was left out.
func keeps(l *Life) bool { return l.paid() && l.plain() && !l.Counter }

// maxStores is how many stores one trade buys at.
const maxStores = 3

func (a *author) first(most int) *Life {
	possible := func(l *Life) bool { return !l.Early || most > 1 }
	if !a.opts.InTurn {
		return a.life(possible)
	}
	for {
		l := &a.opts.Lives[a.turn%len(a.opts.Lives)]
		if a.turn++; possible(l) {
			return l
		}
	}
}

// life draws one of the lives that fit; Options make sure that there is one.
func (a *author) life(fits func(*Life) bool) *Life {
	total := 0
	for i := range a.opts.Lives {
		if fits(&a.opts.Lives[i]) {
			total += a.opts.Lives[i].Weight
		}
	}
	n := a.rng.IntN(total)
	for i := range a.opts.Lives {
		l := &a.opts.Lives[i]
		if !fits(l) {
			continue
		}
		if n -= l.Weight; n < 0 {
			return l
		}
	}
	return nil
}

func (a *author) order(t *trade, life *Life, s *Store) *placed {
	o := &placed{id: t.names.At(t.at), life: life, store: s}
	first := a.rng.IntN(len(s.Goods))
	for i := range 1 + a.rng.IntN(min(3, len(s.Goods))) {
		o.lines = append(o.lines, line{Good: &s.Goods[(first+i)%len(s.Goods)], quantity: 1 + a.rng.Int64N(2)})
	}
	if life.Counter {
		o.code = fmt.Sprintf("%08d", a.rng.IntN(100_000_000))
	} else {
		o.fee = money.Fen(100 * a.rng.IntN(9))
		o.courier = a.city.Couriers[a.rng.IntN(len(a.city.Couriers))]
	}
	o.at = a.times(t, life)
	return o
}

// times lets every state of a life last a while. What is paid is paid at one moment for all of a trade's orders.
func (a *author) times(t *trade, life *Life) []time.Time {
	list := make([]time.Time, len(life.Way))
	now := t.at
	for i, s := range life.Way {
		switch {
		case s == Confirmed:
			now = t.at.Add(paidAfter)
		case life.Early:
			now = t.at.Add(leftOutAfter)
		case s == Cancelled && life.Reason == PaymentTimeout:
			now = t.payBefore
		case s == Completed:
			// Whoever had it lately says so before the past ends.
			now = now.Add(a.between(time.Hour, min(24*time.Hour, a.opts.Until.Sub(now))))
		case s == Delivered && life.Counter:
			now = now.Add(time.Second)
		default:
			now = now.Add(a.between(2*time.Minute, 15*time.Minute))
		}
		list[i] = now
	}
	return list
}

// When a trade's customer opened WeChat, left an order out, and paid.
const (
	openedAfter  = 3 * time.Second
	leftOutAfter = 20 * time.Second
	paidAfter    = time.Minute
)

func (a *author) between(least, most time.Duration) time.Duration {
	return least + time.Duration(a.rng.Int64N(int64((most-least)/time.Millisecond)))*time.Millisecond
}

// longest is how long before its end the last order of a past is placed: lives then end in time, and money is back.
const longest = 4 * time.Hour
