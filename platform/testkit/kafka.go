package testkit

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const (
	kafkaPort           = 19195
	kafkaControllerPort = 19194
	kafkaCluster        = "ZGFqaXUtdGVzdGtpdC1rYQ" // 16 bytes, as Kafka wants them
	topicPrefix         = "t-"
)

// kafkaJars are Apache Kafka 4.1.2 and what it stands on, as Maven resolves org.apache.kafka:kafka_2.13, and slf4j-simple
// to let it speak: the SHA-256 and the path of each on Maven Central.
//
//go:embed kafka.jars
var kafkaJars string

// Kafka returns the address of the shared broker and the name of a topic that nobody else uses. The topic is not made,
// and deleted when the test ends. The test is skipped where Kafka cannot be had: it runs on Debian's Java and is
// fetched from Maven Central once, some 43 MB.
func Kafka(tb testing.TB) (broker, topic string) {
	tb.Helper()
	kafka().use(tb)
	topic = topicPrefix + uuid.NewString()[:13]
	tb.Cleanup(func() {
		if err := kafkaDelete(topic); err != nil {
			tb.Errorf("testkit: delete a topic: %v", err)
		}
	})
	return kafkaBroker(), topic
}

func kafkaBroker() string { return "127.0.0.1:" + strconv.Itoa(kafkaPort) }

func kafka() daemon {
	return daemon{
		name:   "Kafka",
		needs:  []string{"java"},
		within: 60 * time.Second,
		prepare: func(dir string) error {
			if err := fetchJars(filepath.Join(dir, "jars"), kafkaJars); err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(dir, "server.properties"), []byte(kafkaProperties(dir)), 0o600); err != nil {
				return err
			}
			cmd := exec.CommandContext(context.Background(), "java", append(kafkaJava(dir), "kafka.tools.StorageTool", "format",
				"--ignore-formatted", "-t", kafkaCluster, "-c", filepath.Join(dir, "server.properties"))...)
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("format: %w: %.500s", err, out)
			}
			return nil
		},
		command: func(dir string) ([]string, []string) {
			return append(append([]string{"java"}, kafkaJava(dir)...), "kafka.Kafka", filepath.Join(dir, "server.properties")), nil
		},
		ready: func(string) error {
			return kafkaDo(3*time.Second, func(ctx context.Context, c *kgo.Client) error { return c.Ping(ctx) })
		},
		started: func(string) error { return kafkaSweep() },
	}
}

// kafkaJava are the options of the virtual machine: small, and quick to start.
func kafkaJava(dir string) []string {
	return []string{"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
		"-cp", filepath.Join(dir, "jars", "*")}
}

// kafkaProperties are those of one node that is broker and controller, on this machine only. A group starts at once, where
// Kafka would else wait three seconds for more members.
func kafkaProperties(dir string) string {
	controller := "127.0.0.1:" + strconv.Itoa(kafkaControllerPort)
	return strings.Join([]string{
		"process.roles=broker,controller", "node.id=1", "controller.quorum.voters=1@" + controller,
		"listeners=PLAINTEXT://" + kafkaBroker() + ",CONTROLLER://" + controller, "controller.listener.names=CONTROLLER",
		"log.dirs=" + filepath.Join(dir, "data"), "auto.create.topics.enable=false", "group.initial.rebalance.delay.ms=0",
		"offsets.topic.replication.factor=1", "offsets.topic.num.partitions=4",
		"transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1",
		"share.coordinator.state.topic.replication.factor=1", "share.coordinator.state.topic.min.isr=1",
		"num.network.threads=2", "num.io.threads=4", "log.cleaner.dedupe.buffer.size=4194304", "",
	}, "\n")
}

// kafkaDo lets a client of its own do something within a time.
func kafkaDo(within time.Duration, what func(ctx context.Context, c *kgo.Client) error) error {
	c, err := kgo.NewClient(kgo.SeedBrokers(kafkaBroker()), kgo.DialTimeout(within), kgo.RetryTimeout(within))
	if err != nil {
		return err
	}
	defer c.Close()
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	return what(ctx, c)
}

// kafkaSweep deletes the topics of tests that were killed.
func kafkaSweep() error {
	var names []string
	err := kafkaDo(10*time.Second, func(ctx context.Context, c *kgo.Client) error {
		resp, err := kmsg.NewPtrMetadataRequest().RequestWith(ctx, c) // of all topics
		if err != nil {
			return err
		}
		for _, t := range resp.Topics {
			if t.Topic != nil && strings.HasPrefix(*t.Topic, topicPrefix) {
				names = append(names, *t.Topic)
			}
		}
		return nil
	})
	for _, name := range names {
		err = errors.Join(err, kafkaDelete(name))
	}
	return err
}

func kafkaDelete(topic string) error {
	return kafkaDo(10*time.Second, func(ctx context.Context, c *kgo.Client) error {
		item := kmsg.NewDeleteTopicsRequestTopic()
		item.Topic = kmsg.StringPtr(topic)
		req := kmsg.NewPtrDeleteTopicsRequest()
		req.TimeoutMillis = 10_000
		req.Topics, req.TopicNames = append(req.Topics, item), []string{topic} // newer and older brokers
		resp, err := req.RequestWith(ctx, c)
		if err != nil {
			return err
		}
		for _, t := range resp.Topics {
			if err := kerr.ErrorForCode(t.ErrorCode); err != nil && !errors.Is(err, kerr.UnknownTopicOrPartition) {
				return fmt.Errorf("%s: %w", topic, err)
			}
		}
		return nil
	})
}
