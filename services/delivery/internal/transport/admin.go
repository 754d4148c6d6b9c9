package transport

import (
	"context"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	"dajiu/platform/authz"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/paging"
	"dajiu/services/delivery/internal/app"
	"dajiu/services/delivery/internal/domain"
	"dajiu/services/delivery/internal/store"
)

type adminServer struct {
	deliveryv1.UnimplementedDeliveryAdminServiceServer
	deliveries *app.Deliveries
	rows       *store.Store
}

// everything is the scope of those whose reach is checked by the delivery's store.
var everything = app.Scope{All: true} //nolint:gochecknoglobals // a constant

// reached is what a caller's grants reach of a delivery that was read: all of it or DELIVERY_NOT_FOUND.
func reached(ctx context.Context, f domain.Facts, err error) (domain.Facts, error) {
	if err == nil && !authz.DataFrom(ctx).Has(f.StoreID) {
		return domain.Facts{}, errs.New(codes.NotFound, "DELIVERY_NOT_FOUND", "没有这个配送单")
	}
	return f, err
}

func (s *adminServer) ShowOrderDelivery(ctx context.Context, req *deliveryv1.ShowOrderDeliveryRequest) (*deliveryv1.DeliveryCase, error) {
	f, err := s.deliveries.Jobs.OfOrder(ctx, everything, req.GetOrderId())
	if f, err = reached(ctx, f, err); err != nil {
		return nil, err
	}
	log, err := s.rows.Log(ctx, f.ID)
	if err != nil {
		return nil, err
	}
	resp := &deliveryv1.DeliveryCase{Delivery: deliveryToProto(f, forStore)}
	resp.Delivery.Reward = int64(f.Reward)
	for _, l := range log {
		resp.Events = append(resp.Events, &deliveryv1.DeliveryEvent{
			Kind: l.Kind, CourierId: l.CourierID, ActorId: l.ActorID, Note: l.Note, Time: timestamppb.New(l.At),
		})
	}
	return resp, nil
}

func (s *adminServer) ReassignDelivery(ctx context.Context, req *deliveryv1.ReassignDeliveryRequest) (*deliveryv1.Delivery, error) {
	f, err := s.rows.Delivery(ctx, everything, req.GetDeliveryId())
	if f, err = reached(ctx, f, err); err != nil {
		return nil, err
	}
	scope := app.Scope{StoreID: f.StoreID}
	switch {
	case req.GetToCourierId() != 0:
		f, err = s.deliveries.Give(ctx, scope, app.Gift{DeliveryID: f.ID, From: req.GetCourierId(), To: req.GetToCourierId(), Why: req.GetReason()})
	case req.GetCourierId() == 0:
		err = errs.Invalid("toCourierId", "请选择骑手")
	default:
		f, err = s.deliveries.Reassign(ctx, scope, f.ID, req.GetCourierId(), req.GetReason())
	}
	return answer(f, forStore, err)
}

func (s *adminServer) ListCouriers(ctx context.Context, req *deliveryv1.ListCouriersRequest) (*deliveryv1.ListCouriersResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	after, err := page.After()
	if err != nil {
		return nil, err
	}
	var duty *bool
	if d := req.GetDuty(); d != deliveryv1.DutyState_DUTY_STATE_UNSPECIFIED {
		on := d == deliveryv1.DutyState_DUTY_STATE_ON
		duty = &on
	}
	size := page.Limit(defaultPage)
	list, err := s.rows.CourierList(ctx, duty, after, size+1)
	if err != nil {
		return nil, err
	}
	resp := &deliveryv1.ListCouriersResponse{}
	if len(list) > size {
		list, resp.NextPageToken = list[:size], paging.Token(list[size-1].ID)
	}
	if err := s.rows.CountDay(ctx, list, s.today()); err != nil {
		return nil, err
	}
	for i := range list {
		resp.Couriers = append(resp.Couriers, courierEntryToProto(&list[i]))
	}
	return resp, nil
}

func (s *adminServer) today() clock.Day { return clock.DayOf(s.deliveries.Clock.Now()) }

func courierEntryToProto(c *app.CourierEntry) *deliveryv1.CourierEntry {
	return &deliveryv1.CourierEntry{
		CourierId: c.ID, OnDuty: c.OnDuty, OpenJobs: c.OpenJobs, PositionTime: timeToProto(c.PositionAt), Reward: int64(c.Reward),
		DeliveredCount: int32(c.Delivered), ReturnedCount: int32(c.Returned), OnTimeCount: int32(c.OnTime), //nolint:gosec // a day's
	}
}

func (s *adminServer) ShowCourier(ctx context.Context, req *deliveryv1.ShowCourierRequest) (*deliveryv1.CourierCase, error) {
	c, err := s.rows.Courier(ctx, req.GetCourierId())
	if err != nil {
		return nil, err
	}
	at, err := s.rows.Position(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	if at.ChangedAt.IsZero() {
		return nil, courierNotFound()
	}
	entry := []app.CourierEntry{{Courier: c, PositionAt: at.At}}
	if err := s.rows.CountDay(ctx, entry, s.today()); err != nil {
		return nil, err
	}
	days := int(req.GetDays())
	if days == 0 {
		days = defaultDays
	}
	earned, err := s.rows.Earnings(ctx, c.ID, s.today(), days)
	if err != nil {
		return nil, err
	}
	return &deliveryv1.CourierCase{Courier: courierEntryToProto(&entry[0]), Position: positionToProto(at), Days: earningsToProto(earned)}, nil
}

func courierNotFound() error {
	return errs.New(codes.NotFound, "DELIVERY_COURIER_NOT_FOUND", "没有这位骑手，或从未上线")
}

func (s *adminServer) ListCourierJobs(ctx context.Context, req *deliveryv1.ListCourierJobsRequest) (*deliveryv1.ListJobsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.rows.JobsOf(ctx, req.GetCourierId(), req.GetEnded(), before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &deliveryv1.ListJobsResponse{}
	if len(list) > size {
		list, resp.NextPageToken = list[:size], paging.Token(list[size-1].ID)
	}
	for _, f := range list {
		job := deliveryToProto(f, forStore)
		job.Remark, job.Reward = "", int64(f.Reward)
		resp.Deliveries = append(resp.Deliveries, job)
	}
	return resp, nil
}

func (s *adminServer) EndDuty(ctx context.Context, req *deliveryv1.EndDutyRequest) (*deliveryv1.Courier, error) {
	at, err := s.rows.Position(ctx, req.GetCourierId())
	if err != nil {
		return nil, err
	}
	if at.ChangedAt.IsZero() {
		return nil, courierNotFound()
	}
	c, err := s.deliveries.SetDuty(ctx, req.GetCourierId(), false, domain.Point{})
	if err != nil {
		return nil, err
	}
	return &deliveryv1.Courier{CourierId: c.ID, OnDuty: c.OnDuty, OpenJobs: c.OpenJobs}, nil
}
