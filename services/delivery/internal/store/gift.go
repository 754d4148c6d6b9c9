package store

import (
	"context"
	"fmt"

	"google.golang.org/grpc/codes"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

// Give takes a job from its courier and gives it to another who is named, both or neither. The job and the place are claimed by
// the statements by which a courier takes an offer, so that however many give and take at once, one has it. Both are told, and
// both acts are on record with the operator's reason.
func (s *Store) Give(ctx context.Context, scope app.Scope, g app.Gift) (f domain.Facts, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		before, err := s.one(ctx, scoped(tx.NewSelect(), scope).Where("id = ?", g.DeliveryID))
		if err != nil {
			return err
		}
		var done bool
		f, err = s.change(ctx, tx, before, func(d *domain.Delivery) error {
			done, err = d.GiveTo(g.From, g.To, g.Why, g.At)
			return err
		})
		if err != nil || done {
			return err
		}
		if err := s.claimFor(ctx, tx, g); err != nil {
			return err
		}
		f.Note = g.Why
		if f, err = s.change(ctx, tx, f, func(d *domain.Delivery) error { return d.Assign(g.To, g.At) }); err != nil {
			return err
		}
		ev := &deliveryv1.JobChanged{
			OrderId: f.OrderID, DeliveryId: f.ID, CourierId: g.To, State: deliveryv1.DeliveryState(f.State), Ready: f.Ready, //nolint:gosec // small enum
		}
		if err := s.outbox.Append(ctx, tx, f.OrderID, ev); err != nil {
			return fmt.Errorf("tell courier of delivery %d: %w", f.ID, err)
		}
		return nil
	})
	return f, err
}

// claimFor makes sure of the job and of a place with who is to get it, and tells the operator why not.
func (s *Store) claimFor(ctx context.Context, tx *sqldb.Tx, g app.Gift) error {
	loaded, err := s.load(ctx, tx, g.DeliveryID, g.To, g.At)
	if err != nil || loaded {
		return err
	}
	var row courierRow
	switch err := tx.NewSelect().Model(&row).Where("id = ?", g.To).Scan(ctx); {
	case sqldb.IsNotFound(err):
		return errs.New(codes.NotFound, "DELIVERY_COURIER_NOT_FOUND", "没有这位骑手，或从未上线")
	case err != nil:
		return fmt.Errorf("read courier %d: %w", g.To, err)
	case !row.OnDuty:
		return errs.New(codes.FailedPrecondition, "DELIVERY_COURIER_UNAVAILABLE", "这位骑手已下线，请改派他人")
	}
	return errs.Newf(codes.FailedPrecondition, "DELIVERY_COURIER_UNAVAILABLE", "这位骑手手上已有 %d 单，不能再接", row.OpenJobs)
}
