package store

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
)

// LedgerWanted says which movements of a store are wanted. Zero fields ask for nothing.
type LedgerWanted struct {
	Kinds []domain.Kind
	// Moved at From or later, and before Before.
	From, Before time.Time
}

// ledgerRange is the statement of one kind's movements, newest first: a range of an index, whatever lies behind it.
const ledgerRange = "SELECT * FROM stock_ledger WHERE store_id = ? AND kind = ? AND id >= ? AND id < ? ORDER BY id DESC LIMIT ?"

// StoreLedger returns a page of a store's movements, newest first: those with an id below before, or all when it is 0. It
// merges a range for each kind, each no deeper than the page. It may be a moment old.
func (s *Stock) StoreLedger(ctx context.Context, storeID int64, want LedgerWanted, before int64, limit int) ([]app.Movement, error) {
	kinds, low, high := want.Kinds, int64(0), int64(math.MaxInt64)
	if len(kinds) == 0 {
		for k := domain.KindReceive; k <= domain.KindCount; k++ {
			kinds = append(kinds, k)
		}
	}
	if !want.From.IsZero() {
		low = id.From(want.From)
	}
	if !want.Before.IsZero() {
		high = id.From(want.Before)
	}
	if before > 0 {
		high = min(high, before)
	}
	var args []any
	parts := make([]string, len(kinds))
	for i, kind := range kinds {
		parts[i] = fmt.Sprintf("SELECT * FROM (%s) AS k%d", ledgerRange, i)
		args = append(args, storeID, int(kind), low, high, limit)
	}
	var rows []ledgerRow
	query := "SELECT * FROM (" + strings.Join(parts, " UNION ALL ") + ") AS moved ORDER BY id DESC LIMIT ?"
	args = append(args, limit)
	err := s.db.Stale(ctx, func(ctx context.Context, from bun.IDB) error {
		rows = nil
		return from.NewRaw(query, args...).Scan(ctx, &rows)
	})
	if err != nil {
		return nil, fmt.Errorf("list movements of store %d: %w", storeID, err)
	}
	return movementsFromRows(rows), nil
}

// mostOfAnOrder bounds the movements of one order: at most 200 lines, promised, released and brought back a few times.
const mostOfAnOrder = 2_000

// OrderLedger returns what was promised to an order and how its goods moved, oldest first. An order that nothing was
// promised to is INVENTORY_RESERVATION_NOT_FOUND.
func (s *Stock) OrderLedger(ctx context.Context, orderID int64) (domain.Facts, []app.Movement, error) {
	var row reservationRow
	err := s.db.Reader().NewSelect().Model(&row).Where("order_id = ?", orderID).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Facts{}, nil, errs.Newf(codes.NotFound, "INVENTORY_RESERVATION_NOT_FOUND", "nothing was promised to order %d", orderID)
	}
	if err != nil {
		return domain.Facts{}, nil, fmt.Errorf("read reservation of order %d: %w", orderID, err)
	}
	rows, err := sqldb.Find[ledgerRow](ctx, s.db.Reader(), "WHERE order_id = ? ORDER BY id LIMIT ?", orderID, mostOfAnOrder)
	if err != nil {
		return domain.Facts{}, nil, fmt.Errorf("list movements of order %d: %w", orderID, err)
	}
	return reservationFromRow(&row), movementsFromRows(rows), nil
}
