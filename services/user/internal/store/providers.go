package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
	"google.golang.org/grpc/codes"

	"dajiu/platform/audit"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type providerRow struct {
	bun.BaseModel `bun:"table:openid_providers"`

	ID         int64     `bun:"id,pk"`
	Name       string    `bun:"name"`
	Issuer     string    `bun:"issuer"`
	ClientID   string    `bun:"client_id"`
	Sealed     string    `bun:"secret_sealed"`
	Claim      string    `bun:"claim"`
	Unknown    int32     `bun:"unknown_people"`
	Disabled   bool      `bun:"disabled"`
	Version    int64     `bun:"version"`
	RequestKey string    `bun:"request_key"`
	CreatedAt  time.Time `bun:"created_at"`
}

func (s *Users) rowFromProvider(p domain.Provider) providerRow {
	return providerRow{
		ID: p.ID, Name: p.Name, Issuer: p.Issuer, ClientID: p.ClientID, Sealed: s.providers.Seal(rowOf(p.ID), p.Secret), Claim: p.Claim,
		Unknown: int32(p.Unknown), Disabled: p.Disabled, Version: p.Version, CreatedAt: p.CreatedAt,
	}
}

func (s *Users) providerFromRow(r providerRow) (domain.Provider, error) {
	secret, err := s.providers.Open(rowOf(r.ID), r.Sealed)
	if err != nil {
		return domain.Provider{}, fmt.Errorf("open secret of provider %d: %w", r.ID, err)
	}
	return domain.Provider{
		ID: r.ID, Name: r.Name, Issuer: r.Issuer, ClientID: r.ClientID, Secret: secret, Claim: r.Claim,
		Unknown: domain.UnknownPeople(r.Unknown), Disabled: r.Disabled, Version: r.Version, CreatedAt: r.CreatedAt,
	}, nil
}

// Provider returns a company's provider, or USER_PROVIDER_NOT_FOUND.
func (s *Users) Provider(ctx context.Context, id int64) (domain.Provider, error) {
	return s.provider(ctx, s.db.Reader(), id)
}

func (s *Users) provider(ctx context.Context, db bun.IDB, id int64) (domain.Provider, error) {
	var row providerRow
	err := db.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Provider{}, domain.ProviderNotFound(id)
	}
	if err != nil {
		return domain.Provider{}, fmt.Errorf("read provider %d: %w", id, err)
	}
	return s.providerFromRow(row)
}

// Providers returns all of them: [domain.MaxProviders] at most.
func (s *Users) Providers(ctx context.Context) ([]domain.Provider, error) {
	var rows []providerRow
	if err := s.db.Reader().NewSelect().Model(&rows).OrderExpr("id").Limit(domain.MaxProviders).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list providers: %w", err)
	}
	list := make([]domain.Provider, len(rows))
	for i, r := range rows {
		var err error
		if list[i], err = s.providerFromRow(r); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// CreateProvider stores a provider under a request key; the same key again returns what the first made. One more than an
// installation may have is USER_PROVIDER_LIMIT.
func (s *Users) CreateProvider(ctx context.Context, p domain.Provider, key string) (domain.Provider, error) {
	stored := p
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var row providerRow
		switch err := tx.NewSelect().Model(&row).Where("request_key = ?", key).Scan(ctx); {
		case err == nil:
			stored, err = s.providerFromRow(row)
			return err
		case !sqldb.IsNotFound(err):
			return fmt.Errorf("read provider by key: %w", err)
		}
		n, err := tx.NewSelect().Model((*providerRow)(nil)).Count(ctx)
		if err != nil {
			return fmt.Errorf("count providers: %w", err)
		}
		if n >= domain.MaxProviders {
			return errs.Newf(codes.FailedPrecondition, "USER_PROVIDER_LIMIT", "最多 %d 个企业登录", domain.MaxProviders)
		}
		stored.Version = 1
		row = s.rowFromProvider(stored)
		row.RequestKey = key
		audit.Change(ctx, nil, stored)
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	return stored, err
}

// UpdateProvider changes a provider by a closure. Issuer and claim stay as they are; the version goes up by one.
func (s *Users) UpdateProvider(ctx context.Context, id int64, change func(*domain.Provider) error) (domain.Provider, error) {
	var p domain.Provider
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		before, err := s.provider(ctx, tx, id)
		if err != nil {
			return err
		}
		p = before
		if err := change(&p); err != nil {
			return err
		}
		p.Version = before.Version + 1
		audit.Change(ctx, before, p)
		row := s.rowFromProvider(p)
		res, err := tx.NewUpdate().Model(&row).Column("name", "client_id", "secret_sealed", "unknown_people", "disabled", "version").
			Where("id = ? AND version = ?", id, before.Version).Exec(ctx)
		return sqldb.ExpectOne(res, err)
	})
	return p, err
}

type staffIdentityRow struct {
	bun.BaseModel `bun:"table:staff_identities"`

	ProviderID int64     `bun:"provider_id,pk"`
	Subject    string    `bun:"subject,pk"`
	UserID     int64     `bun:"user_id"`
	LinkedBy   int64     `bun:"linked_by"`
	LinkedAt   time.Time `bun:"linked_at"`
}

func identityFromRow(r staffIdentityRow) domain.Identity {
	return domain.Identity{ProviderID: r.ProviderID, Subject: r.Subject, UserID: r.UserID, LinkedBy: r.LinkedBy, LinkedAt: r.LinkedAt}
}

// LinkIdentity stores whose account at a provider is whose here. Said again it changes nothing; an account there or a person
// here that is linked otherwise is USER_DUPLICATE.
func (s *Users) LinkIdentity(ctx context.Context, v domain.Identity) (domain.Identity, error) {
	linked := v
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var row staffIdentityRow
		err := tx.NewSelect().Model(&row).Where("provider_id = ? AND subject = ?", v.ProviderID, v.Subject).Scan(ctx)
		if err == nil && row.UserID == v.UserID {
			linked = identityFromRow(row)
			return nil
		}
		if err != nil && !sqldb.IsNotFound(err) {
			return fmt.Errorf("read identity: %w", err)
		}
		row = staffIdentityRow{ProviderID: v.ProviderID, Subject: v.Subject, UserID: v.UserID, LinkedBy: v.LinkedBy, LinkedAt: v.LinkedAt}
		audit.Change(ctx, nil, v)
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	if sqldb.IsDuplicate(err) {
		return domain.Identity{}, errs.New(codes.AlreadyExists, "USER_DUPLICATE", "该企业账号或员工已有关联，请先解除")
	}
	return linked, err
}

// IdentityOf returns who an account at a provider is here; found is false where nobody.
func (s *Users) IdentityOf(ctx context.Context, provider int64, subject string) (v domain.Identity, found bool, err error) {
	var row staffIdentityRow
	err = s.db.Reader().NewSelect().Model(&row).Where("provider_id = ? AND subject = ?", provider, subject).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Identity{}, false, nil
	}
	if err != nil {
		return domain.Identity{}, false, fmt.Errorf("read identity: %w", err)
	}
	return identityFromRow(row), true, nil
}

// Identities returns the accounts elsewhere that a person is linked to: one for each provider.
func (s *Users) Identities(ctx context.Context, userID int64) ([]domain.Identity, error) {
	var rows []staffIdentityRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("user_id = ?", userID).OrderExpr("provider_id").Limit(domain.MaxProviders).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list identities of %d: %w", userID, err)
	}
	list := make([]domain.Identity, len(rows))
	for i, r := range rows {
		list[i] = identityFromRow(r)
	}
	return list, nil
}

// UnlinkIdentity removes a link and ends the person's sessions. What is not linked changes nothing.
func (s *Users) UnlinkIdentity(ctx context.Context, userID, provider int64, over domain.Revocation) error {
	return s.db.WriteKey(ctx, userID, func(ctx context.Context, tx *sqldb.Tx) error {
		n, err := affected(tx.NewDelete().Model((*staffIdentityRow)(nil)).Where("user_id = ? AND provider_id = ?", userID, provider).Exec(ctx))
		if err != nil || n == 0 {
			return err
		}
		return s.revoke(ctx, tx, userID, over)
	})
}
