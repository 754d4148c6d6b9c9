package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/authn"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

type logRow struct {
	bun.BaseModel `bun:"table:delivery_log"`

	ID         int64     `bun:"id,pk"`
	DeliveryID int64     `bun:"delivery_id"`
	Kind       string    `bun:"kind"`
	CourierID  int64     `bun:"courier_id"`
	ActorID    int64     `bun:"actor_id"`
	Note       string    `bun:"note"`
	At         time.Time `bun:"at"`
}

// The kinds of entries that are no act of a delivery's own.
const (
	logOffered  = "OFFERED"
	logDeclined = "DECLINED"
)

// logKind names an act as the log does.
func logKind(act domain.Act) string {
	switch act {
	case domain.Arrange, domain.ArrangePickup:
		return "ARRANGED"
	case domain.Assign:
		return "ASSIGNED"
	case domain.Reassign:
		return "REASSIGNED"
	case domain.PickUp:
		return "PICKED_UP"
	case domain.HandOver:
		return "HANDED_OVER"
	case domain.Refuse:
		return "REFUSED"
	case domain.Return:
		return "RETURNED"
	case domain.Cancel:
		return "CANCELLED"
	case domain.Recall:
		return "RECALLED"
	}
	return "CHANGED"
}

// logActs writes down what happened to a delivery in this transaction, and who did it. Courier is whom it was taken from.
func (s *Store) logActs(ctx context.Context, tx *sqldb.Tx, d *domain.Delivery, courier int64) error {
	f := d.Facts()
	if f.CourierID != 0 {
		courier = f.CourierID
	}
	entries := make([]logRow, len(d.Acts()))
	for i, act := range d.Acts() {
		entries[i] = logRow{DeliveryID: f.ID, Kind: logKind(act), CourierID: courier, Note: f.Note, At: f.UpdatedAt}
	}
	return s.log(ctx, tx, entries)
}

// log stores entries; who acts is the caller of the context, nobody where an event or a timer is the cause.
func (s *Store) log(ctx context.Context, tx *sqldb.Tx, entries []logRow) error {
	if len(entries) == 0 {
		return nil
	}
	for i := range entries {
		entries[i].ID, entries[i].ActorID = s.ids.NextFor(entries[i].DeliveryID), authn.From(ctx).UserID
	}
	if err := sqldb.InsertAll(ctx, tx, entries); err != nil {
		return fmt.Errorf("log of delivery %d: %w", entries[0].DeliveryID, err)
	}
	return nil
}

// mostLogged is how many entries of one delivery are shown: the first.
const mostLogged = 500

// Log returns what happened to a delivery, oldest first.
func (s *Store) Log(ctx context.Context, deliveryID int64) ([]app.Logged, error) {
	rows, err := sqldb.Find[logRow](ctx, s.db.Reader(), "WHERE delivery_id = ? ORDER BY id LIMIT ?", deliveryID, mostLogged)
	if err != nil {
		return nil, fmt.Errorf("read log of delivery %d: %w", deliveryID, err)
	}
	list := make([]app.Logged, len(rows))
	for i, r := range rows {
		list[i] = app.Logged{Kind: r.Kind, CourierID: r.CourierID, ActorID: r.ActorID, Note: r.Note, At: r.At}
	}
	return list, nil
}

// takeBack tells a courier that a job is not theirs any more, and keeps it from being offered to them again for a while.
func (s *Store) takeBack(ctx context.Context, tx *sqldb.Tx, before, after domain.Facts) error {
	if before.CourierID == 0 || after.CourierID != 0 {
		return nil
	}
	row := offerRow{DeliveryID: after.ID, CourierID: before.CourierID, Declined: true, Until: after.UpdatedAt}
	if _, err := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "delivery_id, courier_id", "declined", "`until`").Exec(ctx); err != nil {
		return fmt.Errorf("take delivery %d back: %w", after.ID, err)
	}
	ev := &deliveryv1.JobChanged{
		OrderId: after.OrderID, DeliveryId: after.ID, CourierId: before.CourierID, State: deliveryv1.DeliveryState(after.State), //nolint:gosec // small enum
	}
	if err := s.outbox.Append(ctx, tx, after.OrderID, ev); err != nil {
		return fmt.Errorf("tell courier of delivery %d: %w", after.ID, err)
	}
	return nil
}
