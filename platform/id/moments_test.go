package id_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/id"
)

func TestIdsOfThePastNameTheirMomentAndNeverMeet(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		seen := map[int64]bool{}
		numbers := rapid.SliceOfNDistinct(rapid.Int64Range(0, id.MaxMoments-1), 1, 20, rapid.ID[int64]).Draw(rt, "numbers")
		base := id.Epoch().Add(time.Duration(rapid.Int64Range(0, int64(300*24*time.Hour)).Draw(rt, "base")))
		for _, n := range numbers {
			m, last := id.NewMoments(n, n+77), int64(0)
			for i := range 5 {
				at := base.Add(time.Duration(rapid.Int64Range(0, int64(3*time.Second)).Draw(rt, "at")))
				got := m.At(at)
				require.Greater(rt, got, last)
				require.False(rt, seen[got])
				require.Equal(rt, id.Gene(n+77), id.Gene(got))
				require.WithinRange(rt, id.Time(got), at.Add(-time.Millisecond), base.Add(time.Duration(i+5)*1100*time.Millisecond))
				seen[got], last = true, got
			}
		}
	})
}

func TestAMomentBeforeTheEpochIsNamedAfterIt(t *testing.T) {
	t.Parallel()
	require.Positive(t, id.NewMoments(5, 1).At(id.Epoch().Add(-time.Hour)))
}
