package app_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"dajiu/platform/app"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// journal notes what happened in which order.
type journal struct {
	mu    sync.Mutex
	lines []string
}

func (j *journal) note(line string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, line)
}

func (j *journal) read() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]string(nil), j.lines...)
}

// part runs until it is told to stop, and notes start, readiness and stop.
func (j *journal) part(name string, tier int) app.Part {
	started := make(chan struct{})
	return app.Part{
		Name: name, Tier: tier,
		Run: func(ctx context.Context) error {
			j.note("start " + name)
			close(started)
			<-ctx.Done()
			j.note("stop " + name)
			return nil
		},
		Ready: func(context.Context) error {
			<-started
			j.note("ready " + name)
			return nil
		},
	}
}

func TestTiersStartInOrderAndStopInReverse(t *testing.T) {
	t.Parallel()
	j := &journal{}
	ctx, cancel := context.WithCancel(t.Context())
	parts := []app.Part{
		j.part("edge", app.TierEdge), j.part("rpc", app.TierRPC), j.part("service", app.TierService), j.part("engine", app.TierEngine),
	}
	err := app.Run(ctx, quiet(), parts, app.Hooks{
		Started:  func() { j.note("all started"); cancel() },
		Stopping: func() { j.note("stopping") },
	})
	require.NoError(t, err)
	require.Equal(t, []string{
		"start engine", "ready engine", "start rpc", "ready rpc", "start service", "ready service", "start edge", "ready edge",
		"all started", "stopping", "stop edge", "stop service", "stop rpc", "stop engine",
	}, j.read())
}

func TestAPartThatEndsEarlyStopsTheProcess(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk is full")
	cases := map[string]struct {
		result error
		want   error
	}{
		"a part that fails stops it with its error":            {broken, broken},
		"a part that ends by itself is a failure too":          {nil, app.ErrStopped},
		"a part that claims to be cancelled, but was not, too": {context.Canceled, context.Canceled},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j, stopped := &journal{}, false
			trigger := make(chan struct{})
			parts := []app.Part{
				j.part("engine", app.TierEngine),
				{Name: "worker", Tier: app.TierService, Run: func(context.Context) error { <-trigger; return c.result }},
				j.part("edge", app.TierEdge),
			}
			err := app.Run(t.Context(), quiet(), parts, app.Hooks{Started: func() { close(trigger) }, Stopping: func() { stopped = true }})
			require.ErrorIs(t, err, c.want)
			require.ErrorContains(t, err, "worker: ")
			require.True(t, stopped, "those who watch are told")
			require.Equal(t, []string{"stop edge", "stop engine"}, j.read()[4:])
		})
	}
}

func TestAPartThatIsNotReadyStopsTheStart(t *testing.T) {
	t.Parallel()
	down := errors.New("broker is down")
	j := &journal{}
	parts := []app.Part{
		j.part("engine", app.TierEngine),
		{
			Name: "bus", Tier: app.TierEngine,
			Run:   func(ctx context.Context) error { <-ctx.Done(); j.note("stop bus"); return ctx.Err() },
			Ready: func(context.Context) error { return down },
		},
		j.part("edge", app.TierEdge),
	}
	err := app.Run(t.Context(), quiet(), parts, app.Hooks{Started: func() { j.note("all started") }})
	require.ErrorIs(t, err, down)
	require.ErrorContains(t, err, "bus: not ready")
	lines := j.read()
	require.ElementsMatch(t, []string{"start engine", "ready engine", "stop engine", "stop bus"}, lines, "nothing of a later tier began")
}

func TestAPartThatFailsBeforeItIsReadyLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	broken := errors.New("port in use")
	asked := make(chan struct{})
	released := make(chan struct{})
	err := app.Run(t.Context(), quiet(), []app.Part{{
		Name: "http", Tier: app.TierEdge,
		Run: func(context.Context) error { <-asked; return broken },
		Ready: func(ctx context.Context) error {
			defer close(released)
			close(asked)
			<-ctx.Done()
			return ctx.Err()
		},
	}}, app.Hooks{})
	require.ErrorIs(t, err, broken)
	select {
	case <-released:
	case <-time.After(5 * time.Second):
		t.Fatal("whoever waited for readiness was left waiting")
	}
}

func TestAStopDuringTheStartEndsIt(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	err := app.Run(ctx, quiet(), []app.Part{{
		Name: "engine", Tier: app.TierEngine,
		Run:   func(ctx context.Context) error { <-ctx.Done(); return nil },
		Ready: func(ctx context.Context) error { cancel(); <-ctx.Done(); return ctx.Err() },
	}}, app.Hooks{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestAPartThatFailsWhileStoppingIsHeard(t *testing.T) {
	t.Parallel()
	lost := errors.New("flush failed")
	ctx, cancel := context.WithCancel(t.Context())
	var log safeBuffer
	_ = app.Run(ctx, slog.New(slog.NewTextHandler(&log, nil)), []app.Part{{
		Name: "engine", Tier: app.TierEngine,
		Run: func(ctx context.Context) error { <-ctx.Done(); return lost },
	}}, app.Hooks{Started: cancel})
	require.Contains(t, log.String(), "flush failed")
}

func TestALatePartIsNamedAndTheOthersAreStillToldToStop(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var log safeBuffer
		release, engineStopped := make(chan struct{}), make(chan struct{})
		parts := []app.Part{
			{Name: "engine", Tier: app.TierEngine, Run: func(ctx context.Context) error { <-ctx.Done(); close(engineStopped); return nil }},
			{Name: "sleeper", Tier: app.TierEdge, Run: func(context.Context) error { <-release; return nil }},
		}
		started := time.Now() //nolint:forbidigo // the bubble's clock
		require.NoError(t, app.Run(ctx, slog.New(slog.NewTextHandler(&log, nil)), parts, app.Hooks{Started: cancel}))
		require.Equal(t, 20*time.Second, time.Since(started), "a tier is given its time, and no more") //nolint:forbidigo // same
		require.Contains(t, log.String(), "part=sleeper")
		synctest.Wait()
		select {
		case <-engineStopped:
		default:
			t.Error("the engine was never told to stop")
		}
		close(release)
		synctest.Wait()
	})
}

func TestAServiceAddsPartsInItsOwnName(t *testing.T) {
	t.Parallel()
	env := &app.Env{Name: "order"}
	env.Go("sweep", func(context.Context) error { return nil })
	require.Len(t, env.Parts(), 1)
	require.Equal(t, "order/sweep", env.Parts()[0].Name)
	require.Equal(t, app.TierService, env.Parts()[0].Tier)
}

// safeBuffer is a log that parts write to at the same time.
type safeBuffer struct {
	mu   sync.Mutex
	text []byte
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.text = append(b.text, p...)
	return len(p), nil
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return string(b.text)
}
