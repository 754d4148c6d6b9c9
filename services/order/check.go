package order

import (
	"context"
	"iter"
	"time"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/money"
	"dajiu/platform/seal"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/domain"
	"dajiu/services/order/internal/store"
)

// LineFact is how many pieces of a SKU an order has.
type LineFact struct{ SkuID, Quantity int64 }

// OrderFact is an order as a check of the whole platform looks at it. Amounts in fen.
type OrderFact struct {
	OrderID, TradeID, UserID, StoreID, MerchantID int64
	State                                         orderv1.OrderState
	PayState                                      orderv1.PayState
	PayMethod                                     orderv1.PayMethod
	Fulfilment                                    orderv1.Fulfilment
	Goods, DeliveryFee, Payable, Refunded         money.Fen
	Reason                                        orderv1.CancelReason
	// PayBefore is zero where the order never waits for money.
	PayBefore time.Time
	// Lines and Timeline are empty in the orders of a TradeFact.
	Lines    []LineFact
	Timeline TimelineFact
	Version  int64
}

// TimelineFact is what the timeline tells of its order.
type TimelineFact struct {
	Entries   int
	LastSeq   int64
	LastState orderv1.OrderState
	// Gap: an entry is missing; Jump: an entry's state cannot follow the one before, or begin an order.
	Gap, Jump bool

	reached uint32 // a bit for each state
}

// Reached reports whether the order ever came to a state.
func (t TimelineFact) Reached(s orderv1.OrderState) bool { return t.reached&(1<<s) != 0 }

// TradeFact is a trade with its orders. Orders holds those that there are, OrderIDs those that were placed.
type TradeFact struct {
	TradeID   int64
	PayMethod orderv1.PayMethod
	Payable   money.Fen
	OrderIDs  []int64
	Orders    []OrderFact
}

// Checker tells the facts of an order store for a check of the whole platform. It only reads.
type Checker struct{ db *sqldb.DB }

// NewChecker returns a checker of a migrated order store.
func NewChecker(db *sqldb.DB) *Checker { return &Checker{db: db} }

// Orders streams every order by id ascending, with its lines and what its timeline tells, a page in memory at a time.
// After an error the stream ends.
func (c *Checker) Orders(ctx context.Context) iter.Seq2[OrderFact, error] {
	return func(yield func(OrderFact, error) bool) {
		err := store.Walk(ctx, c.db, func(w store.Walked) bool {
			f := factOf(w.Facts)
			for _, l := range w.Lines {
				f.Lines = append(f.Lines, LineFact{SkuID: l.SkuID, Quantity: l.Quantity})
			}
			f.Timeline = timelineOf(w.Timeline)
			return yield(f, nil)
		})
		if err != nil {
			yield(OrderFact{}, err)
		}
	}
}

// Trades streams every trade by id ascending, a page in memory at a time. After an error the stream ends.
func (c *Checker) Trades(ctx context.Context) iter.Seq2[TradeFact, error] {
	return func(yield func(TradeFact, error) bool) {
		err := store.WalkTrades(ctx, c.db, func(w store.WalkedTrade) bool {
			t := TradeFact{TradeID: w.ID, PayMethod: orderv1.PayMethod(w.PayMethod), Payable: w.Payable, OrderIDs: w.OrderIDs} //nolint:gosec // small enum
			for _, f := range w.Orders {
				t.Orders = append(t.Orders, factOf(f))
			}
			return yield(t, nil)
		})
		if err != nil {
			yield(TradeFact{}, err)
		}
	}
}

// factOf relies on the stored numbers being the API's, as the published events do.
func factOf(f domain.Facts) OrderFact {
	return OrderFact{
		OrderID: f.ID, TradeID: f.TradeID, UserID: f.UserID, StoreID: f.StoreID, MerchantID: f.MerchantID,
		State: orderv1.OrderState(f.State), PayState: orderv1.PayState(f.PayState), PayMethod: orderv1.PayMethod(f.PayMethod), //nolint:gosec // small enums
		Fulfilment: orderv1.Fulfilment(f.Fulfilment), Goods: f.Goods, DeliveryFee: f.DeliveryFee, Payable: f.Payable, Refunded: f.Refunded, //nolint:gosec // small enum
		Reason: orderv1.CancelReason(f.Reason), PayBefore: f.PayBefore, Version: f.Version, //nolint:gosec // small enum
	}
}

// timelineOf follows a timeline along the state table. An order begins with waiting for its money, or confirmed.
func timelineOf(events []domain.Event) TimelineFact {
	t := TimelineFact{Entries: len(events)}
	var before domain.State
	for i, ev := range events {
		t.Gap = t.Gap || ev.Seq != int64(i)+1
		t.Jump = t.Jump || !follows(before, ev.State)
		t.LastSeq, t.LastState = ev.Seq, orderv1.OrderState(ev.State) //nolint:gosec // small enum
		t.reached |= 1 << ev.State
		before = ev.State
	}
	return t
}

func follows(before, after domain.State) bool {
	if before == 0 {
		return after == domain.PendingPayment || after == domain.Confirmed
	}
	for _, next := range domain.Transitions[before] {
		if next == after {
			return true
		}
	}
	return false
}

// SealedPlaces are the columns of this service's store that hold sealed values.
func SealedPlaces(ctx context.Context, keys *seal.Keyring) ([]seal.Place, error) {
	return store.Places(ctx, keys)
}

// PersonLeft returns what is left in an order store of somebody whose data were erased; nothing where all is well.
func PersonLeft(ctx context.Context, db *sqldb.DB, userID int64) ([]string, error) {
	return store.PersonLeft(ctx, db, userID)
}

// Overstayed counts what should have been swept a day before now: recipients of orders.
func Overstayed(ctx context.Context, db *sqldb.DB, now time.Time) (int64, error) {
	return store.Overstayed(ctx, db, now.Add(-store.RecipientsKept-24*time.Hour))
}
