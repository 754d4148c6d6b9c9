package gateway

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/swaggest/swgui/v5emb"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	openapi "dajiu/gen/openapi"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/bus"
	"dajiu/platform/cache"
	"dajiu/platform/clock"
	"dajiu/platform/ended"
	"dajiu/platform/ratelimit"
	"dajiu/platform/redis"
	"dajiu/platform/release"
	"dajiu/platform/rpc"
	"dajiu/services/gateway/internal/edge"
	"dajiu/services/gateway/internal/stream"
)

// Config is how the gateway treats callers.
type Config struct {
	Edge   edge.Config      `koanf:"edge"`
	Limits edge.LimitConfig `koanf:"limits"`
}

// Limits are how much each kind of caller may do.
type Limits = edge.LimitConfig

// DefaultConfig returns limits for a public API.
func DefaultConfig() Config {
	return Config{Edge: edge.DefaultConfig(), Limits: edge.DefaultLimits()}
}

// Validate refuses what cannot work, naming the key.
func (c Config) Validate() error { return c.Limits.Validate("gateway.limits") }

// Deps is what the host gives to the gateway.
type Deps struct {
	Host     *rpc.Host
	Verifier *authn.Verifier
	// Access is what this process decides by who may call what.
	Access *authz.Keeper
	Bus    bus.Bus
	Clock  clock.Clock
	// Redis is where all gateways count calls together; nil: each for itself.
	Redis *redis.Client
	// Shared is where all gateways remember answers together; nil: each for itself.
	Shared *cache.Shared
	// Ended is what processes tell each other of ended sessions.
	Ended *ended.Board
	// LimitSecret hides who calls from whoever reads Redis; the same for all gateways.
	LimitSecret []byte
	Log         *slog.Logger
	Metrics     prometheus.Registerer
	// Process names this start of the process, unlike any other.
	Process string
	// Media is the folder with the pictures; it may not exist yet.
	Media string
	// Pages are further handlers by pattern, such as the simulators' pages.
	Pages map[string]http.Handler
}

// Gateway is the HTTP side of the platform with its stream.
type Gateway struct {
	edge     *edge.Edge
	limiter  *edge.Limiter
	releases edge.Releases
	// shared are the limits of all gateways; nil where this one counts for itself.
	shared  *ratelimit.Guarded
	hub     *stream.Hub
	bus     bus.Bus
	process string
	// ended is told which sessions were ended.
	ended *ended.Board
	log   *slog.Logger
}

// New returns a gateway.
func New(ctx context.Context, cfg Config, d Deps) (*Gateway, error) {
	g := &Gateway{hub: stream.NewHub(d.Log), bus: d.Bus, process: d.Process, ended: d.Ended, log: d.Log}
	g.ended.Listen(g.disconnect)
	buckets, err := g.buckets(d)
	if err != nil {
		return nil, err
	}
	limiter, err := edge.NewLimiter(cfg.Limits, buckets, d.Verifier, cfg.Edge.TrustProxy)
	if err != nil {
		return nil, err
	}
	g.limiter = limiter
	conn := d.Host.EdgeConn(limiter.Intercept, g.releases.Intercept, d.Host.Guard().Admit)
	socket := &stream.Socket{
		Hub: g.hub, Verifier: d.Verifier, Log: d.Log, Origins: cfg.Edge.Origins,
		Orders: orderv1.NewOrderServiceClient(d.Host.EdgeConn()), StoreOrders: orderv1.NewStoreOrderServiceClient(d.Host.EdgeConn()),
	}
	if err := mayFollow(socket, d.Access); err != nil {
		return nil, err
	}
	pages := map[string]http.Handler{
		"POST /v1/callbacks/wechatpay":            edge.Callbacks(paymentv1.NewChannelCallbackServiceClient(conn)),
		"POST /v1/callbacks/sms/{vendor}/{token}": edge.SMSReports(userv1.NewSmsReportServiceClient(conn)),
		edge.ExportPath:                           edge.ExportFile(analyticsv1.NewExportServiceClient(conn)),
		edge.OpenIDPath:                           edge.OpenID(userv1.NewOpenIDServiceClient(conn)),
		"GET /docs/":                              v5emb.New("滴滴打酒 API", "/openapi.json", "/docs/"),
		"GET /openapi.json":                       http.HandlerFunc(serveOpenAPI),
		"GET /media/":                             media(d.Media),
	}
	for pattern, page := range d.Pages {
		pages[pattern] = page
	}
	if g.edge, err = edge.New(ctx, cfg.Edge, conn, limiter, socket, pages, d.Shared, d.Log, d.Metrics); err != nil {
		return nil, err
	}
	return g, nil
}

// buckets returns where calls are counted.
func (g *Gateway) buckets(d Deps) (edge.Buckets, error) {
	local, err := ratelimit.NewLocal(d.Clock)
	if err != nil || d.Redis == nil {
		return local, err
	}
	g.shared, err = ratelimit.NewGuarded(ratelimit.NewShared(d.Redis, d.LimitSecret), local, d.Clock, d.Log, d.Metrics)
	return g.shared, err
}

// mayFollow lets a stream tell figures to whoever may see the dashboard, and orders and low stock to whoever may list them, of
// the same stores.
func mayFollow(s *stream.Socket, access *authz.Keeper) error {
	rules, err := authz.Compile(analyticsv1.AnalyticsService_ServiceDesc.ServiceName, orderv1.StoreOrderService_ServiceDesc.ServiceName, inventoryv1.StockService_ServiceDesc.ServiceName)
	if err != nil {
		return err
	}
	by := func(method string) func(context.Context, authn.Caller) stream.Reach {
		return func(ctx context.Context, c authn.Caller) stream.Reach {
			policy, err := access.For(ctx, c)
			if err != nil {
				return nil // as for whoever may not: the page asks again when it connects again
			}
			reach, held := policy.Reach(rules[method], c)
			if !held {
				return nil
			}
			return reach
		}
	}
	s.MayFigures = by(analyticsv1.AnalyticsService_ShowDashboard_FullMethodName)
	s.MayOrders = by(orderv1.StoreOrderService_ListStoreOrders_FullMethodName)
	s.MayStock = by(inventoryv1.StockService_ListStock_FullMethodName)
	return nil
}

// SetLimits makes other limits count from the next call on. They must be valid.
func (g *Gateway) SetLimits(l Limits) { g.limiter.Set(l) }

// SetReleases makes other rules decide which versions calls go to, from the next request on. They must be valid.
func (g *Gateway) SetReleases(r release.Rules) { g.releases.Set(r) }

// Handler returns the HTTP handler.
func (g *Gateway) Handler() (http.Handler, error) { return g.edge.Handler() }

// Follow passes events to connected clients, forgets answers that they make old, and ends connections and access tokens
// of sessions that were ended, until ctx ends. Limits that were lost with Redis are shared again.
func (g *Gateway) Follow(ctx context.Context) error {
	failed := make(chan error, 4)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { failed <- g.hub.Follow(ctx, g.bus, "gateway-stream-"+g.process) }()
	go func() { failed <- g.followCatalogue(ctx) }()
	go func() { failed <- g.followSessions(ctx) }()
	go func() { failed <- g.followLimits(ctx) }()
	err := <-failed
	cancel()
	return errors.Join(err, <-failed, <-failed, <-failed)
}

func (g *Gateway) followLimits(ctx context.Context) error {
	if g.shared == nil {
		<-ctx.Done()
		return nil
	}
	return g.shared.Run(ctx)
}

func (g *Gateway) followSessions(ctx context.Context) error {
	err := g.bus.Follow(ctx, "gateway-sessions-"+g.process, []string{topic(&userv1.SessionsRevoked{})}, func(_ context.Context, batch []bus.Message) error {
		for _, m := range batch {
			var ev userv1.SessionsRevoked
			if err := proto.Unmarshal(m.Payload, &ev); err != nil { // no retry mends it
				g.log.Error("event cannot be read", "topic", m.Topic, "event_id", m.ID, "error", err)
				continue
			}
			// Whoever ended it told so, unless it crashed just then.
			g.ended.Post(ended.End{UserID: ev.GetUserId(), Session: ev.GetSessionId(), Until: time.UnixMilli(ev.GetUntilMs()).UTC(), Expires: time.UnixMilli(ev.GetExpireTimeMs()).UTC()})
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("gateway: follow sessions: %w", err)
	}
	return nil
}

// disconnect closes the connections of sessions that were ended.
func (g *Gateway) disconnect(ends []ended.End) {
	for _, end := range ends {
		if end.Session != 0 {
			g.hub.EndSession(end.UserID, end.Session)
		} else {
			g.hub.End(end.UserID, end.Until)
		}
	}
}

func (g *Gateway) followCatalogue(ctx context.Context) error {
	product, assortment := topic(&productv1.ProductChanged{}), topic(&productv1.AssortmentChanged{})
	store, stock := topic(&productv1.StoreChanged{}), topic(&inventoryv1.AvailabilityChanged{})
	err := g.bus.Follow(ctx, "gateway-cache-"+g.process, []string{product, assortment, store, stock}, func(ctx context.Context, batch []bus.Message) error {
		g.edge.Invalidate(ctx, concerned(batch)...)
		return nil
	})
	if err != nil {
		return fmt.Errorf("gateway: follow catalogue: %w", err)
	}
	return nil
}

// concerned returns the stores that events are about, each once; 0, all of them, where one event is about the catalogue.
func concerned(batch []bus.Message) []int64 {
	assortment, stock := topic(&productv1.AssortmentChanged{}), topic(&inventoryv1.AvailabilityChanged{})
	var stores []int64
	for _, m := range batch {
		var id int64
		if m.Topic == assortment || m.Topic == stock {
			id = firstVarint(m.Payload)
		}
		if id == 0 {
			return []int64{cache.Everything}
		}
		if !slices.Contains(stores, id) {
			stores = append(stores, id)
		}
	}
	return stores
}

func topic(m proto.Message) string { return string(m.ProtoReflect().Descriptor().FullName()) }

// firstVarint reads field 1, the store id of both events, without decoding the rest; 0, everything, where there
// is none.
func firstVarint(payload []byte) int64 {
	number, kind, n := protowire.ConsumeTag(payload)
	if n < 0 || number != 1 || kind != protowire.VarintType {
		return 0
	}
	id, n := protowire.ConsumeVarint(payload[n:])
	if n < 0 {
		return 0
	}
	return int64(id) //nolint:gosec // an id, bit for bit
}

func serveOpenAPI(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(openapi.JSON()) // the client is gone
}

// media serves pictures, which never change under one name. A picture runs no script, whoever made it.
func media(folder string) http.Handler {
	files := http.StripPrefix("/media/", http.FileServerFS(noListing{os.DirFS(folder)}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=86400")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
		files.ServeHTTP(w, r)
	})
}

// noListing hides folders: what is there is known to whoever may see it.
type noListing struct{ fs.FS }

func (n noListing) Open(name string) (fs.File, error) {
	f, err := n.FS.Open(name)
	if err != nil {
		return nil, err //nolint:wrapcheck // http looks at the error's kind
	}
	if info, err := f.Stat(); err != nil || info.IsDir() {
		_ = f.Close()
		return nil, fs.ErrNotExist
	}
	return f, nil
}
