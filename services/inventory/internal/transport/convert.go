package transport

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
)

// mostShown is how many available pieces the public is told of at most.
const mostShown = 99

func availabilityToProto(skus, free []int64) *inventoryv1.ListAvailabilityResponse {
	resp := &inventoryv1.ListAvailabilityResponse{Items: make([]*inventoryv1.Availability, len(skus))}
	for i, sku := range skus {
		resp.Items[i] = &inventoryv1.Availability{SkuId: sku, Available: int32(min(free[i], mostShown))} //nolint:gosec // 0 to 99
	}
	return resp
}

func levelsToProto(levels []domain.Level) []*inventoryv1.StockLevel {
	list := make([]*inventoryv1.StockLevel, len(levels))
	for i, l := range levels {
		list[i] = &inventoryv1.StockLevel{
			SkuId: l.SkuID, OnHand: l.OnHand, Reserved: l.Reserved, Available: l.Available(), SafetyLevel: l.Safety, Low: l.Low,
		}
	}
	return list
}

func movementsToProto(movements []app.Movement) []*inventoryv1.Movement {
	list := make([]*inventoryv1.Movement, len(movements))
	for i, m := range movements {
		list[i] = &inventoryv1.Movement{
			MovementId: m.ID, Kind: inventoryv1.MovementKind(m.Kind), OnHandDelta: m.OnHand, ReservedDelta: m.Reserved, //nolint:gosec // small enum
			SkuId: m.SkuID, OrderId: m.OrderID, Note: m.Note, ActorId: m.Actor, Time: timestamppb.New(m.At),
		}
	}
	return list
}

func adjustmentsFromProto(lines []*inventoryv1.AdjustLine) []domain.Adjustment {
	list := make([]domain.Adjustment, len(lines))
	for i, l := range lines {
		list[i] = domain.Adjustment{SkuID: l.GetSkuId(), Quantity: l.GetQuantity()}
	}
	return list
}

func linesFromProto(lines []*inventoryv1.ReserveLine) []domain.Line {
	list := make([]domain.Line, len(lines))
	for i, l := range lines {
		list[i] = domain.Line{SkuID: l.GetSkuId(), Quantity: l.GetQuantity()}
	}
	return list
}
