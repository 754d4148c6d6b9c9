package host

import (
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"

	"dajiu/platform/app"
	"dajiu/platform/authn"
	"dajiu/platform/cache"
	"dajiu/platform/ended"
	"dajiu/platform/redis"
)

// openRedis makes the client of what processes share. That Redis cannot be reached keeps no process from starting, nor from being
// ready: it goes on without.
func (h *Host) openRedis(context.Context) (err error) {
	if !h.Config.Redis.Used() {
		return nil
	}
	if h.Redis, err = redis.Open(h.Config.Redis, h.Clock, h.Log.With("engine", "redis"), h.Registry); err != nil {
		return err
	}
	h.shared = cache.NewShared(h.Redis, h.Clock, h.Log)
	h.parts = append(h.parts, app.Part{Name: "redis", Tier: app.TierEngine, Run: h.Redis.Run})
	return nil
}

// openEnded makes the board of ended sessions, by which every process refuses their tokens.
func (h *Host) openEnded(context.Context) error {
	key, err := h.redisSecret("ended sessions", ended.KeySize)
	if err != nil {
		return err
	}
	if h.ended, err = ended.New(h.Redis, key, h.Config.User.AccessLife, h.Clock, h.Log); err != nil {
		return err
	}
	h.ended.Listen(func(ends []ended.End) {
		over := make([]authn.Ended, len(ends))
		for i, end := range ends {
			over[i] = authn.Ended{Who: end.UserID, Until: end.Until, Expires: end.Expires}
			if end.Session != 0 {
				over[i] = authn.EndedSession(end.Session, end.Expires)
			}
		}
		h.verifier.End(over...)
	})
	h.parts = append(h.parts, app.Part{Name: "ended sessions", Tier: app.TierRPC, Run: h.ended.Run, Ready: h.ended.Ready})
	return nil
}

// redisSecret is what hides something in Redis: derived, so that nothing else can be learnt from there.
func (h *Host) redisSecret(what string, size int) ([]byte, error) {
	key, err := hkdf.Key(sha256.New, h.secret, nil, "dajiu "+what, size)
	if err != nil {
		return nil, fmt.Errorf("secret of %s: %w", what, err)
	}
	return key, nil
}
