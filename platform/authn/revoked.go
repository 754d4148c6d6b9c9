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

// over reports whether a caller's session was ended.
func (v *Verifier) over(c Caller) bool {
	e, ok := (*v.revoked.Load())[c.UserID]
	return ok && !id.Time(c.Session).After(e.until)
}
