// Package app is what can be done with stock beside following orders: promising it, giving it back, and adjusting it
// by hand.
//
// It guarantees that what reaches the store was checked by the domain and carries the time of the injected clock.
//
// It knows no SQL and no wire format. Start with [Stock.Reserve].
package app

import (
	"context"
	"time"

	"dajiu/platform/clock"
	"dajiu/services/inventory/internal/domain"
)

// Movement is an entry of the stock ledger.
type Movement struct {
	ID, OrderID int64
	domain.Move
	Note  string
	Actor int64
	At    time.Time
}

// Adjusting is a correction by hand.
type Adjusting struct {
	StoreID int64
	Kind    domain.Kind
	Lines   []domain.Adjustment
	Note    string
	// Key names this attempt among the store's: repeated, it changes nothing again.
	Key string
	// Actor is the person who adjusts.
	Actor int64
	// Hash tells a repetition of a request from another request under the same key.
	Hash int64
	At   time.Time
}

// Store keeps stock.
type Store interface {
	Reserve(ctx context.Context, r *domain.Reservation) error
	Adjust(ctx context.Context, a Adjusting) ([]domain.Level, error)
	SetSafety(ctx context.Context, storeID int64, levels []domain.SafetyLevel) ([]domain.Level, error)
}

// Stock is the use cases.
type Stock struct {
	Store Store
	Clock clock.Clock
}
