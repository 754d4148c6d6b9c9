package store_test

import (
	"context"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

type world struct {
	*testing.T
	db   *sqldb.DB
	rows *store.Users
	last atomic.Int64
}

// worlds runs a suite on every engine.
func worlds(t *testing.T, suite func(w *world)) {
	t.Helper()
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrate(t, db)
		clk := clock.Fake(noon)
		ids, err := id.NewGenerator(clk, 1)
		require.NoError(t, err)
		rows, err := store.New(t.Context(), db, outbox.New("user", db, bus.Bus(nil), ids, clk, testkit.Quiet(), nil), testkit.Keys(t, db))
		require.NoError(t, err)
		suite(&world{T: t, db: db, rows: rows})
	})
}

func migrate(t *testing.T, db *sqldb.DB) {
	t.Helper()
	require.NoError(t, sqldb.Migrate(t.Context(), db, sqldb.Set{Name: "user", Files: os.DirFS("migrations")}))
	require.NoError(t, sqldb.Migrate(t.Context(), db, outbox.Migrations()))
}

func (w *world) next() int64 { return w.last.Add(1) }

// consumer signs a person up.
func (w *world) consumer(openID string) int64 {
	w.Helper()
	id := w.next()
	created, err := w.rows.CreateConsumer(context.Background(), domain.User{ID: id, Nickname: "酒友", OpenID: openID, CreatedAt: noon})
	require.NoError(w, err)
	require.True(w, created)
	return id
}

// clerk makes a staff account of a store.
func (w *world) clerk(username, key string) (domain.Staff, error) {
	s := domain.Staff{UserID: w.next(), Username: username, Name: "小李", PasswordHash: "hash", Grants: domain.BuiltInGrants(4, []int64{7}), CreatedAt: noon}
	return s, w.rows.CreateStaff(context.Background(), s, key)
}

func (w *world) session(user int64, expires time.Time) domain.Session {
	w.Helper()
	s := domain.Session{ID: w.next(), UserID: user, Device: "phone", Generation: 1, RotatedAt: noon, CreatedAt: noon, ExpiresAt: expires}
	require.NoError(w, w.rows.CreateSession(context.Background(), s, "d-1"))
	return s
}

// sessionNow reads a session without changing it.
func (w *world) sessionNow(id int64) domain.Session {
	w.Helper()
	s, err := w.rows.UpdateSession(context.Background(), id, func(*domain.Session) error { return nil })
	require.NoError(w, err)
	return s
}

// told returns the topics of the events that wait in the outbox, in their order.
func (w *world) told() []string {
	w.Helper()
	var topics []string
	require.NoError(w, w.db.Reader().NewRaw("SELECT topic FROM outbox ORDER BY id").Scan(context.Background(), &topics))
	return topics
}

func (w *world) count(table string) int {
	w.Helper()
	var n int
	require.NoError(w, w.db.Reader().NewRaw("SELECT COUNT(*) FROM "+table).Scan(context.Background(), &n))
	return n
}
