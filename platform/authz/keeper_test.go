package authz_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
)

// owner is a source whose answer a test chooses.
type owner struct {
	asked    atomic.Int64
	snapshot atomic.Pointer[authz.Snapshot]
	failure  atomic.Pointer[error]
}

func (o *owner) source(_ context.Context, version int64) (authz.Snapshot, error) {
	o.asked.Add(1)
	if err := o.failure.Load(); err != nil {
		return authz.Snapshot{}, *err
	}
	s := *o.snapshot.Load()
	if s.Version == version {
		return authz.Snapshot{Version: version}, nil
	}
	return s, nil
}

func TestARoleThatIsNotKnownIsAskedFor(t *testing.T) {
	t.Parallel()
	clk, o := clock.Fake(time.Date(2026, 11, 11, 12, 0, 0, 0, time.UTC)), &owner{}
	o.snapshot.Store(&authz.Snapshot{Version: 1})
	keeper := authz.NewKeeper(o.source, clk, slog.New(slog.DiscardHandler))
	stranger := granted(operator, 100, optionsv1.DataScope_DATA_SCOPE_ALL)

	_, err := keeper.For(t.Context(), authn.Staff(1, 1, authn.BuiltIn(operator)))
	require.NoError(t, err)
	require.Zero(t, o.asked.Load(), "the roles that every installation has are known without asking")

	down := errors.New("the user service is away")
	o.failure.Store(&down)
	_, err = keeper.For(t.Context(), stranger)
	require.Equal(t, codes.Unavailable, errs.From(err).Code(), "not refused: it may be right")

	o.failure.Store(nil)
	p, err := keeper.For(t.Context(), stranger)
	require.NoError(t, err)
	require.False(t, p.Knows(stranger))
	for range 10 {
		_, err = keeper.For(t.Context(), stranger)
		require.NoError(t, err)
	}
	require.EqualValues(t, 2, o.asked.Load(), "invented roles cost nothing")

	o.snapshot.Store(&authz.Snapshot{Version: 2, Roles: []authz.Role{{ID: 100, Kind: operator, Permissions: []string{"test.thing.act"}}}})
	clk.Advance(2 * time.Second)
	p, err = keeper.For(t.Context(), stranger)
	require.NoError(t, err)
	require.True(t, p.Knows(stranger))
	require.NoError(t, keeper.Refresh(t.Context()))
	same, err := keeper.For(t.Context(), stranger)
	require.NoError(t, err)
	require.Same(t, p, same, "what is not newer is not compiled again")
}
