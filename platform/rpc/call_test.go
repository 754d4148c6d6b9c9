package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/emptypb"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/platform/reqid"
	"dajiu/platform/rpc"
)

func TestMessagesAreCopiedOnTheirWay(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		kept := &orderv1.CartItem{Name: "茅台"}
		w.cart.set = func(_ context.Context, r *orderv1.SetCartItemRequest) (*orderv1.CartItem, error) {
			r.Quantity = 999 // a handler's scribbling stays with the handler
			return kept, nil
		}
		request := item()
		got, err := w.carts().SetCartItem(w.as(t, customer()), request)
		require.NoError(t, err)
		require.EqualValues(t, 3, request.GetQuantity())
		got.Name = "changed by the caller"
		require.Equal(t, "茅台", kept.GetName())
	})
}

type stray struct{}

func TestOnlyMetadataOfTheCallCrosses(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		w.cart.show = func(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
			require.Nil(t, ctx.Value(stray{}), "values of a context do not cross")
			require.Equal(t, customer(), authn.From(ctx))
			require.Equal(t, "request-1", reqid.From(ctx))
			return &orderv1.Cart{}, nil
		}
		ctx := context.WithValue(w.as(t, customer(), rpc.MetaRequestID, "request-1"), stray{}, "x")
		ctx = authn.WithCaller(ctx, authn.Caller{UserID: 1}) // not how one becomes somebody
		_, err := w.carts().ShowCart(ctx, &orderv1.ShowCartRequest{})
		require.NoError(t, err)
	})
}

func TestAServiceCallsInItsOwnNameAndNotInThePersons(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		var inner metadata.MD
		var caller authn.Caller
		var request, key string
		w.auth.login = func(ctx context.Context, _ *userv1.LoginWechatRequest) (*userv1.TokenPair, error) {
			inner, _ = metadata.FromIncomingContext(ctx)
			caller, request, key = authn.From(ctx), reqid.From(ctx), rpc.IdempotencyKey(ctx)
			return &userv1.TokenPair{}, nil
		}
		next := userv1.NewAuthServiceClient(w.host.Conn("order"))
		w.cart.show = func(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
			_, err := next.LoginWechat(metadata.AppendToOutgoingContext(ctx, "x-person", "secret"), &userv1.LoginWechatRequest{Code: "c"})
			return &orderv1.Cart{}, err
		}
		_, err := w.carts().ShowCart(w.as(t, customer(), rpc.MetaRequestID, "request-1", rpc.MetaKey, "attempt-1", "x-person", "secret"), &orderv1.ShowCartRequest{})
		require.NoError(t, err)
		require.Equal(t, "order", caller.Service)
		require.Zero(t, caller.UserID)
		require.Equal(t, "request-1", request, "the id stays with the request")
		require.Equal(t, "attempt-1", key, "and so does the attempt's name")
		require.Empty(t, inner["x-person"])
		require.Equal(t, []string{w.verifier.Credential("order")}, inner[rpc.MetaAuthorization])
	})
}

func TestARequestIDFromOutsideIsUsedOnlyWhereItIsHarmless(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		var got string
		w.cart.show = func(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
			got = reqid.From(ctx)
			return &orderv1.Cart{}, nil
		}
		for _, id := range []string{"", "a b", strings.Repeat("x", 65)} {
			_, err := w.carts().ShowCart(w.as(t, customer(), rpc.MetaRequestID, id), &orderv1.ShowCartRequest{})
			require.NoError(t, err)
			require.NotEqual(t, id, got)
			require.True(t, reqid.Valid(got))
		}
	})
}

func TestDeadlineAndCancellationReachTheHandler(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		ended := make(chan error, 2)
		w.cart.show = func(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
			<-ctx.Done()
			ended <- ctx.Err()
			return nil, ctx.Err()
		}
		ctx, cancel := context.WithTimeout(w.as(t, customer()), 50*time.Millisecond)
		defer cancel()
		_, err := w.carts().ShowCart(ctx, &orderv1.ShowCartRequest{})
		require.Equal(t, codes.DeadlineExceeded, errs.From(err).Code())
		require.True(t, errs.HasReason(err, errs.ReasonTimeout))
		require.Error(t, <-ended)

		ctx, cancel = context.WithCancel(w.as(t, customer()))
		time.AfterFunc(20*time.Millisecond, cancel)
		_, err = w.carts().ShowCart(ctx, &orderv1.ShowCartRequest{})
		require.Equal(t, codes.Canceled, errs.From(err).Code())
		require.True(t, errs.HasReason(err, errs.ReasonCanceled))
		require.ErrorIs(t, <-ended, context.Canceled)
	})
}

func TestACallWithoutADeadlineIsGivenOne(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		w.cart.show = func(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
			_, ok := ctx.Deadline()
			require.True(t, ok)
			return &orderv1.Cart{}, nil
		}
		_, err := w.carts().ShowCart(w.as(t, customer()), &orderv1.ShowCartRequest{})
		require.NoError(t, err)
	})
}

func TestWhatNobodyStatedBecomesInternalAndTellsNothing(t *testing.T) {
	t.Parallel()
	failures := map[string]func() error{
		"a panic":            func() error { panic("secret of the heap") },
		"a nil pointer":      func() error { var o *orderv1.CartItem; o.Name = "secret"; return nil },
		"an unstated error":  func() error { return errors.New("dial root:secret@db") },
		"a wrapped internal": func() error { return fmt.Errorf("secret: %w", errs.From(errors.New("secret cause"))) },
	}
	bothWays(t, func(t *testing.T, w *world) {
		var fail func() error
		w.cart.clear = func(context.Context, *orderv1.ClearCartRequest) (*emptypb.Empty, error) {
			return &emptypb.Empty{}, fail()
		}
		for name, failure := range failures {
			fail = failure
			_, err := w.carts().ClearCart(w.as(t, customer(), rpc.MetaRequestID, "request-9"), &orderv1.ClearCartRequest{})
			e := errs.From(err)
			require.Equal(t, codes.Internal, e.Code(), name)
			require.Equal(t, errs.ReasonInternal, e.Reason(), name)
			require.NotContains(t, err.Error(), "secret", name)
			require.NotContains(t, err.Error(), "goroutine", name)
		}
		require.Contains(t, w.log.String(), "secret of the heap", "the log has the cause")
		require.Contains(t, w.log.String(), "request_id=request-9")
	})
}

func TestReasonAndFieldsOfAFailureSurviveTheWay(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		fields := []errs.Field{{Path: "items[0].skuId", Reason: "已下架"}, {Path: "items[1].quantity", Reason: "库存不足"}}
		w.cart.clear = func(context.Context, *orderv1.ClearCartRequest) (*emptypb.Empty, error) {
			return nil, fmt.Errorf("clear: %w", errs.New(codes.FailedPrecondition, "OUT_OF_STOCK", "库存不足").WithFields(fields...).Wrap(errors.New("secret row")))
		}
		_, err := w.carts().ClearCart(w.as(t, customer()), &orderv1.ClearCartRequest{})
		var e *errs.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, codes.FailedPrecondition, e.Code())
		require.Equal(t, "OUT_OF_STOCK", e.Reason())
		require.Equal(t, "库存不足", e.Message())
		require.Equal(t, fields, e.Fields())
		require.NotContains(t, err.Error(), "secret row")
		require.ErrorIs(t, err, errs.New(codes.FailedPrecondition, "OUT_OF_STOCK", ""), "it can be compared with the declared one")
	})
}

func TestAMethodThatIsNotServedIsUnimplemented(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		conn := w.host.EdgeConn()
		for _, method := range []string{"/dajiu.order.v1.CartService/Nothing", "/dajiu.nothing.v1.Service/Do"} {
			err := conn.Invoke(w.as(t, customer()), method, &orderv1.ShowCartRequest{}, &orderv1.Cart{})
			require.Equal(t, codes.Unimplemented, errs.From(err).Code(), method)
			require.True(t, errs.HasReason(err, "NOT_FOUND"), method)
		}
	})
}

func TestInterceptorsOfTheEdgeRunInTheirOrder(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		w.cart.show = func(context.Context, *orderv1.ShowCartRequest) (*orderv1.Cart, error) { return &orderv1.Cart{}, nil }
		var seen []string
		note := func(name string) grpc.UnaryClientInterceptor {
			return func(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
				seen = append(seen, name)
				return invoke(ctx, method, req, reply, conn, opts...)
			}
		}
		_, err := w.carts(note("first"), note("second")).ShowCart(w.as(t, customer()), &orderv1.ShowCartRequest{})
		require.NoError(t, err)
		require.Equal(t, []string{"first", "second"}, seen)
	})
}
