package past

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
)

func TestAPastGrowsAndHasEvenings(t *testing.T) {
	t.Parallel()
	begin, span := time.Date(2026, 1, 3, 5, 0, 0, 0, time.UTC), 300*24*time.Hour
	const all = 20_000
	last, evening, lateOnes := begin, 0, 0
	for i := range all {
		at := placedAt(begin, span, float64(i)/all)
		require.False(t, at.Before(last), "order %d", i)
		require.False(t, at.After(begin.Add(span)))
		last = at
		if hour := clock.DayOf(at).Hour(at); hour >= 17 && hour < 23 {
			evening++
		}
		if at.After(begin.Add(span / 2)) {
			lateOnes++
		}
	}
	require.Greater(t, evening, all/2)
	require.Greater(t, lateOnes, all*6/10)
}
