package sqldb

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/uptrace/bun"
)

// committer runs the transactions of its queues on one connection that it keeps: all that wait share a commit.
type committer struct {
	db     *DB
	own    chan *job // transactions bound to this committer by key; nil where there is but one committer
	shared chan *job

	conn  bun.Conn
	since time.Time // when conn was taken
	probe *wireConn // the driver's side of conn; nil while not connected
	open  *bun.Tx   // the group's transaction while it runs
	wary  int       // how many transactions more are given a savepoint, since one without had to be undone
	batch []*job
	later []group
	// flushed is which of later was written last.
	flushed int
}

// group is what the transactions of one commit handed over for one Batcher, and which of them did.
type group struct {
	to    Batcher
	items []any
	of    []*job
}

func (db *DB) start() {
	if db.cfg.Writers > 1 {
		for range db.cfg.Writers {
			db.keyed = append(db.keyed, make(chan *job, queueLength))
		}
	}
	for i := range db.cfg.Writers {
		c := &committer{db: db, shared: db.shared}
		if len(db.keyed) > 0 {
			c.own = db.keyed[i]
		}
		db.done.Add(1)
		go c.loop()
	}
}

// loop serves until both queues are closed and empty. A function that ends its goroutine (a test's FailNow does)
// ends the committer's: what it left behind is answered and a new goroutine takes over.
func (c *committer) loop() {
	finished := false
	defer func() {
		if !finished {
			if c.open != nil {
				c.undo(*c.open) // a connection cannot be given back before its transaction is over
			}
			c.disconnect()
			c.answer(c.batch, errors.New("sqldb: a transaction ended its committer's goroutine"))
			go c.loop()
			return
		}
		c.disconnect()
		c.db.done.Done()
	}()
	for {
		j := c.next()
		if j == nil {
			finished = true
			return
		}
		c.group(j)
	}
}

// next waits for a transaction; nil means that no more will come.
func (c *committer) next() *job {
	for c.own != nil || c.shared != nil {
		select {
		case j, ok := <-c.own:
			if ok {
				return j
			}
			c.own = nil
		case j, ok := <-c.shared:
			if ok {
				return j
			}
			c.shared = nil
		}
	}
	return nil
}

// poll returns a transaction that waits already, or nil.
func (c *committer) poll() *job {
	select {
	case j := <-c.own:
		if j != nil {
			return j
		}
	default:
	}
	select {
	case j := <-c.shared:
		return j
	default:
		return nil
	}
}

// group runs one commit: the first transaction, and those that are waiting by the time it is their turn; a first one that
// fails ends its group.
func (c *committer) group(first *job) {
	began := c.db.wall.Now()
	c.batch = append(c.batch[:0], first)
	tx, err := c.begin()
	if err != nil {
		c.answer(c.batch, unavailable(err))
		return
	}
	whole := c.run(tx, first, true)
	for whole == nil && first.err == nil && len(c.batch) < c.db.cfg.MaxBatch {
		j := c.poll()
		if j == nil {
			// Who is about to join is let run first: under load that makes groups larger, and otherwise costs nothing.
			runtime.Gosched()
			if j = c.poll(); j == nil {
				break
			}
		}
		c.batch = append(c.batch, j)
		whole = c.run(tx, j, false)
	}
	if whole == nil {
		whole = c.flush(tx)
	}
	if whole == nil {
		whole = c.commit(tx, c.batch)
	} else {
		c.undo(tx)
	}
	if c.settle(whole, c.batch, began) {
		return
	}
	c.db.meter.discard(len(c.batch))
	c.db.log.Debug("group undone", "transactions", len(c.batch), "error", whole)
	if blamed := c.blamed(whole); len(blamed) > 0 {
		c.spare(blamed)
	}
	for i, j := range c.batch {
		c.alone(j)
		c.batch[i] = nil
	}
}

// settle answers the transactions of a commit whose outcome, whole, is final.
func (c *committer) settle(whole error, batch []*job, began time.Time) bool {
	var unknown unknownError
	switch {
	case whole == nil:
		c.db.meter.committed(len(batch), c.db.wall.Since(began))
		c.answer(batch, nil)
	case errors.As(whole, &unknown):
		c.disconnect()
		c.db.log.Error("commit failed, outcome unknown", "transactions", len(batch), "error", unknown.cause)
		c.answer(batch, outcomeUnknown(unknown.cause))
	default:
		return false
	}
	return true
}

// blamed returns those transactions of the group that a Batcher refused, and none where the group failed otherwise.
func (c *committer) blamed(whole error) (jobs []*job) {
	var no Refused
	if errors.As(whole, &no) {
		for _, i := range no.Items {
			jobs = append(jobs, c.later[c.flushed].of[i])
		}
	}
	return jobs
}

// spare runs again together those transactions of a group that are not to blame for its end. It leaves in the batch who has yet
// to be run alone: the others, or all where the group failed again.
func (c *committer) spare(blamed []*job) {
	began := c.db.wall.Now()
	rest := slices.DeleteFunc(slices.Clone(c.batch), func(j *job) bool { return slices.Contains(blamed, j) })
	if len(rest) > 0 && c.settle(c.together(rest), rest, began) {
		c.batch = slices.DeleteFunc(c.batch, func(j *job) bool { return !slices.Contains(blamed, j) })
	}
}

// together runs transactions in one commit.
func (c *committer) together(jobs []*job) error {
	tx, err := c.begin()
	if err != nil {
		return err
	}
	for _, j := range jobs {
		if err == nil {
			err = c.run(tx, j, false)
		}
	}
	if err == nil {
		err = c.flush(tx)
	}
	if err != nil {
		c.undo(tx)
		return err
	}
	return c.commit(tx, jobs)
}

// alone runs one transaction of a group that was undone as a whole, in a commit of its own.
func (c *committer) alone(j *job) {
	var err error
	for attempt := range reruns {
		if attempt > 0 {
			<-c.db.wall.After(pause(attempt))
			c.db.meter.discard(1)
		}
		if err = c.once(j); err == nil || j.ctx.Err() != nil {
			break
		}
		var unknown unknownError
		if errors.As(err, &unknown) {
			c.disconnect()
			err = outcomeUnknown(unknown.cause)
			break
		}
		if !isRetryable(err) && !isBusy(err) || mysqlNumber(err) == mysqlLockWait && attempt > 0 {
			break // who waited twice for a lock in vain must not keep his neighbours waiting
		}
	}
	if isRetryable(err) || isBusy(err) {
		err = unavailable(err)
	}
	c.answer([]*job{j}, err)
}

// once returns what undid the transaction as a whole; fn's own error stays in the job.
func (c *committer) once(j *job) error {
	tx, err := c.begin()
	if err != nil {
		return err
	}
	c.later = c.later[:0]
	if err = c.run(tx, j, true); err == nil {
		err = c.flush(tx)
	}
	if err != nil {
		c.undo(tx)
		return err
	}
	return c.commit(tx, []*job{j})
}

// pause grows with the attempts and is never the same twice, so that two that collided part.
func pause(attempt int) time.Duration {
	longest := min(4*time.Millisecond<<attempt, 250*time.Millisecond)
	return longest/4 + rand.N(longest) //nolint:gosec // spreads retries, guards nothing
}

// answer runs the hooks of the transactions that are stored, and gives each its outcome, whole if that is an error: whoever
// hears that a write was stored finds no cache that does not know it.
func (c *committer) answer(batch []*job, whole error) {
	for i, j := range batch {
		if j == nil {
			continue // answered before
		}
		if whole != nil {
			j.err = whole
		}
		if j.err == nil && j.tx != nil {
			for _, fn := range j.tx.after {
				c.hook(fn)
			}
		}
		if j.state.Load() != abandoned {
			close(j.done)
		}
		batch[i] = nil
	}
}

func (c *committer) hook(fn func()) {
	defer func() {
		if p := recover(); p != nil {
			c.db.log.Error("panic after commit", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		}
	}()
	fn()
}

// call runs the caller's function and turns a panic into an error of this transaction.
func (c *committer) call(ctx context.Context, j *job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			c.db.log.ErrorContext(ctx, "panic in a transaction", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = fmt.Errorf("sqldb: %s: panic in a transaction: %v", c.db.name, p)
		}
	}()
	return j.fn(ctx, j.tx)
}
