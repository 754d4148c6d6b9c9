package sim

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
)

const (
	pageSize    = 100
	maxPageSize = 1000
)

// control adds the endpoints for programs. None is part of WeChat's protocol; none asks for a signature.
//
//	POST /sim/pay     {prepay_id, openid?} or with requestPayment's arguments: the customer pays
//	GET  /sim/faults  the faults in force; POST sets all of them at once
//	GET  /sim/orders  ?after=&limit= all orders with their refunds, by number: what a check compares with
//	GET  /sim/state   totals per state and how many callbacks and refunds are pending
func (s *Sim) control(mux *http.ServeMux) {
	mux.HandleFunc("POST /sim/pay", func(w http.ResponseWriter, r *http.Request) {
		var p payment
		err := readJSON(w, r, &p)
		var paid order
		if err == nil {
			paid, err = s.pay(r.Context(), p)
		}
		s.plain(w, r, viewOf(&paid, nil), err)
	})
	mux.HandleFunc("GET /sim/faults", func(w http.ResponseWriter, r *http.Request) { s.plain(w, r, s.faults.get(), nil) })
	mux.HandleFunc("POST /sim/faults", func(w http.ResponseWriter, r *http.Request) {
		var f Faults
		err := readJSON(w, r, &f)
		if err == nil {
			err = s.SetFaults(f)
		}
		s.plain(w, r, f, err)
	})
	mux.HandleFunc("GET /sim/orders", s.listOrders)
	mux.HandleFunc("GET /sim/state", s.state)
}

// SetFaults replaces the faults in force, or says which is out of range.
func (s *Sim) SetFaults(f Faults) error { return s.faults.set(f) }

// OrderView is one order of GET /sim/orders. Amounts are fen, times RFC 3339.
type OrderView struct {
	Seq           int64        `json:"seq"`
	OutTradeNo    string       `json:"out_trade_no"`
	PrepayID      string       `json:"prepay_id"`
	TransactionID string       `json:"transaction_id,omitempty"`
	OpenID        string       `json:"openid"`
	Attach        string       `json:"attach,omitempty"`
	State         string       `json:"state"`
	Total         int64        `json:"total"`
	Refunded      int64        `json:"refunded"`
	CreatedAt     string       `json:"created_at"`
	PaidAt        string       `json:"paid_at,omitempty"`
	ClosedAt      string       `json:"closed_at,omitempty"`
	Refunds       []RefundView `json:"refunds,omitempty"`
}

// RefundView is one refund of an order.
type RefundView struct {
	OutRefundNo string `json:"out_refund_no"`
	RefundID    string `json:"refund_id"`
	Amount      int64  `json:"amount"`
	State       string `json:"state"`
	CreatedAt   string `json:"created_at"`
	SettledAt   string `json:"settled_at,omitempty"`
}

// OrdersPage is the answer of GET /sim/orders. Next is the after of the following page, 0 behind the last.
type OrdersPage struct {
	Orders []OrderView `json:"orders"`
	Next   int64       `json:"next"`
}

func viewOf(o *order, refunds []RefundView) OrderView {
	return OrderView{
		Seq: o.Seq, OutTradeNo: o.OutTradeNo, PrepayID: o.PrepayID, TransactionID: o.transactionID(), OpenID: o.OpenID,
		Attach: o.Attach, State: o.State, Total: o.Total, Refunded: o.Refunded, CreatedAt: stamp(o.Created),
		PaidAt: stamp(o.Paid), ClosedAt: stamp(o.Closed), Refunds: refunds,
	}
}

func (s *Sim) listOrders(w http.ResponseWriter, r *http.Request) {
	after := number(r.URL.Query().Get("after"))
	limit := int(number(r.URL.Query().Get("limit")))
	if limit <= 0 {
		limit = pageSize
	}
	limit = min(limit, maxPageSize)
	page := OrdersPage{Orders: make([]OrderView, 0, limit)}
	err := each(r.Context(), s.store.reads.ordersAfter, (*order).fields, func(o *order) error {
		page.Orders = append(page.Orders, viewOf(o, nil))
		return nil
	}, after, limit)
	if n := len(page.Orders); err == nil && n > 0 {
		if n == limit {
			page.Next = page.Orders[n-1].Seq
		}
		first := page.Orders[0].Seq
		index := make(map[int64]*OrderView, n)
		for i := range page.Orders {
			index[page.Orders[i].Seq] = &page.Orders[i]
		}
		err = each(r.Context(), s.store.reads.refundsOf, (*refund).fields, func(f *refund) error {
			if o := index[f.OrderSeq]; o != nil {
				o.Refunds = append(o.Refunds, RefundView{
					OutRefundNo: f.OutRefundNo, RefundID: f.refundID(), Amount: f.Amount, State: f.State,
					CreatedAt: stamp(f.Created), SettledAt: stamp(f.Settled),
				})
			}
			return nil
		}, first, page.Orders[n-1].Seq)
	}
	s.plain(w, r, page, err)
}

// StateView is the answer of GET /sim/state.
type StateView struct {
	States  map[string]StateCount `json:"states"`
	Pending int                   `json:"pending"`
}

// StateCount sums the orders of one state, in fen.
type StateCount struct {
	Orders   int64 `json:"orders"`
	Total    int64 `json:"total"`
	Refunded int64 `json:"refunded"`
}

func (s *Sim) state(w http.ResponseWriter, r *http.Request) {
	type row struct {
		state string
		count StateCount
	}
	view := StateView{States: make(map[string]StateCount)}
	err := each(r.Context(), s.store.reads.counts,
		func(c *row) []any { return []any{&c.state, &c.count.Orders, &c.count.Total, &c.count.Refunded} },
		func(c *row) error { view.States[c.state] = c.count; return nil })
	if err == nil {
		view.Pending, err = s.store.pending(r.Context())
	}
	s.plain(w, r, view, err)
}

func readJSON(w http.ResponseWriter, r *http.Request, into any) error {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		err = json.Unmarshal(body, into)
	}
	if err != nil {
		return refuse(http.StatusBadRequest, "PARAM_ERROR", "请求体不是合法的JSON")
	}
	return nil
}

// plain answers without a signature.
func (s *Sim) plain(w http.ResponseWriter, r *http.Request, body any, err error) {
	status := http.StatusOK
	if err != nil {
		known, ok := isRefusal(err)
		if !ok {
			s.cfg.Log.ErrorContext(r.Context(), "wechat pay simulator failed", "path", r.URL.Path, "error", err)
			known = &refusal{status: http.StatusInternalServerError}
			known.body.Code, known.body.Message = "SYSTEM_ERROR", "系统异常"
		}
		status, body = known.status, known.body
	}
	content, err := json.Marshal(body)
	if err != nil {
		status, content = http.StatusInternalServerError, []byte("{}")
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.WriteHeader(status)
	_, _ = w.Write(content) // the caller went away
}
