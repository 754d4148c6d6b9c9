package check

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/cmd/dajiu/internal/host"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/clock"
)

// world writes the stores of an installation whose orders stand in every state, straight into the tables: as if the
// platform had run for long.
type world struct {
	t     testing.TB
	dir   string
	dbs   map[string]*sql.DB
	txs   map[string]*sql.Tx
	into  map[string]*batch
	last  int64
	seq   int64
	rseq  int64
	at    time.Time
	level map[[2]int64]*[2]int64
	moves int64
	books map[string]int64
}

// batch collects rows of one table and inserts many at a time.
type batch struct {
	tx      *sql.Tx
	table   string
	columns int
	args    []any
	full    *sql.Stmt
}

const batchRows = 200

func (b *batch) flush(t testing.TB) {
	if len(b.args) == 0 {
		return
	}
	if len(b.args) == batchRows*b.columns && b.full != nil {
		_, err := b.full.Exec(b.args...)
		require.NoError(t, err, b.table)
		b.args = b.args[:0]
		return
	}
	row := "(" + strings.TrimSuffix(strings.Repeat("?,", b.columns), ",") + ")"
	text := "INSERT INTO " + b.table + " VALUES " + strings.TrimSuffix(strings.Repeat(row+",", len(b.args)/b.columns), ",")
	_, err := b.tx.Exec(text, b.args...)
	require.NoError(t, err, b.table)
	if len(b.args) == batchRows*b.columns {
		b.full, err = b.tx.Prepare(text)
		require.NoError(t, err)
	}
	b.args = b.args[:0]
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func config(dir string) host.Config {
	cfg := host.DefaultConfig()
	cfg.Data = dir
	return cfg
}

// newWorld makes the empty stores of an installation.
func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{
		t: t, dir: t.TempDir(), dbs: map[string]*sql.DB{}, txs: map[string]*sql.Tx{}, into: map[string]*batch{},
		last: 1 << 50, at: time.Now().Add(-time.Hour).UTC().Truncate(time.Millisecond), level: map[[2]int64]*[2]int64{}, books: map[string]int64{},
	}
	_, err := host.Migrate(t.Context(), config(w.dir), quiet())
	require.NoError(t, err)
	bank := filepath.Join(w.dir, "sim")
	keys, err := sim.LoadKeys(bank, time.Now())
	require.NoError(t, err)
	s, err := sim.New(sim.Config{
		Clock: clock.Real(), MchID: "19", AppID: "wx", MchSerial: keys.MchSerial, MerchantPublicKeyPEM: keys.MchPublicKeyPEM,
		APIv3Key: keys.APIv3Key, PlatformKeys: keys.PlatformKeys(), Dir: bank,
	})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	for name, path := range map[string]string{
		"order": "order.db", "inventory": "inventory.db", "payment": "payment.db", "delivery": "delivery.db", "bank": "sim/wechatpay.db",
	} {
		db := openRaw(t, filepath.Join(w.dir, path))
		w.dbs[name] = db
		w.txs[name], err = db.Begin()
		require.NoError(t, err)
	}
	return w
}

// openRaw opens a store past everything that protects it.
func openRaw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=synchronous(off)&_pragma=cache_size(-64000)&_pragma=ignore_check_constraints(1)&_pragma=busy_timeout(5000)&_time_format=sqlite")
	require.NoError(t, err)
	db.SetMaxOpenConns(1)
	return db
}

func (w *world) add(store, table string, values ...any) {
	b := w.into[store+table]
	if b == nil {
		b = &batch{tx: w.txs[store], table: table, columns: len(values)}
		w.into[store+table] = b
	}
	if b.args = append(b.args, values...); len(b.args) == batchRows*b.columns {
		b.flush(w.t)
	}
}

func (w *world) id() int64 {
	w.last += 1 << 8
	return w.last
}

// finish writes what is added up over all orders and closes the stores.
func (w *world) finish() {
	w.t.Helper()
	for key, l := range w.level {
		w.add("inventory", "stock", key[0], key[1], l[0], l[1])
	}
	for code, balance := range w.books {
		kind, _, _ := strings.Cut(code, ":")
		_, err := w.txs["payment"].Exec(`INSERT INTO accounts (code, kind, side, may_be_negative, balance) VALUES (?, ?, ?, FALSE, ?)
			ON CONFLICT (code) DO UPDATE SET balance = excluded.balance`, code, kind, sideOf(code), balance*sideOf(code))
		require.NoError(w.t, err)
	}
	for _, b := range w.into {
		b.flush(w.t)
	}
	for name, tx := range w.txs {
		require.NoError(w.t, tx.Commit())
		require.NoError(w.t, w.dbs[name].Close())
	}
}

func sideOf(code string) int64 {
	switch kind, _, _ := strings.Cut(code, ":"); kind {
	case "channel", "courier_cash", "store_cash":
		return 1
	default:
		return -1
	}
}

// move is what an order does to a level, with its ledger row.
func (w *world) move(storeID, skuID, onHand, reserved, orderID int64, kind int) {
	l := w.level[[2]int64{storeID, skuID}]
	if l == nil {
		l = &[2]int64{}
		w.level[[2]int64{storeID, skuID}] = l
		w.move(storeID, skuID, 1_000_000, 0, 0, 1)
	}
	l[0], l[1] = l[0]+onHand, l[1]+reserved
	w.moves++
	w.add("inventory", "stock_ledger", storeID, skuID, w.moves, kind, onHand, reserved, orderID, "", "", 0, w.at)
}

// post writes a journal entry.
func (w *world) post(kind string, reference int64, postings ...any) {
	entry := w.id()
	w.add("payment", "journal", entry, kind, reference, w.at)
	for i := 0; i < len(postings); i += 2 {
		code, amount := postings[i].(string), postings[i+1].(int64)
		w.books[code] += amount
		w.add("payment", "postings", entry, i/2+1, code, amount)
	}
}

func (w *world) transaction(seq int64) string {
	day := w.at.In(time.FixedZone("", 8*3600)).Format("20060102")
	return "4200000000" + day + fmt.Sprintf("%010d", seq)
}

// stores opens a folder's stores as the command does.
func stores(t testing.TB, dir string) Stores {
	t.Helper()
	cfg := config(dir)
	var s Stores
	for _, name := range host.StoreNames() {
		db, err := host.OpenDB(context.Background(), cfg, name, quiet())
		require.NoError(t, err)
		t.Cleanup(func() { _ = db.Close() })
		s.All = append(s.All, db)
		switch name {
		case "order":
			s.Order = db
		case "inventory":
			s.Inventory = db
		case "payment":
			s.Payment = db
		case "delivery":
			s.Delivery = db
		}
	}
	var err error
	s.Bank, err = sim.OpenBill(context.Background(), host.SimFolder(cfg))
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
