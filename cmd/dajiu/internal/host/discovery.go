package host

import (
	"context"
	"errors"
	"fmt"
	"net"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"dajiu/platform/app"
	"dajiu/platform/discovery"
	"dajiu/platform/discovery/consulreg"
	"dajiu/platform/discovery/etcdreg"
)

// DiscoveryConfig chooses where the processes of an installation find each other's services.
type DiscoveryConfig struct {
	// Engine is etcd, consul or dns; empty: services run in this process or at rpc.peers.
	Engine string              `koanf:"engine"`
	Etcd   etcdreg.Config      `koanf:"etcd"`
	Consul consulreg.Config    `koanf:"consul"`
	DNS    discovery.DNSConfig `koanf:"dns"`
}

func defaultDiscovery() DiscoveryConfig {
	return DiscoveryConfig{
		Etcd: etcdreg.Config{Prefix: "/dajiu"}, Consul: consulreg.Config{Prefix: "dajiu-"}, DNS: discovery.DNSConfig{Every: 5 * time.Second},
	}
}

// validate refuses what cannot work, naming the key.
func (c DiscoveryConfig) validate() error {
	var err error
	switch c.Engine {
	case "":
	case "etcd":
		err = c.Etcd.Validate()
	case "consul":
		err = c.Consul.Validate()
	case "dns":
		err = c.DNS.Validate()
	default:
		return fmt.Errorf("discovery.engine: %q is neither etcd nor consul nor dns", c.Engine)
	}
	if err == nil {
		return nil
	}
	var problems []error
	for line := range strings.Lines(err.Error()) {
		problems = append(problems, errors.New("discovery."+c.Engine+"."+strings.TrimSpace(line)))
	}
	return errors.Join(problems...)
}

// registry opens the registry of the configuration; nil where there is none.
func (c DiscoveryConfig) registry(h *Host) (discovery.Registry, error) {
	log := h.Log.With("engine", c.Engine)
	switch c.Engine {
	case "etcd":
		return etcdreg.Open(c.Etcd, h.Clock, log)
	case "consul":
		return consulreg.Open(c.Consul, h.Clock, log)
	case "dns":
		return discovery.NewDNS(c.DNS, net.DefaultResolver, h.Clock)
	default:
		return nil, nil //nolint:nilnil // as documented
	}
}

// openDiscovery lets services of other processes be found, and announces those of this one for as long as it serves.
func (h *Host) openDiscovery(context.Context) error {
	registry, err := h.Config.Discovery.registry(h)
	if err != nil {
		return fmt.Errorf("discovery: %w", err)
	}
	if registry != nil {
		h.closers = append(h.closers, registry.Close)
		h.RPC.Discover(registry)
	}
	services := h.running()
	if registry == nil || h.Config.RPC.Listen == "" || len(services) == 0 {
		return nil
	}
	self, err := h.RPC.Self(h.version(), h.Config.RPC.Weight)
	if err != nil {
		return err
	}
	a := &announcement{registry: registry, services: services, self: self, known: make(chan struct{}), end: make(chan struct{}), ended: make(chan struct{})}
	h.parts = append(h.parts, app.Part{Name: "announce", Tier: app.TierEdge, Run: a.run, Ready: a.ready})
	h.withdraw = a.withdraw
	return nil
}

// announcement is this process's place on the list.
type announcement struct {
	registry  discovery.Registry
	services  []string
	self      discovery.Instance
	told, out sync.Once
	// known is closed when the registry took the place, end when it is to be given up, ended when it was.
	known, end, ended chan struct{}
}

// knownTime is how long a process waits to be known before it is ready all the same: it is found once the registry is back.
const knownTime = 3 * time.Second

// ready returns when others can find this process.
func (a *announcement) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, knownTime)
	defer cancel()
	select {
	case <-a.known:
	case <-ctx.Done():
	}
	return nil
}

// run keeps the place until withdraw is called or ctx ends.
func (a *announcement) run(ctx context.Context) error {
	announced, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		select {
		case <-a.end:
		case <-announced.Done():
		}
		stop()
	}()
	err := a.registry.Announce(announced, a.services, a.self, func() { a.told.Do(func() { close(a.known) }) })
	close(a.ended)
	if err != nil {
		return err
	}
	<-ctx.Done() // a part that returns earlier stops the process
	return nil
}

// withdraw gives the place up and returns when that is done, whether or not the registry could be told.
func (a *announcement) withdraw() {
	a.out.Do(func() { close(a.end) })
	<-a.ended
}

// leave makes no further work come to this process: it is not ready, it is off the list, and callers have had the time to learn
// of both. What runs goes on.
func (h *Host) leave() {
	h.Health.Drain()
	if h.withdraw != nil {
		h.withdraw()
	}
	h.Clock.Sleep(h.Config.RPC.Drain)
}

// running are the services of this process that others call.
func (h *Host) running() []string {
	var names []string
	for _, name := range StoreNames() {
		if h.Config.runs(name) {
			names = append(names, name)
		}
	}
	return names
}

// version is the release that this process says it is: the configured one, or the commit that it was built from.
func (h *Host) version() string {
	if h.Config.RPC.Version != "" {
		return h.Config.RPC.Version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	const shown = 12
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= shown {
			return s.Value[:shown]
		}
	}
	return ""
}
