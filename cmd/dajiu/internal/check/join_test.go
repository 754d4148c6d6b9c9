package check

import (
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func stream(keys []int64, fault error) iter.Seq2[int64, error] {
	return func(yield func(int64, error) bool) {
		for _, k := range keys {
			if !yield(k, nil) {
				return
			}
		}
		if fault != nil {
			yield(0, fault)
		}
	}
}

func self(k *int64) int64 { return *k }

func TestAJoinMeetsEveryKeyOnceAndAscending(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.Custom(func(t *rapid.T) []int64 {
			list := rapid.SliceOfDistinct(rapid.Int64Range(-20, 40), func(k int64) int64 { return k }).Draw(t, "keys")
			slices.Sort(list)
			return list
		})
		left, right := keys.Draw(t, "left"), keys.Draw(t, "right")
		a, b := follow("left", stream(left, nil), self), follow("right", stream(right, nil), self)
		var gotLeft, gotRight, met []int64
		require.NoError(t, join(func(key int64) {
			met = append(met, key)
			if k := a.take(key); k != nil {
				gotLeft = append(gotLeft, *k)
			}
			if k := b.take(key); k != nil {
				gotRight = append(gotRight, *k)
			}
		}, a, b))
		all := append(slices.Clone(left), right...)
		slices.Sort(all)
		require.Equal(t, slices.Compact(all), append([]int64{}, met...))
		require.Equal(t, len(left), len(gotLeft))
		require.Equal(t, len(right), len(gotRight))
	})
}

func TestAJoinReportsAStreamThatBreaksOrIsOutOfOrder(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk gone")
	a := follow("left", stream([]int64{1, 2}, broken), self)
	require.ErrorIs(t, join(func(key int64) { a.take(key) }, a), broken)
	b := follow("right", stream([]int64{1, 3, 2}, nil), self)
	require.ErrorContains(t, join(func(key int64) { b.take(key) }, b), "right come out of order: 2 after 3")
}
