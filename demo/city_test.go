package demo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/demo"
)

func TestEveryAddressIsInRangeOfAStore(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *demo.World) {
		for _, c := range w.Customers {
			require.True(t, len(c.Addresses) >= 1 && len(c.Addresses) <= 3, c.Key)
			require.True(t, c.Addresses[0].Default)
			require.GreaterOrEqual(t, 2026-c.BirthYear, 18, "customers are of age")
			for _, a := range c.Addresses {
				reached := false
				for _, s := range w.Stores {
					reached = reached || a.Point.Meters(s.Point) <= s.RangeMeters
				}
				require.True(t, reached, "%s %s", c.Key, a.Street)
				require.NotEmpty(t, a.Door)
				require.NotEmpty(t, a.Place)
			}
		}
	})
}

func TestStoresLieSpreadOverTheCity(t *testing.T) {
	t.Parallel()
	w := demo.New(1, demo.Options{})
	centre := demo.Point{LatE6: 30625000, LngE6: 104070000}
	widest := 0
	for i, s := range w.Stores {
		require.Less(t, s.Point.Meters(centre), 12000, s.Key)
		for _, other := range w.Stores[:i] {
			d := s.Point.Meters(other.Point)
			require.Greater(t, d, 500, "%s and %s", s.Key, other.Key)
			widest = max(widest, d)
		}
	}
	require.Greater(t, widest, 8000)
}

func TestEveryStoreIsOpenLicensedAndStaffed(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *demo.World) {
		merchants, crew, riders := map[string]bool{}, map[string]map[demo.Role]bool{}, map[string]int{}
		for _, m := range w.Merchants {
			merchants[m.Key] = true
			require.Regexp(t, `^91\d{6}MA[0-9A-Y]{8}$`, m.LicenceNo)
		}
		for _, s := range w.Staff {
			if crew[s.StoreKey] == nil {
				crew[s.StoreKey] = map[demo.Role]bool{}
			}
			crew[s.StoreKey][s.Role] = true
		}
		for _, c := range w.Couriers {
			riders[c.StoreKey]++
		}
		past := 0
		for _, s := range w.Stores {
			require.True(t, merchants[s.MerchantKey], s.Key)
			require.Regexp(t, `^JY1\d{13}$`, s.FoodLicence)
			require.Greater(t, s.LicenceExpiry, "2027-05-01", s.Key)
			require.True(t, crew[s.Key][demo.RoleManager] && crew[s.Key][demo.RoleClerk], s.Key)
			require.Positive(t, riders[s.Key], s.Key)
			require.Positive(t, s.Fee.FreeOver-s.Fee.MinOrder, s.Key)
			last := 0
			for _, h := range s.Hours {
				require.GreaterOrEqual(t, h.Open, last, s.Key)
				require.Greater(t, h.Close, h.Open, s.Key)
				last = h.Close
			}
			require.LessOrEqual(t, last-s.Hours[0].Open, 24*60, "%s would overlap its next day", s.Key)
			if last > 24*60 {
				past++
			}
		}
		require.True(t, crew[""][demo.RoleAdmin] && crew[""][demo.RoleFinance], "the platform has operators")
		require.GreaterOrEqual(t, past, 3, "some stores close after midnight")
	})
}

func TestEveryStoreCarriesAFullShelfWithSomeSoldOut(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *demo.World) {
		known := map[string]bool{}
		for _, k := range w.SKUs {
			known[k.Key] = true
		}
		carried, soldOut := map[string]int{}, 0
		for _, a := range w.Assortment {
			require.True(t, known[a.SKUKey], a.SKUKey)
			carried[a.StoreKey]++
			require.GreaterOrEqual(t, a.Stock, 0)
			if a.Stock == 0 {
				soldOut++
			}
		}
		for _, s := range w.Stores {
			require.True(t, carried[s.Key] >= 250 && carried[s.Key] <= 500, "%s carries %d", s.Key, carried[s.Key])
		}
		require.Positive(t, soldOut)
		require.Less(t, soldOut, len(w.Assortment)/10)
	})
}

func TestDistanceIsThatOnTheGround(t *testing.T) {
	t.Parallel()
	a, b := demo.Point{LatE6: 30657200, LngE6: 104081500}, demo.Point{LatE6: 30545700, LngE6: 104066800}
	require.InDelta(t, 12480, a.Meters(b), 60)
	require.Equal(t, a.Meters(b), b.Meters(a))
	require.Zero(t, a.Meters(a))
}

func TestScalingReachesTheWantedNumber(t *testing.T) {
	t.Parallel()
	w := demo.New(1, demo.Options{SKUs: 10000})
	require.GreaterOrEqual(t, len(w.SKUs), 10000)
	require.Less(t, len(w.SKUs), 10010)
	base := demo.New(1, demo.Options{})
	require.Equal(t, base.SKUs, w.SKUs[:len(base.SKUs)], "the base catalogue stays what it is")
}
