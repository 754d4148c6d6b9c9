package discovery

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"dajiu/platform/clock"
)

// DNSConfig is where names are asked, such as those of Kubernetes' headless services.
type DNSConfig struct {
	// Name is an instance's address with {service} in it: dajiu-{service}.shop.svc.cluster.local:7070
	Name string `koanf:"name"`
	// Every is how often it is asked: 5 seconds by default.
	Every time.Duration `koanf:"every"`
}

// Validate refuses what cannot work, naming the key.
func (c DNSConfig) Validate() error {
	if _, _, err := net.SplitHostPort(c.Name); err != nil || !strings.Contains(c.Name, "{service}") {
		return fmt.Errorf("name: %q is not a host:port with {service} in it", c.Name)
	}
	if c.Every < time.Second || c.Every > time.Minute {
		return fmt.Errorf("every: %v is not between 1s and 1m", c.Every)
	}
	return nil
}

// Resolver looks names up: a net.Resolver.
type Resolver interface {
	LookupHost(ctx context.Context, host string) ([]string, error)
}

// DNS finds instances by the addresses of a name. It is asked again and again, since names do not tell of changes; gRPC's own
// resolver asks only after a connection broke, and so never finds an instance that was added. Announcing does nothing: whoever
// answers for the names, such as Kubernetes by readiness, does that. It knows neither weights nor versions.
type DNS struct {
	cfg   DNSConfig
	names Resolver
	clock clock.Clock
}

// NewDNS returns a registry by names.
func NewDNS(cfg DNSConfig, names Resolver, c clock.Clock) (*DNS, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	return &DNS{cfg: cfg, names: names, clock: c}, nil
}

// Announce waits until ctx ends.
func (d *DNS) Announce(ctx context.Context, _ []string, _ Instance, known func()) error {
	known()
	<-ctx.Done()
	return nil
}

// Watch asks until ctx ends.
func (d *DNS) Watch(ctx context.Context, service string, tell func([]Instance, error)) {
	host, port, err := net.SplitHostPort(strings.ReplaceAll(d.cfg.Name, "{service}", service))
	if err != nil { // the configuration was checked
		tell(nil, err)
		return
	}
	changes := NewChanges(tell)
	for ctx.Err() == nil {
		d.ask(ctx, host, port, changes)
		select {
		case <-ctx.Done():
		case <-d.clock.After(d.cfg.Every):
		}
	}
}

func (d *DNS) ask(ctx context.Context, host, port string, changes *Changes) {
	ctx, cancel := context.WithTimeout(ctx, d.cfg.Every)
	defer cancel()
	hosts, err := d.names.LookupHost(ctx, host)
	var none *net.DNSError
	if errors.As(err, &none) && none.IsNotFound {
		hosts, err = nil, nil
	}
	if err != nil {
		changes.Fail(fmt.Errorf("discovery: look up %s: %w", host, err))
		return
	}
	addresses := make([]string, 0, len(hosts))
	for _, h := range hosts {
		addresses = append(addresses, net.JoinHostPort(h, port))
	}
	changes.List(plain(addresses))
}

// Close does nothing.
func (d *DNS) Close() error { return nil }
