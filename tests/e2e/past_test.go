package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// TestAPastIsPartOfTheCity writes a past into an installation that was seeded, and goes on living in it.
func TestAPastIsPartOfTheCity(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	s.Stop()
	s.Run("seed", "--past-orders", "300")
	out, err := s.Try("seed", "--past-orders", "300")
	require.Error(t, err, "there is but one past")
	require.Contains(t, out, "has orders already")
	out, err = s.Try("check", "--strict")
	require.NoError(t, err, out)

	s.Launch()
	sh := openShop(t, s)
	t.Run("a customer of the past finds their orders", func(t *testing.T) {
		found := 0
		for _, name := range []string{"past-0", "past-1", "past-2", "past-3"} {
			b := sh.buyer(name)
			for _, o := range b.Get("/v1/orders?pageSize=50").List("orders") {
				shown := b.Get("/v1/orders/" + o.Text("orderId"))
				require.NotEmpty(t, shown.List("timeline"))
				require.NotEmpty(t, shown.List("lines"))
				found++
			}
		}
		require.Positive(t, found)
	})
	t.Run("and buys again", func(t *testing.T) { paidOnDelivery(t, sh) })
	settleAndCheck(t, s)
}
