package domain

import (
	"strings"
	"time"

	"dajiu/platform/errs"
)

// Merchant owns stores.
type Merchant struct {
	ID         int64
	Code, Name string
}

// Store is one outlet of a merchant (门店).
type Store struct {
	ID           int64
	Code         string
	MerchantID   int64
	Name         string
	Address      string
	LatE6, LngE6 int32
	// Region is the code of the district it lies in (行政区划代码, GB/T 2260: six digits); 0: not said.
	Region         int32
	Phone          string
	Hours          []Span
	ImageURL       string
	RangeMeters    int32
	Licence        string
	LicenceExpires time.Time
	Paused         bool
	// HoldReason is why an operator keeps it from taking orders (平台停业); empty: none does.
	HoldReason string
	// Suspended says that its merchant is (商家停用).
	Suspended bool
	Version   int64
}

// NewStore checks and tidies a store. One without a valid licence may be stored; it takes no orders.
func NewStore(s Store) (Store, error) {
	s.Name, s.Address, s.Licence = strings.TrimSpace(s.Name), strings.TrimSpace(s.Address), strings.TrimSpace(s.Licence)
	if s.Name == "" {
		return Store{}, errs.Invalid("name", "must not be blank")
	}
	if s.LatE6 < -90e6 || s.LatE6 > 90e6 || s.LngE6 < -180e6 || s.LngE6 > 180e6 {
		return Store{}, errs.Invalid("latE6", "is not on Earth")
	}
	if s.RangeMeters < 0 {
		return Store{}, errs.Invalid("rangeMeters", "must not be negative")
	}
	if err := checkMedia("imageUrl", s.ImageURL); err != nil {
		return Store{}, err
	}
	hours, err := NewHours(s.Hours)
	if err != nil {
		return Store{}, err
	}
	s.Hours = hours
	return s, nil
}

// LicensedAt reports whether the store's food and liquor licence is valid at an instant.
func (s Store) LicensedAt(at time.Time) bool {
	return s.Licence != "" && at.Before(s.LicenceExpires)
}

// TakesOrders reports whether the store takes orders whenever its hours allow.
func (s Store) TakesOrders(at time.Time) bool { return s.State(at) == Taking }

// Reopen changes the hours, and whether the store is paused. A store that is to take orders without a valid licence
// is PRODUCT_STORE_UNLICENSED.
func (s Store) Reopen(hours []Span, paused bool, now time.Time) (Store, error) {
	if !paused && !s.LicensedAt(now) {
		return Store{}, ErrStoreUnlicensed
	}
	hours, err := NewHours(hours)
	if err != nil {
		return Store{}, err
	}
	s.Hours, s.Paused = hours, paused
	return s, nil
}

// Equal reports whether two stores are the same but for their version.
func (s Store) Equal(o Store) bool {
	if len(s.Hours) != len(o.Hours) {
		return false
	}
	for i := range s.Hours {
		if s.Hours[i] != o.Hours[i] {
			return false
		}
	}
	return s.ID == o.ID && s.Code == o.Code && s.MerchantID == o.MerchantID && s.Name == o.Name && s.Address == o.Address &&
		s.LatE6 == o.LatE6 && s.LngE6 == o.LngE6 && s.Region == o.Region && s.Phone == o.Phone && s.ImageURL == o.ImageURL &&
		s.RangeMeters == o.RangeMeters && s.Licence == o.Licence && s.LicenceExpires.Equal(o.LicenceExpires) && s.Paused == o.Paused &&
		s.HoldReason == o.HoldReason && s.Suspended == o.Suspended
}
