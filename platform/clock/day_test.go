package clock_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
)

func TestADayOfBusinessIsChinas(t *testing.T) {
	t.Parallel()
	d := clock.DayOf(time.Date(2026, 11, 24, 16, 0, 0, 0, time.UTC))
	require.Equal(t, "2026-11-25", d.String())
	require.True(t, d.Begin().Equal(time.Date(2026, 11, 24, 16, 0, 0, 0, time.UTC)))
	require.Equal(t, 24*time.Hour, d.End().Sub(d.Begin()))
	require.Equal(t, d.End(), d.Add(1).Begin())
	require.Equal(t, "2026-10-31", d.Add(-25).String())
	require.Equal(t, 12, d.Hour(time.Date(2026, 11, 25, 4, 30, 0, 0, time.UTC)))
	require.Equal(t, int64(1), clock.DayOf(time.Date(1970, 1, 1, 16, 0, 0, 0, time.UTC)).Number())
	same, err := clock.ParseDay("2026-11-25")
	require.NoError(t, err)
	require.Equal(t, d.Number(), same.Number())
	for _, text := range []string{"2026-02-30", "2026-13-01", "", "20261125"} {
		_, err := clock.ParseDay(text)
		require.Error(t, err, text)
	}
}
