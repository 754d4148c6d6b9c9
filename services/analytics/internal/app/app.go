// Package app is what people do with figures: ask for them, keep what they ask, be warned by them, and take lists away as files.
//
// It guarantees that nobody is answered about stores that are not in their reach, and that an export reads as the person who
// asked for it.
//
// It knows no wire format. Start with [Figures.Query].
package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"dajiu/platform/authz"
	"dajiu/platform/clock"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/store"
)

// Labels says what ids of other services are called. What cannot be had now, and need not be, is ErrUnnamed.
type Labels interface {
	// Categories are all kinds of goods, by id.
	Categories(ctx context.Context) (map[int64]Category, error)
	// Brands are the names of all, by id.
	Brands(ctx context.Context) (map[int64]string, error)
	// People are the names of members of staff, by id; those that are not known are left out. With ErrUnnamed there are some.
	People(ctx context.Context, ids []int64) (map[int64]string, error)
}

// ErrUnnamed says that what ids are called cannot be had now: whoever needs only names can do without.
var ErrUnnamed = errors.New("analytics: the names cannot be had now") //nolint:gochecknoglobals // a constant that Go cannot declare as one

// Category is a kind of goods. Parent is 0 at the root.
type Category struct {
	Name   string
	Parent int64
}

// Figures answers questions about figures.
type Figures struct {
	Store  *store.Store
	Labels Labels
	Clock  clock.Clock

	mu     sync.Mutex
	places map[int64]store.Place
	readAt time.Time
}

// placesFresh is how long stores are kept at hand: every question needs them, and they change by the day.
const placesFresh = 5 * time.Second

// Places returns the stores that are known, by id. The caller must not change it.
func (f *Figures) Places(ctx context.Context) (map[int64]store.Place, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if now := f.Clock.Now(); f.places == nil || now.Sub(f.readAt) > placesFresh {
		list, err := f.Store.Places(ctx)
		if err != nil {
			return nil, err
		}
		f.places, f.readAt = make(map[int64]store.Place, len(list)), now
		for _, p := range list {
			f.places[p.StoreID] = p
		}
	}
	return f.places, nil
}

// ReachOf returns the stores in a caller's reach, of a call of scope DATA: nil is all, an empty list none.
func ReachOf(ctx context.Context) []int64 {
	d := authz.DataFrom(ctx)
	if d.All {
		return nil
	}
	return append([]int64{}, d.Stores()...)
}

// narrow returns those stores in reach that a filter asks for; nil: all.
func narrow(reach []int64, f *domain.Filter, places map[int64]store.Place) []int64 {
	list := reach
	if len(f.Stores) > 0 {
		list = both(list, f.Stores)
	}
	if len(f.Merchants)+len(f.Regions) == 0 {
		return list
	}
	named := []int64{}
	for id, p := range places {
		if len(f.Merchants) > 0 && !slices.Contains(f.Merchants, p.MerchantID) {
			continue
		}
		in := func(code int64) bool { return authz.Within(p.Region, code) }
		if len(f.Regions) > 0 && !slices.ContainsFunc(f.Regions, in) {
			continue
		}
		named = append(named, id)
	}
	slices.Sort(named)
	return both(list, named)
}

// both returns what is in two lists, of which nil is everything.
func both(a, b []int64) []int64 {
	if a == nil {
		return b
	}
	list := []int64{}
	for _, id := range b {
		if slices.Contains(a, id) {
			list = append(list, id)
		}
	}
	return list
}

// storeName is what a store is called.
func storeName(places map[int64]store.Place, id int64) string {
	if p, ok := places[id]; ok {
		return p.Name
	}
	return fmt.Sprintf("门店 %d", id)
}

// Among returns those stores of a list that are in reach; all in reach where it is empty.
func Among(reach, stores []int64) []int64 {
	if len(stores) == 0 {
		return reach
	}
	return both(reach, stores)
}
