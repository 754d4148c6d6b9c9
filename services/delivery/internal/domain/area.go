package domain

import (
	"fmt"
	"math"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

const (
	// fewestCorners and mostCorners bound an area's corners.
	fewestCorners, mostCorners = 3, 60
	// smallestArea and largestArea bound what an area covers, in square metres: a hectare, and a large city.
	smallestArea, largestArea = 10_000, 2_000_000_000
	// outsideMeters is how far from an area its store may lie: across a river, not in another town.
	outsideMeters = 5000
	// farthestCorner is how far from the store a corner may lie, in metres: as far as any circle reaches.
	farthestCorner = 50_000
)

// Area is a polygon that a store delivers within, in place of a circle: 电子围栏. Its corners are in GCJ-02 millionths of a
// degree, as every place of the platform is, and are compared as integers, so that no rounding decides about a door. The
// zero value is no area.
type Area struct {
	corners []Point
	box     Box
}

// Box is the least box of latitudes and longitudes around something, edges included.
type Box struct{ South, West, North, East int32 }

// Has reports whether a point is in the box or on its edge.
func (b Box) Has(p Point) bool {
	return p.LatE6 >= b.South && p.LatE6 <= b.North && p.LngE6 >= b.West && p.LngE6 <= b.East
}

// NewArea makes an area of its corners, in turn, the last joined to the first. Refused with the field at fault: fewer than 3
// corners or more than 60, one that is no place or is there twice, edges that cross or touch, and an area below a hectare or
// above 2,000 km².
func NewArea(corners []Point) (Area, error) {
	if len(corners) < fewestCorners || len(corners) > mostCorners {
		return Area{}, refuse("zone.corners", fmt.Sprintf("配送范围需要 %d 到 %d 个顶点", fewestCorners, mostCorners))
	}
	seen := make(map[Point]int, len(corners))
	for i, p := range corners {
		if !p.Valid() {
			return Area{}, wrongCorner(i, "坐标无效")
		}
		if first, twice := seen[p]; twice {
			return Area{}, wrongCorner(i, fmt.Sprintf("与第 %d 个顶点重复", first+1))
		}
		seen[p] = i
	}
	for i := range corners {
		for j := i + 1; j < len(corners); j++ {
			if crosses(corners, i, j) {
				return Area{}, wrongCorner(j, fmt.Sprintf("由此出发的边与第 %d 个顶点出发的边相交", i+1))
			}
		}
	}
	a := RehydrateArea(corners)
	switch size := a.SquareMeters(); {
	case size < smallestArea:
		return Area{}, refuse("zone.corners", "配送范围太小，至少 0.01 平方公里")
	case size > largestArea:
		return Area{}, refuse("zone.corners", "配送范围太大，最多 2000 平方公里")
	}
	return a, nil
}

func wrongCorner(i int, why string) error {
	return refuse(fmt.Sprintf("zone.corners[%d]", i), fmt.Sprintf("第 %d 个顶点：%s", i+1, why))
}

// refuse says why in words alone, as people read them beside the map; the field is for who shows it there.
func refuse(field, why string) error {
	return errs.New(codes.InvalidArgument, errs.ReasonInvalid, why).WithFields(errs.Field{Path: field, Reason: why})
}

// RehydrateArea makes an area of corners that were stored; of none it makes none. Only the store may call it.
func RehydrateArea(corners []Point) Area {
	if len(corners) == 0 {
		return Area{}
	}
	a := Area{corners: corners, box: Box{South: math.MaxInt32, West: math.MaxInt32, North: math.MinInt32, East: math.MinInt32}}
	for _, p := range corners {
		a.box.South, a.box.North = min(a.box.South, p.LatE6), max(a.box.North, p.LatE6)
		a.box.West, a.box.East = min(a.box.West, p.LngE6), max(a.box.East, p.LngE6)
	}
	return a
}

// Drawn reports whether there is an area at all.
func (a Area) Drawn() bool { return len(a.corners) > 0 }

// Corners returns the corners in turn. The caller must not change them.
func (a Area) Corners() []Point { return a.corners }

// Box returns the box around the area, by which most doors outside are refused at once.
func (a Area) Box() Box { return a.box }

// Has reports whether a point lies within the area or on its edge.
func (a Area) Has(p Point) bool {
	if !a.Drawn() || !a.box.Has(p) {
		return false
	}
	inside := false
	for i, from := range a.corners {
		to := a.corners[(i+1)%len(a.corners)]
		turn := cross(from, to, p)
		if turn == 0 && within(from, to, p) {
			return true
		}
		// A ray to the east meets an edge that passes the point's latitude on its eastern side.
		if (from.LatE6 > p.LatE6) != (to.LatE6 > p.LatE6) && (turn > 0) == (to.LatE6 > from.LatE6) {
			inside = !inside
		}
	}
	return inside
}

// SquareMeters is what the area covers, to about a part in a thousand.
func (a Area) SquareMeters() float64 {
	if !a.Drawn() {
		return 0
	}
	var twice int64 // of differences within the box: below 2^57 for each of at most 60 edges
	at := a.corners[0]
	for i, from := range a.corners {
		to := a.corners[(i+1)%len(a.corners)]
		twice += cross(at, from, to)
	}
	degree := math.Pi / 180 * earthMeters / 1e6
	middle := (float64(a.box.South) + float64(a.box.North)) / 2e6 * math.Pi / 180
	return math.Abs(float64(twice)) / 2 * degree * degree * math.Cos(middle)
}

// Reach is how far the farthest corner is from a store, in metres.
func (a Area) Reach(store Point) int32 {
	var most int32
	for _, p := range a.corners {
		most = max(most, store.Meters(p))
	}
	return most
}

// CheckStore refuses an area of another town: a store more than 5 km outside it, or a corner more than 50 km away.
func (a Area) CheckStore(store Point) error {
	if !store.Valid() {
		return refuse("zone.corners", "门店还没有坐标，不能绘制配送范围")
	}
	for i, p := range a.corners {
		if store.Meters(p) > farthestCorner {
			return wrongCorner(i, "距离门店超过 50 公里")
		}
	}
	if a.Has(store) {
		return nil
	}
	nearest := math.Inf(1)
	for i, from := range a.corners {
		nearest = min(nearest, metersToEdge(store, from, a.corners[(i+1)%len(a.corners)]))
	}
	if nearest > outsideMeters {
		return refuse("zone.corners", "门店距离配送范围超过 5 公里")
	}
	return nil
}

// metersToEdge is how far a point is from an edge, on a plane around the point: right to a part in a hundred within 50 km.
func metersToEdge(p, from, to Point) float64 {
	degree := math.Pi / 180 * earthMeters / 1e6
	shrink := math.Cos(radians(p.LatE6))
	flat := func(q Point) (x, y float64) {
		return float64(q.LngE6-p.LngE6) * degree * shrink, float64(q.LatE6-p.LatE6) * degree
	}
	ax, ay := flat(from)
	bx, by := flat(to)
	dx, dy := bx-ax, by-ay
	along := max(0, min(1, -(ax*dx+ay*dy)/(dx*dx+dy*dy))) // corners differ, so that an edge has a length
	return math.Hypot(ax+along*dx, ay+along*dy)
}

// crosses reports whether the edges that leave two corners, i before j, meet elsewhere than where neighbours join.
func crosses(corners []Point, i, j int) bool {
	n := len(corners)
	a, b, c, d := corners[i], corners[(i+1)%n], corners[j], corners[(j+1)%n]
	switch {
	case j == i+1: // they join at b: one that turns back lies on the other
		return cross(a, b, d) == 0 && (within(a, b, d) || within(b, d, a))
	case i == 0 && j == n-1: // they join at a
		return cross(c, a, b) == 0 && (within(c, a, b) || within(a, b, c))
	}
	abc, abd, cda, cdb := sign(cross(a, b, c)), sign(cross(a, b, d)), sign(cross(c, d, a)), sign(cross(c, d, b))
	if abc != abd && cda != cdb {
		return true
	}
	return abc == 0 && within(a, b, c) || abd == 0 && within(a, b, d) || cda == 0 && within(c, d, a) || cdb == 0 && within(c, d, b)
}

// cross is twice the signed area of the triangle: above 0 where c lies to the left of the way from a to b.
func cross(a, b, c Point) int64 {
	return (int64(b.LngE6)-int64(a.LngE6))*(int64(c.LatE6)-int64(a.LatE6)) - (int64(b.LatE6)-int64(a.LatE6))*(int64(c.LngE6)-int64(a.LngE6))
}

// within reports whether a point on the line through two others lies between them, or is one of them.
func within(a, b, p Point) bool {
	return p.LatE6 >= min(a.LatE6, b.LatE6) && p.LatE6 <= max(a.LatE6, b.LatE6) && p.LngE6 >= min(a.LngE6, b.LngE6) && p.LngE6 <= max(a.LngE6, b.LngE6)
}

func sign(n int64) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}
