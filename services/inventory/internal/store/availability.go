package store

import (
	"context"

	"github.com/maypok86/otter/v2"

	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// availability remembers what can be promised, for the pages that everybody looks at. It is a hint: what decides is
// the statement that reserves. What this process changes it forgets at once; what another process changed is told for
// as long as an entry is fresh.
type availability struct {
	db    *sqldb.DB
	known *otter.Cache[place, int64]
}

// place is a SKU in a store.
type place struct{ storeID, skuID int64 }

func newAvailability(db *sqldb.DB, cfg Cache) (*availability, error) {
	known, err := otter.New(&otter.Options[place, int64]{
		MaximumSize: cfg.Size, ExpiryCalculator: otter.ExpiryWriting[place, int64](cfg.Fresh),
	})
	if err != nil {
		return nil, err
	}
	return &availability{db: db, known: known}, nil
}

// of returns how many of each SKU can be promised, in the order asked for; of a SKU the store never had, none.
func (a *availability) of(ctx context.Context, storeID int64, skus []int64) ([]int64, error) {
	found := make([]int64, len(skus))
	var missing []place
	for i, sku := range skus {
		n, ok := a.known.GetIfPresent(place{storeID, sku})
		if !ok {
			missing = append(missing, place{storeID, sku})
			continue
		}
		found[i] = n
	}
	if len(missing) == 0 {
		return found, nil
	}
	loaded, err := a.known.BulkGet(ctx, missing, otter.BulkLoaderFunc[place, int64](a.load))
	if err != nil {
		return nil, err
	}
	for i, sku := range skus {
		if n, ok := loaded[place{storeID, sku}]; ok {
			found[i] = n
		}
	}
	return found, nil
}

// load reads places of one store: all that one call asks for.
func (a *availability) load(ctx context.Context, places []place) (map[place]int64, error) {
	skus := make([]int64, len(places))
	values := make(map[place]int64, len(places))
	for i, p := range places {
		skus[i] = p.skuID
		values[p] = 0
	}
	levels, err := levelsOf(ctx, a.db.Reader(), places[0].storeID, skus)
	if err != nil {
		return nil, err
	}
	for _, l := range levels {
		values[place{places[0].storeID, l.SkuID}] = l.Available()
	}
	return values, nil
}

// forget drops what moves changed.
func (a *availability) forget(storeID int64, moves []domain.Move) {
	for _, m := range moves {
		if m.OnHand != m.Reserved {
			a.known.Invalidate(place{storeID, m.SkuID})
		}
	}
}
