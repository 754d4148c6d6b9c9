package app

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/audit"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/platform/reqid"
	"dajiu/services/user/internal/domain"
)

// Login is a finished sign-in: tokens and whose they are.
type Login struct {
	Access, Refresh string
	User            domain.User
}

// LoginWechat signs a consumer in, and up the first time. A code that is used, expired or invented is
// USER_CODE_INVALID; a disabled account is USER_DISABLED.
func (u *Users) LoginWechat(ctx context.Context, code string, from Device) (Login, error) {
	login, err := u.loginWechat(ctx, code, from)
	u.metrics.login(wayWechat, err)
	return login, err
}

func (u *Users) loginWechat(ctx context.Context, code string, from Device) (Login, error) {
	user, err := u.knowWechat(ctx, code)
	if err != nil {
		return Login{}, err
	}
	return u.open(ctx, user, from)
}

// knowWechat tells whose login code it is, and makes them an account the first time.
func (u *Users) knowWechat(ctx context.Context, code string) (domain.User, error) {
	who, err := u.wechat.Identify(ctx, code)
	if err != nil {
		return domain.User{}, fmt.Errorf("login: %w", err)
	}
	user, found, err := u.store.UserByOpenID(ctx, who.OpenID)
	if err != nil {
		return domain.User{}, fmt.Errorf("login: %w", err)
	}
	if !found {
		if user, err = u.signUp(ctx, who); err != nil {
			return domain.User{}, fmt.Errorf("sign up: %w", err)
		}
	}
	if user.Disabled {
		return domain.User{}, disabled()
	}
	return user, nil
}

func disabled() error {
	return errs.New(codes.PermissionDenied, "USER_DISABLED", "账号已停用，请联系客服")
}

// signUp makes an account; where the same person signed up in the same moment, that account is theirs.
func (u *Users) signUp(ctx context.Context, who WechatIdentity) (domain.User, error) {
	user := domain.User{ID: u.ids.Next(), Nickname: "酒友", OpenID: who.OpenID, CreatedAt: u.clock.Now()}
	created, err := u.store.CreateConsumer(ctx, user)
	if err != nil || created {
		return user, err
	}
	user, _, err = u.store.UserByOpenID(ctx, who.OpenID)
	return user, err
}

func locked() error {
	return errs.New(codes.ResourceExhausted, "USER_LOCKED", "登录失败次数过多，请稍后再试")
}

// LoginStaff signs a staff account in. A wrong name and a wrong password are both USER_LOGIN_FAILED; an account with a
// second factor needs a code of it, USER_OTP_REQUIRED, USER_OTP_WRONG; the fifth failure in a row locks the account,
// USER_LOCKED. In a storm it is USER_LOGIN_BUSY, with when to come again.
func (u *Users) LoginStaff(ctx context.Context, username, password, otp string, from Device) (Login, error) {
	login, err := u.loginStaff(ctx, username, password, otp, from)
	u.metrics.login(wayStaff, err)
	return login, err
}

func (u *Users) loginStaff(ctx context.Context, username, password, otp string, from Device) (Login, error) {
	user, err := u.knowStaff(ctx, username, password, otp, from)
	if err != nil {
		return Login{}, err
	}
	return u.open(ctx, user, from)
}

// knowStaff tells whose name, password and code they are.
func (u *Users) knowStaff(ctx context.Context, username, password, otp string, from Device) (domain.User, error) {
	if err := u.hasher.Room(); err != nil {
		return domain.User{}, err
	}
	staff, found, err := u.store.StaffByUsername(ctx, username)
	if err != nil {
		return domain.User{}, fmt.Errorf("login: %w", err)
	}
	if found && staff.Locked(u.clock.Now()) {
		return domain.User{}, locked()
	}
	good, err := u.hasher.Verify(ctx, password, staff.PasswordHash)
	if err != nil {
		return domain.User{}, fmt.Errorf("login: %w", err)
	}
	switch {
	case !found:
		return domain.User{}, domain.LoginFailed()
	case !good:
		return domain.User{}, u.failedLogin(ctx, staff, from, domain.LoginFailed())
	case staff.Disabled:
		return domain.User{}, disabled()
	}
	if err := u.secondFactor(ctx, staff.UserID, otp); err != nil {
		return domain.User{}, u.failedLogin(ctx, staff, from, err)
	}
	if staff.Failures > 0 {
		_, err := u.store.UpdateStaff(ctx, staff.UserID, domain.Revocation{}, func(s *domain.Staff) (bool, error) {
			s.NoteSuccess()
			return false, nil
		})
		if err != nil {
			return domain.User{}, fmt.Errorf("login: %w", err)
		}
	}
	user, err := u.store.User(ctx, staff.UserID)
	if err != nil {
		return domain.User{}, fmt.Errorf("login: %w", err)
	}
	return user, nil
}

// loginPermission is what records of failed logins are found by; nobody needs it to sign in.
const loginPermission = "user.staff.login"

// failedLogin counts a failed login of a member of staff, puts it on record, and returns why it failed. A locked account's
// are neither: so a record costs a guesser one of five tries in a quarter of an hour.
func (u *Users) failedLogin(ctx context.Context, staff domain.Staff, from Device, why error) error {
	outcome := errs.From(why).Reason()
	if err := u.failed(ctx, staff.UserID, why); outcome == "USER_OTP_REQUIRED" || !errs.HasReason(err, outcome) {
		return err
	}
	call := audit.NewCall(callerOf(domain.User{ID: staff.UserID, Staff: &staff}, 0), loginPermission, userv1.AuthService_LoginStaff_FullMethodName,
		&userv1.LoginStaffRequest{Username: staff.Username, Device: from.Name}, audit.Where{Address: from.Address, Agent: from.Agent, RequestID: reqid.From(ctx)}, u.clock.Now())
	if err := u.store.RecordAudit(ctx, call, outcome); err != nil {
		return fmt.Errorf("record failed login: %w", err)
	}
	return why
}

// Device is what a person signs in with, and from where.
type Device struct {
	// Name is what it calls itself, ID what it keeps of itself so that it is known again; both may be empty.
	Name, ID string
	// Address and Agent are as the gateway saw them.
	Address, Agent string
}

// noDevice marks the sessions of servers: nobody is told of them.
const noDevice = ""

// mark is the digest by which a device is known again: of what it keeps of itself, else of its names and where it calls from.
func (u *Users) mark(d Device) string {
	if d.ID != "" {
		return u.codes.Of("device id " + d.ID)
	}
	return u.codes.Of("device " + d.Name + "\x00" + d.Agent + "\x00" + network(d.Address))
}

// open starts a session.
func (u *Users) open(ctx context.Context, user domain.User, from Device) (Login, error) {
	return u.openProved(ctx, user, from, u.clock.Now())
}

// openProved starts a session of somebody who proved at an instant that it is they.
func (u *Users) openProved(ctx context.Context, user domain.User, from Device, proved time.Time) (Login, error) {
	now := u.clock.Now()
	session := domain.Session{
		ID: u.ids.NextFor(user.ID), UserID: user.ID, Device: from.Name, Address: from.Address, Generation: 1, RotatedAt: now, CreatedAt: now,
		ProvedAt: proved, ExpiresAt: now.Add(u.policy.RefreshLife),
	}
	if err := u.store.CreateSession(ctx, session, u.mark(from)); err != nil {
		return Login{}, fmt.Errorf("open session: %w", err)
	}
	return u.issue(ctx, user, session)
}

// issue makes the tokens of a session. An operator without the second factor that is demanded of them gets one that opens
// nothing but enrolling it.
func (u *Users) issue(ctx context.Context, user domain.User, session domain.Session) (Login, error) {
	caller := callerOf(user, session.ID)
	caller.ProvedAt = session.ProvedAt
	if u.factorDemanded(user) {
		f, found, err := u.store.Factor(ctx, user.ID)
		if err != nil {
			return Login{}, err
		}
		caller.LacksFactor = !found || f.ConfirmedAt.IsZero()
	}
	access, err := u.signer.Load().Sign(caller)
	if err != nil {
		return Login{}, err
	}
	return Login{Access: access, Refresh: u.refreshToken(session), User: user}, nil
}

// callerOf is an account as tokens know it.
func callerOf(user domain.User, session int64) authn.Caller {
	if user.Staff != nil {
		return authn.Staff(user.ID, session, GrantsOf(*user.Staff)...)
	}
	return authn.Caller{UserID: user.ID, Session: session, Roles: RolesOf(user)}
}

// operatorKind is the kind whose built-in role may give whatever there is.
const operatorKind = optionsv1.Role_ROLE_OPERATOR

// RolesOf returns what an account acts as: staff as what they were given, everybody else as a consumer.
func RolesOf(user domain.User) authn.Roles {
	if user.Staff != nil {
		return authn.Roles(user.Staff.Roles())
	}
	return authn.NewRoles(optionsv1.Role_ROLE_CONSUMER)
}

// GrantsOf returns what a member of staff was granted, as tokens and policies know it.
func GrantsOf(s domain.Staff) []authn.Grant {
	list := make([]authn.Grant, len(s.Grants))
	for i, g := range s.Grants {
		list[i] = grantOf(g)
	}
	return list
}

func grantOf(g domain.Grant) authn.Grant {
	return authn.Grant{Kind: optionsv1.Role(g.Kind), Role: g.RoleID, Scope: optionsv1.DataScope(g.Scope), IDs: g.IDs}
}

const (
	tokenBody = 16
	tokenLen  = tokenBody + 32
)

// refreshToken can be checked without storing it, and the store alone lets nobody make one.
func (u *Users) refreshToken(s domain.Session) string { return signed(u.tokens, s.ID, s.Generation) }

func (u *Users) parseRefresh(token string) (session, generation int64, err error) {
	return verified(u.tokens, token)
}

// Refresh trades a refresh token for a new pair. Each works once: an old one ends the session, since one of two
// holders is a thief. A retry within seconds gets the same pair again.
func (u *Users) Refresh(ctx context.Context, token, address string) (Login, error) {
	id, generation, err := u.parseRefresh(token)
	if err != nil {
		return Login{}, err
	}
	session, err := u.store.UpdateSession(ctx, id, func(s *domain.Session) error {
		if address != "" {
			s.Address = address
		}
		return s.Rotate(generation, u.clock.Now(), u.policy.RefreshLife)
	})
	if err != nil {
		return Login{}, err
	}
	user, err := u.store.User(ctx, session.UserID)
	if err != nil {
		return Login{}, fmt.Errorf("refresh: %w", err)
	}
	if user.Disabled || (user.Staff != nil && user.Staff.Disabled) {
		return Login{}, disabled()
	}
	return u.issue(ctx, user, session)
}

// Logout ends the session of a refresh token. A token that is already dead is no error.
func (u *Users) Logout(ctx context.Context, token string) error {
	id, _, err := u.parseRefresh(token)
	if err != nil {
		return nil //nolint:nilerr // a token that never was ends nothing
	}
	_, err = u.store.UpdateSession(ctx, id, func(s *domain.Session) error {
		if s.RevokedAt.IsZero() {
			s.RevokedAt = u.clock.Now()
		}
		return nil
	})
	if errs.HasReason(err, "USER_SESSION_INVALID") {
		return nil
	}
	return err
}
