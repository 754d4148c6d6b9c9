package host

import (
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"

	"dajiu/platform/app"
	"dajiu/platform/redis"
)

// openRedis makes the client of what gateways share. That Redis cannot be reached keeps no process from starting, nor from being
// ready: it goes on without.
func (h *Host) openRedis(context.Context) (err error) {
	if !h.Config.Redis.Used() || !h.Config.runs("gateway") {
		return nil
	}
	if h.Redis, err = redis.Open(h.Config.Redis, h.Clock, h.Log.With("engine", "redis"), h.Registry); err != nil {
		return err
	}
	h.parts = append(h.parts, app.Part{Name: "redis", Tier: app.TierEngine, Run: h.Redis.Run})
	return nil
}

// limitSecret is what hides callers in Redis: derived, so that nothing else can be learnt from there.
func (h *Host) limitSecret() ([]byte, error) {
	key, err := hkdf.Key(sha256.New, h.secret, nil, "dajiu limits", sha256.Size)
	if err != nil {
		return nil, fmt.Errorf("secret of limits: %w", err)
	}
	return key, nil
}
