// Package store keeps applications, merchants, their stores and their licences in SQL.
//
// It guarantees that no application is reviewed by whoever made it, that a credit code has one merchant, and that contacts and
// settlement accounts are sealed.
//
// It holds no rule. Start with [Merchants].
package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/outbox"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/merchant/internal/domain"
)

// Merchants is the SQL store.
type Merchants struct {
	db     *sqldb.DB
	outbox *outbox.Outbox
	box    *seal.Box
}

// purpose names what is sealed here.
const purpose = "merchant application"

// New returns a store over a migrated database.
func New(ctx context.Context, db *sqldb.DB, ob *outbox.Outbox, keys *seal.Keyring) (*Merchants, error) {
	box, err := keys.Box(ctx, purpose)
	if err != nil {
		return nil, err
	}
	return &Merchants{db: db, outbox: ob, box: box}, nil
}

// Places are the columns of this store that hold sealed values.
func Places(ctx context.Context, keys *seal.Keyring) ([]seal.Place, error) {
	box, err := keys.Box(ctx, purpose)
	if err != nil {
		return nil, err
	}
	return []seal.Place{{Box: box, Table: "applications", Key: "id", Column: "sealed"}}, nil
}

type applicationRow struct {
	bun.BaseModel `bun:"table:applications"`

	ID          int64                `bun:"id,pk"`
	MerchantID  int64                `bun:"merchant_id"`
	Change      bool                 `bun:"is_change"`
	State       int32                `bun:"state"`
	Version     int64                `bun:"version"`
	ApplicantID int64                `bun:"applicant_id"`
	ReviewerID  int64                `bun:"reviewer_id,nullzero"`
	Region      int32                `bun:"region"`
	CompanyName string               `bun:"company_name"`
	CreditCode  string               `bun:"credit_code"`
	Facts       domain.Facts         `bun:"facts,type:json"`
	Sealed      string               `bun:"sealed"`
	Returned    []domain.FieldReason `bun:"returned,type:json"`
	Reason      string               `bun:"reason"`
	RequestKey  string               `bun:"request_key"`
	CreatedAt   time.Time            `bun:"created_at"`
	SubmittedAt time.Time            `bun:"submitted_at,nullzero"`
	DecidedAt   time.Time            `bun:"decided_at,nullzero"`
	UpdatedAt   time.Time            `bun:"updated_at"`
}

func (s *Merchants) rowFromApplication(a domain.Application) (applicationRow, error) {
	text, err := json.Marshal(a.Confidential)
	if err != nil {
		return applicationRow{}, fmt.Errorf("encode application %d: %w", a.ID, err)
	}
	returned := a.Returned
	if returned == nil {
		returned = []domain.FieldReason{}
	}
	return applicationRow{
		ID: a.ID, MerchantID: a.MerchantID, Change: a.Change, State: int32(a.State), Version: a.Version, ApplicantID: a.ApplicantID,
		ReviewerID: a.ReviewerID, Region: a.Facts.Region(), CompanyName: a.Facts.Company, CreditCode: a.Facts.CreditCode, Facts: a.Facts,
		Sealed: s.box.Seal(strconv.FormatInt(a.ID, 10), string(text)), Returned: returned, Reason: a.Reason,
		CreatedAt: a.CreatedAt, SubmittedAt: a.SubmittedAt, DecidedAt: a.DecideAt, UpdatedAt: a.UpdatedAt,
	}, nil
}

func (s *Merchants) applicationFromRow(r *applicationRow) (domain.Application, error) {
	a := domain.Application{
		ID: r.ID, MerchantID: r.MerchantID, Change: r.Change, State: domain.State(r.State), Version: r.Version, ApplicantID: r.ApplicantID,
		ReviewerID: r.ReviewerID, Facts: r.Facts, Returned: r.Returned, Reason: r.Reason,
		CreatedAt: r.CreatedAt, SubmittedAt: r.SubmittedAt, DecideAt: r.DecidedAt, UpdatedAt: r.UpdatedAt,
	}
	text, err := s.box.Open(strconv.FormatInt(r.ID, 10), r.Sealed)
	if err != nil {
		return a, fmt.Errorf("open application %d: %w", r.ID, err)
	}
	if err := json.Unmarshal([]byte(text), &a.Confidential); err != nil {
		return a, fmt.Errorf("decode application %d: %w", r.ID, err)
	}
	return a, nil
}

// Reach is whose applications and merchants a call may touch. The zero Reach: nothing.
type Reach struct {
	All bool
	// UserID sees what they applied for themselves.
	UserID int64
	// Regions are divisions by their codes, with what lies in them.
	Regions   []int64
	Merchants []int64
}

// bounds is the range of district codes that lie in a division.
func bounds(code int64) (from, to int64) {
	switch {
	case code%10000 == 0:
		return code, code + 9999
	case code%100 == 0:
		return code, code + 99
	}
	return code, code
}

// applications narrows a statement about applications to what is reached.
func (r Reach) applications(q *bun.SelectQuery) *bun.SelectQuery {
	if r.All {
		return q
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("applicant_id = ?", r.UserID)
		for _, code := range r.Regions {
			from, to := bounds(code)
			q = q.WhereOr("region BETWEEN ? AND ?", from, to)
		}
		if len(r.Merchants) > 0 {
			q = q.WhereOr("merchant_id IN ?", bun.Tuple(r.Merchants))
		}
		return q
	})
}

// merchants narrows a statement about merchants to what is reached.
func (r Reach) merchants(q *bun.SelectQuery) *bun.SelectQuery {
	if r.All {
		return q
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("1 = 0")
		for _, code := range r.Regions {
			from, to := bounds(code)
			q = q.WhereOr("EXISTS (SELECT 1 FROM outlets o WHERE o.merchant_id = m.id AND o.region BETWEEN ? AND ?)", from, to)
		}
		if len(r.Merchants) > 0 {
			q = q.WhereOr("m.id IN ?", bun.Tuple(r.Merchants))
		}
		return q
	})
}
