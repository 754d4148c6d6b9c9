package transport

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/services/order/internal/domain"
)

func TestAStoreSeesAMaskOfTheRecipientAndNothingOnceItIsOver(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	f := domain.Facts{
		State: domain.Accepted, Fulfilment: domain.Instant, Remark: "放门口", UpdatedAt: now.Add(-30 * 24 * time.Hour),
		Address: domain.Address{ContactName: "王五", Phone: "13800138000", Text: "成都市人民南路 12 号", LatE6: 30, LngE6: 104},
	}
	for _, c := range []struct {
		name  string
		state domain.State
		ended time.Duration
		shown bool
	}{
		{"an order that is open, however old", domain.Accepted, 30 * 24 * time.Hour, true},
		{"one that was completed yesterday", domain.Completed, 24 * time.Hour, true},
		{"one that was completed a week ago", domain.Completed, 7 * 24 * time.Hour, false},
		{"one that was cancelled long ago", domain.Cancelled, 30 * 24 * time.Hour, false},
	} {
		f.State, f.UpdatedAt = c.state, now.Add(-c.ended)
		shop := orderToProto(f, forStore, now)
		require.Equal(t, c.shown, shop.GetAddress() != nil, c.name)
		require.Equal(t, c.shown, shop.GetRemark() != "", c.name)
		if c.shown {
			a := shop.GetAddress()
			require.Equal(t, []string{"王*", "138****8000", "成都市人民南路****"}, []string{a.GetContactName(), a.GetPhone(), a.GetText()})
			require.Zero(t, a.GetLatE6(), "coordinates name a door")
		}
		require.Equal(t, "13800138000", orderToProto(f, forCustomer, now).GetAddress().GetPhone(), "their own is shown to the customer")
	}
}
