package kafkabus

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/sasl"
	"github.com/twmb/franz-go/pkg/sasl/plain"
	"github.com/twmb/franz-go/pkg/sasl/scram"

	"dajiu/platform/config"
)

// Mechanisms by which a user proves who it is.
const (
	Plain       = "plain"
	ScramSHA256 = "scram-sha-256"
	ScramSHA512 = "scram-sha-512"
)

const (
	longestMaxAge     = 72 * time.Hour // the inbox remembers for 96 h
	defaultPartitions = 8
	defaultMaxBytes   = 8 << 30
	mostPartitions    = 1000
	mostReplicas      = 10
)

// Config says which Kafka to use. Zero values mean the defaults.
type Config struct {
	Brokers []string `koanf:"brokers"` // host:port of some; they name the others
	Topic   string   `koanf:"topic"`   // "dajiu"; also the first part of the groups' names
	// Partitions are how many processes can share a group; 8. They are chosen once, when the topic is made.
	Partitions int `koanf:"partitions"`
	// Replicas of each partition, of which two must accept a message where there are three or more; 0: as the broker
	// is set. Chosen once too.
	Replicas int           `koanf:"replicas"`
	MaxAge   time.Duration `koanf:"max_age"`   // how long messages are kept: 72 h, at most that
	MaxBytes int64         `koanf:"max_bytes"` // of all messages, one replica; 8 GiB. The oldest go first

	User      config.Secret `koanf:"user"` // "": none is asked for
	Password  config.Secret `koanf:"password"`
	Mechanism string        `koanf:"mechanism"` // plain, scram-sha-256 or scram-sha-512, which is the default
	TLS       TLSConfig     `koanf:"tls"`
}

// TLSConfig says how the connection is sealed.
type TLSConfig struct {
	Enabled  bool   `koanf:"enabled"`
	CAFile   string `koanf:"ca_file"`   // PEM of who signed the brokers' certificates; "": the system's
	CertFile string `koanf:"cert_file"` // PEM of our own certificate; "": none is shown
	KeyFile  string `koanf:"key_file"`  // PEM of its key
}

func (c Config) withDefaults() Config {
	if c.Topic == "" {
		c.Topic = "dajiu"
	}
	if c.Partitions == 0 {
		c.Partitions = defaultPartitions
	}
	if c.MaxAge == 0 {
		c.MaxAge = longestMaxAge
	}
	if c.MaxBytes == 0 {
		c.MaxBytes = defaultMaxBytes
	}
	if c.Mechanism == "" {
		c.Mechanism = ScramSHA512
	}
	return c
}

// Validate refuses what cannot work, naming the key. Zero values are the defaults and right.
func (c Config) Validate() error {
	c = c.withDefaults()
	var problems []error
	bad := func(wrong bool, format string, args ...any) {
		if wrong {
			problems = append(problems, fmt.Errorf(format, args...))
		}
	}
	bad(len(c.Brokers) == 0, "brokers: name at least one, host:port")
	for _, broker := range c.Brokers {
		_, _, err := net.SplitHostPort(broker)
		bad(err != nil, "brokers: %q is not host:port", broker)
	}
	bad(c.Partitions < 1 || c.Partitions > mostPartitions, "partitions: %d is not 1 to %d", c.Partitions, mostPartitions)
	bad(c.Replicas < 0 || c.Replicas > mostReplicas, "replicas: %d is not 0 to %d", c.Replicas, mostReplicas)
	bad(c.MaxAge < time.Minute || c.MaxAge > longestMaxAge, "max_age: %v is not 1m to %v, which the inbox outlasts", c.MaxAge, longestMaxAge)
	bad(c.MaxBytes < int64(c.Partitions)*maxMessage, "max_bytes: %d leaves a partition less than one message", c.MaxBytes)
	bad((c.User == "") != (c.Password == ""), "user, password: one is of no use without the other")
	bad(c.Mechanism != Plain && c.Mechanism != ScramSHA256 && c.Mechanism != ScramSHA512,
		"mechanism: %q is neither %s nor %s nor %s", c.Mechanism, Plain, ScramSHA256, ScramSHA512)
	bad(!c.TLS.Enabled && c.TLS != TLSConfig{}, "tls: there are files, but it is not enabled")
	bad((c.TLS.CertFile == "") != (c.TLS.KeyFile == ""), "tls: cert_file and key_file are of no use without each other")
	return errors.Join(problems...)
}

// options are those of every client.
func (c Config) options(log *slog.Logger) ([]kgo.Opt, error) {
	out := []kgo.Opt{
		kgo.SeedBrokers(c.Brokers...), kgo.ClientID("dajiu"), kgo.WithLogger(clientLog{log}),
		kgo.DialTimeout(dialTimeout), kgo.RetryTimeout(requestTimeout), kgo.DefaultProduceTopic(c.Topic),
	}
	if c.User != "" {
		out = append(out, kgo.SASL(c.mechanism()))
	}
	if c.TLS.Enabled {
		sealed, err := c.TLS.load()
		if err != nil {
			return nil, fmt.Errorf("tls: %w", err)
		}
		out = append(out, kgo.DialTLSConfig(sealed))
	}
	return out, nil
}

func (c Config) mechanism() sasl.Mechanism {
	user, password := c.User.Reveal(), c.Password.Reveal()
	switch c.Mechanism {
	case Plain:
		return plain.Auth{User: user, Pass: password}.AsMechanism()
	case ScramSHA256:
		return scram.Auth{User: user, Pass: password}.AsSha256Mechanism()
	default:
		return scram.Auth{User: user, Pass: password}.AsSha512Mechanism()
	}
}

func (c TLSConfig) load() (*tls.Config, error) {
	out := &tls.Config{MinVersion: tls.VersionTLS12}
	if c.CAFile != "" {
		text, err := os.ReadFile(c.CAFile)
		if err != nil {
			return nil, fmt.Errorf("ca_file: %w", err)
		}
		out.RootCAs = x509.NewCertPool()
		if !out.RootCAs.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("ca_file: %s holds no certificate", c.CAFile)
		}
	}
	if c.CertFile != "" {
		pair, err := tls.LoadX509KeyPair(c.CertFile, c.KeyFile)
		if err != nil {
			return nil, fmt.Errorf("cert_file, key_file: %w", err)
		}
		out.Certificates = []tls.Certificate{pair}
	}
	return out, nil
}
