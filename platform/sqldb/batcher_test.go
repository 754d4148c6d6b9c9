package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

func TestWhatIsDeferredIsWrittenOncePerCommitAndDroppedWithItsTransaction(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		b := &rows{}
		var wg sync.WaitGroup
		for i := range int64(100) {
			wg.Go(func() {
				err := db.Write(context.Background(), func(_ context.Context, tx *sqldb.Tx) error {
					tx.Defer(b, i/2) // every second one meets its twin
					if i%10 == 9 {
						return errors.New("refused")
					}
					return nil
				})
				if err != nil && !sqldb.IsDuplicate(err) && err.Error() != "refused" {
					t.Errorf("job %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		n, err := db.Reader().NewSelect().Model((*stock)(nil)).Count(context.Background())
		require.NoError(t, err)
		require.EqualValues(t, 50, n, "of two equal rows one is refused, and it takes nobody else down")
	})
}

type rows struct{ statements atomic.Int64 }

func (b *rows) WriteBatch(ctx context.Context, tx bun.Tx, items []any) error {
	b.statements.Add(1)
	var all []stock
	for _, i := range items {
		all = append(all, stock{ID: i.(int64), Name: fmt.Sprint(i), At: time.Unix(0, 0).UTC()})
	}
	_, err := tx.NewInsert().Model(&all).Exec(ctx)
	return err
}

func TestWhatABatchRefusesFailsAloneAndTheOthersStayTogether(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		b := &picky{rows: &rows{}}
		held := make(chan struct{})
		var wg sync.WaitGroup
		write := func(i int64, first bool) {
			err := db.WriteKey(context.Background(), 7, func(_ context.Context, tx *sqldb.Tx) error {
				if first {
					<-held // so that the others are waiting when it is their turn
				}
				tx.Defer(b, i)
				return nil
			})
			if i%10 == 9 != errors.Is(err, errPicky) {
				t.Errorf("job %d: %v", i, err)
			}
		}
		wg.Go(func() { write(0, true) })
		time.Sleep(20 * time.Millisecond)
		for i := range int64(49) {
			wg.Go(func() { write(i+1, false) })
		}
		time.Sleep(50 * time.Millisecond)
		close(held)
		wg.Wait()
		n, err := db.Reader().NewSelect().Model((*stock)(nil)).Count(context.Background())
		require.NoError(t, err)
		require.EqualValues(t, 45, n)
		require.Less(t, b.statements.Load(), int64(20), "the others are not run one by one")
	})
}

var errPicky = errors.New("not this one")

type picky struct{ *rows }

func (b *picky) WriteBatch(ctx context.Context, tx bun.Tx, items []any) error {
	var no []int
	for i, item := range items {
		if item.(int64)%10 == 9 {
			no = append(no, i)
		}
	}
	if err := b.rows.WriteBatch(ctx, tx, items); err != nil || no == nil {
		return err
	}
	return sqldb.Refused{Items: no, Cause: errPicky}
}

func TestWhatABatchHandsOnIsWrittenWithItsTransaction(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrated(t, db)
		b := &rows{}
		var after atomic.Int64
		var wg sync.WaitGroup
		for i := range int64(40) {
			wg.Go(func() {
				err := db.Write(context.Background(), func(_ context.Context, tx *sqldb.Tx) error {
					tx.Defer(b, i) // so that its Batcher has had its turn when something is handed on to it
					tx.Defer(relay{b}, handed{tx, 100 + i, func() { after.Add(1) }})
					if i%10 == 9 {
						return errors.New("refused")
					}
					return nil
				})
				if (err != nil) != (i%10 == 9) {
					t.Errorf("job %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		n, err := db.Reader().NewSelect().Model((*stock)(nil)).Where("sku_id >= 100").Count(context.Background())
		require.NoError(t, err)
		require.EqualValues(t, 36, n)
		require.EqualValues(t, 36, after.Load(), "hooks of a batch run once, after the commit")
	})
}

// handed is an item that brings its transaction along.
type handed struct {
	tx    *sqldb.Tx
	id    int64
	after func()
}

// relay hands its items on to another Batcher.
type relay struct{ to *rows }

func (r relay) WriteBatch(_ context.Context, _ bun.Tx, items []any) error {
	for _, item := range items {
		h := item.(handed)
		h.tx.Defer(r.to, h.id)
		h.tx.AfterCommit(h.after)
	}
	return nil
}
