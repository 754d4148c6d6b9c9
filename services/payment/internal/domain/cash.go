package domain

import (
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/money"
)

// Note is what is known of an order before, or without, a payment of its trade: that it was cancelled, so that a
// payment that begins later leaves it out; and, of one paid on delivery, the cash. The reports about an order come in any
// order; each is noted, and what follows from them is booked as soon as all that it needs is there.
type Note struct {
	OrderID, TradeID int64
	// PaymentID is the payment that knows the order; 0 while there is none.
	PaymentID int64
	Cancelled bool

	// The order as its own service describes it; zero until it did.
	MerchantID, StoreID int64
	Payable, Fee        money.Fen

	// Collected is the cash that was taken in, by CourierID or, where that is 0, at the store's counter.
	Collected money.Fen
	CourierID int64

	Completed bool
	// Booked and Settled tell which of the two entries were made.
	Booked, Settled bool
	UpdatedAt       time.Time
	Version         int64
}

// Described tells what the order's own service says of an order: who sells it and what it costs.
type Described struct {
	TradeID, MerchantID, StoreID int64
	Payable, Fee                 money.Fen
	Completed                    bool
}

// Collect notes the cash that was taken in at the hand-over, and returns the entries that follow. The same
// report again changes nothing; another amount is an error.
func (n *Note) Collect(amount money.Fen, courierID int64, at time.Time) ([]Entry, error) {
	if n.Collected != 0 && (n.Collected != amount || n.CourierID != courierID) {
		return nil, errs.Newf(codes.Internal, errs.ReasonInternal, "order %d: %s was collected before, now %s", n.OrderID, n.Collected, amount)
	}
	if n.Collected == amount || amount <= 0 {
		return nil, nil
	}
	n.Collected, n.CourierID = amount, courierID
	n.change(at)
	return n.book()
}

// Describe notes the order, and returns the entries that follow.
func (n *Note) Describe(d Described, at time.Time) ([]Entry, error) {
	if n.StoreID != 0 && (n.Completed || !d.Completed) {
		return nil, nil
	}
	n.TradeID, n.MerchantID, n.StoreID, n.Payable, n.Fee = d.TradeID, d.MerchantID, d.StoreID, d.Payable, d.Fee
	n.Completed = n.Completed || d.Completed
	n.change(at)
	return n.book()
}

// Cancel notes that the order ended unfulfilled.
func (n *Note) Cancel(at time.Time) {
	if !n.Cancelled {
		n.Cancelled = true
		n.change(at)
	}
}

func (n *Note) change(at time.Time) {
	n.UpdatedAt = at
	n.Version++
}

// book makes the entries that were not made yet and that everything is known for.
func (n *Note) book() ([]Entry, error) {
	var entries []Entry
	if !n.Booked && n.Collected > 0 && (n.CourierID != 0 || n.StoreID != 0) {
		holder := StoreCash(n.StoreID)
		if n.CourierID != 0 {
			holder = CourierCash(n.CourierID)
		}
		e, err := transfer(CashCollected, n.OrderID, holder, Escrow, n.Collected)
		if err != nil {
			return nil, err
		}
		entries, n.Booked = append(entries, e), true
	}
	// Less than the price does not settle an order: it stays open for an operator to see.
	if !n.Settled && n.Booked && n.Completed && n.Payable > 0 && n.Collected >= n.Payable && !n.Cancelled {
		e, err := settlement(n.OrderID, n.MerchantID, n.Payable, n.Fee)
		if err != nil {
			return nil, err
		}
		entries, n.Settled = append(entries, e), true
	}
	return entries, nil
}
