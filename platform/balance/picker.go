package balance

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"

	"google.golang.org/grpc/attributes"
	"google.golang.org/grpc/balancer"
	"google.golang.org/grpc/balancer/base"
	"google.golang.org/grpc/resolver"

	"dajiu/platform/release"
)

// Policies by which an instance is chosen.
const (
	// RoundRobin takes one after the other.
	RoundRobin = "round_robin"
	// Weighted takes one after the other, each as often as its weight says.
	Weighted = "weighted"
	// LeastRequest takes, of two at random, the one that has fewer calls to answer.
	LeastRequest = "least_request"
)

// Policies are all there are.
func Policies() []string { return []string{RoundRobin, Weighted, LeastRequest} }

// prefix begins the names by which gRPC knows our balancers.
const prefix = "dajiu_"

// register makes gRPC know our balancers. It has no other way than one for the whole process.
//
//nolint:gochecknoglobals // see above
var register = sync.OnceFunc(func() {
	for _, policy := range Policies() {
		balancer.Register(base.NewBalancerBuilder(prefix+policy, builder{policy: policy}, base.Config{}))
	}
})

// fleetKey is where an address carries the fleet that it belongs to.
type fleetKey struct{}

// address is how an instance is told to gRPC. A connection outlives what changes about its instance: what is known of it is
// therefore looked up in the fleet.
func (f *fleet) address(i *instance) resolver.Address {
	return resolver.Address{Addr: i.address, Attributes: attributes.New(fleetKey{}, f)}
}

// builder makes a picker of the instances that are connected.
type builder struct{ policy string }

// Build is called by gRPC whenever they change.
func (b builder) Build(info base.PickerBuildInfo) balancer.Picker {
	p := &picker{versions: map[string]*group{}}
	for conn, about := range info.ReadySCs {
		f, ok := about.Address.Attributes.Value(fleetKey{}).(*fleet)
		if !ok {
			continue
		}
		i := f.find(about.Address.Addr)
		if i == nil {
			continue
		}
		p.fleet = f
		m := member{conn: conn, instance: i}
		p.all.members = append(p.all.members, m)
		if p.versions[i.version] == nil {
			p.versions[i.version] = &group{}
		}
		p.versions[i.version].members = append(p.versions[i.version].members, m)
	}
	if len(p.all.members) == 0 {
		return base.NewErrPicker(balancer.ErrNoSubConnAvailable)
	}
	p.all.open(b.policy)
	for _, g := range p.versions {
		g.open(b.policy)
	}
	return p
}

// picker chooses an instance for each call.
type picker struct {
	fleet    *fleet
	all      group
	versions map[string]*group
}

// Pick chooses. It does not wait and takes no lock.
func (p *picker) Pick(info balancer.PickInfo) (balancer.PickResult, error) {
	g := &p.all
	if wish := release.Of(info.Ctx, p.fleet.service); wish != "" {
		if those := p.versions[wish]; those != nil {
			g = those
		}
	}
	began := p.fleet.clock.Now()
	m := g.choose(began.UnixMilli())
	m.instance.running.Add(1)
	return balancer.PickResult{SubConn: m.conn, Done: func(done balancer.DoneInfo) {
		p.fleet.ended(m.instance, done.Err, p.fleet.clock.Since(began))
	}}, nil
}

type member struct {
	conn     balancer.SubConn
	instance *instance
}

// group is instances of which each call takes one.
type group struct {
	members []member
	// turns are the places of members, as often as they are to be taken in a round.
	turns  []int
	next   atomic.Uint32
	choice func(now int64) member
}

// open readies a group whose members are all there.
func (g *group) open(policy string) {
	g.next.Store(rand.Uint32()) //nolint:gosec // callers are not to begin with the same instance
	switch policy {
	case LeastRequest:
		g.choice = g.lessBusy
	case Weighted:
		g.turns, g.choice = turns(g.members), g.inTurn
	default:
		for place := range g.members {
			g.turns = append(g.turns, place)
		}
		g.choice = g.inTurn
	}
}

// choose takes a member that is not left out; where all are, any.
func (g *group) choose(now int64) member {
	first := g.choice(now)
	if !first.instance.out(now) {
		return first
	}
	start := int(g.next.Add(1)) % len(g.members)
	for n := range g.members {
		if m := g.members[(start+n)%len(g.members)]; !m.instance.out(now) {
			return m
		}
	}
	return first
}

func (g *group) inTurn(int64) member {
	return g.members[g.turns[int(g.next.Add(1)%uint32(len(g.turns)))]] //nolint:gosec // at most some thousand turns
}

// lessBusy takes, of two at random, the one with fewer calls under way for its weight.
func (g *group) lessBusy(now int64) member {
	n := len(g.members)
	first := rand.IntN(n) //nolint:gosec // spreads load
	a, b := g.members[first], g.members[first]
	if n > 1 {
		b = g.members[(first+1+rand.IntN(n-1))%n] //nolint:gosec // spreads load
	}
	busyA, busyB := a.instance.running.Load()*int64(b.instance.weight), b.instance.running.Load()*int64(a.instance.weight)
	if a.instance.out(now) || !b.instance.out(now) && busyB < busyA {
		return b
	}
	return a
}

// turns spreads the members over a round by their weights, evenly: each turn goes to the one that is owed most (smooth weighted
// round robin).
func turns(members []member) []int {
	total := 0
	for _, m := range members {
		total += m.instance.weight
	}
	owed := make([]int, len(members))
	round := make([]int, 0, total)
	for range total {
		best := 0
		for place, m := range members {
			owed[place] += m.instance.weight
			if owed[place] > owed[best] {
				best = place
			}
		}
		owed[best] -= total
		round = append(round, best)
	}
	return round
}
