package store

import (
	"context"
	"fmt"
	"time"

	"github.com/maypok86/otter/v2"

	"dajiu/platform/audit"
	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/domain"
)

// zones remembers how stores deliver, and which set nothing: every quote asks. What this process changes it forgets at
// once; what another changed is told for as long as an entry is fresh.
type zones struct {
	db    *sqldb.DB
	known *otter.Cache[int64, zoneEntry]
}

type zoneEntry struct {
	zone  domain.Zone
	found bool
}

func newZones(db *sqldb.DB, limits Limits) (*zones, error) {
	known, err := otter.New(&otter.Options[int64, zoneEntry]{
		MaximumSize: limits.Zones, ExpiryCalculator: otter.ExpiryWriting[int64, zoneEntry](limits.ZoneFreshFor),
	})
	if err != nil {
		return nil, err
	}
	return &zones{db: db, known: known}, nil
}

func (z *zones) load(ctx context.Context, storeID int64) (zoneEntry, error) {
	var row zoneRow
	err := z.db.Reader().NewSelect().Model(&row).Where("store_id = ?", storeID).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return zoneEntry{}, nil
	}
	if err != nil {
		return zoneEntry{}, fmt.Errorf("read zone of store %d: %w", storeID, err)
	}
	return zoneEntry{zone: zoneFromRow(&row), found: true}, nil
}

// Zone returns how a store delivers; found is false where it set nothing.
func (s *Store) Zone(ctx context.Context, storeID int64) (domain.Zone, bool, error) {
	if e, ok := s.zones.known.GetIfPresent(storeID); ok {
		return e.zone, e.found, nil
	}
	e, err := s.zones.known.Get(ctx, storeID, otter.LoaderFunc[int64, zoneEntry](s.zones.load))
	return e.zone, e.found, err
}

// PutZone sets how a store delivers, and says for the record what changes.
func (s *Store) PutZone(ctx context.Context, z domain.Zone, at time.Time) error {
	row := rowFromZone(z, at)
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		tx.AfterCommit(func() { s.zones.known.Invalidate(z.StoreID) })
		var before zoneRow
		switch err := tx.NewSelect().Model(&before).Where("store_id = ?", z.StoreID).Scan(ctx); {
		case sqldb.IsNotFound(err):
			audit.Change(ctx, nil, row.told())
		case err != nil:
			return fmt.Errorf("read zone of store %d: %w", z.StoreID, err)
		default:
			audit.Change(ctx, before.told(), row.told())
		}
		_, err := sqldb.Upsert(tx.NewInsert().Model(&row), tx, "store_id", "range_meters", "base_fee", "base_meters", "fee_per_km",
			"base_grams", "fee_per_kg", "free_from", "minimum", "night_fee", "prepare_mins", "slot_capacity",
			"corners", "south_e6", "west_e6", "north_e6", "east_e6", "updated_at").Exec(ctx)
		return err //nolint:wrapcheck // the caller names the store
	})
}

// AreaFault is a store with an area, and what is wrong with it as it is stored; nothing where it is sound.
type AreaFault struct {
	StoreID int64
	Fault   string
}

// WalkAreas hands every stored area to yield, by store, until it returns false.
func WalkAreas(ctx context.Context, db *sqldb.DB, yield func(AreaFault) bool) error {
	for after := int64(0); ; {
		var rows []zoneRow
		err := db.Reader().NewSelect().Model(&rows).Where("store_id > ? AND corners IS NOT NULL", after).OrderExpr("store_id").Limit(factsPage).Scan(ctx)
		if err != nil {
			return fmt.Errorf("walk areas: %w", err)
		}
		for i := range rows {
			after = rows[i].StoreID
			if !yield(AreaFault{StoreID: after, Fault: rows[i].fault()}) {
				return nil
			}
		}
		if len(rows) < factsPage {
			return nil
		}
	}
}
