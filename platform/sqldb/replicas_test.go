package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"

	"dajiu/platform/authn"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/platform/wrote"
)

// pair is a store over a primary and a replica.
type pair struct {
	db               *sqldb.DB
	primary, replica *testkit.MariaServer
	reg              *prometheus.Registry
	cfg              sqldb.Config
}

const guard = 500 * time.Millisecond

func newPair(t *testing.T) *pair {
	t.Helper()
	p := &pair{reg: prometheus.NewRegistry()}
	p.primary, p.replica = testkit.MariaPair(t)
	p.cfg = sqldb.Config{Engine: sqldb.MySQL, DSN: p.primary.DSN(), Replicas: []string{p.replica.DSN()}, MaxLag: guard}
	plain := p.cfg
	plain.Replicas = nil
	first := migrated(t, testkit.Open(t, plain))
	require.NoError(t, sqldb.Migrate(t.Context(), first, sqldb.Beats()))
	m, err := sqldb.NewMetrics(p.reg)
	require.NoError(t, err)
	p.db, err = sqldb.Open(t.Context(), "test", p.cfg, testkit.Quiet(), m)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.db.Close()) })
	return p
}

// reads returns how many reads were answered somewhere.
func (p *pair) reads(t *testing.T, where string) float64 {
	t.Helper()
	families, err := p.reg.Gather()
	require.NoError(t, err)
	for _, f := range families {
		if f.GetName() != "dajiu_sql_stale_reads_total" {
			continue
		}
		for _, m := range f.GetMetric() {
			for _, l := range m.GetLabel() {
				if l.GetName() == "where" && l.GetValue() == where {
					return m.GetCounter().GetValue()
				}
			}
		}
	}
	return 0
}

// settled waits until reads go to the replica, or until they do not.
func (p *pair) settled(t *testing.T, onReplica bool) {
	t.Helper()
	require.Eventually(t, func() bool {
		before := p.reads(t, "replica")
		_, err := p.qty(t.Context(), 1)
		require.NoError(t, err)
		return (p.reads(t, "replica") > before) == onReplica
	}, 20*time.Second, 20*time.Millisecond)
}

// qty reads the stock of an article where it may be a moment old; -1 where it is not there.
func (p *pair) qty(ctx context.Context, id int64) (int64, error) {
	var rows []stock
	err := p.db.Stale(ctx, func(ctx context.Context, from bun.IDB) (err error) {
		rows, err = sqldb.Find[stock](ctx, from, "WHERE sku_id = ?", id)
		return err
	})
	if err != nil || len(rows) == 0 {
		return -1, err
	}
	return rows[0].Qty, nil
}

func (p *pair) set(ctx context.Context, id, qty int64) error {
	return p.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		return sqldb.ExpectOne(tx.ExecContext(ctx, "UPDATE stock SET qty = ? WHERE sku_id = ?", qty, id))
	})
}

func person(id int64) context.Context {
	return authn.WithCaller(context.Background(), authn.Caller{UserID: id})
}

// crowd is people who each change their own article and look at it at once, until it is stopped.
func (p *pair) crowd(t *testing.T, people int64) (stop func() int64) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	var looked atomic.Int64
	for user := int64(100); user < 100+people; user++ {
		require.NoError(t, put(p.db, user, 0))
		done.Go(func() {
			for n := int64(1); ctx.Err() == nil; n++ {
				if err := p.set(person(user), user, n); err != nil {
					t.Errorf("person %d: write: %v", user, err)
					return
				}
				for range 60 {
					got, err := p.qty(person(user), user)
					if err != nil || got != n {
						t.Errorf("person %d reads %d after writing %d: %v", user, got, n, err)
						return
					}
					looked.Add(1)
					pause(10 * time.Millisecond)
				}
			}
		})
	}
	return func() int64 {
		cancel()
		done.Wait()
		return looked.Load()
	}
}

func pause(d time.Duration) { time.Sleep(d) }

func TestReplicas(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	require.NoError(t, put(p.db, 1, 1))
	for _, c := range []struct {
		name string
		run  func(*testing.T, *pair)
	}{
		{"what a call carries, and who reads for many, is heeded", whatACallCarriesAndWhoReadsForManyIsHeeded},
		{"what a replica refuses the primary answers", whatAReplicaRefusesThePrimaryAnswers},
		{"a primary that takes no more writes is left, and what its name leads to now is asked", aPrimaryThatTakesNoMoreWritesIsLeft},
		{"nobody is shown more than the guard lets pass", nobodyIsShownMoreThanTheGuardLetsPass},
		{"who wrote reads what they wrote, whatever becomes of the replica", whoWroteReadsWhatTheyWroteWhateverBecomesOfTheReplica},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, p) })
	}
}

func whoWroteReadsWhatTheyWroteWhateverBecomesOfTheReplica(t *testing.T, p *pair) {
	t.Helper()
	p.settled(t, true)
	stop := p.crowd(t, 8)
	for _, trouble := range []struct {
		name       string
		begin, end func()
	}{
		{"its thread is stopped", func() { p.replica.Exec(t, "STOP SLAVE") }, func() { p.replica.Exec(t, "START SLAVE") }},
		{"it does not answer", func() { p.replica.Freeze(t) }, func() { p.replica.Thaw(t) }},
		{"it is killed", func() { p.replica.Kill(t) }, func() { p.replica.Start(t) }},
	} {
		trouble.begin()
		pause(guard)
		p.settled(t, false)
		trouble.end()
		p.settled(t, true)
		require.False(t, t.Failed(), trouble.name)
	}
	looked := stop()
	t.Logf("%d reads by people who had written; %v on the replica, %v on the primary, %v again on the primary", looked,
		p.reads(t, "replica"), p.reads(t, "primary"), p.reads(t, "again"))
	require.Greater(t, p.reads(t, "replica"), 100.0)
}

func nobodyIsShownMoreThanTheGuardLetsPass(t *testing.T, p *pair) {
	t.Helper()
	p.settled(t, true)
	primary := p.reads(t, "primary")
	ctx, cancel := context.WithCancel(t.Context())
	var done sync.WaitGroup
	epoch := time.Now()
	done.Go(func() { // somebody writes what time it is
		for ctx.Err() == nil {
			if err := p.set(person(7), 1, 1+int64(time.Since(epoch))); err != nil {
				t.Errorf("write: %v", err)
			}
			pause(10 * time.Millisecond)
		}
	})
	oldest := time.Duration(0)
	pause(guard) // until what was there before is older than the guard
	look := func(until time.Duration) {
		for began := time.Now(); time.Since(began) < until; pause(2 * time.Millisecond) {
			asked := time.Since(epoch)
			got, err := p.qty(person(8), 1)
			require.NoError(t, err)
			oldest = max(oldest, asked-time.Duration(got))
		}
	}
	look(time.Second)
	for _, delay := range []int{1, 0} {
		p.replica.Exec(t, "STOP SLAVE")
		p.replica.Exec(t, fmt.Sprintf("CHANGE MASTER TO MASTER_DELAY = %d", delay))
		p.replica.Exec(t, "START SLAVE")
		look(2500 * time.Millisecond)
	}
	p.settled(t, true)
	cancel()
	done.Wait()
	t.Logf("the oldest that was shown was %v old; %v reads on the replica, %v on the primary", oldest, p.reads(t, "replica"), p.reads(t, "primary"))
	require.Less(t, oldest, guard+250*time.Millisecond, "the guard, and what one write takes here")
	require.Greater(t, p.reads(t, "primary")-primary, 100.0, "a replica that is a second late is left out")
}

func whatACallCarriesAndWhoReadsForManyIsHeeded(t *testing.T, p *pair) {
	t.Helper()
	p.settled(t, true)
	p.replica.Exec(t, "STOP SLAVE")
	require.NoError(t, p.set(context.Background(), 1, 2), "through another process, as far as this person is concerned")
	got, err := p.qty(wrote.With(person(9), time.Now()), 1)
	require.NoError(t, err)
	require.EqualValues(t, 2, got, "the gateway said when they wrote")
	service := authn.WithCaller(context.Background(), authn.Caller{Service: "order"})
	got, err = p.qty(service, 1)
	require.NoError(t, err)
	require.EqualValues(t, 2, got, "a service reads the primary")
	require.NoError(t, p.db.Write(context.Background(), func(ctx context.Context, _ *sqldb.Tx) error {
		got, err := p.qty(ctx, 1)
		if got != 2 {
			return fmt.Errorf("a transaction decided by a replica: %d, %w", got, err)
		}
		return nil
	}))
	p.replica.Exec(t, "START SLAVE")
}

func whatAReplicaRefusesThePrimaryAnswers(t *testing.T, p *pair) {
	t.Helper()
	p.settled(t, true)
	runs := 0
	err := p.db.Stale(context.Background(), func(context.Context, bun.IDB) error {
		if runs++; runs == 1 {
			return errors.New("the replica lacks a table")
		}
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, 2, runs)
	wrong := errors.New("wrong everywhere")
	require.ErrorIs(t, p.db.Stale(context.Background(), func(context.Context, bun.IDB) error { return wrong }), wrong)
	text := &strings.Builder{}
	families, err := p.reg.Gather()
	require.NoError(t, err)
	for _, f := range families {
		fmt.Fprintln(text, f.GetName())
	}
	require.Contains(t, text.String(), "dajiu_sql_replica_lag_seconds")
	require.Contains(t, text.String(), "dajiu_sql_replica_read")
}

func aPrimaryThatTakesNoMoreWritesIsLeft(t *testing.T, p *pair) {
	t.Helper()
	dsn, err := mysql.ParseDSN(p.primary.DSN())
	require.NoError(t, err)
	p.primary.Exec(t, "CREATE USER shop@localhost")
	p.primary.Exec(t, "GRANT ALL ON "+dsn.DBName+".* TO shop@localhost")
	dsn.User = "shop"
	db := testkit.Open(t, sqldb.Config{Engine: sqldb.MySQL, DSN: dsn.FormatDSN(), Writers: 1})
	connection := func() (id int64, err error) {
		err = db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			if _, err := tx.ExecContext(ctx, "UPDATE stock SET name = name WHERE sku_id = 1"); err != nil {
				return err
			}
			return tx.QueryRowContext(ctx, "SELECT CONNECTION_ID()").Scan(&id)
		})
		return id, err
	}
	first, err := connection()
	require.NoError(t, err)
	same, err := connection()
	require.NoError(t, err)
	require.Equal(t, first, same)
	p.primary.Exec(t, "SET GLOBAL read_only = ON")
	_, err = connection()
	require.Error(t, err)
	p.primary.Exec(t, "SET GLOBAL read_only = OFF")
	other, err := connection()
	require.NoError(t, err)
	require.NotEqual(t, first, other)
}

func TestAStoreWithoutReplicasReadsTheOneThereIs(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		require.NoError(t, put(db, 1, 5))
		require.NoError(t, db.Stale(person(1), func(ctx context.Context, from bun.IDB) error {
			require.Equal(t, db.Reader(), from)
			return nil
		}))
	})
}

func TestAReplicaThatIsNowhereKeepsNobodyFromStarting(t *testing.T) {
	t.Parallel()
	cfg := testkit.Maria(t)
	cfg.Replicas = []string{"reader:hunter2@tcp(127.0.0.1:1)/x"}
	p := &pair{db: migrated(t, testkit.Open(t, cfg))}
	require.NoError(t, sqldb.Migrate(t.Context(), p.db, sqldb.Beats()))
	require.NoError(t, put(p.db, 1, 5))
	got, err := p.qty(context.Background(), 1)
	require.NoError(t, err)
	require.EqualValues(t, 5, got)
	cfg.Replicas = []string{"reader:hunter2@what"}
	_, err = sqldb.Open(context.Background(), "orders", cfg, testkit.Quiet(), nil)
	require.ErrorContains(t, err, "replica 1")
	require.NotContains(t, err.Error(), "hunter2")
}
