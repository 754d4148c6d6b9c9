package message

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"dajiu/integrations/weixin"
	"dajiu/platform/app"
	messageapp "dajiu/services/message/internal/app"
	"dajiu/services/message/internal/store"
	"dajiu/services/message/internal/transport"
)

//go:embed internal/store/migrations/*.sql
var migrations embed.FS

// Service returns the message service for a host to run.
func Service(wechat *weixin.Client) (app.Service, error) {
	folder, err := fs.Sub(migrations, "internal/store/migrations")
	if err != nil {
		return app.Service{}, fmt.Errorf("message: migrations: %w", err)
	}
	return app.Service{Name: "message", Migrations: folder, Sharding: store.Sharding(), Open: func(_ context.Context, env *app.Env) error {
		messages := &messageapp.Messages{
			Store: store.New(env.DB, env.Outbox), Wechat: transport.NewWechat(wechat), People: transport.NewPeople(env.Conn),
			IDs: env.IDs, Clock: env.Clock,
		}
		transport.Register(env.Server, messages)
		transport.Subscribe(env.Consumer, messages)
		env.Sweep("grant requests", messages.SweepRequests)
		env.Sweep("messages", func(ctx context.Context, now time.Time) (int64, error) {
			return messages.Store.SweepMessages(ctx, now.Add(-store.MessagesKept))
		})
		return nil
	}}, nil
}
