package transport

import (
	"context"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/authn"
	"dajiu/platform/clock"
	"dajiu/platform/money"
	"dajiu/platform/paging"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
	"dajiu/services/delivery/internal/store"
)

const (
	defaultPage = 20
	mostOffers  = 50
	defaultDays = 7
)

type courierServer struct {
	deliveryv1.UnimplementedCourierServiceServer
	deliveries *app.Deliveries
	rows       *store.Store
}

func me(ctx context.Context) int64 { return authn.From(ctx).UserID }

func (s *courierServer) SetDuty(ctx context.Context, req *deliveryv1.SetDutyRequest) (*deliveryv1.Courier, error) {
	c, err := s.deliveries.SetDuty(ctx, me(ctx), req.GetOnDuty(), domain.Point{LatE6: req.GetLatE6(), LngE6: req.GetLngE6()})
	if err != nil {
		return nil, err
	}
	return &deliveryv1.Courier{CourierId: c.ID, OnDuty: c.OnDuty, OpenJobs: c.OpenJobs}, nil
}

func (s *courierServer) ShowDuty(ctx context.Context, _ *deliveryv1.ShowDutyRequest) (*deliveryv1.Courier, error) {
	c, err := s.rows.Courier(ctx, me(ctx))
	if err != nil {
		return nil, err
	}
	return &deliveryv1.Courier{CourierId: c.ID, OnDuty: c.OnDuty, OpenJobs: c.OpenJobs}, nil
}

func (s *courierServer) ListEarnings(ctx context.Context, req *deliveryv1.ListEarningsRequest) (*deliveryv1.ListEarningsResponse, error) {
	days := int(req.GetDays())
	if days == 0 {
		days = defaultDays
	}
	list, err := s.rows.Earnings(ctx, me(ctx), clock.DayOf(s.deliveries.Clock.Now()), days)
	if err != nil {
		return nil, err
	}
	return &deliveryv1.ListEarningsResponse{Days: earningsToProto(list)}, nil
}

func earningsToProto(list []app.Earnings) []*deliveryv1.DayEarnings {
	days := make([]*deliveryv1.DayEarnings, len(list))
	for i, e := range list {
		days[i] = &deliveryv1.DayEarnings{
			Date: e.Day.String(), DeliveredCount: int32(e.Delivered), ReturnedCount: int32(e.Returned), //nolint:gosec // a day's
			Reward: int64(e.Reward), CollectedAmount: int64(e.Collected),
		}
	}
	return days
}

func (s *courierServer) ReportPosition(ctx context.Context, req *deliveryv1.ReportPositionRequest) (*deliveryv1.ReportPositionResponse, error) {
	err := s.deliveries.ReportPosition(ctx, me(ctx), domain.Point{LatE6: req.GetLatE6(), LngE6: req.GetLngE6()})
	if err != nil {
		return nil, err
	}
	return &deliveryv1.ReportPositionResponse{}, nil
}

func (s *courierServer) ListOffers(ctx context.Context, _ *deliveryv1.ListOffersRequest) (*deliveryv1.ListOffersResponse, error) {
	offers, err := s.rows.Offers(ctx, me(ctx), s.deliveries.Clock.Now(), mostOffers)
	if err != nil {
		return nil, err
	}
	return offersToProto(offers), nil
}

func (s *courierServer) AcceptOffer(ctx context.Context, req *deliveryv1.OfferActRequest) (*deliveryv1.Delivery, error) {
	f, err := s.deliveries.Accept(ctx, me(ctx), req.GetDeliveryId())
	return answer(f, forCourier, err)
}

func (s *courierServer) DeclineOffer(ctx context.Context, req *deliveryv1.OfferActRequest) (*deliveryv1.DeclineOfferResponse, error) {
	if err := s.deliveries.Decline(ctx, me(ctx), req.GetDeliveryId()); err != nil {
		return nil, err
	}
	return &deliveryv1.DeclineOfferResponse{}, nil
}

func (s *courierServer) ListJobs(ctx context.Context, req *deliveryv1.ListJobsRequest) (*deliveryv1.ListJobsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.rows.JobsOf(ctx, me(ctx), req.GetEnded(), before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &deliveryv1.ListJobsResponse{}
	if len(list) > size {
		list, resp.NextPageToken = list[:size], paging.Token(list[size-1].ID)
	}
	for _, f := range list {
		resp.Deliveries = append(resp.Deliveries, deliveryToProto(f, forCourier))
	}
	return resp, nil
}

func (s *courierServer) PickUp(ctx context.Context, req *deliveryv1.JobActRequest) (*deliveryv1.Delivery, error) {
	f, err := s.deliveries.PickUp(ctx, me(ctx), req.GetDeliveryId())
	return answer(f, forCourier, err)
}

func (s *courierServer) HandOver(ctx context.Context, req *deliveryv1.HandOverRequest) (*deliveryv1.Delivery, error) {
	f, err := s.deliveries.HandOver(ctx, me(ctx), req.GetDeliveryId(), domain.AgeCheck(req.GetAgeCheck()), money.Fen(req.GetCollectedAmount()))
	return answer(f, forCourier, err)
}

func (s *courierServer) RefuseHandOver(ctx context.Context, req *deliveryv1.RefuseHandOverRequest) (*deliveryv1.Delivery, error) {
	f, err := s.deliveries.Refuse(ctx, me(ctx), req.GetDeliveryId(), domain.Refusal(req.GetReason()), req.GetNote())
	return answer(f, forCourier, err)
}

func offersToProto(offers []app.Offer) *deliveryv1.ListOffersResponse {
	resp := &deliveryv1.ListOffersResponse{Offers: make([]*deliveryv1.Offer, len(offers))}
	for i, o := range offers {
		resp.Offers[i] = offerToProto(o)
	}
	return resp
}
