// Package host puts the platform together: from one configuration it opens the engines, starts the services that
// this process is to run, and joins them.
//
// It guarantees that there is one way to compose: the laptop's single process and the cluster's many differ by
// configuration alone. It refuses simulators, and secrets it made up itself, in production.
//
// It holds no rule of any service. Start with [Config] and [Open].
package host

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"

	"dajiu/integrations/sms/aliyun"
	"dajiu/integrations/sms/tencent"
	"dajiu/platform/bus/kafkabus"
	"dajiu/platform/config"
	"dajiu/platform/obs"
	"dajiu/platform/redis"
	"dajiu/platform/rpc"
	"dajiu/platform/sqldb"
	"dajiu/platform/wrote"
	"dajiu/services/delivery"
	"dajiu/services/gateway"
	"dajiu/services/inventory"
	"dajiu/services/order"
	"dajiu/services/payment"
	"dajiu/services/product"
	"dajiu/services/user"
)

// Modes of an installation.
const (
	Development = "development"
	Production  = "production"
)

// Config is everything an installation is told.
type Config struct {
	// Mode is development or production.
	Mode string `koanf:"mode"`
	// Data is the folder of everything that is kept in files.
	Data string `koanf:"data"`
	// Media is the folder of pictures, which the product service writes and the gateway serves, wherever they run; empty: media
	// in the data folder.
	Media string `koanf:"media"`
	// Services are those that this process runs; empty: all.
	Services []string `koanf:"services"`
	// Secret seals data at rest and lets services know each other; at least 32 characters. In development an empty
	// one is made and kept in the data folder.
	Secret config.Secret `koanf:"secret"`
	// EarlierSecret is the one that Secret took the place of: keysets are wrapped anew at the next start, after which it can
	// be forgotten.
	EarlierSecret config.Secret `koanf:"earlier_secret"`

	HTTP HTTPConfig `koanf:"http"`
	RPC  rpc.Config `koanf:"rpc"`
	// Discovery is where services of other processes are found.
	Discovery DiscoveryConfig `koanf:"discovery"`
	SQL       SQLConfig       `koanf:"sql"`
	Bus       BusConfig       `koanf:"bus"`
	// Redis is what several gateways share; without addrs each counts for itself.
	Redis     redis.Config     `koanf:"redis"`
	Obs       obs.Config       `koanf:"obs"`
	Sim       SimConfig        `koanf:"sim"`
	Drill     DrillConfig      `koanf:"drill"`
	Demo      DemoConfig       `koanf:"demo"`
	Policy    PolicyConfig     `koanf:"policy"`
	Wechat    WechatConfig     `koanf:"wechat"`
	WechatPay WechatPayConfig  `koanf:"wechatpay"`
	SMS       SMSConfig        `koanf:"sms"`
	Gateway   gateway.Config   `koanf:"gateway"`
	User      user.Config      `koanf:"user"`
	Product   product.Config   `koanf:"product"`
	Inventory inventory.Config `koanf:"inventory"`
	Order     order.Config     `koanf:"order"`
	Payment   payment.Config   `koanf:"payment"`
	Delivery  delivery.Config  `koanf:"delivery"`
}

// HTTPConfig says where people and machines reach the process.
type HTTPConfig struct {
	// Listen is the public address.
	Listen string `koanf:"listen"`
	// Private is the address of metrics, health and profiles: never public.
	Private string `koanf:"private"`
	// PublicURL is how third parties reach Listen.
	PublicURL string `koanf:"public_url"`
}

// SQLConfig chooses the relational engine.
type SQLConfig struct {
	// Engine is sqlite, a file per service in the data folder, or mysql, a schema per service.
	Engine string `koanf:"engine"`
	// DSN is go-sql-driver's data source name without a schema: user:password@tcp(host:3306)/
	DSN config.Secret `koanf:"dsn"`
	// Prefix begins the schemas' names.
	Prefix   string `koanf:"prefix"`
	Readers  int    `koanf:"readers"`
	Writers  int    `koanf:"writers"`
	MaxBatch int    `koanf:"max_batch"`
	// MaxIdle is how many connections for reading stay open when nobody needs them, IdleFor after how long those go too, and
	// MaxLife how old a connection may grow, which bounds how long a name that leads to another server is not followed.
	// 0: as many as readers, 5m, 15m. They count with mysql alone.
	MaxIdle int           `koanf:"max_idle"`
	IdleFor time.Duration `koanf:"idle_for"`
	MaxLife time.Duration `koanf:"max_life"`
	// Replicas are the data source names, without a schema, of servers that follow the one of DSN: they show people what may
	// be a moment old. With mysql alone.
	Replicas []config.Secret `koanf:"replicas"`
	// MaxLag is how old what a replica shows may be; an older one is left out until it is well again.
	MaxLag time.Duration `koanf:"max_lag"`
}

// validate refuses what cannot work, naming the key.
func (c SQLConfig) validate() error {
	var problems []error
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	switch c.Engine {
	case sqldb.SQLite:
		if len(c.Replicas) > 0 {
			bad("sql.replicas: a file has none; with mysql alone")
		}
	case sqldb.MySQL:
		if c.DSN == "" {
			bad("sql.dsn: needed with mysql")
		}
	default:
		bad("sql.engine: %q is neither sqlite nor mysql", c.Engine)
	}
	for i, dsn := range c.Replicas {
		if _, err := mysql.ParseDSN(dsn.Reveal()); err != nil { // which would show the password
			bad("sql.replicas: number %d is no data source name: user:password@tcp(host:3306)/", i+1)
		}
	}
	if c.MaxLag < sqldb.MinLag || c.MaxLag > wrote.Kept {
		bad("sql.max_lag: %v is not within %v and %v", c.MaxLag, sqldb.MinLag, wrote.Kept)
	}
	for key, n := range map[string]int{"readers": c.Readers, "writers": c.Writers, "max_batch": c.MaxBatch, "max_idle": c.MaxIdle} {
		if n < 0 || n > 10_000 {
			bad("sql.%s: %d is not within 0 and 10000", key, n)
		}
	}
	for key, d := range map[string]time.Duration{"idle_for": c.IdleFor, "max_life": c.MaxLife} {
		if d < 0 || d > 0 && d < time.Second {
			bad("sql.%s: %v is neither 0 nor a second or more", key, d)
		}
	}
	return errors.Join(problems...)
}

// BusConfig chooses the broker.
type BusConfig struct {
	// Engine is nats, rabbitmq or kafka.
	Engine string `koanf:"engine"`
	// Name begins the names of what is the platform's there: exchange and queues, or stream and subjects.
	Name string `koanf:"name"`
	// URL is the broker's; empty with nats: embedded. Kafka has brokers instead.
	URL config.Secret `koanf:"url"`
	// Kafka is what counts with kafka alone.
	Kafka kafkabus.Config `koanf:"kafka"`
}

// validate refuses what cannot work, naming the key.
func (c BusConfig) validate() error {
	switch c.Engine {
	case "nats":
		return nil
	case "rabbitmq":
		if c.URL == "" {
			return errors.New("bus.url: needed with rabbitmq")
		}
		return nil
	case "kafka":
		var problems []error
		if c.URL != "" {
			problems = append(problems, errors.New("bus.url: kafka is told bus.kafka.brokers instead"))
		}
		if err := c.Kafka.Validate(); err != nil {
			for line := range strings.Lines(err.Error()) {
				problems = append(problems, errors.New("bus.kafka."+strings.TrimSpace(line)))
			}
		}
		return errors.Join(problems...)
	default:
		return fmt.Errorf("bus.engine: %q is neither nats nor rabbitmq nor kafka", c.Engine)
	}
}

// SimConfig says where the simulators of third parties are. They run only where no real keys are configured.
type SimConfig struct {
	Listen string `koanf:"listen"`
	// URL is where `dajiu sim` runs them for all processes of an installation; empty: this process runs its own.
	URL string `koanf:"url"`
}

// DrillConfig is what goes wrong in a rehearsal (演练). Never in production.
type DrillConfig struct {
	// ClockAhead is how far this process's clock is ahead of the machine's; behind where it is negative.
	ClockAhead time.Duration `koanf:"clock_ahead"`
}

// WechatConfig is our mini-program.
type WechatConfig struct {
	AppID  string        `koanf:"app_id"`
	Secret config.Secret `koanf:"secret"`
	// BaseURL overrides where the service is.
	BaseURL string `koanf:"base_url"`
}

// WechatPayConfig is our merchant account.
type WechatPayConfig struct {
	MchID     string        `koanf:"mch_id"`
	MchSerial string        `koanf:"mch_serial"`
	APIv3Key  config.Secret `koanf:"api_v3_key"`
	// PrivateKeyFile is the merchant's key, PKCS#8 PEM.
	PrivateKeyFile string `koanf:"private_key_file"`
	// PublicKeyID and PublicKeyFile are WeChat Pay's public key.
	PublicKeyID   string `koanf:"public_key_id"`
	PublicKeyFile string `koanf:"public_key_file"`
	BaseURL       string `koanf:"base_url"`
}

// SMSConfig is who sends our text messages (短信).
type SMSConfig struct {
	// Vendors are tencent and aliyun in the order in which they are tried: the next takes what one does not. Empty: in
	// development both are simulated, in production nobody signs in by phone.
	Vendors []string `koanf:"vendors"`
	// ReportToken is the last part of the address that vendors are given for their reports,
	// https://…/v1/callbacks/sms/<vendor>/<token>; empty: they report nothing.
	ReportToken config.Secret    `koanf:"report_token"`
	Tencent     TencentSMSConfig `koanf:"tencent"`
	Aliyun      AliyunSMSConfig  `koanf:"aliyun"`
}

// TencentSMSConfig is our account at Tencent Cloud SMS.
type TencentSMSConfig struct {
	SecretID  string        `koanf:"secret_id"`
	SecretKey config.Secret `koanf:"secret_key"`
	AppID     string        `koanf:"app_id"`
	Sign      string        `koanf:"sign"`
	Region    string        `koanf:"region"`
	// CodeTemplate is the id of the wording with {1} the code and {2} the minutes.
	CodeTemplate string `koanf:"code_template"`
	BaseURL      string `koanf:"base_url"`
}

// AliyunSMSConfig is our account at Alibaba Cloud SMS.
type AliyunSMSConfig struct {
	KeyID     string        `koanf:"key_id"`
	KeySecret config.Secret `koanf:"key_secret"`
	Sign      string        `koanf:"sign"`
	// CodeTemplate is the id of the wording with ${code} and ${minutes}.
	CodeTemplate string `koanf:"code_template"`
	BaseURL      string `koanf:"base_url"`
}

// DefaultConfig returns a laptop: everything embedded, on this machine only.
func DefaultConfig() Config {
	return Config{
		Mode: Development, Data: "data",
		HTTP: HTTPConfig{Listen: "127.0.0.1:8080", Private: "127.0.0.1:9090"},
		RPC:  rpc.DefaultConfig(), Discovery: defaultDiscovery(),
		SQL: SQLConfig{Engine: sqldb.SQLite, Prefix: "dajiu_", MaxLag: 2 * time.Second},
		Bus: BusConfig{Engine: "nats", Name: "dajiu"}, Redis: redis.DefaultConfig(),
		Obs: obs.Config{LogLevel: "info", LogFormat: "json", TraceShare: 10},
		Sim: SimConfig{Listen: "127.0.0.1:8081"},

		Gateway: gateway.DefaultConfig(), User: user.DefaultConfig(), Product: product.DefaultConfig(),
		Inventory: inventory.DefaultConfig(), Order: order.DefaultConfig(), Payment: payment.DefaultConfig(), Delivery: delivery.DefaultConfig(),
	}
}

// Names are the services there are, in the order in which they start.
func Names() []string {
	return []string{"user", "product", "inventory", "delivery", "order", "payment", "message", "analytics", "merchant", "gateway"}
}

const minSecret = 32

// Validate refuses what cannot work, naming the key.
func (c Config) Validate() error {
	var problems []error
	bad := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	if c.Mode != Development && c.Mode != Production {
		bad("mode: %q is neither development nor production", c.Mode)
	}
	if c.Data == "" {
		bad("data: name a folder")
	}
	for _, name := range c.Services {
		if !slices.Contains(Names(), name) {
			bad("services: there is no %q; there are %v", name, Names())
		}
	}
	if c.Secret != "" && len(c.Secret.Reveal()) < minSecret {
		bad("secret: has fewer than %d characters", minSecret)
	}
	if c.EarlierSecret != "" && len(c.EarlierSecret.Reveal()) < minSecret {
		bad("earlier_secret: has fewer than %d characters", minSecret)
	}
	problems = append(problems, c.RPC.Validate(), c.Discovery.validate(), c.SQL.validate(), c.Bus.validate(), c.Redis.Validate(), c.Gateway.Validate())
	for _, vendor := range c.SMS.Vendors {
		if vendor != tencent.Name && vendor != aliyun.Name {
			bad("sms.vendors: %q is neither tencent nor aliyun", vendor)
		}
	}
	if u, err := url.Parse(c.Sim.URL); c.Sim.URL != "" && (err != nil || u.Host == "") {
		bad("sim.url: %q is no URL", c.Sim.URL)
	}
	if c.Mode == Production {
		if c.Secret == "" {
			bad("secret: needed in production")
		}
		if c.simulated() {
			bad("wechat, wechatpay: real keys are needed in production; simulators do not run there")
		}
		if c.Drill != (DrillConfig{}) {
			bad("drill: is for rehearsals, not for production")
		}
		if c.HTTP.PublicURL == "" {
			bad("http.public_url: needed in production, WeChat Pay calls back there")
		}
	}
	return errors.Join(problems...)
}

// simulated reports whether third parties are played by our simulators.
func (c Config) simulated() bool { return c.Wechat.AppID == "" || c.WechatPay.MchID == "" }

// smsSimulated reports whether the vendors of text messages are played by our simulator.
func (c Config) smsSimulated() bool { return c.Mode == Development && len(c.SMS.Vendors) == 0 }

// runs reports whether this process runs a service.
func (c Config) runs(name string) bool {
	return len(c.Services) == 0 || slices.Contains(c.Services, name)
}

// MediaFolder is where pictures lie that the gateway serves: the demo's, and what people sent.
func (c Config) MediaFolder() string {
	if c.Media != "" {
		return c.Media
	}
	return filepath.Join(c.Data, "media")
}
