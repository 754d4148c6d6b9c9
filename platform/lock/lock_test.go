package lock_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/lock"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

const life = time.Minute

// world is two processes of a service, whose clock is one.
type world struct {
	db    *sqldb.DB
	clock *clockwork.FakeClock
	locks [2]*lock.Locks
}

func worlds(t *testing.T, suite func(t *testing.T, w world)) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		require.NoError(t, sqldb.Migrate(t.Context(), db, lock.Migrations()))
		w := world{db: db, clock: clock.Fake(time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC))}
		for i := range w.locks {
			w.locks[i] = lock.New(db, int64(i+1), w.clock)
		}
		suite(t, w)
	})
}

func (w world) take(t testing.TB, process int) *lock.Lease {
	t.Helper()
	lease, err := w.locks[process].Take(context.Background(), "job", life)
	require.NoError(t, err)
	return lease
}

func TestALeaseIsOnesUntilItIsLetGoOrItsTimeIsOverAndTokensOnlyGrow(t *testing.T) {
	worlds(t, func(t *testing.T, w world) {
		first := w.take(t, 0)
		require.EqualValues(t, 1, first.Token())
		if w.db.Engine() != sqldb.SQLite {
			require.Nil(t, w.take(t, 1), "it is the other's")
			w.clock.Advance(life / 2)
			require.NoError(t, first.Keep(t.Context()))
			w.clock.Advance(life * 3 / 4)
			require.Nil(t, w.take(t, 1), "it was kept")
		}
		require.NoError(t, first.Release(t.Context()))
		second := w.take(t, 1)
		require.EqualValues(t, 2, second.Token())
		w.clock.Advance(2 * life)
		require.NoError(t, w.db.Write(t.Context(), second.Fence), "nobody took it")
		w.clock.Advance(2 * life)
		third := w.take(t, 0)
		require.EqualValues(t, 3, third.Token())

		require.ErrorIs(t, w.db.Write(t.Context(), second.Fence), lock.ErrLost)
		require.ErrorIs(t, second.Keep(t.Context()), lock.ErrLost)
		require.NoError(t, second.Release(t.Context()), "who lost it lets nothing go")
		require.NoError(t, w.db.Write(t.Context(), third.Fence))
	})
}

func TestOfManyWhoAskAtOnceForALeaseThatNeverWasOneHasIt(t *testing.T) {
	worlds(t, func(t *testing.T, w world) {
		if w.db.Engine() == sqldb.SQLite {
			t.Skip("one process owns the file")
		}
		var taken atomic.Int32
		var all sync.WaitGroup
		for i := range 16 {
			all.Go(func() {
				lease, err := w.locks[i%2].Take(context.Background(), "job", life)
				if err != nil {
					t.Error(err)
				}
				if lease != nil {
					taken.Add(1)
				}
			})
		}
		all.Wait()
		require.EqualValues(t, 1, taken.Load())
	})
}
