package bustest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/bus"
	"dajiu/platform/bus/bustest"
)

func TestTheBusInMemoryIsABus(t *testing.T) {
	t.Parallel()
	bustest.Run(t, bustest.Traits{}, func(t *testing.T) bustest.Factory {
		t.Helper()
		m := bustest.NewMemory()
		return func(t *testing.T) bus.Bus { t.Helper(); return m.Connect() }
	})
	require.Empty(t, bustest.NewMemory().Published())
}
