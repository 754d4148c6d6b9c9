package bench

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestEveryBucketHoldsWhatItSays(t *testing.T) {
	t.Parallel()
	for b := range buckets {
		require.Equal(t, b, bucketOf(highest(b)), "the highest value of a bucket lies in it")
		if b > 0 {
			require.Equal(t, b, bucketOf(highest(b-1)+1), "buckets leave no gap")
		}
	}
	require.Equal(t, buckets-1, bucketOf(math.MaxUint64), "what is too long counts as the longest")
}

func TestPercentilesOfSmallSamplesAreByNearestRank(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		count int // durations of 1 ns, 2 ns, …
		share float64
		want  time.Duration
	}{
		{"nothing recorded", 0, 0.99, 0},
		{"one duration is every percentile", 1, 0.5, 1},
		{"the median of two is the lower", 2, 0.5, 1},
		{"the median of three is the middle", 3, 0.5, 2},
		{"the 99th percentile of fifty is the longest", 50, 0.99, 50},
		{"a share of nothing is the shortest", 50, 0, 1},
		{"everything is the longest", 50, 1, 50},
		{"a rank that floating point overshoots", 60, 0.05, 3},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var h Histogram
			for i := range row.count {
				h.Record(time.Duration(i + 1))
			}
			require.Equal(t, row.want, h.Percentile(row.share))
		})
	}
}

func TestPercentileErrsUpwardsByLessThanTwoPercent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Int64Range(0, int64(2*time.Minute)), 1, 300).Draw(t, "values")
		share := rapid.Float64Range(0, 1).Draw(t, "share")
		var one, left, right Histogram
		for i, v := range values {
			one.Record(time.Duration(v))
			[]*Histogram{&left, &right}[i%2].Record(time.Duration(v))
		}
		left.Merge(&right)
		require.Equal(t, one, left, "merging is as if one had counted all")
		slices.Sort(values)
		exact := values[min(max(int(math.Ceil(share*float64(len(values))-1e-9)), 1), len(values))-1]
		got := int64(one.Percentile(share))
		require.GreaterOrEqual(t, got, exact)
		require.LessOrEqual(t, float64(got), float64(exact)*1.016)
		require.EqualValues(t, values[len(values)-1], one.Max())
		require.EqualValues(t, len(values), one.Count())
	})
}

func TestNegativeDurationCountsAsNone(t *testing.T) {
	t.Parallel()
	var h Histogram
	h.Record(-time.Second)
	require.EqualValues(t, 1, h.Count())
	require.Zero(t, h.Percentile(1))
}
