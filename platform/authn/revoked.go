package authn

import (
	"time"

	"dajiu/platform/id"
)

// ended says which sessions of a person are over: those that began up to an instant. It is kept until the last access
// token of theirs expires.
type ended struct {
	until, expires time.Time
}

// Revoke refuses, as expired, the tokens of a person's sessions that began up to an instant. Expires is when the last
// of them does so by itself: until then it is remembered, in this process only.
func (v *Verifier) Revoke(userID int64, until, expires time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	now := v.clock.Now()
	next := map[int64]ended{}
	for user, e := range *v.revoked.Load() {
		if !now.After(e.expires.Add(leeway)) {
			next[user] = e
		}
	}
	e := next[userID]
	if until.After(e.until) {
		e.until = until
	}
	if expires.After(e.expires) {
		e.expires = expires
	}
	next[userID] = e
	v.revoked.Store(&next)
}

// RevokeSession refuses, as expired, the tokens of one session. Expires is when the last of them does so by itself.
func (v *Verifier) RevokeSession(session int64, expires time.Time) {
	v.Revoke(session, id.Time(session), expires) // ids of people and of sessions are never the same
}

// over reports whether a caller's session was ended: with all of the person's, or alone.
func (v *Verifier) over(c Caller) bool {
	revoked := *v.revoked.Load()
	for _, who := range [...]int64{c.UserID, c.Session} {
		if e, ok := revoked[who]; ok && !id.Time(c.Session).After(e.until) {
			return true
		}
	}
	return false
}
