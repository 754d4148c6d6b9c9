package etcdreg_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/discovery"
	"dajiu/platform/discovery/discoverytest"
	"dajiu/platform/discovery/etcdreg"
	"dajiu/platform/testkit"
)

func registry(t *testing.T, addr, prefix string) discovery.Registry {
	t.Helper()
	r, err := etcdreg.Open(etcdreg.Config{Endpoints: []string{addr}, Prefix: prefix}, clock.Real(), testkit.Quiet())
	require.NoError(t, err)
	return r
}

func TestEtcdIsARegistry(t *testing.T) {
	t.Parallel()
	addr := testkit.Etcd(t)
	discoverytest.Run(t, func(*testing.T) discoverytest.Factory {
		prefix := "/" + uuid.NewString()
		return func(t *testing.T) discovery.Registry { return registry(t, addr, prefix) }
	})
}

func TestAnEtcdThatIsLostOrStandsStillTakesNobodyOffTheList(t *testing.T) {
	t.Parallel()
	server := testkit.OwnEtcd(t)
	one, two, watching := registry(t, server.Addr, "/dajiu"), registry(t, server.Addr, "/dajiu"), registry(t, server.Addr, "/dajiu")
	t.Cleanup(func() {
		require.NoError(t, one.Close())
		require.NoError(t, two.Close())
		require.NoError(t, watching.Close())
	})
	discoverytest.Announce(t, one, discoverytest.Instance(1), "order")
	w := discoverytest.Watch(t, watching, "order")
	w.Await(t, "127.0.0.1:7001")

	server.Kill(t)
	discoverytest.Announce(t, two, discoverytest.Instance(2), "order") // it waits for etcd, and is not refused
	time.Sleep(500 * time.Millisecond)
	require.Equal(t, []string{"127.0.0.1:7001"}, w.Latest(), "while etcd is away")
	server.Start(t)
	w.Await(t, "127.0.0.1:7001", "127.0.0.1:7002")

	server.Freeze(t)
	time.Sleep(discovery.Lease + 2*time.Second) // all leases run out while it stands still
	require.Equal(t, []string{"127.0.0.1:7001", "127.0.0.1:7002"}, w.Latest(), "while etcd stands still")
	server.Thaw(t)
	time.Sleep(2 * time.Second)
	w.Await(t, "127.0.0.1:7001", "127.0.0.1:7002")
	late := discoverytest.Watch(t, watching, "order")
	late.Await(t, "127.0.0.1:7001", "127.0.0.1:7002")
}

func TestAnEtcdThatIsAwayIsToldAsSuchToWhoeverBegins(t *testing.T) {
	t.Parallel()
	r := registry(t, "127.0.0.1:1", "/dajiu")
	t.Cleanup(func() { require.NoError(t, r.Close()) })
	failed := make(chan error, 1)
	go r.Watch(t.Context(), "order", func(_ []discovery.Instance, err error) {
		select {
		case failed <- err:
		default:
		}
	})
	require.ErrorContains(t, <-failed, "etcdreg: read")
}

func TestAConfigurationThatCannotWorkIsRefusedByItsKey(t *testing.T) {
	t.Parallel()
	for says, cfg := range map[string]etcdreg.Config{
		"endpoints: name at least one": {Prefix: "/dajiu"},
		"does not begin with /":        {Prefix: "dajiu", Endpoints: []string{"a:1"}},
		"user: goes with a password":   {Prefix: "/dajiu", Endpoints: []string{"a:1"}, User: "u"},
	} {
		_, err := etcdreg.Open(cfg, clock.Real(), testkit.Quiet())
		require.ErrorContains(t, err, says)
	}
}
