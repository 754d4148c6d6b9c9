package domain

import "math"

// Mean radius of the Earth, and the widest a degree of latitude gets.
const (
	earthMeters     = 6_371_000
	metersPerDegree = 111_320
)

// Point is a place in millionths of a degree.
type Point struct{ LatE6, LngE6 int32 }

// Box is a box of latitudes and longitudes, edges included.
type Box struct{ South, West, North, East int32 }

// Has reports whether a place is in the box.
func (b Box) Has(latE6, lngE6 int32) bool {
	return latE6 >= b.South && latE6 <= b.North && lngE6 >= b.West && lngE6 <= b.East
}

// Meters returns the distance between two points along the surface, as the crow flies.
func Meters(a, b Point) float64 {
	lat1, lat2 := radians(a.LatE6), radians(b.LatE6)
	sinLat := math.Sin((lat2 - lat1) / 2)
	sinLng := math.Sin((radians(b.LngE6) - radians(a.LngE6)) / 2)
	h := sinLat*sinLat + math.Cos(lat1)*math.Cos(lat2)*sinLng*sinLng
	return 2 * earthMeters * math.Asin(math.Min(1, math.Sqrt(h)))
}

// FarInLatitude reports, cheaply, that two points are farther apart than a distance: their latitudes alone are.
func FarInLatitude(a, b Point, meters float64) bool {
	return math.Abs(float64(a.LatE6)-float64(b.LatE6))/1e6*metersPerDegree > meters*1.01
}

func radians(e6 int32) float64 { return float64(e6) / 1e6 * math.Pi / 180 }
