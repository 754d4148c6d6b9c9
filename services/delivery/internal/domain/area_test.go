package domain_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/errs"
	"dajiu/services/delivery/internal/domain"
)

// off is a point so many steps of about eleven metres north and ten east of the store.
func off(north, east int32) domain.Point {
	return domain.Point{LatE6: storeAt.LatE6 + north*100, LngE6: storeAt.LngE6 + east*100}
}

// square is about two kilometres wide, around the store.
func square() []domain.Point {
	return []domain.Point{off(-100, -100), off(-100, 100), off(100, 100), off(100, -100)}
}

func ring(n int, radius float64) []domain.Point {
	corners := make([]domain.Point, n)
	for i := range corners {
		turn := 2 * math.Pi * float64(i) / float64(n)
		corners[i] = off(int32(radius*math.Sin(turn)), int32(radius*math.Cos(turn)))
	}
	return corners
}

func TestAnAreaIsASimplePolygonOfASizeThatAStoreServes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		corners []domain.Point
		field   string // where it is refused; empty: it is not
	}{
		{"a square", square(), ""},
		{"a triangle", square()[:3], ""},
		{"a corner in the middle of a straight edge", []domain.Point{off(-100, -100), off(-100, 0), off(-100, 100), off(100, 0)}, ""},
		{"a bay, so that it is not convex", []domain.Point{off(-100, -100), off(100, 0), off(-100, 100), off(0, 0)}, ""},
		{"sixty corners", ring(60, 300), ""},
		{"no corner", nil, "zone.corners"},
		{"two corners", square()[:2], "zone.corners"},
		{"sixty-one corners", ring(61, 300), "zone.corners"},
		{"a corner twice", []domain.Point{off(0, 0), off(0, 100), off(100, 100), off(0, 0)}, "zone.corners[3]"},
		{"a corner off the earth", []domain.Point{off(0, 0), off(0, 100), {LatE6: 90_000_001, LngE6: 1}}, "zone.corners[2]"},
		{"a corner that was not given", []domain.Point{{}, off(0, 100), off(100, 100)}, "zone.corners[0]"},
		{"a bow tie", []domain.Point{off(-100, -100), off(100, 100), off(-100, 100), off(100, -100)}, "zone.corners[2]"},
		{"an edge that turns back on itself", []domain.Point{off(0, 0), off(0, 100), off(0, 50), off(100, 50)}, "zone.corners[1]"},
		{"a last edge that turns back on the first", []domain.Point{off(0, 0), off(0, 100), off(100, 100), off(0, 50)}, "zone.corners[2]"},
		{"a corner that touches an edge far off", []domain.Point{off(0, 0), off(0, 100), off(100, 100), off(0, 50), off(100, 0)}, "zone.corners[2]"},
		{"all corners in one line", []domain.Point{off(0, 0), off(0, 50), off(0, 100)}, "zone.corners[2]"},
		{"less than a hectare", []domain.Point{off(0, 0), off(0, 9), off(9, 9), off(9, 0)}, "zone.corners"},
		{"a hectare", []domain.Point{off(0, 0), off(0, 10), off(10, 10), off(10, 0)}, ""},
		{"more than a large city", ring(20, 3000), "zone.corners"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := domain.NewArea(c.corners)
			if c.field == "" {
				require.NoError(t, err)
				return
			}
			require.True(t, errs.HasReason(err, errs.ReasonInvalid), "%v", err)
			require.Equal(t, c.field, errs.From(err).Fields()[0].Path, "%v", err)
		})
	}
}

func TestAnAreaLiesWhereItsStoreIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		store domain.Point
		field string
	}{
		{"the store is inside", storeAt, ""},
		{"the store is across the road", off(150, 0), ""},
		{"the store is nearly five kilometres off an edge", off(540, 0), ""},
		{"the store is more than five kilometres off", off(560, 0), "zone.corners"},
		{"the store is in another town", domain.Point{LatE6: storeAt.LatE6 + 1_000_000, LngE6: storeAt.LngE6}, "zone.corners[0]"},
		{"the store has no place", domain.Point{}, "zone.corners"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a, err := domain.NewArea(square())
			require.NoError(t, err)
			err = a.CheckStore(c.store)
			if c.field == "" {
				require.NoError(t, err)
				return
			}
			require.Equal(t, c.field, errs.From(err).Fields()[0].Path, "%v", err)
		})
	}
}

func TestADoorOnTheEdgeIsServed(t *testing.T) {
	t.Parallel()
	bay := []domain.Point{off(-100, -100), off(100, 0), off(-100, 100), off(0, 0)}
	z := zone
	var err error
	z.Area, err = domain.NewArea(bay)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		door domain.Point
		want bool
	}{
		"a corner": {off(-100, -100), true}, "the tip": {off(100, 0), true}, "the middle of an edge": {off(0, -50), true},
		"inside": {off(50, 0), true}, "the end of the bay": {off(0, 0), true}, "a step into the bay": {off(-1, 0), false},
		"beside the tip": {off(100, 1), false}, "level with the tip": {off(100, -200), false}, "north of it": {off(101, 0), false},
		"within the box only": {off(90, 90), false}, "far within the circle": {off(-200, 0), false},
	} {
		require.Equal(t, c.want, z.Serves(storeAt, c.door), name)
		q, err := z.Quote(storeAt, c.door, domain.Load{}, tariff, noon)
		require.NoError(t, err)
		require.Equal(t, c.want, q.InRange, name)
		_, paced := z.Pace(storeAt, c.door, tariff)
		require.Equal(t, c.want, paced, name)
	}
	require.False(t, z.Serves(storeAt, domain.Point{}), "a door that is nowhere")
	require.False(t, z.Serves(domain.Point{}, off(50, 0)), "a store that is nowhere")
}

func TestAnAreaReachesAsFarAsItsFarthestCorner(t *testing.T) {
	t.Parallel()
	a, err := domain.NewArea(square())
	require.NoError(t, err)
	require.Equal(t, storeAt.Meters(off(-100, 100)), a.Reach(storeAt))
	require.Equal(t, domain.Box{
		South: storeAt.LatE6 - 10_000, West: storeAt.LngE6 - 10_000, North: storeAt.LatE6 + 10_000, East: storeAt.LngE6 + 10_000,
	}, a.Box())
	require.InEpsilon(t, 2224*1902, a.SquareMeters(), 0.01)
}

// star draws corners around the store at rising angles: such a polygon is always simple.
func star(t *rapid.T) []domain.Point {
	n := rapid.IntRange(3, 60).Draw(t, "corners")
	corners := make([]domain.Point, 0, n)
	for i := range n {
		turn := 2 * math.Pi * float64(i) / float64(n)
		radius := float64(rapid.IntRange(5_000, 60_000).Draw(t, "radius"))
		corners = append(corners, domain.Point{LatE6: storeAt.LatE6 + int32(radius*math.Sin(turn)), LngE6: storeAt.LngE6 + int32(radius*math.Cos(turn))})
	}
	return corners
}

func TestEveryStarAroundAStoreIsAnAreaWhoseStoreAndEdgesAreInside(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		corners := star(t)
		a, err := domain.NewArea(corners)
		require.NoError(t, err)
		require.NoError(t, a.CheckStore(storeAt))
		require.True(t, a.Has(storeAt))
		for _, c := range corners {
			require.True(t, a.Has(c))
		}
		p := domain.Point{LatE6: storeAt.LatE6 + rapid.Int32Range(-70_000, 70_000).Draw(t, "lat"), LngE6: storeAt.LngE6 + rapid.Int32Range(-70_000, 70_000).Draw(t, "lng")}
		if a.Has(p) {
			require.True(t, a.Box().Has(p))
		}
		// Which corner comes first, and which way round they go, is nothing.
		k := rapid.IntRange(0, len(corners)-1).Draw(t, "first")
		turned := append(append([]domain.Point{}, corners[k:]...), corners[:k]...)
		for i, j := 0, len(turned)-1; i < j; i, j = i+1, j-1 {
			turned[i], turned[j] = turned[j], turned[i]
		}
		b, err := domain.NewArea(turned)
		require.NoError(t, err)
		require.Equal(t, a.Has(p), b.Has(p))
		require.InDelta(t, a.SquareMeters(), b.SquareMeters(), 1)
	})
}

func TestAnAreaHasWhatItsTrianglesHave(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		corners := star(t)
		a, err := domain.NewArea(corners)
		require.NoError(t, err)
		p := domain.Point{LatE6: storeAt.LatE6 + rapid.Int32Range(-70_000, 70_000).Draw(t, "lat"), LngE6: storeAt.LngE6 + rapid.Int32Range(-70_000, 70_000).Draw(t, "lng")}
		within := false // a star is the triangles from its middle to each of its edges
		for i, c := range corners {
			within = within || inTriangle(storeAt, c, corners[(i+1)%len(corners)], p)
		}
		require.Equal(t, within, a.Has(p))
	})
}

// inTriangle is another way to ask than the area's own: a point is inside where it is on one side of all edges.
func inTriangle(a, b, c, p domain.Point) bool {
	side := func(a, b domain.Point) int64 {
		return (int64(b.LngE6)-int64(a.LngE6))*(int64(p.LatE6)-int64(a.LatE6)) - (int64(b.LatE6)-int64(a.LatE6))*(int64(p.LngE6)-int64(a.LngE6))
	}
	x, y, z := side(a, b), side(b, c), side(c, a)
	return x >= 0 && y >= 0 && z >= 0 || x <= 0 && y <= 0 && z <= 0
}

// FuzzAnAreaNeverPanicsAndKeepsItsWord gives corners of all kinds, four bytes a step.
func FuzzAnAreaNeverPanicsAndKeepsItsWord(f *testing.F) {
	f.Add([]byte{0, 0, 0, 200, 200, 200, 200, 0}, int32(1000), int32(1000))
	f.Add([]byte{0, 0, 200, 200, 0, 200, 200, 0}, int32(0), int32(0))
	f.Add([]byte{0, 0, 0, 0, 1, 1}, int32(-1), int32(1<<31-1))
	f.Fuzz(func(t *testing.T, steps []byte, lat, lng int32) {
		var corners []domain.Point
		for i := 0; i+1 < len(steps) && len(corners) < 70; i += 2 {
			corners = append(corners, off(int32(steps[i]), int32(steps[i+1])))
		}
		corners = append(corners, domain.Point{LatE6: lat, LngE6: lng})
		a, err := domain.NewArea(corners)
		if err != nil {
			require.NotEmpty(t, errs.From(err).Fields(), "%v", err)
			return
		}
		for i, c := range corners {
			require.True(t, a.Has(c))
			to := corners[(i+1)%len(corners)]
			if (c.LatE6+to.LatE6)%2 == 0 && (c.LngE6+to.LngE6)%2 == 0 {
				require.True(t, a.Has(domain.Point{LatE6: (c.LatE6 + to.LatE6) / 2, LngE6: (c.LngE6 + to.LngE6) / 2}), "the middle of an edge")
			}
		}
		box := a.Box()
		require.False(t, a.Has(domain.Point{LatE6: box.North + 1, LngE6: box.East}))
		_ = a.CheckStore(storeAt)
	})
}

func BenchmarkADoorInAnAreaOfSixtyCorners(b *testing.B) {
	a, err := domain.NewArea(ring(60, 300))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		a.Has(doorAt)
	}
}
