package check

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/cmd/dajiu/internal/past"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/clock"
	"dajiu/platform/money"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
)

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func config(dir string) host.Config {
	cfg := host.DefaultConfig()
	cfg.Data = dir
	return cfg
}

// openRaw opens a store past everything that protects it.
func openRaw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=synchronous(off)&_pragma=ignore_check_constraints(1)&_pragma=busy_timeout(5000)&_time_format=sqlite")
	require.NoError(t, err)
	db.SetMaxOpenConns(1)
	return db
}

// city is some stores that sell so many goods each.
func city(stores, goods int64) *past.City {
	c := &past.City{}
	for i := range int64(30) {
		c.Couriers = append(c.Couriers, 100+i)
	}
	for i := range stores {
		s := past.Store{ID: i + 1, MerchantID: i%4 + 1, Name: fmt.Sprint("店", i), Address: "春熙路", LatE6: 30657000, LngE6: 104066000}
		for g := range goods {
			s.Goods = append(s.Goods, past.Good{SkuID: 1000 + g, ProductID: 500 + g, Name: fmt.Sprint("酒", g), Spec: "500ml", Price: money.Fen(2000 + 100*g), ListPrice: 9900, WeightGrams: 900, Liquor: g%5 != 0})
		}
		c.Stores = append(c.Stores, s)
	}
	return c
}

// world writes an installation whose orders live these lives, and returns its folder and the first order of each life.
func world(t testing.TB, c *past.City, opts past.Options) (dir string, orders map[string]int64) {
	t.Helper()
	dir, orders = t.TempDir(), map[string]int64{}
	_, err := host.Migrate(t.Context(), config(dir), quiet())
	require.NoError(t, err)
	bankDir := host.SimFolder(config(dir))
	require.NoError(t, os.MkdirAll(bankDir, 0o700))
	bank, err := sim.OpenPast(bankDir)
	require.NoError(t, err)
	s, closeAll := open(t, dir)
	opts.Until = time.Now()
	opts.Told = func(orderID int64, l *past.Life) {
		if orders[l.Name] == 0 {
			orders[l.Name] = orderID
		}
	}
	orderKeys, err := host.Keyring(config(dir), s["order"])
	require.NoError(t, err)
	deliveryKeys, err := host.Keyring(config(dir), s["delivery"])
	require.NoError(t, err)
	n, err := past.Write(t.Context(), past.Stores{OrderKeys: orderKeys, DeliveryKeys: deliveryKeys, User: s["user"], Product: s["product"], Order: s["order"], Inventory: s["inventory"], Payment: s["payment"], Delivery: s["delivery"], Analytics: s["analytics"], Bank: bank}, c, opts)
	require.NoError(t, err)
	require.Equal(t, opts.Orders, n)
	require.NoError(t, bank.Close())
	closeAll()
	stockUp(t, dir)
	countShelf(t, dir)
	bookSlot(t, dir)
	drawArea(t, dir)
	putOnRecord(t, dir)
	remit(t, dir)
	closeAccount(t, dir)
	openOutlet(t, dir)
	return dir, orders
}

// putOnRecord keeps two acts of an operator, each with the digest of the one before and of itself.
func putOnRecord(t testing.TB, dir string) {
	t.Helper()
	db := openRaw(t, filepath.Join(dir, "user.db"))
	digest := ""
	for seq := 1; seq <= 2; seq++ {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%d\n%d\n%s\n%d\n%s", digest, seq, 900+seq, 77, "user.account.disable", 5, "{}"))
		digest = hex.EncodeToString(sum[:])
		_, err := db.Exec("INSERT INTO audit_entries (id, seq, actor_id, permission, target_id, body, digest) VALUES (?, ?, 77, 'user.account.disable', 5, '{}', ?)", 900+seq, seq, digest)
		require.NoError(t, err)
	}
	_, err := db.Exec("UPDATE audit_head SET seq = 2, digest = ?", digest)
	require.NoError(t, err)
	require.NoError(t, db.Close())
}

// closeAccount leaves what is left of somebody who closed their account.
func closeAccount(t testing.TB, dir string) {
	t.Helper()
	db := openRaw(t, filepath.Join(dir, "user.db"))
	for _, query := range []string{
		"INSERT INTO users (id, nickname, avatar_url, phone_sealed, openid, notice_version, disabled, created_at) VALUES (5, '已注销用户', '', '', '', '', TRUE, '2026-01-01 00:00:00+00:00')",
		"INSERT INTO privacy_requests VALUES (6, 5, 2, 3, NULL, NULL, '', '{}', '2026-11-01 00:00:00+00:00', '2026-11-16 00:00:00+00:00', '2026-11-16 00:00:00+00:00')",
	} {
		_, err := db.Exec(query)
		require.NoError(t, err)
	}
	require.NoError(t, db.Close())
}

// openOutlet gives the first merchant a store, here and in the catalogue.
func openOutlet(t testing.TB, dir string) {
	t.Helper()
	for _, row := range []struct{ store, query string }{
		{"merchant", "INSERT INTO merchants (id, code, name, credit_code, state, reason, application_id, created_at) VALUES (1, 'm-1', '锦里酒业', '', 1, '', 0, '2026-01-01 00:00:00+00:00')"},
		{"merchant", "INSERT INTO outlets (store_id, merchant_id, code, name, region) VALUES (1, 1, 'store-1', '店0', 510104)"},
		{"product", `INSERT INTO stores (id, code, merchant_id, name, address, lat_e6, lng_e6, phone, hours, image_url, range_meters, licence, paused, version, seq)
			VALUES (1, 'store-1', 1, '店0', '春熙路', 30657000, 104066000, '', '[]', '', 3000, '', FALSE, 1, 1)`},
	} {
		db := openRaw(t, filepath.Join(dir, row.store+".db"))
		_, err := db.Exec(row.query)
		require.NoError(t, err)
		require.NoError(t, db.Close())
	}
}

// stockUp receives 1,000 of everything.
func stockUp(t testing.TB, dir string) {
	t.Helper()
	db := openRaw(t, filepath.Join(dir, "inventory.db"))
	for _, query := range []string{
		"INSERT INTO stock_ledger SELECT store_id, sku_id, 1, 1, 1000, 0, 0, '', '', 0, '2026-01-01 00:00:00+00:00' FROM stock", "UPDATE stock SET on_hand = on_hand + 1000",
	} {
		_, err := db.Exec(query)
		require.NoError(t, err)
	}
	require.NoError(t, db.Close())
}

// countShelf is a count of the first store that found one bottle of its first SKU missing, and the second as it should be.
func countShelf(t testing.TB, dir string) {
	t.Helper()
	db := openRaw(t, filepath.Join(dir, "inventory.db"))
	var skus [2]int64
	require.NoError(t, db.QueryRow("SELECT MIN(sku_id) FROM stock WHERE store_id = 1").Scan(&skus[0]))
	require.NoError(t, db.QueryRow("SELECT MIN(sku_id) FROM stock WHERE store_id = 1 AND sku_id > ?", skus[0]).Scan(&skus[1]))
	for _, row := range []struct {
		query string
		args  []any
	}{
		{`INSERT INTO count_sheets VALUES (50, 1, '盘点', 1, 0, FALSE, 4, 3, 2, 5, '2026-11-01 10:00:00+00:00', 5, '2026-11-01 10:00:00+00:00', 6, '2026-11-01 10:00:00+00:00',
			'2026-11-01 10:00:00+00:00', '', 0, 2000, 1, 2, 0, 3, 3, 'k', 0)`, nil},
		{"INSERT INTO count_lines VALUES (50, ?, 3, 2000, 10, 9, 5, '2026-11-01 10:00:00+00:00', 51, 0)", []any{skus[0]}},
		{"INSERT INTO count_lines VALUES (50, ?, 3, 2000, 10, 10, 5, '2026-11-01 10:00:00+00:00', 0, 0)", []any{skus[1]}},
		{"INSERT INTO stock_ledger VALUES (1, ?, 51, 7, -1, 0, 0, 'count-sheet-50', '盘点', 6, '2026-11-01 10:00:00+00:00')", []any{skus[0]}},
		{"UPDATE stock SET on_hand = on_hand - 1 WHERE store_id = 1 AND sku_id = ?", []any{skus[0]}},
	} {
		_, err := db.Exec(row.query, row.args...)
		require.NoError(t, err)
	}
	require.NoError(t, db.Close())
}

// bookSlot gives two orders places in a slot, of which one was given back.
func bookSlot(t testing.TB, dir string) {
	t.Helper()
	db := openRaw(t, filepath.Join(dir, "delivery.db"))
	for _, query := range []string{
		"INSERT INTO slots VALUES (1, '2026-11-01 10:30:00+00:00', 1)",
		"INSERT INTO slot_bookings VALUES (5, 1, '2026-11-01 10:30:00+00:00', 2, '2026-11-01 09:00:00+00:00')",
		"INSERT INTO slot_bookings VALUES (6, 1, '2026-11-01 10:30:00+00:00', 4, '2026-11-01 09:00:00+00:00')",
	} {
		_, err := db.Exec(query)
		require.NoError(t, err)
	}
	require.NoError(t, db.Close())
}

// drawArea gives a store an area about its place.
func drawArea(t testing.TB, dir string) {
	t.Helper()
	db := openRaw(t, filepath.Join(dir, "delivery.db"))
	_, err := db.Exec(`INSERT INTO zones (store_id, range_meters, base_fee, base_meters, fee_per_km, base_grams, fee_per_kg, free_from, minimum, night_fee, prepare_mins,
		updated_at, corners, south_e6, west_e6, north_e6, east_e6) VALUES (77, 2000, 0, 0, 0, 0, 0, 0, 0, 0, 0, '2026-11-01 09:00:00+00:00',
		'[[30640000,104050000],[30640000,104080000],[30670000,104080000]]', 30640000, 104050000, 30670000, 104080000)`)
	require.NoError(t, err)
	require.NoError(t, db.Close())
}

// remit is a courier who handed in a yuan of the cash: proposed by one person, approved by another.
func remit(t testing.TB, dir string) {
	t.Helper()
	db := openRaw(t, filepath.Join(dir, "payment.db"))
	var code string
	require.NoError(t, db.QueryRow("SELECT code FROM accounts WHERE kind = 'courier_cash' AND balance >= 100 ORDER BY code LIMIT 1").Scan(&code))
	party := strings.TrimPrefix(code, "courier_cash:")
	for _, query := range []string{
		"INSERT INTO money_orders VALUES (8, 1, " + party + ", 100, '回单', 2, 1, 2, '', 'k8', '2026-11-01 10:00:00+00:00', '2026-11-01 10:00:00+00:00')",
		"INSERT INTO journal VALUES (8, 'CASH_REMITTED', 8, '2026-11-01 10:00:00+00:00')",
		"INSERT INTO postings VALUES (8, 1, 'bank', 100), (8, 2, '" + code + "', -100)",
		"UPDATE accounts SET balance = balance + 100 WHERE code = 'bank'",
		"UPDATE accounts SET balance = balance - 100 WHERE code = '" + code + "'",
	} {
		_, err := db.Exec(query)
		require.NoError(t, err)
	}
	require.NoError(t, db.Close())
}

// open opens a folder's stores as the command does.
func open(t testing.TB, dir string) (dbs map[string]*sqldb.DB, closeAll func()) {
	t.Helper()
	dbs = map[string]*sqldb.DB{}
	for _, name := range host.StoreNames() {
		db, err := host.OpenDB(context.Background(), config(dir), name, quiet())
		require.NoError(t, err)
		dbs[name] = db
	}
	return dbs, func() {
		for _, db := range dbs {
			require.NoError(t, db.Close())
		}
	}
}

// stores are a folder's stores, closed when the test ends.
func stores(t testing.TB, dir string) Stores {
	t.Helper()
	dbs, closeAll := open(t, dir)
	t.Cleanup(closeAll)
	s := Stores{User: dbs["user"], Order: dbs["order"], Inventory: dbs["inventory"], Payment: dbs["payment"], Delivery: dbs["delivery"], Message: dbs["message"], Analytics: dbs["analytics"], Merchant: dbs["merchant"], Product: dbs["product"]}
	for _, name := range host.StoreNames() {
		s.All = append(s.All, dbs[name])
	}
	keys := map[string]*seal.Keyring{}
	var err error
	for name, db := range dbs {
		keys[name], err = host.Keyring(config(dir), db)
		require.NoError(t, err)
	}
	s.Sealed, err = SealedIn(t.Context(), keys)
	require.NoError(t, err)
	s.Bank, err = sim.OpenBill(context.Background(), host.SimFolder(config(dir)))
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Bank.Close() })
	return s
}

// copyOf returns a copy of a world's folder.
func copyOf(t testing.TB, dir string) string {
	t.Helper()
	to := t.TempDir()
	require.NoError(t, os.CopyFS(to, os.DirFS(dir)))
	return to
}

func checked(t testing.TB, dir string, strict bool) *Report {
	t.Helper()
	r, err := Run(t.Context(), stores(t, dir), Options{Clock: clock.Real(), Strict: strict})
	require.NoError(t, err)
	return r
}
