package app_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

//nolint:gochecknoglobals // fixtures
var (
	noon = time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC)
	shop = domain.Point{LatE6: 31_230_000, LngE6: 121_470_000}
)

// register is what other processes wrote down of couriers.
type register struct {
	app.Couriers
	changed []app.Sighting
	asked   []time.Time
	err     error
}

func (r *register) ChangedSince(_ context.Context, since time.Time) ([]app.Sighting, error) {
	r.asked = append(r.asked, since)
	return r.changed, r.err
}

func near(meters int32) domain.Point {
	return domain.Point{LatE6: shop.LatE6 + meters*9, LngE6: shop.LngE6}
}

func nearest(t *testing.T, f *app.Fleet, now time.Time) []int64 {
	t.Helper()
	list, err := f.Nearest(context.Background(), shop, 1000, map[int64]bool{66: true}, 2, now)
	require.NoError(t, err)
	ids := make([]int64, len(list))
	for i, c := range list {
		ids[i] = c.CourierID
	}
	return ids
}

func TestTheNearestOnDutyAreFoundWhoeverHeardOfThem(t *testing.T) {
	t.Parallel()
	seen := func(id int64, on bool, meters int32) app.Sighting {
		return app.Sighting{CourierID: id, OnDuty: on, Point: near(meters), At: noon, ChangedAt: noon}
	}
	r := &register{changed: []app.Sighting{seen(1, true, 500), seen(2, false, 10), seen(3, true, 2000), seen(66, true, 20)}}
	f := app.NewFleet(r, 2*time.Minute)
	f.Duty(seen(4, true, 100))
	f.Duty(seen(5, true, 700))
	require.Equal(t, []int64{4, 1}, nearest(t, f, noon), "not who is off duty, too far, excepted, or one too many")
	f.Duty(seen(4, false, 100))
	require.Equal(t, []int64{1, 5}, nearest(t, f, noon))
	require.Len(t, r.asked, 1, "the store is not asked each time")
	require.Equal(t, noon.Add(-2*time.Minute), r.asked[0])
}

func TestWhatIsNewerIsBelieved(t *testing.T) {
	t.Parallel()
	r := &register{changed: []app.Sighting{{CourierID: 1, OnDuty: true, Point: near(900), At: noon.Add(-time.Minute), ChangedAt: noon.Add(-time.Minute)}}}
	f := app.NewFleet(r, 2*time.Minute)
	f.Duty(app.Sighting{CourierID: 1, OnDuty: false, ChangedAt: noon})
	before, save := f.Move(2, near(5), noon, time.Minute)
	require.True(t, save)
	require.Zero(t, before)
	before, save = f.Move(2, near(6), noon.Add(time.Second), time.Minute)
	require.False(t, save)
	require.Equal(t, near(5), before.Point)
	require.Empty(t, nearest(t, f, noon), "off duty since, and one who never was on duty")
	r.changed = []app.Sighting{{CourierID: 2, OnDuty: true, Point: near(5), At: noon, ChangedAt: noon}}
	require.Equal(t, []int64{2}, nearest(t, f, noon.Add(10*time.Second)))
	at, ok := f.Where(2, noon.Add(time.Minute))
	require.True(t, ok)
	require.Equal(t, near(6), at.Point)
	_, ok = f.Where(2, noon.Add(3*time.Minute))
	require.False(t, ok, "what is old is not told")
	r.changed = nil
	require.Empty(t, nearest(t, f, noon.Add(3*time.Minute)))
}

func TestAStoreThatFailsIsAskedAgain(t *testing.T) {
	t.Parallel()
	r := &register{err: errors.New("gone")}
	f := app.NewFleet(r, 2*time.Minute)
	_, err := f.Nearest(context.Background(), shop, 1000, nil, 1, noon)
	require.ErrorIs(t, err, r.err)
	r.err = nil
	require.Empty(t, nearest(t, f, noon))
	require.Len(t, r.asked, 2)
}
