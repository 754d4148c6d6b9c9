package transport

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/services/order/internal/app"
	"dajiu/services/order/internal/domain"
)

// view is who an order is shown to.
type view int

const (
	forCustomer view = iota + 1
	forStore
	forOperator
)

func viewOf(s app.Scope) view {
	if s.UserID != 0 {
		return forCustomer
	}
	return forStore
}

func itemsFromProto(items []*orderv1.OrderItem) []domain.Item {
	list := make([]domain.Item, len(items))
	for i, it := range items {
		list[i] = domain.Item{StoreID: it.GetStoreId(), SkuID: it.GetSkuId(), Quantity: it.GetQuantity()}
	}
	return list
}

// orderToProto shows an order. The pickup code is the customer's alone: whoever knows it gets the goods.
func orderToProto(f domain.Facts, v view, now time.Time) *orderv1.Order {
	o := &orderv1.Order{
		OrderId: f.ID, TradeId: f.TradeID, StoreId: f.StoreID, StoreName: f.StoreName,
		State: orderv1.OrderState(f.State), PayState: orderv1.PayState(f.PayState), //nolint:gosec // small enums
		PayMethod: orderv1.PayMethod(f.PayMethod), Fulfilment: orderv1.Fulfilment(f.Fulfilment), //nolint:gosec // small enums
		GoodsAmount: int64(f.Goods), DeliveryFee: int64(f.DeliveryFee), PayableAmount: int64(f.Payable), RefundedAmount: int64(f.Refunded),
		Steps: stepsToProto(f.Steps), CancelReason: orderv1.CancelReason(f.Reason), //nolint:gosec // small enum
		CreateTime: timestamppb.New(f.CreatedAt), PayBefore: timeToProto(f.PayBefore), Version: f.Version,
		PieceCount: int32(f.Pieces()), //nolint:gosec // at most 100 lines of 999
		Slot:       slotToProto(f.Slot),
	}
	if f.InStore() {
		o.ReadyBefore = timeToProto(f.ReadyBy)
	}
	showRecipient(o, f, v, now)
	if v == forOperator {
		o.UserId = f.UserID
	}
	for i, l := range f.Lines {
		o.Lines = append(o.Lines, &orderv1.OrderLine{
			LineNo: int32(i + 1), SkuId: l.SkuID, ProductId: l.ProductID, Name: l.Name, Spec: l.Spec, ImageUrl: l.ImageURL, //nolint:gosec // at most 100
			Quantity: l.Quantity, Price: int64(l.Price), ListPrice: int64(l.ListPrice), Amount: int64(l.Amount),
		})
	}
	return o
}

func timeToProto(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

// timeFromProto is the time that is none where it is unset.
func timeFromProto(t *timestamppb.Timestamp) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.AsTime()
}

func slotToProto(s domain.Slot) *orderv1.PromisedSlot {
	if s == (domain.Slot{}) {
		return nil
	}
	return &orderv1.PromisedSlot{
		StartTime: timestamppb.New(s.Start), EndTime: timestamppb.New(s.End), BeginTime: timestamppb.New(s.Begin), ReadyTime: timestamppb.New(s.Ready),
	}
}

func stepsToProto(steps []domain.Step) []*orderv1.PriceStep {
	list := make([]*orderv1.PriceStep, len(steps))
	for i, s := range steps {
		list[i] = &orderv1.PriceStep{Code: s.Code, Title: s.Title, Amount: int64(s.Amount), Outcome: s.Outcome}
	}
	return list
}

func tradeToProto(t app.Trade, orders []domain.Facts) *orderv1.Trade {
	trade := &orderv1.Trade{
		TradeId: t.ID, PayableAmount: int64(t.Payable), PayMethod: orderv1.PayMethod(t.PayMethod), CreateTime: timestamppb.New(t.CreatedAt), //nolint:gosec // small enum
	}
	for _, f := range orders {
		trade.Orders = append(trade.Orders, orderToProto(f, forCustomer, time.Time{}))
	}
	return trade
}

func payableToProto(t app.Trade, orders []domain.Facts) *orderv1.PayableTrade {
	trade := &orderv1.PayableTrade{TradeId: t.ID, UserId: t.UserID, PayMethod: orderv1.PayMethod(t.PayMethod)} //nolint:gosec // small enum
	for _, f := range orders {
		if trade.GetTitle() == "" {
			trade.Title = f.Title()
		}
		if f.State == domain.PendingPayment {
			trade.PayableAmount += int64(f.Payable)
			trade.PayBefore = timeToProto(f.PayBefore)
		}
		trade.Orders = append(trade.Orders, &orderv1.TradeOrder{
			OrderId: f.ID, MerchantId: f.MerchantID, StoreId: f.StoreID, State: orderv1.OrderState(f.State), //nolint:gosec // small enum
			PayableAmount: int64(f.Payable), DeliveryFee: int64(f.DeliveryFee),
		})
	}
	return trade
}

func timelineToProto(entries []app.TimelineEntry) []*orderv1.OrderEvent {
	list := make([]*orderv1.OrderEvent, len(entries))
	for i, e := range entries {
		list[i] = &orderv1.OrderEvent{
			EventId: e.ID, State: orderv1.OrderState(e.State), Actor: string(e.Actor), Note: e.Note, Time: timestamppb.New(e.At), //nolint:gosec // small enum
		}
	}
	return list
}

func progressToProto(entries []app.TimelineEntry) *orderv1.ListProgressResponse {
	resp := &orderv1.ListProgressResponse{}
	for _, e := range entries {
		resp.Events = append(resp.Events, &orderv1.Progress{
			EventId: e.ID, OrderId: e.OrderID, State: orderv1.OrderState(e.State), Time: timestamppb.New(e.At), //nolint:gosec // small enum
		})
	}
	return resp
}

func quoteToProto(q app.Quote) *orderv1.Quote {
	quote := &orderv1.Quote{PayableAmount: int64(q.Payable)}
	for _, s := range q.Stores {
		store := &orderv1.StoreQuote{
			StoreId: s.StoreID, StoreName: s.StoreName, GoodsAmount: int64(s.Priced.Goods), DeliveryFee: int64(s.Priced.DeliveryFee),
			PayableAmount: int64(s.Priced.Payable), Steps: stepsToProto(s.Priced.Steps),
			DistanceMeters: s.DistanceMeters, PromiseMinutes: s.PromiseMinutes, Slot: slotToProto(s.Slot),
		}
		for _, l := range s.Priced.Lines {
			store.Lines = append(store.Lines, &orderv1.QuoteLine{
				SkuId: l.SkuID, Name: l.Name, Spec: l.Spec, ImageUrl: l.ImageURL, Quantity: l.Quantity, Price: int64(l.Price), Amount: int64(l.Amount),
			})
		}
		quote.Stores = append(quote.Stores, store)
	}
	for _, p := range q.Problems {
		quote.Problems = append(quote.Problems, &orderv1.QuoteProblem{StoreId: p.StoreID, SkuId: p.SkuID, Reason: p.Reason, Message: p.Message})
	}
	return quote
}

func cartItemToProto(v app.CartView) *orderv1.CartItem {
	item := &orderv1.CartItem{
		StoreId: v.StoreID, SkuId: v.SkuID, Quantity: v.Quantity, Name: v.Now.Line.Name, Spec: v.Now.Line.Spec,
		ImageUrl: v.Now.Line.ImageURL, Price: int64(v.Now.Line.Price), PriceWhenAdded: int64(v.PriceAdded), ProductId: v.Now.Line.ProductID,
	}
	switch v.Now.State {
	case app.Delisted:
		item.InvalidReason = "DELISTED"
	case app.Unknown:
		item.InvalidReason = "UNKNOWN"
	case app.StoreClosed:
		item.InvalidReason = "STORE_CLOSED"
	case app.Sellable:
	}
	return item
}

func cartToProto(views []app.CartView) *orderv1.Cart {
	cart := &orderv1.Cart{}
	var current *orderv1.CartStore
	for _, v := range views { // sorted by store
		if current == nil || current.GetStoreId() != v.StoreID {
			current = &orderv1.CartStore{StoreId: v.StoreID, StoreName: v.Now.StoreName}
			cart.Stores = append(cart.Stores, current)
		}
		current.Items = append(current.Items, cartItemToProto(v))
		cart.PieceCount += int32(v.Quantity) //nolint:gosec // at most 120 lines of 999
		if v.Now.State == app.Sellable || v.Now.State == app.StoreClosed {
			current.GoodsAmount += int64(v.Now.Line.Price) * v.Quantity
		}
	}
	return cart
}
