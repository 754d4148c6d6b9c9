package sqldb

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/uptrace/bun"
)

// unknownError says that a commit failed in a way that leaves open whether it happened.
type unknownError struct{ cause error }

// Error returns the cause's words.
func (e unknownError) Error() string { return "commit: " + e.cause.Error() }

// Unwrap returns the cause.
func (e unknownError) Unwrap() error { return e.cause }

// begin starts the group's transaction, connecting again where the connection was lost.
func (c *committer) begin() (bun.Tx, error) {
	c.later = c.later[:0]
	ctx := context.Background() // the group's, which outlives any of its callers
	var err error
	for attempt := range attempts {
		if attempt > 0 {
			<-c.db.wall.After(pause(attempt))
		}
		if err = c.connect(ctx); err == nil {
			var tx bun.Tx
			if tx, err = c.conn.BeginTx(ctx, nil); err == nil {
				c.probe.discarded = nil
				c.open = &tx
				return tx, nil
			}
			c.disconnect()
		}
		if !isLost(err) {
			break
		}
	}
	return bun.Tx{}, fmt.Errorf("begin: %w", err)
}

func (c *committer) connect(ctx context.Context) error {
	if c.probe != nil && (c.probe.demoted || c.db.cfg.Engine == MySQL && c.db.wall.Since(c.since) > c.db.cfg.MaxLife) {
		c.disconnect() // the pool closes what is too old, or leads to a server that was the primary
	}
	if c.probe != nil {
		return nil
	}
	conn, err := c.db.writer.Conn(ctx)
	if err != nil {
		return err
	}
	c.conn, c.since = conn, c.db.wall.Now()
	return conn.Raw(func(raw any) error {
		probe, ok := raw.(*wireConn)
		if !ok {
			return fmt.Errorf("unexpected driver connection %T", raw)
		}
		c.probe = probe
		return nil
	})
}

func (c *committer) disconnect() {
	if c.probe != nil {
		if err := c.conn.Close(); err != nil && !isLost(err) {
			c.db.log.Warn("give back the connection", "error", err)
		}
		c.probe = nil
	}
}

// wariness is for how many transactions savepoints are set after one that failed without: where a workload refuses much, a
// savepoint each is cheaper than a group that is run again.
const wariness = 512

// errNotSpared undoes a group in which a transaction failed that had changed something, and had no savepoint.
var errNotSpared = errors.New("sqldb: a transaction failed without a savepoint")

// run runs one transaction inside the group. Its own failure stays in the job; the error returned means that the
// group as a whole cannot go on. The first of a group has nobody's work to spare and does without a savepoint:
// where it fails, nothing may follow it. The others do without as long as they go well: nearly all do, and a savepoint is a
// statement of its own, a fifth of those of an order. One that failed before it changed anything leaves nothing to undo.
func (c *committer) run(tx bun.Tx, j *job, first bool) error {
	j.err, j.tx = nil, nil
	if !j.state.CompareAndSwap(queued, running) && j.state.Load() == abandoned {
		j.err = context.Canceled
		return nil
	}
	if c.db.meter != nil {
		c.db.meter.waited(c.db.wall.Since(j.since))
	}
	if j.err = j.ctx.Err(); j.err != nil {
		return nil
	}
	ctx := jobContext{j.ctx, c.db}
	guarded := !first && c.wary > 0
	if guarded {
		c.wary--
		if _, err := tx.Tx.ExecContext(ctx, "SAVEPOINT job"); err != nil {
			return fmt.Errorf("savepoint: %w", err)
		}
	}
	changes := c.probe.changes
	j.tx = &Tx{Tx: tx}
	j.err = c.call(ctx, j)
	if c.probe.discarded != nil {
		// Whatever fn made of the error: the engine has thrown everybody's work away.
		return c.probe.discarded
	}
	switch {
	case guarded:
		if err := c.endSavepoint(ctx, tx, j.err == nil); err != nil {
			return err
		}
	case !first && j.err != nil && c.probe.changes != changes:
		c.wary = wariness
		return errNotSpared
	}
	if j.err == nil {
		c.collect(j, 0)
	}
	return nil
}

// endSavepoint keeps or undoes what was done since. On MySQL a savepoint replaces the one of the same name; on
// SQLite it would nest, so it is released.
func (c *committer) endSavepoint(ctx context.Context, tx bun.Tx, keep bool) error {
	if !keep {
		if _, err := tx.Tx.ExecContext(ctx, "ROLLBACK TO SAVEPOINT job"); err != nil {
			return fmt.Errorf("undo one: %w", err)
		}
	}
	if c.db.cfg.Engine == SQLite {
		if _, err := tx.Tx.ExecContext(ctx, "RELEASE SAVEPOINT job"); err != nil {
			return fmt.Errorf("release: %w", err)
		}
	}
	return nil
}

// collect sorts what a transaction handed over to its Batchers, into the groups from a place on. A group rarely knows more than
// two of them.
func (c *committer) collect(j *job, from int) {
	later := j.tx.later
	j.tx.later = nil
next:
	for _, d := range later {
		for i := from; i < len(c.later); i++ {
			if g := &c.later[i]; g.to == d.to {
				g.items, g.of = append(g.items, d.item), append(g.of, j)
				continue next
			}
		}
		c.later = append(c.later, group{d.to, []any{d.item}, []*job{j}})
	}
}

func (c *committer) flush(tx bun.Tx) (err error) {
	if len(c.later) == 0 {
		return nil
	}
	defer func() {
		if p := recover(); p != nil {
			c.db.log.Error("panic in a batch", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = fmt.Errorf("sqldb: %s: panic in a batch: %v", c.db.name, p)
		}
	}()
	ctx := jobContext{context.Background(), c.db}
	for c.flushed = 0; c.flushed < len(c.later); c.flushed++ {
		g := c.later[c.flushed]
		if err := g.to.WriteBatch(ctx, tx, g.items); err != nil {
			return fmt.Errorf("write batch: %w", err)
		}
		for _, j := range g.of {
			c.collect(j, c.flushed+1)
		}
	}
	return c.probe.discarded
}

// commit ends the group's transaction. Errors that say for certain that nothing was stored are returned as they
// are; any other is an unknownError.
func (c *committer) commit(tx bun.Tx, batch []*job) error {
	stored := false
	for _, j := range batch {
		if j.err == nil {
			stored = true
			break
		}
	}
	if !stored {
		c.undo(tx)
		return nil
	}
	c.open = nil
	err := tx.Commit()
	switch {
	case err == nil:
		return nil
	case isRetryable(err) && !isLost(err):
		c.disconnect()
		return fmt.Errorf("commit: %w", err)
	}
	return unknownError{err}
}

// undo ends the group's transaction without storing it. A connection that cannot even do that is given up,
// which has the same effect.
func (c *committer) undo(tx bun.Tx) {
	c.open = nil
	if err := tx.Rollback(); err != nil && !errors.Is(err, context.Canceled) {
		c.db.log.Debug("roll back", "error", err)
		c.disconnect()
	}
}
