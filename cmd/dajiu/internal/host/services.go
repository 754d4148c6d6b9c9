package host

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"github.com/go-sql-driver/mysql"

	"dajiu/platform/app"
	"dajiu/platform/config"
	"dajiu/platform/obs"
	"dajiu/platform/outbox"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/analytics"
	"dajiu/services/delivery"
	"dajiu/services/gateway"
	"dajiu/services/inventory"
	"dajiu/services/merchant"
	"dajiu/services/message"
	"dajiu/services/order"
	"dajiu/services/payment"
	"dajiu/services/product"
	"dajiu/services/user"
)

// services lists what this process runs. This list, and nothing else, is how a service comes to be there.
func (h *Host) services() ([]app.Service, error) {
	makers := []struct {
		name string
		make func() (app.Service, error)
	}{
		{"user", func() (app.Service, error) {
			return user.Service(h.userConfig(), user.Deps{
				Wechat: h.Third.Weixin, SMS: h.Third.SMS, SMSReportToken: h.smsReportToken(), Production: h.Config.Mode == Production,
			})
		}},
		{"product", func() (app.Service, error) {
			return product.Service(h.Config.Product, h.Config.MediaFolder(), h.Config.Mode == Production)
		}},
		{"inventory", func() (app.Service, error) { return inventory.Service(h.Config.Inventory) }},
		{"delivery", func() (app.Service, error) { return delivery.Service(h.Config.Delivery) }},
		{"order", func() (app.Service, error) { return order.Service(h.Config.Order) }},
		{"payment", func() (app.Service, error) {
			cfg := h.Config.Payment
			cfg.AppID = h.Third.AppID
			return payment.Service(cfg, h.Third.WechatPay)
		}},
		{"message", func() (app.Service, error) { return message.Service(h.Third.Weixin) }},
		{"analytics", analytics.Service},
		{"merchant", merchant.Service},
	}
	var list []app.Service
	for _, m := range makers {
		if !h.Config.runs(m.name) {
			continue
		}
		s, err := m.make()
		if err != nil {
			return nil, fmt.Errorf("service %s: %w", m.name, err)
		}
		list = append(list, s)
	}
	return list, nil
}

// numbered gives each service the number that its ids carry: its place here, for ever. Later ones are added at the end.
//
//nolint:gochecknoglobals // a constant that Go cannot declare as one
var numbered = []string{"user", "product", "inventory", "delivery", "order", "payment", "message", "analytics", "merchant"}

// database returns where a service's tables are.
func (c Config) database(service string) (sqldb.Config, error) {
	db := sqldb.Config{
		Engine: c.SQL.Engine, Readers: c.SQL.Readers, Writers: c.SQL.Writers, MaxBatch: c.SQL.MaxBatch,
		MaxIdle: c.SQL.MaxIdle, IdleFor: c.SQL.IdleFor, MaxLife: c.SQL.MaxLife, MaxLag: c.SQL.MaxLag,
	}
	if c.SQL.Engine == sqldb.SQLite {
		db.Path = filepath.Join(c.Data, service+".db")
		return db, nil
	}
	var err error
	if db.DSN, err = c.SQL.schema("sql.dsn", c.SQL.DSN, service); err != nil {
		return db, err
	}
	for _, replica := range c.SQL.Replicas {
		dsn, err := c.SQL.schema("sql.replicas", replica, service)
		if err != nil {
			return db, err
		}
		db.Replicas = append(db.Replicas, dsn)
	}
	return db, nil
}

// schema returns the data source name of a service's schema on a server.
func (c SQLConfig) schema(key string, server config.Secret, service string) (string, error) {
	dsn, err := mysql.ParseDSN(server.Reveal())
	if err != nil {
		return "", errors.New(key + " cannot be understood") // the parser's error would show the password
	}
	dsn.DBName = c.Prefix + service
	return dsn.FormatDSN(), nil
}

const (
	headerTime = 10 * time.Second
	idleTime   = 2 * time.Minute
	drainTime  = 15 * time.Second
	maxHeader  = 32 << 10
)

// newServer returns an HTTP server that no slow client can hold.
func newServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTime, ReadTimeout: time.Minute, IdleTimeout: idleTime, MaxHeaderBytes: maxHeader,
	}
}

func (h *Host) openGateway(ctx context.Context) error {
	if !h.Config.runs("gateway") {
		return nil
	}
	pages, err := h.miniPages()
	if err != nil {
		return err
	}
	admin, err := h.adminPages()
	if err != nil {
		return err
	}
	maps.Copy(pages, admin)
	pages["GET /readyz"] = http.HandlerFunc(h.Health.Ready)
	limitSecret, err := h.redisSecret("limits", sha256.Size)
	if err != nil {
		return err
	}
	g, err := gateway.New(ctx, h.Config.Gateway, gateway.Deps{
		Host: h.RPC, Verifier: h.verifier, Access: h.access, Bus: h.Bus, Log: h.Log.With("service", "gateway"), Metrics: h.Registry,
		Clock: h.Clock, Redis: h.Redis, Ended: h.ended, Shared: h.shared, LimitSecret: limitSecret,
		Process: h.start, Media: h.Config.MediaFolder(), Pages: pages,
	})
	if err != nil {
		return err
	}
	if err := h.policyFile.Subscribe(func(p Policy) error { g.SetLimits(p.Limits); g.SetReleases(p.Releases); return nil }); err != nil {
		return err
	}
	handler, err := g.Handler()
	if err != nil {
		return err
	}
	if h.public, err = listen(ctx, h.Config.HTTP.Listen); err != nil {
		return err
	}
	h.parts = append(h.parts,
		app.Part{Name: "gateway/follow", Tier: app.TierService, Run: g.Follow},
		serveHTTP("gateway/http", app.TierEdge, h.public, handler))
	return nil
}

func (h *Host) openPrivate(ctx context.Context) error {
	if h.Config.HTTP.Private == "" {
		return nil
	}
	l, err := listen(ctx, h.Config.HTTP.Private)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("/", obs.Private(h.Registry, h.Health))
	mux.Handle("/dead-letters", outbox.DeadLetterHandler(h.consumers))
	mux.Handle("/dead-letters/", outbox.DeadLetterHandler(h.consumers))
	mux.Handle("/keys", seal.Handler(h.keyrings))
	mux.Handle("/keys/", seal.Handler(h.keyrings))
	h.parts = append(h.parts, serveHTTP("private/http", app.TierEngine, l, mux))
	return nil
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return l, nil
}
