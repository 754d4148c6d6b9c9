package bench

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	random "math/rand/v2"
	"slices"
	"time"

	"dajiu/platform/clock"
)

// Config says what is measured, and how much.
type Config struct {
	// URL is the server's public address, Sim its simulators', Private its metrics'.
	URL, Sim, Private string
	// Shoppers act at the same time, as so many People in turn.
	Shoppers, People int
	// Known begins the WeChat identities of the people, which their numbers follow, where they are customers who bought
	// before; empty: they are new.
	Known string
	// Count bounds the operations of a scenario, Duration its time: whichever comes first.
	Count    int64
	Duration time.Duration
	// Scenarios are some of [Scenarios]; none: all.
	Scenarios []string
	// Storm is how many staff logins a second the scenario storm offers.
	Storm int
	// Hot makes everybody buy the same SKU.
	Hot bool
	// OperatorPassword is admin's, who raises the stock before anything is bought; empty: nobody does.
	OperatorPassword string
	// Near is where stores are looked for.
	Near Point
	// Folder is where the machine's fsync rate is measured; empty: the system's folder for temporary files.
	Folder string
	// Probe is how long each of the machine's own rates is measured.
	Probe time.Duration
	// Progress is told what is being done.
	Progress io.Writer
}

// Scenarios returns the names of what is measured unless others are named, in that order. Besides them there is storm.
func Scenarios() []string { return []string{"pod", "wechat", "detail", "list", "search"} }

const (
	maxShoppers = 4096
	maxPeople   = 100_000
	maxCount    = 100_000_000
	maxDuration = time.Hour
	// setupTime bounds the preparation of a run.
	setupTime = 5 * time.Minute
	// signUpWorkers prepare at the same time: enough to be quick, too few to be a load test of logging in.
	signUpWorkers = 16
	// tokenSlack is how much longer than the run tokens must be good.
	tokenSlack = 30 * time.Second
	// paidWithin is less than the ten seconds after which the platform asks the bank by itself: an order that is paid
	// only then was not paid by the callback that the scenario measures.
	paidWithin = 8 * time.Second
)

// Validate refuses what cannot be run.
func (c Config) Validate() error {
	switch {
	case c.Shoppers < 1 || c.Shoppers > maxShoppers:
		return fmt.Errorf("shoppers: %d is not between 1 and %d", c.Shoppers, maxShoppers)
	case c.People < 1 || c.People > maxPeople:
		return fmt.Errorf("people: %d is not between 1 and %d", c.People, maxPeople)
	case c.Count < 1 || c.Count > maxCount:
		return fmt.Errorf("count: %d is not between 1 and %d", c.Count, maxCount)
	case c.Duration <= 0 || c.Duration > maxDuration:
		return fmt.Errorf("duration: %s is not above 0 and at most %s", c.Duration, maxDuration)
	}
	if c.Storm < 1 || c.Storm > maxStorm {
		return fmt.Errorf("storm: %d is not between 1 and %d logins a second", c.Storm, maxStorm)
	}
	for _, name := range c.Scenarios {
		if name != stormScenario && !slices.Contains(Scenarios(), name) {
			return fmt.Errorf("scenario: there is no %q; there are %v and %s", name, Scenarios(), stormScenario)
		}
	}
	return nil
}

// bench is a run of the command.
type bench struct {
	Config
	clock    clock.Clock
	watch    stopwatch
	api, sim *endpoint
	server   *server
	run      string
	market   *market
	people   []*person
	report   *Report
}

// Run measures a running server. It returns what it measured also where it is interrupted, together with the error.
func Run(ctx context.Context, cfg Config) (*Report, error) {
	b, err := unprepared(cfg)
	if err != nil {
		return nil, err
	}
	b.say("measuring the machine for %s", 2*cfg.Probe)
	if b.report.Machine, err = measureMachine(ctx, cfg.Folder, cfg.Probe); err != nil {
		return nil, err
	}
	if err := b.prepare(ctx); err != nil {
		return b.report, fmt.Errorf("prepare: %w", err)
	}
	for _, name := range b.Scenarios {
		if err := b.measure(ctx, name); err != nil {
			return b.report, fmt.Errorf("%s: %w", name, err)
		}
	}
	return b.report, nil
}

// unprepared returns a run that has spoken with nobody yet.
func unprepared(cfg Config) (*bench, error) {
	if len(cfg.Scenarios) == 0 {
		cfg.Scenarios = Scenarios()
	}
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	b := &bench{Config: cfg, clock: clock.Real(), watch: startStopwatch()}
	b.report = &Report{
		URL: cfg.URL, At: b.clock.Now(), Shoppers: cfg.Shoppers, People: cfg.People, Count: cfg.Count,
		DurationSeconds: cfg.Duration.Seconds(), Hot: cfg.Hot,
	}
	return b, b.connect()
}

func (b *bench) say(format string, args ...any) {
	fmt.Fprintf(b.Progress, "bench: "+format+"\n", args...) // a progress line that cannot be shown changes nothing
}

func (b *bench) connect() (err error) {
	conns := max(b.Shoppers, signUpWorkers) + 1
	if b.api, err = newEndpoint(b.URL, conns); err != nil {
		return fmt.Errorf("url: %w", err)
	}
	if b.sim, err = newEndpoint(b.Sim, conns); err != nil {
		return fmt.Errorf("sim: %w", err)
	}
	private, err := newEndpoint(b.Private, 2)
	if err != nil {
		return fmt.Errorf("private: %w", err)
	}
	b.server = &server{to: private}
	var nonce [6]byte
	_, err = rand.Read(nonce[:])
	b.run = hex.EncodeToString(nonce[:])
	return err //nolint:wrapcheck // never fails
}

// buys reports whether a scenario to be run places orders.
func (b *bench) buys() bool {
	return slices.ContainsFunc(b.Scenarios, func(name string) bool { return name == "pod" || name == "wechat" || name == stormScenario })
}

// prepare finds goods and signs customers up.
func (b *bench) prepare(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, setupTime)
	defer cancel()
	s := b.worker()
	usage, err := b.server.usage()
	if err != nil {
		b.report.note("the server's memory and CPU are not known: its private address does not answer (%v)", err)
	}
	b.report.IdleMemory = usage.Memory
	if b.market, err = findMarket(ctx, s, b.Near); err != nil {
		return err
	}
	if b.Hot {
		b.market.oneHot()
	}
	b.report.Stores, b.report.Skus = len(b.market.stores), b.market.skus()
	b.say("%d open stores, %d SKUs to buy", b.report.Stores, b.report.Skus)
	if b.buys() {
		b.stock(ctx, s)
	}
	begin := b.watch()
	crowd := crowd{market: b.market, people: b.People, workers: signUpWorkers, checkout: b.buys(), run: b.run, known: b.Known, worker: b.worker}
	people, good, err := crowd.signUp(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("signing up took longer than %s; a server to be measured needs raised limits for logging in from one address, see gateway.limits.anonymous.login: %w", setupTime, err)
	}
	if err != nil {
		return err
	}
	b.people = people
	b.say("signed up %d customers in %.1f s", len(people), (b.watch() - begin).Seconds())
	runs := len(b.Scenarios)
	if slices.Contains(b.Scenarios, stormScenario) {
		runs++ // it is measured twice
	}
	if needed := time.Duration(runs)*b.Duration + tokenSlack; good < needed {
		return fmt.Errorf("access tokens are good for %s and the run needs %s: shorten the duration or take fewer scenarios", good, needed)
	}
	return nil
}

func (b *bench) stock(ctx context.Context, s *setup) {
	err := errors.New("no operator password was given")
	if b.OperatorPassword != "" {
		err = b.market.raiseStock(ctx, s, b.OperatorPassword, b.run)
	}
	if err != nil {
		b.report.note("the stock was not raised, SKUs may sell out: %v", err)
	}
}

func (b *bench) worker() *setup {
	return &setup{shopper: shopper{clock: b.clock}, api: b.api, sim: b.sim}
}

// measure runs one scenario and adds its result.
func (b *bench) measure(ctx context.Context, name string) error {
	if name == stormScenario {
		return b.weather(ctx)
	}
	op, err := b.operation(name)
	if err != nil {
		return err
	}
	return b.repeat(ctx, name, op)
}

// repeat runs an operation as a scenario's and adds its result.
func (b *bench) repeat(ctx context.Context, name string, op operation) error {
	b.say("%s: %s", name, describe(name))
	before, _ := b.server.usage() // what it does not say stays 0; the report has a note
	cpu, begin := ownCPU(), b.watch()
	peak := b.server.watch(ctx, b.clock)
	t := load{
		shoppers: b.Shoppers, count: b.Count, duration: b.Duration, people: b.people, clock: b.clock, watch: b.watch,
	}.run(ctx, op)
	took := b.watch() - begin
	after, _ := b.server.usage()
	r := newResult(name, t)
	r.ServerMemoryPeak = max(peak(), after.Memory)
	r.spent(before, after, ownCPU()-cpu, took)
	b.report.Results = append(b.report.Results, r)
	return ctx.Err() //nolint:wrapcheck // the caller names the scenario
}

// operation returns what a scenario repeats.
func (b *bench) operation(name string) (operation, error) {
	buying := &checkouts{api: b.api, sim: b.sim, run: b.run, most: maxUnaccepted, paidWithin: paidWithin, watch: b.watch}
	rng := random.New(random.NewPCG(1, 1)) //nolint:gosec // the same requests in every run
	reading := &browse{api: b.api, step: name, proof: "products"}
	switch name {
	case "pod":
		return buying.onDelivery, nil
	case "wechat":
		return buying.byWechat, nil
	case "detail":
		reading.proof, reading.paths = "productId", b.market.detailPaths(rng)
	case "list":
		reading.paths = b.market.listPaths(rng)
	case "search":
		reading.paths = b.market.searchPaths(rng)
	}
	if len(reading.paths) == 0 {
		return nil, errors.New("nothing to read was found")
	}
	b.report.note("%s: %d different requests", name, len(reading.paths))
	return reading.read, nil
}

// describe says what one operation of a scenario is.
func describe(name string) string {
	return map[string]string{
		"pod":             "into the cart, order on delivery, confirmed (2 requests)",
		"pod, quiet":      "into the cart, order on delivery, confirmed (2 requests)",
		"pod, in a storm": "the same while staff logins pour in",
		"wechat":          "order, pay, pay at the simulated bank, wait until its callback made the order paid (3 requests, 1 to the bank, and one or two questions after it: latency has their steps)",
		"detail":          "a product page",
		"list":            "20 products of a store, filtered and sorted",
		"search":          "20 products found by Chinese words or pinyin",
	}[name]
}
