package rpc_test

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/errs"
	"dajiu/platform/resilience"
	"dajiu/platform/rpc"
)

// wire is the network to a process, which a test can cut. It takes new connections after a cut.
type wire struct {
	listener net.Listener
	to       string
	mu       sync.Mutex
	open     []net.Conn
}

func newWire(t *testing.T, to string) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	w := &wire{listener: l, to: to}
	var running sync.WaitGroup
	running.Add(1)
	go func() {
		defer running.Done()
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", to)
			if err != nil {
				_ = near.Close()
				continue
			}
			w.mu.Lock()
			w.open = append(w.open, near, far)
			w.mu.Unlock()
			running.Add(2)
			pass := func(a, b net.Conn) { _, _ = io.Copy(a, b); _ = a.Close(); running.Done() }
			go pass(near, far)
			go pass(far, near)
		}
	}()
	t.Cleanup(func() { _ = l.Close(); w.cut(); running.Wait() })
	return w
}

// cut breaks all connections.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.open {
		_ = c.Close()
	}
	w.open = nil
}

// twoProcesses are one that serves orders and logins, and one that calls them through a wire.
func twoProcesses(t *testing.T) (near, far *world, between *wire) {
	t.Helper()
	far = newWorld(t, rpc.Config{Mode: "inproc", Listen: "127.0.0.1:0"}).serve(t)
	between = newWire(t, far.host.Addr())
	address := between.listener.Addr().String()
	near = newWorld(t, rpc.Config{Mode: "inproc", Peers: map[string]string{"order": address, "user": address}})
	run(t, near.host)
	return near, far, between
}

func TestWhenAConnectionBreaksInTheMiddleOnlyWhatHarmsNobodyIsSentAgain(t *testing.T) {
	t.Parallel()
	near, far, between := twoProcesses(t)
	var mu sync.Mutex
	got := map[string][]string{}
	// once cuts the wire in the middle of the first call of a name, and answers the others.
	once := func(ctx context.Context, name string) {
		mu.Lock()
		defer mu.Unlock()
		if got[name] = append(got[name], rpc.IdempotencyKey(ctx)); len(got[name]) == 1 {
			between.cut()
		}
	}
	far.cart.show = func(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
		once(ctx, "read")
		return &orderv1.Cart{PieceCount: 3}, nil
	}
	far.orders.place = func(ctx context.Context, _ *orderv1.PlaceOrderRequest) (*orderv1.Trade, error) {
		once(ctx, "create")
		return &orderv1.Trade{TradeId: 4}, nil
	}
	far.auth.login = func(ctx context.Context, _ *userv1.LoginWechatRequest) (*userv1.TokenPair, error) {
		once(ctx, "use up")
		return &userv1.TokenPair{}, nil
	}
	cart, err := near.carts().ShowCart(near.as(t, customer()), &orderv1.ShowCartRequest{})
	require.NoError(t, err)
	require.EqualValues(t, 3, cart.GetPieceCount())

	orders := orderv1.NewOrderServiceClient(near.host.EdgeConn())
	trade, err := orders.PlaceOrder(near.as(t, customer(), rpc.MetaKey, "attempt-1"), order())
	require.NoError(t, err)
	require.EqualValues(t, 4, trade.GetTradeId())

	_, err = userv1.NewAuthServiceClient(near.host.EdgeConn()).LoginWechat(t.Context(), &userv1.LoginWechatRequest{Code: "c"})
	require.Equal(t, codes.Unavailable, errs.From(err).Code())
	mu.Lock()
	defer mu.Unlock()
	require.Equal(t, map[string][]string{"read": {"", ""}, "create": {"attempt-1", "attempt-1"}, "use up": {""}}, got)
}

func TestTimeShrinksOverAChainOfThreeHoweverTheyAreJoined(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		left := map[string]time.Duration{}
		note := func(ctx context.Context, name string) {
			end, ok := ctx.Deadline()
			require.True(t, ok)
			left[name] = time.Until(end)
		}
		w.cart.show = func(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
			note(ctx, "first")
			_, err := userv1.NewAuthServiceClient(w.host.Conn("order")).LoginWechat(ctx, &userv1.LoginWechatRequest{Code: "c"})
			return &orderv1.Cart{}, err
		}
		w.auth.login = func(ctx context.Context, _ *userv1.LoginWechatRequest) (*userv1.TokenPair, error) {
			note(ctx, "second")
			_, err := userv1.NewAccountServiceClient(w.host.Conn("user")).DisableAccount(ctx, &userv1.DisableAccountRequest{UserId: 1})
			require.Error(t, err, "services may not, which the third of the chain says")
			return &userv1.TokenPair{}, nil
		}
		ctx, cancel := context.WithTimeout(w.as(t, customer()), 3*time.Second)
		defer cancel()
		_, err := w.carts().ShowCart(ctx, &orderv1.ShowCartRequest{})
		require.NoError(t, err)
		require.LessOrEqual(t, left["first"], 3*time.Second-10*time.Millisecond)
		require.LessOrEqual(t, left["second"], left["first"]-10*time.Millisecond)
	})
}

func TestWhatAPaymentIsMadeOfIsWorthAPaymentAndARepetitionIsKnownAlongThePath(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		var inner metadata.MD
		w.auth.login = func(ctx context.Context, _ *userv1.LoginWechatRequest) (*userv1.TokenPair, error) {
			inner, _ = metadata.FromIncomingContext(ctx)
			return &userv1.TokenPair{}, nil
		}
		w.cart.show = func(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
			_, err := userv1.NewAuthServiceClient(w.host.Conn("order")).LoginWechat(ctx, &userv1.LoginWechatRequest{Code: "c"})
			return &orderv1.Cart{}, err
		}
		_, err := w.carts().ShowCart(w.as(t, customer()), &orderv1.ShowCartRequest{})
		require.NoError(t, err)
		require.Equal(t, []string{"2"}, inner[resilience.MetaPriority], "a read is one, whatever it calls")
		require.Empty(t, inner[resilience.MetaAttempt])
		_, err = w.carts().ShowCart(w.as(t, customer(), resilience.MetaPriority, "4", resilience.MetaAttempt, "2"), &orderv1.ShowCartRequest{})
		require.NoError(t, err)
		require.Equal(t, []string{"4"}, inner[resilience.MetaPriority])
		require.Equal(t, []string{"2"}, inner[resilience.MetaAttempt])
	})
}

func TestAProcessWithTooMuchToDoGivesUpWhatComesOverTheNetworkAndMattersLess(t *testing.T) {
	t.Parallel()
	near, far, _ := twoProcesses(t)
	p := resilience.DefaultPolicy()
	p.Overload.Min, p.Overload.Max = 10, 10
	require.NoError(t, far.host.Guard().Apply(p))
	p.Defaults.Attempts = 1
	require.NoError(t, near.host.Guard().Apply(p))
	inside, release := make(chan struct{}), make(chan struct{})
	free := sync.OnceFunc(func() { close(release) })
	defer free()
	far.cart.show = func(context.Context, *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
		inside <- struct{}{}
		<-release
		return &orderv1.Cart{}, nil
	}
	far.orders.place = func(context.Context, *orderv1.PlaceOrderRequest) (*orderv1.Trade, error) {
		return &orderv1.Trade{}, nil
	}
	results := make(chan error, 7)
	for range 7 {
		go func() {
			_, err := near.carts().ShowCart(near.as(t, customer()), &orderv1.ShowCartRequest{})
			results <- err
		}()
		<-inside
	}
	_, err := near.carts().ShowCart(near.as(t, customer()), &orderv1.ShowCartRequest{})
	var e *errs.Error
	require.True(t, errors.As(err, &e))
	require.Equal(t, codes.ResourceExhausted, e.Code())
	require.Equal(t, errs.ReasonOverloaded, e.Reason())
	require.Equal(t, time.Second, e.RetryAfter())
	_, err = orderv1.NewOrderServiceClient(near.host.EdgeConn()).PlaceOrder(near.as(t, customer(), rpc.MetaKey, "attempt-9"), order())
	require.NoError(t, err, "an order is worth more")
	free()
	for range 7 {
		require.NoError(t, <-results)
	}
}
