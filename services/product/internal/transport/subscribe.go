package transport

import (
	"context"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/store"
)

// Subscribe makes the catalogue follow what stores have in stock and what customers receive, and notice when a
// licence runs out.
func Subscribe(c *outbox.Consumer, rows *store.Catalog) {
	s := &subscriber{rows: rows}
	outbox.On(c, s.availabilityChanged)
	outbox.On(c, s.licenceDue)
	outbox.On(c, s.delivered)
}

type subscriber struct{ rows *store.Catalog }

func (s *subscriber) availabilityChanged(ctx context.Context, tx *sqldb.Tx, m outbox.Meta, ev *inventoryv1.AvailabilityChanged) error {
	return s.rows.NoteAvailability(ctx, tx, ev.GetStoreId(), ev.GetSkuId(), ev.GetInStock(), m.EventID)
}

func (s *subscriber) licenceDue(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *productv1.StoreLicenceDue) error {
	return s.rows.TellLicenceOver(ctx, tx, ev.GetStoreId())
}

func (s *subscriber) delivered(ctx context.Context, tx *sqldb.Tx, m outbox.Meta, ev *orderv1.OrderDelivered) error {
	pieces := map[int64]int64{}
	for _, l := range ev.GetLines() {
		pieces[l.GetSkuId()] += l.GetQuantity()
	}
	return s.rows.NoteSales(ctx, tx, m.At, pieces)
}
