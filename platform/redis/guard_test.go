package redis_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/redis"
)

func TestARedisThatFailsIsAskedNowAndThenByOneUntilItAnswers(t *testing.T) {
	t.Parallel()
	clk := clock.Fake(time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC))
	var log bytes.Buffer
	g := redis.NewGuard("tests", clk, slog.New(slog.NewTextHandler(&log, nil)))
	lost := errors.New("lost")
	left, leave := context.WithCancel(t.Context())
	leave()
	for range 10 {
		g.Note(left, lost)
		require.True(t, g.Ask(), "who left says nothing of redis")
	}
	for range 4 {
		g.Note(t.Context(), lost)
		require.True(t, g.Ask())
	}
	g.Note(t.Context(), lost)
	for range 3 { // it comes and goes
		require.False(t, g.Ask())
		clk.Advance(250 * time.Millisecond)
		require.True(t, g.Ask())
		require.False(t, g.Ask(), "one is enough")
		g.Note(t.Context(), nil)
		require.True(t, g.Ask())
		require.True(t, g.Ask())
		g.Note(t.Context(), lost)
	}
	require.Equal(t, 2, bytes.Count(log.Bytes(), []byte("level=")), "the log is told once that it is lost and once that it is back: %s", log.String())
}
