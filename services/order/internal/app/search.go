package app

import (
	"time"

	"dajiu/platform/money"
	"dajiu/services/order/internal/domain"
)

// Search says which orders across stores are wanted. Zero fields ask for nothing.
type Search struct {
	// Stores are the only stores whose orders are wanted; everybody's where All.
	All    bool
	Stores []int64
	States []domain.State
	UserID int64
	// Placed at From or later, and before Before.
	From, Before time.Time
	Sieve
}

// Sieve is what no index is kept for: it is looked for among the orders that the rest of a search finds.
type Sieve struct {
	PayState   domain.PayState
	PayMethod  domain.PayMethod
	Fulfilment domain.Fulfilment
	// Fen, both included; AmountTo 0: unbounded.
	AmountFrom, AmountTo money.Fen
}

// Note is what an operator wrote down about an order.
type Note struct {
	ID, OrderID, AuthorID int64
	Text                  string
	At                    time.Time
}

// Brief is what a customer's figures need to know of an order.
type Brief struct {
	StoreID           int64
	State             domain.State
	Payable, Refunded money.Fen
	PlacedAt          time.Time
}
