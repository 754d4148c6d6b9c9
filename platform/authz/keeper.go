package authz

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"
	"google.golang.org/grpc/codes"

	"dajiu/platform/authn"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
)

const (
	// pollEvery bounds how long a change that nobody told us of goes unseen.
	pollEvery = 30 * time.Second
	// askTime bounds one question to the source.
	askTime = 5 * time.Second
	// askAgain bounds how often a role that is not known makes us ask.
	askAgain = time.Second
)

// Source returns the policy where it is newer than a version, and only the version where it is not.
type Source func(ctx context.Context, version int64) (Snapshot, error)

// Keeper holds the policy of a process and keeps it current. It is safe for concurrent use.
type Keeper struct {
	source  Source
	clock   clock.Clock
	log     *slog.Logger
	current atomic.Pointer[Policy]
	asked   atomic.Int64 // nanoseconds since 1970 of the last answer
	flight  singleflight.Group
}

// NewKeeper returns a keeper that knows only the roles that every installation has. Source may be nil: it stays so.
func NewKeeper(source Source, c clock.Clock, log *slog.Logger) *Keeper {
	k := &Keeper{source: source, clock: c, log: log}
	k.current.Store(CompilePolicy(Snapshot{}))
	return k
}

// For returns the policy to decide a caller's call by. A role that it does not know makes it ask the source, at most
// once a second; UNAVAILABLE where the source does not answer.
func (k *Keeper) For(ctx context.Context, c authn.Caller) (*Policy, error) {
	p := k.current.Load()
	if k.source == nil || p.Knows(c) || k.clock.Now().UnixNano()-k.asked.Load() < int64(askAgain) {
		return p, nil
	}
	if err := k.Refresh(ctx); err != nil {
		return nil, errs.New(codes.Unavailable, errs.ReasonUnavailable, "permissions cannot be checked right now").Wrap(err)
	}
	return k.current.Load(), nil
}

// Refresh asks the source. Those who ask meanwhile share the answer.
func (k *Keeper) Refresh(ctx context.Context) error {
	if k.source == nil {
		return nil
	}
	_, err, _ := k.flight.Do("policy", func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), askTime)
		defer cancel()
		known := k.current.Load().Version()
		s, err := k.source(ctx, known)
		if err != nil {
			return nil, fmt.Errorf("authz: ask for the policy: %w", err)
		}
		k.asked.Store(k.clock.Now().UnixNano())
		if s.Version != known {
			k.current.Store(CompilePolicy(s))
		}
		return nil, nil
	})
	return err //nolint:wrapcheck // wrapped above
}

// Run asks now and then until ctx ends: what it is told of in between comes by Refresh.
func (k *Keeper) Run(ctx context.Context) error {
	ticker := k.clock.NewTicker(pollEvery)
	defer ticker.Stop()
	for {
		// The policy at hand decides meanwhile: trying again is better than stopping the shop.
		if err := k.Refresh(ctx); err != nil && ctx.Err() == nil {
			k.log.WarnContext(ctx, "permissions not refreshed", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.Chan():
		}
	}
}
