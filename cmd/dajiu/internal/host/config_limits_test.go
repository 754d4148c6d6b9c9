package host

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/config"
	"dajiu/services/gateway"
)

func TestWhatCannotWorkIsRefusedByTheNameOfItsKey(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Config)
		says   string
	}{
		"an address of Redis without a port":         {func(c *Config) { c.Redis.Addrs = []string{"redis"} }, `redis.addrs: "redis" is not host:port`},
		"a password of a Redis that is nowhere":      {func(c *Config) { c.Redis.Password = "x" }, "redis.addrs: needed"},
		"a user without a password":                  {func(c *Config) { c.Redis.Addrs, c.Redis.User = []string{"r:1"}, "u" }, "redis.password: needed"},
		"a Sentinel's password without a group":      {func(c *Config) { c.Redis.Addrs, c.Redis.SentinelPassword = []string{"r:1"}, "x" }, "redis.sentinel: needed"},
		"requests that wait for Redis for seconds":   {func(c *Config) { c.Redis.Addrs, c.Redis.Timeout = []string{"r:1"}, 2*time.Second }, "redis.timeout: 2s"},
		"certificates without encryption":            {func(c *Config) { c.Redis.Addrs, c.Redis.CAFile = []string{"r:1"}, "ca.pem" }, "redis.tls: off"},
		"keys that cannot be told from others'":      {func(c *Config) { c.Redis.Addrs, c.Redis.Prefix = []string{"r:1"}, "" }, "redis.prefix: needed"},
		"a limit that never comes back":              {func(c *Config) { c.Gateway.Limits.Staff.Reveal.PerMinute = 0 }, "gateway.limits.staff.reveal: a burst without a rate"},
		"a limit that takes hours to be whole again": {func(c *Config) { c.Gateway.Limits.Staff.Reveal.Burst = 5000 }, "gateway.limits.staff.reveal: a burst of 5000 takes longer"},
		"a rate beyond what can be counted":          {func(c *Config) { c.Gateway.Limits.Staff.Browse.PerSecond = 1_000_000 }, "gateway.limits.staff.browse: 60000000 a minute"},
		"an engine that there is not":                {func(c *Config) { c.SQL.Engine = "postgres" }, `sql.engine: "postgres" is neither`},
		"a server without an address":                {func(c *Config) { c.SQL.Engine = "mysql" }, "sql.dsn: needed"},
		"replicas of a file":                         {func(c *Config) { c.SQL.Replicas = []config.Secret{"r@/"} }, "sql.replicas: a file has none"},
		"a replica that is no data source name":      {func(c *Config) { c.SQL.Replicas = []config.Secret{"u:hunter2@what"} }, "sql.replicas: number 1 is no"},
		"replicas that nobody could wait for":        {func(c *Config) { c.SQL.MaxLag = time.Minute }, "sql.max_lag: 1m0s is not within"},
		"fewer connections than none":                {func(c *Config) { c.SQL.Readers = -1 }, "sql.readers: -1"},
		"connections that live for no time":          {func(c *Config) { c.SQL.MaxLife = time.Millisecond }, "sql.max_life: 1ms"},
		"a burst below nothing":                      {func(c *Config) { c.Gateway.Limits.Consumer.Login.Burst = -1 }, "gateway.limits.consumer.login: a burst of -1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := DefaultConfig()
			c.change(&cfg)
			require.ErrorContains(t, cfg.Validate(), c.says)
			require.NotContains(t, cfg.Validate().Error(), "hunter2")
		})
	}
	cfg := DefaultConfig()
	require.NoError(t, cfg.Validate())
	cfg.Redis.Addrs, cfg.Redis.Sentinel, cfg.Redis.Password, cfg.Redis.TLS = []string{"a:26379", "b:26379"}, "dajiu", "x", true
	cfg.Gateway = gateway.DefaultConfig()
	require.NoError(t, cfg.Validate())
	cfg.SQL = SQLConfig{Engine: "mysql", DSN: "u:hunter2@tcp(a:3306)/", Prefix: "dajiu_", MaxLag: time.Second,
		Replicas: []config.Secret{"u:hunter2@tcp(b:3306)/", "u:hunter2@tcp(c:3306)/"}}
	require.NoError(t, cfg.Validate())
	db, err := cfg.database("order")
	require.NoError(t, err)
	require.Len(t, db.Replicas, 2)
	require.Contains(t, db.Replicas[1], "tcp(c:3306)/dajiu_order")
	text, err := config.Print(cfg)
	require.NoError(t, err)
	require.Contains(t, text, "sql.replicas")
	require.NotContains(t, text, "hunter2")
}
