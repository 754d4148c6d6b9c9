package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/delivery/internal/domain"
)

//nolint:gochecknoglobals // fixtures
var (
	noon    = time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC) // 12:00 in China
	storeAt = domain.Point{LatE6: 31_230_000, LngE6: 121_470_000}
	doorAt  = domain.Point{LatE6: 31_240_000, LngE6: 121_470_000}
)

const courier = int64(9)

// in returns a packed delivery in a state, with a courier where the state has one.
func in(state domain.State) domain.Facts {
	f := domain.Facts{ID: 1, OrderID: 2, UserID: 3, StoreID: 4, State: state, Ready: true, Version: 7}
	if state.Carried() || state == domain.HandedOver || state == domain.Returned {
		f.CourierID = courier
	}
	return f
}

// carryOut does an act by the method that stands for it.
func carryOut(d *domain.Delivery, a domain.Act) error {
	switch a {
	case domain.Arrange:
		return d.Arrange(domain.Details{Store: storeAt, Drop: doorAt}, domain.Tariff{}, noon)
	case domain.ArrangePickup:
		return d.Arrange(domain.Details{PickupCode: "12345678"}, domain.Tariff{}, noon)
	case domain.Assign:
		return d.Assign(courier, noon)
	case domain.PickUp:
		return d.PickUp(noon)
	case domain.HandOver:
		return d.HandOver(0, 0, noon)
	case domain.Refuse:
		return d.Refuse(domain.Rejected, "", noon)
	case domain.Return:
		return d.ReceiveReturn(noon)
	case domain.Reassign:
		return d.Reassign(d.Facts().CourierID, "联系不上骑手", noon)
	case domain.Cancel, domain.Recall:
		d.Cancel(noon)
	}
	return nil
}

func TestEveryActInEveryStateDoesWhatTheTableSays(t *testing.T) {
	t.Parallel()
	behind := map[domain.Act][]domain.State{ // acts that are told of success when they are repeated
		domain.Assign:   {domain.Assigned, domain.PickedUp, domain.HandedOver, domain.Refused, domain.Returned},
		domain.PickUp:   {domain.PickedUp, domain.HandedOver, domain.Refused, domain.Returned},
		domain.HandOver: {domain.HandedOver},
		domain.Refuse:   {domain.Refused, domain.Returned},
		domain.Return:   {domain.Returned},
	}
	for _, state := range domain.States() {
		require.True(t, state.Valid())
		require.Contains(t, domain.Transitions, state)
		for _, act := range domain.Acts() {
			want, ok := domain.Transitions[state][act]
			next, err := state.Next(act)
			require.Equal(t, ok, err == nil)
			if !ok {
				require.True(t, errs.HasReason(err, "DELIVERY_STATE_INVALID"))
				require.ErrorContains(t, err, state.String())
				require.ErrorContains(t, err, act.String())
			}
			require.Equal(t, want, next)

			d := domain.Rehydrate(in(state))
			err = carryOut(d, act)
			switch {
			case ok:
				require.NoError(t, err, "%s, %s", state, act)
				require.Equal(t, want, d.Facts().State, "%s, %s", state, act)
				require.Equal(t, []domain.Act{act}, d.Acts())
			case act == domain.Cancel || act == domain.Recall: // one of them where the other cannot be; else nothing
				require.NoError(t, err)
			default:
				require.Equal(t, state, d.Facts().State, "%s, %s", state, act)
				require.Empty(t, d.Acts())
				repeated := false
				for _, s := range behind[act] {
					repeated = repeated || s == state
				}
				require.Equal(t, repeated, err == nil, "%s, %s: %v", state, act, err)
			}
		}
	}
	require.False(t, domain.State(0).Valid())
}

func TestAHandOverAsksForAgeMoneyAndPackedGoods(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		liquor    bool
		unpacked  bool
		due       money.Fen
		checked   domain.AgeCheck
		collected money.Fen
		reason    string
	}{
		{name: "snacks that are paid need nothing"},
		{name: "liquor needs an age check", liquor: true, reason: "DELIVERY_AGE_CHECK_REQUIRED"},
		{name: "plainly an adult", liquor: true, checked: domain.AgeEvident},
		{name: "an ID was shown", liquor: true, checked: domain.AgeIDShown},
		{name: "an age check that there is not", liquor: true, checked: 7, reason: "DELIVERY_AGE_CHECK_REQUIRED"},
		{name: "exactly the money due", due: 4990, collected: 4990},
		{name: "less than is due", due: 4990, collected: 4989, reason: errs.ReasonInvalid},
		{name: "nothing of what is due", due: 4990, reason: errs.ReasonInvalid},
		{name: "more than is due", due: 4990, collected: 5000, reason: errs.ReasonInvalid},
		{name: "money for what is paid already", collected: 1, reason: errs.ReasonInvalid},
		{name: "goods that are not packed", unpacked: true, reason: "DELIVERY_NOT_READY"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, state := range []domain.State{domain.PickedUp, domain.AwaitingPickup} {
				f := in(state)
				f.AgeCheck, f.Collect, f.Ready = c.liquor, c.due, !c.unpacked
				d := domain.Rehydrate(f)
				err := d.HandOver(c.checked, c.collected, noon)
				if c.reason != "" {
					require.True(t, errs.HasReason(err, c.reason), "%v", err)
					require.Equal(t, f, d.Facts())
					continue
				}
				require.NoError(t, err)
				require.Equal(t, domain.HandedOver, d.Facts().State)
				require.Equal(t, c.collected, d.Facts().Collected)
				require.Equal(t, c.checked, d.Facts().Checked)
			}
		})
	}
}

func TestOneJobHasOneCourier(t *testing.T) {
	t.Parallel()
	d := domain.Rehydrate(in(domain.Searching))
	require.NoError(t, d.Assign(courier, noon))
	require.NoError(t, d.Assign(courier, noon), "the winner may repeat")
	require.True(t, errs.HasReason(d.Assign(courier+1, noon), "DELIVERY_OFFER_GONE"))
	require.True(t, errs.HasReason(domain.Rehydrate(in(domain.Cancelled)).Assign(courier, noon), "DELIVERY_OFFER_GONE"))
	require.Len(t, d.Acts(), 1)
}

func TestWhatComesEarlyIsKept(t *testing.T) {
	t.Parallel()
	d, err := domain.Expect(1, 2, 3, 4, noon)
	require.NoError(t, err)
	d.MarkReady(noon)
	d.MarkReady(noon)
	require.Equal(t, int64(2), d.Facts().Version)
	tariff := domain.Tariff{RewardBase: 400, RewardPerKm: 100}
	require.NoError(t, d.Arrange(domain.Details{Store: storeAt, Drop: doorAt}, tariff, noon))
	require.True(t, d.Facts().Ready)
	require.Equal(t, money.Fen(600), d.Facts().Reward, "1.1 km")
	require.False(t, d.Facts().Pickup)

	cancelled, err := domain.Expect(1, 2, 3, 4, noon)
	require.NoError(t, err)
	require.True(t, cancelled.Cancel(noon))
	require.False(t, cancelled.Cancel(noon))
	cancelled.MarkReady(noon)
	require.False(t, cancelled.Facts().Ready)
	_, err = domain.Expect(1, 2, 0, 4, noon)
	require.Error(t, err)
}

func TestGoodsOfACancelledOrderThatJustLeftGoBack(t *testing.T) {
	t.Parallel()
	d := domain.Rehydrate(in(domain.PickedUp))
	require.True(t, d.Cancel(noon))
	require.Equal(t, domain.Refused, d.Facts().State)
	require.NoError(t, d.ReceiveReturn(noon))
	require.False(t, domain.Rehydrate(in(domain.HandedOver)).Cancel(noon))
}

func TestARefusalNeedsAReason(t *testing.T) {
	t.Parallel()
	d := domain.Rehydrate(in(domain.PickedUp))
	require.Error(t, d.Refuse(0, "", noon))
	require.Error(t, d.Refuse(domain.Unreachable+1, "", noon))
	require.NoError(t, d.Refuse(domain.NoID, "证件未带", noon))
	require.True(t, d.Facts().Refusal.ForAge())
	require.True(t, domain.Minor.ForAge())
	require.False(t, domain.Rejected.ForAge())
}
