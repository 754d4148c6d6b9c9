package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

type requestRow struct {
	bun.BaseModel `bun:"table:privacy_requests"`

	ID         int64                       `bun:"id,pk"`
	UserID     int64                       `bun:"user_id"`
	Kind       int                         `bun:"kind"`
	State      int                         `bun:"state"`
	OpenKind   int                         `bun:"open_kind,nullzero"`
	CodeDigest string                      `bun:"code_digest,nullzero"`
	Sealed     string                      `bun:"sealed"`
	Progress   map[string][]domain.Outcome `bun:"progress,type:json"`
	CreatedAt  time.Time                   `bun:"created_at"`
	DueAt      time.Time                   `bun:"due_at"`
	EndedAt    time.Time                   `bun:"ended_at,nullzero"`
}

func (s *Users) requestFromRow(r *requestRow) (domain.Request, error) {
	req := domain.Request{
		ID: r.ID, UserID: r.UserID, Kind: domain.RequestKind(r.Kind), State: domain.RequestState(r.State), CreatedAt: r.CreatedAt,
		DueAt: r.DueAt, EndedAt: r.EndedAt, Progress: r.Progress,
	}
	if r.Sealed == "" {
		return req, nil
	}
	var err error
	if req.Result, err = s.requests.Open(rowOf(r.ID), r.Sealed); err != nil {
		return req, fmt.Errorf("open result of request %d: %w", r.ID, err)
	}
	return req, nil
}

// OpenRequest stores a person's request, with its timer. Where one of the kind is open that one is returned, and created is false.
func (s *Users) OpenRequest(ctx context.Context, r domain.Request, codeDigest string) (stored domain.Request, created bool, err error) {
	row := requestRow{
		ID: r.ID, UserID: r.UserID, Kind: int(r.Kind), State: int(r.State), OpenKind: int(r.Kind), CodeDigest: codeDigest,
		Progress: map[string][]domain.Outcome{}, CreatedAt: r.CreatedAt, DueAt: r.DueAt,
	}
	err = s.db.WriteKey(ctx, r.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
			return err //nolint:wrapcheck // a duplicate is told by the driver's error
		}
		return s.outbox.AppendAt(ctx, tx, r.UserID, r.DueAt, &userv1.PrivacyDue{RequestId: r.ID})
	})
	if sqldb.IsDuplicate(err) {
		before, found, err := s.LatestRequest(ctx, r.UserID, r.Kind)
		if err == nil && !found {
			err = sqldb.ErrConflict
		}
		return before, false, err
	}
	return r, err == nil, err
}

// Request returns a request; found is false where there is none.
func (s *Users) Request(ctx context.Context, id int64) (r domain.Request, found bool, err error) {
	return s.requestWhere(ctx, "id = ?", id)
}

// LatestRequest returns the last of a person's requests of a kind.
func (s *Users) LatestRequest(ctx context.Context, userID int64, kind domain.RequestKind) (r domain.Request, found bool, err error) {
	return s.requestWhere(ctx, "user_id = ? AND kind = ?", userID, int(kind))
}

// RequestByCode returns the request whose certificate a code finds.
func (s *Users) RequestByCode(ctx context.Context, digest string) (r domain.Request, found bool, err error) {
	return s.requestWhere(ctx, "code_digest = ?", digest)
}

func (s *Users) requestWhere(ctx context.Context, where string, args ...any) (domain.Request, bool, error) {
	var row requestRow
	err := s.db.Reader().NewSelect().Model(&row).Where(where, args...).OrderExpr("id DESC").Limit(1).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Request{}, false, nil
	}
	if err != nil {
		return domain.Request{}, false, fmt.Errorf("read privacy request: %w", err)
	}
	r, err := s.requestFromRow(&row)
	return r, err == nil, err
}

// maxRequests bounds a list of requests.
const maxRequests = 20

// Requests returns a person's requests of a kind, newest first, without their results.
func (s *Users) Requests(ctx context.Context, userID int64, kind domain.RequestKind) ([]domain.Request, error) {
	var rows []requestRow
	err := s.db.Reader().NewSelect().Model(&rows).ExcludeColumn("sealed", "progress").Where("user_id = ? AND kind = ?", userID, int(kind)).
		OrderExpr("id DESC").Limit(maxRequests).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list privacy requests of %d: %w", userID, err)
	}
	list := make([]domain.Request, len(rows))
	for i := range rows {
		if list[i], err = s.requestFromRow(&rows[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Overdue returns requests that something was to happen to before an instant, the oldest first: their timers got lost.
func (s *Users) Overdue(ctx context.Context, before time.Time, limit int) (ids []int64, err error) {
	for _, kind := range []domain.RequestKind{domain.Copy, domain.Erasure} {
		var some []int64
		err := s.db.Reader().NewSelect().Model((*requestRow)(nil)).Column("id").Where("open_kind = ? AND due_at < ?", int(kind), before).
			OrderExpr("due_at").Limit(int64(limit)).Scan(ctx, &some)
		if err != nil {
			return nil, fmt.Errorf("list overdue privacy requests: %w", err)
		}
		ids = append(ids, some...)
	}
	return ids, nil
}

// Step is what changes with a request that goes on.
type Step struct {
	To domain.RequestState
	// Result is kept sealed; DueAt, where set, is when it goes on again; EndedAt when it ended.
	Result         string
	DueAt, EndedAt time.Time
	// With, where set, runs in the same transaction.
	With func(ctx context.Context, tx *sqldb.Tx) error
}

// Advance moves a request on from the state that was read; taken is false where it was moved on meanwhile.
func (s *Users) Advance(ctx context.Context, r domain.Request, step Step) (taken bool, err error) {
	if !r.Kind.May(r.State, step.To) {
		return false, fmt.Errorf("privacy request %d: no step leads from %d to %d", r.ID, r.State, step.To) //nolint:err113 // a mistake of the program's
	}
	err = s.db.WriteKey(ctx, r.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		sealed := ""
		if step.Result != "" {
			sealed = s.requests.Seal(rowOf(r.ID), step.Result)
		}
		q := tx.NewUpdate().Model((*requestRow)(nil)).Set("state = ?, sealed = ?", int(step.To), sealed).Where("id = ? AND state = ?", r.ID, int(r.State))
		if !r.Kind.Open(step.To) {
			q = q.Set("open_kind = NULL")
		}
		if !step.DueAt.IsZero() {
			q = q.Set("due_at = ?", step.DueAt)
		}
		if !step.EndedAt.IsZero() {
			q = q.Set("ended_at = ?", step.EndedAt)
		}
		n, err := affected(q.Exec(ctx))
		if err != nil {
			return fmt.Errorf("advance privacy request %d: %w", r.ID, err)
		}
		if taken = n == 1; !taken {
			return nil
		}
		if !step.DueAt.IsZero() {
			if err := s.outbox.AppendAt(ctx, tx, r.UserID, step.DueAt, &userv1.PrivacyDue{RequestId: r.ID}); err != nil {
				return fmt.Errorf("set timer of privacy request %d: %w", r.ID, err)
			}
		}
		if step.With == nil {
			return nil
		}
		return step.With(ctx, tx)
	})
	return taken, err
}

// Postpone sets a request's timer anew.
func (s *Users) Postpone(ctx context.Context, r domain.Request, until time.Time) error {
	return s.db.WriteKey(ctx, r.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.NewUpdate().Model((*requestRow)(nil)).Set("due_at = ?", until).Where("id = ? AND state = ?", r.ID, int(r.State)).Exec(ctx)
		if err != nil {
			return fmt.Errorf("postpone privacy request %d: %w", r.ID, err)
		}
		return s.outbox.AppendAt(ctx, tx, r.UserID, until, &userv1.PrivacyDue{RequestId: r.ID})
	})
}

// NoteErased keeps what a service erased.
func (s *Users) NoteErased(ctx context.Context, r domain.Request) error {
	return s.db.WriteKey(ctx, r.UserID, func(ctx context.Context, tx *sqldb.Tx) error {
		row := requestRow{ID: r.ID, Progress: r.Progress}
		_, err := tx.NewUpdate().Model(&row).Column("progress").WherePK().Where("state = ?", int(domain.Erasing)).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}
