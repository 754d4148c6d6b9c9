package crash

import (
	"fmt"
	"strconv"
	"sync"

	"dajiu/tests/harness"
)

// deal is a trade that was placed, with its orders: one for each store.
type deal struct {
	id, key string
	request harness.JSON
	payable string
	orders  []*told
}

// told is an order and the most that anybody was told of it.
type told struct {
	id      string
	payable int64
	store   int64
	deal    *deal
	owner   *customer

	mu     sync.Mutex
	state  string
	pay    string
	bank   bool // the bank said that it took the money
	handed bool // a courier or the counter was told that the goods are handed over
	called bool // the customer said the code at the counter
}

// unlike says how a trade differs from the quote that was agreed; empty where it does not.
func (d *deal) unlike(quote harness.JSON) string {
	if d.payable != quote.Text("payableAmount") {
		return fmt.Sprintf("costs %s, not the %s that were agreed", d.payable, quote.Text("payableAmount"))
	}
	stores, sum := map[int64]bool{}, int64(0)
	for _, item := range d.request["items"].([]harness.JSON) { //nolint:forcetypeassert // made here
		stores[item.Int("storeId")] = true
	}
	wanted := len(stores)
	for _, o := range d.orders {
		sum += o.payable
		delete(stores, o.store)
	}
	if len(d.orders) != wanted || len(stores) != 0 {
		return fmt.Sprintf("has %d orders for %d stores", len(d.orders), wanted)
	}
	if strconv.FormatInt(sum, 10) != d.payable {
		return fmt.Sprintf("costs %s, its orders %d", d.payable, sum)
	}
	return ""
}

// names reports whether these are the trade's orders.
func (d *deal) names(orders []harness.JSON) bool {
	for i, o := range orders {
		if i >= len(d.orders) || o.Text("orderId") != d.orders[i].id {
			return false
		}
	}
	return len(orders) == len(d.orders)
}

// wanted returns the orders that nobody was told to be cancelled, and what they cost. Before the first payment only
// the trade's own customer cancels, who is the one to ask this.
func (d *deal) wanted() (list []*told, amount int64) {
	for _, o := range d.orders {
		o.mu.Lock()
		if o.state != "ORDER_STATE_CANCELLED" {
			list = append(list, o)
			amount += o.payable
		}
		o.mu.Unlock()
	}
	return list, amount
}

// bankTook notes that the bank took the money; it is true the first time.
func (o *told) bankTook() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	before := o.bank
	o.bank = true
	return !before
}

// fresh reports whether nobody was told yet that the store is at work.
func (o *told) fresh() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return early(o.state)
}

// goToCounter is true the first time: who says a code that opens nothing any more is soon not listened to.
func (o *told) goToCounter() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	before := o.called
	o.called = true
	return !before
}
