package app

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

// early is how much before its moment a timer may come: moments are kept in milliseconds.
const early = 10 * time.Millisecond

// retryErasure is when an erasure that something stood in the way of is tried again.
const retryErasure = time.Hour

// Continue takes a request as far as it can go now. It may be called at any time, any number of times.
func (p *Privacy) Continue(ctx context.Context, requestID int64) error {
	r, found, err := p.store.Request(ctx, requestID)
	if err != nil || !found || !r.Kind.Open(r.State) || p.clock.Now().Add(early).Before(r.DueAt) {
		return err
	}
	switch {
	case r.Kind == domain.Copy && r.State == domain.CopyPreparing:
		return p.collect(ctx, r)
	case r.Kind == domain.Copy:
		_, err := p.store.Advance(ctx, r, store.Step{To: domain.CopyExpired, EndedAt: p.clock.Now()})
		return err
	case r.State == domain.Cooling:
		return p.beginErasure(ctx, r)
	}
	return p.erase(ctx, r)
}

// beginErasure looks once more whether anything stands in the way, and closes the account: from then on the person can
// neither order nor sign in.
func (p *Privacy) beginErasure(ctx context.Context, r domain.Request) error {
	obstacles, err := p.deals.Obstacles(ctx, r.UserID)
	if err != nil {
		return err
	}
	if len(obstacles) > 0 {
		_, err := p.store.Advance(ctx, r, store.Step{To: domain.Refused, EndedAt: p.clock.Now()})
		return err
	}
	over := p.users.revocation()
	taken, err := p.store.Advance(ctx, r, store.Step{To: domain.Erasing, DueAt: over.At, With: func(ctx context.Context, tx *sqldb.Tx) error {
		return p.store.CloseAccount(ctx, tx, r.UserID, over)
	}})
	if err != nil || !taken {
		return err
	}
	p.users.buyers.Invalidate(r.UserID)
	r.State, r.DueAt = domain.Erasing, over.At
	return p.erase(ctx, r)
}

// erase goes from service to service, noting each that is done, and ends with this one: the account is the last to go, so
// that whatever happens before it can be gone on with.
func (p *Privacy) erase(ctx context.Context, r domain.Request) error {
	if r.Progress == nil {
		r.Progress = map[string][]domain.Outcome{}
	}
	for _, k := range p.keepers {
		if _, done := r.Progress[k.Name()]; done {
			continue
		}
		outcome, err := k.Erase(ctx, r.UserID)
		if err != nil && errs.From(err).Code() == codes.FailedPrecondition {
			// An order slipped in before the account was closed: it has to end first.
			return p.store.Postpone(ctx, r, p.clock.Now().Add(retryErasure))
		}
		if err != nil {
			return fmt.Errorf("erase %d at %s: %w", r.UserID, k.Name(), err)
		}
		r.Progress[k.Name()] = outcome
		if err := p.store.NoteErased(ctx, r); err != nil {
			return err
		}
	}
	return p.finish(ctx, r)
}

// finish erases the account itself and leaves the certificate, in one transaction.
func (p *Privacy) finish(ctx context.Context, r domain.Request) error {
	held, err := p.store.Holdings(ctx, r.UserID)
	if err != nil {
		return err
	}
	now := p.clock.Now()
	text, err := json.Marshal(p.certificate(r, held, now))
	if err != nil {
		return fmt.Errorf("certificate of request %d: %w", r.ID, err)
	}
	_, err = p.store.Advance(ctx, r, store.Step{To: domain.Erased, Result: string(text), EndedAt: now, With: func(ctx context.Context, tx *sqldb.Tx) error {
		return p.store.EraseUser(ctx, tx, r.UserID, now)
	}})
	p.users.buyers.Invalidate(r.UserID)
	p.users.places.InvalidateAll()
	return err
}

// Certificate is what was erased and what is kept of somebody. Its JSON names are signed.
type Certificate struct {
	ID          int64            `json:"certificateId,string"`
	UserID      int64            `json:"userId,string"`
	RequestedAt time.Time        `json:"requestTime"`
	ErasedAt    time.Time        `json:"eraseTime"`
	Outcomes    []domain.Outcome `json:"erasures"`
}

func (p *Privacy) certificate(r domain.Request, held store.Holdings, now time.Time) Certificate {
	c := Certificate{ID: r.ID, UserID: r.UserID, RequestedAt: r.CreatedAt, ErasedAt: now}
	for _, k := range p.keepers {
		c.Outcomes = append(c.Outcomes, r.Progress[k.Name()]...)
	}
	c.Outcomes = append(c.Outcomes,
		domain.Outcome{Title: "账号的昵称、头像、手机号、微信标识", Erased: 1, Kept: 1, Why: "账号只留下编号与成年声明的时间：订单与账务以编号互相对应"},
		domain.Outcome{Title: "收货地址", Erased: held.Addresses},
		domain.Outcome{Title: "登录设备", Erased: held.Sessions},
		domain.Outcome{Title: "同意记录", Kept: held.Consents, Why: "用于证明处理您的个人信息有合法依据，保存三年后删除"})
	if held.Switches > 0 {
		c.Outcomes = append(c.Outcomes, domain.Outcome{Title: "账号停用记录", Kept: held.Switches, Why: "用于说明停用的原因与经办人，保存三年"})
	}
	return c
}

// Certificate returns the certificate that a code finds, and the same signed; USER_CERTIFICATE_NOT_FOUND where there is none,
// or none yet.
func (p *Privacy) Certificate(ctx context.Context, code string) (c Certificate, signed string, err error) {
	r, found, err := p.store.RequestByCode(ctx, p.digests.Of(code))
	if err != nil {
		return c, "", err
	}
	if !found || r.State != domain.Erased {
		return c, "", errs.New(codes.NotFound, "USER_CERTIFICATE_NOT_FOUND", "没有找到注销证明：编号有误，或注销尚未完成")
	}
	if err := json.Unmarshal([]byte(r.Result), &c); err != nil {
		return c, "", fmt.Errorf("read certificate %d: %w", r.ID, err)
	}
	key, err := p.signingKey(ctx)
	if err != nil {
		return c, "", err
	}
	signed, err = authn.SignDocument(key, []byte(r.Result))
	return c, signed, err
}

const (
	// overdueAfter is when a request's timer must have come.
	overdueAfter = 10 * time.Minute
	overduePage  = 100
)

// Resume goes on with requests whose timers got lost. It returns 0: what cannot go on now is looked at again in an hour.
func (p *Privacy) Resume(ctx context.Context, now time.Time) (int64, error) {
	list, err := p.store.Overdue(ctx, now.Add(-overdueAfter), overduePage)
	if err != nil {
		return 0, err
	}
	for _, requestID := range list {
		if err := p.Continue(ctx, requestID); err != nil {
			p.log.ErrorContext(ctx, "a privacy request does not go on", "request", requestID, "error", err)
		}
	}
	return 0, nil
}
