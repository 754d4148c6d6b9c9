package stream_test

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/authn"
	"dajiu/platform/bus"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/clock"
	"dajiu/services/gateway/internal/stream"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// orders answers what was missed.
type orders struct {
	orderv1.OrderServiceClient
	calls  atomic.Int32
	after  atomic.Int64
	auth   atomic.Value
	missed []*orderv1.Progress
	err    error
}

func (o *orders) ListProgress(ctx context.Context, r *orderv1.ListProgressRequest, _ ...grpc.CallOption) (*orderv1.ListProgressResponse, error) {
	o.calls.Add(1)
	o.after.Store(r.GetAfterEventId())
	md, _ := metadata.FromOutgoingContext(ctx)
	o.auth.Store(strings.Join(md["authorization"], ","))
	return &orderv1.ListProgressResponse{Events: o.missed}, o.err
}

// shop answers which orders a store has.
type shop struct {
	orderv1.StoreOrderServiceClient
	mu     sync.Mutex
	orders []*orderv1.Order // newest first
	calls  []*orderv1.ListStoreOrdersRequest
	auth   string
	err    error
}

func (s *shop) ListStoreOrders(ctx context.Context, r *orderv1.ListStoreOrdersRequest, _ ...grpc.CallOption) (*orderv1.ListOrdersResponse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, r)
	md, _ := metadata.FromOutgoingContext(ctx)
	s.auth = strings.Join(md["authorization"], ",")
	page := &orderv1.ListOrdersResponse{}
	for i, o := range s.orders {
		if from, _ := strconv.Atoi(r.GetPageToken()); i < from || o.GetStoreId() != r.GetStoreId() || !slices.Contains(r.GetStates(), o.GetState()) {
			continue
		}
		if len(page.GetOrders()) == int(r.GetPageSize()) {
			page.NextPageToken = strconv.Itoa(i)
			break
		}
		page.Orders = append(page.Orders, o)
	}
	return page, s.err
}

func (s *shop) asked() []*orderv1.ListStoreOrdersRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

type world struct {
	hub    *stream.Hub
	bus    *bustest.Memory
	orders *orders
	shop   *shop
	signer *authn.Signer
	url    string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	w := &world{hub: stream.NewHub(log), bus: bustest.NewMemory(), orders: &orders{}, shop: &shop{}}
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	public, ok := key.Public().(ed25519.PublicKey)
	require.True(t, ok)
	c := clock.Fake(time.Date(2026, 11, 11, 12, 0, 0, 0, time.UTC))
	var err error
	w.signer, err = authn.NewSigner(authn.SigningKey{ID: "k1", Private: key}, c, time.Hour)
	require.NoError(t, err)
	verifier, err := authn.NewVerifier(c, func(context.Context) ([]authn.PublicKey, error) {
		return []authn.PublicKey{{ID: "k1", Key: public}}, nil
	}, []byte("0123456789abcdef0123456789abcdef"))
	require.NoError(t, err)
	server := httptest.NewServer(&stream.Socket{Hub: w.hub, Verifier: verifier, Orders: w.orders, StoreOrders: w.shop, Log: log, MayFigures: mayAll, MayOrders: mayAll, MayStock: mayStock})
	w.url = "ws" + strings.TrimPrefix(server.URL, "http")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.hub.Follow(ctx, w.bus, "gateway-stream-1") }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-done)
		server.Close()
		require.Eventually(t, func() bool { return w.hub.Connections() == 0 }, 5*time.Second, 5*time.Millisecond, "who left is forgotten")
	})
	return w
}

// stores are whose figures, or orders, somebody may see.
type stores []int64

// Has implements stream.Reach.
func (s stores) Has(store int64) bool { return slices.Contains(s, store) }

// mayAll lets operators see stores 50 and 51.
func mayAll(_ context.Context, c authn.Caller) stream.Reach {
	if !c.Roles.Has(optionsv1.Role_ROLE_OPERATOR) {
		return nil
	}
	return stores{50, 51}
}

// mayStock lets operators list the stock of stores 50 and 51, and staff that of their stores below 61.
func mayStock(ctx context.Context, c authn.Caller) stream.Reach {
	if c.Roles.Has(optionsv1.Role_ROLE_OPERATOR) {
		return mayAll(ctx, c)
	}
	return stores(slices.DeleteFunc(slices.Clone(c.Stores), func(store int64) bool { return store > 60 }))
}

func person(id int64, role optionsv1.Role, stores ...int64) authn.Caller {
	if role == optionsv1.Role_ROLE_CONSUMER {
		return authn.Caller{UserID: id, Roles: authn.NewRoles(role), Session: 1}
	}
	return authn.Staff(id, 1, authn.BuiltIn(role, stores...))
}

// alsoBuys is somebody of the staff who is a customer too.
func alsoBuys(c authn.Caller) authn.Caller {
	c.Roles |= authn.NewRoles(optionsv1.Role_ROLE_CONSUMER)
	return c
}

func customer(id int64) authn.Caller { return person(id, optionsv1.Role_ROLE_CONSUMER) }

func (w *world) token(t *testing.T, c authn.Caller) string {
	t.Helper()
	token, err := w.signer.Sign(c)
	require.NoError(t, err)
	return token
}

// client is one connection of a test.
type client struct {
	t    *testing.T
	conn *websocket.Conn
}

// dial connects and sends the first frame; empty: sends none.
func (w *world) dial(t *testing.T, first string) *client {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	conn, resp, err := websocket.Dial(ctx, w.url, nil)
	require.NoError(t, err)
	if resp.Body != nil {
		_ = resp.Body.Close()
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	if first != "" {
		require.NoError(t, conn.Write(ctx, websocket.MessageText, []byte(first)))
	}
	return &client{t: t, conn: conn}
}

// join connects as a caller and waits until the server is ready.
func (w *world) join(t *testing.T, c authn.Caller, after string) *client {
	t.Helper()
	first, err := json.Marshal(map[string]string{"token": w.token(t, c), "after": after})
	require.NoError(t, err)
	cl := w.dial(t, string(first))
	require.Equal(t, "ready", cl.next().Type)
	return cl
}

func (c *client) next() stream.Frame {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 5*time.Second)
	defer cancel()
	_, body, err := c.conn.Read(ctx)
	require.NoError(c.t, err)
	var f stream.Frame
	require.NoError(c.t, json.Unmarshal(body, &f))
	return f
}

// closed reads until the server closes and returns how.
func (c *client) closed() websocket.StatusCode {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 8*time.Second)
	defer cancel()
	for {
		if _, _, err := c.conn.Read(ctx); err != nil {
			return websocket.CloseStatus(err)
		}
	}
}

func (w *world) publish(t *testing.T, events ...proto.Message) {
	t.Helper()
	var msgs []bus.Message
	for i, e := range events {
		payload, err := proto.Marshal(e)
		require.NoError(t, err)
		msgs = append(msgs, bus.Message{ID: int64(i + 1), Topic: string(e.ProtoReflect().Descriptor().FullName()), Payload: payload})
	}
	require.NoError(t, w.bus.Publish(t.Context(), msgs))
}

func summary(event, user, store int64, state orderv1.OrderState) *orderv1.OrderSummary {
	return &orderv1.OrderSummary{EventId: event, OrderId: 1 << 60, UserId: user, StoreId: store, State: state, PayableAmount: 12345, Title: "茅台"}
}
