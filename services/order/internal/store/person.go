package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/uptrace/bun"

	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/domain"
)

// personPage bounds how many orders of a person one transaction changes.
const personPage = 200

// ended are the states in which nothing happens to an order any more.
//
//nolint:gochecknoglobals // a constant
var ended = []int{int(domain.Completed), int(domain.Cancelled)}

// Unsettled returns a person's orders that are not over, or whose money is on its way back, at most limit.
func (s *Orders) Unsettled(ctx context.Context, userID int64, limit int) ([]domain.Facts, error) {
	var rows []orderRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("user_id = ?", userID).
		Where("state NOT IN ? OR pay_state = ?", bun.Tuple(ended), int(domain.Refunding)).OrderExpr("id").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read open orders of user %d: %w", userID, err)
	}
	return s.ordersFromRows(rows)
}

// ErasePerson takes out of a person's orders whom they went to and what the person wrote, and empties their cart. It
// returns how many orders are kept without that. A page of orders is one transaction; a repetition goes over all again.
func (s *Orders) ErasePerson(ctx context.Context, userID int64) (orders int64, err error) {
	for after := int64(0); ; {
		var page []orderRow
		err := s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
			page = nil
			err := tx.NewSelect().Model(&page).Column("id", "user_id", "recipient", "frozen").Where("user_id = ? AND id > ?", userID, after).
				OrderExpr("id").Limit(personPage).Scan(ctx)
			if err != nil {
				return fmt.Errorf("read orders: %w", err)
			}
			for i := range page {
				if err := eraseRecipient(ctx, tx, &page[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return orders, fmt.Errorf("erase orders of user %d: %w", userID, err)
		}
		orders += int64(len(page))
		if len(page) < personPage {
			return orders, s.ClearCart(ctx, userID, 0)
		}
		after = page[len(page)-1].ID
	}
}

func eraseRecipient(ctx context.Context, tx *sqldb.Tx, row *orderRow) error {
	row.Frozen.Address, row.Frozen.Remark = addressDoc{}, ""
	rest, err := json.Marshal(row.Frozen)
	if err != nil {
		return fmt.Errorf("encode order %d: %w", row.ID, err)
	}
	if _, err := tx.NewUpdate().Model((*orderRow)(nil)).Set("recipient = '', frozen = ?", string(rest)).Where("id = ? AND user_id = ?", row.ID, row.UserID).Exec(ctx); err != nil {
		return fmt.Errorf("erase recipient of order %d: %w", row.ID, err)
	}
	_, err = tx.NewUpdate().Model((*eventRow)(nil)).Set("note = ''").Where("order_id = ? AND user_id = ? AND actor = ?", row.ID, row.UserID, string(domain.Customer)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("erase notes of order %d: %w", row.ID, err)
	}
	return nil
}

// PersonLeft returns what is left in an order store of somebody whose data were erased; nothing where all is well.
func PersonLeft(ctx context.Context, db *sqldb.DB, userID int64) (left []string, err error) {
	var rows []orderRow
	err = db.Reader().NewSelect().Model(&rows).Column("id", "recipient", "frozen").Where("user_id = ?", userID).OrderExpr("id").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read orders of user %d: %w", userID, err)
	}
	for _, r := range rows {
		if r.Recipient != "" || r.Frozen.Address != (addressDoc{}) || r.Frozen.Remark != "" {
			left = append(left, fmt.Sprintf("order %d still has its recipient", r.ID))
		}
	}
	notes, err := db.Reader().NewSelect().Model((*eventRow)(nil)).Where("user_id = ? AND actor = ? AND note <> ''", userID, string(domain.Customer)).Count(ctx)
	if err != nil {
		return nil, fmt.Errorf("count notes of user %d: %w", userID, err)
	}
	lines, err := db.Reader().NewSelect().Model((*cartRow)(nil)).Where("user_id = ?", userID).Count(ctx)
	if err != nil {
		return nil, fmt.Errorf("count cart of user %d: %w", userID, err)
	}
	if notes+lines > 0 {
		left = append(left, fmt.Sprintf("%d notes and %d lines of the cart", notes, lines))
	}
	return left, nil
}
