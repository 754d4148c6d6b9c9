package crash

import (
	"fmt"
	"net/http"
	"sync"

	"dajiu/tests/harness"
)

// promises are all orders that anybody was told of.
type promises struct {
	mu     sync.Mutex
	orders map[string]*told
}

// placed notes a trade that was placed.
func (p *promises) placed(c *customer, trade, request harness.JSON, key string) *deal {
	p.mu.Lock()
	defer p.mu.Unlock()
	d := &deal{id: trade.Text("tradeId"), key: key, request: request, payable: trade.Text("payableAmount")}
	for _, order := range trade.List("orders") {
		o := &told{
			id: order.Text("orderId"), payable: order.Int("payableAmount"), store: order.Int("storeId"), deal: d, owner: c,
			state: order.Text("state"), pay: order.Text("payState"),
		}
		d.orders = append(d.orders, o)
		p.orders[o.id] = o
	}
	return d
}

func (p *promises) find(orderID string) *told {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.orders[orderID]
}

// rank orders the states of an order, and of its money: nothing ever goes back.
func rank(name string) int {
	ranks := map[string]int{
		"ORDER_STATE_PENDING_PAYMENT": 1, "ORDER_STATE_CONFIRMED": 2, "ORDER_STATE_ACCEPTED": 3, "ORDER_STATE_PICKING": 4, "ORDER_STATE_READY": 5,
		"ORDER_STATE_SHIPPED": 6, "ORDER_STATE_DELIVERED": 7, "ORDER_STATE_COMPLETED": 8, "ORDER_STATE_RETURNING": 9, "ORDER_STATE_CANCELLED": 10,
		"PAY_STATE_UNPAID": 1, "PAY_STATE_PAID": 2, "PAY_STATE_REFUNDING": 3, "PAY_STATE_REFUNDED": 4,
	}
	return ranks[name]
}

// final reports whether nothing follows a state.
func final(state string) bool {
	return state == "ORDER_STATE_COMPLETED" || state == "ORDER_STATE_CANCELLED"
}

// tell notes what somebody was told of an order. Answers to several people may overtake one another, so that an older
// one proves nothing; only what ended must not go on.
func (p *promises) tell(w *town, o *told, state, pay string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if final(o.state) && rank(state) > rank(o.state) {
		w.complain("order %s was %s, then %s", o.id, o.state, state)
	}
	if rank(state) > rank(o.state) {
		o.state = state
	}
	if rank(pay) > rank(o.pay) {
		o.pay = pay
	}
}

func (p *promises) tellOf(w *town, orderID, state, pay string) {
	if o := p.find(orderID); o != nil {
		p.tell(w, o, state, pay)
	}
}

// handedOver notes that the goods are with the customer; it is true the first time.
func (p *promises) handedOver(orderID string) bool {
	o := p.find(orderID)
	if o == nil {
		return false // placed by somebody who has not heard of it yet
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	before := o.handed
	o.handed = true
	return !before
}

// broken reads every order once more, when all has settled, and returns every promise that is not kept.
func (p *promises) broken(w *town) []string {
	work := make(chan *told)
	var readers sync.WaitGroup
	var mu sync.Mutex
	var list []string
	for range 8 {
		readers.Go(func() {
			for o := range work {
				found := p.brokenOf(w, o)
				mu.Lock()
				list = append(list, found...)
				mu.Unlock()
			}
		})
	}
	p.mu.Lock()
	all := make([]*told, 0, len(p.orders))
	for _, o := range p.orders {
		all = append(all, o)
	}
	p.mu.Unlock()
	for _, o := range all {
		work <- o
	}
	close(work)
	readers.Wait()
	return list
}

func (p *promises) brokenOf(w *town, o *told) (list []string) {
	complain := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	status, now, _ := w.ask(o.owner.Client, http.MethodGet, "/v1/orders/"+o.id, nil, "")
	if status != http.StatusOK {
		complain("order %s was placed and is not there: %d %v", o.id, status, now)
		return list
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	state, pay := now.Text("state"), now.Text("payState")
	if rank(state) < rank(o.state) || final(o.state) && state != o.state {
		complain("order %s was told to be %s, and is %s", o.id, o.state, state)
	}
	if rank(pay) < rank(o.pay) {
		complain("order %s was told to be %s, and is %s", o.id, o.pay, pay)
	}
	// Who pays, cancels before we heard of it, and pays the rest anew gets the whole first payment back: the order stays unpaid.
	if o.bank && rank(pay) < rank("PAY_STATE_PAID") && state != "ORDER_STATE_CANCELLED" {
		complain("order %s was paid at the bank, and is %s and %s", o.id, state, pay)
	}
	if o.handed && state != "ORDER_STATE_DELIVERED" && state != "ORDER_STATE_COMPLETED" {
		complain("order %s is with its customer, and is %s and %s", o.id, state, pay)
	}
	if len(list) == 0 {
		o.state, o.pay = state, pay
	}
	return list
}
