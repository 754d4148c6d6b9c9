package crash

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"dajiu/platform/testkit"
	"dajiu/tests/harness"
)

// cluster is the platform as processes, on engines of its own, with wires between that can be cut.
type cluster struct {
	t      testing.TB
	server *harness.Server
	maria  *testkit.MariaServer
	rabbit *testkit.RabbitServer
	etcd   *testkit.EtcdServer
	redis  *testkit.RedisServer
	// wires lead to the engines and to two services, by name.
	wires map[string]*harness.Wire
}

// openCluster starts everything. Two processes run the order service: what one loses the other has.
func openCluster(t *testing.T) *cluster {
	t.Helper()
	c := &cluster{
		t: t, maria: testkit.OwnMaria(t), rabbit: testkit.OwnRabbit(t), etcd: testkit.OwnEtcd(t), redis: testkit.OwnRedis(t), wires: map[string]*harness.Wire{},
	}
	for name, addr := range map[string]string{"MariaDB": c.maria.Addr(), "RabbitMQ": c.rabbit.Addr, "etcd": c.etcd.Addr, "Redis": c.redis.Addr} {
		c.wires[name] = harness.NewWire(t, addr)
	}
	set := unlimited()
	for key, value := range map[string]string{
		"secret": uuid.NewString(), "discovery.engine": "etcd", "discovery.etcd.endpoints": c.wires["etcd"].Addr,
		"bus.engine": "rabbitmq", "bus.url": testkit.RabbitURL(c.wires["RabbitMQ"].Addr), "redis.addrs": c.wires["Redis"].Addr, "rpc.balance": "least_request",
		"delivery.retry_after": "2s", // longer than the check takes an event for one that is sent at once
	} {
		set[key] = value
	}
	opts := harness.Options{
		Processes: true, Copies: map[string]int{"order": 2}, Set: set, Each: map[string]map[string]string{},
		MySQL: testkit.DSNAt(c.wires["MariaDB"].Addr), Prefix: "dajiu_",
	}
	for _, service := range []string{"inventory", "payment"} {
		listen := harness.FreeAddr(t)
		c.wires[service] = harness.NewWire(t, listen)
		opts.Each[service] = map[string]string{"rpc.listen": listen, "rpc.advertise": c.wires[service].Addr}
	}
	c.server = harness.Start(t, opts)
	return c
}

// fault is something that goes wrong for a while.
type fault struct {
	name  string
	hold  time.Duration
	begin func()
	end   func()
}

// faults are all that are tried, in the order of the table.
func (c *cluster) faults() []fault {
	var list []fault
	for _, name := range append(harness.Services(), "order2", "gateway") {
		p := c.server.Process(name)
		list = append(list, fault{"kill " + name, 2 * time.Second, p.Kill, func() { p.Start(); p.AwaitReady() }})
	}
	for _, name := range []string{"order", "gateway"} {
		p := c.server.Process(name)
		list = append(list, fault{"stop " + name, time.Second, p.Stop, func() { p.Start(); p.AwaitReady() }})
	}
	for name, hold := range map[string]time.Duration{"order": 15 * time.Second, "payment": 15 * time.Second, "user": 5 * time.Second} {
		p := c.server.Process(name)
		list = append(list, fault{"pause " + name, hold, p.Freeze, p.Thaw})
	}
	type engine interface {
		Kill(tb testing.TB)
		Start(tb testing.TB)
		Freeze(tb testing.TB)
		Thaw(tb testing.TB)
	}
	for name, e := range map[string]engine{"MariaDB": c.maria, "RabbitMQ": c.rabbit, "etcd": c.etcd, "Redis": c.redis} {
		list = append(list,
			fault{"kill " + name, 3 * time.Second, func() { e.Kill(c.t) }, func() { e.Start(c.t) }},
			fault{"pause " + name, 12 * time.Second, func() { e.Freeze(c.t) }, func() { e.Thaw(c.t) }})
	}
	for name, w := range c.wires {
		list = append(list,
			fault{"cut off " + name, 5 * time.Second, w.Cut, w.Mend},
			fault{"slow way to " + name, 8 * time.Second, func() { w.Slow(50 * time.Millisecond) }, w.Mend},
			fault{"silent way to " + name, 8 * time.Second, w.Silence, w.Mend})
	}
	list = append(list, c.twice(), c.skewed("order", 25*time.Second), c.skewed("payment", -25*time.Second))
	return list
}

// twice lets the bank send every callback twice, lose some and turn their order round.
func (c *cluster) twice() fault {
	set := func(f harness.JSON) { c.server.SimPost("/wechatpay/sim/faults", f) }
	return fault{
		"callbacks twice, lost, out of order", 10 * time.Second,
		func() { set(harness.JSON{"callback_duplicate": 1000, "callback_drop": 300, "callback_reorder": 300}) },
		func() { set(harness.JSON{}) },
	}
}

// skewed lets a process go by another clock.
func (c *cluster) skewed(name string, by time.Duration) fault {
	p := c.server.Process(name)
	again := func(by time.Duration) {
		p.Stop()
		p.Set("drill.clock_ahead", by.String())
		p.Start()
		p.AwaitReady()
	}
	return fault{name + " with a clock of " + by.String(), 10 * time.Second, func() { again(by) }, func() { again(0) }}
}

// openSmall starts a server on SQLite whose disk is small. The test is skipped where this machine lets nobody mount one.
func openSmall(t *testing.T) (*harness.Server, fault) {
	t.Helper()
	disk := testkit.SmallDisk(t, "256m")
	s := harness.Start(t, harness.Options{Within: disk, Set: unlimited()})
	return s, fault{"disk full", 8 * time.Second, func() { testkit.FillDisk(t, disk) }, func() { testkit.EmptyDisk(t, disk) }}
}
