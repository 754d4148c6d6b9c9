package app

import (
	"context"
	"sync"
	"time"
)

// sweepEvery is how often a service looks for what is past its time.
const sweepEvery = time.Hour

// Job is a job of a service that runs every hour, and how it went last. It is safe for concurrent use.
type Job struct {
	Name string
	wake chan struct{}

	mu   sync.Mutex
	last JobRun
	next time.Time
}

// JobRun is one run of a job. The zero JobRun: none since the process began.
type JobRun struct {
	At   time.Time
	Took time.Duration
	// Rows is how many rows it dealt with.
	Rows int64
	// Err is why it did not come to its end.
	Err error
}

// Last returns how the job went last, and when it runs next.
func (j *Job) Last() (last JobRun, next time.Time) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.last, j.next
}

// Wake runs the job now, or, where it is running, once more after that.
func (j *Job) Wake() {
	select {
	case j.wake <- struct{}{}:
	default:
	}
}

func (j *Job) note(last JobRun, next time.Time) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.next = next; !last.At.IsZero() {
		j.last = last
	}
}

// Jobs are the service's jobs, in the order in which it added them.
func (e *Env) Jobs() []*Job { return e.jobs }

// Sweep adds a job that deletes what is past its time: every hour it runs batch, which deals with a bounded number of rows
// by an index and returns how many, until there is nothing left. A failure is logged and tried again an hour later. Of the
// service's processes one at a time does it; where another is at it nothing is done here. Batch must bear that another
// begins before it ended, which a process that stood still for minutes does not see.
func (e *Env) Sweep(name string, batch func(ctx context.Context, now time.Time) (int64, error)) {
	job := &Job{Name: name, wake: make(chan struct{}, 1)}
	e.jobs = append(e.jobs, job)
	e.Go("sweep "+name, func(ctx context.Context) error {
		ticker := e.Clock.NewTicker(sweepEvery)
		defer ticker.Stop()
		job.note(JobRun{}, e.Clock.Now().Add(sweepEvery))
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-ticker.Chan():
				job.note(e.sweep(ctx, name, batch), e.Clock.Now().Add(sweepEvery))
			case <-job.wake:
				_, next := job.Last()
				job.note(e.sweep(ctx, name, batch), next)
			}
		}
	})
}

// sweepLease is how long a job is another's at most after its process died. A batch takes less.
const sweepLease = 5 * time.Minute

// sweep runs a job to its end, unless another process does: then there is no run.
func (e *Env) sweep(ctx context.Context, name string, batch func(ctx context.Context, now time.Time) (int64, error)) JobRun {
	run := JobRun{At: e.Clock.Now()}
	keep := func(context.Context) error { return nil }
	if e.Locks != nil {
		lease, err := e.Locks.Take(ctx, "sweep "+name, sweepLease)
		if err != nil {
			run.Err = err
			e.stays(ctx, name, err)
			return run
		}
		if lease == nil {
			return JobRun{}
		}
		defer func() {
			if err := lease.Release(ctx); err != nil {
				e.Log.WarnContext(ctx, "a job is not let go", "what", name, "error", err)
			}
		}()
		keep = lease.Keep
	}
	for n := int64(1); n > 0 && ctx.Err() == nil; {
		if run.Err = keep(ctx); run.Err == nil {
			n, run.Err = batch(ctx, e.Clock.Now())
		}
		if run.Err != nil {
			e.stays(ctx, name, run.Err)
			break
		}
		run.Rows += n
	}
	run.Took = e.Clock.Now().Sub(run.At)
	return run
}

func (e *Env) stays(ctx context.Context, name string, err error) {
	if ctx.Err() == nil {
		e.Log.ErrorContext(ctx, "what is past its time stays", "what", name, "error", err)
	}
}
