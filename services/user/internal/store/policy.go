package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authz"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type placeRow struct {
	bun.BaseModel `bun:"table:store_places"`

	StoreID    int64 `bun:"store_id,pk"`
	MerchantID int64 `bun:"merchant_id"`
	Region     int32 `bun:"region"`
	EventID    int64 `bun:"event_id"`
}

// NotePlace keeps where a store belongs, as an event tells; an older event than the one that told it last changes nothing.
// What everybody decides by changes with it.
func (s *Users) NotePlace(ctx context.Context, tx *sqldb.Tx, p authz.Place, eventID int64) error {
	var old placeRow
	err := tx.NewSelect().Model(&old).Where("store_id = ?", p.Store).Scan(ctx)
	if err != nil && !sqldb.IsNotFound(err) {
		return fmt.Errorf("read place of store %d: %w", p.Store, err)
	}
	if err == nil && (old.EventID >= eventID || old.MerchantID == p.Merchant && old.Region == p.Region) {
		return nil
	}
	row := placeRow{StoreID: p.Store, MerchantID: p.Merchant, Region: p.Region, EventID: eventID}
	q := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "store_id", "merchant_id", "region", "event_id")
	if _, err := q.Exec(ctx); err != nil {
		return fmt.Errorf("keep place of store %d: %w", p.Store, err)
	}
	return s.changeAccess(ctx, tx)
}

func authzRole(r domain.Role) authz.Role {
	return authz.Role{ID: r.ID, Kind: optionsv1.Role(r.Kind), Everything: r.Everything, Permissions: r.Permissions}
}

// Policy returns what everybody decides by where it is newer than a version; else the version alone.
func (s *Users) Policy(ctx context.Context, known int64) (authz.Snapshot, error) {
	var version accessRow
	if err := s.db.Reader().NewSelect().Model(&version).Where("id = 1").Scan(ctx); err != nil {
		return authz.Snapshot{}, fmt.Errorf("read access version: %w", err)
	}
	snapshot := authz.Snapshot{Version: version.Version}
	if known == version.Version {
		return snapshot, nil
	}
	roles, err := s.Roles(ctx)
	if err != nil {
		return authz.Snapshot{}, err
	}
	for _, r := range roles {
		snapshot.Roles = append(snapshot.Roles, authzRole(r))
	}
	var places []placeRow
	if err := s.db.Reader().NewSelect().Model(&places).OrderExpr("store_id").Scan(ctx); err != nil {
		return authz.Snapshot{}, fmt.Errorf("list places: %w", err)
	}
	for _, p := range places {
		snapshot.Stores = append(snapshot.Stores, authz.Place{Store: p.StoreID, Merchant: p.MerchantID, Region: p.Region})
	}
	return snapshot, nil
}
