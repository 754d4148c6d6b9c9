package host_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/platform/bus/kafkabus"
	"dajiu/platform/config"
)

func TestABrokerThatCannotWorkIsRefusedByTheKeyThatIsWrong(t *testing.T) {
	t.Parallel()
	kafka := func(cfg kafkabus.Config) host.BusConfig { return host.BusConfig{Engine: "kafka", Kafka: cfg} }
	brokers := []string{"kafka-0:9092"}
	for name, row := range map[string]struct {
		bus  host.BusConfig
		says string // empty: it is right
	}{
		"nats needs nothing":              {host.BusConfig{Engine: "nats"}, ""},
		"rabbitmq needs its url":          {host.BusConfig{Engine: "rabbitmq"}, "bus.url"},
		"there is no other":               {host.BusConfig{Engine: "pulsar"}, "bus.engine"},
		"kafka needs brokers alone":       {kafka(kafkabus.Config{Brokers: brokers}), ""},
		"kafka without brokers":           {kafka(kafkabus.Config{}), "bus.kafka.brokers"},
		"a broker without a port":         {kafka(kafkabus.Config{Brokers: []string{"kafka-0"}}), "bus.kafka.brokers"},
		"kafka has no url":                {host.BusConfig{Engine: "kafka", URL: "kafka://x", Kafka: kafkabus.Config{Brokers: brokers}}, "bus.url"},
		"events kept beyond the inbox":    {kafka(kafkabus.Config{Brokers: brokers, MaxAge: 73 * time.Hour}), "bus.kafka.max_age"},
		"less than no partitions":         {kafka(kafkabus.Config{Brokers: brokers, Partitions: -1}), "bus.kafka.partitions"},
		"no room for a message":           {kafka(kafkabus.Config{Brokers: brokers, MaxBytes: 1 << 20}), "bus.kafka.max_bytes"},
		"a user without a password":       {kafka(kafkabus.Config{Brokers: brokers, User: "dajiu"}), "bus.kafka.user"},
		"a proof that nobody knows":       {kafka(kafkabus.Config{Brokers: brokers, Mechanism: "gssapi"}), "bus.kafka.mechanism"},
		"a certificate without TLS":       {kafka(kafkabus.Config{Brokers: brokers, TLS: kafkabus.TLSConfig{CAFile: "ca.pem"}}), "bus.kafka.tls"},
		"a certificate without its key":   {kafka(kafkabus.Config{Brokers: brokers, TLS: kafkabus.TLSConfig{Enabled: true, CertFile: "a.pem"}}), "bus.kafka.tls"},
		"more replicas than one can mean": {kafka(kafkabus.Config{Brokers: brokers, Replicas: 11}), "bus.kafka.replicas"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := host.DefaultConfig()
			cfg.Bus = row.bus
			err := cfg.Validate()
			if row.says == "" {
				require.NoError(t, err)
				return
			}
			require.Error(t, err)
			require.True(t, strings.HasPrefix(err.Error(), row.says), "%v", err)
			require.NotContains(t, err.Error(), "\n", "one thing is wrong")
		})
	}
}

func TestKafkaIsConfiguredByKeysAndItsPasswordNeverShows(t *testing.T) {
	t.Parallel()
	cfg, err := config.Load(host.DefaultConfig(), config.Sources{Flags: map[string]any{
		"bus.engine": "kafka", "bus.kafka.brokers": "a:1,b:2", "bus.kafka.user": "dajiu", "bus.kafka.password": "hunter2",
		"bus.kafka.partitions": "16", "bus.kafka.max_age": "24h", "bus.kafka.tls.enabled": "true",
	}})
	require.NoError(t, err)
	require.NoError(t, cfg.Validate())
	require.Equal(t, []string{"a:1", "b:2"}, cfg.Bus.Kafka.Brokers)
	require.Equal(t, 16, cfg.Bus.Kafka.Partitions)
	text, err := config.Print(cfg)
	require.NoError(t, err)
	require.NotContains(t, text, "hunter2")
	require.Contains(t, text, "bus.kafka.password = ******")
}
