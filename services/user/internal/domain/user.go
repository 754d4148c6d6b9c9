// Package domain is who people are: accounts, sessions, addresses, staff, and what each must satisfy.
//
// It guarantees that a refresh token works once, that using an old one ends its session, and that a password is
// neither short nor common.
//
// It reads no clock and no database. Start with [Session].
package domain

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// User is a person's account.
type User struct {
	ID                  int64
	Nickname, AvatarURL string
	Phone               string
	AgeConfirmedAt      time.Time
	NoticeVersion       string
	Disabled            bool
	CreatedAt           time.Time
	Staff               *Staff
	OpenID              string
}

// Switch is an account turned off or on by an operator.
type Switch struct {
	ID, UserID, OperatorID int64
	Disabled               bool
	Reason                 string
	At                     time.Time
}

// Revocation ends all sessions of an account: those that began up to an instant, whose last access token expires at
// another.
type Revocation struct {
	At, TokensExpire time.Time
}

// Staff is what an account of someone who works with the platform has besides.
type Staff struct {
	UserID       int64
	Username     string
	Name         string
	PasswordHash string `json:"-"`
	Grants       []Grant
	// Disabled is the account's own.
	Disabled    bool
	Failures    int
	LockedUntil time.Time
	CreatedAt   time.Time
}

// Roles are the kinds of staff that somebody is by their grants, as bits.
func (s *Staff) Roles() uint32 {
	var bits uint32
	for _, g := range s.Grants {
		bits |= 1 << g.Kind
	}
	return bits
}

// AllRights reports whether somebody is an operator with all rights over all data.
func (s *Staff) AllRights() bool {
	return slices.ContainsFunc(s.Grants, func(g Grant) bool { return g.RoleID == int64(KindOperator) && g.Scope == ScopeAll })
}

// StoreIDs are the stores that somebody is staff of by name.
func (s *Staff) StoreIDs() []int64 {
	list := []int64{}
	for _, g := range s.Grants {
		if g.Kind != KindMerchant || g.Scope != ScopeStore {
			continue
		}
		for _, id := range g.IDs {
			if !slices.Contains(list, id) {
				list = append(list, id)
			}
		}
	}
	return list
}

// Bounds of staff logins.
const (
	maxFailures = 5
	lockTime    = 15 * time.Minute
)

// Locked reports whether logins are refused for now.
func (s *Staff) Locked(now time.Time) bool { return now.Before(s.LockedUntil) }

// NoteFailure counts a wrong password; the fifth in a row locks the account for 15 minutes.
func (s *Staff) NoteFailure(now time.Time) {
	s.Failures++
	if s.Failures >= maxFailures {
		s.Failures, s.LockedUntil = 0, now.Add(lockTime)
	}
}

// NoteSuccess forgets earlier failures.
func (s *Staff) NoteSuccess() { s.Failures, s.LockedUntil = 0, time.Time{} }

// Session is one login. Its refresh tokens are numbered; only the latest is good.
type Session struct {
	ID, UserID int64
	Device     string
	Generation int64
	RotatedAt  time.Time
	ExpiresAt  time.Time
	RevokedAt  time.Time
	CreatedAt  time.Time
	// ProvedAt is when the person last proved that it is they.
	ProvedAt time.Time
	// Address is where it was last refreshed from.
	Address string
	// ClientID is the program that it belongs to, and Scopes what that may know, separated by spaces; none: the platform.
	ClientID int64
	Scopes   string
}

// Prove notes that the person proved again that it is they. Another's session, or one that is over, is
// USER_SESSION_INVALID.
func (s *Session) Prove(userID int64, now time.Time) error {
	if s.UserID != userID || !s.RevokedAt.IsZero() || !now.Before(s.ExpiresAt) {
		return SessionInvalid()
	}
	s.ProvedAt = now
	return nil
}

// retryGrace is how long the token before the latest still gets the latest: a client whose answer was lost asks
// again, and is not a thief.
const retryGrace = 10 * time.Second

// Rotate uses a refresh token of some generation. The latest one advances the session. The one before, within
// the grace, changes nothing. Any other is a stolen or replayed token: the session is revoked, and the error is
// USER_SESSION_INVALID, like that of a session that ended.
func (s *Session) Rotate(generation int64, now time.Time, life time.Duration) error {
	switch {
	case !s.RevokedAt.IsZero(), !now.Before(s.ExpiresAt), generation > s.Generation:
		return SessionInvalid()
	case generation == s.Generation:
		s.Generation++
		s.RotatedAt, s.ExpiresAt = now, now.Add(life)
		return nil
	case generation == s.Generation-1 && now.Sub(s.RotatedAt) < retryGrace:
		return nil
	}
	s.RevokedAt = now
	return SessionInvalid()
}

// SessionInvalid says that a refresh token is no good; why is not told.
func SessionInvalid() error {
	return errs.New(codes.Unauthenticated, "USER_SESSION_INVALID", "登录已失效，请重新登录")
}

// LoginFailed says that name or password is wrong; which is not told.
func LoginFailed() error {
	return errs.New(codes.Unauthenticated, "USER_LOGIN_FAILED", "用户名或密码错误")
}

// CheckPassword refuses passwords that are short, or made of few different characters, or of the name.
func CheckPassword(password, username string) error {
	distinct := map[rune]bool{}
	for _, r := range password {
		distinct[r] = true
	}
	lower := strings.ToLower(password)
	if utf8.RuneCountInString(password) < 10 || len(distinct) < 5 || strings.Contains(lower, username) || strings.Contains(lower, "password") {
		return errs.New(codes.InvalidArgument, "USER_PASSWORD_WEAK", "密码至少 10 位，且不能过于简单或包含用户名").
			WithFields(errs.Field{Path: "password", Reason: "too weak"})
	}
	return nil
}

// MaxAddresses is how many addresses one person may keep.
const MaxAddresses = 30

// Address is a place a person wants orders at. Coordinates are GCJ-02, in millionths of a degree.
type Address struct {
	ID, UserID                             int64
	ContactName, Phone                     string
	Province, City, District, Street, Door string
	LatE6, LngE6                           int32
	Default                                bool
	Label                                  string
	CreatedAt                              time.Time
}

// AddressNotFound says that an address is not there, or not the caller's.
func AddressNotFound(id int64) error {
	return errs.Newf(codes.NotFound, "USER_ADDRESS_NOT_FOUND", "there is no address %d of yours", id)
}
