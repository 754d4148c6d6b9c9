package store_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/authn"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/seal"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

func TestOneTokenUsedByManyAtOnceMovesTheSessionOneStep(t *testing.T) {
	worlds(t, func(w *world) {
		s := w.session(1, noon.Add(time.Hour))
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() {
				got, err := w.rows.UpdateSession(context.Background(), s.ID, func(s *domain.Session) error {
					return s.Rotate(1, noon.Add(time.Second), time.Hour)
				})
				if err != nil || got.Generation != 2 {
					w.Errorf("rotate: generation %d, %v", got.Generation, err)
				}
			})
		}
		wg.Wait()
		now := w.sessionNow(s.ID)
		require.Equal(w, int64(2), now.Generation)
		require.True(w, now.RevokedAt.IsZero())
		require.Equal(w, noon.Add(time.Second+time.Hour), now.ExpiresAt)
	})
}

func TestAStolenTokenEndsTheSessionThoughItIsRefused(t *testing.T) {
	worlds(t, func(w *world) {
		s := w.session(1, noon.Add(time.Hour))
		use := func(generation int64, at time.Duration) error {
			_, err := w.rows.UpdateSession(context.Background(), s.ID, func(s *domain.Session) error {
				return s.Rotate(generation, noon.Add(at), time.Hour)
			})
			return err
		}
		require.NoError(w, use(1, time.Second))
		require.True(w, errs.HasReason(use(1, time.Minute), "USER_SESSION_INVALID"))
		require.Equal(w, noon.Add(time.Minute), w.sessionNow(s.ID).RevokedAt)
		require.True(w, errs.HasReason(use(2, time.Minute), "USER_SESSION_INVALID"), "the owner must sign in again")
		_, err := w.rows.UpdateSession(context.Background(), 12345, func(*domain.Session) error { return nil })
		require.True(w, errs.HasReason(err, "USER_SESSION_INVALID"))
	})
}

func TestASweepTakesABoundedNumberOfEndedSessionsOnly(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		var wg sync.WaitGroup
		for i := range 503 {
			wg.Go(func() { w.session(1, noon.Add(-time.Duration(i+1)*time.Second)) })
		}
		wg.Wait()
		alive := w.session(1, noon)
		for _, want := range []int64{500, 3, 0} {
			n, err := w.rows.SweepSessions(ctx, noon)
			require.NoError(w, err)
			require.Equal(w, want, n)
		}
		require.Equal(w, alive, w.sessionNow(alive.ID))
	})
}

func TestSigningKeysComeBackNewestFirstAndSealed(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		var last store.Key
		for i := range 10 {
			_, private, err := ed25519.GenerateKey(rand.Reader)
			require.NoError(w, err)
			last = store.Key{SigningKey: authn.SigningKey{ID: fmt.Sprint("key-", i), Private: private}, CreatedAt: noon.Add(time.Duration(i) * time.Hour)}
			require.NoError(w, w.rows.AddKey(ctx, last))
		}
		keys, err := w.rows.Keys(ctx)
		require.NoError(w, err)
		require.Len(w, keys, 8)
		require.Equal(w, last, keys[0])
		require.Equal(w, "key-2", keys[7].ID)
		master, err := seal.NewMaster([]byte("another secret of thirty-two bytes!!"))
		require.NoError(w, err)
		_, err = store.New(ctx, w.db, nil, seal.NewKeyring(w.db, master, clock.Real()))
		require.ErrorContains(w, err, "another secret")
	})
}
