package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type addressRow struct {
	bun.BaseModel `bun:"table:addresses"`

	ID          int64     `bun:"id,pk"`
	UserID      int64     `bun:"user_id"`
	RequestKey  string    `bun:"request_key"`
	ContactName string    `bun:"contact_name"`
	Phone       string    `bun:"phone"`
	Province    string    `bun:"province"`
	City        string    `bun:"city"`
	District    string    `bun:"district"`
	Street      string    `bun:"street"`
	Door        string    `bun:"door"`
	LatE6       int32     `bun:"lat_e6"`
	LngE6       int32     `bun:"lng_e6"`
	Default     bool      `bun:"is_default"`
	Label       string    `bun:"label"`
	CreatedAt   time.Time `bun:"created_at"`
	// Sealed is the contact; the columns of the same in clear are those of older rows, and empty since.
	Sealed string `bun:"sealed"`
}

// contact is what of an address tells who lives where. It is sealed as one JSON text; its names are stored: never rename
// them.
type contact struct {
	Name   string `json:"name"`
	Phone  string `json:"phone"`
	Street string `json:"street"`
	Door   string `json:"door,omitempty"`
	LatE6  int32  `json:"lat"`
	LngE6  int32  `json:"lng"`
}

func (s *Users) rowFromAddress(a domain.Address, key string) (addressRow, error) {
	text, err := json.Marshal(contact{Name: a.ContactName, Phone: a.Phone, Street: a.Street, Door: a.Door, LatE6: a.LatE6, LngE6: a.LngE6})
	if err != nil {
		return addressRow{}, fmt.Errorf("encode address %d: %w", a.ID, err)
	}
	return addressRow{
		ID: a.ID, UserID: a.UserID, RequestKey: key, Sealed: s.contacts.Seal(rowOf(a.ID), string(text)), Province: a.Province, City: a.City,
		District: a.District, Default: a.Default, Label: a.Label, CreatedAt: a.CreatedAt,
	}, nil
}

func (s *Users) addressFromRow(r *addressRow) (domain.Address, error) {
	c := contact{Name: r.ContactName, Phone: r.Phone, Street: r.Street, Door: r.Door, LatE6: r.LatE6, LngE6: r.LngE6}
	if r.Sealed != "" { // one that is not is of before, and will be sealed soon
		text, err := s.contacts.Open(rowOf(r.ID), r.Sealed)
		if err != nil {
			return domain.Address{}, fmt.Errorf("open address %d: %w", r.ID, err)
		}
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			return domain.Address{}, fmt.Errorf("decode address %d: %w", r.ID, err)
		}
	}
	return domain.Address{
		ID: r.ID, UserID: r.UserID, ContactName: c.Name, Phone: c.Phone, Province: r.Province, City: r.City,
		District: r.District, Street: c.Street, Door: c.Door, LatE6: c.LatE6, LngE6: c.LngE6, Default: r.Default, Label: r.Label, CreatedAt: r.CreatedAt,
	}, nil
}

// Addresses returns a person's addresses, the default first, then newest first.
func (s *Users) Addresses(ctx context.Context, userID int64) ([]domain.Address, error) {
	var rows []addressRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("user_id = ?", userID).OrderExpr("is_default DESC, id DESC").Limit(domain.MaxAddresses).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list addresses of %d: %w", userID, err)
	}
	list := make([]domain.Address, len(rows))
	for i, r := range rows {
		if list[i], err = s.addressFromRow(&r); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Address returns one address of a person, or USER_ADDRESS_NOT_FOUND.
func (s *Users) Address(ctx context.Context, userID, id int64) (domain.Address, error) {
	return s.addressWhere(ctx, s.db.Reader(), id, "id = ? AND user_id = ?", id, userID)
}

func (s *Users) addressWhere(ctx context.Context, db bun.IDB, id int64, where string, args ...any) (domain.Address, error) {
	var row addressRow
	err := db.NewSelect().Model(&row).Where(where, args...).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return domain.Address{}, domain.AddressNotFound(id)
	}
	if err != nil {
		return domain.Address{}, fmt.Errorf("read address %d: %w", id, err)
	}
	return s.addressFromRow(&row)
}

// CreateAddress stores an address; the first one becomes the default. The same key again returns what it created
// the first time. More than allowed is USER_ADDRESS_LIMIT.
func (s *Users) CreateAddress(ctx context.Context, a domain.Address, key string) (domain.Address, error) {
	stored := a
	err := s.db.WriteKey(ctx, a.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		before, err := s.addressWhere(ctx, tx, 0, "user_id = ? AND request_key = ?", a.UserID, key)
		if err == nil {
			stored = before
			return nil
		}
		if !errs.HasReason(err, "USER_ADDRESS_NOT_FOUND") {
			return err
		}
		stored = a
		n, err := tx.NewSelect().Model((*addressRow)(nil)).Where("user_id = ?", a.UserID).Count(ctx)
		if err != nil {
			return fmt.Errorf("count addresses: %w", err)
		}
		if n >= domain.MaxAddresses {
			return errs.Newf(codes.FailedPrecondition, "USER_ADDRESS_LIMIT", "最多保存 %d 个地址", domain.MaxAddresses)
		}
		stored.Default = a.Default || n == 0
		row, err := s.rowFromAddress(stored, key)
		if err != nil {
			return err
		}
		if err := clearDefault(ctx, tx, stored); err != nil {
			return err
		}
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	return stored, err
}

// clearDefault leaves a person with one default address at most.
func clearDefault(ctx context.Context, tx *sqldb.Tx, a domain.Address) error {
	if !a.Default {
		return nil
	}
	_, err := tx.NewUpdate().Model((*addressRow)(nil)).Set("is_default = ?", false).Where("user_id = ? AND id <> ?", a.UserID, a.ID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("clear default address: %w", err)
	}
	return nil
}

// ensureDefault leaves a person who has addresses with a default one: where none is, the one added last, and not the
// one that was just unset unless it is the only one.
func ensureDefault(ctx context.Context, tx *sqldb.Tx, userID, unset int64) error {
	var first addressRow
	err := tx.NewSelect().Model(&first).Where("user_id = ?", userID).
		OrderExpr("is_default DESC, CASE WHEN id = ? THEN 1 ELSE 0 END, id DESC", unset).Limit(1).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) || err == nil && first.Default {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for a default address: %w", err)
	}
	_, err = tx.NewUpdate().Model((*addressRow)(nil)).Set("is_default = ?", true).Where("id = ? AND user_id = ?", first.ID, userID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("set default address: %w", err)
	}
	return nil
}

// ReplaceAddress puts new contents in place of an address, or reports USER_ADDRESS_NOT_FOUND. Where it stops being the
// default, another takes over.
func (s *Users) ReplaceAddress(ctx context.Context, a domain.Address) error {
	return s.db.WriteKey(ctx, a.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		row, err := s.rowFromAddress(a, "")
		if err != nil {
			return err
		}
		if err := clearDefault(ctx, tx, a); err != nil {
			return err
		}
		res, err := tx.NewUpdate().Model(&row).
			Column("contact_name", "phone", "province", "city", "district", "street", "door", "lat_e6", "lng_e6", "sealed", "is_default", "label").
			Where("id = ? AND user_id = ?", a.ID, a.UserID).Exec(ctx)
		if err != nil {
			return fmt.Errorf("update address %d: %w", a.ID, err)
		}
		if n, err := res.RowsAffected(); err == nil && n == 0 {
			return domain.AddressNotFound(a.ID)
		}
		return ensureDefault(ctx, tx, a.UserID, a.ID)
	})
}

// DeleteAddress removes an address; one that is not there is no error. Where it was the default, another takes over.
func (s *Users) DeleteAddress(ctx context.Context, userID, id int64) error {
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		if _, err := tx.NewDelete().Model((*addressRow)(nil)).Where("id = ? AND user_id = ?", id, userID).Exec(ctx); err != nil {
			return fmt.Errorf("delete address %d: %w", id, err)
		}
		return ensureDefault(ctx, tx, userID, id)
	})
}
