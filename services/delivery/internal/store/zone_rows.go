package store

import (
	"slices"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/services/delivery/internal/domain"
)

type zoneRow struct {
	bun.BaseModel `bun:"table:zones"`

	StoreID      int64 `bun:"store_id,pk"`
	RangeMeters  int32 `bun:"range_meters"`
	BaseFee      int64 `bun:"base_fee"`
	BaseMeters   int32 `bun:"base_meters"`
	FeePerKm     int64 `bun:"fee_per_km"`
	BaseGrams    int32 `bun:"base_grams"`
	FeePerKg     int64 `bun:"fee_per_kg"`
	FreeFrom     int64 `bun:"free_from"`
	Minimum      int64 `bun:"minimum"`
	NightFee     int64 `bun:"night_fee"`
	PrepareMins  int32 `bun:"prepare_mins"`
	SlotCapacity int32 `bun:"slot_capacity"`
	// Corners of the area in turn, and the box around them; null where the zone is a circle.
	Corners   cornerList `bun:"corners,type:json,nullzero"`
	SouthE6   *int32     `bun:"south_e6"`
	WestE6    *int32     `bun:"west_e6"`
	NorthE6   *int32     `bun:"north_e6"`
	EastE6    *int32     `bun:"east_e6"`
	UpdatedAt time.Time  `bun:"updated_at"`
}

// cornerList is stored as [[lat, lng], …] in millionths of a degree.
type cornerList [][2]int32

func (l cornerList) points() []domain.Point {
	points := make([]domain.Point, len(l))
	for i, c := range l {
		points[i] = domain.Point{LatE6: c[0], LngE6: c[1]}
	}
	return points
}

// told is a zone as the record of changes shows it.
func (r *zoneRow) told() any {
	return struct {
		StoreID      int64      `json:"storeId,string"`
		RangeMeters  int32      `json:"rangeMeters"`
		Corners      cornerList `json:"corners,omitempty"`
		BaseFee      int64      `json:"baseFee"`
		BaseMeters   int32      `json:"baseMeters"`
		FeePerKm     int64      `json:"feePerKm"`
		BaseGrams    int32      `json:"baseGrams"`
		FeePerKg     int64      `json:"feePerKg"`
		FreeFrom     int64      `json:"freeFrom"`
		Minimum      int64      `json:"minimumAmount"`
		NightFee     int64      `json:"nightFee"`
		PrepareMins  int32      `json:"prepareMinutes"`
		SlotCapacity int32      `json:"slotCapacity"`
	}{
		r.StoreID, r.RangeMeters, r.Corners, r.BaseFee, r.BaseMeters, r.FeePerKm, r.BaseGrams, r.FeePerKg, r.FreeFrom, r.Minimum,
		r.NightFee, r.PrepareMins, r.SlotCapacity,
	}
}

func rowFromZone(z domain.Zone, at time.Time) zoneRow {
	row := zoneRow{
		StoreID: z.StoreID, RangeMeters: z.RangeMeters, BaseFee: int64(z.BaseFee), BaseMeters: z.BaseMeters, FeePerKm: int64(z.FeePerKm),
		BaseGrams: z.BaseGrams, FeePerKg: int64(z.FeePerKg), FreeFrom: int64(z.FreeFrom), Minimum: int64(z.Minimum),
		NightFee: int64(z.NightFee), PrepareMins: z.PrepareMins, SlotCapacity: z.SlotCapacity, UpdatedAt: at,
	}
	if z.Area.Drawn() {
		box := z.Area.Box()
		row.SouthE6, row.WestE6, row.NorthE6, row.EastE6 = &box.South, &box.West, &box.North, &box.East
		for _, p := range z.Area.Corners() {
			row.Corners = append(row.Corners, [2]int32{p.LatE6, p.LngE6})
		}
	}
	return row
}

func zoneFromRow(r *zoneRow) domain.Zone {
	return domain.Zone{
		StoreID: r.StoreID, RangeMeters: r.RangeMeters, BaseFee: money.Fen(r.BaseFee), BaseMeters: r.BaseMeters, FeePerKm: money.Fen(r.FeePerKm),
		BaseGrams: r.BaseGrams, FeePerKg: money.Fen(r.FeePerKg), FreeFrom: money.Fen(r.FreeFrom), Minimum: money.Fen(r.Minimum),
		NightFee: money.Fen(r.NightFee), PrepareMins: r.PrepareMins, SlotCapacity: r.SlotCapacity, Area: domain.RehydrateArea(slices.Clip(r.Corners.points())),
	}
}

// fault is what is wrong with a stored area: it could not be set today, or its box is not the one around it.
func (r *zoneRow) fault() string {
	area, err := domain.NewArea(r.Corners.points())
	if err != nil {
		return err.Error()
	}
	if r.SouthE6 == nil || r.WestE6 == nil || r.NorthE6 == nil || r.EastE6 == nil {
		return "the box around it is missing"
	}
	if box := (domain.Box{South: *r.SouthE6, West: *r.WestE6, North: *r.NorthE6, East: *r.EastE6}); box != area.Box() {
		return "the box is not the one around it"
	}
	return ""
}
