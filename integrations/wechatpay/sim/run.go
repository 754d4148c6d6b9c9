package sim

import (
	"context"
	"fmt"
	"sync"
	"time"

	"dajiu/integrations/wechatpay/wire"
)

// schedule is how long the service waits before each repetition of a callback; then it gives up.
func schedule() []time.Duration {
	return []time.Duration{
		15 * time.Second, 15 * time.Second, 30 * time.Second, 3 * time.Minute, 10 * time.Minute, 20 * time.Minute,
		30 * time.Minute, 30 * time.Minute, 30 * time.Minute, time.Hour, 3 * time.Hour, 3 * time.Hour, 3 * time.Hour,
		6 * time.Hour, 6 * time.Hour,
	}
}

const maxIdle = time.Hour // a look at the tasks even when nothing is known to be due

// runner is one run's bookkeeping. It reads a list of what is due, works through it, and reads the next one when
// something may have become due: not whenever a task ends, which at any load would read the same rows over and over.
type runner struct {
	sim    *Sim
	list   []task        // read, and not begun
	looked time.Time     // when the list was read
	stale  bool          // something may be due that is not on the list
	room   chan struct{} // holds a token when a task ended since the runner last looked

	mu    sync.Mutex
	busy  map[int64]bool
	ended map[int64]bool // while the list was being read, which may still name them
	// missed are tasks that were left out of a list because one of that number was under way. The number may be a new
	// task's already: SQLite gives one away again as soon as it is free.
	missed map[int64]bool
	works  sync.WaitGroup
}

// Run settles refunds and sends callbacks until the context ends; then it waits for what is under way. Run
// it once. What is left is done by the next run, also after a kill.
func (s *Sim) Run(ctx context.Context) error {
	r := &runner{
		sim: s, stale: true, room: make(chan struct{}, 1),
		busy: make(map[int64]bool, s.cfg.Callbacks), ended: make(map[int64]bool), missed: make(map[int64]bool),
	}
	defer r.works.Wait()
	for {
		if err := r.read(ctx); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return fmt.Errorf("sim: run: %w", err)
		}
		r.start(ctx)
		if !r.wait(ctx) {
			return nil
		}
	}
}

// listed bounds the tasks that are read at a time, besides those that are under way, which are due until they end.
const listed = 128

// read makes a new list where the last one is done with and something may be due.
func (r *runner) read(ctx context.Context) error {
	if len(r.list) > 0 || !r.stale {
		return nil
	}
	r.looked = r.sim.now()
	r.mu.Lock()
	clear(r.ended)
	r.mu.Unlock()
	limit := listed + r.sim.cfg.Callbacks
	var due []task
	err := each(ctx, r.sim.store.reads.due, taskFields, func(t *task) error {
		due = append(due, *t)
		return nil
	}, r.looked.UnixMilli(), limit)
	if err != nil {
		return err
	}
	r.stale = len(due) == limit
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, t := range due {
		switch {
		case r.busy[t.ID]:
			r.missed[t.ID] = true
		case r.ended[t.ID]:
			r.stale = true
		default:
			r.list = append(r.list, t)
		}
	}
	return nil
}

// start begins as many tasks of the list as there is room for.
func (r *runner) start(ctx context.Context) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.list) > 0 && len(r.busy) < r.sim.cfg.Callbacks {
		t := r.list[0]
		r.list = r.list[1:]
		r.busy[t.ID] = true
		r.works.Go(func() { r.work(ctx, t) })
	}
}

func (r *runner) work(ctx context.Context, t task) {
	done, err := r.sim.perform(ctx, t)
	if err != nil && ctx.Err() == nil {
		r.sim.cfg.Log.ErrorContext(ctx, "wechat pay simulator task failed", "task", t.ID, "error", err)
		select { // the task stays due: it is tried again, but not at once
		case <-r.sim.cfg.Clock.After(time.Second):
		case <-ctx.Done():
		}
	}
	r.mu.Lock()
	missed := r.missed[t.ID]
	delete(r.missed, t.ID)
	delete(r.busy, t.ID)
	r.ended[t.ID] = true
	r.mu.Unlock()
	if !done || missed {
		r.sim.poke()
	}
	select {
	case r.room <- struct{}{}:
	default:
	}
}

// wait returns true when there may be work, false when the context ended. What became due since the tasks
// were looked at counts as future, or nothing would ever start it.
func (r *runner) wait(ctx context.Context) bool {
	idle, room := maxIdle, r.room
	if len(r.list) == 0 {
		if r.stale {
			return ctx.Err() == nil
		}
		room = nil // there is nothing to begin
		var next int64
		if err := r.sim.store.reads.nextDue.QueryRowContext(ctx, r.looked.UnixMilli()).Scan(&next); err == nil && next > 0 {
			idle = min(idle, max(time.UnixMilli(next).Sub(r.sim.now()), time.Millisecond))
		}
	}
	timer := r.sim.cfg.Clock.NewTimer(idle)
	defer timer.Stop()
	select {
	case <-r.sim.wake:
		r.stale = true
		return true
	case <-timer.Chan():
		r.stale = true
		return true
	case <-room:
		return true
	case <-ctx.Done():
		return false
	}
}

func taskFields(t *task) []any { return []any{&t.ID, &t.Kind, &t.Ref, &t.Notice, &t.Due, &t.Tries} }

// perform does one task and records what became of it; done is false where it left one to do, now or later.
func (s *Sim) perform(ctx context.Context, t task) (done bool, err error) {
	if t.Kind == taskSettle {
		return false, s.settle(ctx, t)
	}
	accepted, err := s.callBack(ctx, t)
	if err != nil {
		return false, err
	}
	if !accepted && ctx.Err() != nil {
		return false, nil // we went away, not the merchant: the next run repeats this attempt
	}
	// The outcome is recorded even when the program is told to stop meanwhile.
	ctx = context.WithoutCancel(ctx)
	delays := schedule()
	return accepted, s.store.do(ctx, func(w *writer) error {
		if accepted || t.Tries >= len(delays) {
			return w.exec(w.statements.deleteTask, t.ID)
		}
		return w.exec(w.statements.setTask, s.now().Add(delays[t.Tries]).UnixMilli(), t.Tries+1, t.ID)
	})
}

// settle lets a refund's money arrive, or by fault come to nothing, and queues its callback.
func (s *Sim) settle(ctx context.Context, t task) error {
	state := stateSuccess
	if s.faults.strikes(func(f Faults) int { return f.RefundAbnormal }) {
		state = stateAbnormal
	}
	return s.store.do(ctx, func(w *writer) error {
		r, err := w.refundBySeq(t.Ref)
		if err != nil {
			return err
		}
		if err := w.exec(w.statements.deleteTask, t.ID); err != nil {
			return err
		}
		if r == nil || r.State != stateProcessing {
			return nil
		}
		now := s.now().UnixMilli()
		if err := w.exec(w.statements.settleRefund, state, now, r.Seq); err != nil {
			return err
		}
		if r.NotifyURL == "" {
			return nil
		}
		return w.addTask(taskRefund, r.Seq, wire.Nonce(), now+s.faults.firstDelay().Milliseconds())
	})
}
