package app

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/user/internal/domain"
)

// How long each is good.
const (
	// signInLife is how long a person may take to sign in.
	signInLife = 10 * time.Minute
	// codeLife is how long a program may take to change a code; RFC 6749 recommends ten minutes at most.
	codeLife = time.Minute
	// loginLife is how long a browser stays signed in for other programs.
	loginLife = 12 * time.Hour
	// signInKept is how long a code is known after its time, so that using it again ends what it was changed for.
	signInKept = 24 * time.Hour
)

// Begin keeps a sign-in that a program asked for, for the browser that brought it.
func (o *OpenID) Begin(ctx context.Context, c domain.Client, asked domain.Asked, browser string) (domain.SignIn, error) {
	now := o.users.clock.Now()
	s := domain.SignIn{ID: Random()[:32], ClientID: c.ID, Browser: browser, Asked: asked, CreatedAt: now, ExpiresAt: now.Add(signInLife)}
	return s, o.users.store.CreateSignIn(ctx, s)
}

// SignIn returns a sign-in of a browser that can be gone on with, or USER_SIGN_IN_OVER.
func (o *OpenID) SignIn(ctx context.Context, id, browser string) (domain.SignIn, error) {
	return o.users.store.SignIn(ctx, id, browser, o.users.clock.Now())
}

// Identify says who signed in. A program that does not admit them is PERMISSION_DENIED, a sign-in that is over, or that
// somebody signed in to already, USER_SIGN_IN_OVER.
func (o *OpenID) Identify(ctx context.Context, s domain.SignIn, c domain.Client, user domain.User, proved time.Time) error {
	if !c.Admits(user) {
		return errs.Newf(codes.PermissionDenied, errs.ReasonForbidden, "该账号不能登录「%s」", c.Name)
	}
	return o.users.store.Identify(ctx, s.ID, s.Browser, user.ID, proved, c.FirstParty, o.users.clock.Now())
}

// Allow lets the program know who signed in, in that person's name.
func (o *OpenID) Allow(ctx context.Context, s domain.SignIn) error {
	return o.users.store.Allow(ctx, s.ID, s.Browser, o.users.clock.Now())
}

// Drop ends a sign-in without a code.
func (o *OpenID) Drop(ctx context.Context, s domain.SignIn) error {
	return o.users.store.Drop(ctx, s.ID, s.Browser, o.users.clock.Now())
}

// SaveCode gives a sign-in that was allowed its code, once.
func (o *OpenID) SaveCode(ctx context.Context, id, code string) error {
	now := o.users.clock.Now()
	return o.users.store.SaveCode(ctx, id, o.codes.Of(code), now.Add(codeLife), now)
}

// ByCode returns the sign-in that a code was given for. A code that was changed for tokens before ends what it was changed
// for: one of the two who have it is a thief. That, and a code that is too old or never was, is USER_SIGN_IN_OVER.
func (o *OpenID) ByCode(ctx context.Context, code string) (domain.SignIn, error) {
	s, err := o.users.store.SignInByCode(ctx, o.codes.Of(code))
	if err != nil {
		return domain.SignIn{}, err
	}
	now := o.users.clock.Now()
	if s.SessionID != 0 {
		_, err := o.users.store.EndSession(ctx, s.SessionID, now)
		return domain.SignIn{}, errors.Join(domain.SignInOver(), err)
	}
	if !now.Before(s.ExpiresAt) {
		return domain.SignIn{}, domain.SignInOver()
	}
	return s, nil
}

// Redeem changes a code for a session of the program, which lasts as long as one access token, or with refresh tokens as
// long as they are used. Whoever comes second gets USER_SIGN_IN_OVER and ends it.
func (o *OpenID) Redeem(ctx context.Context, s domain.SignIn, code string, offline bool) (domain.Session, error) {
	c, err := o.Client(ctx, s.ClientID)
	if err != nil {
		return domain.Session{}, err
	}
	user, err := o.User(ctx, s.UserID)
	if err != nil {
		return domain.Session{}, err
	}
	if !c.Admits(user) {
		return domain.Session{}, disabled()
	}
	session := o.session(user.ID, c, s.Asked.Scopes, offline)
	session.ProvedAt = s.ProvedAt
	if err := o.users.store.Redeem(ctx, s.ID, session, o.users.clock.Now()); err != nil {
		if errs.HasReason(err, "USER_SIGN_IN_OVER") {
			_, again := o.ByCode(ctx, code)
			return domain.Session{}, again
		}
		return domain.Session{}, err
	}
	return session, nil
}

// Serve opens a session for a server that acts for itself. It lasts as long as one access token.
func (o *OpenID) Serve(ctx context.Context, c domain.Client, scopes []string) (domain.Session, error) {
	session := o.session(c.ID, c, scopes, false)
	return session, o.users.store.CreateSession(ctx, session, noDevice)
}

func (o *OpenID) session(subject int64, c domain.Client, scopes []string, offline bool) domain.Session {
	now := o.users.clock.Now()
	life := o.users.policy.AccessLife
	if offline {
		life = o.users.policy.RefreshLife
	}
	return domain.Session{
		ID: o.users.ids.NextFor(subject), UserID: subject, ClientID: c.ID, Scopes: strings.Join(scopes, " "), Device: c.Name,
		Generation: 1, RotatedAt: now, CreatedAt: now, ProvedAt: now, ExpiresAt: now.Add(life),
	}
}

// TokenID names an access token of a session: it dies with the session.
func TokenID(s domain.Session) string {
	return strconv.FormatInt(s.ID, 10) + "-" + strconv.FormatInt(s.Generation, 10)
}

// Holder is who an access token of a program is about: a person, or a server by itself.
type Holder struct {
	Session domain.Session
	Client  domain.Client
	// User is the person; none: the token is the server's own.
	User *domain.User
}

// ByToken returns who an access token is about, by its name. One whose session was ended, whose program was turned off, or
// whose account may sign in no longer is USER_SESSION_INVALID.
func (o *OpenID) ByToken(ctx context.Context, tokenID, subject string) (Holder, error) {
	id, _, _ := strings.Cut(tokenID, "-")
	session, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return Holder{}, domain.SessionInvalid()
	}
	return o.holder(ctx, session, func(s domain.Session) bool { return strconv.FormatInt(s.UserID, 10) == subject })
}

func (o *OpenID) holder(ctx context.Context, id int64, fits func(domain.Session) bool) (Holder, error) {
	s, err := o.users.store.Session(ctx, id)
	if err != nil {
		return Holder{}, err
	}
	if s.ClientID == 0 || !s.RevokedAt.IsZero() || !o.users.clock.Now().Before(s.ExpiresAt) || !fits(s) {
		return Holder{}, domain.SessionInvalid()
	}
	h := Holder{Session: s}
	if h.Client, err = o.Client(ctx, s.ClientID); err != nil {
		return Holder{}, fmt.Errorf("%w: %w", domain.SessionInvalid(), err)
	}
	if s.UserID == s.ClientID {
		return h, nil
	}
	user, err := o.User(ctx, s.UserID)
	if err != nil {
		return Holder{}, err
	}
	if !h.Client.Admits(user) {
		return Holder{}, domain.SessionInvalid()
	}
	h.User = &user
	return h, nil
}

// RefreshToken is a session's refresh token of its present generation.
func (o *OpenID) RefreshToken(s domain.Session) string { return signed(o.refresh, s.ID, s.Generation) }

// ByRefreshToken returns who a refresh token is about, and which generation it is of: [OpenID.Rotate] judges that.
func (o *OpenID) ByRefreshToken(ctx context.Context, token string) (Holder, int64, error) {
	id, generation, err := verified(o.refresh, token)
	if err != nil {
		return Holder{}, 0, err
	}
	h, err := o.holder(ctx, id, func(domain.Session) bool { return true })
	return h, generation, err
}

// Rotate uses a refresh token, once: an old one ends the session, since one of two holders is a thief.
func (o *OpenID) Rotate(ctx context.Context, session, generation int64) (domain.Session, error) {
	return o.users.store.UpdateSession(ctx, session, func(s *domain.Session) error {
		return s.Rotate(generation, o.users.clock.Now(), o.users.policy.RefreshLife)
	})
}

// End ends a session of a program.
func (o *OpenID) End(ctx context.Context, session int64) error {
	_, err := o.users.store.EndSession(ctx, session, o.users.clock.Now())
	return err
}

// Enter changes an access token of a program of our own, by its name, for a login to the platform. It works once, and the
// proof is as old as the sign-in. Any other token is USER_SESSION_INVALID.
func (o *OpenID) Enter(ctx context.Context, tokenID, subject string, from Device) (Login, error) {
	h, err := o.ByToken(ctx, tokenID, subject)
	if err != nil {
		return Login{}, err
	}
	if !h.Client.FirstParty || h.User == nil {
		return Login{}, domain.SessionInvalid()
	}
	ended, err := o.users.store.EndSession(ctx, h.Session.ID, o.users.clock.Now())
	if err != nil {
		return Login{}, err
	}
	if !ended {
		return Login{}, domain.SessionInvalid()
	}
	return o.users.openProved(ctx, *h.User, from, h.Session.ProvedAt)
}

// SignOut ends a person's sessions of a program, and that of the browser where it is theirs.
func (o *OpenID) SignOut(ctx context.Context, userID, clientID int64, cookie string) error {
	if user, s, err := o.LoginOf(ctx, cookie); err == nil && user.ID == userID {
		if err := o.users.RevokeSession(ctx, userID, s.ID); err != nil {
			return err
		}
	}
	return o.users.store.LeaveClient(ctx, userID, clientID, o.users.clock.Now())
}

// OpenLogin opens a session of the browser that somebody signed in with, by which other programs need not ask again, and
// returns its cookie.
func (o *OpenID) OpenLogin(ctx context.Context, user domain.User, from Device) (string, domain.Session, error) {
	now := o.users.clock.Now()
	s := domain.Session{
		ID: o.users.ids.NextFor(user.ID), UserID: user.ID, Device: from.Name, Address: from.Address, Generation: 1,
		RotatedAt: now, CreatedAt: now, ProvedAt: now, ExpiresAt: now.Add(loginLife),
	}
	if err := o.users.store.CreateSession(ctx, s, o.users.mark(from)); err != nil {
		return "", domain.Session{}, err
	}
	return signed(o.cookies, s.ID, s.Generation), s, nil
}

// LoginOf returns whose browser it is by its cookie; USER_SESSION_INVALID: nobody's, or no longer.
func (o *OpenID) LoginOf(ctx context.Context, cookie string) (domain.User, domain.Session, error) {
	id, _, err := verified(o.cookies, cookie)
	if err != nil {
		return domain.User{}, domain.Session{}, err
	}
	s, err := o.users.store.Session(ctx, id)
	if err != nil {
		return domain.User{}, domain.Session{}, err
	}
	if !s.RevokedAt.IsZero() || !o.users.clock.Now().Before(s.ExpiresAt) {
		return domain.User{}, domain.Session{}, domain.SessionInvalid()
	}
	user, err := o.User(ctx, s.UserID)
	if err == nil && (user.Disabled || user.Staff != nil && user.Staff.Disabled) {
		err = domain.SessionInvalid()
	}
	return user, s, err
}

// Staff tells whose name, password and code they are, as LoginStaff does.
func (o *OpenID) Staff(ctx context.Context, username, password, otp string, from Device) (domain.User, error) {
	return o.users.knowStaff(ctx, username, password, otp, from)
}

// Wechat tells whose login code it is, as LoginWechat does.
func (o *OpenID) Wechat(ctx context.Context, code string) (domain.User, error) {
	return o.users.knowWechat(ctx, code)
}

// Now is the time that sign-ins are judged by.
func (o *OpenID) Now() time.Time { return o.users.clock.Now() }

// Sweep deletes some of the sign-ins that were over long ago, and returns how many.
func (o *OpenID) Sweep(ctx context.Context, now time.Time) (int64, error) {
	return o.users.store.SweepSignIns(ctx, now.Add(-signInKept))
}

// signed is two numbers with our digest of them: they can be checked without storing it.
func signed(box mac, id, generation int64) string {
	body := make([]byte, tokenBody, tokenLen)
	binary.BigEndian.PutUint64(body, uint64(id))             //nolint:gosec // bits only
	binary.BigEndian.PutUint64(body[8:], uint64(generation)) //nolint:gosec // bits only
	return base64.RawURLEncoding.EncodeToString(append(body, box.MAC(body)...))
}

// verified reads what signed wrote; anything else is USER_SESSION_INVALID.
func verified(box mac, token string) (id, generation int64, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != tokenLen || !equal(raw[tokenBody:], box.MAC(raw[:tokenBody])) {
		return 0, 0, domain.SessionInvalid()
	}
	return int64(binary.BigEndian.Uint64(raw)), int64(binary.BigEndian.Uint64(raw[8:])), nil //nolint:gosec // bits only
}

type mac interface{ MAC([]byte) []byte }
