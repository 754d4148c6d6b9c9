package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	"dajiu/platform/audit"
	"dajiu/platform/sqldb"
	"dajiu/services/merchant/internal/domain"
)

type merchantRow struct {
	bun.BaseModel `bun:"table:merchants,alias:m"`

	ID            int64     `bun:"id,pk"`
	Code          string    `bun:"code"`
	Name          string    `bun:"name"`
	CreditCode    string    `bun:"credit_code"`
	State         int32     `bun:"state"`
	Reason        string    `bun:"reason"`
	ApplicationID int64     `bun:"application_id"`
	FirstExpiry   time.Time `bun:"first_expiry,nullzero"`
	CreatedAt     time.Time `bun:"created_at"`
	Stores        int       `bun:"stores,scanonly"`
}

type outletRow struct {
	bun.BaseModel `bun:"table:outlets"`

	StoreID    int64  `bun:"store_id,pk"`
	MerchantID int64  `bun:"merchant_id"`
	Code       string `bun:"code"`
	Name       string `bun:"name"`
	Region     int32  `bun:"region"`
}

type licenceRow struct {
	bun.BaseModel `bun:"table:licences,alias:l"`

	ID         int64     `bun:"id,pk"`
	MerchantID int64     `bun:"merchant_id"`
	StoreID    int64     `bun:"store_id"`
	Kind       int32     `bun:"kind"`
	Number     string    `bun:"number"`
	ExpiresAt  time.Time `bun:"expires_at,nullzero"`
	StoreName  string    `bun:"store_name,scanonly"`
}

func merchantFromRow(r merchantRow) domain.Merchant {
	return domain.Merchant{
		ID: r.ID, Code: r.Code, Name: r.Name, CreditCode: r.CreditCode, Standing: domain.Standing(r.State), Reason: r.Reason,
		ApplicationID: r.ApplicationID, FirstExpiry: r.FirstExpiry, CreatedAt: r.CreatedAt, Stores: r.Stores,
	}
}

func heldFromRow(r licenceRow) domain.Held {
	return domain.Held{
		ID: r.ID, MerchantID: r.MerchantID, StoreID: r.StoreID, StoreName: r.StoreName, Kind: domain.LicenceKind(r.Kind), Number: r.Number, Expires: r.ExpiresAt,
	}
}

// countStores adds how many stores a merchant has.
func countStores(q *bun.SelectQuery) *bun.SelectQuery {
	return q.ColumnExpr("m.*").ColumnExpr("(SELECT COUNT(*) FROM outlets o WHERE o.merchant_id = m.id) AS stores")
}

// Merchant returns one that is reached, or MERCHANT_NOT_FOUND.
func (s *Merchants) Merchant(ctx context.Context, reach Reach, id int64) (domain.Merchant, error) {
	m, found, err := merchantWhere(ctx, s.db.Reader(), reach, "m.id = ?", id)
	if err == nil && !found {
		err = domain.MerchantNotFound(id)
	}
	return m, err
}

// MerchantByCredit returns the merchant of a credit code; found is false where there is none.
func (s *Merchants) MerchantByCredit(ctx context.Context, code string) (m domain.Merchant, found bool, err error) {
	return merchantWhere(ctx, s.db.Reader(), Reach{All: true}, "m.credit_code = ?", code)
}

func merchantWhere(ctx context.Context, db bun.IDB, reach Reach, where string, arg any) (m domain.Merchant, found bool, err error) {
	var row merchantRow
	err = reach.merchants(countStores(db.NewSelect().Model(&row)).Where(where, arg)).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Merchant{}, false, nil
	}
	if err != nil {
		return domain.Merchant{}, false, fmt.Errorf("read merchant %v: %w", arg, err)
	}
	return merchantFromRow(row), true, nil
}

// MerchantFilter says which merchants are asked for; what is zero is not asked about.
type MerchantFilter struct {
	Standing domain.Standing
	// ExpiresBefore asks for those of whom a licence ends before, the soonest first.
	ExpiresBefore time.Time
	// Words is the beginning of the name, or the whole credit code.
	Words string
}

// List returns merchants that match and are reached, the newest first, with an id below before; 0: from the newest. Those
// whose licences end are all on one page. It may be a moment old.
func (s *Merchants) List(ctx context.Context, reach Reach, f MerchantFilter, before int64, limit int) (list []domain.Merchant, err error) {
	err = s.db.Stale(ctx, func(ctx context.Context, from bun.IDB) (err error) {
		list, err = merchants(ctx, from, reach, f, before, limit)
		return err
	})
	return list, err
}

func merchants(ctx context.Context, from bun.IDB, reach Reach, f MerchantFilter, before int64, limit int) ([]domain.Merchant, error) {
	var rows []merchantRow
	q := reach.merchants(countStores(from.NewSelect().Model(&rows))).Limit(int64(limit))
	if f.ExpiresBefore.IsZero() {
		q = q.OrderExpr("m.id DESC")
	} else {
		q = q.Where("m.first_expiry < ?", f.ExpiresBefore).OrderExpr("m.first_expiry, m.id")
	}
	if before > 0 {
		q = q.Where("m.id < ?", before)
	}
	if f.Standing != 0 {
		q = q.Where("m.state = ?", int(f.Standing))
	}
	if f.Words != "" {
		q = q.Where("(m.credit_code = ? OR (m.name >= ? AND m.name < ?))", f.Words, f.Words, f.Words+last)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, fmt.Errorf("list merchants: %w", err)
	}
	list := make([]domain.Merchant, len(rows))
	for i, r := range rows {
		list[i] = merchantFromRow(r)
	}
	return list, nil
}

// maxHeld bounds a merchant's licences that are listed.
const maxHeld = 1000

// Licences returns what a merchant holds, the company's first.
func (s *Merchants) Licences(ctx context.Context, merchantID int64) ([]domain.Held, error) {
	var rows []licenceRow
	err := s.db.Reader().NewSelect().Model(&rows).ColumnExpr("l.*, COALESCE(o.name, '') AS store_name").
		Join("LEFT JOIN outlets o ON o.store_id = l.store_id").Where("l.merchant_id = ?", merchantID).OrderExpr("l.store_id, l.kind").Limit(maxHeld).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list licences of %d: %w", merchantID, err)
	}
	list := make([]domain.Held, len(rows))
	for i, r := range rows {
		list[i] = heldFromRow(r)
	}
	return list, nil
}

// SetStanding changes whether a merchant that is reached may trade, by a closure, and has its stores follow.
func (s *Merchants) SetStanding(ctx context.Context, reach Reach, id int64, change func(*domain.Merchant) error) (domain.Merchant, error) {
	var m domain.Merchant
	err := s.db.WriteKey(ctx, id, func(ctx context.Context, tx *sqldb.Tx) error {
		var found bool
		var err error
		if m, found, err = merchantWhere(ctx, tx, reach, "m.id = ?", id); err != nil {
			return err
		}
		if !found {
			return domain.MerchantNotFound(id)
		}
		before := m
		if err := change(&m); err != nil || m == before {
			return err
		}
		audit.Change(ctx, map[string]any{"state": before.Standing, "reason": before.Reason}, map[string]any{"state": m.Standing, "reason": m.Reason})
		res, err := tx.NewUpdate().Model((*merchantRow)(nil)).Set("state = ?, reason = ?", int(m.Standing), m.Reason).
			Where("id = ? AND state = ? AND reason = ?", id, int(before.Standing), before.Reason).Exec(ctx)
		if err := sqldb.ExpectOne(res, err); err != nil {
			return fmt.Errorf("update merchant %d: %w", id, err)
		}
		return s.outbox.Append(ctx, tx, id, &merchantv1.StandingDue{MerchantId: id})
	})
	return m, err
}
