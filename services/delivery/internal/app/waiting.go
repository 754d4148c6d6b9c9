package app

import (
	"context"
	"fmt"
	"sync"
	"time"

	"dajiu/services/delivery/internal/domain"
)

const (
	// boardSize bounds the waiting jobs that are looked at: those that wait longest. The others have their timers.
	boardSize = 500
	// boardFresh is how long the board is believed where a courier merely moves.
	boardFresh = time.Second
)

// Board is the jobs for which nobody could be asked, as the store knows them, at hand for the many couriers who report
// where they are. It is safe for concurrent use.
type Board struct {
	rounds Rounds

	mu   sync.Mutex
	jobs []Waiting
	read time.Time
}

// NewBoard returns a board that is read when it is first looked at.
func NewBoard(rounds Rounds) *Board { return &Board{rounds: rounds} }

// look returns the waiting jobs as they were at most so long ago. The caller must not change them.
func (b *Board) look(ctx context.Context, now time.Time, atMost time.Duration) ([]Waiting, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.read.IsZero() && now.Sub(b.read) < atMost {
		return b.jobs, nil
	}
	jobs, err := b.rounds.Waiting(ctx, boardSize)
	if err != nil {
		return nil, fmt.Errorf("read the board: %w", err)
	}
	b.jobs, b.read = jobs, now
	return jobs, nil
}

// OfferWaiting offers the jobs that wait near a courier who came on duty, came near or has a place again: as many as the
// courier may take, those that wait longest first, and none that the courier declined lately. Each gets the round that is
// due, only sooner, so that repeating it asks nobody twice.
func (d *Deliveries) OfferWaiting(ctx context.Context, courierID int64) error {
	now := d.Clock.Now()
	known, err := d.Couriers.Position(ctx, courierID)
	if err != nil {
		return err
	}
	d.Fleet.Learn(known) // another process may have heard of them
	at, fresh := d.Fleet.Where(courierID, now)
	if !fresh || !at.OnDuty {
		return nil
	}
	jobs, err := d.Board.look(ctx, now, 0)
	if err != nil {
		return err
	}
	near := d.near(jobs, at.Point)
	if len(near) == 0 {
		return nil
	}
	room, err := d.Couriers.Room(ctx, courierID, now)
	if err != nil || room == 0 {
		return err
	}
	declined, err := d.Rounds.Declined(ctx, courierID, now.Add(-d.Policy().RestFor))
	if err != nil {
		return err
	}
	for _, job := range near {
		if room == 0 || declined[job.DeliveryID] {
			continue
		}
		if err := d.Dispatch(ctx, job.DeliveryID, job.Round); err != nil {
			return err
		}
		room--
	}
	return nil
}

// near returns those of the jobs whose due round asks couriers at a place.
func (d *Deliveries) near(jobs []Waiting, at domain.Point) []Waiting {
	var near []Waiting
	for _, job := range jobs {
		if job.Store.Meters(at) <= d.Policy().radius(job.Round) {
			near = append(near, job)
		}
	}
	return near
}

// cameNear reports whether a courier on duty came into the range of a job that waits, by a move.
func (d *Deliveries) cameNear(ctx context.Context, before Sighting, to domain.Point, now time.Time) (bool, error) {
	if !before.OnDuty {
		return false, nil
	}
	jobs, err := d.Board.look(ctx, now, boardFresh)
	if err != nil {
		return false, err
	}
	for _, job := range d.near(jobs, to) {
		if !d.Fleet.fresh(before, now) || job.Store.Meters(before.Point) > d.Policy().radius(job.Round) {
			return true, nil
		}
	}
	return false, nil
}
