package payment_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/api/httpbody"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/timestamppb"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/integrations/wechatpay"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/app"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/bus/bustest"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/rpc"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/payment"
)

var simKeys = sync.OnceValues(func() (sim.KeySet, error) {
	return sim.NewKeys(time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC))
})

// site is the service as it runs: module, host, outbox, bus, WeChat Pay's client and its simulator; the order and
// user services alone are made up.
type site struct {
	*testing.T
	clock    *clockwork.FakeClock
	ids      *id.Generator
	db       *sqldb.DB
	bus      *bustest.Memory
	host     *rpc.Host
	signer   *authn.Signer
	sim      *sim.Sim
	simURL   string
	orders   *orders
	orderDB  *sqldb.DB
	orderOut *outbox.Outbox
}

// orders is the order service.
type orders struct {
	orderv1.UnimplementedOrderInternalServiceServer
	mu     sync.Mutex
	trades map[int64]*orderv1.PayableTrade
}

func (o *orders) ResolveTrade(_ context.Context, req *orderv1.ResolveTradeRequest) (*orderv1.PayableTrade, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if t := o.trades[req.GetTradeId()]; t != nil {
		return t, nil
	}
	return nil, errs.New(5, orderv1.ErrorReason_ORDER_NOT_FOUND.String(), "none")
}

type users struct {
	userv1.UnimplementedUserInternalServiceServer
}

func (users) ResolveContact(_ context.Context, req *userv1.ResolveContactRequest) (*userv1.Contact, error) {
	return &userv1.Contact{UserId: req.GetUserId(), Openid: "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}, nil
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{T: t, clock: clock.Fake(time.Date(2026, 5, 1, 4, 0, 0, 0, time.UTC)), bus: bustest.NewMemory(), orders: &orders{trades: map[int64]*orderv1.PayableTrade{}}}
	var err error
	s.ids, err = id.NewGenerator(s.clock, 3)
	require.NoError(t, err)
	s.openHost()
	client := s.openSim()
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	t.Cleanup(func() { stop(); running.Wait() })
	s.db, s.orderDB = testkit.Open(t, testkit.SQLite(t)), testkit.Open(t, testkit.SQLite(t))
	require.NoError(t, sqldb.Migrate(ctx, s.orderDB, outbox.Migrations()))
	s.orderOut = outbox.New("order", s.orderDB, s.bus, s.ids, s.clock, testkit.Quiet(), nil)
	cfg := payment.DefaultConfig()
	cfg.AppID = appID
	service, err := payment.Service(cfg, client)
	require.NoError(t, err)
	require.NoError(t, sqldb.Migrate(ctx, s.db, outbox.Migrations()))
	require.NoError(t, sqldb.Migrate(ctx, s.db, sqldb.Set{Name: service.Name, Files: service.Migrations}))
	env := &app.Env{
		Name: service.Name, Log: testkit.Quiet(), Clock: s.clock, IDs: s.ids, DB: s.db, Bus: s.bus, Server: s.host, Conn: s.host.Conn("payment"),
		Outbox:   outbox.New("payment", s.db, s.bus, s.ids, s.clock, testkit.Quiet(), nil),
		Consumer: outbox.NewConsumer("payment", s.db, s.bus, s.clock, testkit.Quiet(), nil),
	}
	require.NoError(t, service.Open(ctx, env))
	orderv1.RegisterOrderInternalServiceServer(s.host, s.orders)
	userv1.RegisterUserInternalServiceServer(s.host, users{})
	require.NoError(t, s.host.Seal())
	for _, run := range []func(context.Context) error{env.Outbox.Run, env.Consumer.Run, s.orderOut.Run, s.sim.Run} {
		running.Go(func() {
			if err := run(ctx); err != nil && ctx.Err() == nil {
				t.Errorf("run: %v", err)
			}
		})
	}
	return s
}

func (s *site) openHost() {
	public, private, err := ed25519.GenerateKey(nil)
	require.NoError(s, err)
	s.signer, err = authn.NewSigner(authn.SigningKey{ID: "k", Private: private}, s.clock, 48*time.Hour)
	require.NoError(s, err)
	verifier, err := authn.NewVerifier(s.clock, func(context.Context) ([]authn.PublicKey, error) {
		return []authn.PublicKey{{ID: "k", Key: public}}, nil
	}, bytes.Repeat([]byte("s"), 32))
	require.NoError(s, err)
	s.host, err = rpc.NewHost(rpc.Config{Mode: "inproc"}, verifier, authz.NewKeeper(nil, s.clock, testkit.Quiet()), testkit.Quiet(), prometheus.NewRegistry())
	require.NoError(s, err)
}

// openSim starts the simulator and the address that it calls back, which passes on what came as the gateway does.
func (s *site) openSim() *wechatpay.Client {
	k, err := simKeys()
	require.NoError(s, err)
	var handler http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	s.Cleanup(server.Close)
	s.simURL = server.URL
	notify := httptest.NewServer(http.HandlerFunc(s.gateway))
	s.Cleanup(notify.Close)
	s.sim, err = sim.New(sim.Config{
		Clock: s.clock, Seed: 1, MchID: "1900000109", AppID: appID, MchSerial: k.MchSerial, MerchantPublicKeyPEM: k.MchPublicKeyPEM,
		APIv3Key: k.APIv3Key, PlatformKeys: k.PlatformKeys(), Dir: s.TempDir(), AllowPlainNotify: true,
	})
	require.NoError(s, err)
	s.Cleanup(func() { require.NoError(s, s.sim.Close()) })
	handler = s.sim.Handler()
	client, err := wechatpay.New(wechatpay.Config{
		BaseURL: server.URL, MchID: "1900000109", AppID: appID, MchSerial: k.MchSerial, APIv3Key: k.APIv3Key, MchPrivateKeyPEM: k.MchPrivateKeyPEM,
		Platform:  wechatpay.PlatformKeys{PublicKeyID: k.PublicKeyID, PublicKeyPEM: k.PublicKeyPEM, CertificatePEMs: []string{k.CertificatePEM}},
		NotifyURL: notify.URL, RefundNotifyURL: notify.URL, Timeout: 5 * time.Second,
	}, s.clock, nil)
	require.NoError(s, err)
	return client
}

func (s *site) gateway(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	md := metadata.MD{}
	for name, values := range r.Header {
		if strings.HasPrefix(name, "Wechatpay-") {
			md[strings.ToLower(name)] = values
		}
	}
	callbacks := paymentv1.NewChannelCallbackServiceClient(s.host.EdgeConn())
	answer, err := callbacks.NotifyWechat(metadata.NewOutgoingContext(r.Context(), md), &httpbody.HttpBody{Data: body})
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
		return
	}
	_, _ = w.Write(answer.GetData())
}

// as makes calls in a person's name.
func (s *site) as(userID int64, roles ...optionsv1.Role) (context.Context, grpc.ClientConnInterface) {
	caller := authn.Caller{UserID: userID, Roles: authn.NewRoles(roles...), Session: 1}
	for _, kind := range caller.Roles.List() {
		if kind != optionsv1.Role_ROLE_CONSUMER {
			caller.Grants = append(caller.Grants, authn.BuiltIn(kind))
		}
	}
	token, err := s.signer.Sign(caller)
	require.NoError(s, err)
	return metadata.NewOutgoingContext(s.Context(), metadata.Pairs(rpc.MetaAuthorization, "Bearer "+token)), s.host.EdgeConn()
}

func (s *site) customer() (context.Context, paymentv1.PaymentServiceClient) {
	ctx, conn := s.as(user, optionsv1.Role_ROLE_CONSUMER)
	return ctx, paymentv1.NewPaymentServiceClient(conn)
}

func (s *site) place(amounts ...int64) *orderv1.PayableTrade {
	t := &orderv1.PayableTrade{
		TradeId: s.ids.NextFor(user), UserId: user, PayMethod: orderv1.PayMethod_PAY_METHOD_WECHAT, Title: "五粮液 第八代",
		PayBefore: timestamppb.New(s.clock.Now().Add(payFor)),
	}
	for _, a := range amounts {
		t.PayableAmount += a
		t.Orders = append(t.Orders, &orderv1.TradeOrder{
			OrderId: s.ids.NextFor(user), MerchantId: 4, StoreId: 6, State: orderv1.OrderState_ORDER_STATE_PENDING_PAYMENT, PayableAmount: a,
		})
	}
	s.orders.mu.Lock()
	defer s.orders.mu.Unlock()
	s.orders.trades[t.GetTradeId()] = t
	return t
}

func (s *site) publishCancelled(t *orderv1.PayableTrade, i int) {
	o := t.GetOrders()[i]
	s.publish(o.GetOrderId(), &orderv1.OrderCancelled{
		Order: summary(t, o), Reason: orderv1.CancelReason_CANCEL_REASON_STORE,
	})
}

func summary(t *orderv1.PayableTrade, o *orderv1.TradeOrder) *orderv1.OrderSummary {
	return &orderv1.OrderSummary{
		OrderId: o.GetOrderId(), TradeId: t.GetTradeId(), UserId: user, MerchantId: o.GetMerchantId(), StoreId: o.GetStoreId(),
		PayMethod: t.GetPayMethod(), Fulfilment: orderv1.Fulfilment_FULFILMENT_PICKUP, PayableAmount: o.GetPayableAmount(), DeliveryFee: o.GetDeliveryFee(),
	}
}

// customerPays is the customer's client with what the service signed.
func (s *site) customerPays(p *paymentv1.WechatPayParams) int {
	body, err := json.Marshal(map[string]string{
		"prepay_id": strings.TrimPrefix(p.GetPackage(), "prepay_id="), "timeStamp": p.GetTimeStamp(), "nonceStr": p.GetNonceStr(),
		"package": p.GetPackage(), "signType": p.GetSignType(), "paySign": p.GetPaySign(),
	})
	require.NoError(s, err)
	answer, err := http.Post(s.simURL+"/sim/pay", "application/json", bytes.NewReader(body)) //nolint:noctx // a test
	require.NoError(s, err)
	defer answer.Body.Close()
	return answer.StatusCode
}

func (s *site) show(tradeID int64, sync bool) *paymentv1.Payment {
	ctx, client := s.customer()
	p, err := client.ShowTradePayment(ctx, &paymentv1.ShowTradePaymentRequest{TradeId: tradeID, Sync: sync})
	require.NoError(s, err)
	return p
}

// eventually lets time pass by steps until the condition holds.
func (s *site) eventually(step time.Duration, condition func() bool) {
	s.Helper()
	require.Eventually(s, func() bool {
		if condition() {
			return true
		}
		s.clock.Advance(step)
		return false
	}, 20*time.Second, 5*time.Millisecond)
}
