package rabbitbus_test

import (
	"context"
	"testing"

	amqp "github.com/rabbitmq/amqp091-go"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/platform/bus"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/bus/rabbitbus"
	"dajiu/platform/clock"
	"dajiu/platform/testkit"
)

func TestRabbitMQIsABus(t *testing.T) {
	t.Parallel()
	url := testkit.RabbitMQ(t)
	bustest.Run(t, bustest.Traits{ForgetsHistory: true}, func(t *testing.T) bustest.Factory {
		t.Helper()
		exchange := "t-" + uuid.NewString()[:13]
		t.Cleanup(func() { forget(t, url, exchange) })
		// The groups of the suite exist before its first message, as they do after a deployment.
		declared := false
		return func(t *testing.T) bus.Bus {
			t.Helper()
			b, err := rabbitbus.Open(context.Background(), rabbitbus.Config{URL: url, Exchange: exchange}, clock.Real(), testkit.Quiet())
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, b.Close()) })
			if !declared {
				declared = true
				announce(t, b, "stock", "dajiu.test.v1.A", "dajiu.test.v1.B")
				announce(t, b, "points", "dajiu.test.v1.B")
			}
			return b
		}
	})
}

// announce makes the group's queue by starting the group for a moment.
func announce(t *testing.T, b *rabbitbus.Bus, group string, topics ...string) {
	t.Helper()
	require.NoError(t, b.Declare(context.Background(), group, topics))
}

func forget(t *testing.T, url, exchange string) {
	t.Helper()
	conn, err := amqp.Dial(url)
	require.NoError(t, err)
	defer func() { require.NoError(t, conn.Close()) }()
	for _, group := range []string{"stock", "points", "late"} {
		ch, err := conn.Channel()
		require.NoError(t, err)
		_, _ = ch.QueueDelete(exchange+"."+group, false, false, false)
		_ = ch.Close()
	}
	ch, err := conn.Channel()
	require.NoError(t, err)
	require.NoError(t, ch.ExchangeDelete(exchange, false, false))
}
