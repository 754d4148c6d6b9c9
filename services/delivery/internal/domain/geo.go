package domain

import "math"

// Point is a place on earth, in millionths of a degree.
type Point struct{ LatE6, LngE6 int32 }

// Valid reports whether there is such a place. The point where both are zero is nobody's place: it is unset.
func (p Point) Valid() bool {
	return p != Point{} && p.LatE6 >= -90_000_000 && p.LatE6 <= 90_000_000 && p.LngE6 >= -180_000_000 && p.LngE6 <= 180_000_000
}

const earthMeters = 6_371_009

// Meters is how far another point is, as the crow flies, in whole metres rounded up.
func (p Point) Meters(q Point) int32 {
	lat1, lat2 := radians(p.LatE6), radians(q.LatE6)
	sinLat := math.Sin((lat2 - lat1) / 2)
	sinLng := math.Sin((radians(q.LngE6) - radians(p.LngE6)) / 2)
	h := sinLat*sinLat + math.Cos(lat1)*math.Cos(lat2)*sinLng*sinLng
	return int32(math.Ceil(2 * earthMeters * math.Asin(math.Sqrt(min(h, 1)))))
}

func radians(e6 int32) float64 { return float64(e6) / 1e6 * math.Pi / 180 }

// ceilDiv is n/d rounded up, for n >= 0.
func ceilDiv(n, d int64) int64 {
	if n <= 0 {
		return 0
	}
	return (n-1)/d + 1
}
