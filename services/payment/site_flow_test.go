package payment_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/api/httpbody"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/integrations/wechatpay/sim"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/payment"
)

func (s *site) publish(key int64, ev proto.Message) {
	require.NoError(s, s.orderDB.Write(s.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
		return s.orderOut.Append(ctx, tx, key, ev)
	}))
}

func TestTheWholeServiceAgainstTheSimulator(t *testing.T) {
	t.Parallel()
	for name, faults := range map[string]sim.Faults{
		"when all goes well": {},
		"when everything goes wrong now and then": {
			CallbackDuplicate: 500, CallbackDrop: 400, CallbackDelay: 300, CallbackDelayMS: 20000, CallbackReorder: 300, EitherKey: 500,
			SystemErrorBefore: 200, SystemErrorAfter: 200, RateLimited: 100, BadSignature: 150, PayBeforeClose: 300,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			require.NoError(t, s.sim.SetFaults(faults))
			trades := make([]*orderv1.PayableTrade, 6)
			for i := range trades {
				trades[i] = s.place(30000, 12000)
				session := s.payTrade(trades[i].GetTradeId())
				require.EqualValues(t, 42000, session.GetAmount())
				if i == 0 {
					continue // nobody pays the first one
				}
				require.Equal(t, http.StatusOK, s.customerPays(session.GetWechat()))
			}
			for i := range trades {
				s.publishCancelled(trades[i], 1)
			}
			s.publishCancelled(trades[0], 0)
			s.eventually(10*time.Second, func() bool {
				for i, trade := range trades {
					p := s.show(trade.GetTradeId(), false)
					if i > 0 && (p.GetRefundedAmount() != 12000 || p.GetState() != paymentv1.PaymentState_PAYMENT_STATE_PARTLY_REFUNDED) {
						return false
					}
				}
				state := s.show(trades[0].GetTradeId(), false).GetState()
				return state == paymentv1.PaymentState_PAYMENT_STATE_CLOSED || state == paymentv1.PaymentState_PAYMENT_STATE_REFUNDED
			})
			for _, trade := range trades[1:] {
				o := trade.GetOrders()[0]
				s.publish(o.GetOrderId(), &orderv1.OrderCompleted{Order: summary(trade, o)})
			}
			s.eventually(time.Second, func() bool { return s.accounts()["merchant:4"] == 5*30000 })
			// An attempt that was closed in the moment it was paid is told of by the bank later.
			s.eventually(10*time.Second, s.allTold)
			s.requireSame()
			require.Zero(t, s.accounts()["escrow"])
		})
	}
}

// payTrade pays as a client does: it repeats what fails for a time.
func (s *site) payTrade(tradeID int64) (session *paymentv1.PaySession) {
	s.Helper()
	s.eventually(time.Second, func() bool {
		ctx, client := s.customer()
		var err error
		session, err = client.PayTrade(ctx, &paymentv1.PayTradeRequest{TradeId: tradeID})
		if err != nil {
			require.True(s, errs.HasReason(err, "PAYMENT_CHANNEL_UNAVAILABLE"), err)
		}
		return err == nil
	})
	return session
}

func (s *site) accounts() map[string]int64 {
	ctx, conn := s.as(1, optionsv1.Role_ROLE_OPERATOR)
	all, token := map[string]int64{}, ""
	for {
		page, err := paymentv1.NewPaymentAdminServiceClient(conn).ListAccounts(ctx, &paymentv1.ListAccountsRequest{PageSize: 2, PageToken: token})
		require.NoError(s, err)
		for _, a := range page.GetAccounts() {
			all[a.GetCode()] = a.GetBalance()
		}
		if token = page.GetNextPageToken(); token == "" {
			return all
		}
	}
}

// bill is what the bank says.
func (s *site) bill() sim.OrdersPage {
	s.Helper()
	answer, err := http.Get(s.simURL + "/sim/orders?limit=1000") //nolint:noctx // a test
	require.NoError(s, err)
	defer answer.Body.Close()
	var bill sim.OrdersPage
	require.NoError(s, json.NewDecoder(answer.Body).Decode(&bill))
	return bill
}

// allTold reports whether we know of every payment and every finished refund at the bank.
func (s *site) allTold() bool {
	for _, o := range s.bill().Orders {
		ours, err := payment.AttemptsByNumber(s.Context(), s.db, []string{o.OutTradeNo})
		require.NoError(s, err)
		if ours[o.OutTradeNo].Paid != (o.PaidAt != "") {
			return false
		}
		for _, r := range o.Refunds {
			found, err := payment.RefundsByNumber(s.Context(), s.db, []string{r.OutRefundNo})
			require.NoError(s, err)
			if found[r.OutRefundNo].State != r.State {
				return false
			}
		}
		if o.PaidAt != "" && ours[o.OutTradeNo].Paid && o.State == "SUCCESS" && o.Refunded == 0 && len(o.Refunds) == 0 {
			return false // paid although nothing is wanted: its refund has not begun
		}
	}
	return true
}

// requireSame compares what we say with what the bank says, fen by fen.
func (s *site) requireSame() {
	s.Helper()
	bill := s.bill()
	var numbers []string
	var held int64
	for _, o := range bill.Orders {
		numbers = append(numbers, o.OutTradeNo)
	}
	ours, err := payment.AttemptsByNumber(s.Context(), s.db, numbers)
	require.NoError(s, err)
	for _, o := range bill.Orders {
		require.Equal(s, o.PaidAt != "", ours[o.OutTradeNo].Paid, o.OutTradeNo)
		require.EqualValues(s, o.Total, ours[o.OutTradeNo].Amount)
		if o.PaidAt != "" {
			require.Equal(s, o.TransactionID, ours[o.OutTradeNo].TransactionID)
			held += o.Total - o.Refunded
		}
		for _, r := range o.Refunds {
			found, err := payment.RefundsByNumber(s.Context(), s.db, []string{r.OutRefundNo})
			require.NoError(s, err)
			require.EqualValues(s, r.Amount, found[r.OutRefundNo].Amount)
			require.Equal(s, r.State, found[r.OutRefundNo].State)
		}
	}
	require.Equal(s, held, s.accounts()["channel:wechat"])
	requireBalanced(s, s.db)
}

func TestCashIsBookedAndSettledInAnyOrderOfTheReports(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	counter, door := s.place(8000), s.place(6000)
	for _, trade := range []*orderv1.PayableTrade{counter, door} {
		trade.PayMethod = orderv1.PayMethod_PAY_METHOD_ON_DELIVERY
		trade.Orders[0].DeliveryFee = 600
	}
	c, d := counter.GetOrders()[0], door.GetOrders()[0]
	ctx, client := s.customer()
	_, err := client.PayTrade(ctx, &paymentv1.PayTradeRequest{TradeId: door.GetTradeId()})
	require.True(t, errs.HasReason(err, "PAYMENT_NOT_PAYABLE"))
	for range 2 {
		s.publish(d.GetOrderId(), &orderv1.OrderCompleted{Order: summary(door, d)}) // overtakes the hand-over
		s.publish(d.GetOrderId(), &deliveryv1.DeliveryHandedOver{OrderId: d.GetOrderId(), CourierId: 31, CollectedAmount: 6000})
		s.publish(c.GetOrderId(), &deliveryv1.DeliveryHandedOver{OrderId: c.GetOrderId(), CollectedAmount: 8000})
		s.publish(c.GetOrderId(), &orderv1.OrderDelivered{Order: summary(counter, c)})
	}
	s.eventually(time.Second, func() bool { return s.accounts()["store_cash:6"] == 8000 && s.accounts()["courier_cash:31"] == 6000 })
	require.EqualValues(t, 8000, s.accounts()["escrow"], "the counter's order is not completed yet")
	s.publish(c.GetOrderId(), &orderv1.OrderCompleted{Order: summary(counter, c)})
	s.eventually(time.Second, func() bool { return s.accounts()["merchant:4"] == 12800 })
	require.EqualValues(t, 1200, s.accounts()["income:delivery"])
	require.Zero(t, s.accounts()["escrow"])
	s.requireSame()
	for f, err := range payment.Cash(t.Context(), s.db) {
		require.NoError(t, err)
		require.True(t, f.Booked && f.Settled && f.Completed, "%+v", f)
	}
}

func TestForgedCallbacksAreRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	callbacks := paymentv1.NewChannelCallbackServiceClient(s.host.EdgeConn())
	for _, md := range []metadata.MD{{}, metadata.Pairs("wechatpay-timestamp", "1", "wechatpay-nonce", "n", "wechatpay-signature", "x", "wechatpay-serial", "y")} {
		_, err := callbacks.NotifyWechat(metadata.NewOutgoingContext(t.Context(), md), &httpbody.HttpBody{Data: []byte(`{"id":"1"}`)})
		require.True(t, errs.HasReason(err, "PAYMENT_CALLBACK_FORGED"), err)
	}
}

func TestOperatorsSeePaymentsAndTheJournal(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for range 3 {
		require.Equal(t, http.StatusOK, s.customerPays(s.payTrade(s.place(500).GetTradeId()).GetWechat()))
	}
	ctx, conn := s.as(1, optionsv1.Role_ROLE_OPERATOR)
	admin := paymentv1.NewPaymentAdminServiceClient(conn)
	paid := paymentv1.PaymentState_PAYMENT_STATE_PAID
	s.eventually(time.Second, func() bool {
		list, err := admin.ListPayments(ctx, &paymentv1.ListPaymentsRequest{State: paid})
		require.NoError(t, err)
		return len(list.GetPayments()) == 3
	})
	first, err := admin.ListPayments(ctx, &paymentv1.ListPaymentsRequest{PageSize: 2})
	require.NoError(t, err)
	rest, err := admin.ListPayments(ctx, &paymentv1.ListPaymentsRequest{PageSize: 2, PageToken: first.GetNextPageToken()})
	require.NoError(t, err)
	require.Len(t, rest.GetPayments(), 1)
	require.Empty(t, rest.GetNextPageToken())
	journal, err := admin.ListJournal(ctx, &paymentv1.ListJournalRequest{PageSize: 2})
	require.NoError(t, err)
	require.Len(t, journal.GetEntries(), 2)
	for _, e := range journal.GetEntries() {
		require.Equal(t, "TRADE_PAID", e.GetKind())
		require.Zero(t, e.GetPostings()[0].GetAmount()+e.GetPostings()[1].GetAmount())
	}
	_, err = admin.ListAccounts(ctx, &paymentv1.ListAccountsRequest{PageToken: "%%"})
	require.True(t, errs.HasReason(err, errs.ReasonInvalid))
	consumer, conn := s.as(user, optionsv1.Role_ROLE_CONSUMER)
	_, err = paymentv1.NewPaymentAdminServiceClient(conn).ListJournal(consumer, &paymentv1.ListJournalRequest{})
	require.True(t, errs.HasReason(err, errs.ReasonForbidden))
}

func TestALostCallbackIsFoundWhenTheCustomerComesBack(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	require.NoError(t, s.sim.SetFaults(sim.Faults{CallbackDrop: 1000}))
	trade := s.place(700).GetTradeId()
	require.Equal(t, http.StatusOK, s.customerPays(s.payTrade(trade).GetWechat()))
	require.Equal(t, paymentv1.PaymentState_PAYMENT_STATE_PENDING, s.show(trade, false).GetState())
	require.Equal(t, paymentv1.PaymentState_PAYMENT_STATE_PAID, s.show(trade, true).GetState())
}
