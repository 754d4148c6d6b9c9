package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/lock"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/store"
)

func tooMany(err error) bool { return errs.HasReason(err, "ANALYTICS_TOO_MANY") }

// Alerts watches figures.
type Alerts struct {
	Store   *store.Store
	Figures *Figures
	IDs     *id.Generator
	Clock   clock.Clock
	Log     *slog.Logger
	// Locks lets one process watch.
	Locks *lock.Locks

	lease *lock.Lease // this process's right to watch, of the goroutine that runs Run; nil: it has none
}

// watchEvery is how often rules are looked at.
const watchEvery = time.Minute

// watchLease is how long nobody watches at most after the process that did died.
const watchLease = 2 * watchEvery

// Run looks at the rules every minute until ctx ends, in one process of several. One that stood still, and then acts by figures that
// it read before, opens and closes nothing: another has watched since.
func (a *Alerts) Run(ctx context.Context) error {
	ticker := a.Clock.NewTicker(watchEvery)
	defer ticker.Stop()
	defer a.leave(ctx)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.Chan():
		}
		if err := a.turn(ctx); err != nil && ctx.Err() == nil {
			a.Log.WarnContext(ctx, "alert rules not looked at", "error", err)
		}
	}
}

// turn watches where it is this process's turn.
func (a *Alerts) turn(ctx context.Context) (err error) {
	if a.lease == nil {
		if a.lease, err = a.Locks.Take(ctx, "alerts", watchLease); err != nil || a.lease == nil {
			return err
		}
	}
	if err = a.lease.Keep(ctx); err == nil {
		err = a.Watch(ctx, a.lease.Fence)
	}
	if errors.Is(err, lock.ErrLost) {
		a.lease = nil
		return nil
	}
	return err
}

// leave lets another process watch at once.
func (a *Alerts) leave(ctx context.Context) {
	if a.lease == nil {
		return
	}
	if err := a.lease.Release(ctx); err != nil {
		a.Log.WarnContext(ctx, "alert rules are left alone for a while", "error", err)
	}
}

// Watch opens the alerts of what is broken now and closes those of what is not any more. Held fails
// where another process watches.
func (a *Alerts) Watch(ctx context.Context, held store.Fence) error {
	rules, err := a.Store.Rules(ctx)
	if err != nil {
		return err
	}
	for i := range rules {
		if err := a.watch(ctx, held, &rules[i]); err != nil {
			return fmt.Errorf("rule %d: %w", rules[i].ID, err)
		}
	}
	return nil
}

func (a *Alerts) watch(ctx context.Context, held store.Fence, r *domain.Rule) error {
	now := a.Clock.Now()
	open, err := a.Store.OpenAlerts(ctx, r.ID)
	if err != nil {
		return err
	}
	broken := map[int64]int64{}
	if r.Watches(now) {
		if broken, err = a.broken(ctx, r, now); err != nil {
			return err
		}
	}
	for storeID := range open {
		if _, still := broken[storeID]; !still {
			if err := a.Store.Lower(ctx, held, r.ID, storeID); err != nil {
				return err
			}
		}
	}
	if len(broken) == 0 {
		return nil
	}
	places, err := a.Figures.Places(ctx)
	if err != nil {
		return err
	}
	for storeID, value := range broken {
		if open[storeID] {
			continue
		}
		err = a.Store.Raise(ctx, held, domain.Alert{
			ID: a.IDs.Next(), RuleID: r.ID, StoreID: storeID, RuleName: r.Name, Measure: r.Measure, Comparison: r.Comparison, Threshold: r.Threshold,
			Value: value, OpenedAt: now,
		}, places[storeID].Name)
		if err != nil {
			return err
		}
	}
	return nil
}

// broken returns the stores for which a rule is broken, with what the measure is; 0 stands for all together.
func (a *Alerts) broken(ctx context.Context, r *domain.Rule, now time.Time) (map[int64]int64, error) {
	found := map[int64]int64{}
	judge := func(storeID, value, orders int64) {
		if r.Broken(value, orders) {
			found[storeID] = value
		}
	}
	if r.Measure == 0 {
		standing, err := a.Store.Standings(ctx, nil)
		sums := map[int64]int64{}
		if !r.PerStore {
			sums[0] = 0
		}
		for _, s := range standing {
			if s.State != domain.Waiting {
				continue
			}
			if r.PerStore {
				sums[s.StoreID] += s.Orders
			} else {
				sums[0] += s.Orders
			}
		}
		for storeID, n := range sums {
			judge(storeID, n, r.LeastOrders)
		}
		return found, err
	}
	spec, _ := r.Measure.Spec()
	columns := append(spec.Columns(), "confirmed")
	q := store.Sum{Table: store.Minutes, From: now.Unix()/60 - int64(r.Window) + 1, Until: now.Unix()/60 + 1, Columns: columns}
	if r.PerStore {
		q.By = []string{"store_id"}
	}
	rows, err := a.Store.Sums(ctx, q)
	for _, row := range rows {
		storeID := int64(0)
		if r.PerStore {
			storeID = row.Keys[0]
		}
		judge(storeID, spec.Value(func(column string) int64 {
			for i, c := range columns {
				if c == column {
					return row.Values[i]
				}
			}
			return 0
		}), row.Values[len(columns)-1])
	}
	return found, err
}
