package sqldb

import (
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"time"

	"github.com/go-sql-driver/mysql"

	"dajiu/platform/wrote"
)

// Engines that Config.Engine names. MySQL stands for MySQL 8, MariaDB 10.6+ and TiDB alike.
const (
	SQLite = "sqlite"
	MySQL  = "mysql"
)

// Config says where a store is and how much of the machine it may use. Zero numbers mean the defaults below.
type Config struct {
	Engine   string `koanf:"engine" yaml:"engine"`     // SQLite or MySQL
	Path     string `koanf:"path" yaml:"path"`         // the SQLite file; its folder must exist
	DSN      string `koanf:"dsn" yaml:"dsn"`           // go-sql-driver's data source name; a secret
	Readers  int    `koanf:"readers" yaml:"readers"`   // connections that read; 4 on SQLite, 16 on MySQL
	Writers  int    `koanf:"writers" yaml:"writers"`   // committers; always 1 on SQLite; on MySQL one for two processors, 1 to 4: more would only make commits smaller
	MaxBatch int    `koanf:"maxbatch" yaml:"maxbatch"` // transactions that share one commit; 128

	// MaxIdle is how many connections for reading stay open when nobody needs them; as many as Readers. IdleFor is after
	// how long those go too; 5 minutes. MaxLife is how old a connection may grow, those of the committers too, so that a
	// name that leads to another server is followed; 15 minutes. They count on MySQL alone.
	MaxIdle int           `koanf:"maxidle" yaml:"maxidle"`
	IdleFor time.Duration `koanf:"idlefor" yaml:"idlefor"`
	MaxLife time.Duration `koanf:"maxlife" yaml:"maxlife"`

	// Replicas are the data source names of servers that follow the primary; secrets. MaxLag is how old what they show
	// may be; 2 s, at least MinLag and at most wrote.Kept. They count on MySQL alone.
	Replicas []string      `koanf:"replicas" yaml:"replicas"`
	MaxLag   time.Duration `koanf:"maxlag" yaml:"maxlag"`

	// Watch, where set, is told of each statement when a connection runs it as text, at least once per connection and text, on
	// the goroutine that runs it: for tests that look at statements. Nil costs nothing.
	Watch func(statement string) `koanf:"-" yaml:"-"`
}

// MinLag is the least that Config.MaxLag may be: below it, no replica would keep up with the beats.
const MinLag = 200 * time.Millisecond

func (c Config) withDefaults() (Config, error) {
	readers, writers := 4, 1
	switch c.Engine {
	case SQLite:
		if c.Path == "" {
			return c, errors.New("engine sqlite needs a path")
		}
		c.Writers = 1
	case MySQL:
		if c.DSN == "" {
			return c, errors.New("engine mysql needs a dsn")
		}
		readers, writers = 16, min(max(runtime.GOMAXPROCS(0)/2, 1), 4)
	default:
		return c, fmt.Errorf("engine %q is neither sqlite nor mysql", c.Engine)
	}
	if c.Readers <= 0 {
		c.Readers = readers
	}
	if c.Writers <= 0 {
		c.Writers = writers
	}
	if c.MaxBatch <= 0 {
		c.MaxBatch = 128
	}
	if c.MaxIdle <= 0 {
		c.MaxIdle = c.Readers
	}
	if c.IdleFor <= 0 {
		c.IdleFor = 5 * time.Minute
	}
	if c.MaxLife <= 0 {
		c.MaxLife = 15 * time.Minute
	}
	if c.MaxLag == 0 {
		c.MaxLag = 2 * time.Second
	}
	if c.MaxLag < MinLag || c.MaxLag > wrote.Kept {
		return c, fmt.Errorf("a lag of %v is not within %v and %v", c.MaxLag, MinLag, wrote.Kept)
	}
	return c, nil
}

// sqliteDSN describes one kind of connection. The writer begins with the write lock in its hand, so that it
// never has to be upgraded in the middle; readers cannot write at all.
func sqliteDSN(path string, write bool) string {
	q := url.Values{"_time_format": {"sqlite"}, "_timezone": {"UTC"}}
	for _, pragma := range []string{
		"busy_timeout(10000)", // first: the switch to WAL below may itself have to wait
		"journal_mode(WAL)",
		"foreign_keys(1)",
		"mmap_size(268435456)",
		"temp_store(MEMORY)",
	} {
		q.Add("_pragma", pragma)
	}
	if write {
		q.Set("_txlock", "immediate")
		q.Add("_pragma", "synchronous(FULL)")
		q.Add("_pragma", "cache_size(-16384)")
		// A checkpoint costs two syncs and rewrites each touched page once: 16 MB of log between two of them
		// keeps that under a tenth of the writing time and the log small enough to be read back at start.
		q.Add("_pragma", "wal_autocheckpoint(4000)")
		q.Add("_pragma", "journal_size_limit(67108864)")
	} else {
		q.Add("_pragma", "cache_size(-2048)")
		q.Add("_pragma", "query_only(1)")
	}
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}
	return u.String()
}

// mysqlConfig forces what the program depends on, whatever the DSN says.
func mysqlConfig(dsn string) (*mysql.Config, error) {
	cfg, err := mysql.ParseDSN(dsn)
	if err != nil {
		return nil, fmt.Errorf("dsn: %w", err) // the driver's parse errors quote nothing of the DSN
	}
	cfg.ParseTime = true
	cfg.Loc = time.UTC
	cfg.ClientFoundRows = true
	cfg.InterpolateParams = true
	cfg.MultiStatements = false
	cfg.Collation = "utf8mb4_bin"
	if cfg.Timeout == 0 {
		cfg.Timeout = 5 * time.Second
	}
	// A statement that writes waits at most 5 s for a row lock (see connector); only a dead peer is this slow.
	if cfg.ReadTimeout == 0 {
		cfg.ReadTimeout = time.Minute
	}
	if cfg.WriteTimeout == 0 {
		cfg.WriteTimeout = time.Minute
	}
	if cfg.Params == nil {
		cfg.Params = map[string]string{}
	}
	cfg.Params["time_zone"] = "'+00:00'"
	return cfg, nil
}
