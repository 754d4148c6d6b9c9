package check

import (
	"context"
	"fmt"

	"dajiu/platform/seal"
	"dajiu/services/delivery"
	"dajiu/services/merchant"
	"dajiu/services/order"
	"dajiu/services/user"
)

// Sealed are the columns of a service's store that hold sealed values, and what opens them.
type Sealed struct {
	Service string
	Keys    *seal.Keyring
	Places  []seal.Place
}

// SealedIn lists what the services' stores hold sealed, given their keyrings by name.
func SealedIn(ctx context.Context, keys map[string]*seal.Keyring) ([]Sealed, error) {
	list := make([]Sealed, 0, len(keys))
	for _, s := range []struct {
		name   string
		places func(context.Context, *seal.Keyring) ([]seal.Place, error)
	}{{"user", user.SealedPlaces}, {"order", order.SealedPlaces}, {"delivery", delivery.SealedPlaces}, {"merchant", merchant.SealedPlaces}} {
		places, err := s.places(ctx, keys[s.name])
		if err != nil {
			return nil, fmt.Errorf("check: sealed values of %s: %w", s.name, err)
		}
		list = append(list, Sealed{Service: s.name, Keys: keys[s.name], Places: places})
	}
	return list, nil
}

// checkSealed proves that every sealed value can be read, and that nothing of what is to be sealed lies in clear. What is on
// older keys, or not sealed yet, is moved by a job of the running server: it counts as in flight.
func (r *run) checkSealed(ctx context.Context) error {
	p := r.prove("sealed", "every value that is sealed at rest can be read; none is in clear, none on an older key")
	if len(r.stores.Sealed) == 0 {
		p.Skipped = "no keys were given"
		return nil
	}
	for _, s := range r.stores.Sealed {
		for _, place := range s.Places {
			found, err := s.Keys.Survey(ctx, place)
			if err != nil {
				return fmt.Errorf("check: %s: %w", s.Service, err)
			}
			about := s.Service + " " + found.Place
			p.Rows += found.Sealed + found.Clear
			for _, row := range found.Broken {
				p.wrong(about+" row "+row, "cannot be read")
			}
			p.Violations += found.Unreadable - int64(len(found.Broken))
			if found.Old > 0 {
				p.late(about, "%d of %d values are on older keys", found.Old, found.Sealed)
			}
			if found.Clear > 0 {
				p.late(about, "%d values are in clear", found.Clear)
			}
		}
	}
	return nil
}
