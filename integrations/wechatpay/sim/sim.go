package sim

import (
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"os"
	"sync"

	"dajiu/integrations/wechatpay/wire"
)

// Sim is one simulated service for one merchant. It is safe for concurrent use.
type Sim struct {
	cfg      Config
	keys     []signer
	merchant *rsa.PublicKey
	box      *wire.Box
	store    *store
	faults   *faults
	pages    *template.Template
	bills    *bills
	wake     chan struct{}

	closing sync.Once
}

// New opens the simulator over its directory, which it makes when needed. Close it after use.
func New(cfg Config) (*Sim, error) {
	cfg = cfg.withDefaults()
	keys, err := cfg.signers()
	if err != nil {
		return nil, err
	}
	merchant, err := wire.ParsePublicKey(cfg.MerchantPublicKeyPEM)
	if err != nil {
		return nil, fmt.Errorf("sim: merchant public key: %w", err)
	}
	box, err := wire.NewBox(cfg.APIv3Key)
	if err != nil {
		return nil, err
	}
	pages, err := parsePages()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("sim: make directory: %w", err)
	}
	st, err := openStore(cfg.Dir)
	if err != nil {
		return nil, err
	}
	return &Sim{
		cfg: cfg, keys: keys, merchant: merchant, box: box, store: st, faults: newFaults(cfg.Seed),
		pages: pages, bills: newBills(cfg.Dir), wake: make(chan struct{}, 1),
	}, nil
}

// Handler answers the service's interface, the pages and the control endpoints. It may be mounted under a
// path with http.StripPrefix.
func (s *Sim) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /v3/pay/transactions/jsapi", s.signed(s.prepay))
	mux.Handle("GET /v3/pay/transactions/out-trade-no/{no}", s.signed(s.queryByNumber))
	mux.Handle("GET /v3/pay/transactions/id/{id}", s.signed(s.queryByID))
	mux.Handle("POST /v3/pay/transactions/out-trade-no/{no}/close", s.signed(s.close))
	mux.Handle("POST /v3/refund/domestic/refunds", s.signed(s.refund))
	mux.Handle("GET /v3/refund/domestic/refunds/{no}", s.signed(s.queryRefund))
	mux.Handle("GET /v3/certificates", s.signed(s.certificates))
	mux.Handle("GET /v3/bill/tradebill", s.signed(s.tradeBill))
	mux.Handle("GET /v3/bill/fundflowbill", s.signed(s.fundBill))
	mux.HandleFunc("GET /v3/billdownload/file", s.downloadBill)
	mux.Handle("/v3/", s.signed(func(request) (answer, error) {
		return answer{}, refuse(http.StatusNotFound, "RESOURCE_NOT_EXISTS", "接口不存在")
	}))
	s.control(mux)
	s.browser(mux)
	return mux
}

// Close ends the database. Requests and Run must have ended before.
func (s *Sim) Close() error {
	var err error
	s.closing.Do(func() { err = s.store.close() })
	return err
}

// Pending returns how many callbacks and refunds wait or are under way.
func (s *Sim) Pending(ctx context.Context) (int, error) { return s.store.pending(ctx) }

// poke makes Run look for work.
func (s *Sim) poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func isRefusal(err error) (*refusal, bool) {
	var r *refusal
	ok := errors.As(err, &r)
	return r, ok
}
