package seed

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"google.golang.org/grpc"

	"dajiu/cmd/dajiu/internal/past"
	"dajiu/demo"
	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
)

const (
	// onDuty and offDuty are how many couriers came to work today, and how many of them went home.
	onDuty, offDuty = 8, 2
	// buying is how many customers order; in the first store two do.
	buying = 14
	// enough is how many pieces of what they buy a store must have.
	enough = 10
)

// Today lets a seeded city be at work: couriers are on duty, orders wait, are picked and are packed, and money waits for a
// second person. It does what people do, through the services; seeding it again places nothing again.
func Today(ctx context.Context, conn grpc.ClientConnInterface, opts Options, city *past.City) (orders int, err error) {
	s := &seeder{opts: opts, world: demo.New(opts.Seed, demo.Options{SKUs: opts.SKUs}), conn: conn, city: *city}
	operator, err := s.signIn(ctx, Operator)
	if err != nil {
		return 0, err
	}
	if err := s.couriersAtWork(ctx); err != nil {
		return 0, fmt.Errorf("seed couriers: %w", err)
	}
	money := paymentv1.NewMoneyOrderServiceClient(conn)
	for i, m := range []*paymentv1.ProposeMoneyOrderRequest{
		{Kind: paymentv1.MoneyOrderKind_MONEY_ORDER_KIND_COURIER_REMITTANCE, PartyId: city.Couriers[0], Amount: 10_000, Memo: "骑手交款 早班"},
		{Kind: paymentv1.MoneyOrderKind_MONEY_ORDER_KIND_CHANNEL_WITHDRAWAL, Amount: 50_000, Memo: "渠道提现 每日"},
	} {
		if _, err := money.ProposeMoneyOrder(keyed(operator, "today", "money", strconv.Itoa(i)), m); err != nil {
			return 0, fmt.Errorf("seed money order: %w", err)
		}
	}
	if opts.WeixinSim == "" {
		return 0, nil
	}
	for i, c := range s.world.Customers[:min(buying, len(s.world.Customers))] {
		if err := s.buysToday(ctx, operator, i, c); err != nil {
			return orders, fmt.Errorf("seed order of %s: %w", c.Key, err)
		}
		orders++
	}
	return orders, nil
}

func (s *seeder) signIn(ctx context.Context, username string) (context.Context, error) {
	login, err := userv1.NewAuthServiceClient(s.conn).LoginStaff(ctx, &userv1.LoginStaffRequest{Username: username, Password: s.opts.Password, Device: "seed"})
	if err != nil {
		return nil, fmt.Errorf("log in as %s: %w", username, err)
	}
	return as(ctx, login.GetAccessToken()), nil
}

// couriersAtWork puts couriers on duty, each some streets from a store, and lets some go home again.
func (s *seeder) couriersAtWork(ctx context.Context) error {
	couriers := deliveryv1.NewCourierServiceClient(s.conn)
	for i := range min(onDuty, len(s.city.Couriers)) {
		mine, err := s.signIn(ctx, "courier"+strconv.Itoa(i+1))
		if err != nil {
			return err
		}
		at := s.city.Stores[i%len(s.city.Stores)]
		for _, on := range []bool{true, i >= offDuty} {
			if _, err := couriers.SetDuty(mine, &deliveryv1.SetDutyRequest{OnDuty: on, LatE6: at.LatE6 + streets(i), LngE6: at.LngE6 - streets(i+1)}); err != nil {
				return fmt.Errorf("duty of courier %d: %w", i+1, err)
			}
		}
	}
	return nil
}

// streets is up to three hundred metres, another for each courier.
func streets(nth int) int32 { return int32(nth%4)*900 - 1350 } //nolint:gosec // four of them

// buysToday lets a customer order something to fetch and pay at the counter, and its store get on with it, each store with
// the next one of its orders a step less far.
func (s *seeder) buysToday(ctx, operator context.Context, nth int, c demo.Customer) error {
	code, err := s.code(ctx, "/sim/codes", map[string]string{"openid": c.OpenID})
	if err != nil {
		return err
	}
	login, err := userv1.NewAuthServiceClient(s.conn).LoginWechat(ctx, &userv1.LoginWechatRequest{Code: code, Device: "seed"})
	if err != nil {
		return fmt.Errorf("log in: %w", err)
	}
	mine := as(ctx, login.GetAccessToken())
	store := s.city.Stores[nth/2%openAlways(s.world)]
	sku, err := s.plenty(operator, store.ID)
	if err != nil {
		return err
	}
	orders := orderv1.NewOrderServiceClient(s.conn)
	items := []*orderv1.OrderItem{{StoreId: store.ID, SkuId: sku, Quantity: 1}}
	quote, err := orders.PreviewOrder(mine, &orderv1.PreviewOrderRequest{Items: items, Fulfilment: orderv1.Fulfilment_FULFILMENT_PICKUP})
	if err != nil {
		return fmt.Errorf("preview: %w", err)
	}
	day := time.Now().Format(time.DateOnly) //nolint:forbidigo // one order a day, however often it is seeded
	trade, err := orders.PlaceOrder(keyed(mine, "today", day, c.Key), &orderv1.PlaceOrderRequest{
		Items: items, Fulfilment: orderv1.Fulfilment_FULFILMENT_PICKUP, PayMethod: orderv1.PayMethod_PAY_METHOD_ON_DELIVERY,
		ExpectedAmount: quote.GetPayableAmount(), Remark: "到店自提，请备好袋子", KeepCart: true,
	})
	if err != nil {
		return fmt.Errorf("place: %w", err)
	}
	return s.getOn(operator, store.ID, trade.GetOrders()[0].GetOrderId(), nth%4)
}

// openAlways is how many of the first stores never close.
func openAlways(w *demo.World) int { return max(len(w.Stores)-closedStores, 1) }

// plenty returns a SKU of which a store has enough.
func (s *seeder) plenty(operator context.Context, storeID int64) (int64, error) {
	resp, err := inventoryv1.NewStockServiceClient(s.conn).ListStock(operator, &inventoryv1.ListStockRequest{StoreId: storeID, PageSize: 200})
	if err != nil {
		return 0, fmt.Errorf("stock of store %d: %w", storeID, err)
	}
	for _, level := range resp.GetItems() {
		if level.GetAvailable() >= enough {
			return level.GetSkuId(), nil
		}
	}
	return 0, fmt.Errorf("store %d has enough of nothing", storeID)
}

// getOn carries the first steps of a store out on an order.
func (s *seeder) getOn(operator context.Context, storeID, orderID int64, steps int) error {
	store := orderv1.NewStoreOrderServiceClient(s.conn)
	act := &orderv1.StoreOrderActRequest{StoreId: storeID, OrderId: orderID}
	for i, do := range []func(context.Context, *orderv1.StoreOrderActRequest, ...grpc.CallOption) (*orderv1.Order, error){
		store.AcceptOrder, store.StartPicking, store.FinishPacking,
	} {
		if i >= steps {
			return nil
		}
		if _, err := do(operator, act); err != nil {
			return fmt.Errorf("step %d of order %d: %w", i+1, orderID, err)
		}
	}
	return nil
}
