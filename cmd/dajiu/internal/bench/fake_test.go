package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// fakeShop answers as the platform's REST API and its simulators do, from memory.
type fakeShop struct {
	mu sync.Mutex
	// codes and tokens are who they stand for; addresses and orders whose they are.
	codes, tokens, addresses map[string]string
	orders                   map[string]*fakeOrder
	keys                     map[string]bool
	carts                    map[string]int
	raised                   map[string]int64
	serial                   int
	asked                    map[string]int
	lists                    []string

	// closed stores, wrong operator password, refused placements (every n-th), payments that never arrive, log-ins
	// refused before they are let in, the tokens' life: what goes wrong.
	allClosed     bool
	wrongPassword bool
	refuseEvery   int
	neverPaid     bool
	refuseLogins  int
	expiresIn     int
}

type fakeOrder struct {
	owner, method string
	polls         int
	paid          bool
}

func newFakeShop() *fakeShop {
	return &fakeShop{
		codes: map[string]string{}, tokens: map[string]string{}, addresses: map[string]string{}, orders: map[string]*fakeOrder{},
		keys: map[string]bool{}, carts: map[string]int{}, raised: map[string]int64{}, asked: map[string]int{}, expiresIn: 7200,
	}
}

func (f *fakeShop) serve(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(f.handle))
	t.Cleanup(server.Close)
	return server.URL
}

func (f *fakeShop) handle(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var body map[string]any
	if text, err := io.ReadAll(r.Body); err == nil && len(text) > 0 {
		if err := json.Unmarshal(text, &body); err != nil {
			refuse(w, 400, "INVALID")
			return
		}
	}
	route := r.Method + " " + r.URL.Path
	f.asked[route]++
	if !f.public(w, r, route, body) && !f.private(w, r, route, body) {
		refuse(w, 404, "NOT_FOUND")
	}
}

func refuse(w http.ResponseWriter, status int, reason string) {
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"error":{"status":%d,"reason":%q,"message":"…","requestId":"r"}}`, status, reason)
}

func (f *fakeShop) next() string {
	f.serial++
	return fmt.Sprint(1000 + f.serial)
}

// public answers what needs no token.
func (f *fakeShop) public(w http.ResponseWriter, r *http.Request, route string, body map[string]any) bool {
	switch {
	case route == "POST /weixin/sim/codes":
		code := f.next()
		f.codes[code] = fmt.Sprint(body["openid"])
		fmt.Fprintf(w, `{"code":%q}`, code)
	case route == "POST /v1/auth/wechat:login":
		if f.refuseLogins > 0 {
			f.refuseLogins--
			refuse(w, 429, "RATE_LIMITED")
			return true
		}
		code := fmt.Sprint(body["code"])
		token := f.next()
		f.tokens["Bearer "+token] = f.codes[code]
		delete(f.codes, code)
		fmt.Fprintf(w, `{"accessToken":%q, "expiresIn":%d}`, token, f.expiresIn)
	case route == "POST /v1/auth/staff:login":
		if f.wrongPassword {
			refuse(w, 401, "USER_LOGIN_FAILED")
			return true
		}
		f.tokens["Bearer admin"] = "admin"
		fmt.Fprint(w, `{"accessToken":"admin"}`)
	case route == "GET /v1/stores:nearby":
		fmt.Fprintf(w, `{"stores":[{"storeId":"1","name":"一店","latE6":30657000,"lngE6":104066000,"openNow":%t},
			{"storeId":"2","name":"二店","latE6":30660000,"lngE6":104070000,"openNow":%t},{"storeId":"3","openNow":false}]}`, !f.allClosed, !f.allClosed)
	case strings.HasSuffix(route, "/availability"):
		fmt.Fprint(w, `{"items":[{"skuId":"11","available":99},{"skuId":"12","available":5},{"skuId":"13","available":0}]}`)
	case route == "POST /wechatpay/sim/pay":
		o := f.orders[fmt.Sprint(body["prepay_id"])]
		if o == nil {
			w.WriteHeader(404)
			fmt.Fprint(w, `{"code":"ORDER_NOT_EXIST"}`)
			return true
		}
		o.paid = true
		fmt.Fprint(w, `{}`)
	case route == "GET /metrics":
		fmt.Fprintf(w, "# HELP x\nprocess_resident_memory_bytes 1.048576e+08\nprocess_cpu_seconds_total %d\n", f.serial)
	default:
		return f.catalogue(w, r, route)
	}
	return true
}

func (f *fakeShop) catalogue(w http.ResponseWriter, r *http.Request, route string) bool {
	const cards = `{"productId":"%s","name":"泸州老窖 Tequila","brandName":"泸州","categoryId":"5","price":"5000","defaultSkuId":"%s","inStock":true,"abvPermille":530}`
	switch {
	case route == "GET /v1/products" && r.URL.Query().Get("pageToken") == "":
		f.lists = append(f.lists, r.URL.RawQuery)
		fmt.Fprintf(w, `{"products":[`+cards+`,`+cards+`],"nextPageToken":"more/2"}`, "101", "11", "102", "12")
	case route == "GET /v1/products":
		fmt.Fprintf(w, `{"products":[`+cards+`],"nextPageToken":""}`, "103", "13")
	case route == "GET /v1/products:search":
		fmt.Fprint(w, `{"products":[], "totalSize":0}`)
	case strings.HasPrefix(route, "GET /v1/products/"):
		fmt.Fprintf(w, `{"productId":%q}`, r.URL.Path[len("/v1/products/"):])
	default:
		return false
	}
	return true
}

// private answers what needs a token.
func (f *fakeShop) private(w http.ResponseWriter, r *http.Request, route string, body map[string]any) bool {
	who := f.tokens[r.Header.Get("Authorization")]
	id := strings.Split(r.URL.Path, "/")
	switch {
	case who == "":
		refuse(w, 401, "UNAUTHENTICATED")
	case route == "POST /v1/me/age:confirm", route == "PUT /v1/cart/items":
		f.carts[who]++
		fmt.Fprint(w, `{}`)
	case route == "POST /v1/me/addresses":
		address := f.next()
		f.addresses[address] = who
		fmt.Fprintf(w, `{"addressId":%q}`, address)
	case route == "POST /v1/orders:preview":
		f.preview(w, body)
	case route == "POST /v1/orders":
		f.place(w, r, who, body)
	case strings.HasSuffix(route, "/stock:adjust"):
		f.raised[id[4]]++
		fmt.Fprint(w, `{}`)
	case strings.HasSuffix(route, ":pay"):
		fmt.Fprintf(w, `{"paymentId":"1","wechat":{"package":"prepay_id=%s"}}`, strings.TrimSuffix(id[3], ":pay"))
	case strings.HasPrefix(route, "GET /v1/orders/"):
		o := f.orders[id[3]]
		if o == nil || o.owner != who {
			return false
		}
		state := "PAY_STATE_UNPAID"
		if o.polls++; o.paid && o.polls > 1 && !f.neverPaid {
			state = "PAY_STATE_PAID"
		}
		fmt.Fprintf(w, `{"orderId":%q,"payState":%q}`, id[3], state)
	default:
		return false
	}
	return true
}

// quantityOf is what an order's first line asks for; fewer than 4 are below the minimum.
func quantityOf(body map[string]any) float64 {
	items, _ := body["items"].([]any)
	item, _ := items[0].(map[string]any)
	var n float64
	_, _ = fmt.Sscan(fmt.Sprint(item["quantity"]), &n)
	return n
}

func (f *fakeShop) preview(w http.ResponseWriter, body map[string]any) {
	if quantityOf(body) < 4 {
		fmt.Fprint(w, `{"payableAmount":"5000","problems":[{"reason":"ORDER_BELOW_MINIMUM"}]}`)
		return
	}
	fmt.Fprintf(w, `{"payableAmount":"%d","problems":[]}`, int(quantityOf(body))*5000)
}

func (f *fakeShop) place(w http.ResponseWriter, r *http.Request, who string, body map[string]any) {
	key := who + r.Header.Get("Idempotency-Key")
	switch {
	case f.keys[key]:
		refuse(w, 409, "IDEMPOTENCY_KEY_REUSED")
		return
	case f.addresses[fmt.Sprint(body["addressId"])] != who:
		refuse(w, 404, "ORDER_ADDRESS_NOT_FOUND")
		return
	case fmt.Sprint(body["expectedAmount"]) != fmt.Sprint(int(quantityOf(body))*5000):
		refuse(w, 409, "ORDER_PRICE_CHANGED")
		return
	case f.refuseEvery > 0 && len(f.keys)%f.refuseEvery == 0:
		f.keys[key] = true
		refuse(w, 409, "ORDER_STOCK_SHORT")
		return
	}
	f.keys[key] = true
	id, state := f.next(), "ORDER_STATE_PENDING_PAYMENT"
	method := fmt.Sprint(body["payMethod"])
	if method == "PAY_METHOD_ON_DELIVERY" {
		state = "ORDER_STATE_CONFIRMED"
	}
	f.orders[id] = &fakeOrder{owner: who, method: method}
	fmt.Fprintf(w, `{"tradeId": %q, "orders":[{"orderId":%q,"tradeId":%q,"lines":[{"name":"\"state\":1"}],"state":%q}]}`, id, id, id, state)
}
