package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/platform/sqldb"
	"dajiu/services/order/internal/domain"
)

// walkPage is how many orders, or trades, a check reads at a time.
const walkPage = 500

// Walked is what a check reads of an order: its facts, without what only people read, and its timeline.
type Walked struct {
	domain.Facts
	Timeline []domain.Event
}

// linesOnly is the part of the frozen document that a check looks at.
type linesOnly struct {
	Lines []struct {
		Sku      int64 `json:"sku"`
		Quantity int64 `json:"qty"`
	} `json:"lines"`
}

type walkedRow struct {
	bun.BaseModel `bun:"table:orders"`

	ID          int64     `bun:"id,pk"`
	TradeID     int64     `bun:"trade_id"`
	UserID      int64     `bun:"user_id"`
	StoreID     int64     `bun:"store_id"`
	MerchantID  int64     `bun:"merchant_id"`
	State       int       `bun:"state"`
	PayState    int       `bun:"pay_state"`
	PayMethod   int       `bun:"pay_method"`
	Fulfilment  int       `bun:"fulfilment"`
	Goods       int64     `bun:"goods"`
	DeliveryFee int64     `bun:"delivery_fee"`
	Payable     int64     `bun:"payable"`
	Refunded    int64     `bun:"refunded"`
	Frozen      linesOnly `bun:"frozen,type:json"`
	Reason      int       `bun:"reason"`
	PayBefore   time.Time `bun:"pay_before,nullzero"`
	Version     int64     `bun:"version"`
}

func orderFromWalked(r *walkedRow) domain.Facts {
	f := domain.Facts{
		ID: r.ID, TradeID: r.TradeID, UserID: r.UserID, StoreID: r.StoreID, MerchantID: r.MerchantID,
		State: domain.State(r.State), PayState: domain.PayState(r.PayState), PayMethod: domain.PayMethod(r.PayMethod),
		Fulfilment: domain.Fulfilment(r.Fulfilment), Goods: money.Fen(r.Goods), DeliveryFee: money.Fen(r.DeliveryFee),
		Payable: money.Fen(r.Payable), Refunded: money.Fen(r.Refunded), Reason: domain.Reason(r.Reason), PayBefore: r.PayBefore, Version: r.Version,
	}
	for _, l := range r.Frozen.Lines {
		f.Lines = append(f.Lines, domain.Line{SkuID: l.Sku, Quantity: l.Quantity})
	}
	return f
}

// Walk hands every order to yield, by id ascending, until it returns false. A page is in memory at a time.
func Walk(ctx context.Context, db *sqldb.DB, yield func(Walked) bool) error {
	for after := int64(0); ; {
		var rows []walkedRow
		err := db.Reader().NewSelect().Model(&rows).Where("id > ?", after).
			OrderExpr("id").Limit(walkPage).Scan(ctx)
		if err != nil {
			return fmt.Errorf("walk orders after %d: %w", after, err)
		}
		if len(rows) == 0 {
			return nil
		}
		timelines, err := timelinesBetween(ctx, db, rows[0].ID, rows[len(rows)-1].ID)
		if err != nil {
			return err
		}
		for i := range rows {
			after = rows[i].ID
			if !yield(Walked{Facts: orderFromWalked(&rows[i]), Timeline: timelines[after]}) {
				return nil
			}
		}
		if len(rows) < walkPage {
			return nil
		}
	}
}

// timelinesBetween reads the timelines of a page of orders. Their number per order is bounded by the state table.
func timelinesBetween(ctx context.Context, db *sqldb.DB, first, last int64) (map[int64][]domain.Event, error) {
	var rows []eventRow
	err := db.Reader().NewSelect().Model(&rows).Column("order_id", "seq", "state").Where("order_id BETWEEN ? AND ?", first, last).
		OrderExpr("order_id, seq").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("walk timelines from %d: %w", first, err)
	}
	timelines := make(map[int64][]domain.Event, walkPage)
	for _, r := range rows {
		timelines[r.OrderID] = append(timelines[r.OrderID], domain.Event{Seq: r.Seq, State: domain.State(r.State)})
	}
	return timelines, nil
}

// WalkedTrade is a trade with those of its orders that there are, without their lines.
type WalkedTrade struct {
	ID        int64
	PayMethod domain.PayMethod
	Payable   money.Fen
	OrderIDs  []int64
	Orders    []domain.Facts
}

// WalkTrades hands every trade to yield, by id ascending, until it returns false. A page is in memory at a time.
func WalkTrades(ctx context.Context, db *sqldb.DB, yield func(WalkedTrade) bool) error {
	for after := int64(0); ; {
		var rows []tradeRow
		err := db.Reader().NewSelect().Model(&rows).Column("id", "pay_method", "payable", "order_ids").Where("id > ?", after).
			OrderExpr("id").Limit(walkPage).Scan(ctx)
		if err != nil {
			return fmt.Errorf("walk trades after %d: %w", after, err)
		}
		orders, err := ordersOf(ctx, db, rows)
		if err != nil {
			return err
		}
		for _, r := range rows {
			after = r.ID
			t := WalkedTrade{ID: r.ID, PayMethod: domain.PayMethod(r.PayMethod), Payable: money.Fen(r.Payable), OrderIDs: r.OrderIDs}
			for _, id := range r.OrderIDs {
				if f, found := orders[id]; found {
					t.Orders = append(t.Orders, f)
				}
			}
			if !yield(t) {
				return nil
			}
		}
		if len(rows) < walkPage {
			return nil
		}
	}
}

// idsAtOnce bounds a list of ids in a statement.
const idsAtOnce = 1000

func ordersOf(ctx context.Context, db *sqldb.DB, trades []tradeRow) (map[int64]domain.Facts, error) {
	var ids []int64
	for _, t := range trades {
		ids = append(ids, t.OrderIDs...)
	}
	found := make(map[int64]domain.Facts, len(ids))
	for len(ids) > 0 {
		n := min(len(ids), idsAtOnce)
		var rows []walkedRow
		err := db.Reader().NewSelect().Model(&rows).ExcludeColumn("frozen").Where("id IN ?", bun.Tuple(ids[:n])).Scan(ctx)
		if err != nil {
			return nil, fmt.Errorf("walk orders of trades: %w", err)
		}
		for i := range rows {
			found[rows[i].ID] = orderFromWalked(&rows[i])
		}
		ids = ids[n:]
	}
	return found, nil
}
