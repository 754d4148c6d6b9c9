package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/inventory/internal/domain"
)

// refused says that a move would promise more than is there, or take back more than was promised. The moves of
// smaller SKUs of the same transaction were carried out and must be undone with it.
type refused struct{ storeID, skuID int64 }

// Error names the SKU.
func (e refused) Error() string {
	return fmt.Sprintf("the stock of SKU %d in store %d does not allow the move", e.skuID, e.storeID)
}

// reason is what the ledger says beside the numbers.
type reason struct {
	orderID int64
	// rows name the rows of the ledger, one for each move, where somebody keeps them; nil: they are named here.
	rows            []int64
	reference, note string
	actor           int64
	at              time.Time
}

// change moves one level; guard keeps 0 <= reserved <= on_hand, checked by the statement that changes them.
const change = `UPDATE stock SET on_hand = on_hand + ?, reserved = reserved + ?`

const guard = ` WHERE store_id = ? AND sku_id = ? AND reserved + ? >= 0 AND on_hand + ? >= reserved + ?`

// crossings are the levels after some moves that crossed something by them: zero, or their safety level.
type crossings struct{ zero, safety []domain.Level }

func (c *crossings) note(l domain.Level, m domain.Move) {
	if l.Crossed(m) {
		c.zero = append(c.zero, l)
	}
	if l.CrossedSafety() {
		c.safety = append(c.safety, l)
	}
}

// move changes the levels of one store, in the order of the moves, which are sorted by SKU. It writes the ledger and
// publishes which SKUs sold out or came back, and which became low or recovered. A move that the levels do not allow is refused; the transaction must
// then be undone.
func (s *Stock) move(ctx context.Context, tx *sqldb.Tx, storeID int64, moves []domain.Move, why reason) error {
	if len(moves) == 0 {
		return nil
	}
	carryOut := s.changeWithNumber
	if s.db.Engine() == sqldb.SQLite {
		carryOut = s.changeReturning
	}
	crossed, err := carryOut(ctx, tx, storeID, moves)
	if err != nil {
		return err
	}
	s.record(tx, storeID, moves, why)
	for _, l := range crossed.zero {
		ev := &inventoryv1.AvailabilityChanged{StoreId: storeID, SkuId: l.SkuID, InStock: l.Available() > 0}
		if err := s.outbox.Append(ctx, tx, l.SkuID, ev); err != nil {
			return fmt.Errorf("publish availability of SKU %d: %w", l.SkuID, err)
		}
	}
	return s.tellSafety(ctx, tx, storeID, crossed.safety)
}

// changeReturning changes levels where the engine tells the new row in the same breath. It returns the levels that
// crossed something.
func (s *Stock) changeReturning(ctx context.Context, tx *sqldb.Tx, storeID int64, moves []domain.Move) (crossed crossings, err error) {
	for _, m := range moves {
		level := domain.Level{SkuID: m.SkuID}
		// Past bun, which would write the values into the text: this runs for every line of every order.
		err := tx.Tx.Tx.QueryRowContext(ctx, change+guard+` RETURNING on_hand, reserved, safety, is_low`,
			m.OnHand, m.Reserved, storeID, m.SkuID, m.Reserved, m.OnHand, m.Reserved).Scan(&level.OnHand, &level.Reserved, &level.Safety, &level.Low)
		if errors.Is(err, sql.ErrNoRows) {
			return crossings{}, refused{storeID, m.SkuID}
		}
		if err != nil {
			return crossings{}, fmt.Errorf("move SKU %d in store %d: %w", m.SkuID, storeID, err)
		}
		crossed.note(level, m)
	}
	return crossed, nil
}

// changeTelling is change for engines that return no rows of what they changed: it tells the level before the move by the number
// that the server answers with every statement. In it are, from its end, the safety level (20 bits hold MaxSafety), whether it is
// low (one) and what is available (30 hold MaxOnHand). All are read in the first assignment, before the second column changes.
const changeTelling = `UPDATE stock SET on_hand = on_hand + ? + 0 * LAST_INSERT_ID(((on_hand - reserved) * 2 + is_low) * 1048576 + safety), reserved = reserved + ?`

// changeWithNumber changes levels with changeTelling. Of the levels that crossed something, what is available counts alone.
func (s *Stock) changeWithNumber(ctx context.Context, tx *sqldb.Tx, storeID int64, moves []domain.Move) (crossed crossings, err error) {
	for _, m := range moves {
		res, err := tx.Tx.Tx.ExecContext(ctx, changeTelling+guard, m.OnHand, m.Reserved, storeID, m.SkuID, m.Reserved, m.OnHand, m.Reserved)
		if err = sqldb.ExpectOne(res, err); errors.Is(err, sqldb.ErrConflict) {
			return crossings{}, refused{storeID, m.SkuID}
		}
		if err != nil {
			return crossings{}, fmt.Errorf("move SKU %d in store %d: %w", m.SkuID, storeID, err)
		}
		told, err := res.LastInsertId()
		if err != nil {
			return crossings{}, fmt.Errorf("move SKU %d in store %d: %w", m.SkuID, storeID, err)
		}
		available := told>>21 + m.OnHand - m.Reserved
		crossed.note(domain.Level{SkuID: m.SkuID, OnHand: available, Safety: told & (1<<20 - 1), Low: told>>20&1 == 1}, m)
	}
	return crossed, nil
}

// levelsOf returns the levels of some SKUs, by SKU; those that the store never had are missing.
func levelsOf(ctx context.Context, db bun.IDB, storeID int64, skus []int64) ([]domain.Level, error) {
	var rows []stockRow
	err := db.NewSelect().Model(&rows).Where("store_id = ? AND sku_id IN ?", storeID, bun.Tuple(skus)).OrderExpr("sku_id").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read levels of store %d: %w", storeID, err)
	}
	levels := make([]domain.Level, len(rows))
	for i := range rows {
		levels[i] = levelFromRow(&rows[i])
	}
	return levels, nil
}

// record hands the ledger rows of some moves to the commit, and has the availabilities forgotten after it.
func (s *Stock) record(tx *sqldb.Tx, storeID int64, moves []domain.Move, why reason) {
	for i, m := range moves {
		var name int64
		if why.rows != nil {
			name = why.rows[i]
		} else {
			name = s.ids.NextFor(storeID)
		}
		sqldb.InsertLater(tx, ledgerRow{
			StoreID: storeID, SkuID: m.SkuID, ID: name, Kind: int(m.Kind), OnHandDelta: m.OnHand, ReservedDelta: m.Reserved,
			OrderID: why.orderID, Reference: why.reference, Note: why.note, Actor: why.actor, At: why.at,
		})
	}
	tx.AfterCommit(func() { s.free.forget(storeID, moves) })
}
