// Package discovery tells who runs a service: processes announce themselves, and callers follow the list.
//
// It guarantees that a registry which is lost, slow or empty takes nobody's callers away: the list that was known last goes
// on counting, and whether an instance answers is found out by calling it. A process that ends takes itself off the list before
// it stops answering; one that dies is off it within [Lease].
//
// It knows no service by name and makes no calls to one: package balance does. Start with [Registry]; [Static] and [DNS] are
// here, etcdreg and consulreg below, and discoverytest is the suite that they pass.
package discovery

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"time"
)

// Lease is how long an instance that died stays on the list of a registry.
const Lease = 10 * time.Second

// MaxWeight bounds an instance's weight.
const MaxWeight = 100

// Instance is one process that runs a service.
type Instance struct {
	// ID is made anew at each start of a process.
	ID string `json:"id"`
	// Address is host:port.
	Address string `json:"address"`
	// Version is the program's release; empty where the registry does not know.
	Version string `json:"version,omitempty"`
	// Weight is the instance's share of calls beside the others': 1 to 100.
	Weight int `json:"weight"`
}

// Validate refuses an instance that nobody could call.
func (i Instance) Validate() error {
	if _, port, err := net.SplitHostPort(i.Address); err != nil || port == "" || port == "0" {
		return fmt.Errorf("discovery: %q is not an address host:port", i.Address)
	}
	if i.ID == "" {
		return errors.New("discovery: an instance without an id")
	}
	if i.Weight < 1 || i.Weight > MaxWeight {
		return fmt.Errorf("discovery: a weight of %d is not between 1 and %d", i.Weight, MaxWeight)
	}
	return nil
}

// Registry is where instances are known. It is safe for concurrent use.
type Registry interface {
	// Announce makes an instance known as one that runs the services until ctx ends, and takes it off the list before it
	// returns. It fails only for what is wrong with the instance: a registry that cannot be reached is tried again. Known is
	// called whenever the registry has taken the instance.
	Announce(ctx context.Context, services []string, self Instance, known func()) error

	// Watch tells who runs a service, the whole list in the order of the addresses, now and after each change, until ctx ends.
	// An error says that the registry cannot be asked; what was told before goes on counting.
	Watch(ctx context.Context, service string, tell func([]Instance, error))

	// Close ends the connection.
	Close() error
}

// ErrUnknown says that nobody runs a service.
var ErrUnknown = errors.New("discovery: nobody runs this service")

// Changes passes lists on that differ from the one before, and never one without instances after one with some: all of a
// service's processes gone at once is more often the registry's fault than theirs.
type Changes struct {
	tell func([]Instance, error)
	last []Instance
	told bool
}

// NewChanges returns what a watch of an adapter tells through.
func NewChanges(tell func([]Instance, error)) *Changes { return &Changes{tell: tell} }

// List tells a list, which it sorts.
func (c *Changes) List(list []Instance) {
	slices.SortFunc(list, func(a, b Instance) int { return cmp.Or(cmp.Compare(a.Address, b.Address), cmp.Compare(b.ID, a.ID)) })
	// A process that came back at its address before its predecessor's lease ran out is one instance.
	list = slices.CompactFunc(list, func(a, b Instance) bool { return a.Address == b.Address })
	switch {
	case len(list) == 0 && len(c.last) > 0:
		return
	case len(list) == 0:
		c.tell(nil, ErrUnknown)
	case c.told && slices.Equal(list, c.last):
	default:
		c.told, c.last = true, list
		c.tell(slices.Clone(list), nil)
	}
}

// Fail tells that the registry cannot be asked.
func (c *Changes) Fail(err error) { c.tell(nil, err) }

// Static is a list that never changes: of each service the addresses of its instances. Announcing to it does nothing.
type Static map[string][]string

// Announce waits until ctx ends.
func (s Static) Announce(ctx context.Context, _ []string, _ Instance, known func()) error {
	known()
	<-ctx.Done()
	return nil
}

// Watch tells the list once.
func (s Static) Watch(ctx context.Context, service string, tell func([]Instance, error)) {
	NewChanges(tell).List(plain(s[service]))
	<-ctx.Done()
}

// Close does nothing.
func (s Static) Close() error { return nil }

// plain makes instances of addresses of which nothing else is known.
func plain(addresses []string) []Instance {
	list := make([]Instance, 0, len(addresses))
	for _, address := range addresses {
		list = append(list, Instance{ID: address, Address: address, Weight: 1})
	}
	return list
}
