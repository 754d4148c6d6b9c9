package node_test

import (
	"context"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/node"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

func world(t *testing.T) (*sqldb.DB, *clockwork.FakeClock) {
	t.Helper()
	db := testkit.Open(t, testkit.Maria(t))
	require.NoError(t, sqldb.Migrate(t.Context(), db, node.Migrations()))
	return db, clock.Fake(time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC))
}

func TestProcessesThatStartAtOnceHaveSeatsOfTheirOwnAndTheSeventeenthIsTold(t *testing.T) {
	t.Parallel()
	db, clk := world(t)
	var mu sync.Mutex
	var all sync.WaitGroup
	seats := map[int]string{}
	for n := range node.Seats {
		all.Go(func() {
			holder := "process-" + strconv.Itoa(n)
			seat, err := node.Claim(t.Context(), db, clk, holder)
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			if other, ok := seats[seat.Number]; ok {
				t.Errorf("%s and %s share seat %d", other, holder, seat.Number)
			}
			seats[seat.Number] = holder
		})
	}
	all.Wait()
	require.Len(t, seats, node.Seats)
	_, err := node.Claim(t.Context(), db, clk, "one too many")
	require.ErrorContains(t, err, "16 processes of this service run already")

	clk.Advance(node.Lease + 31*time.Second)
	seat, err := node.Claim(t.Context(), db, clk, "after they died")
	require.NoError(t, err)
	require.Equal(t, 0, seat.Number)
}

func TestASeatIsRenewedAndGivenBackAtOnce(t *testing.T) {
	t.Parallel()
	db, clk := world(t)
	first, err := node.Claim(t.Context(), db, clk, "first")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- first.Run(ctx, testkit.Quiet()) }()
	for range 12 { // two minutes
		require.NoError(t, clk.BlockUntilContext(t.Context(), 1))
		clk.Advance(10 * time.Second)
	}
	require.NoError(t, clk.BlockUntilContext(t.Context(), 1))
	for n := range node.Seats - 1 {
		other, err := node.Claim(t.Context(), db, clk, "other-"+strconv.Itoa(n))
		require.NoError(t, err)
		require.NotEqual(t, first.Number, other.Number)
	}
	stop()
	require.NoError(t, <-ended)
	_, err = node.Claim(t.Context(), db, clk, "who may not wait")
	require.ErrorContains(t, err, "run already", "clocks may be half a minute apart")
	clk.Advance(time.Millisecond)
	again, err := node.Claim(t.Context(), db, clk, "second")
	require.NoError(t, err)
	require.Equal(t, first.Number, again.Number)
}

func TestAProcessThatStoodStillForTooLongStopsOnceItsSeatIsAnothers(t *testing.T) {
	t.Parallel()
	db, clk := world(t)
	frozen, err := node.Claim(t.Context(), db, clk, "frozen")
	require.NoError(t, err)
	clk.Advance(2 * node.Lease)
	for n := range node.Seats {
		_, err := node.Claim(t.Context(), db, clk, "new-"+strconv.Itoa(n))
		require.NoError(t, err)
	}
	ended := make(chan error, 1)
	go func() { ended <- frozen.Run(t.Context(), testkit.Quiet()) }()
	require.NoError(t, clk.BlockUntilContext(t.Context(), 1))
	clk.Advance(10 * time.Second)
	require.ErrorIs(t, <-ended, node.ErrLost)
}
