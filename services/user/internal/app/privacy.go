package app

import (
	"context"
	"encoding/base32"
	"log/slog"
	"strconv"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/authn"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/seal"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

// Section is some of what is kept of a person, each row an object as JSON.
type Section struct {
	Title string
	Rows  []string
}

// Keeper is another service that keeps personal data.
type Keeper interface {
	// Name is the service's.
	Name() string
	// Export returns a page of what it has of a person; next is where to go on, 0: that was all.
	Export(ctx context.Context, userID, after int64) (sections []Section, next int64, err error)
	// Erase erases a person, and may be repeated. FailedPrecondition says that something is still under way.
	Erase(ctx context.Context, userID int64) ([]domain.Outcome, error)
}

// Deals tells what is under way between a person and the platform.
type Deals interface {
	// Obstacles returns what stands in the way of erasing a person, at most ten.
	Obstacles(ctx context.Context, userID int64) ([]domain.Obstacle, error)
}

// PrivacyTimes are how long things last.
type PrivacyTimes struct {
	// CoolOff is how long an erasure can be withdrawn; CopyLife how long a copy is kept.
	CoolOff, CopyLife time.Duration
}

// Privacy is people's rights in their data: a copy, and erasure. Both are sagas over all services that keep personal data:
// each step may be repeated, and where a process dies the request's timer, or the hourly look for overdue ones, goes on.
type Privacy struct {
	users   *Users
	store   *store.Users
	ids     *id.Generator
	clock   clock.Clock
	log     *slog.Logger
	codes   *seal.Index
	digests *seal.Index
	keepers []Keeper
	deals   Deals
	times   PrivacyTimes
}

// NewPrivacy returns the use cases over the services that keep personal data.
func NewPrivacy(ctx context.Context, users *Users, keys *seal.Keyring, keepers []Keeper, deals Deals, times PrivacyTimes) (*Privacy, error) {
	made, err := keys.Index(ctx, "certificate code")
	if err != nil {
		return nil, err
	}
	digests, err := keys.Index(ctx, "certificate digest")
	if err != nil {
		return nil, err
	}
	return &Privacy{
		users: users, store: users.store, ids: users.ids, clock: users.clock, log: users.log, codes: made, digests: digests, keepers: keepers, deals: deals, times: times,
	}, nil
}

// RequestCopy begins to collect a copy of a person's data. Where there is one, being collected or kept, it is that one.
func (p *Privacy) RequestCopy(ctx context.Context, userID int64) (domain.Request, error) {
	now := p.clock.Now()
	r, _, err := p.store.OpenRequest(ctx, domain.Request{
		ID: p.ids.NextFor(userID), UserID: userID, Kind: domain.Copy, State: domain.CopyPreparing, CreatedAt: now, DueAt: now,
	}, "")
	return r, err
}

// Copies returns a person's copies, newest first.
func (p *Privacy) Copies(ctx context.Context, userID int64) ([]domain.Request, error) {
	return p.store.Requests(ctx, userID, domain.Copy)
}

// DownloadCopy returns a copy as JSON. One that is not there, or another's, is USER_EXPORT_NOT_FOUND; one that is not ready
// USER_EXPORT_NOT_READY; one whose days are over USER_EXPORT_EXPIRED.
func (p *Privacy) DownloadCopy(ctx context.Context, userID, requestID int64) ([]byte, error) {
	r, found, err := p.store.Request(ctx, requestID)
	switch {
	case err != nil:
		return nil, err
	case !found || r.UserID != userID || r.Kind != domain.Copy:
		return nil, errs.Newf(codes.NotFound, "USER_EXPORT_NOT_FOUND", "没有这份个人信息副本")
	case r.State == domain.CopyPreparing:
		return nil, errs.New(codes.FailedPrecondition, "USER_EXPORT_NOT_READY", "个人信息副本正在整理，请稍后再来")
	case r.State == domain.CopyExpired || !p.clock.Now().Before(r.DueAt):
		return nil, errs.New(codes.FailedPrecondition, "USER_EXPORT_EXPIRED", "个人信息副本已过期，请重新申请")
	}
	return unpack(r.Result)
}

// RequestErasure begins to close an account. What stands in the way is USER_DELETION_BLOCKED. Asked again, it answers with the
// request there is. Code is by which the certificate is found afterwards.
func (p *Privacy) RequestErasure(ctx context.Context, userID int64) (r domain.Request, code string, err error) {
	obstacles, err := p.deals.Obstacles(ctx, userID)
	if err != nil {
		return r, "", err
	}
	if len(obstacles) > 0 {
		return r, "", domain.DeletionBlocked(obstacles)
	}
	now := p.clock.Now()
	r = domain.Request{ID: p.ids.NextFor(userID), UserID: userID, Kind: domain.Erasure, State: domain.Cooling, CreatedAt: now, DueAt: now.Add(p.times.CoolOff)}
	r, _, err = p.store.OpenRequest(ctx, r, p.digests.Of(p.codeOf(r.ID)))
	return r, p.codeOf(r.ID), err
}

// codeOf is the code of a request's certificate: nobody can make it who has not the key, and it need not be kept.
func (p *Privacy) codeOf(requestID int64) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(p.codes.MAC([]byte(strconv.FormatInt(requestID, 10)))[:16])
}

// Erasure tells how the closing of an account stands, and what would stand in its way while nothing else does.
func (p *Privacy) Erasure(ctx context.Context, userID int64) (r domain.Request, obstacles []domain.Obstacle, err error) {
	r, _, err = p.store.LatestRequest(ctx, userID, domain.Erasure)
	if err != nil || r.State == domain.Erasing {
		return r, nil, err
	}
	obstacles, err = p.deals.Obstacles(ctx, userID)
	return r, obstacles, err
}

// Withdraw keeps an account whose closing was asked for. Without such a request, or too late, it is USER_DELETION_STATE; a
// repetition changes nothing.
func (p *Privacy) Withdraw(ctx context.Context, userID int64) (domain.Request, error) {
	r, found, err := p.store.LatestRequest(ctx, userID, domain.Erasure)
	if err != nil {
		return r, err
	}
	if found && r.State == domain.Withdrawn {
		return r, nil
	}
	if !found || r.State != domain.Cooling {
		return r, domain.DeletionState()
	}
	now := p.clock.Now()
	taken, err := p.store.Advance(ctx, r, store.Step{To: domain.Withdrawn, EndedAt: now})
	if err != nil {
		return r, err
	}
	if !taken { // its time came in this moment
		return p.Withdraw(ctx, userID)
	}
	r.State, r.EndedAt = domain.Withdrawn, now
	return r, nil
}

// signingKey is the key that certificates are signed by.
func (p *Privacy) signingKey(ctx context.Context) (authn.SigningKey, error) {
	keys, err := p.store.Keys(ctx)
	if err != nil {
		return authn.SigningKey{}, err
	}
	if len(keys) == 0 {
		return authn.SigningKey{}, errs.New(codes.Internal, errs.ReasonInternal, "there is no signing key")
	}
	return keys[0].SigningKey, nil
}
