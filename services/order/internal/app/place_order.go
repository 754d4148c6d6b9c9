package app

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/order/internal/domain"
)

// Placing is a purchase that is to become a trade.
type Placing struct {
	Purchase
	PayMethod domain.PayMethod
	// Expected is the total the customer was shown.
	Expected money.Fen
	Remark   string
	// KeepCart: the purchase did not come from the cart, which stays as it is.
	KeepCart bool
	// Key names this attempt among the customer's: repeated, it places nothing new.
	Key string
}

// hash tells two requests apart that came under one key.
func (p Placing) hash() int64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%v|%d|%d|%d|%d|%s", p.Items, p.Fulfilment, p.AddressID, p.PayMethod, p.Expected, p.Remark)
	if !p.SlotStart.IsZero() {
		fmt.Fprintf(h, "|%d", p.SlotStart.UnixMilli())
	}
	return int64(h.Sum64()) //nolint:gosec // any 64 bits serve
}

// Place places a trade: an order per store. Repeating it under the same key returns the trade of the first
// time, whatever changed since; other contents under that key are IDEMPOTENCY_KEY_REUSED. It places nothing and
// reports the first problem where there is one, and ORDER_PRICE_CHANGED where the total is not what was expected.
func (o *Orders) Place(ctx context.Context, p Placing) (Trade, []domain.Facts, error) {
	trade, orders, err := o.tryPlace(ctx, p)
	if err == nil {
		return trade, orders, nil
	}
	// A repetition is rare, and is looked for only now: it meets the key of the first time, or a world that the first
	// time changed.
	t, found, lookup := o.Store.TradeByKey(ctx, p.UserID, p.Key)
	if lookup != nil { // what the try was refused for may be the first time's own doing: nobody is told before that is known
		return Trade{}, nil, fmt.Errorf("place trade: was it placed before: %w", lookup)
	}
	if !found {
		return Trade{}, nil, err
	}
	return o.placedBefore(ctx, t, p)
}

// errPlaced says that the key's trade is stored already.
var errPlaced = errors.New("the trade was placed before")

func (o *Orders) tryPlace(ctx context.Context, p Placing) (Trade, []domain.Facts, error) {
	quote, err := o.Preview(ctx, p.Purchase)
	if err != nil {
		return Trade{}, nil, err
	}
	if err := quote.firstProblem(); err != nil {
		return Trade{}, nil, err
	}
	if quote.Payable != p.Expected {
		return Trade{}, nil, errs.Newf(codes.FailedPrecondition, "ORDER_PRICE_CHANGED", "价格已变动：现为 %s", quote.Payable)
	}
	trade, orders, err := o.build(p, quote)
	if err != nil {
		return Trade{}, nil, err
	}
	if err := o.reserve(ctx, p, orders); err != nil {
		return Trade{}, nil, err
	}
	placed, err := o.Store.Place(ctx, trade, orders)
	if err == nil && !placed {
		err = errPlaced
	}
	if err != nil {
		o.release(ctx, p, orders)
		return Trade{}, nil, fmt.Errorf("place trade: %w", err)
	}
	facts := make([]domain.Facts, len(orders))
	for i, order := range orders {
		facts[i] = order.Facts()
	}
	return trade, facts, nil
}

func (o *Orders) placedBefore(ctx context.Context, t Trade, p Placing) (Trade, []domain.Facts, error) {
	if t.Hash != p.hash() {
		return Trade{}, nil, errs.New(codes.AlreadyExists, errs.ReasonKeyReused, "this Idempotency-Key was used for another order")
	}
	facts, err := o.ordersOf(ctx, t)
	return t, facts, err
}

func (o *Orders) ordersOf(ctx context.Context, t Trade) ([]domain.Facts, error) {
	facts := make([]domain.Facts, len(t.OrderIDs))
	for i, id := range t.OrderIDs {
		f, err := o.Store.Order(ctx, Scope{UserID: t.UserID}, id)
		if err != nil {
			return nil, fmt.Errorf("read trade %d: %w", t.ID, err)
		}
		facts[i] = f
	}
	return facts, nil
}

// firstProblem makes an error of what stands in the way; its fields name all of it.
func (q Quote) firstProblem() error {
	if len(q.Problems) == 0 {
		if len(q.Stores) == 0 {
			return errs.New(codes.FailedPrecondition, "ORDER_LINE_UNSELLABLE", "没有可以购买的商品")
		}
		return nil
	}
	e := errs.New(codes.FailedPrecondition, q.Problems[0].Reason, q.Problems[0].Message)
	for _, p := range q.Problems {
		path := "purchase"
		if p.StoreID != 0 {
			path = fmt.Sprintf("stores[%d]", p.StoreID)
		}
		if p.SkuID != 0 {
			path += fmt.Sprintf(".skus[%d]", p.SkuID)
		}
		e = e.WithFields(errs.Field{Path: path, Reason: p.Message})
	}
	return e
}

func (o *Orders) build(p Placing, q Quote) (Trade, []*domain.Order, error) {
	now := o.Clock.Now()
	trade := Trade{
		ID: o.IDs.NextFor(p.UserID), UserID: p.UserID, Key: p.Key, Hash: p.hash(),
		PayMethod: p.PayMethod, Payable: q.Payable, CreatedAt: now, KeepCart: p.KeepCart,
	}
	orders := make([]*domain.Order, len(q.Stores))
	for i, s := range q.Stores {
		placement := domain.Placement{
			ID: o.IDs.NextFor(p.UserID), TradeID: trade.ID, UserID: p.UserID, StoreID: s.StoreID, MerchantID: s.MerchantID,
			StoreName: s.StoreName, PayMethod: p.PayMethod, Fulfilment: p.Fulfilment, Priced: s.Priced, Address: q.Address,
			StoreAddress: s.Place.Text, StoreLatE6: s.Place.LatE6, StoreLngE6: s.Place.LngE6, Remark: p.Remark, At: now, PayBefore: now.Add(o.Policy.PayWithin.Get()),
			Slot: s.Slot, Prepare: s.Prepare,
		}
		if p.Fulfilment == domain.Pickup {
			placement.PickupCode = o.NewPickupCode()
		}
		order, err := domain.Place(placement)
		if err != nil {
			return Trade{}, nil, err
		}
		orders[i] = order
		trade.OrderIDs = append(trade.OrderIDs, placement.ID)
	}
	return trade, orders, nil
}

// reserve promises the stock, and the slot where one was chosen, of all orders, or of none.
func (o *Orders) reserve(ctx context.Context, p Placing, orders []*domain.Order) error {
	for i, order := range orders {
		f := order.Facts()
		until := f.PayBefore
		if until.IsZero() { // paid on delivery: confirmed in a moment
			until = f.CreatedAt.Add(o.Policy.PayWithin.Get())
		}
		err := o.Stock.Reserve(ctx, f.ID, f.StoreID, f.Lines, until.Add(o.Policy.ReserveSlack))
		if err == nil && !p.SlotStart.IsZero() {
			err = o.Slots.Book(ctx, f.ID, p.slotAt(f.StoreID, f.Address))
		}
		if err != nil {
			o.release(ctx, p, orders[:i+1])
			return fmt.Errorf("reserve order %d: %w", f.ID, err)
		}
	}
	return nil
}

// releaseTime bounds giving back after the caller may have gone.
const releaseTime = 5 * time.Second

// release gives promised stock and booked slots back. What it cannot, the reservation's and the booking's expiry do.
func (o *Orders) release(ctx context.Context, p Placing, orders []*domain.Order) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), releaseTime)
	defer cancel()
	for _, order := range orders {
		id := order.Facts().ID
		err := o.Stock.Release(ctx, id)
		if !p.SlotStart.IsZero() {
			err = errors.Join(err, o.Slots.Unbook(ctx, id))
		}
		if err != nil {
			o.Log.WarnContext(ctx, "what was promised stays so until it expires", slog.Int64("order_id", id), slog.Any("error", err))
		}
	}
}
