package store

import (
	"time"

	"github.com/uptrace/bun"

	"dajiu/services/inventory/internal/domain"
)

type stockRow struct {
	bun.BaseModel `bun:"table:stock,alias:stock"`

	StoreID  int64 `bun:"store_id,pk"`
	SkuID    int64 `bun:"sku_id,pk"`
	OnHand   int64 `bun:"on_hand"`
	Reserved int64 `bun:"reserved"`
	Safety   int64 `bun:"safety"`
	IsLow    bool  `bun:"is_low"`
}

type reservationRow struct {
	bun.BaseModel `bun:"table:reservations"`

	OrderID   int64     `bun:"order_id,pk"`
	StoreID   int64     `bun:"store_id"`
	State     int       `bun:"state"`
	Lines     []lineDoc `bun:"order_lines,type:json"`
	ExpiresAt time.Time `bun:"expires_at"`
	CreatedAt time.Time `bun:"created_at"`
	UpdatedAt time.Time `bun:"updated_at"`
	Version   int64     `bun:"version"`
}

// lineDoc is a line as it is stored. Its JSON names are stored: never rename them.
type lineDoc struct {
	Sku      int64 `json:"sku"`
	Quantity int64 `json:"qty"`
}

type ledgerRow struct {
	bun.BaseModel `bun:"table:stock_ledger"`

	StoreID       int64     `bun:"store_id,pk"`
	SkuID         int64     `bun:"sku_id,pk"`
	ID            int64     `bun:"id,pk"`
	Kind          int       `bun:"kind"`
	OnHandDelta   int64     `bun:"on_hand_delta"`
	ReservedDelta int64     `bun:"reserved_delta"`
	OrderID       int64     `bun:"order_id"`
	Reference     string    `bun:"reference"`
	Note          string    `bun:"note"`
	Actor         int64     `bun:"actor"`
	At            time.Time `bun:"at"`
}

type adjustmentRow struct {
	bun.BaseModel `bun:"table:adjustments"`

	StoreID     int64      `bun:"store_id,pk"`
	RequestKey  string     `bun:"request_key,pk"`
	RequestHash int64      `bun:"request_hash"`
	Result      []levelDoc `bun:"result,type:json"`
	CreatedAt   time.Time  `bun:"created_at"`
}

// levelDoc is a level as an adjustment answered it. Its JSON names are stored: never rename them.
type levelDoc struct {
	Sku      int64 `json:"sku"`
	OnHand   int64 `json:"on_hand"`
	Reserved int64 `json:"reserved"`
	Safety   int64 `json:"safety,omitempty"`
	Low      bool  `json:"low,omitempty"`
}

func rowFromReservation(f domain.Facts) reservationRow {
	row := reservationRow{
		OrderID: f.OrderID, StoreID: f.StoreID, State: int(f.State), Lines: make([]lineDoc, len(f.Lines)),
		ExpiresAt: f.ExpiresAt, CreatedAt: f.CreatedAt, UpdatedAt: f.UpdatedAt, Version: f.Version,
	}
	for i, l := range f.Lines {
		row.Lines[i] = lineDoc{Sku: l.SkuID, Quantity: l.Quantity}
	}
	return row
}

func reservationFromRow(r *reservationRow) domain.Facts {
	return domain.Facts{
		OrderID: r.OrderID, StoreID: r.StoreID, State: domain.State(r.State), Lines: linesFromDocs(r.Lines),
		ExpiresAt: r.ExpiresAt, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt, Version: r.Version,
	}
}

func linesFromDocs(docs []lineDoc) []domain.Line {
	lines := make([]domain.Line, len(docs))
	for i, d := range docs {
		lines[i] = domain.Line{SkuID: d.Sku, Quantity: d.Quantity}
	}
	return lines
}

func levelFromRow(r *stockRow) domain.Level {
	return domain.Level{SkuID: r.SkuID, OnHand: r.OnHand, Reserved: r.Reserved, Safety: r.Safety, Low: r.IsLow}
}
