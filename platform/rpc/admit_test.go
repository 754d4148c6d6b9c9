package rpc_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/platform/rpc"
)

func TestWhoMayCallIsDecidedBeforeTheHandler(t *testing.T) {
	t.Parallel()
	courier := authn.Staff(8, 1, authn.BuiltIn(optionsv1.Role_ROLE_COURIER))
	bothWays(t, func(t *testing.T, w *world) {
		w.cart.show = func(context.Context, *orderv1.ShowCartRequest) (*orderv1.Cart, error) { return &orderv1.Cart{}, nil }
		forged := strings.TrimSuffix(w.token(t, customer()), "A") + "x"
		cases := map[string]struct {
			authorization string
			code          codes.Code
			reason        string
		}{
			"a customer":           {w.token(t, customer()), codes.OK, ""},
			"nobody":               {"", codes.Unauthenticated, errs.ReasonUnauthenticated},
			"a forged token":       {forged, codes.Unauthenticated, errs.ReasonUnauthenticated},
			"the wrong role":       {w.token(t, courier), codes.PermissionDenied, errs.ReasonForbidden},
			"a service for itself": {w.verifier.Credential("delivery"), codes.PermissionDenied, errs.ReasonForbidden},
			"a forged service":     {"Service order:AAAA", codes.Unauthenticated, errs.ReasonUnauthenticated},
		}
		for name, c := range cases {
			ctx := metadata.AppendToOutgoingContext(t.Context(), rpc.MetaAuthorization, c.authorization)
			_, err := w.carts().ShowCart(ctx, &orderv1.ShowCartRequest{})
			if c.code == codes.OK {
				require.NoError(t, err, name)
				continue
			}
			require.Equal(t, c.code, errs.From(err).Code(), name)
			require.Equal(t, c.reason, errs.From(err).Reason(), name)
		}
	})
}

func TestAnExpiredTokenIsToldSoAndCannotSpoilAPublicCall(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		old, err := newSigner(t, now().Add(-24*time.Hour)).Sign(customer())
		require.NoError(t, err)
		w.auth.login = func(ctx context.Context, _ *userv1.LoginWechatRequest) (*userv1.TokenPair, error) {
			require.Equal(t, authn.Caller{}, authn.From(ctx), "an old token makes nobody somebody")
			return &userv1.TokenPair{AccessToken: "new"}, nil
		}
		ctx := metadata.AppendToOutgoingContext(t.Context(), rpc.MetaAuthorization, "Bearer "+old)
		_, err = w.carts().ShowCart(ctx, &orderv1.ShowCartRequest{})
		require.True(t, errs.HasReason(err, errs.ReasonTokenExpired))
		got, err := userv1.NewAuthServiceClient(w.host.EdgeConn()).LoginWechat(ctx, &userv1.LoginWechatRequest{Code: "c"})
		require.NoError(t, err)
		require.Equal(t, "new", got.GetAccessToken())
	})
}

func TestARequestThatBreaksARuleNamesItsFields(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		_, err := w.carts().SetCartItem(w.as(t, customer()), &orderv1.SetCartItemRequest{StoreId: -1, SkuId: 2, Quantity: 1000})
		e := errs.From(err)
		require.Equal(t, codes.InvalidArgument, e.Code())
		require.Equal(t, errs.ReasonInvalid, e.Reason())
		var paths []string
		for _, f := range e.Fields() {
			paths = append(paths, f.Path)
			require.NotEmpty(t, f.Reason)
		}
		require.ElementsMatch(t, []string{"storeId", "quantity"}, paths)

		bad := order()
		bad.Items[0].SkuId = 0
		_, err = orderv1.NewOrderServiceClient(w.host.EdgeConn()).PlaceOrder(w.as(t, customer(), rpc.MetaKey, "attempt-1"), bad)
		require.Equal(t, "items[0].skuId", errs.From(err).Fields()[0].Path)
	})
}

func TestWhoMayNotCallLearnsNothingOfTheFields(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		_, err := w.carts().SetCartItem(t.Context(), &orderv1.SetCartItemRequest{})
		require.Equal(t, codes.Unauthenticated, errs.From(err).Code())
		require.Empty(t, errs.From(err).Fields())
	})
}

func TestAnAttemptThatCreatesSomethingNeedsAName(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		var got string
		w.orders.place = func(ctx context.Context, _ *orderv1.PlaceOrderRequest) (*orderv1.Trade, error) {
			got = rpc.IdempotencyKey(ctx)
			return &orderv1.Trade{}, nil
		}
		w.cart.show = func(ctx context.Context, _ *orderv1.ShowCartRequest) (*orderv1.Cart, error) {
			got = rpc.IdempotencyKey(ctx)
			return &orderv1.Cart{}, nil
		}
		client := orderv1.NewOrderServiceClient(w.host.EdgeConn())
		for name, c := range map[string]struct{ key, reason string }{
			"without a key":         {"", errs.ReasonKeyRequired},
			"with a short key":      {"1234567", errs.ReasonInvalid},
			"with a long key":       {strings.Repeat("k", 65), errs.ReasonInvalid},
			"with a harmful key":    {"a';drop table", errs.ReasonInvalid},
			"with the shortest key": {"12345678", ""},
			"with the longest key":  {strings.Repeat("k", 64), ""},
			"with a UUID":           {"6f1c1f0e-3f64-4b43-9d2c-2f6f5f9d6b1a", ""},
		} {
			got = ""
			var pairs []string
			if c.key != "" {
				pairs = []string{rpc.MetaKey, c.key}
			}
			_, err := client.PlaceOrder(w.as(t, customer(), pairs...), order())
			if c.reason == "" {
				require.NoError(t, err, name)
				require.Equal(t, c.key, got, name)
				continue
			}
			require.Empty(t, got, name)
			require.Equal(t, c.reason, errs.From(err).Reason(), name)
			require.Equal(t, codes.InvalidArgument, errs.From(err).Code(), name)
		}
		_, err := w.carts().ShowCart(w.as(t, customer(), rpc.MetaKey, "short"), &orderv1.ShowCartRequest{})
		require.True(t, errs.HasReason(err, errs.ReasonInvalid), "a bad key is refused even where none is needed")
		_, err = w.carts().ShowCart(w.as(t, customer()), &orderv1.ShowCartRequest{})
		require.NoError(t, err)
	})
}

func TestAPersonSendsNoMoreThanTheRuleAllows(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		large := &userv1.LoginWechatRequest{Code: strings.Repeat("x", 65<<10)}
		client := userv1.NewAuthServiceClient(w.host.EdgeConn())
		_, err := client.LoginWechat(t.Context(), large)
		require.Equal(t, codes.InvalidArgument, errs.From(err).Code())
		require.Contains(t, errs.From(err).Message(), "larger than 65536 bytes")
		_, err = userv1.NewAuthServiceClient(w.host.Conn("order")).LoginWechat(t.Context(), large)
		require.Equal(t, "code", errs.From(err).Fields()[0].Path, "a service is trusted with size, not with the rules of fields")
	})
}

func TestEveryCallIsCountedByItsResult(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		w.cart.show = func(context.Context, *orderv1.ShowCartRequest) (*orderv1.Cart, error) { return &orderv1.Cart{}, nil }
		for range 2 {
			_, err := w.carts().ShowCart(w.as(t, customer()), &orderv1.ShowCartRequest{})
			require.NoError(t, err)
		}
		_, err := w.carts().ShowCart(t.Context(), &orderv1.ShowCartRequest{})
		require.Error(t, err)
		families, err := w.reg.Gather()
		require.NoError(t, err)
		counts := map[string]uint64{}
		for _, family := range families {
			if family.GetName() != "dajiu_rpc_duration_seconds" {
				continue
			}
			for _, m := range family.GetMetric() {
				for _, label := range m.GetLabel() {
					if label.GetName() == "code" {
						counts[label.GetValue()] = m.GetHistogram().GetSampleCount()
					}
				}
			}
		}
		require.Equal(t, map[string]uint64{"OK": 2, "Unauthenticated": 1}, counts)
	})
}

func TestADangerousActNeedsAFreshProof(t *testing.T) {
	t.Parallel()
	bothWays(t, func(t *testing.T, w *world) {
		boss := authn.Staff(9, 1, authn.BuiltIn(optionsv1.Role_ROLE_OPERATOR))
		for name, c := range map[string]struct {
			proved time.Time
			reason string
		}{
			"never":            {time.Time{}, errs.ReasonStepUp},
			"eleven minutes":   {now().Add(-11 * time.Minute), errs.ReasonStepUp},
			"nine minutes":     {now().Add(-9 * time.Minute), ""},
			"just a while ago": {now().Add(-time.Second), ""},
		} {
			boss.ProvedAt = c.proved
			_, err := userv1.NewAccountServiceClient(w.host.EdgeConn()).DisableAccount(w.as(t, boss), &userv1.DisableAccountRequest{UserId: 1, Reason: "x"})
			if c.reason == "" {
				require.NoError(t, err, name)
				continue
			}
			require.Equal(t, c.reason, errs.From(err).Reason(), name)
		}
	})
}
