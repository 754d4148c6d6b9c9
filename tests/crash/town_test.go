package crash

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// town is a store with its staff, its customers and its couriers, and what each was told.
type town struct {
	t         testing.TB
	server    *harness.Server
	bank      *harness.Client
	name      string
	seed      uint64
	store     int64
	lat, lng  int64
	skus      []int64
	clerkName string
	clerk     *harness.Client
	customers []*customer
	couriers  []*harness.Client
	pickups   chan pickup
	returns   chan string
	promises  promises

	requests, repeated, placed, paid, cancelled, handed, completed, refused atomic.Int64

	mu         sync.Mutex
	complaints []string
}

func (w *town) complain(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.complaints = append(w.complaints, fmt.Sprintf(format, args...))
}

func (w *town) figures() string {
	return fmt.Sprintf("%d orders placed, %d paid at the bank, %d cancelled, %d handed over, %d refused at the door, %d completed by their customers; %d requests, %d repeated after an outage",
		w.placed.Load(), w.paid.Load(), w.cancelled.Load(), w.handed.Load(), w.refused.Load(), w.completed.Load(), w.requests.Load(), w.repeated.Load())
}

// openTown finds a store that is open, fills its shelves and signs everybody in.
func openTown(t testing.TB, s *harness.Server, seed uint64) *town {
	t.Helper()
	w := &town{
		t: t, server: s, bank: s.Simulator(), name: uuid.NewString()[:8], seed: seed,
		pickups: make(chan pickup, 1000), returns: make(chan string, 1000), promises: promises{orders: map[string]*told{}},
	}
	operator := s.Staff("admin")
	anyone := s.Anonymous()
	for _, st := range anyone.Get("/v1/stores:nearby?latE6=30657000&lngE6=104066000&radiusMeters=50000").List("stores") {
		if st.At("openNow") == true {
			w.store, w.lat, w.lng = st.Int("storeId"), st.Int("latE6"), st.Int("lngE6")
			break
		}
	}
	require.NotZero(t, w.store, "no store is open")
	list := anyone.Get(fmt.Sprintf("/v1/products?storeId=%d&inStockOnly=true&pageSize=30&sort=SORT_PRICE_DESC", w.store))
	var lines []harness.JSON
	for _, p := range list.List("products") {
		w.skus = append(w.skus, p.Int("defaultSkuId"))
		lines = append(lines, harness.JSON{"skuId": p.Text("defaultSkuId"), "quantity": "20000"})
	}
	require.GreaterOrEqual(t, len(w.skus), 4)
	operator.Post(w.path("/stock:adjust"), harness.JSON{"kind": "MOVEMENT_KIND_RECEIVE", "lines": lines, "note": "test"})
	w.clerkName = clerkOf(t, operator, w.store)
	for i := range customers {
		w.customers = append(w.customers, &customer{town: w, rng: rand.New(rand.NewPCG(seed, uint64(i)+1))})
	}
	w.signIn()
	return w
}

// clerkOf returns the username of somebody who works in this store only.
func clerkOf(t testing.TB, operator *harness.Client, store int64) string {
	t.Helper()
	for token := ""; ; {
		page := operator.Get("/v1/admin/staff?pageSize=100&pageToken=" + token)
		for _, v := range page.List("staff") {
			stores, _ := v.At("storeIds").([]any)
			if len(stores) == 1 && stores[0] == strconv.FormatInt(store, 10) {
				return v.Text("username")
			}
		}
		if token = page.Text("nextPageToken"); token == "" {
			require.FailNow(t, "nobody works in the store")
		}
	}
}

// signIn gets everybody a fresh token.
func (w *town) signIn() {
	w.t.Helper()
	w.clerk = w.server.Staff(w.clerkName)
	w.couriers = nil
	for i := range couriers {
		c := w.server.Staff(fmt.Sprintf("courier%d", i+1))
		c.Put("/v1/courier/duty", harness.JSON{"onDuty": true, "latE6": w.lat, "lngE6": w.lng})
		w.couriers = append(w.couriers, c)
	}
	for i, c := range w.customers {
		c.Client = w.server.Customer(fmt.Sprintf("crash-%s-%d", w.name, i))
		if c.address != "" {
			continue
		}
		c.Post("/v1/me/age:confirm", harness.JSON{"adult": true, "noticeVersion": "test"})
		c.address = c.Post("/v1/me/addresses", harness.JSON{
			"contactName": "测试", "phone": "13800138000", "province": "四川省", "city": "成都市", "district": "锦江区", "street": "春熙路 1 号", "door": "1-1",
			"point": harness.JSON{"latE6": w.lat + 3000, "lngE6": w.lng + 3000}, "label": "家",
		}).Text("addressId")
	}
}

func (w *town) path(rest string) string {
	return fmt.Sprintf("/v1/merchant/stores/%d%s", w.store, rest)
}
