package edge_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/grpc/codes"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
)

func TestMain(m *testing.M) {
	// A cache with expiry sweeps itself for as long as the process lives.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/maypok86/otter/v2.periodicCleanUp[...]"))
}

func TestACatalogueAnswerIsMadeOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.call(t, "GET", "/v1/products/5?storeId=1", "")
	second := w.call(t, "GET", "/v1/products/5?storeId=1", "", "Authorization", w.customer(t))
	require.Equal(t, http.StatusOK, first.Code)
	require.JSONEq(t, first.Body.String(), second.Body.String())
	require.Contains(t, first.Body.String(), "茅台")
	require.EqualValues(t, 1, w.catalog.calls.Load())
	require.Equal(t, "public, max-age=3600", second.Header().Get("Cache-Control"))
	require.NotEqual(t, first.Header().Get("X-Request-Id"), second.Header().Get("X-Request-Id"))
	w.call(t, "GET", "/v1/products/6?storeId=1", "")
	w.call(t, "GET", "/v1/products/5?storeId=2", "")
	require.EqualValues(t, 3, w.catalog.calls.Load(), "other questions are other answers")
}

func TestAClientThatHasTheAnswerIsNotSentItAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	etag := w.call(t, "GET", "/v1/products/5", "").Header().Get("ETag")
	require.NotEmpty(t, etag)
	rec := w.call(t, "GET", "/v1/products/5", "", "If-None-Match", etag)
	require.Equal(t, http.StatusNotModified, rec.Code)
	require.Empty(t, rec.Body.String())
	require.Equal(t, etag, rec.Header().Get("ETag"))
	w.edge.Invalidate(t.Context(), 0)
	rec = w.call(t, "GET", "/v1/products/5", "", "If-None-Match", etag)
	require.Equal(t, http.StatusOK, rec.Code, "the product changed")
	require.NotEqual(t, etag, rec.Header().Get("ETag"))
}

func TestAChangeMakesOldAnswersUnreachable(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		store int64
		calls map[string]int32
	}{
		"of one store: only its answers": {1, map[string]int32{
			"/v1/products/5?storeId=1": 2, "/v1/products/5?store_id=1": 2, "/v1/products/5?storeId=2": 1, "/v1/products/5?storeId=11": 1, "/v1/products/5": 1,
			"/v1/products/5?notstore_id=1": 1, "/v1/products/5?q=storeId=1": 1, "/v1/products/5?storeId=2&notstore_id=1": 1,
			"/v1/products/5?notstoreId=2&store_id=1": 2, "/v1/products/5?x&storeId=1&y=2": 2,
			"/v1/products/5?%73toreId=1": 2, "/v1/products/5?storeId=%31": 2, "/v1/products/5?storeId=01": 2, "/v1/products/5?storeId=%2B1": 2,
		}},
		"of the catalogue: all answers": {0, map[string]int32{
			"/v1/products/5?storeId=1": 2, "/v1/products/5?storeId=2": 2, "/v1/products/5": 2,
		}},
	} {
		for path, want := range c.calls {
			t.Run(name+" "+path, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.call(t, "GET", path, "")
				w.edge.Invalidate(t.Context(), c.store)
				for range 3 {
					require.Equal(t, http.StatusOK, w.call(t, "GET", path, "").Code)
				}
				require.Equal(t, want, w.catalog.calls.Load())
			})
		}
	}
}

func TestAnAnswerThatWasBeingMadeDuringAChangeIsNotKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.catalog.product = func(context.Context, *productv1.ShowProductRequest) (*productv1.Product, error) {
		if w.catalog.calls.Load() == 1 {
			w.edge.Invalidate(t.Context(), 1)
			return &productv1.Product{Name: "old"}, nil
		}
		return &productv1.Product{Name: "new"}, nil
	}
	w.call(t, "GET", "/v1/products/5?storeId=1", "")
	require.Contains(t, w.call(t, "GET", "/v1/products/5?storeId=1", "").Body.String(), "new")
}

func TestWhatIsPersonalOrLiveIsNeverRemembered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range 3 {
		rec := w.call(t, "GET", "/v1/cart", "", "Authorization", w.customer(t))
		require.Equal(t, http.StatusOK, rec.Code)
		require.Empty(t, rec.Header().Get("ETag"))
		require.Equal(t, http.StatusOK, w.call(t, "GET", "/v1/stores/1/availability?skuIds=2", "").Code)
	}
	require.EqualValues(t, 3, w.cart.calls.Load())
	require.EqualValues(t, 3, w.stock.calls.Load())
	none := newWorld(t, func(s *settings) { s.edge.CacheFor = 0 })
	none.call(t, "GET", "/v1/products/5", "")
	none.call(t, "GET", "/v1/products/5", "")
	require.EqualValues(t, 2, none.catalog.calls.Load())
}

func TestOnlyThatSomethingIsMissingIsRememberedOfFailuresAndNotForLong(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	failure := errs.New(codes.Unavailable, errs.ReasonUnavailable, "not now")
	w.catalog.product = func(context.Context, *productv1.ShowProductRequest) (*productv1.Product, error) { return nil, failure }
	for range 2 {
		requireFailure(t, w.call(t, "GET", "/v1/products/5", ""), 503, errs.ReasonUnavailable)
	}
	require.EqualValues(t, 2, w.catalog.calls.Load())

	failure = errs.New(codes.NotFound, "PRODUCT_NOT_FOUND", "no such product")
	missing := func() { requireFailure(t, w.call(t, "GET", "/v1/products/5", ""), 404, "PRODUCT_NOT_FOUND") }
	missing()
	missing()
	require.EqualValues(t, 3, w.catalog.calls.Load())
	w.edge.Invalidate(t.Context(), 0)
	missing()
	require.EqualValues(t, 4, w.catalog.calls.Load(), "it may have come by now")
	require.Eventually(t, func() bool {
		missing()
		return w.catalog.calls.Load() == 5
	}, 5*time.Second, 50*time.Millisecond, "although nobody told of it")
}

func TestAnAnswerLargerThanTheBoundPassesThrough(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.catalog.product = func(context.Context, *productv1.ShowProductRequest) (*productv1.Product, error) {
		return &productv1.Product{Description: strings.Repeat("酒", 100_000)}, nil
	}
	for range 2 {
		require.Greater(t, w.call(t, "GET", "/v1/products/5", "").Body.Len(), 256<<10)
	}
	require.EqualValues(t, 2, w.catalog.calls.Load())
}

// held lets callers wait until a test lets the one call go on.
func held(w *world, err error) (inside, release chan struct{}) {
	inside, release = make(chan struct{}), make(chan struct{})
	w.catalog.product = func(ctx context.Context, _ *productv1.ShowProductRequest) (*productv1.Product, error) {
		if w.catalog.calls.Load() == 1 {
			close(inside)
		}
		select {
		case <-release:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		return &productv1.Product{Name: "汾酒"}, err
	}
	return inside, release
}

func TestManyWhoAskAtOnceAreAnsweredByOneCallAlthoughTheFirstGoesAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	inside, release := held(w, nil)
	ctx, leave := context.WithCancel(t.Context())
	var group sync.WaitGroup
	group.Go(func() {
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/v1/products/5", nil)
		w.handler.ServeHTTP(httptest.NewRecorder(), r)
	})
	<-inside
	answers := make([]*httptest.ResponseRecorder, 20)
	for i := range answers {
		group.Go(func() { answers[i] = w.call(t, "GET", "/v1/products/5", "") })
	}
	time.Sleep(20 * time.Millisecond) //nolint:forbidigo // lets the others join the flight
	leave()
	time.Sleep(20 * time.Millisecond) //nolint:forbidigo // lets the leaving be seen
	close(release)
	group.Wait()
	for _, rec := range answers {
		require.Equal(t, http.StatusOK, rec.Code)
		require.Contains(t, rec.Body.String(), "汾酒")
	}
	require.EqualValues(t, 1, w.catalog.calls.Load())
}

func TestAFailureSharedByManyNamesEachOnesRequest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	inside, release := held(w, errs.New(codes.NotFound, "PRODUCT_NOT_FOUND", "no such product"))
	var group sync.WaitGroup
	answers := make([]*httptest.ResponseRecorder, 5)
	for i := range answers {
		group.Go(func() { answers[i] = w.call(t, "GET", "/v1/products/5", "") })
	}
	<-inside
	time.Sleep(20 * time.Millisecond) //nolint:forbidigo // lets the others join the flight
	close(release)
	group.Wait()
	for _, rec := range answers {
		requireFailure(t, rec, 404, "PRODUCT_NOT_FOUND")
	}
}

func TestAClientCannotSpoilASharedAnswerByItsHeaders(t *testing.T) {
	t.Parallel()
	for _, timeout := range []string{"1n", "nonsense"} {
		w := newWorld(t)
		rec := w.call(t, "GET", "/v1/products/5", "", "Grpc-Timeout", timeout)
		require.Equal(t, http.StatusOK, rec.Code, "%s: %s", timeout, rec.Body.String())
	}
}

func TestACompressedAnswerIsTheSameAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.catalog.product = func(context.Context, *productv1.ShowProductRequest) (*productv1.Product, error) {
		return &productv1.Product{Description: strings.Repeat("酒", 2000)}, nil
	}
	plain := w.call(t, "GET", "/v1/products/5", "")
	packed := w.call(t, "GET", "/v1/products/5", "", "Accept-Encoding", "gzip")
	require.Equal(t, "gzip", packed.Header().Get("Content-Encoding"))
	require.Less(t, packed.Body.Len(), plain.Body.Len()/10)
	require.Contains(t, packed.Header().Get("Vary"), "Accept-Encoding")
	require.Empty(t, plain.Header().Get("Content-Encoding"))
}

func BenchmarkCachedProduct(b *testing.B) {
	w := newWorld(b, func(s *settings) { s.limits.Anonymous.Browse.PerSecond, s.limits.Anonymous.Browse.Burst = 1<<30, 1<<30 })
	w.call(b, "GET", "/v1/products/5?storeId=1", "")
	b.ReportAllocs()
	for b.Loop() {
		if w.call(b, "GET", "/v1/products/5?storeId=1", "").Code != http.StatusOK {
			b.Fatal("refused")
		}
	}
}
