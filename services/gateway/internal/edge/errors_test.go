package edge_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/errs"
	"dajiu/platform/reqid"
)

func TestEveryFailureHasOneForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *settings) { s.edge.MaxBody = 1000 })
	customer, courier := w.customer(t), w.token(t, 8, optionsv1.Role_ROLE_COURIER)
	cases := map[string]struct {
		method, path, body, authorization string
		status                            int
		reason                            string
		fields                            []string
	}{
		"a path that is not there":            {"GET", "/v1/nothing", "", "", 404, "NOT_FOUND", nil},
		"a path outside the API":              {"GET", "/nothing", "", "", 404, "NOT_FOUND", nil},
		"the root":                            {"GET", "/", "", "", 404, "NOT_FOUND", nil},
		"a method that a path does not take":  {"DELETE", "/v1/products/5", "", "", 405, "METHOD_NOT_ALLOWED", nil},
		"a method that a page does not take":  {"GET", "/v1/callbacks/wechatpay", "", "", 404, "NOT_FOUND", nil},
		"an id that is no number":             {"GET", "/v1/products/abc", "", "", 400, errs.ReasonInvalid, nil},
		"an id that breaks a rule":            {"GET", "/v1/products/0", "", "", 400, errs.ReasonInvalid, []string{"productId"}},
		"a body that is no JSON":              {"PUT", "/v1/cart/items", "{", customer, 400, errs.ReasonInvalid, nil},
		"a field that nobody knows":           {"PUT", "/v1/cart/items", `{"evil":1}`, customer, 400, errs.ReasonInvalid, nil},
		"fields that break rules":             {"PUT", "/v1/cart/items", `{"storeId":"1","quantity":"1000"}`, customer, 400, errs.ReasonInvalid, []string{"skuId", "quantity"}},
		"nobody where somebody is needed":     {"GET", "/v1/cart", "", "", 401, errs.ReasonUnauthenticated, nil},
		"a bad token":                         {"GET", "/v1/cart", "", "Bearer x", 401, errs.ReasonUnauthenticated, nil},
		"the wrong role":                      {"GET", "/v1/cart", "", courier, 403, errs.ReasonForbidden, nil},
		"a body that says it is too large":    {"PUT", "/v1/cart/items", `{"storeId":"` + strings.Repeat("1", 2000) + `"}`, customer, 413, "REQUEST_TOO_LARGE", nil},
		"a service that is not in the binary": {"GET", "/v1/orders", "", customer, 501, "NOT_FOUND", nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rec := w.call(t, c.method, c.path, c.body, "Authorization", c.authorization)
			f := requireFailure(t, rec, c.status, c.reason)
			var fields []string
			for _, field := range f.Error.Fields {
				fields = append(fields, field.Field)
			}
			require.ElementsMatch(t, c.fields, fields)
			if c.status == http.StatusUnauthorized {
				require.Equal(t, "Bearer", rec.Header().Get("WWW-Authenticate"))
			}
		})
	}
}

func TestAFailureOfAServiceKeepsItsReasonAndHidesItsCause(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err    error
		status int
		reason string
	}{
		"a state that forbids it is a conflict": {errs.New(codes.FailedPrecondition, "OUT_OF_STOCK", "库存不足").Wrap(errors.New("secret")), 409, "OUT_OF_STOCK"},
		"a process with too much to do":         {errs.New(codes.ResourceExhausted, errs.ReasonOverloaded, "busy"), 503, errs.ReasonOverloaded},
		"a change at the same time":             {errs.New(codes.Aborted, errs.ReasonConflict, "again"), 409, errs.ReasonConflict},
		"a thing that is not there":             {errs.New(codes.NotFound, "ORDER_NOT_FOUND", "no such order"), 404, "ORDER_NOT_FOUND"},
		"a part that is away":                   {errs.New(codes.Unavailable, errs.ReasonUnavailable, "later"), 503, errs.ReasonUnavailable},
		"a bug":                                 {errors.New("secret"), 500, errs.ReasonInternal},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.cart.show = func(context.Context) (*orderv1.Cart, error) { return nil, c.err }
			rec := w.call(t, "GET", "/v1/cart", "", "Authorization", w.customer(t))
			requireFailure(t, rec, c.status, c.reason)
			require.NotContains(t, rec.Body.String(), "secret")
		})
	}
}

func TestARequestThatTakesTooLongIsEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *settings) { s.edge.Timeout = 30 * time.Millisecond })
	w.cart.show = func(ctx context.Context) (*orderv1.Cart, error) { <-ctx.Done(); return nil, ctx.Err() }
	requireFailure(t, w.call(t, "GET", "/v1/cart", "", "Authorization", w.customer(t)), 504, errs.ReasonTimeout)
}

func TestABodyThatHidesItsLengthIsStillBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *settings) { s.edge.MaxBody = 1000 })
	body := `{"storeId":"` + strings.Repeat("1", 2000) + `"}`
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPut, "/v1/cart/items", io.MultiReader(strings.NewReader(body)))
	require.EqualValues(t, -1, r.ContentLength)
	r.Header.Set("Authorization", w.customer(t))
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	requireFailure(t, rec, 413, "REQUEST_TOO_LARGE")
}

func TestEveryAnswerCarriesARequestID(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for id, kept := range map[string]bool{"client-1:a.b_c": true, "": false, "a b": false, "<script>": false, strings.Repeat("x", 65): false} {
		rec := w.call(t, "GET", "/v1/cart", "", "X-Request-Id", id, "Authorization", w.customer(t))
		got := rec.Header().Get("X-Request-Id")
		require.Equal(t, kept, got == id, id)
		require.True(t, reqid.Valid(got))
	}
	var inside string
	w.cart.show = func(ctx context.Context) (*orderv1.Cart, error) {
		inside = reqid.From(ctx)
		return &orderv1.Cart{}, nil
	}
	rec := w.call(t, "GET", "/v1/cart", "", "Authorization", w.customer(t))
	require.Equal(t, rec.Header().Get("X-Request-Id"), inside, "services log the same id")
}

func TestBrowsersAreToldToBeCareful(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, path := range []string{"/v1/products/5", "/v1/nothing", "/nothing"} {
		h := w.call(t, "GET", path, "").Header()
		require.Equal(t, "nosniff", h.Get("X-Content-Type-Options"))
		require.Equal(t, "SAMEORIGIN", h.Get("X-Frame-Options"))
		require.Equal(t, "same-origin", h.Get("Referrer-Policy"))
		require.Empty(t, h.Get("Access-Control-Allow-Origin"), "without origins, same origin only")
	}
}

func TestOnlyPagesOfNamedOriginsMayCall(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *settings) { s.edge.Origins = []string{"https://shop.example"} })
	for origin, allowed := range map[string]string{"https://shop.example": "https://shop.example", "https://evil.example": ""} {
		rec := w.call(t, "GET", "/v1/products/5", "", "Origin", origin)
		require.Equal(t, http.StatusOK, rec.Code)
		require.Equal(t, allowed, rec.Header().Get("Access-Control-Allow-Origin"))
		rec = w.call(t, "OPTIONS", "/v1/cart/items", "", "Origin", origin, "Access-Control-Request-Method", "PUT",
			"Access-Control-Request-Headers", "authorization,idempotency-key")
		require.Equal(t, allowed, rec.Header().Get("Access-Control-Allow-Origin"))
		require.Empty(t, rec.Header().Get("Access-Control-Allow-Credentials"), "tokens, not cookies")
	}
}

func TestTheStreamIsReachedAsItIs(t *testing.T) {
	t.Parallel()
	require.Equal(t, http.StatusTeapot, newWorld(t).call(t, "GET", "/v1/stream", "").Code)
}
