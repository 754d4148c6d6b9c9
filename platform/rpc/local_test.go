package rpc_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/errs"
	"dajiu/platform/rpc"
)

func TestACallThatNobodyWaitsForAnyMoreIsNotBegun(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		w.cart.show = func(context.Context, *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
			t.Error("the handler ran")
			return &orderv1.Cart{}, nil
		}
		ctx, cancel := context.WithCancel(w.as(t, customer()))
		cancel()
		_, err := w.carts().ShowCart(ctx, &orderv1.ShowCartRequest{})
		require.Equal(t, codes.Canceled, errs.From(err).Code())
	})
}

func TestWhoGoesAwayDuringACallIsToldSoWhateverFailedBecauseOfIt(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		ctx, cancel := context.WithCancel(w.as(t, customer()))
		w.cart.show = func(inside context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
			cancel()
			<-inside.Done()
			return nil, errors.New("the store was interrupted")
		}
		_, err := w.carts().ShowCart(ctx, &orderv1.ShowCartRequest{})
		require.Equal(t, codes.Canceled, errs.From(err).Code())
		require.True(t, errs.HasReason(err, errs.ReasonCanceled))
	})
}

func TestAnAnswerOfAnotherKindThanAskedForIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, rpc.Config{Mode: "inproc"}).serve(t)
	w.cart.show = func(context.Context, *orderv1.ShowCartRequest) (*orderv1.Cart, error) { return nil, nil }
	_, err := w.carts().ShowCart(w.as(t, customer()), &orderv1.ShowCartRequest{})
	require.Equal(t, codes.Internal, errs.From(err).Code(), "no answer at all")
	err = w.host.EdgeConn().Invoke(w.as(t, customer()), orderv1.CartService_ShowCart_FullMethodName, &userv1.LoginWechatRequest{}, &orderv1.Cart{})
	require.Equal(t, codes.Internal, errs.From(err).Code(), "another question")
}
