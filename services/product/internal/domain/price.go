package domain

import "dajiu/platform/money"

// MaxPrice bounds every price at a million yuan.
const MaxPrice money.Fen = 100_000_000

// Prices are what a SKU costs: cost ≤ member ≤ sale ≤ list. Cost is 0 where it is not known.
type Prices struct {
	List, Sale, Member, Cost money.Fen
}

// Check reports PRODUCT_PRICE_INVALID, naming the price that is out of order.
func (p Prices) Check() error {
	switch {
	case p.List <= 0 || p.List > MaxPrice:
		return priceInvalid("listPrice", "划线价必须大于零且不超过一百万元")
	case p.Sale <= 0 || p.Sale > p.List:
		return priceInvalid("price", "售价必须大于零且不高于划线价")
	case p.Member <= 0 || p.Member > p.Sale:
		return priceInvalid("memberPrice", "会员价必须大于零且不高于售价")
	case p.Cost < 0 || p.Cost > p.Member:
		return priceInvalid("cost", "成本不能高于会员价")
	}
	return nil
}

// CheckStorePrice reports PRODUCT_PRICE_INVALID for a store's own price below the cost or above the list price.
// 0 means that the store has none.
func (p Prices) CheckStorePrice(own money.Fen) error {
	if own != 0 && (own < 0 || own < p.Cost || own > p.List) {
		return priceInvalid("price", "门店价必须不低于成本且不高于划线价")
	}
	return nil
}

// At returns the prices in a store with a price of its own: nobody pays more as a member than as a stranger, and no
// price is shown above its list price, even where the SKU's prices changed after the store's.
func (p Prices) At(own money.Fen) Prices {
	if own <= 0 {
		return p
	}
	p.Sale = own
	p.Member = min(p.Member, own)
	p.List = max(p.List, own)
	return p
}
