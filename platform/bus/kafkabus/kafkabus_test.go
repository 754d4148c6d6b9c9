package kafkabus_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kfake"

	"dajiu/platform/bus"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/bus/kafkabus"
	"dajiu/platform/clock"
	"dajiu/platform/testkit"
)

func open(t testing.TB, cfg kafkabus.Config) *kafkabus.Bus {
	t.Helper()
	b, err := kafkabus.Open(context.Background(), cfg, clock.Real(), testkit.Quiet())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.Close()) })
	return b
}

// fake starts brokers in this process.
func fake(t testing.TB, opts ...kfake.Opt) *kfake.Cluster {
	t.Helper()
	cluster, err := kfake.NewCluster(append([]kfake.Opt{kfake.NumBrokers(3)}, opts...)...)
	require.NoError(t, err)
	t.Cleanup(cluster.Close)
	return cluster
}

// contract runs the suite with one partition, where all of it holds, and with several, where keys are shared.
func contract(t *testing.T, broker func(t *testing.T) (addresses []string, topic string)) {
	for _, partitions := range []int{1, 8} {
		t.Run(fmt.Sprint("partitions: ", partitions), func(t *testing.T) {
			t.Parallel()
			bustest.Run(t, bustest.Traits{SharesKeys: partitions > 1}, func(t *testing.T) bustest.Factory {
				t.Helper()
				brokers, topic := broker(t)
				cfg := kafkabus.Config{Brokers: brokers, Topic: topic, Partitions: partitions}
				return func(t *testing.T) bus.Bus {
					t.Helper()
					return open(t, cfg)
				}
			})
		})
	}
}

func TestAClusterInThisProcessIsABus(t *testing.T) {
	t.Parallel()
	contract(t, func(t *testing.T) ([]string, string) { t.Helper(); return fake(t).ListenAddrs(), "dajiu" })
}

func TestKafkaIsABus(t *testing.T) {
	t.Parallel()
	testkit.Kafka(t) // is skipped here, and not in each of the tests, where it cannot be had
	contract(t, func(t *testing.T) ([]string, string) {
		t.Helper()
		broker, topic := testkit.Kafka(t)
		return []string{broker}, topic
	})
}
