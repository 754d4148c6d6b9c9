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

// Ended says that sessions are over: those of a person that began up to Until, or the one whose id Who is. Expires is when the
// last of their tokens does so by itself.
type Ended struct {
	Who            int64 // a person's id, or a session's: they are never the same
	Until, Expires time.Time
}

// EndedSession is the end of one session.
func EndedSession(session int64, expires time.Time) Ended {
	return Ended{Who: session, Until: id.Time(session), Expires: expires}
}

// End refuses, as expired, the tokens of sessions, until they are so by themselves: it is remembered in this process only.
func (v *Verifier) End(ends ...Ended) {
	v.mu.Lock()
	defer v.mu.Unlock()
	now := v.clock.Now()
	next := map[int64]ended{}
	for who, e := range *v.revoked.Load() {
		if !now.After(e.expires.Add(leeway)) {
			next[who] = e
		}
	}
	for _, end := range ends {
		e := next[end.Who]
		if end.Until.After(e.until) {
			e.until = end.Until
		}
		if end.Expires.After(e.expires) {
			e.expires = end.Expires
		}
		next[end.Who] = e
	}
	v.revoked.Store(&next)
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
