// Package app runs a process made of parts: it starts them tier by tier, watches them, and stops them in
// reverse.
//
// It guarantees that a part that fails stops the process with that part's error, that a stop reaches the parts
// that take work before the parts they need, and that nothing is left running when [Run] returns.
//
// It knows no service; cmd lists them. Start with [Service], what a service brings, and [Run].
package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"

	"dajiu/platform/authz"
	"dajiu/platform/bus"
	"dajiu/platform/cache"
	"dajiu/platform/clock"
	"dajiu/platform/ended"
	"dajiu/platform/id"
	"dajiu/platform/lock"
	"dajiu/platform/outbox"
	"dajiu/platform/parameter"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
)

// Env is what the host gives to a service.
type Env struct {
	Name     string
	Log      *slog.Logger
	Clock    clock.Clock
	IDs      *id.Generator
	DB       *sqldb.DB
	Outbox   *outbox.Outbox
	Consumer *outbox.Consumer
	Bus      bus.Bus
	// Keys seals what must not be read at rest.
	Keys *seal.Keyring
	// Parameters is where the service declares what operators may set while it runs.
	Parameters *parameter.Set
	// Locks lets one of the service's processes at a time do a job; nil: there is only this one.
	Locks *lock.Locks
	// Access is what this process decides by who may call what.
	Access *authz.Keeper
	// Shared is what processes remember together; nil: each for itself.
	Shared *cache.Shared
	// Ended tells all processes that sessions are over.
	Ended func(ended.End)
	// Server is where the service registers what it answers.
	Server grpc.ServiceRegistrar
	// Conn reaches every service, in this one's name.
	Conn grpc.ClientConnInterface
	// AsCaller reaches every service with the credential that the outgoing metadata of a call carries: a service that reads for
	// a person.
	AsCaller grpc.ClientConnInterface
	// Metrics is where the service registers its own.
	Metrics prometheus.Registerer
	// Dir is a folder of the service's own, for files.
	Dir string

	parts []Part
	jobs  []*Job
}

// Go adds a part that runs beside the service's own.
func (e *Env) Go(name string, run func(context.Context) error) {
	e.parts = append(e.parts, Part{Name: e.Name + "/" + name, Tier: TierService, Run: run})
}

// Parts are what the service added.
func (e *Env) Parts() []Part { return e.parts }

// Service is what a service brings: a name, its tables, and how it is put together.
type Service struct {
	Name string
	// Migrations is the folder of its SQL migrations; nil: it has no database.
	Migrations fs.FS
	// Sharding says of each of its tables how it is cut into shards.
	Sharding sqldb.Sharding
	// Open registers the service's handlers and subscriptions with the Env. It does no slow work.
	Open func(ctx context.Context, env *Env) error
}

// Tiers order the start; the stop goes the other way.
const (
	TierEngine = iota
	TierRPC
	TierService
	TierEdge
)

// Part is something that runs until its context ends.
type Part struct {
	Name string
	Tier int
	// Run works until ctx ends and then returns nil after finishing what it began. Returning earlier stops the
	// process.
	Run func(ctx context.Context) error
	// Ready, where set, returns when others may rely on the part.
	Ready func(ctx context.Context) error
}

// Hooks are told of the process's passage.
type Hooks struct {
	// Started runs when every part is ready.
	Started func()
	// Stopping runs before the first part is told to stop.
	Stopping func()
}

// ErrStopped says that a part returned although nobody told it to.
var ErrStopped = errors.New("app: part stopped by itself")

// stopTime bounds how long one tier may take to stop.
const stopTime = 20 * time.Second

// Run starts the parts and returns when ctx ends or a part fails, after stopping all of them. It returns the
// first failure.
func Run(ctx context.Context, log *slog.Logger, parts []Part, hooks Hooks) error {
	failures := make(chan error, len(parts))
	var tiers []*tier
	defer func() {
		stopAll(tiers, log)
		tellRest(failures, log)
	}()
	for n := TierEngine; n <= TierEdge; n++ {
		t := startTier(n, parts, failures)
		tiers = append(tiers, t)
		if err := t.ready(ctx, failures); err != nil {
			return err
		}
	}
	if hooks.Started != nil {
		hooks.Started()
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failures:
		log.Error("a part failed, stopping", "error", err)
	}
	if hooks.Stopping != nil {
		hooks.Stopping()
	}
	return err
}

// tier is the parts that start and stop together.
type tier struct {
	parts  []Part
	cancel context.CancelFunc
	done   []chan struct{}
}

func startTier(n int, parts []Part, failures chan<- error) *tier {
	ctx, cancel := context.WithCancel(context.Background())
	t := &tier{cancel: cancel}
	for _, p := range parts {
		if p.Tier != n {
			continue
		}
		done := make(chan struct{})
		t.parts, t.done = append(t.parts, p), append(t.done, done)
		go func() {
			defer close(done)
			err := p.Run(ctx)
			switch {
			case ctx.Err() != nil && (err == nil || errors.Is(err, context.Canceled)):
			case err == nil:
				failures <- fmt.Errorf("%s: %w", p.Name, ErrStopped)
			default:
				failures <- fmt.Errorf("%s: %w", p.Name, err)
			}
		}()
	}
	return t
}

func (t *tier) ready(ctx context.Context, failures <-chan error) error {
	// Whoever still waits for readiness when another part fails is let go.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for _, p := range t.parts {
		if p.Ready == nil {
			continue
		}
		ready := make(chan error, 1)
		go func() { ready <- p.Ready(ctx) }()
		select {
		case err := <-ready:
			if err != nil {
				return fmt.Errorf("%s: not ready: %w", p.Name, err)
			}
		case err := <-failures:
			return err
		}
	}
	return nil
}

// stopAll stops tier after tier. A part that is late does not keep the tiers below it from being stopped: they
// have files to close.
func stopAll(tiers []*tier, log *slog.Logger) {
	for _, t := range slices.Backward(tiers) {
		t.cancel()
		late, cancel := context.WithTimeout(context.Background(), stopTime)
		for i, done := range t.done {
			select {
			case <-done:
				continue
			case <-late.Done():
			}
			select {
			case <-done:
			default:
				log.Error("part did not stop in time", "part", t.parts[i].Name)
			}
		}
		cancel()
	}
}

// tellRest logs the failures that came while the process was stopping already, which nobody else hears.
func tellRest(failures <-chan error, log *slog.Logger) {
	for {
		select {
		case err := <-failures:
			log.Error("a part failed while stopping", "error", err)
		default:
			return
		}
	}
}
