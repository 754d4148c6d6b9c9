// Package redis is the way to a Redis that several processes share: one server, a group that Sentinels watch, or a
// Cluster, by configuration alone.
//
// It guarantees that a call takes a caller no longer than a bound of a few milliseconds, whatever Redis and the network
// do; that a process starts, and goes on, without Redis; and that what runs on one server runs on a Cluster, since
// what can be asked is a script on one key, or several texts each by itself.
//
// It refuses to be a store: what is in Redis may be gone at any moment, and whoever asks says what happens then. Start
// with [Open]; connect.go is how it is reached, and [Guard] spares callers a Redis that does not answer.
package redis

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/redis/rueidis"

	"dajiu/platform/clock"
)

// Bounds of the client.
const (
	// ioTime is when a connection that does not answer is given up, and how long one may take to be made.
	ioTime = time.Second
	// retryTime is how long the first connection waits to be tried again.
	retryTime = time.Second
	// maxPending bounds the calls that Redis has not answered: those that nobody waits for any more, too.
	maxPending = 1024
)

// Failures that say Redis did not answer.
var (
	// ErrUnreachable says that there is no connection yet.
	ErrUnreachable = errors.New("redis: not connected")
	// ErrSlow says that the answer did not come within the bound.
	ErrSlow = errors.New("redis: no answer in time")
	// ErrBusy says that too many calls wait for an answer already.
	ErrBusy = errors.New("redis: too many calls wait")
)

// Client reaches one Redis. It is safe for concurrent use.
type Client struct {
	cfg     Config
	options rueidis.ClientOption
	clock   clock.Clock
	log     *slog.Logger
	metrics *metrics
	inner   atomic.Pointer[rueidis.Client]
	pending chan struct{}
}

// Open returns a client that connects once Run runs. It fails where the configuration cannot work; that Redis cannot be
// reached is no failure. Reg may be nil.
func Open(cfg Config, c clock.Clock, log *slog.Logger, reg prometheus.Registerer) (*Client, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if !cfg.Used() {
		return nil, errors.New("redis: no addrs")
	}
	options, err := cfg.options()
	if err != nil {
		return nil, err
	}
	m, err := newMetrics(reg)
	if err != nil {
		return nil, err
	}
	return &Client{cfg: cfg, options: options, clock: c, log: log, metrics: m, pending: make(chan struct{}, maxPending)}, nil
}

// Run connects, trying again until it can, and keeps the connections until ctx ends. Connections that are lost later are
// made again by the next call.
func (c *Client) Run(ctx context.Context) error {
	told := false
	for {
		inner, err := rueidis.NewClient(c.options)
		if err == nil {
			c.inner.Store(&inner)
			c.log.Info("redis is connected", "kind", c.cfg.kind(), "addrs", c.cfg.Addrs)
			<-ctx.Done()
			c.inner.Store(nil)
			inner.Close()
			return nil
		}
		if !told {
			told = true
			c.log.Warn("redis cannot be reached; it is tried on", "kind", c.cfg.kind(), "addrs", c.cfg.Addrs, "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-c.clock.After(retryTime):
		}
	}
}

// Prefix begins the name of every key of this installation.
func (c *Client) Prefix() string { return c.cfg.Prefix }

// Script is a Lua script on one key. It is sent once to each server, and called by its hash.
type Script struct {
	name string
	lua  *rueidis.Lua
}

// NewScript returns a script. The name labels its metrics.
func NewScript(name, source string) *Script {
	return &Script{name: name, lua: rueidis.NewLuaScript(source)}
}

// Eval runs a script on a key, which gets the installation's prefix, and returns the whole number that it answers.
// The caller waits no longer than the configured timeout and gets ErrSlow, ErrBusy, ErrUnreachable, its own context's
// end, or what Redis says. A call that was given up may still be carried out.
func (c *Client) Eval(ctx context.Context, s *Script, key string, args ...string) (int64, error) {
	return bounded(ctx, c, s.name, c.cfg.Timeout, func(ctx context.Context, inner rueidis.Client) (int64, error) {
		return s.lua.Exec(ctx, inner, []string{c.cfg.Prefix + key}, args).AsInt64()
	})
}

// EvalTexts is Eval of a script that answers a list of texts.
func (c *Client) EvalTexts(ctx context.Context, s *Script, key string, args ...string) ([]string, error) {
	return bounded(ctx, c, s.name, c.cfg.Timeout, func(ctx context.Context, inner rueidis.Client) ([]string, error) {
		return s.lua.Exec(ctx, inner, []string{c.cfg.Prefix + key}, args).AsStrSlice()
	})
}

// Texts returns what the keys hold, each read by itself; empty where one holds nothing. It fails as Eval does.
func (c *Client) Texts(ctx context.Context, keys ...string) ([]string, error) {
	return bounded(ctx, c, "texts", c.cfg.Timeout, func(ctx context.Context, inner rueidis.Client) ([]string, error) {
		commands := make(rueidis.Commands, len(keys))
		for i, key := range keys {
			commands[i] = inner.B().Get().Key(c.cfg.Prefix + key).Build()
		}
		texts := make([]string, len(keys))
		for i, answer := range inner.DoMulti(ctx, commands...) {
			text, err := answer.ToString()
			if err != nil && !rueidis.IsRedisNil(err) {
				return nil, err //nolint:wrapcheck // bounded names the call
			}
			texts[i] = text
		}
		return texts, nil
	})
}

// SetTexts writes one text under all the keys, each by itself, for a life of whole milliseconds. It fails as Eval does, and then
// some may have been written.
func (c *Client) SetTexts(ctx context.Context, text string, life time.Duration, keys ...string) error {
	_, err := bounded(ctx, c, "set texts", c.cfg.Timeout, func(ctx context.Context, inner rueidis.Client) (int, error) {
		commands := make(rueidis.Commands, len(keys))
		for i, key := range keys {
			commands[i] = inner.B().Set().Key(c.cfg.Prefix + key).Value(text).Px(life).Build()
		}
		for _, answer := range inner.DoMulti(ctx, commands...) {
			if err := answer.Error(); err != nil {
				return 0, err //nolint:wrapcheck // bounded names the call
			}
		}
		return len(keys), nil
	})
	return err
}

// Ping asks whether Redis answers, within a second: for people and probes that look.
func (c *Client) Ping(ctx context.Context) error {
	_, err := bounded(ctx, c, "ping", ioTime, func(ctx context.Context, inner rueidis.Client) (int64, error) {
		return 0, inner.Do(ctx, inner.B().Ping().Build()).Error()
	})
	return err
}

type answer[T any] struct {
	value T
	err   error
}

// bounded makes a call of which the caller waits for the answer no longer than the time given. The call itself has longer: a
// connection that is being made must not be given up, and made anew, each time that a caller is in a hurry.
func bounded[T any](ctx context.Context, c *Client, name string, within time.Duration, call func(context.Context, rueidis.Client) (T, error)) (none T, err error) {
	inner := c.inner.Load()
	if inner == nil {
		c.metrics.call(name, "unreachable", 0)
		return none, ErrUnreachable
	}
	select {
	case c.pending <- struct{}{}:
	default:
		c.metrics.call(name, "busy", 0)
		return none, ErrBusy
	}
	began := time.Now() //nolint:forbidigo // measures a duration
	answered := make(chan answer[T], 1)
	go func() {
		defer func() { <-c.pending }()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*ioTime)
		defer cancel()
		value, err := call(ctx, *inner)
		answered <- answer[T]{value, err}
	}()
	timer := time.NewTimer(within)
	defer timer.Stop()
	took := func() time.Duration { return time.Since(began) } //nolint:forbidigo // measures a duration
	select {
	case a := <-answered:
		if a.err != nil {
			c.metrics.call(name, "failed", took())
			return none, fmt.Errorf("redis: %s: %w", name, a.err)
		}
		c.metrics.call(name, "ok", took())
		return a.value, nil
	case <-timer.C:
		c.metrics.call(name, "slow", took())
		return none, fmt.Errorf("%w: %s", ErrSlow, name)
	case <-ctx.Done():
		return none, ctx.Err() //nolint:wrapcheck // the caller's own end
	}
}
