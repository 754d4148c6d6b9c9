package host

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"

	"github.com/prometheus/client_golang/prometheus"

	operationsv1 "dajiu/gen/go/dajiu/operations/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/app"
	"dajiu/platform/audit"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/bus"
	"dajiu/platform/cache"
	"dajiu/platform/clock"
	"dajiu/platform/ended"
	"dajiu/platform/id"
	"dajiu/platform/live"
	"dajiu/platform/lock"
	"dajiu/platform/node"
	"dajiu/platform/obs"
	"dajiu/platform/outbox"
	"dajiu/platform/parameter"
	"dajiu/platform/redis"
	"dajiu/platform/rpc"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
)

// Host is an installation's process, put together but not running yet.
type Host struct {
	Config   Config
	Log      *slog.Logger
	Clock    clock.Clock
	Registry *prometheus.Registry
	Health   *obs.Health
	RPC      *rpc.Host
	Bus      bus.Bus
	// Redis is nil where the installation has none.
	Redis *redis.Client
	Third *ThirdParties

	secret   []byte
	master   *seal.Master
	verifier *authn.Verifier
	access   *authz.Keeper
	// start names this start of the process, unlike any other.
	start string
	ended *ended.Board
	// shared is what processes remember together; nil where there is no Redis.
	shared   *cache.Shared
	sqlStats *sqldb.Metrics
	boxStats *outbox.Metrics
	// consumers are the services' of this process that handle events, by name.
	consumers map[string]*outbox.Consumer
	outboxes  []*outbox.Outbox
	// keyrings are the services' of this process, by name.
	keyrings map[string]*seal.Keyring
	// policyFile is what operators change while the program runs.
	policyFile *live.Document[Policy]
	parts      []app.Part
	closers    []func() error
	// withdraw takes this process off the list of those that others call; nil where it is on none.
	withdraw func()
	public   net.Listener
	// sims answers for the simulators of third parties; nil where none runs.
	sims *http.ServeMux
}

// Open puts a process together. What it opened is closed by Close, also after an error.
func Open(ctx context.Context, cfg Config, log *slog.Logger) (h *Host, err error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	h = newHost(cfg, log)
	opened := h // a failed return says nil
	defer func() {
		if err != nil {
			err = errors.Join(err, opened.Close())
		}
	}()
	steps := []func(context.Context) error{
		h.openFolder, h.openStats, h.openThirdParties, h.openBus, h.openRedis, h.openRPC, h.openPolicy, h.openDiscovery, h.openEnded, h.openServices, h.openGateway, h.openPrivate,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// newHost returns a process with nothing in it.
func newHost(cfg Config, log *slog.Logger) *Host {
	return &Host{Config: cfg, Log: log, start: rand.Text(), Clock: clockOf(cfg), Registry: obs.NewRegistry(), Health: obs.NewHealth(),
		consumers: map[string]*outbox.Consumer{}, keyrings: map[string]*seal.Keyring{}}
}

// clockOf returns the machine's clock, unless a rehearsal wants another.
func clockOf(cfg Config) clock.Clock {
	if cfg.Drill.ClockAhead == 0 {
		return clock.Real()
	}
	return clock.Ahead(clock.Real(), cfg.Drill.ClockAhead)
}

// openFolder takes the data folder for this process alone.
func (h *Host) openFolder(context.Context) error {
	if err := os.MkdirAll(h.Config.Data, 0o700); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	unlock, err := lockFolder(h.Config.Data)
	if err != nil {
		return err
	}
	h.closers = append(h.closers, unlock)
	if h.secret, err = loadSecret(h.Config); err != nil {
		return err
	}
	if h.master, err = masterOf(h.Config, h.secret); err != nil {
		return err
	}
	return nil
}

func (h *Host) openStats(context.Context) (err error) {
	if h.sqlStats, err = sqldb.NewMetrics(h.Registry); err != nil {
		return fmt.Errorf("metrics: %w", err)
	}
	if h.boxStats, err = outbox.NewMetrics(h.Registry); err != nil {
		return fmt.Errorf("metrics: %w", err)
	}
	return nil
}

func (h *Host) openRPC(context.Context) (err error) {
	// The keys are the user service's, wherever it runs; the connection exists only after the host does.
	keys := func(ctx context.Context) ([]authn.PublicKey, error) {
		resp, err := userv1.NewAuthServiceClient(h.RPC.Conn("authn")).ListKeys(ctx, &userv1.ListKeysRequest{})
		if err != nil {
			return nil, err //nolint:wrapcheck // the verifier names the operation
		}
		list := make([]authn.PublicKey, 0, len(resp.GetKeys()))
		for _, k := range resp.GetKeys() {
			key, err := authn.ParsePublicKey(k.GetKid(), k.GetX())
			if err != nil {
				return nil, err
			}
			list = append(list, key)
		}
		return list, nil
	}
	if h.verifier, err = authn.NewVerifier(h.Clock, keys, h.secret); err != nil {
		return err
	}
	h.access = authz.NewKeeper(h.policy, h.Clock, h.Log)
	if h.RPC, err = rpc.NewHost(h.Config.RPC, h.verifier, h.access, h.Log, h.Registry); err != nil {
		return err
	}
	h.closers = append(h.closers, h.RPC.Close)
	h.parts = append(h.parts,
		app.Part{Name: "rpc", Tier: app.TierRPC, Run: h.RPC.Run},
		app.Part{Name: "access", Tier: app.TierService, Run: h.access.Run},
		app.Part{Name: "access changes", Tier: app.TierService, Run: h.followAccess})
	return nil
}

func (h *Host) openServices(ctx context.Context) error {
	services, err := h.services()
	if err != nil {
		return err
	}
	running := map[string]*app.Env{}
	for _, s := range services {
		env, err := h.openService(ctx, s)
		if err != nil {
			return fmt.Errorf("service %s: %w", s.Name, err)
		}
		h.parts = append(h.parts, env.Parts()...)
		running[s.Name] = env
		h.RPC.RecordBy(rpc.Operations, audit.NewRecorder(env.DB, env.Outbox)) // whichever it is, the record gets where records go
	}
	operationsv1.RegisterOperationsServiceServer(h.RPC, &operations{envs: running, started: h.Clock.Now()})
	return h.RPC.Seal()
}

func (h *Host) openService(ctx context.Context, s app.Service) (*app.Env, error) {
	log := h.Log.With("service", s.Name)
	db, err := h.openDB(ctx, s, log)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(h.Config.Data, s.Name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	ids, seat, err := h.openIDs(ctx, s.Name, db)
	if err != nil {
		return nil, err
	}
	env := &app.Env{
		Name: s.Name, Log: log, Clock: h.Clock, IDs: ids, DB: db, Bus: h.Bus, Dir: dir,
		Outbox:   outbox.New(s.Name, db, h.Bus, ids, h.Clock, log, h.boxStats),
		Consumer: outbox.NewConsumer(s.Name, db, h.Bus, h.Clock, log, h.boxStats),
		Keys:     seal.NewKeyring(db, h.master, h.Clock), Parameters: parameter.NewSet(db, h.Clock), Locks: lock.New(db, ids.Next(), h.Clock),
		Server: h.RPC, Access: h.access, Ended: h.ended.Post, Shared: h.shared, Conn: h.RPC.Conn(s.Name), AsCaller: h.RPC.EdgeConn(), Metrics: prometheus.WrapRegistererWith(prometheus.Labels{"app": s.Name}, h.Registry),
	}
	h.RPC.RecordBy(s.Name, audit.NewRecorder(db, env.Outbox))
	if err := s.Open(ctx, env); err != nil {
		return nil, err
	}
	if !env.Parameters.Empty() {
		if err := env.Parameters.Refresh(ctx, log); err != nil { // before the first request: it counts from then on
			return nil, err
		}
		env.Go("parameters", func(ctx context.Context) error { return env.Parameters.Run(ctx, log) })
	}
	if seat != nil {
		env.Go("seat", func(ctx context.Context) error { return seat.Run(ctx, log) })
	}
	h.outboxes = append(h.outboxes, env.Outbox)
	h.keyrings[s.Name] = env.Keys
	env.Go("relay", env.Outbox.Run)
	env.Go("keys", func(ctx context.Context) error { return env.Keys.Run(ctx, log) })
	if !env.Consumer.Idle() {
		env.Go("consumer", env.Consumer.Run)
		h.consumers[s.Name] = env.Consumer
	}
	return env, nil
}

// openIDs returns what makes a service's ids. Where other processes of the service may write to its store, this one takes a seat
// among them first.
func (h *Host) openIDs(ctx context.Context, service string, db *sqldb.DB) (*id.Generator, *node.Seat, error) {
	number := slices.Index(numbered, service)
	if number < 0 {
		return nil, nil, fmt.Errorf("service %s has no number", service)
	}
	if db.Engine() == sqldb.SQLite {
		ids, err := id.NewGenerator(h.Clock, id.Node(number, 0))
		return ids, nil, err
	}
	seat, err := node.Claim(ctx, db, h.Clock, h.start)
	if err != nil {
		return nil, nil, err
	}
	ids, err := id.NewGenerator(h.Clock, id.Node(number, seat.Number))
	return ids, seat, err
}

// openDB opens a service's database and brings it to the program's version: a file of ours is migrated, a
// server's schema must have been.
func (h *Host) openDB(ctx context.Context, s app.Service, log *slog.Logger) (*sqldb.DB, error) {
	where, err := h.Config.database(s.Name)
	if err != nil {
		return nil, err
	}
	db, err := sqldb.Open(ctx, s.Name, where, log, h.sqlStats)
	if err != nil {
		return nil, err
	}
	h.closers = append(h.closers, db.Close)
	if h.Config.SQL.Engine == sqldb.SQLite {
		return db, sqldb.Migrate(ctx, db, setsOf(db, s)...)
	}
	if err := sqldb.Verify(ctx, db, setsOf(db, s)...); err != nil {
		return nil, fmt.Errorf("run `dajiu migrate` first: %w", err)
	}
	return db, nil
}

// setsOf are the migrations of a service's store: what the platform keeps there, and the service's own.
func setsOf(db *sqldb.DB, s app.Service) []sqldb.Set {
	sets := []sqldb.Set{outbox.Migrations(), seal.Migrations(), parameter.Migrations(), lock.Migrations()}
	if db.Engine() == sqldb.MySQL { // a file has one process and no replicas; these may come any day
		sets = append(sets, node.Migrations(), sqldb.Beats())
	}
	return append(sets, sqldb.Set{Name: s.Name, Files: s.Migrations})
}

// Run runs the process until ctx ends or a part fails. ready is called once everything serves.
func (h *Host) Run(ctx context.Context, ready func()) error {
	return app.Run(ctx, h.Log, h.parts, app.Hooks{
		Started: func() {
			h.Health.Started()
			ready()
		},
		Stopping: h.leave,
	})
}

// Close closes what Open opened, in reverse.
func (h *Host) Close() error {
	var problems []error
	for i := len(h.closers) - 1; i >= 0; i-- {
		problems = append(problems, h.closers[i]())
	}
	h.closers = nil
	return errors.Join(problems...)
}

// PublicAddr is where the API is reached; empty where this process runs no gateway.
func (h *Host) PublicAddr() string {
	if h.public == nil {
		return ""
	}
	return h.public.Addr().String()
}

// serveHTTP returns a part that serves until it is told to stop, then lets running requests finish.
func serveHTTP(name string, tier int, l net.Listener, handler http.Handler) app.Part {
	return app.Part{Name: name, Tier: tier, Run: func(ctx context.Context) error {
		server := newServer(handler)
		failed := make(chan error, 1)
		go func() { failed <- server.Serve(l) }()
		select {
		case err := <-failed:
			return fmt.Errorf("serve: %w", err)
		case <-ctx.Done():
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
			defer cancel()
			if err := server.Shutdown(ctx); err != nil {
				return errors.Join(server.Close(), nil) // those that do not end are cut
			}
			return nil
		}
	}}
}
