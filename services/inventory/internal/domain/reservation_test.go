package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/errs"
	"dajiu/services/inventory/internal/domain"
)

//nolint:gochecknoglobals // a fixture
var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

func TestEveryActInEveryStateDoesWhatTheTableSays(t *testing.T) {
	t.Parallel()
	for _, state := range domain.States() {
		require.True(t, state.Valid())
		require.Contains(t, domain.Transitions, state)
		for _, act := range domain.Acts() {
			r := domain.Rehydrate(domain.Facts{OrderID: 1, StoreID: 2, State: state, Lines: []domain.Line{{SkuID: 3, Quantity: 4}}, Version: 7})
			err := r.Do(act, noon)
			want, ok := domain.Transitions[state][act]
			if !ok {
				require.True(t, errs.HasReason(err, "INVENTORY_RESERVATION_STATE_INVALID"), "%s, %s", state, act)
				require.ErrorContains(t, err, state.String())
				require.ErrorContains(t, err, act.String())
				require.Equal(t, state, r.Facts().State)
				require.Empty(t, r.Moves())
				continue
			}
			require.NoError(t, err)
			require.Equal(t, want, r.Facts().State, "%s, %s", state, act)
			require.Equal(t, int64(8), r.Facts().Version)
		}
	}
	require.False(t, domain.State(0).Valid())
}

func TestMovesOfAnActNameWhatHappenedOnTheShelf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		from domain.State
		act  domain.Act
		want []domain.Move
	}{
		{"a confirmed promise moves nothing", domain.Held, domain.Confirm, nil},
		{"goods that leave end their promise", domain.Confirmed, domain.Commit, []domain.Move{{SkuID: 3, Kind: domain.KindCommit, OnHand: -4, Reserved: -4}}},
		{"goods may leave before the confirmation is heard of", domain.Held, domain.Commit, []domain.Move{{SkuID: 3, Kind: domain.KindCommit, OnHand: -4, Reserved: -4}}},
		{"a cancelled order gives back", domain.Confirmed, domain.Release, []domain.Move{{SkuID: 3, Kind: domain.KindRelease, Reserved: -4}}},
		{"goods come back", domain.Committed, domain.Restock, []domain.Move{{SkuID: 3, Kind: domain.KindReturn, OnHand: 4}}},
		{"goods that came back before it was heard they left only end the promise", domain.Confirmed, domain.Restock, []domain.Move{{SkuID: 3, Kind: domain.KindRelease, Reserved: -4}}},
		{"time gives back", domain.Held, domain.Expire, []domain.Move{{SkuID: 3, Kind: domain.KindRelease, Reserved: -4}}},
		{"a late payment takes again", domain.Expired, domain.Confirm, []domain.Move{{SkuID: 3, Kind: domain.KindReserve, Reserved: 4}}},
		{"an expired order whose goods left takes them off", domain.Expired, domain.Commit, []domain.Move{{SkuID: 3, Kind: domain.KindCommit, OnHand: -4}}},
		{"a failed revival moves nothing", domain.Expired, domain.Fail, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := domain.Rehydrate(domain.Facts{State: c.from, Lines: []domain.Line{{SkuID: 3, Quantity: 4}}})
			require.NoError(t, r.Do(c.act, noon))
			require.Equal(t, c.want, r.Moves())
		})
	}
}

func TestNoPathThroughTheTableLosesOrInventsABottle(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r, err := domain.Reserve(1, 2, []domain.Line{{SkuID: 3, Quantity: 1}}, noon, noon)
		require.NoError(t, err)
		for range rapid.IntRange(0, 8).Draw(t, "acts") {
			_ = r.Do(rapid.SampledFrom(domain.Acts()).Draw(t, "act"), noon)
		}
		var onHand, reserved int64
		for _, m := range r.Moves() {
			onHand, reserved = onHand+m.OnHand, reserved+m.Reserved
		}
		state := r.Facts().State
		require.Equal(t, state == domain.Committed, onHand == -1, "%s", state)
		require.Equal(t, state.Open(), reserved == 1, "%s", state)
		require.True(t, onHand == 0 || onHand == -1)
		require.True(t, reserved == 0 || reserved == 1)
	})
}

func TestLinesHaveOneForm(t *testing.T) {
	t.Parallel()
	lines, err := domain.NewLines([]domain.Line{{SkuID: 9, Quantity: 1}, {SkuID: 2, Quantity: 3}, {SkuID: 9, Quantity: 4}})
	require.NoError(t, err)
	require.Equal(t, []domain.Line{{SkuID: 2, Quantity: 3}, {SkuID: 9, Quantity: 5}}, lines)
	for name, bad := range map[string][]domain.Line{
		"none":         nil,
		"zero":         {{SkuID: 1}},
		"negative":     {{SkuID: 1, Quantity: -1}},
		"too many":     {{SkuID: 1, Quantity: 10_000}},
		"many in sum":  {{SkuID: 1, Quantity: 9_999}, {SkuID: 1, Quantity: 1}},
		"not a SKU":    {{SkuID: 0, Quantity: 1}},
		"201 of them":  make([]domain.Line, 201),
		"negative SKU": {{SkuID: -4, Quantity: 1}},
	} {
		_, err := domain.NewLines(bad)
		require.Error(t, err, name)
	}
}

func TestARepeatedReserveIsToldFromAnotherOne(t *testing.T) {
	t.Parallel()
	lines := []domain.Line{{SkuID: 3, Quantity: 4}}
	other := []domain.Line{{SkuID: 3, Quantity: 5}}
	for _, state := range domain.States() {
		r := domain.Rehydrate(domain.Facts{OrderID: 1, StoreID: 2, State: state, Lines: lines})
		if state.Open() || state == domain.Committed {
			require.NoError(t, r.SameAs(2, lines))
			require.True(t, errs.HasReason(r.SameAs(2, other), "INVENTORY_RESERVATION_DIFFERS"))
			require.True(t, errs.HasReason(r.SameAs(9, lines), "INVENTORY_RESERVATION_DIFFERS"))
			continue
		}
		require.True(t, errs.HasReason(r.SameAs(2, lines), "INVENTORY_RESERVATION_RELEASED"))
	}
	require.True(t, errs.HasReason(domain.Tombstone(1, noon).SameAs(2, lines), "INVENTORY_RESERVATION_RELEASED"))
}

func TestAPromiseIsDueOnlyWhileNobodyConfirmedIt(t *testing.T) {
	t.Parallel()
	for _, state := range domain.States() {
		r := domain.Rehydrate(domain.Facts{State: state, ExpiresAt: noon})
		require.Equal(t, state == domain.Held, r.Due(noon))
		require.False(t, r.Due(noon.Add(-time.Millisecond)))
	}
}

func TestAPromiseNeedsAnOrderAStoreLinesAndAnEnd(t *testing.T) {
	t.Parallel()
	lines := []domain.Line{{SkuID: 3, Quantity: 4}}
	for _, err := range []error{
		second(domain.Reserve(0, 1, lines, noon, noon)), second(domain.Reserve(1, 0, lines, noon, noon)),
		second(domain.Reserve(1, 1, nil, noon, noon)), second(domain.Reserve(1, 1, lines, time.Time{}, noon)),
	} {
		require.True(t, errs.HasReason(err, errs.ReasonInvalid))
	}
}

func second(_ *domain.Reservation, err error) error { return err }
