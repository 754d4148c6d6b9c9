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

type clientRow struct {
	bun.BaseModel `bun:"table:openid_clients"`

	ID           int64     `bun:"id,pk"`
	Name         string    `bun:"name"`
	Kind         int32     `bun:"kind"`
	FirstParty   bool      `bun:"first_party"`
	People       int32     `bun:"people"`
	RedirectURIs []string  `bun:"redirect_uris,type:json"`
	LogoutURIs   []string  `bun:"logout_uris,type:json"`
	Scopes       []string  `bun:"scopes,type:json"`
	SecretDigest string    `bun:"secret_digest"`
	Disabled     bool      `bun:"disabled"`
	Version      int64     `bun:"version"`
	RequestKey   string    `bun:"request_key"`
	CreatedAt    time.Time `bun:"created_at"`
}

func rowFromClient(c domain.Client) clientRow {
	return clientRow{
		ID: c.ID, Name: c.Name, Kind: int32(c.Kind), FirstParty: c.FirstParty, People: int32(c.People), RedirectURIs: listed(c.RedirectURIs),
		LogoutURIs: listed(c.LogoutURIs), Scopes: listed(c.Scopes), SecretDigest: c.SecretDigest, Disabled: c.Disabled, Version: c.Version, CreatedAt: c.CreatedAt,
	}
}

func clientFromRow(r clientRow) domain.Client {
	return domain.Client{
		ID: r.ID, Name: r.Name, Kind: domain.ClientKind(r.Kind), FirstParty: r.FirstParty, People: domain.ClientPeople(r.People), RedirectURIs: r.RedirectURIs,
		LogoutURIs: r.LogoutURIs, Scopes: r.Scopes, SecretDigest: r.SecretDigest, Disabled: r.Disabled, Version: r.Version, CreatedAt: r.CreatedAt,
	}
}

// Client returns a program, or USER_CLIENT_NOT_FOUND.
func (s *Users) Client(ctx context.Context, id int64) (domain.Client, error) {
	return client(ctx, s.db.Reader(), id)
}

func client(ctx context.Context, db bun.IDB, id int64) (domain.Client, error) {
	var row clientRow
	err := db.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Client{}, domain.ClientNotFound(id)
	}
	if err != nil {
		return domain.Client{}, fmt.Errorf("read client %d: %w", id, err)
	}
	return clientFromRow(row), nil
}

// Clients returns all programs, in the order in which they were registered: [domain.MaxClients] at most.
func (s *Users) Clients(ctx context.Context) ([]domain.Client, error) {
	var rows []clientRow
	if err := s.db.Reader().NewSelect().Model(&rows).OrderExpr("id").Limit(domain.MaxClients).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list clients: %w", err)
	}
	list := make([]domain.Client, len(rows))
	for i, r := range rows {
		list[i] = clientFromRow(r)
	}
	return list, nil
}

// CreateClient stores a program under a request key. The same key again stores nothing and returns what the first made;
// made is false then. One more than an installation may have is USER_CLIENT_LIMIT.
func (s *Users) CreateClient(ctx context.Context, c domain.Client, key string) (stored domain.Client, made bool, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		stored, made = c, true
		var row clientRow
		switch err := tx.NewSelect().Model(&row).Where("request_key = ?", key).Scan(ctx); {
		case err == nil:
			stored, made = clientFromRow(row), false
			return nil
		case !sqldb.IsNotFound(err):
			return fmt.Errorf("read client by key: %w", err)
		}
		n, err := tx.NewSelect().Model((*clientRow)(nil)).Count(ctx)
		if err != nil {
			return fmt.Errorf("count clients: %w", err)
		}
		if n >= domain.MaxClients {
			return errs.Newf(codes.FailedPrecondition, "USER_CLIENT_LIMIT", "最多 %d 个接入应用", domain.MaxClients)
		}
		stored.Version = 1
		row = rowFromClient(stored)
		row.RequestKey = key
		audit.Change(ctx, nil, stored)
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
	return stored, made, err
}

// UpdateClient changes the version of a program that was read by a closure; another version is USER_VERSION_CONFLICT. The
// version goes up by one.
func (s *Users) UpdateClient(ctx context.Context, id int64, change func(*domain.Client) error) (domain.Client, error) {
	var c domain.Client
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		before, err := client(ctx, tx, id)
		if err != nil {
			return err
		}
		c = before
		if err := change(&c); err != nil {
			return err
		}
		c.Version = before.Version + 1
		audit.Change(ctx, before, c)
		row := rowFromClient(c)
		res, err := tx.NewUpdate().Model(&row).
			Column("name", "first_party", "people", "redirect_uris", "logout_uris", "scopes", "secret_digest", "disabled", "version").
			Where("id = ? AND version = ?", id, before.Version).Exec(ctx)
		return sqldb.ExpectOne(res, err)
	})
	return c, err
}
