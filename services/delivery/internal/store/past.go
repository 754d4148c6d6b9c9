package store

import (
	"context"
	"fmt"

	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/domain"
)

// InsertPast stores deliveries of the past in one transaction. It publishes nothing, sets no timer and loads no courier.
func InsertPast(ctx context.Context, db *sqldb.DB, list []domain.Facts) error {
	rows := make([]deliveryRow, len(list))
	for i, f := range list {
		rows[i] = rowFromDelivery(f)
	}
	err := db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return sqldb.InsertAll(ctx, tx, rows) })
	if err != nil {
		return fmt.Errorf("insert past deliveries: %w", err)
	}
	return nil
}
