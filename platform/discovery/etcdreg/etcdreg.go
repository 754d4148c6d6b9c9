// Package etcdreg is the registry in etcd 3.4 or newer: a key per service and instance, bound to a lease that the process
// renews.
//
// It guarantees what package discovery asks for. An etcd that lost everything, or let all leases run out while it stood still,
// is filled again by the processes themselves within a lease.
//
// It asks nothing of etcd but the keys below its prefix. Start with [Open].
package etcdreg

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"

	"dajiu/platform/clock"
	"dajiu/platform/config"
	"dajiu/platform/discovery"
)

// Config says which etcd to use.
type Config struct {
	// Endpoints are host:port, or URLs.
	Endpoints []string `koanf:"endpoints"`
	// Prefix begins the keys of this installation: /dajiu by default.
	Prefix   string        `koanf:"prefix"`
	User     string        `koanf:"user"`
	Password config.Secret `koanf:"password"`
	// TLS asks for an encrypted connection that the system's certificate authorities vouch for.
	TLS bool `koanf:"tls"`
}

// Validate refuses what cannot work, naming the key.
func (c Config) Validate() error {
	var problems []error
	if len(c.Endpoints) == 0 {
		problems = append(problems, errors.New("endpoints: name at least one"))
	}
	if !strings.HasPrefix(c.Prefix, "/") {
		problems = append(problems, fmt.Errorf("prefix: %q does not begin with /", c.Prefix))
	}
	if (c.User == "") != (c.Password == "") {
		problems = append(problems, errors.New("user: goes with a password"))
	}
	return errors.Join(problems...)
}

const (
	dialTime  = 3 * time.Second
	callTime  = 3 * time.Second
	retryTime = time.Second
	// withdrawTime bounds what a process that ends waits for etcd.
	withdrawTime = 2 * time.Second
)

// Registry is a connection to etcd. It is made when it is needed, and again when it is lost.
type Registry struct {
	client *clientv3.Client
	prefix string
	clock  clock.Clock
	log    *slog.Logger
}

var _ discovery.Registry = (*Registry)(nil)

// Open returns a registry. That etcd cannot be reached is no failure.
func Open(cfg Config, c clock.Clock, log *slog.Logger) (*Registry, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	options := clientv3.Config{
		Endpoints: cfg.Endpoints, Username: cfg.User, Password: cfg.Password.Reveal(), DialTimeout: dialTime,
		DialKeepAliveTime: 5 * time.Second, DialKeepAliveTimeout: 2 * time.Second, Logger: zap.NewNop(), // we say what counts
	}
	if cfg.TLS {
		options.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	client, err := clientv3.New(options)
	if err != nil {
		return nil, fmt.Errorf("etcdreg: open: %w", err)
	}
	return &Registry{client: client, prefix: strings.TrimSuffix(cfg.Prefix, "/") + "/services/", clock: c, log: log}, nil
}

func (r *Registry) folder(service string) string { return r.prefix + service + "/" }

// Close ends the connection.
func (r *Registry) Close() error {
	if err := r.client.Close(); err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("etcdreg: close: %w", err)
	}
	return nil
}

// Announce keeps the instance's keys until ctx ends.
func (r *Registry) Announce(ctx context.Context, services []string, self discovery.Instance, known func()) error {
	if err := self.Validate(); err != nil {
		return err
	}
	body, err := json.Marshal(self)
	if err != nil {
		return fmt.Errorf("etcdreg: encode: %w", err)
	}
	told := false
	for ctx.Err() == nil {
		lease, err := r.put(ctx, services, self.ID, string(body))
		if err == nil {
			told = false
			r.log.Info("announced", "services", services, "address", self.Address)
			known()
			r.keep(ctx, lease)
			continue
		}
		if !told && ctx.Err() == nil {
			told = true
			r.log.Warn("etcd cannot be told of this process; it is tried on", "error", err)
		}
		r.pause(ctx)
	}
	return nil
}

// put writes the keys under a lease.
func (r *Registry) put(ctx context.Context, services []string, id, body string) (clientv3.LeaseID, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	lease, err := r.client.Grant(ctx, int64(discovery.Lease/time.Second))
	if err != nil {
		return 0, fmt.Errorf("grant a lease: %w", err)
	}
	var puts []clientv3.Op
	for _, service := range services {
		puts = append(puts, clientv3.OpPut(r.folder(service)+id, body, clientv3.WithLease(lease.ID)))
	}
	if _, err := r.client.Txn(ctx).Then(puts...).Commit(); err != nil {
		r.revoke(ctx, lease.ID)
		return 0, fmt.Errorf("put: %w", err)
	}
	return lease.ID, nil
}

// keep renews the lease until it is lost or ctx ends, and in that case gives it back.
func (r *Registry) keep(ctx context.Context, lease clientv3.LeaseID) {
	renewals, err := r.client.KeepAlive(ctx, lease)
	if err == nil {
		for range renewals { // the channel closes where the lease is lost
		}
	}
	if ctx.Err() != nil {
		r.revoke(ctx, lease)
		return
	}
	r.log.Warn("the lease is lost; this process is announced anew", "error", err)
}

func (r *Registry) revoke(ctx context.Context, lease clientv3.LeaseID) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), withdrawTime)
	defer cancel()
	if _, err := r.client.Revoke(ctx, lease); err != nil {
		r.log.Warn("the lease could not be given back and runs out", "error", err)
	}
}

func (r *Registry) pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-r.clock.After(retryTime):
	}
}

// Watch follows a service's keys until ctx ends.
func (r *Registry) Watch(ctx context.Context, service string, tell func([]discovery.Instance, error)) {
	changes := discovery.NewChanges(tell)
	for ctx.Err() == nil {
		if err := r.follow(ctx, service, changes); err != nil && ctx.Err() == nil {
			changes.Fail(err)
			r.pause(ctx)
		}
	}
}

// follow reads all keys and then their changes; it returns where it must begin again.
func (r *Registry) follow(ctx context.Context, service string, changes *discovery.Changes) error {
	ctx, cancel := context.WithCancel(clientv3.WithRequireLeader(ctx))
	defer cancel()
	asked, done := context.WithTimeout(ctx, callTime)
	defer done()
	now, err := r.client.Get(asked, r.folder(service), clientv3.WithPrefix())
	if err != nil {
		return fmt.Errorf("etcdreg: read: %w", err)
	}
	known := map[string]discovery.Instance{}
	for _, kv := range now.Kvs {
		r.note(known, string(kv.Key), kv.Value)
	}
	changes.List(values(known))
	for answer := range r.client.Watch(ctx, r.folder(service), clientv3.WithPrefix(), clientv3.WithRev(now.Header.Revision+1)) {
		if err := answer.Err(); err != nil {
			return fmt.Errorf("etcdreg: watch: %w", err)
		}
		for _, ev := range answer.Events {
			if ev.Type == clientv3.EventTypeDelete {
				delete(known, string(ev.Kv.Key))
				continue
			}
			r.note(known, string(ev.Kv.Key), ev.Kv.Value)
		}
		changes.List(values(known))
	}
	return errors.New("etcdreg: the watch ended")
}

// note takes an instance into the list, unless it is none.
func (r *Registry) note(known map[string]discovery.Instance, key string, body []byte) {
	var one discovery.Instance
	err := json.Unmarshal(body, &one)
	if err == nil {
		err = one.Validate()
	}
	if err != nil {
		r.log.Warn("an instance in etcd cannot be understood", "key", key, "error", err)
		delete(known, key)
		return
	}
	known[key] = one
}

func values(known map[string]discovery.Instance) []discovery.Instance {
	list := make([]discovery.Instance, 0, len(known))
	for _, one := range known {
		list = append(list, one)
	}
	return list
}
