// Package consulreg is the registry in Consul 1.10 or newer: a service with a check that the process renews.
//
// It guarantees what package discovery asks for. The agent that is asked is the one beside the process, as Consul is meant
// to be used; one that forgot the process is told again at the next renewal.
//
// Start with [Open].
package consulreg

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"time"

	"github.com/hashicorp/consul/api"

	"dajiu/platform/clock"
	"dajiu/platform/config"
	"dajiu/platform/discovery"
)

// Config says which Consul to use.
type Config struct {
	// Address is the agent's, host:port or a URL.
	Address string        `koanf:"address"`
	Token   config.Secret `koanf:"token"`
	// Prefix begins the services' names: dajiu- by default.
	Prefix string `koanf:"prefix"`
}

// Validate refuses what cannot work, naming the key.
func (c Config) Validate() error {
	if c.Address == "" {
		return errors.New("address: name the agent")
	}
	if c.Prefix == "" {
		return errors.New("prefix: needed, other programs have services too")
	}
	return nil
}

const (
	renewTime = discovery.Lease / 3
	retryTime = time.Second
	waitTime  = time.Minute
	// goneTime is when Consul forgets an instance that died.
	goneTime     = "1m"
	withdrawTime = 2 * time.Second
)

// Registry is a connection to a Consul agent.
type Registry struct {
	client *api.Client
	prefix string
	clock  clock.Clock
	log    *slog.Logger
}

var _ discovery.Registry = (*Registry)(nil)

// Open returns a registry. That Consul cannot be reached is no failure.
func Open(cfg Config, c clock.Clock, log *slog.Logger) (*Registry, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	client, err := api.NewClient(&api.Config{Address: cfg.Address, Token: cfg.Token.Reveal()})
	if err != nil {
		return nil, fmt.Errorf("consulreg: open: %w", err)
	}
	return &Registry{client: client, prefix: cfg.Prefix, clock: c, log: log}, nil
}

// Close does nothing: connections end by themselves.
func (r *Registry) Close() error { return nil }

// Announce registers the instance and renews its checks until ctx ends.
func (r *Registry) Announce(ctx context.Context, services []string, self discovery.Instance, known func()) error {
	if err := self.Validate(); err != nil {
		return err
	}
	host, text, err := net.SplitHostPort(self.Address)
	if err != nil {
		return fmt.Errorf("consulreg: address: %w", err)
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		return fmt.Errorf("consulreg: address: %w", err)
	}
	told := false
	for ctx.Err() == nil {
		var problems []error
		for _, service := range services {
			problems = append(problems, r.renew(ctx, service, host, port, self))
		}
		err := errors.Join(problems...)
		if err != nil && !told && ctx.Err() == nil {
			r.log.Warn("consul cannot be told of this process; it is tried on", "error", err)
		}
		if told = err != nil; !told {
			known()
		}
		select {
		case <-ctx.Done():
		case <-r.clock.After(renewTime):
		}
	}
	r.withdraw(ctx, services, self.ID)
	return nil
}

// renew lets the check pass once more; an agent that does not know the instance is told first.
func (r *Registry) renew(ctx context.Context, service, host string, port int, self discovery.Instance) error {
	ctx, cancel := context.WithTimeout(ctx, renewTime)
	defer cancel()
	id := r.id(service, self.ID)
	options := (&api.QueryOptions{}).WithContext(ctx)
	if r.client.Agent().UpdateTTLOpts("service:"+id, "", api.HealthPassing, options) == nil {
		return nil
	}
	err := r.client.Agent().ServiceRegisterOpts(&api.AgentServiceRegistration{
		ID: id, Name: r.prefix + service, Address: host, Port: port,
		Meta:  map[string]string{"instance": self.ID, "version": self.Version, "weight": strconv.Itoa(self.Weight)},
		Check: &api.AgentServiceCheck{TTL: discovery.Lease.String(), Status: api.HealthPassing, DeregisterCriticalServiceAfter: goneTime},
	}, api.ServiceRegisterOpts{}.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("consulreg: register: %w", err)
	}
	r.log.Info("announced", "service", service, "address", self.Address)
	return nil
}

func (r *Registry) id(service, instance string) string { return r.prefix + service + "-" + instance }

func (r *Registry) withdraw(ctx context.Context, services []string, instance string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), withdrawTime)
	defer cancel()
	for _, service := range services {
		err := r.client.Agent().ServiceDeregisterOpts(r.id(service, instance), (&api.QueryOptions{}).WithContext(ctx))
		if err != nil {
			r.log.Warn("consul could not be told that this process ends; its lease runs out", "service", service, "error", err)
		}
	}
}

// Watch asks for a service's passing instances, each time waiting for a change, until ctx ends.
func (r *Registry) Watch(ctx context.Context, service string, tell func([]discovery.Instance, error)) {
	changes := discovery.NewChanges(tell)
	var index uint64
	for ctx.Err() == nil {
		options := (&api.QueryOptions{WaitIndex: index, WaitTime: waitTime}).WithContext(ctx)
		entries, meta, err := r.client.Health().Service(r.prefix+service, "", true, options)
		if err != nil {
			if ctx.Err() != nil {
				return
			}
			changes.Fail(fmt.Errorf("consulreg: ask: %w", err))
			index = 0
			select {
			case <-ctx.Done():
			case <-r.clock.After(retryTime):
			}
			continue
		}
		// An index that went back means a Consul that began anew.
		if index = meta.LastIndex; index < options.WaitIndex {
			index = 0
		}
		changes.List(r.instances(entries))
	}
}

func (r *Registry) instances(entries []*api.ServiceEntry) []discovery.Instance {
	var list []discovery.Instance
	for _, e := range entries {
		host := e.Service.Address
		if host == "" {
			host = e.Node.Address
		}
		one := discovery.Instance{
			ID: e.Service.Meta["instance"], Address: net.JoinHostPort(host, strconv.Itoa(e.Service.Port)), Version: e.Service.Meta["version"],
		}
		one.Weight, _ = strconv.Atoi(e.Service.Meta["weight"]) // what is none is refused below
		if err := one.Validate(); err != nil {
			r.log.Warn("an instance in consul cannot be understood", "id", e.Service.ID, "error", err)
			continue
		}
		list = append(list, one)
	}
	return list
}
