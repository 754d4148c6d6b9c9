package transport

import (
	"context"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/errs"
	"dajiu/platform/resilience"
	"dajiu/services/analytics/internal/app"
)

// others are the services that know names, or are away.
type others struct {
	grpc.ClientConnInterface
	away error
}

// Invoke answers a call.
func (o *others) Invoke(_ context.Context, _ string, _, reply any, _ ...grpc.CallOption) error {
	if o.away != nil {
		return o.away
	}
	switch r := reply.(type) {
	case *productv1.ListCategoriesResponse:
		r.Categories = []*productv1.Category{{CategoryId: 1, Name: "白酒"}, {CategoryId: 2, Name: "酱香型", ParentId: 1}}
	case *productv1.ListBrandsResponse:
		r.Brands = []*productv1.Brand{{BrandId: 3, Name: "茅台"}}
	case *userv1.Contact:
		r.Nickname = "小李"
	}
	return nil
}

func TestAReportDoesWithoutTheNamesThatCannotBeHadNow(t *testing.T) {
	t.Parallel()
	guard, err := resilience.NewGuard(nil)
	require.NoError(t, err)
	ctx := guard.Answering(t.Context(), analyticsv1.AnalyticsService_QueryReport_FullMethodName, nil)
	clk := clockwork.NewFakeClock()
	conn := &others{away: errs.New(codes.Unavailable, errs.ReasonUnavailable, "away")}
	l, err := NewLabels(conn, clk)
	require.NoError(t, err)

	_, err = l.Categories(ctx)
	require.ErrorIs(t, err, app.ErrUnnamed)
	people, err := l.People(ctx, []int64{7})
	require.ErrorIs(t, err, app.ErrUnnamed)
	require.Empty(t, people)
	_, err = l.Brands(t.Context())
	require.NotErrorIs(t, err, app.ErrUnnamed, "who does not say so cannot do without")
	require.Error(t, err)

	conn.away = nil
	kinds, err := l.Categories(ctx)
	require.NoError(t, err)
	require.Equal(t, app.Category{Name: "酱香型", Parent: 1}, kinds[2])
	people, err = l.People(ctx, []int64{7})
	require.NoError(t, err)
	require.Equal(t, map[int64]string{7: "小李"}, people)

	clk.Advance(time.Hour)
	conn.away = errs.New(codes.Unavailable, errs.ReasonUnavailable, "away again")
	brands, err := l.Brands(ctx)
	require.NoError(t, err, "the names of before are better than none")
	require.Equal(t, "茅台", brands[3])
	people, err = l.People(ctx, []int64{7, 8})
	require.ErrorIs(t, err, app.ErrUnnamed)
	require.Equal(t, map[int64]string{7: "小李"}, people)
	conn.away = errs.New(codes.Internal, errs.ReasonInternal, "a mistake")
	_, err = l.Brands(ctx)
	require.Equal(t, codes.Internal, errs.From(err).Code(), "a mistake of ours is no absence")
}
