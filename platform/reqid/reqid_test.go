package reqid_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/reqid"
)

func TestTheIDTravelsWithTheContext(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	require.Empty(t, reqid.From(ctx))
	require.Equal(t, ctx, reqid.With(ctx, ""))
	require.Equal(t, "r-1", reqid.From(reqid.With(ctx, "r-1")))
}

func TestOnlyShortAndHarmlessIDsAreTakenFromOutside(t *testing.T) {
	t.Parallel()
	require.True(t, reqid.Valid(reqid.New()))
	for id, ok := range map[string]bool{"": false, "a-b_c.d:1": true, "line\nbreak": false, "中文": false, strings.Repeat("a", 64): true, strings.Repeat("a", 65): false} {
		require.Equal(t, ok, reqid.Valid(id), id)
	}
}
