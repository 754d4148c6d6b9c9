package sim

import (
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// Faults are what goes wrong, each per mille of the occasions, drawn from the seed. The zero value is a
// service in which nothing goes wrong.
type Faults struct {
	// Seed restarts the chance when it is not zero.
	Seed uint64 `json:"seed,omitempty"`

	CallbackDuplicate int `json:"callback_duplicate"` // an accepted callback is sent again
	CallbackDrop      int `json:"callback_drop"`      // an attempt never leaves and counts as failed
	CallbackDelay     int `json:"callback_delay"`     // a first attempt waits up to CallbackDelayMS
	CallbackDelayMS   int `json:"callback_delay_ms"`
	CallbackReorder   int `json:"callback_reorder"` // a first attempt is overtaken by later ones
	EitherKey         int `json:"either_key"`       // a callback is signed by another platform key

	SystemErrorBefore int `json:"system_error_before_effect"`
	SystemErrorAfter  int `json:"system_error_after_effect"`
	RateLimited       int `json:"rate_limited"`
	BadSignature      int `json:"bad_signature"` // an answer carries a WECHATPAY/SIGNTEST/ probe
	SlowAnswer        int `json:"slow_answer"`   // an answer waits SlowAnswerMS
	SlowAnswerMS      int `json:"slow_answer_ms"`

	PayBeforeClose int `json:"pay_before_close"` // the customer pays just before a close arrives
	RefundAbnormal int `json:"refund_abnormal"`  // a refund ends ABNORMAL
	BillMismatch   int `json:"bill_mismatch"`    // a bill misses a row or states a wrong amount
}

const maxFaultDelay = time.Hour

func (f Faults) check() error {
	chances := map[string]int{
		"callback_duplicate": f.CallbackDuplicate, "callback_drop": f.CallbackDrop, "callback_delay": f.CallbackDelay,
		"callback_reorder": f.CallbackReorder, "either_key": f.EitherKey, "system_error_before_effect": f.SystemErrorBefore,
		"system_error_after_effect": f.SystemErrorAfter, "rate_limited": f.RateLimited, "bad_signature": f.BadSignature,
		"slow_answer": f.SlowAnswer, "pay_before_close": f.PayBeforeClose, "refund_abnormal": f.RefundAbnormal,
		"bill_mismatch": f.BillMismatch,
	}
	for name, chance := range chances {
		if chance < 0 || chance > 1000 {
			return wrongParam(name, "每千次的次数须在0到1000之间")
		}
	}
	for name, ms := range map[string]int{"callback_delay_ms": f.CallbackDelayMS, "slow_answer_ms": f.SlowAnswerMS} {
		if ms < 0 || ms > int(maxFaultDelay.Milliseconds()) {
			return wrongParam(name, "毫秒数须在0到一小时之间")
		}
	}
	return nil
}

// faults draws from the seed. It is safe for concurrent use.
type faults struct {
	mu      sync.Mutex
	current Faults
	random  *rand.Rand
}

func newFaults(seed uint64) *faults {
	return &faults{random: rand.New(rand.NewPCG(seed, 0))} //nolint:gosec // chance that a test can repeat
}

func (f *faults) set(to Faults) error {
	if err := to.check(); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if to.Seed != 0 {
		f.random = rand.New(rand.NewPCG(to.Seed, 0)) //nolint:gosec // see above
	}
	f.current = to
	return nil
}

func (f *faults) get() Faults {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.current
}

// strikes reports whether the fault chosen from the current ones happens now. A fault that is off draws
// nothing, so that switching it on does not change the others.
func (f *faults) strikes(chance func(Faults) int) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := chance(f.current)
	return c > 0 && f.random.IntN(1000) < c
}

func (f *faults) before() error {
	if f.strikes(func(f Faults) int { return f.RateLimited }) {
		return refuse(http.StatusTooManyRequests, "RATELIMIT_EXCEEDED", "请求超过频率限制")
	}
	if f.strikes(func(f Faults) int { return f.SystemErrorBefore }) {
		return refuse(http.StatusInternalServerError, "SYSTEM_ERROR", "系统异常，请稍后重试")
	}
	return nil
}

func (f *faults) after() error {
	if f.strikes(func(f Faults) int { return f.SystemErrorAfter }) {
		return refuse(http.StatusInternalServerError, "SYSTEM_ERROR", "系统异常，请稍后重试")
	}
	return nil
}

func (f *faults) slow() time.Duration {
	if f.strikes(func(f Faults) int { return f.SlowAnswer }) {
		return time.Duration(f.get().SlowAnswerMS) * time.Millisecond
	}
	return 0
}

func (f *faults) probe() bool { return f.strikes(func(f Faults) int { return f.BadSignature }) }

// firstDelay is how long a callback's first attempt waits.
func (f *faults) firstDelay() time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	var delay time.Duration
	if c := f.current.CallbackDelay; c > 0 && f.random.IntN(1000) < c {
		delay = time.Duration(f.random.IntN(f.current.CallbackDelayMS+1)) * time.Millisecond
	}
	if c := f.current.CallbackReorder; c > 0 && f.random.IntN(1000) < c {
		delay += time.Duration(1+f.random.IntN(2000)) * time.Millisecond
	}
	return delay
}

// pick returns one of n, the first unless the service is switching keys.
func (f *faults) pick(n int) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c := f.current.EitherKey; n > 1 && c > 0 && f.random.IntN(1000) < c {
		return 1 + f.random.IntN(n-1)
	}
	return 0
}
