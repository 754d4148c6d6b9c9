package id_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/id"
)

func TestIDsAreUniqueAndOrderedEvenWhenTheClockStandsStill(t *testing.T) {
	t.Parallel()
	g, err := id.NewGenerator(clock.Fake(time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)), 3)
	require.NoError(t, err)
	last := int64(0)
	for range 5000 {
		next := g.Next()
		require.Greater(t, next, last)
		last = next
	}
}

func TestIDsOfConcurrentCallersNeverMeet(t *testing.T) {
	t.Parallel()
	g, err := id.NewGenerator(clock.Real(), 1)
	require.NoError(t, err)
	var mu sync.Mutex
	seen := map[int64]bool{}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 2000 {
				next := g.Next()
				mu.Lock()
				require.False(t, seen[next])
				seen[next] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}

func TestWhatIsMadeForAnOwnerSharesTheOwnersGene(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	g, err := id.NewGenerator(clock.Fake(at), 0)
	require.NoError(t, err)
	owner := g.Next()
	require.NotZero(t, id.Gene(owner))
	order := g.NextFor(owner)
	require.Equal(t, id.Gene(owner), id.Gene(order))
	require.Equal(t, at, id.Time(order))
}

func TestOwnersAreSpreadEvenlyOverAllGenes(t *testing.T) {
	t.Parallel()
	const owners = 50_000
	clk := clock.Fake(time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC))
	g, err := id.NewGenerator(clk, 3)
	require.NoError(t, err)
	for name, next := range map[string]func(i int64) int64{
		"one a millisecond":       func(int64) int64 { clk.Advance(time.Millisecond); return g.Next() },
		"one a second":            func(int64) int64 { clk.Advance(time.Second); return g.Next() },
		"as fast as ids are made": func(int64) int64 { return g.Next() },
		"of the past":             func(i int64) int64 { return id.NewMoments(i, 0).At(clk.Now()) },
	} {
		var count [256]int
		for i := range int64(owners) {
			made := next(i)
			require.Equal(t, made&255, id.Gene(made), "the gene is the id's lowest byte")
			count[id.Gene(made)]++
		}
		require.Zero(t, count[0], name)
		for gene, n := range count[1:] {
			require.InDelta(t, owners/255, n, owners/255*0.6, "%s: gene %d", name, gene+1)
		}
	}
}

func TestTheIdsOfAMomentBeginWithItsSmallest(t *testing.T) {
	t.Parallel()
	clk := clock.Fake(time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC))
	g, err := id.NewGenerator(clk, 3)
	require.NoError(t, err)
	at := clk.Now()
	made := g.NextFor(77)
	require.LessOrEqual(t, id.From(at), made)
	require.Greater(t, id.From(at.Add(time.Millisecond)), made)
	require.Zero(t, id.From(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)), "before all ids")
}

func TestANodeOutOfRangeIsRefused(t *testing.T) {
	t.Parallel()
	_, err := id.NewGenerator(clock.Real(), 256)
	require.Error(t, err)
}
