package resilience

import (
	"testing"

	"pgregory.net/rapid"
)

func TestABudgetNeverGivesMoreThanItsShareAndWhatWasSavedUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		percent := rapid.IntRange(0, 100).Draw(t, "percent")
		b := newBudget(percent)
		earned, taken := 0, 0
		for _, call := range rapid.SliceOfN(rapid.Bool(), 0, 400).Draw(t, "calls") {
			if call {
				b.earn()
				earned++
			} else if b.take() {
				taken++
			}
			saved := mostTokens
			if percent == 0 {
				saved = 0
			}
			if taken*token > earned*percent+saved {
				t.Fatalf("%d repetitions of %d calls at %d %%", taken, earned, percent)
			}
			if left := b.left.Load(); left < 0 || left > mostTokens {
				t.Fatalf("%d left", left)
			}
		}
	})
}
