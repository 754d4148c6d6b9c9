package app_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/platform/parameter"
	"dajiu/platform/testkit"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

const (
	buyer = int64(9001)
	home  = int64(31)
)

var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

// world is the shop around the use cases, in memory: what the catalogue, the stock and the store know.
type world struct {
	*testing.T
	use *app.Orders

	mu       sync.Mutex
	goods    map[domain.Item]app.Resolved // by store and SKU, quantity 0
	buyer    app.Buyer
	delivery app.DeliveryQuote
	reserved map[int64]time.Time
	released map[int64]bool
	trades   map[string]app.Trade
	keysDown error // whether a key was used cannot be read
	facts    map[int64]domain.Facts
	// What each of the others answers instead, where it is set.
	catalogDown, buyersDown, deliveriesDown, releaseDown, placeDown error
	reserveDown, slotsDown, bookDown                                map[int64]error // by store
	// asked is what deliveries were priced for, and booked which orders have a place in a slot.
	asked  []app.DeliveryAsk
	booked map[int64]bool
}

func newWorld(t *testing.T) *world {
	t.Helper()
	clk := clock.Fake(noon)
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	w := &world{
		T: t, goods: map[domain.Item]app.Resolved{}, reserved: map[int64]time.Time{}, released: map[int64]bool{},
		trades: map[string]app.Trade{}, facts: map[int64]domain.Facts{}, reserveDown: map[int64]error{},
		slotsDown: map[int64]error{}, bookDown: map[int64]error{}, booked: map[int64]bool{},
		buyer:    app.Buyer{AgeConfirmed: true, Address: domain.Address{Text: "成都市武侯区"}},
		delivery: app.DeliveryQuote{InRange: true, Delivery: domain.Delivery{Fee: 500, Parts: []domain.Step{{Code: "BASE", Amount: 500}}}},
	}
	w.use = &app.Orders{
		Store: w, Catalog: w, Buyers: w, Stock: w, Deliveries: w, Slots: w, IDs: ids, Clock: clk, Log: testkit.Quiet(),
		Policy: app.Policy{PayWithin: parameter.Fixed(15 * time.Minute), ReserveSlack: 10 * time.Minute}, NewPickupCode: func() string { return "12345678" },
	}
	for _, store := range []int64{1, 2} {
		w.sell(store, 10, app.Sellable, 19900)
		w.sell(store, 11, app.Sellable, 800)
	}
	return w
}

func (w *world) sell(store, sku int64, state app.Sellability, price money.Fen) {
	w.goods[domain.Item{StoreID: store, SkuID: sku}] = app.Resolved{
		StoreID: store, State: state, StoreName: "打酒坊", MerchantID: 3,
		Line: domain.Line{SkuID: sku, Name: "锦江春", Price: price, WeightGrams: 900, Liquor: true},
	}
}

// placing is a bottle of each of the stores, delivered home and paid by WeChat.
func placing(stores ...int64) app.Placing {
	p := app.Placing{
		Purchase:  app.Purchase{UserID: buyer, Fulfilment: domain.Instant, AddressID: home},
		PayMethod: domain.PayWechat, Expected: money.Fen(20400 * int64(len(stores))), Key: "key-1",
	}
	for _, s := range stores {
		p.Items = append(p.Items, domain.Item{StoreID: s, SkuID: 10, Quantity: 1})
	}
	return p
}

func unavailable() error { return errs.New(codes.Unavailable, "TEST_UNAVAILABLE", "gone for now") }

// promised returns the orders whose stock is promised and not given back.
func (w *world) promised() []int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	var open []int64
	for order := range w.reserved {
		if !w.released[order] {
			open = append(open, order)
		}
	}
	return open
}

// Resolve answers as the catalogue.
func (w *world) Resolve(_ context.Context, items []domain.Item) ([]app.Resolved, error) {
	list := make([]app.Resolved, len(items))
	for i, it := range items {
		r, found := w.goods[domain.Item{StoreID: it.StoreID, SkuID: it.SkuID}]
		if !found {
			r = app.Resolved{StoreID: it.StoreID, State: app.Unknown}
		}
		list[i] = r
	}
	return list, w.catalogDown
}

// Buyer answers as the user service.
func (w *world) Buyer(context.Context, int64, int64) (app.Buyer, error) { return w.buyer, w.buyersDown }

// Quote answers as the delivery service.
func (w *world) Quote(_ context.Context, ask app.DeliveryAsk) (app.DeliveryQuote, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, ask)
	return w.delivery, w.deliveriesDown
}

// Check tells of a slot half an hour long, as the delivery service does.
func (w *world) Check(_ context.Context, ask app.SlotAsk) (domain.Slot, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.slotsDown[ask.StoreID]; err != nil {
		return domain.Slot{}, err
	}
	return domain.Slot{Start: ask.Start, End: ask.Start.Add(30 * time.Minute), Begin: ask.Start.Add(-20 * time.Minute), Ready: ask.Start.Add(-10 * time.Minute)}, nil
}

// Book takes a place, unless the store's slot filled up since it was checked.
func (w *world) Book(ctx context.Context, order int64, ask app.SlotAsk) error {
	_, err := w.Check(ctx, ask)
	w.mu.Lock()
	defer w.mu.Unlock()
	if err == nil && w.bookDown[ask.StoreID] != nil {
		return w.bookDown[ask.StoreID]
	}
	w.booked[order] = true
	return err
}

// Unbook gives a place back.
func (w *world) Unbook(ctx context.Context, order int64) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.booked, order)
	return ctx.Err()
}

// Reserve promises, unless the store is short.
func (w *world) Reserve(_ context.Context, order, store int64, _ []domain.Line, expires time.Time) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.reserveDown[store]; err != nil {
		return err
	}
	w.reserved[order] = expires
	return nil
}

// Release gives back; what never was promised may be given back too.
func (w *world) Release(ctx context.Context, order int64) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if w.releaseDown != nil {
		return w.releaseDown
	}
	w.released[order] = true
	return nil
}

// Place stores a trade, once per key.
func (w *world) Place(_ context.Context, t app.Trade, orders []*domain.Order) (bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.placeDown != nil {
		return false, w.placeDown
	}
	if _, taken := w.trades[t.Key]; taken {
		return false, nil
	}
	w.trades[t.Key] = t
	for _, o := range orders {
		w.facts[o.Facts().ID] = o.Facts()
	}
	return true, nil
}

// Update changes an order of the scope.
func (w *world) Update(_ context.Context, scope app.Scope, order int64, change func(*domain.Order) error) (domain.Facts, error) {
	f, err := w.Order(context.Background(), scope, order)
	if err != nil {
		return f, err
	}
	o := domain.Rehydrate(f)
	if err := change(o); err != nil {
		return domain.Facts{}, err
	}
	w.facts[order] = o.Facts()
	return o.Facts(), nil
}

// Order reads an order of the scope.
func (w *world) Order(_ context.Context, scope app.Scope, order int64) (domain.Facts, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f, found := w.facts[order]
	if !found || (!scope.All && scope.UserID != f.UserID) {
		return domain.Facts{}, errs.New(codes.NotFound, "ORDER_NOT_FOUND", "none")
	}
	return f, nil
}

// TradeByKey reads a trade by its key.
func (w *world) TradeByKey(_ context.Context, user int64, key string) (app.Trade, bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	t, found := w.trades[key]
	return t, found && t.UserID == user, w.keysDown
}

// Trade reads a trade by its id.
func (w *world) Trade(_ context.Context, tradeID int64) (app.Trade, bool, error) {
	for _, t := range w.trades {
		if t.ID == tradeID {
			return t, true, nil
		}
	}
	return app.Trade{}, false, nil
}
