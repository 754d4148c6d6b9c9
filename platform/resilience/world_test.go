package resilience_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	_ "dajiu/gen/go/dajiu/analytics/v1"
	_ "dajiu/gen/go/dajiu/delivery/v1"
	_ "dajiu/gen/go/dajiu/inventory/v1"
	_ "dajiu/gen/go/dajiu/merchant/v1"
	_ "dajiu/gen/go/dajiu/message/v1"
	_ "dajiu/gen/go/dajiu/operations/v1"
	_ "dajiu/gen/go/dajiu/order/v1"
	_ "dajiu/gen/go/dajiu/payment/v1"
	_ "dajiu/gen/go/dajiu/product/v1"
	_ "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/resilience"
)

const (
	reads    = "/dajiu.order.v1.OrderService/ShowOrder"
	places   = "/dajiu.order.v1.OrderService/PlaceOrder"
	cancels  = "/dajiu.order.v1.OrderService/CancelOrder"
	logsIn   = "/dajiu.user.v1.AuthService/LoginWechat"
	pays     = "/dajiu.payment.v1.PaymentService/PayTrade"
	browses  = "/dajiu.product.v1.CatalogService/ListProducts"
	reports  = "/dajiu.analytics.v1.AnalyticsService/QueryReport"
	nearby   = "/dajiu.product.v1.CatalogService/ListNearbyStores"
	serving  = "/dajiu.delivery.v1.DeliveryInternalService/ListServing"
	notifies = "/dajiu.payment.v1.ChannelCallbackService/NotifyWechat"
)

// far is a service in another process whose answers a test chooses.
type far struct {
	answer func(ctx context.Context, call int) error
	calls  int
	sent   []metadata.MD
}

func (f *far) Invoke(ctx context.Context, _ string, _, _ any, _ ...grpc.CallOption) error {
	f.calls++
	md, _ := metadata.FromOutgoingContext(ctx)
	f.sent = append(f.sent, md)
	return f.answer(ctx, f.calls)
}

func (*far) NewStream(context.Context, *grpc.StreamDesc, string, ...grpc.CallOption) (grpc.ClientStream, error) {
	return nil, errors.New("there are no streams")
}

func answers(err error) func(context.Context, int) error {
	return func(context.Context, int) error { return err }
}

func lost() error { return status.Error(codes.Unavailable, "the connection broke") }

func newGuard(t testing.TB, change func(*resilience.Policy)) (*resilience.Guard, *prometheus.Registry) {
	t.Helper()
	reg := prometheus.NewRegistry()
	g, err := resilience.NewGuard(reg)
	require.NoError(t, err)
	if change != nil {
		p := resilience.DefaultPolicy()
		change(&p)
		require.NoError(t, g.Apply(p))
	}
	return g, reg
}

// call makes a call to the far service, as rpc's connections do.
func call(ctx context.Context, g *resilience.Guard, f *far, full string) error {
	conn := g.Wrap(f)
	return g.Intercept(elsewhere)(ctx, full, nil, nil, nil, func(ctx context.Context, full string, req, reply any, _ *grpc.ClientConn, opts ...grpc.CallOption) error {
		return conn.Invoke(ctx, full, req, reply, opts...)
	})
}

// elsewhere says of every callee that it runs in another process.
func elsewhere(string) bool { return false }

// value reads a metric; labels are name and value in turn.
func value(t testing.TB, reg *prometheus.Registry, name string, labels ...string) float64 {
	t.Helper()
	families, err := reg.Gather()
	require.NoError(t, err)
	for _, family := range families {
		for _, m := range family.GetMetric() {
			matches := family.GetName() == name
			for i := 0; i < len(labels); i += 2 {
				found := false
				for _, l := range m.GetLabel() {
					found = found || l.GetName() == labels[i] && l.GetValue() == labels[i+1]
				}
				matches = matches && found
			}
			if matches {
				return m.GetCounter().GetValue() + m.GetGauge().GetValue()
			}
		}
	}
	return 0
}

// short is the policy of tests that wait in virtual time.
func short(p *resilience.Policy) {
	p.Defaults.Breaker = resilience.Breaker{Percent: 50, Calls: 4, Window: 10 * time.Second, Open: 5 * time.Second}
	p.Defaults.Attempts = 1
}
