package app

import (
	"context"
	"slices"
	"time"

	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	"dajiu/platform/sqldb"
)

// shanghai is China's only offset from UTC.
const shanghai = 8 * 3600

// Warn tells whoever applied, and whoever reviewed, that a licence ends soon or has ended. A licence that was renewed
// meanwhile has timers of its own.
func (m *Merchants) Warn(ctx context.Context, tx *sqldb.Tx, due *merchantv1.LicenceDue) error {
	ends := time.UnixMilli(due.GetExpireMs()).UTC()
	h, owner, people, found, err := m.Store.LicenceDue(ctx, tx, due.GetLicenceId(), ends)
	if err != nil || !found {
		return err
	}
	const day = 24 * time.Hour
	days := max(0, (ends.Sub(m.Clock.Now())+day-time.Second)/day)
	slices.Sort(people)
	for _, person := range slices.Compact(people) {
		if person == 0 {
			continue
		}
		err := m.Store.Tell(ctx, tx, person, &merchantv1.LicenceEnding{
			UserId: person, MerchantId: owner.ID, MerchantName: owner.Name, StoreName: h.StoreName, Licence: h.Kind.String(), Days: int32(days), //nolint:gosec // at most 30
			Expires: ends.In(time.FixedZone("UTC+8", shanghai)).Format(time.DateOnly),
		})
		if err != nil {
			return err
		}
	}
	return nil
}
