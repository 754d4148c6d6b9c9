package app

import (
	"context"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/user/internal/domain"
)

// Client returns a program that is not turned off. One that is, is USER_CLIENT_NOT_FOUND like one that never was.
func (o *OpenID) Client(ctx context.Context, id int64) (domain.Client, error) {
	c, err := o.users.store.Client(ctx, id)
	if err == nil && c.Disabled {
		return domain.Client{}, domain.ClientNotFound(id)
	}
	return c, err
}

// Authenticate returns the program whose secret it is; another secret is UNAUTHENTICATED.
func (o *OpenID) Authenticate(ctx context.Context, id int64, secret string) (domain.Client, error) {
	c, err := o.Client(ctx, id)
	if err != nil {
		return domain.Client{}, err
	}
	if !c.Confidential() || !equal([]byte(o.secrets.Of(secret)), []byte(c.SecretDigest)) {
		return domain.Client{}, errs.New(codes.Unauthenticated, errs.ReasonUnauthenticated, "the client secret is wrong")
	}
	return c, nil
}

// Clients returns all programs of the installation.
func (o *OpenID) Clients(ctx context.Context) ([]domain.Client, error) {
	return o.users.store.Clients(ctx)
}

// CreateClient registers a program and returns its secret; nothing shows that again. The same key again returns what the
// first made, without the secret.
func (o *OpenID) CreateClient(ctx context.Context, c domain.Client, key string) (domain.Client, string, error) {
	c, err := domain.NewClient(c)
	if err != nil {
		return domain.Client{}, "", err
	}
	c.ID, c.CreatedAt = o.users.ids.Next(), o.users.clock.Now()
	secret := o.giveSecret(&c)
	c, made, err := o.users.store.CreateClient(ctx, c, key)
	if !made {
		secret = ""
	}
	return c, secret, err
}

// giveSecret gives a program that can keep one a new secret.
func (o *OpenID) giveSecret(c *domain.Client) string {
	if !c.Confidential() {
		return ""
	}
	secret := Random()
	c.SecretDigest = o.secrets.Of(secret)
	return secret
}

// UpdateClient replaces what the version of a program that was read is and may; another version is USER_VERSION_CONFLICT.
func (o *OpenID) UpdateClient(ctx context.Context, c domain.Client) (domain.Client, error) {
	c, err := domain.NewClient(c)
	if err != nil {
		return domain.Client{}, err
	}
	return o.users.store.UpdateClient(ctx, c.ID, func(old *domain.Client) error {
		if old.Kind != c.Kind {
			return errs.Invalid("client.kind", "cannot be changed")
		}
		if old.Version != c.Version {
			return errs.New(codes.Aborted, "USER_VERSION_CONFLICT", "应用已被他人修改，请刷新后重试")
		}
		c.SecretDigest, c.CreatedAt = old.SecretDigest, old.CreatedAt
		*old = c
		return nil
	})
}

// ResetSecret makes another secret for a program. The old one is good no longer.
func (o *OpenID) ResetSecret(ctx context.Context, id int64) (domain.Client, string, error) {
	var secret string
	c, err := o.users.store.UpdateClient(ctx, id, func(c *domain.Client) error {
		if !c.Confidential() {
			return errs.Invalid("clientId", "this client has no secret")
		}
		secret = o.giveSecret(c)
		return nil
	})
	return c, secret, err
}
