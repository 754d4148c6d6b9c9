package domain

import (
	"strings"
	"time"

	"dajiu/platform/errs"
)

// StoreState is whether a store takes orders within its hours, and if not, the gravest reason. The numbers are the contract's.
type StoreState int32

// The states.
const (
	Taking StoreState = iota + 1
	PausedByStaff
	HeldByOperator
	SuspendedWithMerchant
	Unlicensed
)

// State tells whether a store takes orders at an instant whenever its hours allow, and if not, why.
func (s Store) State(at time.Time) StoreState {
	switch {
	case !s.LicensedAt(at):
		return Unlicensed
	case s.Suspended:
		return SuspendedWithMerchant
	case s.HoldReason != "":
		return HeldByOperator
	case s.Paused:
		return PausedByStaff
	}
	return Taking
}

// Hold keeps a store from taking orders until it is released, for a reason that must be said.
func (s Store) Hold(reason string) (Store, error) {
	if reason = strings.TrimSpace(reason); reason == "" {
		return Store{}, errs.Invalid("reason", "must not be blank")
	}
	s.HoldReason = reason
	return s, nil
}

// Release ends a hold. A store without a valid licence is PRODUCT_STORE_UNLICENSED.
func (s Store) Release(now time.Time) (Store, error) {
	if s.HoldReason != "" && !s.LicensedAt(now) {
		return Store{}, ErrStoreUnlicensed
	}
	s.HoldReason = ""
	return s, nil
}
