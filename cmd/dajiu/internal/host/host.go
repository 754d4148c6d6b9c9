package host

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"github.com/prometheus/client_golang/prometheus"

	operationsv1 "dajiu/gen/go/dajiu/operations/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/app"
	"dajiu/platform/audit"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/live"
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
	// Redis is nil where the installation has none, or nothing of this process needs it.
	Redis *redis.Client
	Third *ThirdParties

	secret   []byte
	master   *seal.Master
	verifier *authn.Verifier
	access   *authz.Keeper
	ids      *id.Generator
	sqlStats *sqldb.Metrics
	boxStats *outbox.Metrics
	// consumers are the services' of this process that handle events, by name.
	consumers map[string]*outbox.Consumer
	outboxes  []*outbox.Outbox
	// keyrings are the services' of this process, by name.
	keyrings map[string]*seal.Keyring
	// policy is what operators change while the program runs.
	policyFile *live.Document[Policy]
	parts      []app.Part
	closers    []func() error
	public     net.Listener
	// sims answers for the simulators of third parties; nil where none runs.
	sims *http.ServeMux
}

// Open puts a process together. What it opened is closed by Close, also after an error.
func Open(ctx context.Context, cfg Config, log *slog.Logger) (h *Host, err error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	h = &Host{Config: cfg, Log: log, Clock: clock.Real(), Registry: obs.NewRegistry(), Health: obs.NewHealth(),
		consumers: map[string]*outbox.Consumer{}, keyrings: map[string]*seal.Keyring{}}
	opened := h // a failed return says nil
	defer func() {
		if err != nil {
			err = errors.Join(err, opened.Close())
		}
	}()
	steps := []func(context.Context) error{
		h.openFolder, h.openStats, h.openThirdParties, h.openBus, h.openRedis, h.openRPC, h.openPolicy, h.openServices, h.openGateway, h.openPrivate,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return h, nil
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
	h.ids, err = id.NewGenerator(h.Clock, h.Config.Node)
	return err
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
	env := &app.Env{
		Name: s.Name, Log: log, Clock: h.Clock, IDs: h.ids, DB: db, Bus: h.Bus, Dir: dir,
		Outbox:   outbox.New(s.Name, db, h.Bus, h.ids, h.Clock, log, h.boxStats),
		Consumer: outbox.NewConsumer(s.Name, db, h.Bus, h.Clock, log, h.boxStats),
		Keys:     seal.NewKeyring(db, h.master, h.Clock), Parameters: parameter.NewSet(db, h.Clock),
		Server: h.RPC, Access: h.access, Conn: h.RPC.Conn(s.Name), AsCaller: h.RPC.EdgeConn(), Metrics: prometheus.WrapRegistererWith(prometheus.Labels{"app": s.Name}, h.Registry),
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
		return db, migrate(ctx, db, s)
	}
	if err := errors.Join(outbox.Verify(ctx, db), seal.Verify(ctx, db), parameter.Verify(ctx, db), sqldb.Verify(ctx, db, s.Name, s.Migrations)); err != nil {
		return nil, fmt.Errorf("run `dajiu migrate` first: %w", err)
	}
	return db, nil
}

func migrate(ctx context.Context, db *sqldb.DB, s app.Service) error {
	if err := errors.Join(outbox.Migrate(ctx, db), seal.Migrate(ctx, db), parameter.Migrate(ctx, db)); err != nil {
		return err
	}
	return sqldb.Migrate(ctx, db, s.Name, s.Migrations)
}

// Run runs the process until ctx ends or a part fails. ready is called once everything serves.
func (h *Host) Run(ctx context.Context, ready func()) error {
	return app.Run(ctx, h.Log, h.parts, app.Hooks{
		Started: func() {
			h.Health.Started()
			ready()
		},
		Stopping: h.Health.Drain,
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
