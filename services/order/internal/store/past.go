package store

import (
	"context"
	"fmt"
	"time"

	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// Past is a trade of the past with its orders, whose recorded events are their whole timelines.
type Past struct {
	app.Trade
	Orders []*domain.Order
	// NewID names an entry of a timeline by the moment it happened.
	NewID func(at time.Time) int64
}

// InsertPast stores trades of the past in one transaction. It publishes nothing and sets no timer: the past is over.
func InsertPast(ctx context.Context, db *sqldb.DB, keys *seal.Keyring, trades []Past) error {
	v, err := openVault(ctx, keys)
	if err != nil {
		return err
	}
	rows := make([]tradeRow, len(trades))
	orders := make([]orderRow, 0, len(trades))
	events := make([]eventRow, 0, 8*len(trades))
	for i, t := range trades {
		rows[i] = tradeRow{
			ID: t.ID, UserID: t.UserID, RequestKey: t.Key, RequestHash: t.Hash, PayMethod: int(t.PayMethod), Payable: int64(t.Payable), CreatedAt: t.CreatedAt,
		}
		for _, o := range t.Orders {
			f := o.Facts()
			rows[i].OrderIDs = append(rows[i].OrderIDs, f.ID)
			row, err := v.rowFromOrder(f)
			if err != nil {
				return err
			}
			orders = append(orders, row)
			for _, ev := range o.Recorded() {
				events = append(events, eventRow{
					ID: t.NewID(ev.At), OrderID: f.ID, UserID: f.UserID, Seq: ev.Seq, State: int(ev.State), Actor: string(ev.Actor), Note: ev.Note, At: ev.At,
				})
			}
		}
	}
	err = db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		if err := sqldb.InsertAll(ctx, tx, rows); err != nil {
			return err
		}
		if err := sqldb.InsertAll(ctx, tx, orders); err != nil {
			return err
		}
		return sqldb.InsertAll(ctx, tx, events)
	})
	if err != nil {
		return fmt.Errorf("insert past trades: %w", err)
	}
	return nil
}
