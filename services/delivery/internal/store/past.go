package store

import (
	"context"
	"fmt"

	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/domain"
)

// InsertPast stores deliveries of the past in one transaction. It publishes nothing, sets no timer and loads no courier.
func InsertPast(ctx context.Context, db *sqldb.DB, keys *seal.Keyring, list []domain.Facts) error {
	v, err := openVault(ctx, keys)
	if err != nil {
		return err
	}
	rows := make([]deliveryRow, len(list))
	for i, f := range list {
		if rows[i], err = v.rowFromDelivery(f); err != nil {
			return err
		}
	}
	err = db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return sqldb.InsertAll(ctx, tx, rows) })
	if err != nil {
		return fmt.Errorf("insert past deliveries: %w", err)
	}
	return nil
}
