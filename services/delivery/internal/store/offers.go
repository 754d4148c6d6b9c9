package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

// Resting returns the couriers who declined a job since a time.
func (s *Store) Resting(ctx context.Context, deliveryID int64, since time.Time) (map[int64]bool, error) {
	var ids []int64
	err := s.db.Reader().NewSelect().Model((*offerRow)(nil)).Column("courier_id").
		Where("delivery_id = ? AND declined AND `until` > ?", deliveryID, since).Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("read who declined delivery %d: %w", deliveryID, err)
	}
	resting := make(map[int64]bool, len(ids))
	for _, id := range ids {
		resting[id] = true
	}
	return resting, nil
}

// Offer carries one round out: it counts the round, asks the first of the nearest couriers who are on duty and have a
// place, as many as still may think about the job with those who do already, and sets the timer of the next round. The
// round counts by a statement that finds it due; else nothing happens.
func (s *Store) Offer(ctx context.Context, r app.Round) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.NewUpdate().Model((*deliveryRow)(nil)).Set("round = round + 1, waiting = NULL").
			Where("id = ? AND state = ? AND round = ?", r.DeliveryID, int(domain.Searching), r.Number).Exec(ctx)
		if err != nil {
			return fmt.Errorf("count round of delivery %d: %w", r.DeliveryID, err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		thinking, first, err := s.thinking(ctx, tx, r)
		if err != nil {
			return err
		}
		asked, err := s.able(ctx, tx, r, thinking)
		if err != nil {
			return err
		}
		if err := s.ask(ctx, tx, r, asked); err != nil {
			return err
		}
		due := r.Until
		switch {
		case len(asked) > 0:
		case len(thinking) > 0:
			due = first
		default:
			due = r.Again
			if _, err := tx.NewUpdate().Model((*deliveryRow)(nil)).Set("waiting = 1").Where("id = ?", r.DeliveryID).Exec(ctx); err != nil {
				return fmt.Errorf("let delivery %d wait: %w", r.DeliveryID, err)
			}
		}
		return s.outbox.AppendAt(ctx, tx, r.OrderID, due, &deliveryv1.DispatchDue{DeliveryId: r.DeliveryID, Round: r.Number + 1})
	})
}

// thinking returns the couriers who have an open offer of a job, and when the first of these ends.
func (s *Store) thinking(ctx context.Context, tx *sqldb.Tx, r app.Round) (couriers map[int64]bool, first time.Time, err error) {
	var rows []offerRow
	err = tx.NewSelect().Model(&rows).Column("courier_id", "until").Where("delivery_id = ? AND NOT declined AND `until` > ?", r.DeliveryID, r.At).Scan(ctx)
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("read offers of delivery %d: %w", r.DeliveryID, err)
	}
	couriers = make(map[int64]bool, len(rows))
	for _, o := range rows {
		couriers[o.CourierID] = true
		if first.IsZero() || o.Until.Before(first) {
			first = o.Until
		}
	}
	return couriers, first, nil
}

// able returns those of the nearest who are on duty, have a place and are not asked already, the nearest first.
func (s *Store) able(ctx context.Context, tx *sqldb.Tx, r app.Round, thinking map[int64]bool) ([]int64, error) {
	places := r.Offers - len(thinking)
	if len(r.Nearest) == 0 || places <= 0 {
		return nil, nil
	}
	var ids []int64
	err := tx.NewSelect().Model((*courierRow)(nil)).Column("id").
		Where("id IN ? AND on_duty AND open_jobs < ?", bun.Tuple(r.Nearest), s.limits.OpenJobs).Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("read couriers near delivery %d: %w", r.DeliveryID, err)
	}
	free := make(map[int64]bool, len(ids))
	for _, id := range ids {
		free[id] = true
	}
	asked := make([]int64, 0, places)
	for _, id := range r.Nearest {
		if free[id] && !thinking[id] && len(asked) < places {
			asked = append(asked, id)
		}
	}
	return asked, nil
}

func (s *Store) ask(ctx context.Context, tx *sqldb.Tx, r app.Round, couriers []int64) error {
	if len(couriers) == 0 {
		return nil
	}
	rows := make([]offerRow, len(couriers))
	for i, id := range couriers {
		rows[i] = offerRow{DeliveryID: r.DeliveryID, CourierID: id, Until: r.Until}
	}
	if _, err := sqldb.Upsert(tx.NewInsert().Model(&rows), tx, "delivery_id, courier_id", "declined", "`until`").Exec(ctx); err != nil {
		return fmt.Errorf("offer delivery %d: %w", r.DeliveryID, err)
	}
	asked := make([]logRow, len(couriers))
	for i, id := range couriers {
		asked[i] = logRow{DeliveryID: r.DeliveryID, Kind: logOffered, CourierID: id, At: r.At}
	}
	if err := s.log(ctx, tx, asked); err != nil {
		return err
	}
	for _, id := range couriers {
		ev := &deliveryv1.OfferMade{DeliveryId: r.DeliveryID, CourierId: id, ExpireTimeMs: r.Until.UnixMilli()}
		if err := s.outbox.Append(ctx, tx, r.OrderID, ev); err != nil {
			return fmt.Errorf("publish offer of delivery %d: %w", r.DeliveryID, err)
		}
	}
	return nil
}

func offerGone() error {
	return errs.New(codes.FailedPrecondition, "DELIVERY_OFFER_GONE", "来晚了，订单已被接走或取消")
}

// Take gives a job to a courier who has an open offer of it, if it is free and the courier has a place.
func (s *Store) Take(ctx context.Context, deliveryID, courierID int64, at time.Time) (f domain.Facts, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		before, err := s.one(ctx, tx.NewSelect().Where("id = ?", deliveryID))
		if errs.HasReason(err, "DELIVERY_NOT_FOUND") {
			return offerGone() // a stranger learns nothing of it
		}
		if err != nil {
			return err
		}
		if before.CourierID != courierID {
			if err := s.claim(ctx, tx, deliveryID, courierID, at); err != nil {
				return err
			}
		}
		f, err = s.change(ctx, tx, before, func(d *domain.Delivery) error { return d.Assign(courierID, at) })
		return err
	})
	return f, err
}

// claim makes sure of the offer, of the job, and of a place with the courier, each by a statement of its own, so that
// whoever comes second finds nothing.
func (s *Store) claim(ctx context.Context, tx *sqldb.Tx, deliveryID, courierID int64, at time.Time) error {
	open, err := tx.NewSelect().Model((*offerRow)(nil)).
		Where("delivery_id = ? AND courier_id = ? AND NOT declined AND `until` > ?", deliveryID, courierID, at).Exists(ctx)
	if err != nil {
		return fmt.Errorf("read offer of delivery %d: %w", deliveryID, err)
	}
	if !open {
		return offerGone()
	}
	loaded, err := s.load(ctx, tx, deliveryID, courierID, at)
	if err == nil && !loaded {
		return errs.New(codes.FailedPrecondition, "DELIVERY_COURIER_UNAVAILABLE", "您已下线或手上的订单已满")
	}
	return err
}

// load makes sure of a job that nobody has and of a place with a courier on duty, each by a statement that finds it. Without a
// place it returns false; a job that is gone is DELIVERY_OFFER_GONE.
func (s *Store) load(ctx context.Context, tx *sqldb.Tx, deliveryID, courierID int64, at time.Time) (bool, error) {
	res, err := tx.NewUpdate().Model((*deliveryRow)(nil)).Set("courier_id = ?", courierID).
		Where("id = ? AND state = ? AND courier_id = 0", deliveryID, int(domain.Searching)).Exec(ctx)
	if err != nil {
		return false, fmt.Errorf("claim delivery %d: %w", deliveryID, err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return false, offerGone()
	}
	res, err = tx.NewUpdate().Model((*courierRow)(nil)).Set("open_jobs = open_jobs + 1, updated_at = ?", at).
		Where("id = ? AND on_duty AND open_jobs < ?", courierID, s.limits.OpenJobs).Exec(ctx)
	if err != nil {
		return false, fmt.Errorf("load courier %d: %w", courierID, err)
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// Decline turns an open offer down; one that is gone is left alone. The next round, which asks another, is due at once.
func (s *Store) Decline(ctx context.Context, deliveryID, courierID int64, at time.Time) error {
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.NewUpdate().Model((*offerRow)(nil)).Set("declined = ?, `until` = ?", true, at).
			Where("delivery_id = ? AND courier_id = ? AND NOT declined", deliveryID, courierID).Exec(ctx)
		if err != nil {
			return fmt.Errorf("decline delivery %d: %w", deliveryID, err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		if err := s.log(ctx, tx, []logRow{{DeliveryID: deliveryID, Kind: logDeclined, CourierID: courierID, At: at}}); err != nil {
			return err
		}
		d, err := s.one(ctx, tx.NewSelect().Where("id = ?", deliveryID))
		if err != nil || d.State != domain.Searching {
			return err
		}
		return s.outbox.Append(ctx, tx, d.OrderID, &deliveryv1.DispatchDue{DeliveryId: deliveryID, Round: d.Round})
	})
}

// Offers returns the open offers of a courier on duty, the one that ends first at the top.
func (s *Store) Offers(ctx context.Context, courierID int64, at time.Time, limit int) ([]app.Offer, error) {
	var rows []offerRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("courier_id = ? AND `until` > ? AND NOT declined", courierID, at).
		OrderExpr("`until`, delivery_id").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list offers of courier %d: %w", courierID, err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.DeliveryID
	}
	var jobs []deliveryRow
	err = s.db.Reader().NewSelect().Model(&jobs).Where("id IN ? AND state = ?", bun.Tuple(ids), int(domain.Searching)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list offers of courier %d: %w", courierID, err)
	}
	byID := make(map[int64]domain.Facts, len(jobs))
	for i := range jobs {
		if byID[jobs[i].ID], err = s.deliveryFromRow(&jobs[i]); err != nil {
			return nil, err
		}
	}
	var offers []app.Offer
	for _, r := range rows {
		if f, ok := byID[r.DeliveryID]; ok {
			offers = append(offers, app.Offer{Facts: f, Until: r.Until})
		}
	}
	return offers, nil
}
