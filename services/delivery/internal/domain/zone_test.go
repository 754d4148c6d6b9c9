package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/money"
	"dajiu/services/delivery/internal/domain"
)

//nolint:gochecknoglobals // fixtures
var (
	zone = domain.Zone{
		StoreID: 4, RangeMeters: 5000, BaseFee: 500, BaseMeters: 1000, FeePerKm: 150, BaseGrams: 3000, FeePerKg: 80,
		FreeFrom: 19_900, Minimum: 2000, NightFee: 300, PrepareMins: 8,
	}
	tariff = domain.Tariff{MetersPerMinute: 250, BufferMinutes: 10}
)

func TestAFeeIsExplainedByItsParts(t *testing.T) {
	t.Parallel()
	night := time.Date(2026, 11, 1, 14, 0, 0, 0, time.UTC) // 22:00 in China
	for _, c := range []struct {
		name  string
		load  domain.Load
		at    time.Time
		fee   money.Fen
		parts []domain.Part
	}{
		{"by day, light", domain.Load{Goods: 5000, Grams: 3000}, noon, 650, []domain.Part{{"BASE", 500}, {"DISTANCE", 150}}},
		{"a gram too heavy", domain.Load{Goods: 5000, Grams: 3001}, noon, 730, []domain.Part{{"BASE", 500}, {"DISTANCE", 150}, {"WEIGHT", 80}}},
		{"by night", domain.Load{Goods: 5000}, night, 950, []domain.Part{{"BASE", 500}, {"DISTANCE", 150}, {"NIGHT", 300}}},
		{"a fen short of free", domain.Load{Goods: 19_899}, noon, 650, []domain.Part{{"BASE", 500}, {"DISTANCE", 150}}},
		{"free", domain.Load{Goods: 19_900}, noon, 0, []domain.Part{{"BASE", 500}, {"DISTANCE", 150}, {"FREE", -650}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			q, err := zone.Quote(storeAt, doorAt, c.load, tariff, c.at)
			require.NoError(t, err)
			require.True(t, q.InRange)
			require.Equal(t, c.fee, q.Fee)
			require.Equal(t, c.parts, q.Parts)
			require.Equal(t, int32(1112), q.DistanceMeters)
			require.Equal(t, int32(8+5+10), q.PromiseMinutes)
			require.Equal(t, money.Fen(2000), q.Minimum)
		})
	}
}

func TestNightIsByTheChineseClock(t *testing.T) {
	t.Parallel()
	for utc, isNight := range map[string]bool{
		"2026-11-01T13:59:59.999Z": false, "2026-11-01T14:00:00Z": true, "2026-11-01T21:59:59Z": true, "2026-11-01T22:00:00Z": false,
		"2026-11-01T16:00:00Z": true, "2026-11-01T04:00:00Z": false,
	} {
		at, err := time.Parse(time.RFC3339, utc)
		require.NoError(t, err)
		q, err := zone.Quote(storeAt, doorAt, domain.Load{}, tariff, at)
		require.NoError(t, err)
		require.Equal(t, isNight, q.Fee == 950, utc)
	}
}

func TestOutOfRangeHasNoFee(t *testing.T) {
	t.Parallel()
	far := domain.Point{LatE6: storeAt.LatE6 + 100_000, LngE6: storeAt.LngE6}
	q, err := zone.Quote(storeAt, far, domain.Load{}, tariff, noon)
	require.NoError(t, err)
	require.False(t, q.InRange)
	require.Zero(t, q.Fee)
	require.Empty(t, q.Parts)
	require.Greater(t, q.DistanceMeters, int32(5000))
	q, err = zone.Quote(domain.Point{}, doorAt, domain.Load{}, tariff, noon)
	require.NoError(t, err)
	require.False(t, q.InRange, "a store without a place delivers nowhere")
}

func TestPartsAlwaysAddUpToTheFee(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		fen := func(name string) money.Fen { return money.Fen(rapid.Int64Range(0, 100_000).Draw(t, name)) }
		z := domain.Zone{
			StoreID: 1, RangeMeters: 50_000, BaseFee: fen("base"), BaseMeters: rapid.Int32Range(0, 50_000).Draw(t, "base meters"), FeePerKm: fen("km"),
			BaseGrams: rapid.Int32Range(0, 1_000_000).Draw(t, "base grams"), FeePerKg: fen("kg"), FreeFrom: fen("free"), NightFee: fen("night"),
		}
		require.NoError(t, z.Check())
		door := domain.Point{LatE6: storeAt.LatE6 + rapid.Int32Range(-200_000, 200_000).Draw(t, "lat"), LngE6: storeAt.LngE6 + rapid.Int32Range(-200_000, 200_000).Draw(t, "lng")}
		load := domain.Load{Goods: fen("goods"), Grams: rapid.Int64Range(0, 5_000_000).Draw(t, "grams")}
		at := noon.Add(time.Duration(rapid.IntRange(0, 24*60).Draw(t, "minutes")) * time.Minute)
		q, err := z.Quote(storeAt, door, load, tariff, at)
		require.NoError(t, err)
		var sum money.Fen
		for _, p := range q.Parts {
			require.NotZero(t, p.Amount)
			sum += p.Amount
		}
		require.Equal(t, q.Fee, sum)
		require.GreaterOrEqual(t, q.Fee, money.Fen(0))
	})
}

func TestAnImpossibleWeightIsAnErrorAndNotAPrice(t *testing.T) {
	t.Parallel()
	_, err := zone.Quote(storeAt, doorAt, domain.Load{Grams: 1<<63 - 1}, domain.Tariff{}, noon)
	require.NoError(t, err, "9.2e15 kg at 0.80 still fit")
	dear := zone
	dear.FeePerKg = 100_000
	_, err = dear.Quote(storeAt, doorAt, domain.Load{Grams: 1<<63 - 1}, domain.Tariff{}, noon)
	require.ErrorIs(t, err, money.ErrOverflow)
}

func TestDistancesAreThoseOfTheEarth(t *testing.T) {
	t.Parallel()
	beijing, shanghai := domain.Point{LatE6: 39_904_200, LngE6: 116_407_400}, domain.Point{LatE6: 31_230_400, LngE6: 121_473_700}
	require.InDelta(t, 1_067_000, beijing.Meters(shanghai), 2000)
	require.Equal(t, beijing.Meters(shanghai), shanghai.Meters(beijing))
	require.Zero(t, beijing.Meters(beijing))
	east, west := domain.Point{LatE6: 1, LngE6: 179_999_000}, domain.Point{LatE6: 1, LngE6: -179_999_000}
	require.Less(t, east.Meters(west), int32(300), "across the date line")
	require.False(t, domain.Point{}.Valid())
	require.False(t, domain.Point{LatE6: 90_000_001, LngE6: 1}.Valid())
}

func TestAZoneWithANegativeNumberIsRefused(t *testing.T) {
	t.Parallel()
	bad := zone
	bad.NightFee = -1
	require.Error(t, bad.Check())
	bad = zone
	bad.StoreID = 0
	require.Error(t, bad.Check())
}
