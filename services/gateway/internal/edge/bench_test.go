package edge_test

import (
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkRequest is all that the gateway does for a request that nobody remembers the answer of, with the call in process:
// id, route, token, limit, call, JSON.
func BenchmarkRequest(b *testing.B) {
	w := newWorld(b, func(s *settings) {
		s.limits.Consumer.Browse.PerSecond, s.limits.Consumer.Browse.Burst = 100_000, 1_000_000
	})
	r := httptest.NewRequest("GET", "/v1/cart", nil)
	r.Header.Set("Authorization", w.customer(b))
	b.ReportAllocs()
	for b.Loop() {
		rec := httptest.NewRecorder()
		w.handler.ServeHTTP(rec, r.Clone(b.Context()))
		require.Equal(b, 200, rec.Code)
	}
}
