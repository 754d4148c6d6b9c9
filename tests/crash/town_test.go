package crash

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"dajiu/tests/harness"
)

// town is some stores with their staff, their customers and the couriers, and what each was told.
type town struct {
	t         testing.TB
	server    *harness.Server
	bank      *harness.Client
	name      string
	seed      uint64
	shops     []*shop
	customers []*customer
	couriers  []*harness.Client
	promises  promises

	// attempts are requests as they were sent, unheard those that were not answered, or by a failure.
	attempts, unheard atomic.Int64

	requests, repeated, trades, placed, paid, cancelled, handed, completed, refused atomic.Int64

	// busy is when a store or a courier last had something to do, in Unix nanoseconds.
	busy atomic.Int64

	mu         sync.Mutex
	complaints []string
	orders     []time.Time // when somebody's order was taken
}

func (w *town) complain(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.complaints = append(w.complaints, fmt.Sprintf(format, args...))
}

func (w *town) figures() string {
	return fmt.Sprintf("%d orders in %d trades placed, %d orders paid at the bank, %d cancelled, %d handed over, %d refused at the door, %d completed by their customers; %d requests, %d repeated after an outage",
		w.placed.Load(), w.trades.Load(), w.paid.Load(), w.cancelled.Load(), w.handed.Load(), w.refused.Load(), w.completed.Load(), w.requests.Load(), w.repeated.Load())
}

// openTown opens the stores and signs everybody in.
func openTown(t testing.TB, s *harness.Server, seed uint64) *town {
	t.Helper()
	w := &town{
		t: t, server: s, bank: s.Simulator(), name: uuid.NewString()[:8], seed: seed, promises: promises{orders: map[string]*told{}},
	}
	w.openShops(s.Staff("admin"))
	for i := range customers {
		w.customers = append(w.customers, &customer{town: w, rng: rand.New(rand.NewPCG(seed, uint64(i)+1))})
	}
	w.signIn()
	return w
}

// signIn gets everybody a fresh token.
func (w *town) signIn() {
	w.t.Helper()
	for _, s := range w.shops {
		s.clerk = w.server.Staff(s.username)
	}
	w.couriers = nil
	for i := range couriers {
		c := w.server.Staff(fmt.Sprintf("courier%d", i+1))
		at := w.shops[i%len(w.shops)]
		c.Put("/v1/courier/duty", harness.JSON{"onDuty": true, "latE6": at.lat, "lngE6": at.lng})
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
			"point": harness.JSON{"latE6": homeLat, "lngE6": homeLng}, "label": "家",
		}).Text("addressId")
	}
}
