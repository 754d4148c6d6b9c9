package sim

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
)

// refusing is a merchant that never accepts.
type refusing struct {
	mu       sync.Mutex
	attempts int
}

func (r *refusing) RoundTrip(*http.Request) (*http.Response, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.attempts++
	return nil, errors.New("refused")
}

func (r *refusing) count() int { r.mu.Lock(); defer r.mu.Unlock(); return r.attempts }

func TestCallbacksFollowTheVendorsScheduleForADayAndThenEnd(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	fake := clock.Fake(now)
	keys, err := LoadKeys(t.TempDir(), now)
	require.NoError(t, err)
	merchant := &refusing{}
	s, err := New(Config{
		Clock: fake, MchID: "19", AppID: "wx", MchSerial: keys.MchSerial, MerchantPublicKeyPEM: keys.MchPublicKeyPEM,
		APIv3Key: keys.APIv3Key, PlatformKeys: keys.PlatformKeys(), Dir: t.TempDir(),
		HTTPClient: &http.Client{Transport: merchant},
	})
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	ctx, cancel := context.WithCancel(t.Context())
	var done sync.WaitGroup
	done.Go(func() {
		if err := s.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	defer done.Wait()
	defer cancel()

	id := newPrepayID(1, now)
	require.NoError(t, s.store.do(ctx, func(w *writer) error {
		return w.insertOrder(&order{
			Seq: w.nextOrder(), OutTradeNo: "T20260501001", PrepayID: id, OpenID: "o", Description: "酒",
			NotifyURL: "https://merchant.example/", Total: 1, State: stateNotPay, Created: now.UnixMilli(),
			Expires: now.Add(time.Hour).UnixMilli(), Prepaid: now.UnixMilli(),
		})
	}))
	_, err = s.pay(ctx, payment{PrepayID: id})
	require.NoError(t, err)

	for i, delay := range schedule() {
		require.Eventually(t, func() bool {
			var next int64
			err := s.store.reads.nextDue.QueryRowContext(ctx, fake.Now().UnixMilli()).Scan(&next)
			return err == nil && next == fake.Now().Add(delay).UnixMilli()
		}, 5*time.Second, time.Millisecond, "attempt %d", i)
		require.Equal(t, i+1, merchant.count())
		require.NoError(t, fake.BlockUntilContext(ctx, 1))
		fake.Advance(delay - time.Millisecond)
		require.Equal(t, i+1, merchant.count())
		require.NoError(t, fake.BlockUntilContext(ctx, 1))
		fake.Advance(time.Millisecond)
		s.poke() // the run may have been between two timers
	}
	require.Eventually(t, func() bool { n, err := s.Pending(ctx); return err == nil && n == 0 }, 5*time.Second, time.Millisecond)
	require.Equal(t, len(schedule())+1, merchant.count())
	require.Equal(t, 24*time.Hour+4*time.Minute, fake.Since(now))
}

func TestKeysAreMadeOnceAndKept(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "keys")
	now := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	first, err := LoadKeys(dir, now)
	require.NoError(t, err)
	again, err := LoadKeys(dir, now)
	require.NoError(t, err)
	require.Equal(t, first, again)
	require.Len(t, first.APIv3Key, 32)
}

func TestFaultsThatAreOutOfRangeAreRefused(t *testing.T) {
	t.Parallel()
	f := newFaults(1)
	require.Error(t, f.set(Faults{CallbackDrop: 1001}))
	require.Error(t, f.set(Faults{SlowAnswerMS: -1}))
	require.NoError(t, f.set(Faults{Seed: 7, CallbackDrop: 500}))
	draw := func() (drawn []bool) {
		require.NoError(t, f.set(Faults{Seed: 7, CallbackDrop: 500}))
		for range 64 {
			drawn = append(drawn, f.strikes(func(f Faults) int { return f.CallbackDrop }))
		}
		return drawn
	}
	require.Equal(t, draw(), draw(), "the same seed gives the same faults")
}
