package ratelimit

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"

	"dajiu/platform/redis"
)

// takeScript is take (see ratelimit.go) by Redis's own clock: processes whose clocks differ share one. A bucket is one
// key, which is gone once the bucket is full; so any node of a Cluster can hold it.
const takeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, full, n = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local fullAt = math.min(math.max(tonumber(redis.call('GET', KEYS[1]) or now), now), now + full)
local next = fullAt + n * interval
local wait = next - now - full
if wait > 0 then
  return wait
end
redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000))
return 0
`

// hashBytes is how much of a key's hash is kept: enough that no two callers meet.
const hashBytes = 16

// Shared counts in Redis, for all processes with one secret and one prefix. It is safe for concurrent use.
type Shared struct {
	client *redis.Client
	script *redis.Script
	secret []byte
}

// NewShared returns the buckets that are in Redis. The secret hashes keys, so that nobody who reads Redis learns who calls: an
// address can be guessed from its plain hash.
func NewShared(client *redis.Client, secret []byte) *Shared {
	return &Shared{client: client, script: redis.NewScript("limit", takeScript), secret: secret}
}

// Take takes n tokens, at least 1, out of the bucket of a key, or none. It fails as the client does; the tokens may have
// been taken then.
func (s *Shared) Take(ctx context.Context, key string, limit Limit, n int) (Decision, error) {
	if limit.never(n) {
		return Decision{}, nil
	}
	wait, err := s.client.Eval(ctx, s.script, "limit:"+s.hash(key),
		strconv.FormatInt(limit.interval(), 10), strconv.FormatInt(limit.full(), 10), strconv.Itoa(n))
	if err != nil {
		return Decision{}, err
	}
	return decide(wait), nil
}

func (s *Shared) hash(key string) string {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte(key))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:hashBytes])
}
