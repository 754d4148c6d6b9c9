package host

import (
	"context"
	"path/filepath"

	"dajiu/platform/bus/natsbus"
	"dajiu/platform/bus/rabbitbus"
)

func (h *Host) openBus(ctx context.Context) error {
	log := h.Log.With("engine", h.Config.Bus.Engine)
	if h.Config.Bus.Engine == "rabbitmq" {
		b, err := rabbitbus.Open(ctx, rabbitbus.Config{URL: h.Config.Bus.URL.Reveal()}, h.Clock, log)
		if err != nil {
			return err
		}
		h.Bus = b
	} else {
		cfg := natsbus.Config{URL: h.Config.Bus.URL.Reveal(), Dir: filepath.Join(h.Config.Data, "nats")}
		b, err := natsbus.Open(ctx, cfg, h.Clock, log)
		if err != nil {
			return err
		}
		h.Bus = b
	}
	h.closers = append(h.closers, h.Bus.Close)
	return nil
}
