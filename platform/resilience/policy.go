package resilience

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Policy is what operators say of calls. A value that a service or a method leaves out, or sets to zero, is the one above it.
type Policy struct {
	// Reserve is what a caller keeps of its own time when it calls another, to make use of the answer or of its absence.
	Reserve  time.Duration `koanf:"reserve"`
	Defaults Call          `koanf:"defaults"`
	// Services are callees by name, such as order.
	Services map[string]Service `koanf:"services"`
	Overload Overload           `koanf:"overload"`
}

// Call is how calls to one callee are held. All but the timeout counts only where the callee runs in another process.
type Call struct {
	// Timeout bounds a call, repetitions included, where its caller has more time.
	Timeout time.Duration `koanf:"timeout"`
	// Attempts bounds how often a call that may be repeated is made; 1: once.
	Attempts int `koanf:"attempts"`
	// Backoff is how long to wait before the first repetition, at random between half of it and all; it doubles up to MaxBackoff.
	Backoff    time.Duration `koanf:"backoff"`
	MaxBackoff time.Duration `koanf:"max_backoff"`
	// RetryPercent bounds repetitions to a share of the calls.
	RetryPercent int `koanf:"retry_percent"`
	// Concurrent bounds the calls that wait for the callee at a time.
	Concurrent int     `koanf:"concurrent"`
	Breaker    Breaker `koanf:"breaker"`
}

// Breaker is when a callee is left alone.
type Breaker struct {
	// Percent of the calls within the window must fail, and Calls be made, before it opens.
	Percent int           `koanf:"percent"`
	Calls   int           `koanf:"calls"`
	Window  time.Duration `koanf:"window"`
	// Open is how long it stays open before calls try whether the callee is back.
	Open time.Duration `koanf:"open"`
}

// Service is how calls to one service are held.
type Service struct {
	Call Call `koanf:"call"`
	// Methods are by their names within the service's package, such as OrderService/PlaceOrder.
	Methods map[string]Method `koanf:"methods"`
}

// Method is how calls of one RPC are held.
type Method struct {
	Timeout  time.Duration `koanf:"timeout"`
	Attempts int           `koanf:"attempts"`
	// Alone gives the RPC a breaker, places and a budget of its own, so that it holds up no other one of its service.
	Alone bool `koanf:"alone"`
}

// Overload is when a process gives up calls that come in.
type Overload struct {
	// Min and Max are between how many calls at a time the limit moves.
	Min int `koanf:"min"`
	Max int `koanf:"max"`
	// Target is what a call may take: where more than one in ten takes longer, the limit falls; else it rises.
	Target time.Duration `koanf:"target"`
	// Report, Read and Act are the percent of the limit at which calls of that priority are given up. Payments have all.
	Report int `koanf:"report"`
	Read   int `koanf:"read"`
	Act    int `koanf:"act"`
}

// DefaultPolicy returns what suits any callee.
func DefaultPolicy() Policy {
	return Policy{
		Reserve: 10 * time.Millisecond,
		Defaults: Call{
			Timeout: 15 * time.Second, Attempts: 3, Backoff: 50 * time.Millisecond, MaxBackoff: time.Second, RetryPercent: 20, Concurrent: 512,
			Breaker: Breaker{Percent: 50, Calls: 20, Window: 10 * time.Second, Open: 5 * time.Second},
		},
		Services: map[string]Service{},
		Overload: Overload{Min: 64, Max: 2048, Target: time.Second, Report: 40, Read: 70, Act: 90},
	}
}

// Validate refuses what cannot work, naming the key below the policy's own. Services and methods must be among those that the
// program knows.
func (p Policy) Validate() error {
	known := methods()
	problems := []error{within("reserve", p.Reserve, 0, time.Second), p.Defaults.validate("defaults."), p.Overload.validate()}
	for _, name := range slices.Sorted(maps.Keys(p.Services)) {
		s := p.Services[name]
		key := "services." + name
		if !slices.ContainsFunc(known, func(m *method) bool { return m.service == name }) {
			problems = append(problems, fmt.Errorf("%s: there is no such service", key))
			continue
		}
		problems = append(problems, s.Call.over(p.Defaults).validate(key+".call."))
		for _, short := range slices.Sorted(maps.Keys(s.Methods)) {
			key := key + ".methods." + short
			if !slices.ContainsFunc(known, func(m *method) bool { return m.service == name && m.short == short }) {
				problems = append(problems, fmt.Errorf("%s: there is no such method", key))
				continue
			}
			problems = append(problems, s.Methods[short].over(s.Call.over(p.Defaults)).validate(key+"."))
		}
	}
	return errors.Join(problems...)
}

const (
	maxTimeout    = 5 * time.Minute
	maxAttempts   = 5
	maxConcurrent = 100_000
)

func (c Call) validate(key string) error {
	problems := []error{
		within(key+"timeout", c.Timeout, time.Millisecond, maxTimeout),
		within(key+"attempts", c.Attempts, 1, maxAttempts),
		within(key+"backoff", c.Backoff, time.Millisecond, 10*time.Second),
		within(key+"max_backoff", c.MaxBackoff, c.Backoff, 10*time.Second),
		within(key+"retry_percent", c.RetryPercent, 0, 100),
		within(key+"concurrent", c.Concurrent, 1, maxConcurrent),
		within(key+"breaker.percent", c.Breaker.Percent, 1, 100),
		within(key+"breaker.calls", c.Breaker.Calls, 1, 100_000),
		within(key+"breaker.window", c.Breaker.Window, time.Second, 10*time.Minute),
		within(key+"breaker.open", c.Breaker.Open, 100*time.Millisecond, 10*time.Minute),
	}
	return errors.Join(problems...)
}

func (o Overload) validate() error {
	return errors.Join(
		within("overload.min", o.Min, 10, maxConcurrent),
		within("overload.max", o.Max, o.Min, maxConcurrent),
		within("overload.target", o.Target, time.Millisecond, maxTimeout),
		within("overload.report", o.Report, 10, o.Read),
		within("overload.read", o.Read, 10, o.Act),
		within("overload.act", o.Act, 10, 100))
}

func within[N int | time.Duration](key string, n, low, high N) error {
	if n < low || n > high {
		return fmt.Errorf("%s: %v is not within %v and %v", key, n, low, high)
	}
	return nil
}

// over fills what a callee leaves out.
func (c Call) over(d Call) Call {
	return Call{
		Timeout: cmp.Or(c.Timeout, d.Timeout), Attempts: cmp.Or(c.Attempts, d.Attempts), Backoff: cmp.Or(c.Backoff, d.Backoff), MaxBackoff: cmp.Or(c.MaxBackoff, d.MaxBackoff),
		RetryPercent: cmp.Or(c.RetryPercent, d.RetryPercent), Concurrent: cmp.Or(c.Concurrent, d.Concurrent),
		Breaker: Breaker{
			Percent: cmp.Or(c.Breaker.Percent, d.Breaker.Percent), Calls: cmp.Or(c.Breaker.Calls, d.Breaker.Calls),
			Window: cmp.Or(c.Breaker.Window, d.Breaker.Window), Open: cmp.Or(c.Breaker.Open, d.Breaker.Open),
		},
	}
}

func (m Method) over(c Call) Call {
	c.Timeout, c.Attempts = cmp.Or(m.Timeout, c.Timeout), cmp.Or(m.Attempts, c.Attempts)
	return c
}
