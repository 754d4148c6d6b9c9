package bench

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// person is a customer who has signed in and, where they are to buy, knows what and what it costs. The requests are
// made in advance.
type person struct {
	// number tells people apart, from 0.
	number int
	auth   string
	// cart, onDelivery and byWechat are the bodies of putting the SKU into the cart and of the two ways to order it.
	cart, onDelivery, byWechat []byte
	// placed counts the orders on delivery.
	placed atomic.Int32
}

// crowd signs customers up.
type crowd struct {
	market   *market
	people   int
	workers  int
	checkout bool
	// run makes the customers of this run new ones: what an earlier run ordered does not count against them.
	run string
	// known begins the names of customers who are no new ones; empty: they are.
	known string
	// worker makes what one of the workers signs up with.
	worker func() *setup
}

// signUp returns the people, and for how long their tokens are good.
func (c crowd) signUp(ctx context.Context) ([]*person, time.Duration, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	people := make([]*person, c.people)
	var next, good atomic.Int64
	good.Store(int64(24 * time.Hour))
	var group sync.WaitGroup
	for range min(c.workers, c.people) {
		group.Go(func() {
			s := c.worker()
			for ctx.Err() == nil {
				n := int(next.Add(1)) - 1
				if n >= c.people {
					return
				}
				p, expires, err := c.one(ctx, s, n)
				if err != nil {
					cancel(fmt.Errorf("customer %d of %d: %w", n+1, c.people, err))
					return
				}
				people[n] = p
				for old := good.Load(); int64(expires) < old && !good.CompareAndSwap(old, int64(expires)); old = good.Load() {
				}
			}
		})
	}
	group.Wait()
	return people, time.Duration(good.Load()), context.Cause(ctx)
}

// one signs a customer up, gives them an address near a store, and prices what they will buy there.
func (c crowd) one(ctx context.Context, s *setup, n int) (*person, time.Duration, error) {
	var code struct {
		Code string `json:"code"`
	}
	openid := map[string]string{"openid": c.openID(n)}
	if err := s.call(ctx, s.sim, ask{step: "login code", method: http.MethodPost, path: "/weixin/sim/codes"}, openid, &code); err != nil {
		return nil, 0, err
	}
	var session struct {
		AccessToken string `json:"accessToken"`
		ExpiresIn   int64  `json:"expiresIn"`
	}
	login := map[string]string{"code": code.Code, "device": "bench"}
	if err := s.call(ctx, s.api, ask{step: "login", method: http.MethodPost, path: "/v1/auth/wechat:login"}, login, &session); err != nil {
		return nil, 0, err
	}
	p := &person{number: n, auth: "Bearer " + session.AccessToken}
	expires := time.Duration(session.ExpiresIn) * time.Second
	if !c.checkout {
		return p, expires, nil
	}
	adult := map[string]any{"adult": true, "noticeVersion": "bench"}
	if err := s.call(ctx, s.api, ask{step: "confirm age", method: http.MethodPost, path: "/v1/me/age:confirm", auth: p.auth}, adult, nil); err != nil {
		return nil, 0, err
	}
	store := c.market.stores[n%len(c.market.stores)]
	address, err := c.address(ctx, s, p, store)
	if err != nil {
		return nil, 0, err
	}
	return p, expires, p.choose(ctx, s, store, address, n/len(c.market.stores))
}

func (c crowd) openID(n int) string {
	if c.known != "" {
		return fmt.Sprintf("%s%d", c.known, n)
	}
	return fmt.Sprintf("bench-%s-%d", c.run, n)
}

// nextDoor is about 170 m in millionths of a degree of latitude.
const nextDoor = 1500

func (c crowd) address(ctx context.Context, s *setup, p *person, store *storeFront) (string, error) {
	var made struct {
		AddressID string `json:"addressId"`
	}
	body := map[string]any{
		"contactName": "测试顾客", "phone": fmt.Sprintf("139%08d", p.number), "city": "成都市", "street": store.Name + "旁", "door": "1-1",
		"point": Point{LatE6: store.LatE6 + nextDoor, LngE6: store.LngE6},
	}
	err := s.call(ctx, s.api, ask{
		step: "create address", method: http.MethodPost, path: "/v1/me/addresses", auth: p.auth,
		key: fmt.Sprintf("bench-%s-%d", c.run, p.number),
	}, body, &made)
	return made.AddressID, err
}

const (
	// maxTries bounds the SKUs that are tried for a customer, mostQuantity how many of one they buy to reach the
	// least that a store delivers.
	maxTries     = 5
	mostQuantity = 32
)

// choose finds what the customer will buy in a store, and its price, and makes the requests that buy it.
func (p *person) choose(ctx context.Context, s *setup, store *storeFront, address string, from int) error {
	problem := ""
	for try := range min(maxTries, len(store.goods)) {
		good := store.goods[(from+try)%len(store.goods)]
		for quantity := max(good.quantity.Load(), 1); quantity <= mostQuantity; quantity *= 2 {
			amount, reason, err := p.preview(ctx, s, store, good, address, quantity)
			if err != nil {
				return err
			}
			if problem = reason; problem == "" {
				good.quantity.Store(quantity)
				p.prepare(store.StoreID, good.DefaultSkuID, address, amount, quantity)
				return nil
			}
			if problem != "ORDER_BELOW_MINIMUM" {
				break
			}
		}
	}
	return fmt.Errorf("nothing of store %s can be ordered: %w", store.StoreID, errors.New(problem))
}

// preview asks for the price, and for what stands in the way of ordering: empty where nothing does.
func (p *person) preview(ctx context.Context, s *setup, store *storeFront, good *card, address string, quantity int64) (amount, problem string, err error) {
	var quote struct {
		PayableAmount string `json:"payableAmount"`
		Problems      []struct {
			Reason string `json:"reason"`
		} `json:"problems"`
	}
	body := map[string]any{
		"items":      []any{map[string]any{"storeId": store.StoreID, "skuId": good.DefaultSkuID, "quantity": quantity}},
		"fulfilment": "FULFILMENT_INSTANT", "addressId": address,
	}
	if err := s.call(ctx, s.api, ask{step: "preview", method: http.MethodPost, path: "/v1/orders:preview", auth: p.auth}, body, &quote); err != nil {
		return "", "", err
	}
	if len(quote.Problems) > 0 {
		return "", quote.Problems[0].Reason, nil
	}
	return quote.PayableAmount, "", nil
}

func (p *person) prepare(storeID, skuID, address, amount string, quantity int64) {
	item := fmt.Sprintf(`{"storeId":"%s","skuId":"%s","quantity":"%d"}`, storeID, skuID, quantity)
	order := func(method string) []byte {
		return fmt.Appendf(nil, `{"items":[%s],"fulfilment":"FULFILMENT_INSTANT","addressId":"%s","payMethod":"%s","expectedAmount":"%s"}`,
			item, address, method, amount)
	}
	p.cart, p.onDelivery, p.byWechat = []byte(item), order("PAY_METHOD_ON_DELIVERY"), order("PAY_METHOD_WECHAT")
}
