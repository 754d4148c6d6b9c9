package outbox_test

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"dajiu/platform/bus"
	"dajiu/platform/bus/kafkabus"
	"dajiu/platform/bus/natsbus"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

// BenchmarkEndToEnd goes over the embedded NATS.
func BenchmarkEndToEnd(b *testing.B) {
	nats, err := natsbus.Open(context.Background(), natsbus.Config{Dir: filepath.Join(b.TempDir(), "nats")}, clock.Real(), testkit.Quiet())
	require.NoError(b, err)
	defer func() { require.NoError(b, nats.Close()) }()
	endToEnd(b, nats)
}

// BenchmarkEndToEndOverKafka goes over Apache Kafka, whose one broker shares the machine.
func BenchmarkEndToEndOverKafka(b *testing.B) {
	broker, topic := testkit.Kafka(b)
	kafka, err := kafkabus.Open(context.Background(), kafkabus.Config{Brokers: []string{broker}, Topic: topic}, clock.Real(), testkit.Quiet())
	require.NoError(b, err)
	defer func() { require.NoError(b, kafka.Close()) }()
	endToEnd(b, kafka)
}

// endToEnd sends events from one service's store over a bus into another's: append in 64 clients' transactions, relay,
// inbox and an update by the handler. What is measured ends when all are handled.
func endToEnd(b *testing.B, over bus.Bus) {
	b.Helper()
	ctx := context.Background()
	from, to := testkit.Open(b, testkit.SQLite(b)), testkit.Open(b, testkit.SQLite(b))
	require.NoError(b, sqldb.Migrate(ctx, from, outbox.Migrations()))
	require.NoError(b, sqldb.Migrate(ctx, to, outbox.Migrations()))
	require.NoError(b, sqldb.Migrate(ctx, to, sqldb.Set{Name: "effects", Files: effects}))
	ids, err := id.NewGenerator(clock.Real(), 1)
	require.NoError(b, err)
	out := outbox.New("order", from, over, ids, clock.Real(), testkit.Quiet(), nil)
	in := outbox.NewConsumer("stock", to, over, clock.Real(), testkit.Quiet(), nil)
	var handled atomic.Int64
	outbox.On(in, func(ctx context.Context, tx *sqldb.Tx, m outbox.Meta, ev *wrapperspb.Int64Value) error {
		tx.AfterCommit(func() { handled.Add(1) })
		_, err := tx.ExecContext(ctx, "INSERT INTO effect (order_key, n, seq) VALUES (?, 1, ?)", m.Key, ev.Value)
		return err
	})
	stopOut, stopIn := running(b, out.Run), running(b, in.Run)
	defer stopIn()
	defer stopOut()
	var n atomic.Int64
	b.SetParallelism(32)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := n.Add(1)
			if err := from.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
				return out.Append(ctx, tx, i%1000, wrapperspb.Int64(i))
			}); err != nil {
				b.Error(err)
				return
			}
		}
	})
	appended := b.Elapsed()
	for handled.Load() < int64(b.N) {
		<-clock.Real().After(time.Millisecond)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "events/s")
	b.ReportMetric(float64(b.N)/appended.Seconds(), "appends/s")
}
