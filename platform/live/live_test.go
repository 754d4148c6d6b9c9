package live_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"dajiu/platform/clock"
	"dajiu/platform/live"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type rules struct {
	Most int            `koanf:"most"`
	Wait time.Duration  `koanf:"wait"`
	Each map[string]int `koanf:"each"`
}

func (r rules) validate() error {
	if r.Most < 1 {
		return errors.New("most: is below 1")
	}
	return nil
}

type logBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *logBuffer) count(what string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Count(b.text.String(), what)
}

// world is a document that is followed on a clock that stands.
type world struct {
	file  string
	doc   *live.Document[rules]
	clock *clockwork.FakeClock
	log   *logBuffer
	reg   *prometheus.Registry
	told  chan rules
}

func follow(t *testing.T, file string) *world {
	t.Helper()
	w := &world{file: file, clock: clock.Fake(time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)), log: &logBuffer{}, reg: prometheus.NewRegistry(), told: make(chan rules, 16)}
	var err error
	w.doc, err = live.Open(file, rules{Most: 5, Wait: time.Second}, rules.validate, slog.New(slog.NewTextHandler(w.log, nil)), w.clock, w.reg)
	require.NoError(t, err)
	require.NoError(t, w.doc.Subscribe(func(r rules) error { w.told <- r; return nil }))
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- w.doc.Run(ctx) }()
	t.Cleanup(func() { cancel(); require.NoError(t, <-done) })
	require.NoError(t, w.clock.BlockUntilContext(t.Context(), 1))
	return w
}

// until lets the file be read until something is so.
func (w *world) until(t *testing.T, so func() bool) {
	t.Helper()
	for range 2000 {
		if so() {
			return
		}
		w.clock.Advance(time.Second)
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("it does not come to be so")
}

// next is what is told next.
func (w *world) next(t *testing.T) rules {
	t.Helper()
	w.until(t, func() bool { return len(w.told) > 0 })
	return <-w.told
}

// refused waits until so many changes were refused.
func (w *world) refused(t *testing.T, n int) {
	t.Helper()
	w.until(t, func() bool { return int(w.value(t, "dajiu_live_refused_total")) >= n })
	require.InDelta(t, n, w.value(t, "dajiu_live_refused_total"), 0)
	require.InDelta(t, 0, w.value(t, "dajiu_live_valid"), 0)
	require.Empty(t, w.told)
}

func (w *world) value(t *testing.T, name string) float64 {
	t.Helper()
	families, err := w.reg.Gather()
	require.NoError(t, err)
	for _, f := range families {
		if f.GetName() == name {
			return f.GetMetric()[0].GetCounter().GetValue() + f.GetMetric()[0].GetGauge().GetValue()
		}
	}
	return -1
}

func write(t *testing.T, file, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
}

func TestWithoutAFileTheDefaultsAreAllThereIs(t *testing.T) {
	t.Parallel()
	d, err := live.Open("", rules{Most: 5}, rules.validate, slog.New(slog.DiscardHandler), clock.Real(), nil)
	require.NoError(t, err)
	require.Equal(t, 5, d.Now().Most)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.NoError(t, d.Run(ctx))
	_, err = live.Open("", rules{}, rules.validate, slog.New(slog.DiscardHandler), clock.Real(), nil)
	require.ErrorContains(t, err, "most")
}

func TestAFileThatIsNotValidAtTheStartStopsTheStart(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "rules.yaml")
	open := func() error {
		_, err := live.Open(file, rules{Most: 5}, rules.validate, slog.New(slog.DiscardHandler), clock.Real(), nil)
		return err
	}
	require.ErrorIs(t, open(), os.ErrNotExist)
	for text, says := range map[string]string{"most: 0": "most: is below 1", "least: 1": "least", "": "empty", strings.Repeat("#", 2<<20): "more than"} {
		write(t, file, text)
		require.ErrorContains(t, open(), says)
		require.ErrorContains(t, open(), "rules.yaml")
	}
}

func TestAChangeCountsWithoutARestartAndWhatIsNotValidChangesNothing(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "rules.yaml")
	write(t, file, "most: 7\neach: {a: 1}")
	w := follow(t, file)
	require.Equal(t, rules{Most: 7, Wait: time.Second, Each: map[string]int{"a": 1}}, <-w.told, "at once")

	write(t, file, "most: 8")
	require.Equal(t, rules{Most: 8, Wait: time.Second}, w.next(t))
	require.InDelta(t, 1, w.value(t, "dajiu_live_changes_total"), 0)

	for i, text := range []string{"most: 0", "", "most: [", "wait: soon"} {
		write(t, file, text)
		w.refused(t, i+1)
	}
	require.NoError(t, os.Remove(file))
	w.refused(t, 5)
	write(t, file, "most: 9")
	require.Equal(t, 9, w.next(t).Most)
	w.until(t, func() bool { return w.value(t, "dajiu_live_valid") == 1 })
	require.Equal(t, 1, w.log.count("most: is below 1"), "it is said once")
	require.InDelta(t, 5, w.value(t, "dajiu_live_refused_total"), 0)
}

func TestAFileThatGoesAndComesBackAsItWasIsValidAgain(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "rules.yaml")
	write(t, file, "most: 7")
	w := follow(t, file)
	<-w.told
	require.NoError(t, os.Rename(file, file+".away"))
	w.refused(t, 1)
	require.NoError(t, os.Rename(file+".away", file))
	w.until(t, func() bool { return w.value(t, "dajiu_live_valid") == 1 })
	require.Empty(t, w.told)
}

func TestAMountThatSwapsItsLinksIsNoticed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{"one": "most: 1", "two": "most: 2"} {
		require.NoError(t, os.Mkdir(filepath.Join(dir, name), 0o700))
		write(t, filepath.Join(dir, name, "rules.yaml"), text)
	}
	point := func(to string) {
		require.NoError(t, os.Symlink(to, filepath.Join(dir, "..new")))
		require.NoError(t, os.Rename(filepath.Join(dir, "..new"), filepath.Join(dir, "..data")))
	}
	point("one")
	require.NoError(t, os.Symlink(filepath.Join("..data", "rules.yaml"), filepath.Join(dir, "rules.yaml")))
	w := follow(t, filepath.Join(dir, "rules.yaml"))
	require.Equal(t, 1, (<-w.told).Most)
	point("two")
	require.Equal(t, 2, w.next(t).Most)
}
