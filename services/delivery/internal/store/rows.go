package store

import (
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/services/delivery/internal/domain"
)

type deliveryRow struct {
	bun.BaseModel `bun:"table:deliveries"`

	ID             int64     `bun:"id,pk"`
	OrderID        int64     `bun:"order_id"`
	UserID         int64     `bun:"user_id"`
	StoreID        int64     `bun:"store_id"`
	State          int       `bun:"state"`
	Ended          bool      `bun:"ended"`
	Pickup         bool      `bun:"pickup"`
	CourierID      int64     `bun:"courier_id"`
	Ready          bool      `bun:"ready"`
	Details        details   `bun:"details,type:json"`
	PickupCode     string    `bun:"pickup_code,nullzero"`
	OpenCode       string    `bun:"open_code,nullzero"`
	DistanceMeters int32     `bun:"distance_meters"`
	Reward         int64     `bun:"reward"`
	Round          int32     `bun:"round"`
	Collected      int64     `bun:"collected"`
	Checked        int       `bun:"checked"`
	Refusal        int       `bun:"refusal"`
	Note           string    `bun:"note"`
	CreatedAt      time.Time `bun:"created_at"`
	UpdatedAt      time.Time `bun:"updated_at"`
	Version        int64     `bun:"version"`
	// Waiting is 1 while the job waits because nobody could be asked.
	Waiting int `bun:"waiting,nullzero"`
	// Recipient is sealed; see recipient.go.
	Recipient string `bun:"recipient"`
}

// details is what the order froze. Its JSON names are stored: never rename them.
type details struct {
	StoreName    string `json:"store_name,omitempty"`
	StoreAddress string `json:"store_address,omitempty"`
	StoreLatE6   int32  `json:"store_lat,omitempty"`
	StoreLngE6   int32  `json:"store_lng,omitempty"`
	// In older rows only; see recipient.go.
	recipient

	AgeCheck bool  `json:"age_check,omitempty"`
	Collect  int64 `json:"collect,omitempty"`
	// Slot, in milliseconds; absent where the customer expects the goods as soon as possible.
	SlotStart int64 `json:"slot_start,omitempty"`
	SlotEnd   int64 `json:"slot_end,omitempty"`
	Begin     int64 `json:"begin,omitempty"`
	ReadyBy   int64 `json:"ready_by,omitempty"`
}

type courierRow struct {
	bun.BaseModel `bun:"table:couriers"`

	ID         int64     `bun:"id,pk"`
	OnDuty     bool      `bun:"on_duty"`
	OpenJobs   int32     `bun:"open_jobs"`
	LatE6      int32     `bun:"lat_e6"`
	LngE6      int32     `bun:"lng_e6"`
	PositionAt time.Time `bun:"position_at,nullzero"`
	UpdatedAt  time.Time `bun:"updated_at"`
}

type offerRow struct {
	bun.BaseModel `bun:"table:offers"`

	DeliveryID int64     `bun:"delivery_id,pk"`
	CourierID  int64     `bun:"courier_id,pk"`
	Declined   bool      `bun:"declined"`
	Until      time.Time `bun:"until"`
}

type missesRow struct {
	bun.BaseModel `bun:"table:pickup_misses"`

	StoreID int64     `bun:"store_id,pk"`
	BeganAt time.Time `bun:"began_at"`
	Misses  int       `bun:"misses"`
}

func (v vault) rowFromDelivery(f domain.Facts) (deliveryRow, error) {
	sealed, err := v.seal(f.ID, recipientOf(f))
	if err != nil {
		return deliveryRow{}, err
	}
	row := deliveryRow{
		ID: f.ID, OrderID: f.OrderID, UserID: f.UserID, StoreID: f.StoreID, State: int(f.State), Ended: f.State.Final(), Pickup: f.Pickup,
		CourierID: f.CourierID, Ready: f.Ready, PickupCode: f.PickupCode, DistanceMeters: f.DistanceMeters, Reward: int64(f.Reward),
		Round: f.Round, Collected: int64(f.Collected), Checked: int(f.Checked), Refusal: int(f.Refusal), Note: f.Note,
		CreatedAt: f.CreatedAt, UpdatedAt: f.UpdatedAt, Version: f.Version, Recipient: sealed,
		Details: details{
			StoreName: f.StoreName, StoreAddress: f.StoreAddress, StoreLatE6: f.Store.LatE6, StoreLngE6: f.Store.LngE6,
			AgeCheck: f.AgeCheck, Collect: int64(f.Collect),
			SlotStart: millis(f.Slot.Start), SlotEnd: millis(f.Slot.End), Begin: millis(f.Slot.Begin), ReadyBy: millis(f.Slot.Ready),
		},
	}
	if f.State == domain.AwaitingPickup {
		row.OpenCode = f.PickupCode
	}
	return row, nil
}

func (v vault) deliveryFromRow(r *deliveryRow) (domain.Facts, error) {
	to, err := v.open(r)
	if err != nil {
		return domain.Facts{}, err
	}
	return domain.Facts{
		ID: r.ID, OrderID: r.OrderID, UserID: r.UserID, StoreID: r.StoreID, State: domain.State(r.State), Pickup: r.Pickup,
		CourierID: r.CourierID, Ready: r.Ready, DistanceMeters: r.DistanceMeters, Reward: money.Fen(r.Reward), Round: r.Round,
		Collected: money.Fen(r.Collected), Checked: domain.AgeCheck(r.Checked), Refusal: domain.Refusal(r.Refusal), Note: r.Note,
		CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt, Version: r.Version,
		Details: domain.Details{
			StoreName: r.Details.StoreName, StoreAddress: r.Details.StoreAddress, Store: domain.Point{LatE6: r.Details.StoreLatE6, LngE6: r.Details.StoreLngE6},
			ContactName: to.Contact, Phone: to.Phone, DropText: to.Drop, Drop: domain.Point{LatE6: to.DropLatE6, LngE6: to.DropLngE6}, Remark: to.Remark,
			AgeCheck: r.Details.AgeCheck, Collect: money.Fen(r.Details.Collect), PickupCode: r.PickupCode,
			Slot: domain.Slot{
				Start: moment(r.Details.SlotStart), End: moment(r.Details.SlotEnd), Begin: moment(r.Details.Begin), Ready: moment(r.Details.ReadyBy),
			},
		},
	}, nil
}

// millis and moment keep the time that is none as 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
