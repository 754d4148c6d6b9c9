package edge_test

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/api/httpbody"
	"google.golang.org/grpc/metadata"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/cache"
	"dajiu/platform/clock"
	"dajiu/platform/ratelimit"
	"dajiu/platform/rpc"
	"dajiu/services/gateway/internal/edge"
)

// catalog counts what it is asked, and answers what a test says.
type catalog struct {
	productv1.UnimplementedCatalogServiceServer
	calls   atomic.Int32
	product func(context.Context, *productv1.ShowProductRequest) (*productv1.Product, error)
}

func (c *catalog) ShowProduct(ctx context.Context, r *productv1.ShowProductRequest) (*productv1.Product, error) {
	n := c.calls.Add(1)
	if c.product != nil {
		return c.product(ctx, r)
	}
	return &productv1.Product{ProductId: r.GetProductId(), Name: "茅台", Version: int64(n)}, nil
}

type stock struct {
	inventoryv1.UnimplementedStockServiceServer
	calls atomic.Int32
}

func (s *stock) ListAvailability(context.Context, *inventoryv1.ListAvailabilityRequest) (*inventoryv1.ListAvailabilityResponse, error) {
	s.calls.Add(1)
	return &inventoryv1.ListAvailabilityResponse{}, nil
}

type cart struct {
	orderv1.UnimplementedCartServiceServer
	calls atomic.Int32
	show  func(context.Context) (*orderv1.Cart, error)
}

func (c *cart) ShowCart(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
	c.calls.Add(1)
	if c.show != nil {
		return c.show(ctx)
	}
	return &orderv1.Cart{}, nil
}

func (c *cart) SetCartItem(_ context.Context, r *orderv1.SetCartItemRequest) (*orderv1.CartItem, error) {
	return &orderv1.CartItem{Quantity: r.GetQuantity()}, nil
}

type channel struct {
	paymentv1.UnimplementedChannelCallbackServiceServer
	notify func(context.Context, *httpbody.HttpBody) (*httpbody.HttpBody, error)
	got    metadata.MD
}

func (c *channel) NotifyWechat(ctx context.Context, b *httpbody.HttpBody) (*httpbody.HttpBody, error) {
	c.got, _ = metadata.FromIncomingContext(ctx)
	return c.notify(ctx, b)
}

// world is an edge before fakes.
type world struct {
	edge     *edge.Edge
	limiter  *edge.Limiter
	handler  http.Handler
	signer   *authn.Signer
	clock    clock.Clock
	verifier *authn.Verifier
	catalog  *catalog
	stock    *stock
	cart     *cart
	channel  *channel
}

type settings struct {
	edge   edge.Config
	limits edge.LimitConfig
	// buckets are this gateway's own where nil.
	buckets edge.Buckets
	// shared is what gateways remember together; nil: each for itself.
	shared *cache.Shared
}

func newWorld(t testing.TB, changes ...func(*settings)) *world {
	t.Helper()
	s := settings{edge: edge.DefaultConfig(), limits: edge.DefaultLimits()}
	s.edge.CacheFor, s.edge.AccessLog = time.Hour, "none"
	for _, change := range changes {
		change(&s)
	}
	w := &world{catalog: &catalog{}, stock: &stock{}, cart: &cart{}, channel: &channel{}}
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	public, ok := key.Public().(ed25519.PublicKey)
	require.True(t, ok)
	c := clock.Fake(time.Date(2026, 11, 11, 12, 0, 0, 0, time.UTC))
	var err error
	w.signer, err = authn.NewSigner(authn.SigningKey{ID: "k1", Private: key}, c, time.Hour)
	require.NoError(t, err)
	w.clock = c
	w.verifier, err = authn.NewVerifier(c, func(context.Context) ([]authn.PublicKey, error) {
		return []authn.PublicKey{{ID: "k1", Key: public}}, nil
	}, []byte("0123456789abcdef0123456789abcdef"))
	require.NoError(t, err)
	log := slog.New(slog.DiscardHandler)
	host, err := rpc.NewHost(rpc.Config{Mode: "inproc"}, w.verifier, authz.NewKeeper(nil, c, log), log, nil)
	require.NoError(t, err)
	productv1.RegisterCatalogServiceServer(host, w.catalog)
	inventoryv1.RegisterStockServiceServer(host, w.stock)
	orderv1.RegisterCartServiceServer(host, w.cart)
	paymentv1.RegisterChannelCallbackServiceServer(host, w.channel)
	require.NoError(t, host.Seal())
	if s.buckets == nil {
		s.buckets, err = ratelimit.NewLocal(c)
		require.NoError(t, err)
	}
	limiter, err := edge.NewLimiter(s.limits, s.buckets, w.verifier, s.edge.TrustProxy)
	require.NoError(t, err)
	w.limiter = limiter
	conn := host.EdgeConn(limiter.Intercept)
	pages := map[string]http.Handler{"POST /v1/callbacks/wechatpay": edge.Callbacks(paymentv1.NewChannelCallbackServiceClient(conn))}
	stream := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	w.edge, err = edge.New(context.Background(), s.edge, conn, limiter, stream, pages, s.shared, log, nil)
	require.NoError(t, err)
	w.handler, err = w.edge.Handler()
	require.NoError(t, err)
	return w
}

func (w *world) token(t testing.TB, user int64, role optionsv1.Role) string {
	t.Helper()
	caller := authn.Staff(user, 1, authn.BuiltIn(role))
	if role == optionsv1.Role_ROLE_CONSUMER {
		caller = authn.Caller{UserID: user, Roles: authn.NewRoles(role), Session: 1}
	}
	token, err := w.signer.Sign(caller)
	require.NoError(t, err)
	return "Bearer " + token
}

func (w *world) customer(t testing.TB) string { return w.token(t, 7, optionsv1.Role_ROLE_CONSUMER) }

// call sends a request with headers given as name, value, name, value.
func (w *world) call(t testing.TB, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	r := httptest.NewRequestWithContext(context.Background(), method, path, reader)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	return rec
}

type failure struct {
	Error struct {
		Status    int    `json:"status"`
		Reason    string `json:"reason"`
		Message   string `json:"message"`
		RequestID string `json:"requestId"`
		Fields    []struct {
			Field  string `json:"field"`
			Reason string `json:"reason"`
		} `json:"fields"`
	} `json:"error"`
}

// requireFailure checks the one form of every failure.
func requireFailure(t testing.TB, rec *httptest.ResponseRecorder, status int, reason string) failure {
	t.Helper()
	var f failure
	decoder := json.NewDecoder(strings.NewReader(rec.Body.String()))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&f), "%d %s", rec.Code, rec.Body.String())
	require.Equal(t, status, rec.Code, rec.Body.String())
	require.Equal(t, status, f.Error.Status)
	require.Equal(t, reason, f.Error.Reason)
	require.NotEmpty(t, f.Error.Message)
	require.NotEmpty(t, f.Error.RequestID)
	require.Equal(t, rec.Header().Get("X-Request-Id"), f.Error.RequestID)
	require.Equal(t, "application/json; charset=utf-8", rec.Header().Get("Content-Type"))
	require.Equal(t, "no-store", rec.Header().Get("Cache-Control"))
	return f
}
