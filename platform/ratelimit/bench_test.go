package ratelimit_test

import (
	"context"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/ratelimit"
	"dajiu/platform/testkit"
)

// BenchmarkTake measures a check as requests make it, 64 at once over 1,000 callers.
func BenchmarkTake(b *testing.B) {
	b.Run("in process", func(b *testing.B) {
		local, err := ratelimit.NewLocal(clock.Real())
		require.NoError(b, err)
		measure(b, local.Take)
	})
	for _, name := range []string{"single", "sentinel", "cluster"} {
		b.Run("redis/"+name, func(b *testing.B) {
			shared := ratelimit.NewShared(connect(b, kinds()[name](b)), secret)
			measure(b, func(ctx context.Context, key string, limit ratelimit.Limit, n int) ratelimit.Decision {
				d, err := shared.Take(ctx, key, limit, n)
				if err != nil {
					b.Error(err)
				}
				return d
			})
		})
	}
	b.Run("redis lost", func(b *testing.B) {
		server := testkit.OwnRedis(b)
		server.Kill(b)
		p := start(b, quick(server.Addr))
		p.apart(b)
		measure(b, p.Take)
	})
}

func measure(b *testing.B, take func(context.Context, string, ratelimit.Limit, int) ratelimit.Decision) {
	b.Helper()
	limit := ratelimit.Limit{PerMinute: ratelimit.MaxPerMinute, Burst: ratelimit.MaxBurst}
	var worker atomic.Int64
	b.SetParallelism(32)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for n := worker.Add(1) * 31; pb.Next(); n++ {
			if !take(context.Background(), "caller "+strconv.FormatInt(n%1000, 10), limit, 1).Allowed {
				b.Error("a full bucket was empty")
			}
		}
	})
}
