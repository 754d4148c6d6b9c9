package crash

import (
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"dajiu/tests/harness"
)

// customer buys, pays, changes their mind and waits for the bell.
type customer struct {
	*harness.Client
	town    *town
	rng     *rand.Rand
	address string
	open    []*told
}

// chance is true in so many of a hundred cases.
func (c *customer) chance(percent int) bool { return c.rng.IntN(100) < percent }

// shop goes on until it is told to stop.
func (c *customer) shop(stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(time.Duration(c.rng.IntN(20)) * time.Millisecond):
		}
		if len(c.open) < 8 && c.chance(40) {
			c.place()
			continue
		}
		if len(c.open) > 0 {
			i := c.rng.IntN(len(c.open))
			if c.look(c.open[i]) {
				c.open = append(c.open[:i], c.open[i+1:]...)
			}
		}
	}
}

// place orders at one or several stores in one trade, and mostly pays at once.
func (c *customer) place() {
	want, method := c.wish()
	_, quote, _ := c.town.ask(c.Client, http.MethodPost, "/v1/orders:preview", want, "")
	if len(quote.List("problems")) > 0 || quote.Text("payableAmount") == "" {
		return
	}
	want["payMethod"], want["expectedAmount"] = method, quote.Text("payableAmount")
	key := harness.NewKey()
	status, trade, unsure := c.town.ask(c.Client, http.MethodPost, "/v1/orders", want, key)
	if status != http.StatusOK {
		return // too many open orders, or another refusal: nothing was promised
	}
	c.town.ordered()
	d := c.town.promises.placed(c, trade, want, key)
	c.town.trades.Add(1)
	c.town.placed.Add(int64(len(d.orders)))
	c.open = append(c.open, d.orders...)
	if wrong := d.unlike(quote); wrong != "" {
		c.town.complain("trade %s: %s", d.id, wrong)
	}
	if unsure || c.chance(10) {
		c.placeAgain(d)
	}
	if method == "PAY_METHOD_WECHAT" && c.chance(15) {
		c.cancelOne(d) // what is paid afterwards is the rest
	}
	if method == "PAY_METHOD_WECHAT" && c.chance(85) {
		c.pay(d)
	}
	if c.chance(10) {
		c.cancelOne(d)
	}
}

// wish is one or two SKUs of each of some stores.
func (c *customer) wish() (want harness.JSON, method string) {
	w := c.town
	stores := 1
	if c.chance(60) {
		stores = 2 + c.rng.IntN(len(w.shops)-1)
	}
	var items []harness.JSON
	for _, at := range c.rng.Perm(len(w.shops))[:stores] {
		s := w.shops[at]
		first := c.rng.IntN(len(s.skus))
		for i := range 1 + c.rng.IntN(2) {
			items = append(items, harness.JSON{
				"storeId": strconv.FormatInt(s.id, 10), "skuId": strconv.FormatInt(s.skus[(first+i)%len(s.skus)], 10), "quantity": strconv.Itoa(1 + c.rng.IntN(2)),
			})
		}
	}
	want = harness.JSON{"items": items, "fulfilment": "FULFILMENT_PICKUP"}
	if c.chance(80) {
		want["fulfilment"], want["addressId"] = "FULFILMENT_INSTANT", c.address
	}
	if c.chance(50) {
		return want, "PAY_METHOD_ON_DELIVERY"
	}
	return want, "PAY_METHOD_WECHAT"
}

// placeAgain repeats a placement: the same key must lead to the same orders.
func (c *customer) placeAgain(d *deal) {
	status, trade, _ := c.town.ask(c.Client, http.MethodPost, "/v1/orders", d.request, d.key)
	if status != http.StatusOK || trade.Text("tradeId") != d.id || !d.names(trade.List("orders")) {
		c.town.complain("trade %s placed again under key %s became %d %v", d.id, d.key, status, trade)
	}
}

// pay pays a trade in the simulated WeChat: all of its orders that were not cancelled, at once.
func (c *customer) pay(d *deal) {
	wanted, amount := d.wanted()
	status, session, _ := c.town.ask(c.Client, http.MethodPost, "/v1/trades/"+d.id+":pay", harness.JSON{}, "")
	prepay, found := strings.CutPrefix(session.Text("wechat.package"), "prepay_id=")
	if status != http.StatusOK || !found {
		return // cancelled meanwhile, or paid before
	}
	if session.Int("amount") != amount {
		c.town.complain("trade %s asks for %d, but its orders want %d", d.id, session.Int("amount"), amount)
	}
	status, paid, unsure := c.town.ask(c.town.bank, http.MethodPost, "/wechatpay/sim/pay", harness.JSON{"prepay_id": prepay}, "")
	if status == http.StatusOK || unsure && reason(paid) == "ORDERPAID" {
		for _, o := range wanted {
			if o.bankTook() {
				c.town.paid.Add(1)
			}
		}
	}
}

// cancelOne cancels one order of a trade.
func (c *customer) cancelOne(d *deal) {
	if o := d.orders[c.rng.IntN(len(d.orders))]; *late || o.fresh() {
		c.cancel(o)
	}
}

func (c *customer) cancel(o *told) {
	status, answer, _ := c.town.ask(c.Client, http.MethodPost, "/v1/orders/"+o.id+":cancel", harness.JSON{"note": "不想要了"}, harness.NewKey())
	if status == http.StatusOK {
		c.town.cancelled.Add(1)
		c.town.promises.tell(c.town, o, answer.Text("state"), answer.Text("payState"))
	}
}

// look reads an order and goes on with it as a customer would; done is true when nothing more will come of it.
func (c *customer) look(o *told) (done bool) {
	status, order, _ := c.town.ask(c.Client, http.MethodGet, "/v1/orders/"+o.id, nil, "")
	if status != http.StatusOK {
		c.town.complain("order %s was placed, now: %d %v", o.id, status, order)
		return true
	}
	state := order.Text("state")
	c.town.promises.tell(c.town, o, state, order.Text("payState"))
	switch state {
	case "ORDER_STATE_COMPLETED", "ORDER_STATE_CANCELLED":
		return true
	case "ORDER_STATE_PENDING_PAYMENT":
		if c.chance(20) {
			c.pay(o.deal)
		}
	case "ORDER_STATE_READY":
		if order.Text("pickupCode") != "" {
			c.collect(o, order)
		}
	case "ORDER_STATE_DELIVERED":
		if c.chance(50) {
			c.confirm(o)
		}
		return c.chance(50) // some never look again
	}
	if c.chance(4) && (*late || early(state)) {
		c.cancel(o)
	}
	return false
}

// early reports whether no courier can have the goods of an order yet.
func early(state string) bool {
	return state == "ORDER_STATE_PENDING_PAYMENT" || state == "ORDER_STATE_CONFIRMED"
}

// collect goes to the counter once the goods wait there.
func (c *customer) collect(o *told, order harness.JSON) {
	_, way, _ := c.town.ask(c.Client, http.MethodGet, "/v1/orders/"+o.id+"/delivery", nil, "")
	if way.Text("state") != "DELIVERY_STATE_AWAITING_PICKUP" || way.At("ready") != true {
		return
	}
	if !o.goToCounter() {
		return
	}
	p := pickup{code: order.Text("pickupCode"), collect: "0"}
	if order.Text("payMethod") == "PAY_METHOD_ON_DELIVERY" {
		p.collect = order.Text("payableAmount")
	}
	select {
	case c.town.shopOf(order).pickups <- p:
	default:
	}
}

func (c *customer) confirm(o *told) {
	status, answer, _ := c.town.ask(c.Client, http.MethodPost, "/v1/orders/"+o.id+":confirmReceipt", harness.JSON{}, harness.NewKey())
	if status == http.StatusOK {
		c.town.completed.Add(1)
		c.town.promises.tell(c.town, o, answer.Text("state"), answer.Text("payState"))
	}
}
