package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/order/internal/domain"
)

// Purchase is what a customer wants, before it is an order.
type Purchase struct {
	UserID     int64
	Items      []domain.Item
	Fulfilment domain.Fulfilment
	AddressID  int64
	// SlotStart is the slot that the customer chose; zero: as soon as possible.
	SlotStart time.Time
}

// Problem is what stands in the way of placing an order. SkuID 0 concerns the whole store, StoreID 0 the whole
// purchase.
type Problem struct {
	StoreID, SkuID  int64
	Reason, Message string
}

// StoreQuote is the price of one store's part.
type StoreQuote struct {
	StoreID, MerchantID            int64
	StoreName                      string
	Place                          domain.Address
	Priced                         domain.Priced
	DistanceMeters, PromiseMinutes int32
	// Prepare is how long packing takes, and Slot the one that was asked for where it can be had.
	Prepare time.Duration
	Slot    domain.Slot
}

// Quote is the price of a purchase and what stands in the way of placing it.
type Quote struct {
	Stores   []StoreQuote
	Payable  money.Fen
	Address  domain.Address
	Problems []Problem
}

// Preview prices a purchase without placing it. Problems are part of the answer, not errors; items that cannot
// be bought are left out of the price.
func (o *Orders) Preview(ctx context.Context, p Purchase) (Quote, error) {
	items, err := domain.MergeItems(p.Items)
	if err != nil {
		return Quote{}, err
	}
	buyer, err := o.Buyers.Buyer(ctx, p.UserID, p.AddressID)
	if err != nil {
		return Quote{}, fmt.Errorf("preview: %w", err)
	}
	quote := Quote{Address: buyer.Address}
	quote.checkBuyer(buyer, p)
	resolved, err := o.Catalog.Resolve(ctx, items)
	if err != nil {
		return Quote{}, fmt.Errorf("preview: %w", err)
	}
	for _, group := range groupByStore(items, resolved, &quote, !p.SlotStart.IsZero()) {
		store, err := o.quoteStore(ctx, group, p, &quote)
		if err != nil {
			return Quote{}, err
		}
		quote.Stores = append(quote.Stores, store)
		if quote.Payable, err = money.Add(quote.Payable, store.Priced.Payable); err != nil {
			return Quote{}, fmt.Errorf("preview: %w", err)
		}
	}
	return quote, nil
}

func (q *Quote) problem(storeID, skuID int64, reason, message string) {
	p := Problem{StoreID: storeID, SkuID: skuID, Reason: reason, Message: message}
	if !slices.Contains(q.Problems, p) {
		q.Problems = append(q.Problems, p)
	}
}

func (q *Quote) checkBuyer(b Buyer, p Purchase) {
	if b.Disabled {
		q.problem(0, 0, "ORDER_BUYER_DISABLED", "账号已停用，请联系客服")
	}
	if !b.AgeConfirmed {
		q.problem(0, 0, "ORDER_AGE_UNCONFIRMED", "请先确认您已年满 18 周岁")
	}
	if p.Fulfilment == domain.Instant && p.AddressID == 0 {
		q.problem(0, 0, "ORDER_ADDRESS_REQUIRED", "请选择收货地址")
	}
}

type storeGroup struct {
	head  Resolved
	lines []domain.Line
}

// groupByStore sorts the sellable items by store, in the order they were asked for, and notes the others. Goods of a store
// that is closed now are priced all the same: they may be ordered for later, when the slot's own check tells whether it is open.
func groupByStore(items []domain.Item, resolved []Resolved, q *Quote, later bool) []*storeGroup {
	var groups []*storeGroup
	for i, r := range resolved {
		switch r.State {
		case Sellable:
		case StoreClosed:
			if !later {
				q.problem(items[i].StoreID, 0, "ORDER_STORE_CLOSED", "门店休息中，请预约时段")
			}
		case Delisted, Unknown:
			q.problem(items[i].StoreID, items[i].SkuID, "ORDER_LINE_UNSELLABLE", "商品已下架："+r.Line.Name)
			continue
		}
		at := slices.IndexFunc(groups, func(g *storeGroup) bool { return g.head.StoreID == r.StoreID })
		if at < 0 {
			at = len(groups)
			groups = append(groups, &storeGroup{head: r})
		}
		line := r.Line
		line.Quantity = items[i].Quantity
		groups[at].lines = append(groups[at].lines, line)
	}
	return groups
}

func (o *Orders) quoteStore(ctx context.Context, g *storeGroup, p Purchase, q *Quote) (StoreQuote, error) {
	place := domain.Address{Text: g.head.Address, LatE6: g.head.LatE6, LngE6: g.head.LngE6}
	store := StoreQuote{StoreID: g.head.StoreID, StoreName: g.head.StoreName, MerchantID: g.head.MerchantID, Place: place}
	var delivery domain.Delivery
	if p.Fulfilment == domain.Instant && p.AddressID != 0 {
		_, goods, err := domain.PriceGoods(g.lines)
		if err != nil {
			return StoreQuote{}, err
		}
		quote, err := o.Deliveries.Quote(ctx, DeliveryAsk{
			StoreID: g.head.StoreID, From: place, To: q.Address, Goods: goods, Grams: weigh(g.lines), At: p.SlotStart,
		})
		if err != nil {
			return StoreQuote{}, fmt.Errorf("quote store %d: %w", g.head.StoreID, err)
		}
		switch {
		case !quote.InRange:
			q.problem(g.head.StoreID, 0, "ORDER_OUT_OF_RANGE", "收货地址超出门店配送范围")
		case goods < quote.Minimum:
			q.problem(g.head.StoreID, 0, "ORDER_BELOW_MINIMUM", "未达起送价 "+quote.Minimum.String())
		}
		delivery, store.DistanceMeters, store.PromiseMinutes = quote.Delivery, quote.DistanceMeters, quote.PromiseMinutes
		store.Prepare = time.Duration(quote.PrepareMinutes) * time.Minute
	}
	err := o.checkSlot(ctx, p, &store, q)
	if err != nil {
		return StoreQuote{}, err
	}
	store.Priced, err = domain.PriceStore(g.lines, delivery)
	return store, err
}

// checkSlot notes the slot that was asked for, or why the store cannot have the customer's goods there then.
func (o *Orders) checkSlot(ctx context.Context, p Purchase, store *StoreQuote, q *Quote) error {
	if p.SlotStart.IsZero() || p.Fulfilment == domain.Instant && p.AddressID == 0 {
		return nil
	}
	slot, err := o.Slots.Check(ctx, p.slotAt(store.StoreID, q.Address))
	if why := errs.From(err); err != nil && slices.Contains(slotProblems, why.Reason()) {
		q.problem(store.StoreID, 0, why.Reason(), why.Message())
		return nil
	}
	if err != nil {
		return fmt.Errorf("check slot at store %d: %w", store.StoreID, err)
	}
	store.Slot = slot
	return nil
}

// slotProblems are why a slot cannot be had, as a customer may be told.
var slotProblems = []string{"ORDER_SLOT_FULL", "ORDER_SLOT_CLOSED", "ORDER_SLOT_TOO_SOON"} //nolint:gochecknoglobals // a constant

func (p Purchase) slotAt(storeID int64, to domain.Address) SlotAsk {
	return SlotAsk{StoreID: storeID, Pickup: p.Fulfilment == domain.Pickup, To: to, Start: p.SlotStart}
}

func weigh(lines []domain.Line) int64 {
	var grams int64
	for _, l := range lines {
		grams += l.WeightGrams * l.Quantity
	}
	return grams
}
