package host

import (
	"context"
	"path/filepath"

	"dajiu/platform/bus"
	"dajiu/platform/bus/kafkabus"
	"dajiu/platform/bus/natsbus"
	"dajiu/platform/bus/rabbitbus"
)

// openBus opens the broker of the configuration.
func (h *Host) openBus(ctx context.Context) error {
	b, err := h.broker(ctx)
	if err != nil {
		return err
	}
	h.Bus = b
	h.closers = append(h.closers, b.Close)
	return nil
}

func (h *Host) broker(ctx context.Context) (bus.Bus, error) {
	cfg, log := h.Config.Bus, h.Log.With("engine", h.Config.Bus.Engine)
	switch cfg.Engine {
	case "rabbitmq":
		return rabbitbus.Open(ctx, rabbitbus.Config{URL: cfg.URL.Reveal(), Exchange: cfg.Name}, h.Clock, log)
	case "kafka":
		return kafkabus.Open(ctx, cfg.Kafka, h.Clock, log)
	default:
		return natsbus.Open(ctx, natsbus.Config{URL: cfg.URL.Reveal(), Stream: cfg.Name, Dir: filepath.Join(h.Config.Data, "nats")}, h.Clock, log)
	}
}
