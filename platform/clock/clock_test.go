package clock_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
)

func TestAClockThatIsBehindIsBehindInAllThatItIsAsked(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	c := clock.Ahead(clock.Fake(at), -time.Minute)
	require.Equal(t, at.Add(-time.Minute), c.Now())
	require.Equal(t, time.Minute, c.Until(at))
	require.Equal(t, -time.Minute, c.Since(at))
}
