package store

import (
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
)

type sheetRow struct {
	bun.BaseModel `bun:"table:count_sheets,alias:count_sheets"`

	ID             int64     `bun:"id,pk"`
	StoreID        int64     `bun:"store_id"`
	Name           string    `bun:"name"`
	Cover          int       `bun:"cover"`
	CategoryID     int64     `bun:"category_id"`
	Blind          bool      `bun:"blind"`
	State          int       `bun:"state"`
	LineCount      int       `bun:"line_count"`
	CountedCount   int       `bun:"counted_count"`
	OpenedBy       int64     `bun:"opened_by"`
	OpenedAt       time.Time `bun:"opened_at"`
	SubmittedBy    int64     `bun:"submitted_by"`
	SubmittedAt    time.Time `bun:"submitted_at,nullzero"`
	ReviewedBy     int64     `bun:"reviewed_by"`
	ReviewedAt     time.Time `bun:"reviewed_at,nullzero"`
	CountedAt      time.Time `bun:"counted_at,nullzero"`
	Reason         string    `bun:"reason"`
	OverValue      int64     `bun:"over_value"`
	ShortValue     int64     `bun:"short_value"`
	DifferentCount int       `bun:"different_count"`
	PostedCount    int       `bun:"posted_count"`
	RefusedCount   int       `bun:"refused_count"`
	LastAct        int       `bun:"last_act"`
	Version        int64     `bun:"version"`
	RequestKey     string    `bun:"request_key"`
	RequestHash    int64     `bun:"request_hash"`
}

func sheetFromRow(r *sheetRow) *domain.Sheet {
	return domain.RehydrateSheet(domain.SheetFacts{
		ID: r.ID, StoreID: r.StoreID, Name: r.Name, Cover: domain.Cover(r.Cover), CategoryID: r.CategoryID, Blind: r.Blind, State: domain.SheetState(r.State),
		Lines: r.LineCount, Counted: r.CountedCount, OpenedBy: r.OpenedBy, OpenedAt: r.OpenedAt, SubmittedBy: r.SubmittedBy, SubmittedAt: r.SubmittedAt,
		ReviewedBy: r.ReviewedBy, ReviewedAt: r.ReviewedAt, Reason: r.Reason,
		Tally:  domain.Tally{Different: r.DifferentCount, Over: money.Fen(r.OverValue), Short: money.Fen(r.ShortValue)},
		Posted: r.PostedCount, Refused: r.RefusedCount, LastAct: domain.SheetAct(r.LastAct), Version: r.Version,
	})
}

func rowFromSheet(f domain.SheetFacts) sheetRow {
	return sheetRow{
		ID: f.ID, StoreID: f.StoreID, Name: f.Name, Cover: int(f.Cover), CategoryID: f.CategoryID, Blind: f.Blind, State: int(f.State),
		LineCount: f.Lines, CountedCount: f.Counted, OpenedBy: f.OpenedBy, OpenedAt: f.OpenedAt, SubmittedBy: f.SubmittedBy, SubmittedAt: f.SubmittedAt,
		ReviewedBy: f.ReviewedBy, ReviewedAt: f.ReviewedAt, Reason: f.Reason, OverValue: int64(f.Tally.Over), ShortValue: int64(f.Tally.Short),
		DifferentCount: f.Tally.Different, PostedCount: f.Posted, RefusedCount: f.Refused, LastAct: int(f.LastAct), Version: f.Version,
	}
}

type countLineRow struct {
	bun.BaseModel `bun:"table:count_lines,alias:count_lines"`

	SheetID    int64     `bun:"sheet_id,pk"`
	SkuID      int64     `bun:"sku_id,pk"`
	Status     int       `bun:"status"`
	Price      int64     `bun:"price"`
	Book       int64     `bun:"book"`
	Counted    int64     `bun:"counted"`
	CountedBy  int64     `bun:"counted_by"`
	CountedAt  time.Time `bun:"counted_at,nullzero"`
	MovementID int64     `bun:"movement_id"`
	Reserved   int64     `bun:"reserved"`
}

func countLineFromRow(r *countLineRow) app.CountLine {
	return app.CountLine{At: r.CountedAt, CountLine: domain.CountLine{
		SkuID: r.SkuID, Status: domain.LineStatus(r.Status), Price: money.Fen(r.Price), Book: r.Book, Counted: r.Counted, CountedBy: r.CountedBy,
		MovementID: r.MovementID, Reserved: r.Reserved,
	}}
}

func countLinesFromRows(rows []countLineRow) []app.CountLine {
	list := make([]app.CountLine, len(rows))
	for i := range rows {
		list[i] = countLineFromRow(&rows[i])
	}
	return list
}

type countEntryRow struct {
	bun.BaseModel `bun:"table:count_entries"`

	SheetID    int64     `bun:"sheet_id,pk"`
	RequestKey string    `bun:"request_key,pk"`
	SkuID      int64     `bun:"sku_id"`
	Book       int64     `bun:"book"`
	Counted    int64     `bun:"counted"`
	CountedBy  int64     `bun:"counted_by"`
	CountedAt  time.Time `bun:"counted_at"`
}
