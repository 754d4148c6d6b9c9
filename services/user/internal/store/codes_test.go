package store_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

func sent(digest string) domain.Code {
	return domain.Code{Phone: "13800138000", Purpose: domain.CodeLogin, Digest: digest, ExpiresAt: noon.Add(domain.CodeLife)}
}

// once runs something many times at once and returns how often it succeeded; what else happened must be a limit.
func once(w *world, times int, try func() (bool, error)) int {
	var good atomic.Int32
	var wg sync.WaitGroup
	for range times {
		wg.Go(func() {
			ok, err := try()
			if err != nil && !errs.HasReason(err, "USER_SMS_LIMIT") {
				w.Errorf("try: %v", err)
			}
			if ok && err == nil {
				good.Add(1)
			}
		})
	}
	wg.Wait()
	return int(good.Load())
}

func TestOfManyAtOnceOneTakesACodeAndNoneExceedsALimit(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		require.NoError(w, w.rows.PutCode(ctx, sent("right"), nil, noon))
		require.Equal(w, 1, once(w, 4, func() (bool, error) { return w.rows.TakeCode(ctx, sent("right"), nil, noon) }))
		limit := domain.Limits{Minute: 3, Hour: 5, Day: 5}.Of("somebody")
		put := func(at time.Time) func() (bool, error) {
			return func() (bool, error) { return true, w.rows.PutCode(ctx, sent("next"), limit, at) }
		}
		require.Equal(w, 3, once(w, 12, put(noon)))
		require.Equal(w, 2, once(w, 12, put(noon.Add(time.Minute))), "what the hour has left")
		require.Equal(w, 0, once(w, 3, put(noon.Add(2*time.Minute))))
		require.NoError(w, w.rows.ReturnAttempts(ctx, limit))
		require.Equal(w, 1, once(w, 3, put(noon.Add(2*time.Minute))))
	})
}

func TestGuessesAtOnceAreAtMostFive(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		require.NoError(w, w.rows.PutCode(ctx, sent("right"), nil, noon))
		require.Equal(w, 0, once(w, domain.CodeGuesses, func() (bool, error) { return w.rows.TakeCode(ctx, sent("wrong"), nil, noon) }))
		taken, err := w.rows.TakeCode(ctx, sent("right"), nil, noon)
		require.NoError(w, err)
		require.False(w, taken)
		require.NoError(w, w.rows.PutCode(ctx, sent("right"), nil, noon))
		taken, err = w.rows.TakeCode(ctx, sent("right"), nil, noon.Add(domain.CodeLife))
		require.NoError(w, err)
		require.False(w, taken, "too late")
	})
}

func TestEveryQueryOfLoginsByPhoneIsServedByAnIndex(t *testing.T) {
	worlds(t, func(w *world) {
		for name, query := range map[string]string{
			"account of a phone": "SELECT id FROM users WHERE phone_index = 'x'",
			"guess":              "SELECT digest FROM sms_codes WHERE phone_index = 'x' AND purpose = 1",
			"old codes":          "SELECT phone_index FROM sms_codes WHERE expires_at < '2026-01-01 00:00:00' ORDER BY expires_at LIMIT 500",
			"attempts":           "SELECT taken FROM attempts WHERE subject = 'x' AND span = 60",
			"old attempts":       "SELECT subject FROM attempts WHERE expires_at < '2026-01-01 00:00:00' ORDER BY expires_at LIMIT 500",
			"a device":           "SELECT seen_at FROM known_devices WHERE user_id = 1 AND device = 'x'",
			"old devices":        "SELECT user_id FROM known_devices WHERE seen_at < '2026-01-01 00:00:00' ORDER BY seen_at LIMIT 500",
		} {
			plan, err := sqldb.Explain(context.Background(), w.db, query)
			require.NoError(w, err)
			joined := strings.ToLower(strings.Join(plan, "; "))
			require.NotContains(w, joined, "scan ", name)
			require.NotContains(w, joined, "type=all", name)
			require.NotContains(w, joined, "temp b-tree", name)
		}
	})
}
