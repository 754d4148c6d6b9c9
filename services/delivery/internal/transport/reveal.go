package transport

import (
	"context"
	"time"

	"google.golang.org/grpc/codes"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/errs"
	"dajiu/services/delivery/internal/app"
)

// courierKnowsFor is how long after a job's end its courier may have to ask the customer back.
const courierKnowsFor = 6 * time.Hour

func (s *courierServer) RevealJob(ctx context.Context, req *deliveryv1.RevealJobRequest) (*deliveryv1.Delivery, error) {
	f, err := s.rows.Delivery(ctx, app.Scope{CourierID: me(ctx)}, req.GetDeliveryId())
	if err != nil {
		return nil, err
	}
	if f.State.Final() && s.deliveries.Clock.Now().Sub(f.UpdatedAt) >= courierKnowsFor {
		return nil, errs.New(codes.FailedPrecondition, "DELIVERY_REVEAL_OVER", "任务结束已超过 6 小时，不能再查看收货人信息")
	}
	d := deliveryToProto(f, forCourier)
	showDrop(d, f)
	return d, nil
}
