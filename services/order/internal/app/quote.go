package app

import (
	"context"
	"fmt"
	"slices"

	"dajiu/platform/money"
	"dajiu/services/order/internal/domain"
)

// Purchase is what a customer wants, before it is an order.
type Purchase struct {
	UserID     int64
	Items      []domain.Item
	Fulfilment domain.Fulfilment
	AddressID  int64
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
	for _, group := range groupByStore(items, resolved, &quote) {
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
	q.Problems = append(q.Problems, Problem{StoreID: storeID, SkuID: skuID, Reason: reason, Message: message})
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

// groupByStore sorts the sellable items by store, in the order they were asked for, and notes the others.
func groupByStore(items []domain.Item, resolved []Resolved, q *Quote) []*storeGroup {
	var groups []*storeGroup
	for i, r := range resolved {
		switch r.State {
		case Sellable:
		case StoreClosed:
			q.problem(items[i].StoreID, 0, "ORDER_STORE_CLOSED", "门店休息中，暂不接单")
			continue
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
		quote, err := o.Deliveries.Quote(ctx, g.head.StoreID, place, q.Address, goods, weigh(g.lines))
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
	}
	var err error
	store.Priced, err = domain.PriceStore(g.lines, delivery)
	return store, err
}

func weigh(lines []domain.Line) int64 {
	var grams int64
	for _, l := range lines {
		grams += l.WeightGrams * l.Quantity
	}
	return grams
}
