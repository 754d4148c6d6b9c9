package sim

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dajiu/platform/money"
)

//go:embed pages.html
var pagesHTML string //nolint:gochecknoglobals // a compiled constant

const recentOrders = 50

func parsePages() (*template.Template, error) {
	pages, err := template.New("pages").Parse(pagesHTML)
	if err != nil {
		return nil, fmt.Errorf("sim: pages: %w", err)
	}
	return pages, nil
}

// payPage is what the payment page shows.
type payPage struct {
	Description, OutTradeNo, Amount, State, Problem, Return string
	Payable, Paid                                           bool
}

// orderLine is one order of the list.
type orderLine struct {
	PrepayID, OutTradeNo, Description, Amount, Refunded, State, Class, At string
}

// browser adds the pages for a person: the list of recent orders, and an order to pay or leave.
func (s *Sim) browser(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", s.listPage)
	mux.HandleFunc("GET /pay/{id}", func(w http.ResponseWriter, r *http.Request) { s.showPay(w, r, nil) })
	mux.HandleFunc("POST /pay/{id}", func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		if r.PostFormValue("action") != "pay" {
			if back := returnTo(r); back != "" {
				http.Redirect(w, r, back, http.StatusSeeOther) //nolint:gosec // the merchant's page may be anywhere; this is a simulator, and http(s) is all that passes
				return
			}
			http.Redirect(w, r, "../", http.StatusSeeOther)
			return
		}
		_, err := s.pay(r.Context(), payment{PrepayID: r.PathValue("id")})
		s.showPay(w, r, err)
	})
}

func (s *Sim) showPay(w http.ResponseWriter, r *http.Request, problem error) {
	id := r.PathValue("id")
	o, err := readOrder(r.Context(), s.store.reads.orderBySeq, seqOfPrepayID(id))
	if err != nil {
		s.plain(w, r, nil, err)
		return
	}
	if o == nil || o.PrepayID != id {
		s.render(w, r, http.StatusNotFound, "pay", payPage{Problem: "订单不存在", Return: returnTo(r)})
		return
	}
	page := payPage{
		Description: o.Description, OutTradeNo: o.OutTradeNo, Amount: money.Fen(o.Total).String(), State: describe(o.State),
		Payable: s.payable(o, payment{PrepayID: id}) == nil, Paid: o.Paid != 0, Return: returnTo(r),
	}
	status := http.StatusOK
	if known, ok := isRefusal(problem); ok {
		page.Problem, status = known.body.Message, known.status
	} else if problem != nil {
		page.Problem, status = "系统异常，请稍后重试", http.StatusInternalServerError
	}
	s.render(w, r, status, "pay", page)
}

func (s *Sim) listPage(w http.ResponseWriter, r *http.Request) {
	lines := make([]orderLine, 0, recentOrders)
	err := each(r.Context(), s.store.reads.ordersLatest, (*order).fields, func(o *order) error {
		line := orderLine{
			PrepayID: o.PrepayID, OutTradeNo: o.OutTradeNo, Description: o.Description, Amount: money.Fen(o.Total).String(),
			State: describe(o.State), Class: strings.ToLower(o.State), At: at(o.Created).Format(time.DateTime),
		}
		if o.Refunded > 0 {
			line.Refunded = money.Fen(o.Refunded).String()
		}
		lines = append(lines, line)
		return nil
	}, recentOrders)
	if err != nil {
		s.plain(w, r, nil, err)
		return
	}
	s.render(w, r, http.StatusOK, "list", lines)
}

func (s *Sim) render(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	var page bytes.Buffer
	if err := s.pages.ExecuteTemplate(&page, name, data); err != nil {
		s.plain(w, r, nil, fmt.Errorf("sim: render %s: %w", name, err))
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action *; base-uri 'none'")
	w.WriteHeader(status)
	_, _ = w.Write(page.Bytes()) // the person went away
}

// returnTo is where the merchant's page wants the person back: an http(s) address or a path of this host.
func returnTo(r *http.Request) string {
	text := r.URL.Query().Get("return")
	u, err := url.Parse(text)
	if err != nil || text == "" {
		return ""
	}
	if u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "" && u.Host == "" && strings.HasPrefix(text, "/") && !strings.HasPrefix(text, "//") {
		return u.String()
	}
	return ""
}
