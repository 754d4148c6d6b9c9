package bench

import (
	"math"
	"math/bits"
	"time"
)

const (
	// subBits makes 64 buckets for each doubling: a recorded value is off by less than 1.6 %.
	subBits = 6
	// topBits bounds what is told apart to 2^38 ns, four and a half minutes: longer than any operation may take.
	topBits = 38
	buckets = (topBits-subBits)<<subBits + 1<<subBits
)

// Histogram counts durations in buckets that widen with the value. Its size is fixed, its zero value is empty. It is
// not safe for concurrent use: each shopper has one, and they are merged at the end.
type Histogram struct {
	counts [buckets]uint32
	total  int64
	max    time.Duration
}

// bucketOf returns the bucket of a value in nanoseconds.
func bucketOf(v uint64) int {
	v = min(v, 1<<topBits-1)
	if v < 1<<subBits {
		return int(v) //nolint:gosec // below 64
	}
	shift := bits.Len64(v) - 1 - subBits
	return shift<<subBits + int(v>>shift) //nolint:gosec // v>>shift is below 128
}

// highest returns the largest value in nanoseconds that falls into a bucket.
func highest(bucket int) uint64 {
	if bucket < 1<<subBits {
		return uint64(bucket) //nolint:gosec // not negative
	}
	shift := bucket>>subBits - 1
	lead := uint64(bucket - shift<<subBits) //nolint:gosec // 64 to 127
	return (lead+1)<<shift - 1
}

// Record counts a duration. A negative one counts as none.
func (h *Histogram) Record(d time.Duration) {
	d = max(d, 0)
	h.counts[bucketOf(uint64(d))]++
	h.total++
	h.max = max(h.max, d)
}

// Merge adds what another histogram counted.
func (h *Histogram) Merge(other *Histogram) {
	for i, n := range other.counts {
		h.counts[i] += n
	}
	h.total += other.total
	h.max = max(h.max, other.max)
}

// Count returns how many durations were recorded.
func (h *Histogram) Count() int64 { return h.total }

// Max returns the longest recorded duration, exactly.
func (h *Histogram) Max() time.Duration { return h.max }

// Percentile returns the duration that a share of the recorded ones does not exceed, by nearest rank: a share of
// 0.99 of 200 durations is the 198th. It errs upwards, to the end of its bucket, and never beyond the longest. The
// share is from 0 to 1; an empty histogram answers 0.
func (h *Histogram) Percentile(share float64) time.Duration {
	if h.total == 0 {
		return 0
	}
	// The tiny step back keeps 0.99*200 at 198, where floating point says 198.00000000000003.
	rank := int64(math.Ceil(share*float64(h.total) - 1e-9))
	rank = min(max(rank, 1), h.total)
	var seen int64
	for i, n := range h.counts {
		if seen += int64(n); seen >= rank {
			return min(time.Duration(highest(i)), h.max) //nolint:gosec // below 2^38
		}
	}
	return h.max
}
