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

// runner is one run's bookkeeping: which tasks are under way, and which ended since the tasks were last
// read. The latter may still be on a list that is out of date, and must not be done twice.
type runner struct {
	sim   *Sim
	mu    sync.Mutex
	busy  map[int64]bool
	ended map[int64]bool
	works sync.WaitGroup
}

// Run settles refunds and sends callbacks until the context ends; then it waits for what is under way. Run
// it once. What is left is done by the next run, also after a kill.
func (s *Sim) Run(ctx context.Context) error {
	r := &runner{sim: s, busy: make(map[int64]bool, s.cfg.Callbacks), ended: make(map[int64]bool)}
	defer r.works.Wait()
	for {
		now := s.now()
		started, err := r.start(ctx, now)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return fmt.Errorf("sim: run: %w", err)
		}
		if started > 0 {
			continue
		}
		if !r.wait(ctx, now) {
			return nil
		}
	}
}

// start begins as many tasks due now as there is room for and returns their number.
func (r *runner) start(ctx context.Context, now time.Time) (int, error) {
	r.mu.Lock()
	under := len(r.busy)
	clear(r.ended)
	r.mu.Unlock()
	if under >= r.sim.cfg.Callbacks {
		return 0, nil
	}
	var due []task
	// Those under way are still due; behind them there is room for the rest.
	err := each(ctx, r.sim.store.reads.due, taskFields, func(t *task) error {
		due = append(due, *t)
		return nil
	}, now.UnixMilli(), r.sim.cfg.Callbacks)
	if err != nil {
		return 0, err
	}
	started := 0
	for _, t := range due {
		r.mu.Lock()
		free := !r.busy[t.ID] && !r.ended[t.ID] && len(r.busy) < r.sim.cfg.Callbacks
		if free {
			r.busy[t.ID] = true
		}
		r.mu.Unlock()
		if free {
			started++
			r.works.Go(func() { r.work(ctx, t) })
		}
	}
	return started, nil
}

func (r *runner) work(ctx context.Context, t task) {
	if err := r.sim.perform(ctx, t); err != nil && ctx.Err() == nil {
		r.sim.cfg.Log.ErrorContext(ctx, "wechat pay simulator task failed", "task", t.ID, "error", err)
		select { // the task stays due: it is tried again, but not at once
		case <-r.sim.cfg.Clock.After(time.Second):
		case <-ctx.Done():
		}
	}
	r.mu.Lock()
	delete(r.busy, t.ID)
	r.ended[t.ID] = true
	r.mu.Unlock()
	r.sim.poke()
}

// wait returns true when there may be work, false when the context ended. What became due since the tasks
// were looked at counts as future, or nothing would ever start it.
func (r *runner) wait(ctx context.Context, looked time.Time) bool {
	idle := maxIdle
	var next int64
	if err := r.sim.store.reads.nextDue.QueryRowContext(ctx, looked.UnixMilli()).Scan(&next); err == nil && next > 0 {
		idle = min(idle, max(time.UnixMilli(next).Sub(r.sim.now()), time.Millisecond))
	}
	timer := r.sim.cfg.Clock.NewTimer(idle)
	defer timer.Stop()
	select {
	case <-r.sim.wake:
		return true
	case <-timer.Chan():
		return true
	case <-ctx.Done():
		return false
	}
}

func taskFields(t *task) []any { return []any{&t.ID, &t.Kind, &t.Ref, &t.Notice, &t.Due, &t.Tries} }

// perform does one task and records what became of it.
func (s *Sim) perform(ctx context.Context, t task) error {
	if t.Kind == taskSettle {
		return s.settle(ctx, t)
	}
	accepted, err := s.callBack(ctx, t)
	if err != nil {
		return err
	}
	if !accepted && ctx.Err() != nil {
		return nil // we went away, not the merchant: the next run repeats this attempt
	}
	// The outcome is recorded even when the program is told to stop meanwhile.
	ctx = context.WithoutCancel(ctx)
	delays := schedule()
	return s.store.do(ctx, func(w *writer) error {
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
