package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/cmd/dajiu/internal/bench"
)

func TestPlacesAreReadAsMapsWriteThem(t *testing.T) {
	t.Parallel()
	got, err := parsePoint("30.657, 104.066001")
	require.NoError(t, err)
	require.Equal(t, bench.Point{LatE6: 30657000, LngE6: 104066001}, got)
	for _, wrong := range []string{"", "30", "30,", "91,0", "0,-180.1", "NaN,0", "north,east"} {
		_, err := parsePoint(wrong)
		require.Error(t, err, wrong)
	}
}
