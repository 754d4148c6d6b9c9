// Package app is what can be done with orders: one file for each use case, and the ports they need.
//
// It guarantees the order of things: facts from other services first, then one transaction that holds only
// domain calls. Stock is promised before an order exists and given back when the order fails to come about;
// what neither happens to, because the process died between, expires.
//
// It knows no SQL and no wire format. Start with place_order.go.
package app

import (
	"context"
	"log/slog"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/money"
	"dajiu/platform/parameter"
	"dajiu/services/order/internal/domain"
)

// Scope is whose orders a call may see: exactly one field is set.
type Scope struct {
	UserID  int64
	StoreID int64
	All     bool
}

// Trade is what a customer places and pays at once: an order per store.
type Trade struct {
	ID, UserID int64
	Key        string
	// Hash tells a repetition of a request from another request under the same key.
	Hash      int64
	PayMethod domain.PayMethod
	Payable   money.Fen
	OrderIDs  []int64
	CreatedAt time.Time
	// KeepCart says of a trade that is being placed that it did not come from the cart.
	KeepCart bool
}

// TimelineEntry is an event with the order it belongs to.
type TimelineEntry struct {
	ID, OrderID int64
	// ActorID is the person who acted; 0 where it was time, another service, or before this was kept.
	ActorID int64
	domain.Event
}

// WorkMark is where a page of a store's work ended.
type WorkMark struct {
	ReadyBy time.Time
	OrderID int64
}

// CartLine is an item in a cart with the price it was put in at.
type CartLine struct {
	domain.Item
	PriceAdded money.Fen
	At         time.Time
}

// Store keeps trades and orders.
type Store interface {
	Place(ctx context.Context, t Trade, orders []*domain.Order) (placed bool, err error)
	Update(ctx context.Context, scope Scope, orderID int64, change func(*domain.Order) error) (domain.Facts, error)
	Order(ctx context.Context, scope Scope, orderID int64) (domain.Facts, error)
	TradeByKey(ctx context.Context, userID int64, key string) (t Trade, found bool, err error)
	Trade(ctx context.Context, tradeID int64) (t Trade, found bool, err error)
}

// Carts keeps carts.
type Carts interface {
	Cart(ctx context.Context, userID int64) ([]CartLine, error)
	SetCartLine(ctx context.Context, userID int64, line CartLine) error
	RemoveCartLine(ctx context.Context, userID, storeID, skuID int64) error
	ClearCart(ctx context.Context, userID, storeID int64) error
}

// Sellability is whether an item can be bought now.
type Sellability int

// The answers of the catalogue.
const (
	Sellable Sellability = iota + 1
	Delisted
	Unknown
	StoreClosed
)

// Resolved is an item as the catalogue knows it now.
type Resolved struct {
	StoreID    int64
	State      Sellability
	Line       domain.Line
	StoreName  string
	Address    string
	MerchantID int64
	LatE6      int32
	LngE6      int32
}

// Catalog answers what items are and cost.
type Catalog interface {
	// Resolve answers in the order of the items.
	Resolve(ctx context.Context, items []domain.Item) ([]Resolved, error)
}

// Buyer is what placing needs to know of a customer.
type Buyer struct {
	AgeConfirmed, Disabled bool
	Address                domain.Address
}

// Buyers answers who customers are. An address that is not theirs is ORDER_ADDRESS_NOT_FOUND.
type Buyers interface {
	Buyer(ctx context.Context, userID, addressID int64) (Buyer, error)
}

// Stock promises goods to orders.
type Stock interface {
	// Reserve promises all lines or none: ORDER_STOCK_SHORT names those that are short.
	Reserve(ctx context.Context, orderID, storeID int64, lines []domain.Line, expires time.Time) error
	Release(ctx context.Context, orderID int64) error
}

// DeliveryQuote is what bringing goods to a door costs and takes.
type DeliveryQuote struct {
	InRange        bool
	Delivery       domain.Delivery
	Minimum        money.Fen
	DistanceMeters int32
	PromiseMinutes int32
	PrepareMinutes int32
}

// DeliveryAsk is what a delivery is to bring, and where.
type DeliveryAsk struct {
	StoreID  int64
	From, To domain.Address
	Goods    money.Fen
	Grams    int64
	// At is when it is to be there; zero: as soon as possible.
	At time.Time
}

// Deliveries prices deliveries.
type Deliveries interface {
	Quote(ctx context.Context, ask DeliveryAsk) (DeliveryQuote, error)
}

// SlotAsk is a slot that an order of a store is to have: the half hour that begins at Start.
type SlotAsk struct {
	StoreID int64
	Pickup  bool
	To      domain.Address
	Start   time.Time
}

// Slots keeps the half hours that stores can be booked for. A slot that cannot be had is ORDER_SLOT_FULL,
// ORDER_SLOT_CLOSED or ORDER_SLOT_TOO_SOON; what is no slot of today or tomorrow is INVALID_ARGUMENT.
type Slots interface {
	// Check tells whether a slot could be booked at this moment.
	Check(ctx context.Context, ask SlotAsk) (domain.Slot, error)
	// Book takes one of the slot's places for an order, once however often it is repeated.
	Book(ctx context.Context, orderID int64, ask SlotAsk) error
	// Unbook gives an order's place back for good.
	Unbook(ctx context.Context, orderID int64) error
}

// Policy is the times that the business sets.
type Policy struct {
	// PayWithin is how long an unpaid order holds its stock.
	PayWithin *parameter.Value[time.Duration]
	// ReserveSlack is how much longer the reservation lives than the order may stay unpaid, so that a payment in
	// the last second finds its stock.
	ReserveSlack time.Duration
}

// Orders is the use cases.
type Orders struct {
	Store      Store
	Carts      Carts
	Catalog    Catalog
	Buyers     Buyers
	Stock      Stock
	Deliveries Deliveries
	Slots      Slots
	IDs        *id.Generator
	Clock      clock.Clock
	Log        *slog.Logger
	Policy     Policy
	// NewPickupCode makes an unguessable 8-digit code.
	NewPickupCode func() string
}
