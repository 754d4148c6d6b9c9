package resilience

import "sync/atomic"

const (
	// token is what a repetition costs; calls earn hundredths of it.
	token = 100
	// mostTokens is how many repetitions can be saved up for a bad moment.
	mostTokens = 10 * token
)

// budget bounds the repetitions of calls to one callee: however many fail, no more are made than the share of the calls, and
// ten.
type budget struct {
	percent int64
	left    atomic.Int64
}

func newBudget(percent int) *budget {
	b := &budget{percent: int64(percent)}
	if percent > 0 {
		b.left.Store(mostTokens)
	}
	return b
}

// earn counts a call. As long as nothing is repeated it only reads.
func (b *budget) earn() {
	for {
		left := b.left.Load()
		next := min(left+b.percent, mostTokens)
		if next <= left || b.left.CompareAndSwap(left, next) {
			return
		}
	}
}

// take pays for a repetition, or says that nothing is left.
func (b *budget) take() bool {
	for {
		left := b.left.Load()
		if left < token {
			return false
		}
		if b.left.CompareAndSwap(left, left-token) {
			return true
		}
	}
}
