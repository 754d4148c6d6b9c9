package domain_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/order/internal/domain"
)

func TestQuantities(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		quantities []int64
		ok         bool
	}{
		"one bottle":                        {[]int64{1}, true},
		"as many as allowed":                {[]int64{domain.MaxQuantity}, true},
		"none":                              {[]int64{0}, false},
		"less than none":                    {[]int64{-1}, false},
		"more than allowed":                 {[]int64{domain.MaxQuantity + 1}, false},
		"more than allowed, in two parts":   {[]int64{600, 600}, false},
		"so many that a sum would overflow": {[]int64{math.MaxInt64, math.MaxInt64}, false},
		"nothing at all":                    {nil, false},
	} {
		var items []domain.Item
		for _, q := range row.quantities {
			items = append(items, domain.Item{StoreID: 1, SkuID: 2, Quantity: q})
		}
		merged, err := domain.MergeItems(items)
		require.Equal(t, row.ok, err == nil, name)
		if row.ok {
			require.Len(t, merged, 1, name)
		} else {
			require.True(t, errs.HasReason(err, "ORDER_QUANTITY_INVALID"), name)
		}
	}
}

func TestTheStepsOfAPriceAddUpToIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var lines []domain.Line
		for range rapid.IntRange(1, 10).Draw(t, "lines") {
			lines = append(lines, line(rapid.Int64Range(0, 50_000).Draw(t, "price"), rapid.Int64Range(1, 99).Draw(t, "quantity")))
		}
		base, free := rapid.Int64Range(0, 2000).Draw(t, "base"), rapid.Bool().Draw(t, "free")
		d := domain.Delivery{Fee: money.Fen(base), Parts: []domain.Step{{Code: "BASE", Amount: money.Fen(base)}}}
		if free {
			d.Fee, d.Parts = 0, append(d.Parts, domain.Step{Code: "FREE", Amount: money.Fen(-base)})
		}
		priced, err := domain.PriceStore(lines, d)
		require.NoError(t, err)
		var steps, goods money.Fen
		for _, s := range priced.Steps {
			steps += s.Amount
		}
		for _, l := range priced.Lines {
			goods += l.Amount
		}
		require.Equal(t, priced.Payable, steps)
		require.Equal(t, priced.Goods, goods)
		require.Equal(t, priced.Payable, priced.Goods+priced.DeliveryFee)
	})
}

func FuzzPriceStore(f *testing.F) {
	f.Add(int64(100), int64(2), int64(50))
	f.Add(int64(math.MaxInt64), int64(999), int64(-1))
	f.Fuzz(func(t *testing.T, price, quantity, fee int64) {
		priced, err := domain.PriceStore([]domain.Line{line(price, quantity)}, domain.Delivery{Fee: money.Fen(fee)})
		if err != nil {
			return
		}
		if quantity > 0 && (priced.Payable < 0 || priced.Payable > domain.MaxAmount) {
			t.Fatalf("%d × %d + %d costs %d", price, quantity, fee, priced.Payable)
		}
	})
}

func FuzzMergeItems(f *testing.F) {
	f.Add(int64(1), int64(2), int64(3), int64(4))
	f.Fuzz(func(t *testing.T, skuA, a, skuB, b int64) {
		merged, err := domain.MergeItems([]domain.Item{{SkuID: skuA, Quantity: a}, {SkuID: skuB, Quantity: b}})
		if err != nil {
			return
		}
		var sum int64
		for _, it := range merged {
			if it.Quantity < 1 || it.Quantity > domain.MaxQuantity {
				t.Fatalf("%d pieces", it.Quantity)
			}
			sum += it.Quantity
		}
		if sum != a+b {
			t.Fatalf("%d pieces became %d", a+b, sum)
		}
	})
}
