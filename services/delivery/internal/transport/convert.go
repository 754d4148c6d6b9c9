package transport

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/mask"
	"dajiu/platform/money"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
)

// viewer is who looks at a delivery.
type viewer int

const (
	forCustomer viewer = iota + 1
	forCourier
	forStore
)

func deliveryToProto(f domain.Facts, to viewer) *deliveryv1.Delivery {
	d := &deliveryv1.Delivery{
		DeliveryId: f.ID, OrderId: f.OrderID, StoreId: f.StoreID, State: deliveryv1.DeliveryState(f.State), Pickup: f.Pickup, //nolint:gosec // small enum
		CourierId: f.CourierID, StoreName: f.StoreName, StoreAddress: f.StoreAddress, StoreLatE6: f.Store.LatE6, StoreLngE6: f.Store.LngE6,
		DistanceMeters: f.DistanceMeters, CollectAmount: int64(f.Collect), AgeCheck: f.AgeCheck, Ready: f.Ready,
		CreateTime: timestamppb.New(f.CreatedAt), UpdateTime: timestamppb.New(f.UpdatedAt),
		SlotStartTime: timeToProto(f.Slot.Start), SlotEndTime: timeToProto(f.Slot.End),
	}
	switch to {
	case forCustomer:
		showDrop(d, f)
		d.Remark = f.Remark
		d.PickupCode = f.PickupCode
	case forCourier:
		d.Reward = int64(f.Reward)
		if !f.State.Final() { // who it was is nobody's business once it is over
			showDrop(d, f)
			d.Remark = f.Remark
		}
	case forStore:
		if !f.State.Final() {
			d.Remark = f.Remark
		}
	}
	return d
}

func showDrop(d *deliveryv1.Delivery, f domain.Facts) {
	d.ContactName, d.ContactPhone, d.DropText = f.ContactName, f.Phone, f.DropText
	d.DropLatE6, d.DropLngE6 = f.Drop.LatE6, f.Drop.LngE6
}

func positionToProto(s app.Sighting) *deliveryv1.CourierPosition {
	if s.At.IsZero() {
		return nil
	}
	return &deliveryv1.CourierPosition{LatE6: s.Point.LatE6, LngE6: s.Point.LngE6, Time: timestamppb.New(s.At)}
}

func offerToProto(o app.Offer) *deliveryv1.Offer {
	return &deliveryv1.Offer{
		DeliveryId: o.ID, StoreName: o.StoreName, StoreAddress: o.StoreAddress, StoreLatE6: o.Store.LatE6, StoreLngE6: o.Store.LngE6,
		DropText: mask.Place(o.DropText), DropLatE6: o.Drop.LatE6, DropLngE6: o.Drop.LngE6, DistanceMeters: o.DistanceMeters,
		Reward: int64(o.Reward), ExpireTime: timestamppb.New(o.Until),
		SlotStartTime: timeToProto(o.Slot.Start), SlotEndTime: timeToProto(o.Slot.End),
	}
}

func zoneToProto(z domain.Zone) *deliveryv1.Zone {
	zone := &deliveryv1.Zone{
		StoreId: z.StoreID, RangeMeters: z.RangeMeters, BaseFee: int64(z.BaseFee), BaseMeters: z.BaseMeters, FeePerKm: int64(z.FeePerKm),
		BaseGrams: z.BaseGrams, FeePerKg: int64(z.FeePerKg), FreeFrom: int64(z.FreeFrom), MinimumAmount: int64(z.Minimum),
		NightFee: int64(z.NightFee), PrepareMinutes: z.PrepareMins, SlotCapacity: z.SlotCapacity,
	}
	for _, p := range z.Area.Corners() {
		zone.Corners = append(zone.Corners, &deliveryv1.Corner{LatE6: p.LatE6, LngE6: p.LngE6})
	}
	return zone
}

func cornersFromProto(list []*deliveryv1.Corner) []domain.Point {
	corners := make([]domain.Point, len(list))
	for i, c := range list {
		corners[i] = domain.Point{LatE6: c.GetLatE6(), LngE6: c.GetLngE6()}
	}
	return corners
}

func zoneFromProto(storeID int64, z *deliveryv1.Zone) domain.Zone {
	return domain.Zone{
		StoreID: storeID, RangeMeters: z.GetRangeMeters(), BaseFee: money.Fen(z.GetBaseFee()), BaseMeters: z.GetBaseMeters(),
		FeePerKm: money.Fen(z.GetFeePerKm()), BaseGrams: z.GetBaseGrams(), FeePerKg: money.Fen(z.GetFeePerKg()),
		FreeFrom: money.Fen(z.GetFreeFrom()), Minimum: money.Fen(z.GetMinimumAmount()), NightFee: money.Fen(z.GetNightFee()),
		PrepareMins: z.GetPrepareMinutes(), SlotCapacity: z.GetSlotCapacity(),
	}
}

func quoteToProto(q domain.Quote) *deliveryv1.QuoteDeliveryResponse {
	resp := &deliveryv1.QuoteDeliveryResponse{
		InRange: q.InRange, Fee: int64(q.Fee), DistanceMeters: q.DistanceMeters, MinimumAmount: int64(q.Minimum), PromiseMinutes: q.PromiseMinutes,
		PrepareMinutes: q.PrepareMinutes,
	}
	for _, p := range q.Parts {
		resp.Parts = append(resp.Parts, &deliveryv1.FeePart{Code: p.Code, Amount: int64(p.Amount)})
	}
	return resp
}
