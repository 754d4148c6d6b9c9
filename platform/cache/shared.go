package cache

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"log/slog"
	"strconv"
	"sync/atomic"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/redis"
)

// An entry in Redis bears the stamp that its scopes had before its load began, and counts only for who sees the same stamp now.
// An invalidation changes the stamp of a scope, to one that never was. So a load that began before it may be stored
// after it, by whatever process: nobody is told. Stamps and entries may lie on different nodes, since nothing has to
// happen to both at once.
//
// A stamp lives longer than any entry that was loaded before it was set: when it is gone, so are they.

// findScript returns the entry of a stamp: what it is and its remaining milliseconds, or who makes it. Where there is none the asker
// makes it: for some moments others wait.
const findScript = `
local held = redis.call('HMGET', KEYS[1], 'stamp', 'value')
if held[1] == ARGV[1] then
  if held[2] then
    return {'held', tostring(redis.call('PTTL', KEYS[1])), held[2]}
  end
  return {'wait'}
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'stamp', ARGV[1], 'maker', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {'make'}
`

// storeScript stores what a maker made, unless another has its place by now, whose stamp is newer or whose wait was over.
const storeScript = `
if redis.call('EXISTS', KEYS[1]) == 1 and redis.call('HGET', KEYS[1], 'maker') ~= ARGV[2] then
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'stamp', ARGV[1], 'value', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
`

// releaseScript lets others make what a maker did not.
const releaseScript = `
if redis.call('HGET', KEYS[1], 'maker') == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
`

const (
	// makeTime is how long others leave something to who makes it, at most, and waitTime how long each of them waits for it.
	makeTime = 250 * time.Millisecond
	waitTime = 100 * time.Millisecond
	// waitStep is how often who waits looks.
	waitStep = 10 * time.Millisecond
	// margin is what a stamp outlives entries by, besides their life and their load: what a write may take that nobody waits for.
	margin = 5 * time.Second
	// tries is how often an invalidation is told: one that is not told keeps this process from looking for long.
	tries = 3
	// hashBytes is how much of a key's hash is kept: enough that no two keys meet.
	hashBytes = 16
)

// Shared is what the processes of an installation remember together, in Redis. It is safe for concurrent use.
type Shared struct {
	client                      *redis.Client
	clock                       clock.Clock
	guard                       *redis.Guard
	finding, storing, releasing *redis.Script
	// untold is until when this process does not look, in nanoseconds since 1970: an invalidation may not have got there, and what
	// it was about may still be there.
	untold atomic.Int64
}

// NewShared returns the memory that is in a Redis; nil where there is none.
func NewShared(client *redis.Client, c clock.Clock, log *slog.Logger) *Shared {
	if client == nil {
		return nil
	}
	return &Shared{
		client: client, clock: c, guard: redis.NewGuard("caches", c, log),
		finding: redis.NewScript("cache find", findScript), storing: redis.NewScript("cache store", storeScript), releasing: redis.NewScript("cache release", releaseScript),
	}
}

// place is where something is in Redis: its own key, and the keys of the stamps that it stands under.
type place struct {
	key    string
	stamps []string
}

func (c *Cache[K, V]) place(scope int64, key string) place {
	hash := sha256.Sum256([]byte(key)) // what was asked may be long
	p := place{key: "cache:" + c.o.Name + ":" + base64.RawURLEncoding.EncodeToString(hash[:hashBytes])}
	if c.o.Fixed {
		return p
	}
	p.stamps = append(p.stamps, stampKey(c.o.Name, Everything))
	if scope != Everything {
		p.stamps = append(p.stamps, stampKey(c.o.Name, scope))
	}
	return p
}

func stampKey(name string, scope int64) string {
	return "cache stamp:" + name + ":" + strconv.FormatInt(scope, 36)
}

// held is what was found.
type held struct {
	ok    bool
	bytes []byte
	life  time.Duration
}

// ticket is the right to store what is made now. The zero ticket: there is none.
type ticket struct{ key, stamp, maker string }

func (t ticket) usable() bool { return t.key != "" }

// find looks for an entry. Where there is none it returns a ticket, or nothing where Redis is not to be asked. Who finds that
// another process makes it waits a moment.
func (s *Shared) find(ctx context.Context, at place) (held, ticket) {
	if s.clock.Now().UnixNano() < s.untold.Load() || !s.guard.Ask() {
		return held{}, ticket{}
	}
	var stamp string
	if len(at.stamps) > 0 {
		stamps, err := s.client.Texts(ctx, at.stamps...)
		if s.guard.Note(ctx, err); err != nil {
			return held{}, ticket{}
		}
		for _, one := range stamps {
			stamp += one + "/"
		}
	}
	t := ticket{key: at.key, stamp: stamp, maker: rand.Text()}
	for waited := time.Duration(0); ; waited += waitStep {
		said, err := s.client.EvalTexts(ctx, s.finding, at.key, stamp, t.maker, milliseconds(makeTime))
		if s.guard.Note(ctx, err); err != nil || len(said) == 0 {
			return held{}, ticket{}
		}
		switch said[0] {
		case "held":
			left, err := strconv.Atoi(said[1])
			if err != nil || left <= 0 {
				return held{}, t
			}
			return held{ok: true, bytes: []byte(said[2]), life: time.Duration(left) * time.Millisecond}, t
		case "make":
			return held{}, t
		}
		if waited >= waitTime {
			return held{}, ticket{} // the maker may store it
		}
		select {
		case <-ctx.Done():
			return held{}, ticket{}
		case <-s.clock.After(waitStep):
		}
	}
}

// store lets others find what was made with a ticket. Whether it did is nobody's concern: they load else.
func (s *Shared) store(ctx context.Context, t ticket, bytes []byte, life time.Duration) {
	if !s.guard.Ask() {
		return
	}
	_, err := s.client.Eval(ctx, s.storing, t.key, t.stamp, t.maker, string(bytes), milliseconds(life))
	s.guard.Note(ctx, err)
}

// release gives a ticket back.
func (s *Shared) release(ctx context.Context, t ticket) {
	if !t.usable() || !s.guard.Ask() {
		return
	}
	_, err := s.client.Eval(ctx, s.releasing, t.key, t.maker)
	s.guard.Note(ctx, err)
}

// invalidate changes the stamps of scopes. Entries live no longer than the life given after their load began. Where Redis does not
// say that it did, this process does not look there until all are gone that may be there now.
func (s *Shared) invalidate(ctx context.Context, name string, scopes []int64, life time.Duration) {
	life += margin
	keys := make([]string, len(scopes))
	for i, scope := range scopes {
		keys[i] = stampKey(name, scope)
	}
	for range tries {
		if !s.guard.Ask() {
			break
		}
		err := s.client.SetTexts(ctx, rand.Text(), life, keys...)
		if s.guard.Note(ctx, err); err == nil {
			return
		}
	}
	until := s.clock.Now().Add(life).UnixNano()
	for {
		old := s.untold.Load()
		if old >= until || s.untold.CompareAndSwap(old, until) {
			return
		}
	}
}

func milliseconds(d time.Duration) string {
	return strconv.FormatInt(max(1, d.Milliseconds()), 10)
}
