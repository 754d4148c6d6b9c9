package rpc_test

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/platform/reqid"
	"dajiu/platform/rpc"
)

func TestAServiceOfAnotherProcessIsReachedLikeALocalOne(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"inproc", "tcp"} {
		t.Run("caller in mode "+mode, func(t *testing.T) {
			t.Parallel()
			far := newWorld(t, rpc.Config{Mode: "inproc", Listen: "127.0.0.1:0"})
			orderv1.RegisterCartServiceServer(far.host, far.cart)
			require.NoError(t, far.host.Seal())
			run(t, far.host)
			require.NotEmpty(t, far.host.Addr())

			near := newWorld(t, rpc.Config{Mode: mode, Peers: map[string]string{"order": far.host.Addr()}})
			userv1.RegisterAuthServiceServer(near.host, near.auth)
			require.NoError(t, near.host.Seal())
			run(t, near.host)

			var request string
			far.cart.show = func(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
				request = reqid.From(ctx)
				return &orderv1.Cart{PieceCount: int32(authn.From(ctx).UserID)}, nil //nolint:gosec // 7
			}
			far.cart.clear = func(context.Context, *orderv1.ClearCartRequest) (*emptypb.Empty, error) {
				return nil, errs.New(codes.Aborted, errs.ReasonConflict, "again").WithFields(errs.Field{Path: "storeId", Reason: "busy"})
			}
			near.auth.login = func(context.Context, *userv1.LoginWechatRequest) (*userv1.TokenPair, error) {
				return &userv1.TokenPair{AccessToken: "local"}, nil
			}
			cart, err := near.carts().ShowCart(near.as(t, customer(), rpc.MetaRequestID, "request-1"), &orderv1.ShowCartRequest{})
			require.NoError(t, err)
			require.EqualValues(t, 7, cart.GetPieceCount())
			require.Equal(t, "request-1", request)

			_, err = near.carts().ClearCart(near.as(t, customer()), &orderv1.ClearCartRequest{})
			require.True(t, errs.HasReason(err, errs.ReasonConflict))
			require.Equal(t, "storeId", errs.From(err).Fields()[0].Path)

			pair, err := userv1.NewAuthServiceClient(near.host.Conn("order")).LoginWechat(t.Context(), &userv1.LoginWechatRequest{Code: "c"})
			require.NoError(t, err)
			require.Equal(t, "local", pair.GetAccessToken())
		})
	}
}

func TestAPeerThatIsAwayIsUnavailable(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at once
	require.NoError(t, err)
	address := l.Addr().String()
	require.NoError(t, l.Close())
	w := newWorld(t, rpc.Config{Mode: "inproc", Peers: map[string]string{"order": address}})
	run(t, w.host)
	_, err = w.carts().ShowCart(w.as(t, customer()), &orderv1.ShowCartRequest{})
	require.Equal(t, codes.Unavailable, errs.From(err).Code())
	require.True(t, errs.Temporary(err))
	require.NotContains(t, errs.From(err).Message(), address)
}

func TestAHostIsRefusedWhatItCannotBe(t *testing.T) {
	t.Parallel()
	verifier := newVerifier(t)
	_, err := rpc.NewHost(rpc.Config{Mode: "carrier-pigeon"}, verifier, newKeeper(), quiet(), nil)
	require.ErrorContains(t, err, "carrier-pigeon")
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed below
	require.NoError(t, err)
	defer func() { require.NoError(t, l.Close()) }()
	_, err = rpc.NewHost(rpc.Config{Mode: "inproc", Listen: l.Addr().String()}, verifier, newKeeper(), quiet(), nil)
	require.ErrorContains(t, err, l.Addr().String(), "an address in use is an error of the start")
}

func TestBeforeTheRulesAreReadNobodyIsServed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rpc.Config{Mode: "inproc"})
	orderv1.RegisterCartServiceServer(w.host, w.cart)
	_, err := w.carts().ShowCart(w.as(t, customer()), &orderv1.ShowCartRequest{})
	require.Equal(t, codes.Unimplemented, errs.From(err).Code())
	require.Empty(t, w.host.Rules())
	require.Empty(t, w.host.Addr())
	require.NoError(t, w.host.Seal())
	require.Len(t, w.host.Rules(), 3)
}

func TestAStopLetsRunningCallsFinish(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rpc.Config{Mode: "tcp"})
	orderv1.RegisterCartServiceServer(w.host, w.cart)
	require.NoError(t, w.host.Seal())
	ctx, stop := context.WithCancel(t.Context())
	stopped := make(chan error, 1)
	go func() { stopped <- w.host.Run(ctx) }()
	inside, finish := make(chan struct{}), make(chan struct{})
	w.cart.show = func(context.Context, *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
		close(inside)
		<-finish
		return &orderv1.Cart{PieceCount: 5}, nil
	}
	answered := make(chan int32, 1)
	call := w.as(t, customer())
	go func() {
		cart, _ := w.carts().ShowCart(call, &orderv1.ShowCartRequest{})
		answered <- cart.GetPieceCount()
	}()
	<-inside
	stop()
	select {
	case <-stopped:
		t.Fatal("the host stopped under a running call")
	case <-time.After(30 * time.Millisecond):
	}
	close(finish)
	require.EqualValues(t, 5, <-answered)
	require.NoError(t, <-stopped)
	require.NoError(t, w.host.Close())
}

func TestAFailureOfTheTransportIsReadByItsCode(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		err    error
		code   codes.Code
		reason string
	}{
		"an unreachable peer":         {status.Error(codes.Unavailable, "10.0.0.7 refused"), codes.Unavailable, errs.ReasonUnavailable},
		"a passed deadline":           {status.Error(codes.DeadlineExceeded, "x"), codes.DeadlineExceeded, errs.ReasonTimeout},
		"a context's deadline":        {context.DeadlineExceeded, codes.DeadlineExceeded, errs.ReasonTimeout},
		"a caller that left":          {context.Canceled, codes.Canceled, errs.ReasonCanceled},
		"a bad path of the gateway":   {status.Error(codes.InvalidArgument, "proto: syntax error"), codes.InvalidArgument, errs.ReasonInvalid},
		"a method that is not there":  {status.Error(codes.Unimplemented, "unknown method"), codes.Unimplemented, "NOT_FOUND"},
		"a path that is not there":    {status.Error(codes.NotFound, "10.0.0.7 knows no such"), codes.NotFound, "NOT_FOUND"},
		"a message too large":         {status.Error(codes.ResourceExhausted, "10.0.0.7 got more than max"), codes.Internal, errs.ReasonInternal},
		"a proxy that knows us not":   {status.Error(codes.Unauthenticated, "10.0.0.7 wants a certificate"), codes.Internal, errs.ReasonInternal},
		"a proxy that refuses us":     {status.Error(codes.PermissionDenied, "RBAC of 10.0.0.7"), codes.Internal, errs.ReasonInternal},
		"another's error info":        {withInfo(codes.Aborted, "elsewhere.example", "STOLEN"), codes.Internal, errs.ReasonInternal},
		"one of ours":                 {withInfo(codes.Aborted, "dajiu", "ORDER_STALE"), codes.Aborted, "ORDER_STALE"},
		"anything else tells nothing": {status.Error(codes.DataLoss, "10.0.0.7 lost"), codes.Internal, errs.ReasonInternal},
	}
	for name, c := range cases {
		e := rpc.FromStatus(c.err)
		require.Equal(t, c.code, e.Code(), name)
		require.Equal(t, c.reason, e.Reason(), name)
		require.NotContains(t, e.Message(), "10.0.0.7", name)
	}
}

func withInfo(code codes.Code, domain, reason string) error {
	st, err := status.New(code, "text").WithDetails(&errdetails.ErrorInfo{Reason: reason, Domain: domain})
	if err != nil {
		panic(err)
	}
	return st.Err()
}

func BenchmarkCall(b *testing.B) {
	for _, c := range []struct {
		name, mode string
		within     time.Duration
	}{{"inproc", "inproc", 0}, {"inproc, its caller has a deadline", "inproc", time.Minute}, {"inproc, its caller's deadline counts", "inproc", 10 * time.Second}, {"tcp", "tcp", 0}} {
		b.Run(c.name, func(b *testing.B) {
			w := newWorld(b, rpc.Config{Mode: c.mode}).serve(b)
			w.cart.set = func(context.Context, *orderv1.SetCartItemRequest) (*orderv1.CartItem, error) {
				return &orderv1.CartItem{StoreId: 1, SkuId: 2, Quantity: 3}, nil
			}
			base, client, request := w.as(b, customer()), w.carts(), item()
			b.ReportAllocs()
			for b.Loop() {
				ctx, cancel := base, func() {}
				if c.within > 0 {
					ctx, cancel = context.WithTimeout(base, c.within)
				}
				if _, err := client.SetCartItem(ctx, request); err != nil {
					b.Fatal(err)
				}
				cancel()
			}
		})
	}
}
