package crash

import (
	"math/rand/v2"
	"net/http"
	"time"

	"dajiu/tests/harness"
)

// keepStore accepts, picks and packs, hands out at the counter and takes returns, until it is told to stop.
func (w *town) keepStore(s *shop, stop <-chan struct{}) {
	rng := rand.New(rand.NewPCG(w.seed, 1000+uint64(s.id)))
	for {
		select {
		case <-stop:
			return
		case p := <-s.pickups:
			w.handOut(s, p)
		case id := <-s.returns:
			w.takeBack(s, id)
		case <-time.After(30 * time.Millisecond):
			w.workThrough(s, "ORDER_STATE_CONFIRMED", rng)
			w.workThrough(s, "ORDER_STATE_ACCEPTED", rng)
			w.workThrough(s, "ORDER_STATE_PICKING", rng)
		}
	}
}

// workThrough does with every order in a state what the store does next.
func (w *town) workThrough(s *shop, state string, rng *rand.Rand) {
	_, page, _ := w.ask(s.clerk, http.MethodGet, s.path("/orders?pageSize=50&states="+state), nil, "")
	for _, o := range page.List("orders") {
		w.busy.Store(time.Now().UnixNano())
		act := "finishPacking"
		switch {
		case state == "ORDER_STATE_CONFIRMED" && rng.IntN(100) < 4:
			act = "reject"
		case state == "ORDER_STATE_CONFIRMED":
			act = "accept"
		case state == "ORDER_STATE_ACCEPTED" && rng.IntN(2) == 0:
			act = "startPicking"
		}
		body := harness.JSON{}
		if act == "reject" {
			body["note"] = "缺货"
		}
		status, answer, _ := w.ask(s.clerk, http.MethodPost, s.path("/orders/"+o.Text("orderId")+":"+act), body, harness.NewKey())
		if status == http.StatusOK {
			w.promises.tellOf(w, o.Text("orderId"), answer.Text("state"), answer.Text("payState"))
		}
	}
}

// position is how often a courier tells where they are: one not heard of for two minutes is offered nothing.
const position = 10 * time.Second

// ride takes jobs, picks up and hands over, until it is told to stop.
func (w *town) ride(i int, c *harness.Client, stop <-chan struct{}) {
	rng, at := rand.New(rand.NewPCG(w.seed, uint64(c.UserID))), w.shops[i%len(w.shops)]
	var told time.Time
	for {
		select {
		case <-stop:
			return
		case <-time.After(30 * time.Millisecond):
		}
		if time.Since(told) > position {
			told = time.Now()
			w.ask(c, http.MethodPut, "/v1/courier/position", harness.JSON{"latE6": at.lat, "lngE6": at.lng}, "")
		}
		_, offers, _ := w.ask(c, http.MethodGet, "/v1/courier/offers", nil, "")
		for _, o := range offers.List("offers") {
			w.busy.Store(time.Now().UnixNano())
			w.ask(c, http.MethodPost, "/v1/courier/offers/"+o.Text("deliveryId")+":accept", harness.JSON{}, "")
		}
		_, jobs, _ := w.ask(c, http.MethodGet, "/v1/courier/jobs?pageSize=50", nil, "")
		for _, job := range jobs.List("deliveries") {
			w.busy.Store(time.Now().UnixNano())
			w.bring(c, rng, job)
		}
	}
}

// bring takes a job one step further.
func (w *town) bring(c *harness.Client, rng *rand.Rand, job harness.JSON) {
	path := "/v1/courier/jobs/" + job.Text("deliveryId")
	switch job.Text("state") {
	case "DELIVERY_STATE_ASSIGNED":
		if job.At("ready") == true {
			w.ask(c, http.MethodPost, path+":pickUp", harness.JSON{}, "")
		}
	case "DELIVERY_STATE_PICKED_UP":
		if rng.IntN(100) < 6 {
			status, _, _ := w.ask(c, http.MethodPost, path+":refuse", harness.JSON{"reason": "REFUSAL_REASON_MINOR", "note": "收货人未成年"}, "")
			if status == http.StatusOK {
				w.refused.Add(1)
			}
			return
		}
		collect := job.Text("collectAmount")
		if collect == "" {
			collect = "0"
		}
		status, _, _ := w.ask(c, http.MethodPost, path+":handOver", harness.JSON{"ageCheck": "AGE_CHECK_ID_SHOWN", "collectedAmount": collect}, "")
		if status == http.StatusOK {
			w.gone(job.Text("orderId"))
		}
	case "DELIVERY_STATE_REFUSED": // also what was called back on its way
		select {
		case w.shopOf(job).returns <- job.Text("deliveryId"):
		default:
		}
	}
}
