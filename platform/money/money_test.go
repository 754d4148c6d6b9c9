package money_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/money"
)

func TestSplitLosesNoFenAndFavoursNobodyByMoreThanOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64().Draw(t, "amount")
		weights := rapid.SliceOfN(rapid.Int64Range(0, math.MaxInt64), 1, 12).Draw(t, "weights")
		shares, err := money.Split(money.Fen(amount), weights)
		total := new(big.Int)
		for _, w := range weights {
			total.Add(total, big.NewInt(w))
		}
		if total.Sign() == 0 {
			require.ErrorIs(t, err, money.ErrWeights)
			return
		}
		require.NoError(t, err)
		sum := new(big.Int)
		for i, share := range shares {
			sum.Add(sum, big.NewInt(int64(share)))
			// |share*total - amount*weight| < total: less than one fen from the exact share.
			off := new(big.Int).Mul(big.NewInt(int64(share)), total)
			off.Sub(off, new(big.Int).Mul(big.NewInt(amount), big.NewInt(weights[i])))
			require.Negative(t, off.Abs(off).Cmp(total))
		}
		require.Zero(t, sum.Cmp(big.NewInt(amount)))
	})
}

func TestArithmeticIsExactOrReportsOverflow(t *testing.T) {
	t.Parallel()
	limit := func(v *big.Int) bool { return v.IsInt64() }
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		exact := new(big.Int).Add(big.NewInt(a), big.NewInt(b))
		sum, err := money.Add(money.Fen(a), money.Fen(b))
		if limit(exact) {
			require.NoError(t, err)
			require.Equal(t, exact.Int64(), int64(sum))
		} else {
			require.ErrorIs(t, err, money.ErrOverflow)
		}
		exact.Mul(big.NewInt(a), big.NewInt(b))
		product, err := money.Mul(money.Fen(a), b)
		switch {
		case err != nil:
			require.ErrorIs(t, err, money.ErrOverflow)
			require.True(t, !limit(exact) || exact.Int64() == math.MinInt64)
		default:
			require.Equal(t, exact.String(), big.NewInt(int64(product)).String())
		}
	})
}

func FuzzSplit(f *testing.F) {
	f.Add(int64(100), int64(1), int64(1), int64(1))
	f.Add(int64(-7), int64(3), int64(0), int64(5))
	f.Fuzz(func(t *testing.T, amount, a, b, c int64) {
		shares, err := money.Split(money.Fen(amount), []int64{a, b, c})
		if err != nil {
			return
		}
		total, err := money.Sum(shares...)
		if err == nil && int64(total) != amount {
			t.Fatalf("%v add up to %d, not %d", shares, total, amount)
		}
	})
}

func TestAmountsReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for amount, want := range map[money.Fen]string{0: "¥0.00", 5: "¥0.05", 1230: "¥12.30", -5: "-¥0.05", math.MinInt64: "-¥92233720368547758.08"} {
		require.Equal(t, want, amount.String())
	}
}
