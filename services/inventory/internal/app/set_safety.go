package app

import (
	"context"

	"dajiu/services/inventory/internal/domain"
)

// SetSafety says at how many available pieces SKUs of a store are low, all or none, and returns their levels by SKU. The
// store's staff and operators call it; repeated it changes nothing. A level out of bounds, or a SKU named twice, is
// INVALID_ARGUMENT naming the field.
func (s *Stock) SetSafety(ctx context.Context, storeID int64, levels []domain.SafetyLevel) ([]domain.Level, error) {
	if err := domain.CheckSafetyLevels(levels); err != nil {
		return nil, err
	}
	return s.Store.SetSafety(ctx, storeID, levels)
}
