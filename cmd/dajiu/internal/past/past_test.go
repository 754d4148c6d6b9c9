package past_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"dajiu/cmd/dajiu/internal/check"
	"dajiu/cmd/dajiu/internal/host"
	"dajiu/cmd/dajiu/internal/past"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/clock"
	"dajiu/platform/config"
	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/order"
)

// installation is an empty one that does not run.
type installation struct {
	t   *testing.T
	cfg host.Config
	dbs map[string]*sqldb.DB
}

func install(t *testing.T, engine string) *installation {
	t.Helper()
	in := &installation{t: t, cfg: host.DefaultConfig(), dbs: map[string]*sqldb.DB{}}
	in.cfg.Data = t.TempDir()
	if engine == "mariadb" {
		dsn, err := mysql.ParseDSN(testkit.MariaDB(t))
		require.NoError(t, err)
		in.cfg.SQL.Engine, in.cfg.SQL.Prefix, in.cfg.SQL.DSN = sqldb.MySQL, dsn.DBName+"_", config.Secret(dsn.FormatDSN())
	}
	log := slog.New(slog.DiscardHandler)
	_, err := host.Migrate(t.Context(), in.cfg, log)
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(host.SimFolder(in.cfg), 0o700))
	for _, name := range host.StoreNames() {
		in.dbs[name], err = host.OpenDB(t.Context(), in.cfg, name, log)
		require.NoError(t, err)
		t.Cleanup(func() {
			if engine == "mariadb" { // the test's own schema is dropped by itself, not those named after it
				require.NoError(t, in.dbs[name].Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
					_, err := tx.ExecContext(ctx, "DROP DATABASE `"+in.cfg.SQL.Prefix+name+"`")
					return err
				}))
			}
			require.NoError(t, in.dbs[name].Close())
		})
	}
	return in
}

// city sells 30 goods in each of 5 stores.
func city() *past.City {
	c := &past.City{Couriers: []int64{31, 32, 33}}
	for i := range int64(5) {
		s := past.Store{ID: i + 1, MerchantID: i%2 + 1, Name: fmt.Sprint("店", i), Address: "春熙路", LatE6: 30657000, LngE6: 104066000}
		for g := range int64(30) {
			s.Goods = append(s.Goods, past.Good{SkuID: 1000 + g, ProductID: 500 + g, Name: fmt.Sprint("酒", g), Spec: "500ml", Price: money.Fen(2000 + 100*g), WeightGrams: 900, Liquor: true})
		}
		c.Stores = append(c.Stores, s)
	}
	return c
}

func (in *installation) write(opts past.Options) (int, error) {
	in.t.Helper()
	bank, err := sim.OpenPast(host.SimFolder(in.cfg))
	require.NoError(in.t, err)
	orderKeys, err := host.Keyring(in.cfg, in.dbs["order"])
	require.NoError(in.t, err)
	deliveryKeys, err := host.Keyring(in.cfg, in.dbs["delivery"])
	require.NoError(in.t, err)
	n, err := past.Write(in.t.Context(), past.Stores{
		OrderKeys: orderKeys, DeliveryKeys: deliveryKeys,
		User: in.dbs["user"], Product: in.dbs["product"], Order: in.dbs["order"], Inventory: in.dbs["inventory"], Payment: in.dbs["payment"], Delivery: in.dbs["delivery"], Analytics: in.dbs["analytics"], Bank: bank,
	}, city(), opts)
	require.NoError(in.t, bank.Close())
	return n, err
}

// check proves the installation, strictly: in a past that is over nothing is on its way.
func (in *installation) check() {
	in.t.Helper()
	stores := check.Stores{User: in.dbs["user"], Order: in.dbs["order"], Inventory: in.dbs["inventory"], Payment: in.dbs["payment"], Delivery: in.dbs["delivery"], Message: in.dbs["message"], Analytics: in.dbs["analytics"], Merchant: in.dbs["merchant"], Product: in.dbs["product"]}
	for _, name := range host.StoreNames() {
		stores.All = append(stores.All, in.dbs[name])
	}
	bank, err := sim.OpenBill(in.t.Context(), host.SimFolder(in.cfg))
	require.NoError(in.t, err)
	stores.Bank = bank
	defer func() { require.NoError(in.t, bank.Close()) }()
	report, err := check.Run(in.t.Context(), stores, check.Options{Clock: clock.Real(), Strict: true})
	require.NoError(in.t, err)
	var text bytes.Buffer
	require.NoError(in.t, report.Write(&text))
	require.True(in.t, report.Sound, text.String())
}

//nolint:gochecknoglobals // a fixture
var autumn = time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)

func TestAPastIsSoundOnEveryEngine(t *testing.T) {
	t.Parallel()
	for _, engine := range []string{"sqlite", "mariadb"} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			in := install(t, engine)
			lived := map[string]int{}
			n, err := in.write(past.Options{Orders: 700, Seed: 3, Until: autumn, Joined: 30, Told: func(_ int64, l *past.Life) { lived[l.Name]++ }})
			require.NoError(t, err)
			require.Equal(t, 700, n)
			require.Greater(t, lived["completed"], lived["cash"])
			require.Greater(t, len(lived), 10, "many lives are lived")
			in.check()

			trades, months, several := 0, map[time.Month]bool{}, 0
			for trade, err := range order.NewChecker(in.dbs["order"]).Trades(t.Context()) {
				require.NoError(t, err)
				trades++
				if len(trade.Orders) > 1 {
					several++
				}
			}
			require.Greater(t, several, 100)
			require.Less(t, trades, 600)
			var at []time.Time
			require.NoError(t, in.dbs["order"].Reader().NewSelect().Table("orders").Column("created_at").Scan(t.Context(), &at))
			for _, moment := range at {
				require.WithinRange(t, moment, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), autumn)
				months[moment.Month()] = true
			}
			require.Len(t, months, 9, "spread over all months since ids can name one")

			_, err = in.write(past.Options{Orders: 5, Seed: 4, Until: autumn})
			require.ErrorIs(t, err, past.ErrNotEmpty)
		})
	}
}

func TestTheSameSeedMakesTheSamePast(t *testing.T) {
	t.Parallel()
	dump := func(seed uint64) (rows []map[string]any) {
		in := install(t, "sqlite")
		_, err := in.write(past.Options{Orders: 120, Seed: seed, Until: autumn, Joined: 20})
		require.NoError(t, err)
		for _, q := range [][2]string{
			{"order", "SELECT * FROM orders ORDER BY id"}, {"order", "SELECT * FROM order_events ORDER BY id"}, {"payment", "SELECT * FROM attempts ORDER BY id"},
			{"payment", "SELECT * FROM postings ORDER BY journal_id, seq"}, {"delivery", "SELECT * FROM deliveries ORDER BY id"}, {"inventory", "SELECT * FROM reservations ORDER BY order_id"},
			{"inventory", "SELECT * FROM stock_ledger ORDER BY store_id, sku_id, id"},
		} {
			var page []map[string]any
			require.NoError(t, in.dbs[q[0]].Reader().NewRaw(q[1]).Scan(t.Context(), &page))
			for _, row := range page {
				delete(row, "recipient") // sealed: never the same text twice
			}
			rows = append(rows, page...)
		}
		return rows
	}
	one := dump(1)
	require.Equal(t, one, dump(1))
	require.NotEqual(t, one, dump(2))
}

func TestAPastThatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	good := past.Options{Orders: 5, Until: autumn}
	for name, spoil := range map[string]func(*past.Options){
		"no orders":                      func(o *past.Options) { o.Orders = 0 },
		"more orders than ids":           func(o *past.Options) { o.Orders = past.MaxOrders + 1 },
		"before ids begin":               func(o *past.Options) { o.Until = time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC) },
		"a life that nobody lives":       func(o *past.Options) { o.Lives = []past.Life{{Name: "never"}} },
		"nobody keeps the rest of trade": func(o *past.Options) { o.Lives = []past.Life{{Name: "left out", Early: true, Weight: 1}} },
		"a life against the rules": func(o *past.Options) {
			o.Lives = []past.Life{{Name: "stolen", Weight: 1, Way: []past.State{past.Shipped}}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opts := good
			spoil(&opts)
			_, err := install(t, "sqlite").write(opts)
			require.Error(t, err)
			require.NotErrorIs(t, err, past.ErrNotEmpty)
		})
	}
}
