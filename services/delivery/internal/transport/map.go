package transport

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/services/delivery/internal/domain"
)

// mostOnMap is how many couriers are drawn at a time.
const mostOnMap = 500

func (s *adminServer) ListCourierPositions(ctx context.Context, req *deliveryv1.ListCourierPositionsRequest) (*deliveryv1.ListCourierPositionsResponse, error) {
	box := domain.Box{South: req.GetSouthE6(), West: req.GetWestE6(), North: req.GetNorthE6(), East: req.GetEastE6()}
	if box == (domain.Box{}) {
		box = domain.Box{South: -90_000_000, West: -180_000_000, North: 90_000_000, East: 180_000_000}
	}
	list, more, err := s.deliveries.CouriersIn(ctx, box, req.GetStale(), mostOnMap)
	if err != nil {
		return nil, err
	}
	now := s.deliveries.Clock.Now()
	resp := &deliveryv1.ListCourierPositionsResponse{More: more, MostJobs: s.deliveries.Policy().OpenJobs}
	for _, c := range list {
		resp.Couriers = append(resp.Couriers, &deliveryv1.CourierAt{
			CourierId: c.CourierID, LatE6: c.Point.LatE6, LngE6: c.Point.LngE6, Time: timestamppb.New(c.At),
			OpenJobs: c.OpenJobs, State: s.courierState(c.OpenJobs), Stale: c.Stale,
			AgeSeconds: int32(max(now.Sub(c.At), 0) / time.Second), //nolint:gosec // positions are kept for a day
		})
	}
	return resp, nil
}

func (s *adminServer) ListNearbyCouriers(ctx context.Context, req *deliveryv1.ListNearbyCouriersRequest) (*deliveryv1.ListNearbyCouriersResponse, error) {
	f, err := s.rows.Delivery(ctx, everything, req.GetDeliveryId())
	if f, err = reached(ctx, f, err); err != nil {
		return nil, err
	}
	list, err := s.deliveries.Candidates(ctx, f)
	if err != nil {
		return nil, err
	}
	resp := &deliveryv1.ListNearbyCouriersResponse{MostJobs: s.deliveries.Policy().OpenJobs}
	for _, c := range list {
		resp.Couriers = append(resp.Couriers, &deliveryv1.NearbyCourier{
			CourierId: c.CourierID, DistanceMeters: c.Meters, OpenJobs: c.OpenJobs, State: s.courierState(c.OpenJobs),
			Time: timestamppb.New(c.At), Declined: c.Declined,
		})
	}
	return resp, nil
}

// courierState is what a courier on duty who carries so many jobs can still take.
func (s *adminServer) courierState(jobs int32) deliveryv1.CourierState {
	switch {
	case jobs == 0:
		return deliveryv1.CourierState_COURIER_STATE_IDLE
	case jobs < s.deliveries.Policy().OpenJobs:
		return deliveryv1.CourierState_COURIER_STATE_CARRYING
	}
	return deliveryv1.CourierState_COURIER_STATE_FULL
}
