package transport

import (
	"context"

	"google.golang.org/protobuf/proto"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/services/analytics/internal/app"
	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/store"
)

// Subscribe feeds the figures with what happens to orders and on the way, keeps what stores and goods are called, and runs reports that
// come round.
func Subscribe(c *outbox.Consumer, rows *store.Store, reports *app.Reports) {
	on[*orderv1.OrderPlaced](c, rows, domain.WasPlaced)
	on[*orderv1.OrderConfirmed](c, rows, domain.WasConfirmed)
	on[*orderv1.OrderAccepted](c, rows, domain.WasAccepted)
	on[*orderv1.OrderReady](c, rows, domain.WasPacked)
	on[*orderv1.OrderShipped](c, rows, domain.WasShipped)
	on[*orderv1.OrderDelivered](c, rows, domain.WasDelivered)
	on[*orderv1.OrderReturning](c, rows, domain.WasReturning)
	on[*orderv1.OrderCancelled](c, rows, domain.WasCancelled)
	on[*orderv1.OrderRefundNoted](c, rows, domain.WasRefunded)
	outbox.On(c, func(_ context.Context, tx *sqldb.Tx, m outbox.Meta, ev *deliveryv1.DeliveryHandedOver) error {
		rows.Project(tx, domain.Told{
			Act: domain.WasHandedOver, At: m.At.UnixMilli(), OrderID: ev.GetOrderId(), CourierID: ev.GetCourierId(), Collected: ev.GetCollectedAmount(),
		})
		return nil
	})
	outbox.On(c, func(_ context.Context, tx *sqldb.Tx, m outbox.Meta, ev *deliveryv1.DeliveryRefused) error {
		rows.Project(tx, domain.Told{Act: domain.WasRefused, At: m.At.UnixMilli(), OrderID: ev.GetOrderId(), CourierID: ev.GetCourierId()})
		return nil
	})
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, m outbox.Meta, ev *productv1.StoreChanged) error {
		return rows.PutPlace(ctx, tx, store.Place{
			StoreID: ev.GetStoreId(), MerchantID: ev.GetMerchantId(), Name: ev.GetName(), Region: int64(ev.GetRegion()),
			LatE6: ev.GetLatE6(), LngE6: ev.GetLngE6(), OpenNow: ev.GetOpenForOrders(), Seen: m.EventID,
		})
	})
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, m outbox.Meta, ev *productv1.ProductChanged) error {
		goods := make([]store.Good, len(ev.GetSkus()))
		for i, sku := range ev.GetSkus() {
			goods[i] = store.Good{
				SkuID: sku.GetSkuId(), ProductID: ev.GetProductId(), CategoryID: ev.GetCategoryId(), BrandID: ev.GetBrandId(),
				Name: ev.GetName(), Spec: sku.GetSpec(), Seen: m.EventID,
			}
		}
		return rows.PutGoods(ctx, tx, goods)
	})
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, _ outbox.Meta, ev *analyticsv1.ReportDue) error {
		return reports.Run(ctx, tx, ev.GetReportId(), ev.GetDueMs())
	})
}

type aboutOrder interface {
	proto.Message
	GetOrder() *orderv1.OrderSummary
}

func on[E aboutOrder](c *outbox.Consumer, rows *store.Store, act domain.Act) {
	outbox.On(c, func(_ context.Context, tx *sqldb.Tx, m outbox.Meta, ev E) error {
		rows.Project(tx, toldOf(act, m, ev))
		return nil
	})
}

// toldOf reads what an order's event tells.
func toldOf(act domain.Act, m outbox.Meta, ev aboutOrder) domain.Told {
	o := ev.GetOrder()
	t := domain.Told{
		Act: act, At: m.At.UnixMilli(), OrderID: o.GetOrderId(), UserID: o.GetUserId(), StoreID: o.GetStoreId(), Pay: int(o.GetPayMethod()),
		Fulfilment: int(o.GetFulfilment()), Payable: o.GetPayableAmount(), Pieces: int64(o.GetPieceCount()), State: domain.State(o.GetState()), Version: o.GetVersion(),
	}
	if with, ok := ev.(interface {
		GetLines() []*orderv1.OrderLineItem
	}); ok {
		for _, l := range with.GetLines() {
			t.Lines = append(t.Lines, domain.Line{SkuID: l.GetSkuId(), ProductID: l.GetProductId(), Quantity: l.GetQuantity(), Amount: l.GetAmount()})
		}
	}
	if refund, ok := ev.(interface{ GetRefundedAmount() int64 }); ok {
		t.Refunded = refund.GetRefundedAmount()
	}
	return t
}
