package redis

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/redis/rueidis"

	"dajiu/platform/config"
)

// Config says which Redis to use, version 6 or newer.
type Config struct {
	// Addrs are host:port: of one server, of some of a Cluster's nodes, or of the Sentinels. Empty: there is no Redis. A single
	// address is asked whether it belongs to a Cluster.
	Addrs []string `koanf:"addrs"`
	// Sentinel is the name by which Sentinels know the group whose master is used; empty: Addrs are servers.
	Sentinel string `koanf:"sentinel"`
	// User and Password are those of the servers; empty user: the default one.
	User     string        `koanf:"user"`
	Password config.Secret `koanf:"password"`
	// SentinelUser and SentinelPassword are those of the Sentinels; empty: they ask for none.
	SentinelUser     string        `koanf:"sentinel_user"`
	SentinelPassword config.Secret `koanf:"sentinel_password"`
	// TLS encrypts the way to servers and Sentinels.
	TLS bool `koanf:"tls"`
	// CAFile is a PEM file of those who may sign their certificates; empty: the system's.
	CAFile string `koanf:"ca_file"`
	// Prefix begins the names of all keys: installations that share a Redis have different ones.
	Prefix string `koanf:"prefix"`
	// Timeout is how long a call waits for an answer, 1 ms to 1 s: requests wait as long where Redis is slow.
	Timeout time.Duration `koanf:"timeout"`
}

// DefaultConfig returns the configuration of an installation without Redis.
func DefaultConfig() Config { return Config{Prefix: "dajiu:", Timeout: 5 * time.Millisecond} }

// Used reports whether there is a Redis.
func (c Config) Used() bool { return len(c.Addrs) > 0 }

// Validate refuses what cannot work, naming the key.
func (c Config) Validate() error {
	var problems []error
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	for _, addr := range c.Addrs {
		if host, port, err := net.SplitHostPort(addr); err != nil || host == "" || port == "" {
			bad("redis.addrs: %q is not host:port", addr)
		}
	}
	if !c.Used() {
		if c.Sentinel != "" || c.Password != "" || c.TLS {
			bad("redis.addrs: needed, since more is said of redis")
		}
		return errors.Join(problems...)
	}
	if c.Prefix == "" {
		bad("redis.prefix: needed, so that the keys can be told from others")
	}
	if c.Timeout < time.Millisecond || c.Timeout > time.Second {
		bad("redis.timeout: %v is not within 1ms and 1s", c.Timeout)
	}
	if c.Sentinel == "" && (c.SentinelUser != "" || c.SentinelPassword != "") {
		bad("redis.sentinel: needed, since its user or password is set")
	}
	if c.User != "" && c.Password == "" {
		bad("redis.password: needed with redis.user")
	}
	if c.CAFile != "" && !c.TLS {
		bad("redis.tls: off, but redis.ca_file is set")
	}
	return errors.Join(problems...)
}

// kind says what is reached, for people who read the log.
func (c Config) kind() string {
	switch {
	case c.Sentinel != "":
		return "sentinel"
	case len(c.Addrs) > 1:
		return "cluster"
	}
	return "single"
}

const (
	// One connection a node carries the calls of all requests: whoever looks after lost ones then finds each of them.
	oneConnection = -1
	// buffer is the reading and the writing buffer of a connection in bytes: calls and answers are short.
	buffer = 64 << 10
	// watchTime is how often the masters' addresses are asked for besides what Sentinels and redirections tell.
	watchTime = 5 * time.Second
)

func (c Config) options() (rueidis.ClientOption, error) {
	dialer := net.Dialer{Timeout: ioTime}
	o := rueidis.ClientOption{
		InitAddress: c.Addrs, Username: c.User, Password: c.Password.Reveal(), ClientName: "dajiu", Dialer: dialer,
		ConnWriteTimeout: ioTime, PipelineMultiplex: oneConnection, ReadBufferEachConn: buffer, WriteBufferEachConn: buffer,
		// A call that is given up must not close the connection under the others, and no script is carried out twice.
		AlwaysPipelining: true, DisableRetry: true, DisableCache: true,
		ClusterOption: rueidis.ClusterOption{ShardsRefreshInterval: watchTime},
	}
	if c.TLS {
		encrypted := &tls.Config{MinVersion: tls.VersionTLS12}
		if c.CAFile != "" {
			pem, err := os.ReadFile(c.CAFile)
			if err != nil {
				return o, fmt.Errorf("redis.ca_file: %w", err)
			}
			encrypted.RootCAs = x509.NewCertPool()
			if !encrypted.RootCAs.AppendCertsFromPEM(pem) {
				return o, fmt.Errorf("redis.ca_file: no certificate in %s", c.CAFile)
			}
		}
		o.TLSConfig = encrypted
	}
	if c.Sentinel != "" {
		o.Sentinel = rueidis.SentinelOption{
			MasterSet: c.Sentinel, Username: c.SentinelUser, Password: c.SentinelPassword.Reveal(), ClientName: "dajiu",
			Dialer: dialer, TLSConfig: o.TLSConfig, TopologyRefreshInterval: watchTime,
		}
	}
	return o, nil
}
