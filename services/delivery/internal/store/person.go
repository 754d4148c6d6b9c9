package store

import (
	"context"
	"encoding/json"
	"fmt"

	"dajiu/platform/sqldb"
	"dajiu/services/delivery/internal/domain"
)

// personPage bounds how many deliveries of a person one transaction changes.
const personPage = 200

// OfPerson returns a page of what was brought to a person, oldest first, above an id.
func (s *Store) OfPerson(ctx context.Context, userID, after int64, limit int) ([]domain.Facts, error) {
	var rows []deliveryRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("user_id = ? AND id > ?", userID, after).OrderExpr("id").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list deliveries of user %d: %w", userID, err)
	}
	list := make([]domain.Facts, len(rows))
	for i := range rows {
		if list[i], err = s.deliveryFromRow(&rows[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// ErasePerson takes out of a person's deliveries whom they went to, what the person asked for, and what a courier noted. It
// returns how many are kept without that. A page is one transaction; a repetition goes over all again.
func (s *Store) ErasePerson(ctx context.Context, userID int64) (deliveries int64, err error) {
	for after := int64(0); ; {
		var page []deliveryRow
		err := s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
			page = nil
			err := tx.NewSelect().Model(&page).Column("id", "details").Where("user_id = ? AND id > ?", userID, after).OrderExpr("id").Limit(personPage).Scan(ctx)
			if err != nil {
				return fmt.Errorf("read deliveries: %w", err)
			}
			for i := range page {
				if err := eraseRecipient(ctx, tx, &page[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return deliveries, fmt.Errorf("erase deliveries of user %d: %w", userID, err)
		}
		deliveries += int64(len(page))
		if len(page) < personPage {
			return deliveries, nil
		}
		after = page[len(page)-1].ID
	}
}

func eraseRecipient(ctx context.Context, tx *sqldb.Tx, row *deliveryRow) error {
	row.Details.recipient = recipient{}
	rest, err := json.Marshal(row.Details)
	if err != nil {
		return fmt.Errorf("encode delivery %d: %w", row.ID, err)
	}
	// The version changes with it: whoever has read the recipient does not write it back.
	_, err = tx.NewUpdate().Model((*deliveryRow)(nil)).Set("recipient = '', note = '', details = ?, version = version + 1", string(rest)).
		Where("id = ?", row.ID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("erase recipient of delivery %d: %w", row.ID, err)
	}
	return nil
}

// PersonLeft returns what is left in a delivery store of somebody whose data were erased; nothing where all is well.
func PersonLeft(ctx context.Context, db *sqldb.DB, userID int64) (left []string, err error) {
	var rows []deliveryRow
	err = db.Reader().NewSelect().Model(&rows).Column("id", "recipient", "details", "note").Where("user_id = ?", userID).OrderExpr("id").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read deliveries of user %d: %w", userID, err)
	}
	for _, r := range rows {
		if r.Recipient != "" || r.Details.recipient != (recipient{}) || r.Note != "" {
			left = append(left, fmt.Sprintf("delivery %d still has its recipient", r.ID))
		}
	}
	return left, nil
}
