package rpc_test

import (
	"context"
	"crypto/ed25519"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/emptypb"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/clock"
	"dajiu/platform/rpc"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fakeCart is a CartService whose answers a test chooses.
type fakeCart struct {
	orderv1.UnimplementedCartServiceServer
	show  func(context.Context, *orderv1.ShowCartRequest) (*orderv1.Cart, error)
	set   func(context.Context, *orderv1.SetCartItemRequest) (*orderv1.CartItem, error)
	clear func(context.Context, *orderv1.ClearCartRequest) (*emptypb.Empty, error)
}

func (f *fakeCart) ShowCart(ctx context.Context, r *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
	return f.show(ctx, r)
}

func (f *fakeCart) SetCartItem(ctx context.Context, r *orderv1.SetCartItemRequest) (*orderv1.CartItem, error) {
	return f.set(ctx, r)
}

func (f *fakeCart) ClearCart(ctx context.Context, r *orderv1.ClearCartRequest) (*emptypb.Empty, error) {
	return f.clear(ctx, r)
}

// fakeOrders answers what it is told.
type fakeOrders struct {
	orderv1.UnimplementedOrderServiceServer
	place func(context.Context, *orderv1.PlaceOrderRequest) (*orderv1.Trade, error)
}

func (f *fakeOrders) PlaceOrder(ctx context.Context, r *orderv1.PlaceOrderRequest) (*orderv1.Trade, error) {
	return f.place(ctx, r)
}

// fakeAuth is a public service.
type fakeAuth struct {
	userv1.UnimplementedAuthServiceServer
	login func(context.Context, *userv1.LoginWechatRequest) (*userv1.TokenPair, error)
}

func (f *fakeAuth) LoginWechat(ctx context.Context, r *userv1.LoginWechatRequest) (*userv1.TokenPair, error) {
	return f.login(ctx, r)
}

// fakeAccounts turns accounts off.
type fakeAccounts struct {
	userv1.UnimplementedAccountServiceServer
}

func (*fakeAccounts) DisableAccount(context.Context, *userv1.DisableAccountRequest) (*userv1.Account, error) {
	return &userv1.Account{}, nil
}

// logBuffer is a log that can be read while calls write to it.
type logBuffer struct {
	mu   sync.Mutex
	text []byte
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.text = append(b.text, p...)
	return len(p), nil
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return string(b.text)
}

// world is a host that serves fakes, and callers of it.
type world struct {
	host     *rpc.Host
	verifier *authn.Verifier
	signer   *authn.Signer
	log      *logBuffer
	reg      *prometheus.Registry
	cart     *fakeCart
	orders   *fakeOrders
	auth     *fakeAuth
}

func signingKey() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)) }

// now is when all of these tests happen.
func now() time.Time { return time.Date(2026, 11, 11, 12, 0, 0, 0, time.UTC) }

func newSigner(t testing.TB, at time.Time) *authn.Signer {
	t.Helper()
	signer, err := authn.NewSigner(authn.SigningKey{ID: "k1", Private: signingKey()}, clock.Fake(at), time.Hour)
	require.NoError(t, err)
	return signer
}

func newVerifier(t testing.TB) *authn.Verifier {
	t.Helper()
	public, ok := signingKey().Public().(ed25519.PublicKey)
	require.True(t, ok)
	verifier, err := authn.NewVerifier(clock.Fake(now()), func(context.Context) ([]authn.PublicKey, error) {
		return []authn.PublicKey{{ID: "k1", Key: public}}, nil
	}, []byte("0123456789abcdef0123456789abcdef"))
	require.NoError(t, err)
	return verifier
}

// newKeeper knows the roles that every installation has.
func newKeeper() *authz.Keeper { return authz.NewKeeper(nil, clock.Fake(now()), quiet()) }

func newWorld(t testing.TB, cfg rpc.Config) *world {
	t.Helper()
	w := &world{log: &logBuffer{}, reg: prometheus.NewRegistry(), cart: &fakeCart{}, orders: &fakeOrders{}, auth: &fakeAuth{}}
	w.verifier, w.signer = newVerifier(t), newSigner(t, now())
	var err error
	w.host, err = rpc.NewHost(cfg, w.verifier, newKeeper(), slog.New(slog.NewTextHandler(w.log, nil)), w.reg)
	require.NoError(t, err)
	return w
}

// serve registers all fakes and serves them until the test ends.
func (w *world) serve(t testing.TB) *world {
	t.Helper()
	orderv1.RegisterCartServiceServer(w.host, w.cart)
	orderv1.RegisterOrderServiceServer(w.host, w.orders)
	userv1.RegisterAuthServiceServer(w.host, w.auth)
	userv1.RegisterAccountServiceServer(w.host, &fakeAccounts{})
	require.NoError(t, w.host.Seal())
	run(t, w.host)
	return w
}

func run(t testing.TB, host *rpc.Host) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- host.Run(ctx) }()
	t.Cleanup(func() {
		require.NoError(t, host.Close())
		cancel()
		require.NoError(t, <-done)
	})
}

// bothWays runs a test in process and over the network.
func bothWays(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	for _, mode := range []string{"inproc", "tcp"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			test(t, newWorld(t, rpc.Config{Mode: mode}).serve(t))
		})
	}
}

func (w *world) token(t testing.TB, c authn.Caller) string {
	t.Helper()
	token, err := w.signer.Sign(c)
	require.NoError(t, err)
	return "Bearer " + token
}

func customer() authn.Caller {
	return authn.Caller{UserID: 7, Roles: authn.NewRoles(optionsv1.Role_ROLE_CONSUMER), Session: 3}
}

// as returns a context of a call by the gateway for a person, with further metadata.
func (w *world) as(t testing.TB, c authn.Caller, pairs ...string) context.Context {
	t.Helper()
	return metadata.AppendToOutgoingContext(t.Context(), append([]string{rpc.MetaAuthorization, w.token(t, c)}, pairs...)...)
}

func (w *world) carts(interceptors ...grpc.UnaryClientInterceptor) orderv1.CartServiceClient {
	return orderv1.NewCartServiceClient(w.host.EdgeConn(interceptors...))
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func item() *orderv1.SetCartItemRequest {
	return &orderv1.SetCartItemRequest{StoreId: 1, SkuId: 2, Quantity: 3}
}

func order() *orderv1.PlaceOrderRequest {
	return &orderv1.PlaceOrderRequest{
		Items:      []*orderv1.OrderItem{{StoreId: 1, SkuId: 2, Quantity: 3}},
		Fulfilment: orderv1.Fulfilment(1), PayMethod: orderv1.PayMethod(1), ExpectedAmount: 100,
	}
}
