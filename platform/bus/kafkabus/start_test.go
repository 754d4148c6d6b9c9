package kafkabus_test

import (
	"context"
	"crypto/tls"
	"encoding/pem"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"dajiu/platform/bus"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/bus/kafkabus"
	"dajiu/platform/clock"
	"dajiu/platform/config"
	"dajiu/platform/testkit"
)

func TestWithoutABrokerTheStartFailsSoonAndSaysWhich(t *testing.T) {
	t.Parallel()
	began := clock.Real().Now()
	_, err := kafkabus.Open(t.Context(), kafkabus.Config{Brokers: []string{"127.0.0.1:1"}, User: "dajiu", Password: "hunter2"},
		clock.Real(), testkit.Quiet())
	require.ErrorContains(t, err, "127.0.0.1:1")
	require.NotContains(t, err.Error(), "hunter2")
	require.Less(t, clock.Real().Now().Sub(began), 15*time.Second)
	_, err = kafkabus.Open(t.Context(), kafkabus.Config{}, clock.Real(), testkit.Quiet())
	require.ErrorContains(t, err, "brokers")
}

func TestAUserIsLetInByItsPasswordAlone(t *testing.T) {
	t.Parallel()
	for mechanism, name := range map[string]string{
		kafkabus.Plain: "PLAIN", kafkabus.ScramSHA256: "SCRAM-SHA-256", kafkabus.ScramSHA512: "SCRAM-SHA-512",
	} {
		t.Run(mechanism, func(t *testing.T) {
			t.Parallel()
			brokers := fake(t, kfake.EnableSASL(), kfake.Superuser(name, "dajiu", "hunter2")).ListenAddrs()
			cfg := kafkabus.Config{Brokers: brokers, User: "dajiu", Password: "hunter2", Mechanism: mechanism}
			require.NoError(t, open(t, cfg).Publish(t.Context(), []bus.Message{bustest.Message(1, 1, "a")}))
			for _, wrong := range []config.Secret{"hunter3", ""} {
				cfg.Password = wrong
				if wrong == "" {
					cfg.User = ""
				}
				ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
				_, err := kafkabus.Open(ctx, cfg, clock.Real(), testkit.Quiet())
				cancel()
				require.Error(t, err)
				require.NotContains(t, err.Error(), "hunter3")
			}
		})
	}
}

func TestTheConnectionIsSealedAndTheBrokerMustBeKnown(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(nil)
	server.StartTLS() // for its certificate, which is for 127.0.0.1
	defer server.Close()
	brokers := fake(t, kfake.TLS(&tls.Config{Certificates: server.TLS.Certificates, MinVersion: tls.VersionTLS12})).ListenAddrs()
	ca := filepath.Join(t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	require.NoError(t, os.WriteFile(ca, text, 0o600))
	b := open(t, kafkabus.Config{Brokers: brokers, TLS: kafkabus.TLSConfig{Enabled: true, CAFile: ca}})
	require.NoError(t, b.Publish(t.Context(), []bus.Message{bustest.Message(1, 1, "a")}))
	for name, cfg := range map[string]kafkabus.TLSConfig{"signed by nobody we know": {Enabled: true}, "in clear": {}} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		_, err := kafkabus.Open(ctx, kafkabus.Config{Brokers: brokers, TLS: cfg}, clock.Real(), testkit.Quiet())
		cancel()
		require.Error(t, err, name)
	}
	_, err := kafkabus.Open(t.Context(), kafkabus.Config{Brokers: brokers, TLS: kafkabus.TLSConfig{Enabled: true, CAFile: "none.pem"}},
		clock.Real(), testkit.Quiet())
	require.ErrorContains(t, err, "ca_file")
}

// What Kafka keeps must be gone before the inbox forgets, and a key must stay in its partition.
func TestATopicThatExistsGetsTheRetentionAndKeepsItsPartitions(t *testing.T) {
	t.Parallel()
	brokers := fake(t).ListenAddrs()
	cfg := kafkabus.Config{Brokers: brokers, Partitions: 3, Replicas: 3, MaxAge: 24 * time.Hour, MaxBytes: 300 << 20}
	open(t, cfg)
	partitions, settings := topicOf(t, brokers)
	require.Equal(t, 3, partitions)
	require.Equal(t, "86400000", settings["retention.ms"])
	require.Equal(t, "7200000", settings["segment.ms"])
	require.Equal(t, "104857600", settings["retention.bytes"])
	require.Equal(t, "LogAppendTime", settings["message.timestamp.type"])
	require.Equal(t, "2", settings["min.insync.replicas"])

	cfg.Partitions, cfg.MaxAge = 6, 48*time.Hour
	open(t, cfg)
	partitions, settings = topicOf(t, brokers)
	require.Equal(t, 3, partitions)
	require.Equal(t, "172800000", settings["retention.ms"])
}

func topicOf(t *testing.T, brokers []string) (partitions int, settings map[string]string) {
	t.Helper()
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...))
	require.NoError(t, err)
	defer client.Close()
	meta := kmsg.NewPtrMetadataRequest()
	meta.Topics = []kmsg.MetadataRequestTopic{{Topic: kmsg.StringPtr("dajiu")}}
	topics, err := meta.RequestWith(t.Context(), client)
	require.NoError(t, err)
	req := kmsg.NewPtrDescribeConfigsRequest()
	req.Resources = []kmsg.DescribeConfigsRequestResource{{ResourceType: kmsg.ConfigResourceTypeTopic, ResourceName: "dajiu"}}
	resp, err := req.RequestWith(t.Context(), client)
	require.NoError(t, err)
	settings = map[string]string{}
	for _, c := range resp.Resources[0].Configs {
		if c.Value != nil {
			settings[c.Name] = *c.Value
		}
	}
	return len(topics.Topics[0].Partitions), settings
}
