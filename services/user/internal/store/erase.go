package store

import (
	"context"
	"fmt"
	"iter"
	"time"

	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

// gone is what an account is called that is nobody's any more.
const gone = "已注销用户"

// CloseAccount turns an account off whose person leaves, and ends its sessions.
func (s *Users) CloseAccount(ctx context.Context, tx *sqldb.Tx, userID int64, over domain.Revocation) error {
	_, err := tx.NewUpdate().Model((*userRow)(nil)).Set("disabled = ?", true).Where("id = ?", userID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("close account %d: %w", userID, err)
	}
	return s.revoke(ctx, tx, userID, over)
}

// EraseUser takes what tells who somebody is out of this store: the account's row stays as a number. Identities are free for
// another account. It may be repeated.
func (s *Users) EraseUser(ctx context.Context, tx *sqldb.Tx, userID int64, at time.Time) error {
	_, err := tx.NewUpdate().Model((*userRow)(nil)).
		Set("nickname = ?, avatar_url = '', phone_sealed = '', phone_index = NULL, openid = '', disabled = ?", gone, true).
		Set("deleted_at = COALESCE(deleted_at, ?)", at).Where("id = ?", userID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("erase account %d: %w", userID, err)
	}
	for _, table := range erasedTables {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE user_id = ?", userID); err != nil {
			return fmt.Errorf("erase %s of %d: %w", table, userID, err)
		}
	}
	_, err = tx.NewUpdate().Model((*requestRow)(nil)).Set("sealed = '', state = ?, open_kind = NULL", int(domain.CopyExpired)).
		Where("user_id = ? AND kind = ?", userID, int(domain.Copy)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("erase copies of %d: %w", userID, err)
	}
	return nil
}

// erasedTables hold nothing of a person that is kept after their account.
//
//nolint:gochecknoglobals // a constant
var erasedTables = []string{"identities", "addresses", "sessions", "second_factors", "recovery_codes", "known_devices", "staff_identities", "personal_settings"}

// Holdings are how many rows of each kind this store has of a person.
type Holdings struct{ Addresses, Sessions, Consents, Switches int64 }

// Holdings counts what there is of a person.
func (s *Users) Holdings(ctx context.Context, userID int64) (h Holdings, err error) {
	for table, n := range map[string]*int64{"addresses": &h.Addresses, "sessions": &h.Sessions, "consents": &h.Consents, "account_switches": &h.Switches} {
		if err := s.db.Reader().NewRaw("SELECT COUNT(*) FROM "+table+" WHERE user_id = ?", userID).Scan(ctx, n); err != nil {
			return h, fmt.Errorf("count %s of %d: %w", table, userID, err)
		}
	}
	return h, nil
}

// erasedPage is how many erased people a check reads at a time.
const erasedPage = 500

// ErasedPeople yields the ids of those whose data were erased, by id.
func ErasedPeople(ctx context.Context, db *sqldb.DB) iter.Seq2[int64, error] {
	return func(yield func(int64, error) bool) {
		for after := int64(0); ; {
			var ids []int64
			err := db.Reader().NewSelect().Model((*requestRow)(nil)).Column("user_id").
				Where("kind = ? AND state = ? AND user_id > ?", int(domain.Erasure), int(domain.Erased), after).OrderExpr("user_id").Limit(erasedPage).Scan(ctx, &ids)
			if err != nil {
				yield(0, fmt.Errorf("list erased people: %w", err))
				return
			}
			for _, id := range ids {
				if after = id; !yield(id, nil) {
					return
				}
			}
			if len(ids) < erasedPage {
				return
			}
		}
	}
}

// PersonLeft returns what is left in a user store of somebody whose data were erased; nothing where all is well.
func PersonLeft(ctx context.Context, db *sqldb.DB, userID int64) (left []string, err error) {
	var row userRow
	if err := db.Reader().NewSelect().Model(&row).Where("id = ?", userID).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read account %d: %w", userID, err)
	}
	if row.Nickname != gone || row.AvatarURL != "" || row.PhoneSealed != "" || row.PhoneIndex != "" || row.OpenID != "" || !row.Disabled {
		left = append(left, "the account's row")
	}
	for _, table := range erasedTables {
		var n int64
		if err := db.Reader().NewRaw("SELECT COUNT(*) FROM "+table+" WHERE user_id = ?", userID).Scan(ctx, &n); err != nil {
			return nil, fmt.Errorf("count %s of %d: %w", table, userID, err)
		}
		if n > 0 {
			left = append(left, fmt.Sprintf("%d rows of %s", n, table))
		}
	}
	copies, err := db.Reader().NewSelect().Model((*requestRow)(nil)).Where("user_id = ? AND kind = ? AND sealed <> ''", userID, int(domain.Copy)).Count(ctx)
	if err != nil {
		return nil, fmt.Errorf("count copies of %d: %w", userID, err)
	}
	if copies > 0 {
		left = append(left, fmt.Sprintf("%d copies of the data", copies))
	}
	return left, nil
}

// RecordsKept is how long what proves that somebody's data were handled lawfully is kept after their account.
const RecordsKept = 3 * 365 * 24 * time.Hour

// sweepRequests bounds one sweep of privacy requests.
const sweepRequests = 50

// SweepRequests deletes privacy requests that ended before an instant, some of the oldest, and of those whose people left
// what was kept of them for so long: consents, and why an account was turned off. It returns how many requests.
func (s *Users) SweepRequests(ctx context.Context, before time.Time) (deleted int64, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var rows []requestRow
		err := tx.NewSelect().Model(&rows).Column("id", "user_id", "kind", "state").Where("ended_at < ?", before).OrderExpr("ended_at").Limit(sweepRequests).Scan(ctx)
		if err != nil {
			return fmt.Errorf("list ended privacy requests: %w", err)
		}
		for _, r := range rows {
			if domain.RequestKind(r.Kind) == domain.Erasure && domain.RequestState(r.State) == domain.Erased {
				for _, table := range []string{"consents", "account_switches"} {
					if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE user_id = ?", r.UserID); err != nil {
						return fmt.Errorf("delete %s of %d: %w", table, r.UserID, err)
					}
				}
			}
			if _, err := tx.NewDelete().Model((*requestRow)(nil)).Where("id = ?", r.ID).Exec(ctx); err != nil {
				return fmt.Errorf("delete privacy request %d: %w", r.ID, err)
			}
		}
		deleted = int64(len(rows))
		return nil
	})
	return deleted, err
}

// Overstayed counts privacy requests that ended before an instant.
func Overstayed(ctx context.Context, db *sqldb.DB, before time.Time) (n int64, err error) {
	if err := db.Reader().NewRaw("SELECT COUNT(*) FROM privacy_requests WHERE ended_at < ?", before).Scan(ctx, &n); err != nil {
		return 0, fmt.Errorf("count old privacy requests: %w", err)
	}
	return n, nil
}
