package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/errs"
	"dajiu/services/inventory/internal/domain"
)

func TestAnAdjustmentKeepsWhatIsPromised(t *testing.T) {
	t.Parallel()
	level := domain.Level{SkuID: 1, OnHand: 10, Reserved: 4}
	for _, c := range []struct {
		name     string
		kind     domain.Kind
		quantity int64
		want     int64
		reason   string
	}{
		{"goods arrive", domain.KindReceive, 5, 5, ""},
		{"a bottle breaks", domain.KindDamage, -1, -1, ""},
		{"all that is free breaks", domain.KindDamage, -6, -6, ""},
		{"a promised bottle breaks", domain.KindDamage, -7, 0, "INVENTORY_BELOW_RESERVED"},
		{"a count finds more", domain.KindCount, 12, 2, ""},
		{"a count finds the same", domain.KindCount, 10, 0, ""},
		{"a count finds just what is promised", domain.KindCount, 4, -6, ""},
		{"a count finds less than is promised", domain.KindCount, 3, 0, "INVENTORY_BELOW_RESERVED"},
		{"more than any shop holds", domain.KindReceive, domain.MaxOnHand, 0, "INVENTORY_QUANTITY_INVALID"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m, err := level.Adjust(c.kind, domain.Adjustment{SkuID: 1, Quantity: c.quantity})
			if c.reason != "" {
				require.True(t, errs.HasReason(err, c.reason), "%v", err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, domain.Move{SkuID: 1, Kind: c.kind, OnHand: c.want}, m)
		})
	}
}

func TestAQuantityFitsItsKind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind     domain.Kind
		quantity int64
		ok       bool
	}{
		{domain.KindReceive, 1, true},
		{domain.KindReceive, 0, false},
		{domain.KindReceive, -1, false},
		{domain.KindDamage, -1, true},
		{domain.KindDamage, 1, false},
		{domain.KindCount, 0, true},
		{domain.KindCount, -1, false},
		{domain.KindReserve, 1, false},
	} {
		err := domain.CheckAdjustments(c.kind, []domain.Adjustment{{SkuID: 1, Quantity: c.quantity}})
		require.Equal(t, c.ok, err == nil, "%d of kind %d", c.quantity, c.kind)
	}
	require.Error(t, domain.CheckAdjustments(domain.KindReceive, []domain.Adjustment{{SkuID: 1, Quantity: 1}, {SkuID: 1, Quantity: 1}}))
}

func TestCrossingZeroIsSeenFromTheLevelAfterTheMove(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before := domain.Level{OnHand: rapid.Int64Range(0, 5).Draw(t, "on hand")}
		before.Reserved = rapid.Int64Range(0, before.OnHand).Draw(t, "reserved")
		m := domain.Move{OnHand: rapid.Int64Range(-5, 5).Draw(t, "hand"), Reserved: rapid.Int64Range(-5, 5).Draw(t, "promise")}
		after := domain.Level{OnHand: before.OnHand + m.OnHand, Reserved: before.Reserved + m.Reserved}
		require.Equal(t, (before.Available() == 0) != (after.Available() <= 0), after.Crossed(m))
	})
}

func TestEveryShortLineIsNamed(t *testing.T) {
	t.Parallel()
	err := domain.Shortage(7, []domain.Line{{1, 2}, {2, 2}, {3, 1}}, []domain.Level{{SkuID: 1, OnHand: 2, Reserved: 1}, {SkuID: 2, OnHand: 2}})
	require.True(t, errs.HasReason(err, "INVENTORY_STOCK_SHORT"))
	require.Equal(t, []errs.Field{{Path: "stores[7].skus[1]", Reason: "仅剩 1 件"}, {Path: "stores[7].skus[3]", Reason: "仅剩 0 件"}}, errs.From(err).Fields())
	require.NoError(t, domain.Shortage(7, []domain.Line{{1, 1}}, []domain.Level{{SkuID: 1, OnHand: 1}}))
}

func TestASkuIsLowAtItsSafetyLevelAndNotWithoutOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		level domain.Level
		below bool
	}{
		{"more than the level is there", domain.Level{OnHand: 6, Safety: 5}, false},
		{"just the level is there", domain.Level{OnHand: 5, Safety: 5}, true},
		{"what is promised does not count", domain.Level{OnHand: 9, Reserved: 4, Safety: 5}, true},
		{"nothing is there, and no level is set", domain.Level{}, false},
		{"nothing is there", domain.Level{Safety: 1}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.below, c.level.BelowSafety())
			require.Equal(t, c.below, c.level.CrossedSafety(), "nobody was told yet")
			c.level.Low = true
			require.Equal(t, !c.below, c.level.CrossedSafety(), "it was told that it is low")
		})
	}
}

func TestSafetyLevelsAreNamedOnceAndWithinBounds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		levels []domain.SafetyLevel
		field  string
	}{
		{"two SKUs, one of which has none any more", []domain.SafetyLevel{{1, 5}, {2, 0}}, ""},
		{"a SKU twice", []domain.SafetyLevel{{1, 5}, {1, 6}}, "levels[1].skuId"},
		{"no SKU", []domain.SafetyLevel{{0, 5}}, "levels[0].skuId"},
		{"less than nothing", []domain.SafetyLevel{{1, -1}}, "levels[0].level"},
		{"more than any shop keeps", []domain.SafetyLevel{{1, domain.MaxSafety + 1}}, "levels[0].level"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			err := domain.CheckSafetyLevels(c.levels)
			if c.field == "" {
				require.NoError(t, err)
				return
			}
			require.Equal(t, c.field, errs.From(err).Fields()[0].Path)
		})
	}
}
