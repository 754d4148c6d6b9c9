package edge_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/api/httpbody"
	"google.golang.org/grpc/codes"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/services/gateway/internal/edge"
)

// tight gives each kind of caller so many calls and no more: the clock stands still.
func tight(anonymous, consumer, staff int) func(*settings) {
	limits := func(n int) edge.Limits {
		l := edge.Limit{PerSecond: 1, Burst: n}
		return edge.Limits{Browse: l, Write: l, Login: l, Report: l}
	}
	return func(s *settings) {
		s.limits = edge.LimitConfig{Anonymous: limits(anonymous), Consumer: limits(consumer), Staff: limits(staff)}
		s.edge.TrustProxy = true
	}
}

func TestEachKindOfCallerHasItsOwnLimit(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tight(2, 4, 6))
	for name, c := range map[string]struct {
		authorization string
		allowed       int
	}{
		"a customer":                     {w.token(t, 1, optionsv1.Role_ROLE_CONSUMER), 4},
		"another customer":               {w.token(t, 2, optionsv1.Role_ROLE_CONSUMER), 4},
		"staff":                          {w.token(t, 3, optionsv1.Role_ROLE_MERCHANT), 6},
		"who guesses tokens, by address": {"Bearer guess", 2},
	} {
		for i := range c.allowed {
			rec := w.call(t, "GET", "/v1/cart", "", "Authorization", c.authorization)
			require.NotEqual(t, http.StatusTooManyRequests, rec.Code, "%s, call %d", name, i)
		}
		rec := w.call(t, "GET", "/v1/cart", "", "Authorization", c.authorization)
		requireFailure(t, rec, 429, errs.ReasonRateLimited)
		require.Equal(t, "1", rec.Header().Get("Retry-After"), name)
	}
	rec := w.call(t, "PUT", "/v1/cart/items", `{"storeId":"1","skuId":"2","quantity":"1"}`, "Authorization", w.token(t, 1, optionsv1.Role_ROLE_CONSUMER))
	require.Equal(t, http.StatusOK, rec.Code, "writing draws from another bucket than reading")
}

func TestNobodysCallsAreCountedByAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tight(1, 9, 9))
	ask := func(forwarded string) int {
		return w.call(t, "GET", "/v1/cart", "", "X-Forwarded-For", forwarded).Code
	}
	require.Equal(t, http.StatusUnauthorized, ask("203.0.113.1"))
	require.Equal(t, http.StatusTooManyRequests, ask("203.0.113.1"))
	require.Equal(t, http.StatusTooManyRequests, ask("198.51.100.9, 203.0.113.1"), "what the client wrote before our proxy counts for nothing")
	require.Equal(t, http.StatusUnauthorized, ask("203.0.113.2"))
}

func TestWithoutAProxyOfOursTheHeaderIsNotBelieved(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tight(1, 9, 9), func(s *settings) { s.edge.TrustProxy = false })
	require.Equal(t, http.StatusUnauthorized, w.call(t, "GET", "/v1/cart", "", "X-Forwarded-For", "203.0.113.1").Code)
	require.Equal(t, http.StatusTooManyRequests, w.call(t, "GET", "/v1/cart", "", "X-Forwarded-For", "203.0.113.2").Code)
}

func TestARememberedAnswerIsCountedToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tight(3, 9, 9))
	for i := range 3 {
		require.Equal(t, http.StatusOK, w.call(t, "GET", "/v1/products/5", "").Code, "request %d, once each, made or remembered", i)
	}
	requireFailure(t, w.call(t, "GET", "/v1/products/5", ""), 429, errs.ReasonRateLimited)
}

const notification = "{ \"id\":\"EV-1\",\n  \"resource\" : {\"ciphertext\":\"中文==\"} }\n"

func TestACallbackIsPassedOnByteForByte(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tight(0, 0, 0))
	var body *httpbody.HttpBody
	w.channel.notify = func(_ context.Context, b *httpbody.HttpBody) (*httpbody.HttpBody, error) {
		body = b
		return &httpbody.HttpBody{ContentType: "application/json", Data: []byte(`{"code":"SUCCESS"}`)}, nil
	}
	headers := map[string]string{
		"Wechatpay-Timestamp": "1700000000", "Wechatpay-Nonce": "n/+=", "Wechatpay-Signature": "c2ln+/==", "Wechatpay-Serial": "ABC",
		"Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
	}
	var list []string
	for name, value := range headers {
		list = append(list, name, value)
	}
	list = append(list, "Authorization", w.customer(t), "X-Evil", "x", "Cookie", "c")
	for range 5 {
		rec := w.call(t, "POST", "/v1/callbacks/wechatpay", notification, list...)
		require.Equal(t, http.StatusOK, rec.Code, "a channel is never limited")
		require.JSONEq(t, `{"code":"SUCCESS"}`, rec.Body.String())
		require.Equal(t, "application/json", rec.Header().Get("Content-Type"))
	}
	require.Equal(t, notification, string(body.GetData()))
	for name, value := range headers {
		require.Equal(t, []string{value}, w.channel.got[strings.ToLower(name)])
	}
	for _, name := range []string{"authorization", "x-evil", "cookie"} {
		require.Empty(t, w.channel.got[name], name)
	}
}

func TestACallbackThatFailsIsAnsweredInTheChannelsForm(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err    error
		body   string
		status int
		want   string
	}{
		"a wrong signature":      {errs.New(codes.Unauthenticated, "BAD_SIGNATURE", "x"), notification, 401, "BAD_SIGNATURE"},
		"a failure of ours":      {errs.New(codes.Unavailable, errs.ReasonUnavailable, "x"), notification, 503, errs.ReasonUnavailable},
		"a body beyond all size": {nil, strings.Repeat("x", 65<<10), 413, "REQUEST_TOO_LARGE"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.channel.notify = func(context.Context, *httpbody.HttpBody) (*httpbody.HttpBody, error) { return nil, c.err }
			rec := w.call(t, "POST", "/v1/callbacks/wechatpay", c.body)
			require.Equal(t, c.status, rec.Code)
			require.JSONEq(t, `{"code":"FAIL","message":"`+c.want+`"}`, rec.Body.String())
		})
	}
}

func TestCallsOfAServiceInAnotherProcessAreCountedToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tight(9, 2, 9)) // the order service is not among those that are hosted here
	authorization := w.customer(t)
	for range 2 {
		require.Equal(t, http.StatusNotImplemented, w.call(t, "GET", "/v1/orders", "", "Authorization", authorization).Code)
	}
	requireFailure(t, w.call(t, "GET", "/v1/orders", "", "Authorization", authorization), 429, errs.ReasonRateLimited)
}

func TestATokenWhoseSessionWasEndedIsRefusedAtTheEdge(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	authorization := w.customer(t)
	require.Equal(t, http.StatusOK, w.call(t, "GET", "/v1/cart", "", "Authorization", authorization).Code)
	w.verifier.End(authn.Ended{Who: 7, Until: w.clock.Now(), Expires: w.clock.Now().Add(time.Hour)})
	for _, path := range []string{"/v1/cart", "/v1/orders"} { // here, and of a service in another process
		requireFailure(t, w.call(t, "GET", path, "", "Authorization", authorization), 401, errs.ReasonTokenExpired)
	}
	require.Equal(t, http.StatusOK, w.call(t, "GET", "/v1/products/5", "", "Authorization", authorization).Code, "what anybody may see they may, too")
	require.Equal(t, http.StatusOK, w.call(t, "GET", "/v1/stores/1/availability?skuIds=2", "", "Authorization", authorization).Code)
	require.Equal(t, http.StatusOK, w.call(t, "GET", "/v1/cart", "", "Authorization", w.token(t, 8, optionsv1.Role_ROLE_CONSUMER)).Code)
}

func TestLimitsThatChangeCountFromTheNextCallOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tight(1, 2, 1))
	who := w.token(t, 1, optionsv1.Role_ROLE_CONSUMER)
	ask := func() int { return w.call(t, "GET", "/v1/cart", "", "Authorization", who).Code }
	require.Equal(t, http.StatusOK, ask())
	require.Equal(t, http.StatusOK, ask())
	require.Equal(t, http.StatusTooManyRequests, ask())
	wider := edge.DefaultLimits()
	require.NoError(t, wider.Validate("limits"))
	w.limiter.Set(wider)
	require.Equal(t, http.StatusOK, ask())
}
