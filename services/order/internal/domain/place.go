package domain

import (
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// Bounds of an order. They keep one mistake, or one prankster, from emptying a shop.
const (
	MaxQuantity  = 999
	MaxLines     = 100
	MaxCartLines = 120
	// MaxAmount bounds an order at a million yuan.
	MaxAmount money.Fen = 100_000_000
)

// MaxOpen is how many orders one customer may hold a shop's stock with before paying: unpaid ones, or those to be
// paid on delivery that no store has accepted.
func MaxOpen(m PayMethod) int64 {
	if m == PayOnDelivery {
		return 20
	}
	return 5
}

// CountsAsOpen reports whether an order is one of those that MaxOpen bounds. An order that ceased to be one never
// becomes one again.
func (f Facts) CountsAsOpen() bool {
	if f.PayMethod == PayOnDelivery {
		return f.State == Confirmed
	}
	return f.State == PendingPayment
}

// Item is what a customer asks for: so many of a SKU.
type Item struct {
	StoreID, SkuID, Quantity int64
}

// MergeItems adds up items of the same SKU and store, and keeps their order. It reports ORDER_QUANTITY_INVALID
// for quantities that are not between 1 and MaxQuantity, alone or together.
func MergeItems(items []Item) ([]Item, error) {
	type key struct{ store, sku int64 }
	at := map[key]int{}
	var merged []Item
	for _, it := range items {
		if it.Quantity < 1 || it.Quantity > MaxQuantity {
			return nil, quantityInvalid(it)
		}
		k := key{it.StoreID, it.SkuID}
		i, seen := at[k]
		if !seen {
			at[k] = len(merged)
			merged = append(merged, it)
			continue
		}
		merged[i].Quantity += it.Quantity
		if merged[i].Quantity > MaxQuantity {
			return nil, quantityInvalid(merged[i])
		}
	}
	if len(merged) == 0 || len(merged) > MaxLines {
		return nil, errs.Newf(codes.InvalidArgument, "ORDER_QUANTITY_INVALID", "an order has 1 to %d different items", MaxLines)
	}
	return merged, nil
}

func quantityInvalid(it Item) error {
	return errs.Newf(codes.InvalidArgument, "ORDER_QUANTITY_INVALID", "the quantity of item %d must be between 1 and %d", it.SkuID, MaxQuantity)
}

// Delivery is what delivering one store's goods costs. Parts add up to Fee.
type Delivery struct {
	Fee   money.Fen
	Parts []Step
}

// Priced is one store's lines with their price. Payable is Goods plus the delivery fee.
type Priced struct {
	Lines                       []Line
	Goods, DeliveryFee, Payable money.Fen
	Steps                       []Step
}

// PriceGoods fills in the amount of each line and returns their sum. It reports ORDER_AMOUNT_OVERFLOW above
// MaxAmount.
func PriceGoods(lines []Line) ([]Line, money.Fen, error) {
	var goods money.Fen
	priced := make([]Line, len(lines))
	for i, l := range lines {
		amount, err := money.Mul(l.Price, l.Quantity)
		if err != nil {
			return nil, 0, overflow()
		}
		l.Amount = amount
		if goods, err = money.Add(goods, amount); err != nil || goods > MaxAmount || l.Price < 0 {
			return nil, 0, overflow()
		}
		priced[i] = l
	}
	return priced, goods, nil
}

// PriceStore prices one store's lines with their delivery, and says step by step how the sum came about.
func PriceStore(lines []Line, d Delivery) (Priced, error) {
	priced, goods, err := PriceGoods(lines)
	if err != nil {
		return Priced{}, err
	}
	payable, err := money.Add(goods, d.Fee)
	if err != nil || payable > MaxAmount || d.Fee < 0 {
		return Priced{}, overflow()
	}
	steps := append([]Step{{Code: "GOODS", Title: "商品金额", Amount: goods, Outcome: "APPLIED"}}, d.Parts...)
	return Priced{Lines: priced, Goods: goods, DeliveryFee: d.Fee, Payable: payable, Steps: steps}, nil
}

func overflow() error {
	return errs.Newf(codes.InvalidArgument, "ORDER_AMOUNT_OVERFLOW", "an order cannot exceed %s", MaxAmount)
}

// Placement is all that placing one store's order needs.
type Placement struct {
	ID, TradeID, UserID, StoreID, MerchantID int64
	StoreName, StoreAddress                  string
	PayMethod                                PayMethod
	Fulfilment                               Fulfilment
	Priced                                   Priced
	Address                                  Address
	StoreLatE6, StoreLngE6                   int32
	Remark, PickupCode                       string
	At, PayBefore                            time.Time
	// Slot is what is promised; Prepare is how long packing takes where it is as soon as possible.
	Slot    Slot
	Prepare time.Duration
}

// Place makes an order. One that is paid on delivery, or costs nothing, is confirmed at once.
func Place(p Placement) (*Order, error) {
	if len(p.Priced.Lines) == 0 {
		return nil, errs.New(codes.InvalidArgument, "ORDER_QUANTITY_INVALID", "an order needs a line")
	}
	if p.PayMethod != PayWechat && p.PayMethod != PayOnDelivery {
		return nil, errs.Invalid("payMethod", "unknown")
	}
	o := &Order{facts: Facts{
		ID: p.ID, TradeID: p.TradeID, UserID: p.UserID, StoreID: p.StoreID, MerchantID: p.MerchantID, StoreName: p.StoreName,
		PayState: Unpaid, PayMethod: p.PayMethod, Fulfilment: p.Fulfilment,
		Goods: p.Priced.Goods, DeliveryFee: p.Priced.DeliveryFee, Payable: p.Priced.Payable, Steps: p.Priced.Steps, Lines: p.Priced.Lines,
		Address: p.Address, StoreAddress: p.StoreAddress, StoreLatE6: p.StoreLatE6, StoreLngE6: p.StoreLngE6, Remark: p.Remark, PickupCode: p.PickupCode,
		CreatedAt: p.At, PayBefore: p.PayBefore, UpdatedAt: p.At, Slot: p.Slot, ReadyBy: p.Slot.Ready,
	}}
	if p.Slot == (Slot{}) {
		o.facts.ReadyBy = p.At.Add(p.Prepare)
	}
	if p.PayMethod == PayOnDelivery || p.Priced.Payable == 0 {
		o.facts.PayBefore = time.Time{}
		o.move(Confirmed, Customer, "", p.At)
	} else {
		o.move(PendingPayment, Customer, "", p.At)
	}
	return o, nil
}
