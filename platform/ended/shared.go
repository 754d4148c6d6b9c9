package ended

import (
	"context"
	"encoding/binary"
	"strconv"
	"time"

	"github.com/tink-crypto/tink-go/v2/daead/subtle"

	"dajiu/platform/redis"
)

// All ends are one sorted set, by when Redis heard of each, in microseconds of its own clock. A reader asks for what is newer than
// what it knows, and a little older: after a fail-over the clock is another.

const writeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
redis.call('ZADD', KEYS[1], 'NX', string.format('%.0f', now), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - ARGV[2] * 1000))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
`

const readScript = `
local from = ARGV[1]
if from ~= '-inf' then
  local time = redis.call('TIME')
  from = string.format('%.0f', math.min(tonumber(from), time[1] * 1000000 + time[2]) - ARGV[3])
end
return redis.call('ZRANGEBYSCORE', KEYS[1], from, '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
`

const (
	setKey = "ended"
	// page bounds one answer.
	page = 500
	// overlap is how much older than what is known the asked for is, in microseconds.
	overlap = int64(10 * time.Second / time.Microsecond)
	// form is an end's bytes: four numbers.
	form = 4 * 8
)

// shared is the ends in Redis. It is used by one goroutine.
type shared struct {
	client      *redis.Client
	guard       *redis.Guard
	cipher      *subtle.AESSIV
	kept        time.Duration
	put, listed *redis.Script
	newest      int64            // when the newest that was read was written; 0: none was
	lately      map[string]int64 // what was read lately, and when it was written
}

func newShared(client *redis.Client, cipher *subtle.AESSIV, kept time.Duration, guard *redis.Guard) *shared {
	return &shared{
		client: client, guard: guard, cipher: cipher, kept: kept, lately: map[string]int64{},
		put: redis.NewScript("ended write", writeScript), listed: redis.NewScript("ended read", readScript),
	}
}

// write writes an end, and forgets those that matter no more. It reports whether it did.
func (s *shared) write(ctx context.Context, end End) bool {
	member, err := s.seal(end)
	if err != nil {
		return true // a key of the wrong length is refused by New; nothing else fails
	}
	if !s.guard.Ask() {
		return false
	}
	_, err = s.client.Eval(ctx, s.put, setKey, member, strconv.FormatInt(s.kept.Milliseconds(), 10))
	s.guard.Note(ctx, err)
	return err == nil
}

// read returns what it did not return before, as far as it remembers, and whether that is all: Redis may not have said.
func (s *shared) read(ctx context.Context) (ends []End, all bool) {
	from, before := "-inf", overlap
	if s.newest > 0 {
		from = strconv.FormatInt(s.newest, 10)
	}
	for full := true; full; {
		if !s.guard.Ask() {
			return ends, false
		}
		said, err := s.client.EvalTexts(ctx, s.listed, setKey, from, strconv.Itoa(page), strconv.FormatInt(before, 10))
		if s.guard.Note(ctx, err); err != nil {
			return ends, false
		}
		full = len(said) == 2*page
		for ; len(said) >= 2; said = said[2:] {
			score, err := strconv.ParseFloat(said[1], 64)
			if err != nil {
				continue
			}
			at := int64(score)
			from, before = strconv.FormatInt(at+1, 10), 0 // no two are of one microsecond: a script takes longer
			end, ours := s.open(said[0])
			if !ours {
				continue
			}
			if _, known := s.lately[said[0]]; !known {
				ends = append(ends, end)
			}
			s.lately[said[0]], s.newest = at, max(s.newest, at)
		}
	}
	for member, at := range s.lately {
		if at < s.newest-overlap {
			delete(s.lately, member)
		}
	}
	return ends, true
}

// seal hides an end. The same end is the same text, so that it is there once whoever writes it.
func (s *shared) seal(end End) (string, error) {
	b := make([]byte, 0, form)
	for _, n := range [...]int64{end.UserID, end.Session, end.Until.UnixMilli(), end.Expires.UnixMilli()} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	sealed, err := s.cipher.EncryptDeterministically(b, nil)
	return string(sealed), err //nolint:wrapcheck // the caller knows the operation
}

// open reads an end; one that no process of this installation wrote is none.
func (s *shared) open(member string) (end End, ok bool) {
	b, err := s.cipher.DecryptDeterministically([]byte(member), nil)
	if err != nil || len(b) != form {
		return End{}, false
	}
	number := func(i int) int64 { return int64(binary.BigEndian.Uint64(b[8*i:])) }
	return End{UserID: number(0), Session: number(1), Until: time.UnixMilli(number(2)).UTC(), Expires: time.UnixMilli(number(3)).UTC()}, true
}
