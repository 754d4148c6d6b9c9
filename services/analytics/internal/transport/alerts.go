package transport

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	"dajiu/platform/authn"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/analytics/internal/app"
	"dajiu/services/analytics/internal/domain"
)

type alertServer struct {
	analyticsv1.UnimplementedAlertServiceServer
	alerts *app.Alerts
}

func (s *alertServer) ListAlertRules(ctx context.Context, _ *analyticsv1.ListAlertRulesRequest) (*analyticsv1.ListAlertRulesResponse, error) {
	rules, err := s.alerts.Store.Rules(ctx)
	if err != nil {
		return nil, err
	}
	watched, err := s.alerts.Store.Watched(ctx, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	resp := &analyticsv1.ListAlertRulesResponse{}
	for _, r := range rules {
		p := ruleToProto(r)
		p.Watched = watched[r.ID]
		resp.Rules = append(resp.Rules, p)
	}
	return resp, nil
}

func (s *alertServer) CreateAlertRule(ctx context.Context, req *analyticsv1.CreateAlertRuleRequest) (*analyticsv1.AlertRule, error) {
	r := ruleFromProto(req)
	if err := r.Check(); err != nil {
		return nil, err
	}
	r.ID, r.Key, r.Version = s.alerts.IDs.Next(), rpc.IdempotencyKey(ctx), 1
	r, err := s.alerts.Store.AddRule(ctx, r)
	if err != nil {
		return nil, err
	}
	return ruleToProto(r), nil
}

func (s *alertServer) UpdateAlertRule(ctx context.Context, req *analyticsv1.UpdateAlertRuleRequest) (*analyticsv1.AlertRule, error) {
	r := ruleFromProto(req.GetRule())
	if err := r.Check(); err != nil {
		return nil, err
	}
	r.ID, r.Version = req.GetRuleId(), req.GetVersion()
	r, err := s.alerts.Store.UpdateRule(ctx, r)
	if err != nil {
		return nil, err
	}
	return ruleToProto(r), nil
}

func (s *alertServer) DeleteAlertRule(ctx context.Context, req *analyticsv1.DeleteAlertRuleRequest) (*analyticsv1.DeleteAlertRuleResponse, error) {
	return &analyticsv1.DeleteAlertRuleResponse{}, s.alerts.Store.DeleteRule(ctx, req.GetRuleId())
}

func (s *alertServer) WatchAlertRule(ctx context.Context, req *analyticsv1.WatchAlertRuleRequest) (*analyticsv1.WatchAlertRuleResponse, error) {
	return &analyticsv1.WatchAlertRuleResponse{}, s.alerts.Store.WatchRule(ctx, req.GetRuleId(), authn.From(ctx).UserID, req.GetWatched())
}

func (s *alertServer) ListAlerts(ctx context.Context, req *analyticsv1.ListAlertsRequest) (*analyticsv1.ListAlertsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.alerts.Store.Alerts(ctx, app.ReachOf(ctx), req.GetOpen(), before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &analyticsv1.ListAlertsResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, a := range list {
		p, err := s.alert(ctx, a)
		if err != nil {
			return nil, err
		}
		resp.Alerts = append(resp.Alerts, p)
	}
	return resp, nil
}

func (s *alertServer) AcknowledgeAlert(ctx context.Context, req *analyticsv1.AcknowledgeAlertRequest) (*analyticsv1.Alert, error) {
	a, err := s.alerts.Store.Acknowledge(ctx, app.ReachOf(ctx), req.GetAlertId(), authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	return s.alert(ctx, a)
}

func (s *alertServer) alert(ctx context.Context, a domain.Alert) (*analyticsv1.Alert, error) {
	p := &analyticsv1.Alert{
		AlertId: a.ID, RuleId: a.RuleID, RuleName: a.RuleName, Measure: analyticsv1.Measure(a.Measure), Comparison: analyticsv1.Comparison(a.Comparison), //nolint:gosec // small enums
		Threshold: a.Threshold, StoreId: a.StoreID, Value: a.Value, OpenTime: timestamppb.New(a.OpenedAt), CloseTime: moment(a.ClosedAt),
		AcknowledgeTime: moment(a.AcknowledgedAt), AcknowledgedBy: a.AcknowledgedBy,
	}
	if a.StoreID == 0 {
		return p, nil
	}
	places, err := s.alerts.Figures.Places(ctx)
	if err != nil {
		return nil, err
	}
	p.StoreName = places[a.StoreID].Name
	return p, nil
}

func ruleFromProto(p *analyticsv1.CreateAlertRuleRequest) domain.Rule {
	return domain.Rule{
		Name: p.GetName(), Measure: domain.Measure(p.GetMeasure()), Window: int(p.GetWindowMinutes()), Comparison: domain.Comparison(p.GetComparison()),
		Threshold: p.GetThreshold(), LeastOrders: int64(p.GetLeastOrders()), PerStore: p.GetPerStore(), Enabled: p.GetEnabled(),
		StartHour: int(p.GetStartHour()), EndHour: int(p.GetEndHour()),
	}
}

func ruleToProto(r domain.Rule) *analyticsv1.AlertRule {
	return &analyticsv1.AlertRule{
		RuleId: r.ID, Name: r.Name, Measure: analyticsv1.Measure(r.Measure), WindowMinutes: int32(r.Window), Comparison: analyticsv1.Comparison(r.Comparison), //nolint:gosec // small numbers
		Threshold: r.Threshold, LeastOrders: int32(r.LeastOrders), PerStore: r.PerStore, Enabled: r.Enabled, //nolint:gosec // at most a million
		StartHour: int32(r.StartHour), EndHour: int32(r.EndHour), Version: r.Version, //nolint:gosec // hours
	}
}
