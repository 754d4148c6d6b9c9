package stream

import (
	"fmt"
	"strconv"

	"google.golang.org/protobuf/proto"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
)

// refundFrame tells a customer that their order shows money that went back: how much in all, and where its money stands.
func refundFrame(payload []byte) (Frame, []string, error) {
	var ev orderv1.OrderRefundNoted
	if err := proto.Unmarshal(payload, &ev); err != nil {
		return Frame{}, nil, fmt.Errorf("stream: decode: %w", err)
	}
	return Frame{
		Type: "refund", OrderID: text(ev.GetOrder().GetOrderId()), StoreID: text(ev.GetOrder().GetStoreId()),
		State: ev.GetPayState().String(), Amount: text(ev.GetRefundedAmount()), Title: ev.GetOrder().GetTitle(),
	}, []string{userTopic(ev.GetOrder().GetUserId()), storeTopic(ev.GetOrder().GetStoreId())}, nil
}

// withdrawnFrame tells a courier that an offer of theirs is gone.
func withdrawnFrame(payload []byte) (Frame, []string, error) {
	var ev deliveryv1.OfferWithdrawn
	if err := proto.Unmarshal(payload, &ev); err != nil {
		return Frame{}, nil, fmt.Errorf("stream: decode: %w", err)
	}
	return Frame{Type: "withdrawn", DeliveryID: text(ev.GetDeliveryId())}, []string{userTopic(ev.GetCourierId())}, nil
}

// jobFrame tells a courier what happened to a job of theirs.
func jobFrame(payload []byte) (Frame, []string, error) {
	var ev deliveryv1.JobChanged
	if err := proto.Unmarshal(payload, &ev); err != nil {
		return Frame{}, nil, fmt.Errorf("stream: decode: %w", err)
	}
	return Frame{
		Type: "job", OrderID: text(ev.GetOrderId()), DeliveryID: text(ev.GetDeliveryId()), State: ev.GetState().String(),
	}, []string{userTopic(ev.GetCourierId())}, nil
}

// lowFrame tells a store that a SKU fell to its safety level.
func lowFrame(payload []byte) (Frame, []string, error) {
	var ev inventoryv1.InventoryLow
	if err := proto.Unmarshal(payload, &ev); err != nil {
		return Frame{}, nil, fmt.Errorf("stream: decode: %w", err)
	}
	return Frame{
		Type: "stock", State: "LOW", StoreID: text(ev.GetStoreId()), SkuID: text(ev.GetSkuId()), Available: text(ev.GetAvailable()), SafetyLevel: text(ev.GetSafetyLevel()),
	}, []string{stockTopic(ev.GetStoreId())}, nil
}

// recoveredFrame tells a store that there is enough of a SKU again.
func recoveredFrame(payload []byte) (Frame, []string, error) {
	var ev inventoryv1.InventoryRecovered
	if err := proto.Unmarshal(payload, &ev); err != nil {
		return Frame{}, nil, fmt.Errorf("stream: decode: %w", err)
	}
	return Frame{
		Type: "stock", State: "RECOVERED", StoreID: text(ev.GetStoreId()), SkuID: text(ev.GetSkuId()), Available: text(ev.GetAvailable()), SafetyLevel: text(ev.GetSafetyLevel()),
	}, []string{stockTopic(ev.GetStoreId())}, nil
}

func text(id int64) string { return strconv.FormatInt(id, 10) }
