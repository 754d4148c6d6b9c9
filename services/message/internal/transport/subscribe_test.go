package transport_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/bus"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/message/internal/app"
	"dajiu/services/message/internal/domain"
	"dajiu/services/message/internal/store"
	"dajiu/services/message/internal/transport"
)

const person = int64(3)

// noon is 12:00 in China.
var noon = time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

// world is the message service's subscribers over a real store and a real inbox.
type world struct {
	*testing.T
	bus  *bustest.Memory
	rows *store.Messages
}

func newWorld(t *testing.T) *world {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	db := testkit.Open(t, testkit.SQLite(t))
	require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "message", Files: os.DirFS("../store/migrations")}))
	require.NoError(t, sqldb.Migrate(ctx, db, outbox.Migrations()))
	clk := clock.Fake(noon)
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	w := &world{T: t, bus: bustest.NewMemory()}
	w.rows = store.New(db, outbox.New("message", db, w.bus, ids, clk, testkit.Quiet(), nil))
	consumer := outbox.NewConsumer("message", db, w.bus, clk, testkit.Quiet(), nil)
	transport.Subscribe(consumer, &app.Messages{Store: w.rows, IDs: ids, Clock: clk})
	done := make(chan error, 1)
	go func() { done <- consumer.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		require.NoError(t, <-done)
	})
	return w
}

// hear publishes an event under an id.
func (w *world) hear(id int64, ev proto.Message) {
	w.Helper()
	payload, err := proto.Marshal(ev)
	require.NoError(w, err)
	topic := string(ev.ProtoReflect().Descriptor().FullName())
	require.NoError(w, w.bus.Publish(w.Context(), []bus.Message{{ID: id, Topic: topic, Key: 100, Payload: payload, At: noon}}))
}

// inbox returns a person's messages once the last of them is about an order.
func (w *world) inbox(last int64) []store.Message {
	w.Helper()
	var list []store.Message
	require.Eventually(w, func() bool {
		var err error
		list, err = w.rows.Inbox(w.Context(), person, 0, 100)
		require.NoError(w, err)
		return len(list) > 0 && list[0].OrderID == last
	}, 10*time.Second, 5*time.Millisecond)
	return list
}

func TestACustomerIsToldOfARefundOnceHoweverOftenItComes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	refund := &paymentv1.OrderRefunded{OrderId: 100, TradeId: 7, Amount: 19900, RefundId: 9, UserId: person}
	w.hear(1, refund)
	w.hear(1, refund)
	w.hear(2, &paymentv1.OrderRefunded{OrderId: 101, Amount: 100}) // of before payment told whose it was
	w.hear(1, refund)
	w.hear(3, &orderv1.OrderCompleted{Order: &orderv1.OrderSummary{OrderId: 100, UserId: person}})
	w.hear(4, &orderv1.OrderReady{Order: &orderv1.OrderSummary{OrderId: 200, UserId: person, StoreName: "打酒坊", Title: "锦江春"}})
	list := w.inbox(200)
	require.Len(t, list, 2)
	got := list[1]
	require.Equal(t, []any{domain.OrderRefunded, person, int64(100)}, []any{got.Kind, got.UserID, got.OrderID})
	require.Equal(t, "退款已到账", got.Title)
	require.Equal(t, "订单退款 ¥199.00 已原路退回。", got.Body)
}

func TestTwoRefundsOfOneOrderAreTwoMessages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.hear(1, &paymentv1.OrderRefunded{OrderId: 100, Amount: 500, RefundId: 9, UserId: person})
	w.hear(2, &paymentv1.OrderRefunded{OrderId: 100, Amount: 700, RefundId: 10, UserId: person})
	w.hear(3, &orderv1.OrderReady{Order: &orderv1.OrderSummary{OrderId: 200, UserId: person}})
	require.Len(t, w.inbox(200), 3)
}

func TestANewDeviceIsToldOnceWithWhenWhereAndWhat(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	login := &userv1.NewDeviceSignedIn{UserId: person, SessionId: 5, Device: "HUAWEI Mate 60", Address: "203.0.113.7"}
	w.hear(1, login)
	w.hear(1, login)
	w.hear(2, &userv1.NewDeviceSignedIn{UserId: person, SessionId: 6})
	w.hear(4, &orderv1.OrderReady{Order: &orderv1.OrderSummary{OrderId: 200, UserId: person}})
	list := w.inbox(200)
	require.Len(t, list, 3)
	require.Equal(t, []any{domain.NewDevice, "新设备登录", int64(0)}, []any{list[2].Kind, list[2].Title, list[2].OrderID})
	require.Contains(t, list[2].Body, "您的账号于 2026-11-01 12:00 在 HUAWEI Mate 60（203.0.113.7）登录")
	require.Contains(t, list[1].Body, "在 未知设备（地址未知）登录")
}
