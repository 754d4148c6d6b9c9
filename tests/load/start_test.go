package load

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"dajiu/tests/harness"
)

// startsMeasured is how often the program is started; an odd number has a middle.
const startsMeasured = 7

// starts measures how long the embedded program takes from its start until it is ready, with the demo city.
func starts(t *testing.T, b *book) {
	s := harness.Start(t, harness.Options{RPC: "inproc"}) // which also brings the program into the machine's memory
	took := make([]time.Duration, 0, startsMeasured)
	for range startsMeasured {
		s.Stop()
		began := time.Now()
		s.Launch()
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.add("embedded start to ready, demo city, SQLite", "≤ 1 s", fmt.Sprintf("best %.2f s, median %.2f s of %d",
		took[0].Seconds(), took[len(took)/2].Seconds(), len(took)), "")
}
