package bench

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// maxUnaccepted is how many orders on delivery a customer may have that no store has accepted yet. Nobody accepts
// any during a run.
const maxUnaccepted = 20

// checkouts are the scenarios that buy.
type checkouts struct {
	api, sim *endpoint
	run      string
	// most bounds the orders on delivery of one customer.
	most int32
	// paidWithin bounds how long a shopper waits for a payment to arrive.
	paidWithin time.Duration
	watch      stopwatch
}

// pick returns the shopper's next customer.
func (s *shopper) pick() *person { return s.people[s.step%len(s.people)] }

// key names a placement: no two of a run have the same.
func (c *checkouts) key(scenario string, s *shopper) string {
	return scenario + "-" + c.run + "-" + strconv.Itoa(s.number) + "-" + strconv.Itoa(s.step)
}

// onDelivery is a purchase that is paid at the door: into the cart, placed, and confirmed by the answer.
func (c *checkouts) onDelivery(_ context.Context, s *shopper) error {
	p, ok := c.free(s)
	if !ok {
		return errSpent
	}
	if _, err := s.do(c.api, ask{step: "cart", method: http.MethodPut, path: "/v1/cart/items", auth: p.auth, body: p.cart}); err != nil {
		return err
	}
	trade, err := s.do(c.api, ask{
		step: "place", method: http.MethodPost, path: "/v1/orders", auth: p.auth, key: c.key("pod", s), body: p.onDelivery,
	})
	if err != nil {
		return err
	}
	return expect("place", trade, "ORDER_STATE_CONFIRMED", "orders", "state")
}

// free returns the shopper's next customer who may order on delivery once more.
func (c *checkouts) free(s *shopper) (*person, bool) {
	for i := range s.people {
		if p := s.people[(s.step+i)%len(s.people)]; p.placed.Add(1) <= c.most {
			return p, true
		}
	}
	return nil, false
}

// expect fails where a field of an answer that claims success is not what it must be.
func expect(step string, answer []byte, want string, path ...string) error {
	if got, _ := find(answer, path...); string(got) != want {
		return &Failure{Step: step, Status: http.StatusOK, Reason: fmt.Sprintf("%s is %q", path[len(path)-1], got)}
	}
	return nil
}

// need returns a field of an answer that must have it.
func need(step string, answer []byte, path ...string) (string, error) {
	value, found := find(answer, path...)
	if !found || len(value) == 0 {
		return "", &Failure{Step: step, Status: http.StatusOK, Reason: "answer has no " + path[len(path)-1]}
	}
	return string(value), nil
}

// byWechat is a purchase paid by WeChat: placed, a payment begun, paid at the simulated bank, and the order known as
// paid after the bank called back.
func (c *checkouts) byWechat(ctx context.Context, s *shopper) error {
	p := s.pick()
	trade, err := s.do(c.api, ask{
		step: "place", method: http.MethodPost, path: "/v1/orders", auth: p.auth, key: c.key("wechat", s), body: p.byWechat,
	})
	if err != nil {
		return err
	}
	tradeID, err := need("place", trade, "tradeId")
	if err != nil {
		return err
	}
	orderID, err := need("place", trade, "orders", "orderId")
	if err != nil {
		return err
	}
	session, err := s.do(c.api, ask{
		step: "pay", method: http.MethodPost, path: "/v1/trades/" + tradeID + ":pay", auth: p.auth, body: []byte("{}"),
	})
	if err != nil {
		return err
	}
	// The package is "prepay_id=…", whose value has no character that JSON escapes.
	prepay, err := need("pay", session, "wechat", "package")
	if err != nil {
		return err
	}
	const prefix = "prepay_id="
	if len(prepay) <= len(prefix) || prepay[:len(prefix)] != prefix {
		return &Failure{Step: "pay", Status: http.StatusOK, Reason: "package is not a prepay_id"}
	}
	paying := []byte(`{"prepay_id":"` + prepay[len(prefix):] + `"}`)
	if _, err := s.do(c.sim, ask{step: "bank", method: http.MethodPost, path: "/wechatpay/sim/pay", body: paying}); err != nil {
		return err
	}
	return c.awaitPaid(ctx, s, p, orderID)
}

const (
	shortestPoll = 5 * time.Millisecond
	// longestPoll keeps a customer below the 50 reads a second that one may make.
	longestPoll = 80 * time.Millisecond
)

// awaitPaid asks after an order until it is paid. The first question comes when the shopper's last payment had
// arrived, the next ones after a quarter of that time; one that finds it at once lets the next shopper ask earlier.
func (c *checkouts) awaitPaid(ctx context.Context, s *shopper, p *person, orderID string) error {
	path := "/v1/orders/" + orderID
	begin := c.watch()
	pause := max(s.payment, shortestPoll)
	for first := true; ; first = false {
		s.wait(ctx, pause)
		order, err := s.do(c.api, ask{step: "await", method: http.MethodGet, path: path, auth: p.auth})
		if err != nil {
			return err
		}
		waited := c.watch() - begin
		err = expect("await", order, "PAY_STATE_PAID", "payState")
		switch {
		case err == nil && first:
			s.payment = pause * 9 / 10
			return nil
		case err == nil:
			s.payment = waited
			return nil
		case ctx.Err() != nil, waited > c.paidWithin:
			return err
		}
		pause = min(max(s.payment/4, shortestPoll), longestPoll)
	}
}
