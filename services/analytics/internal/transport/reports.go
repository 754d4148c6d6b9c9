package transport

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/timestamppb"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	"dajiu/platform/authn"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/analytics/internal/app"
	"dajiu/services/analytics/internal/domain"
)

type reportServer struct {
	analyticsv1.UnimplementedReportServiceServer
	reports *app.Reports
}

func (s *reportServer) ListReports(ctx context.Context, req *analyticsv1.ListReportsRequest) (*analyticsv1.ListReportsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	user, size := authn.From(ctx).UserID, page.Limit(defaultPage)
	list, err := s.reports.Store.Reports(ctx, user, req.GetShared(), before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &analyticsv1.ListReportsResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, r := range list {
		p, err := reportToProto(r, user)
		if err != nil {
			return nil, err
		}
		resp.Reports = append(resp.Reports, p)
	}
	return resp, nil
}

func (s *reportServer) CreateReport(ctx context.Context, req *analyticsv1.CreateReportRequest) (*analyticsv1.Report, error) {
	r, err := reportFromProto(ctx, req.GetName(), req.GetDefinition(), req.GetShared(), req.GetSchedule())
	if err != nil {
		return nil, err
	}
	r.Key = rpc.IdempotencyKey(ctx)
	if r, err = s.reports.Create(ctx, r, definitionFromProto(req.GetDefinition())); err != nil {
		return nil, err
	}
	return reportToProto(r, r.OwnerID)
}

func (s *reportServer) UpdateReport(ctx context.Context, req *analyticsv1.UpdateReportRequest) (*analyticsv1.Report, error) {
	r, err := reportFromProto(ctx, req.GetName(), req.GetDefinition(), req.GetShared(), req.GetSchedule())
	if err != nil {
		return nil, err
	}
	r.ID, r.Version = req.GetReportId(), req.GetVersion()
	if r, err = s.reports.Update(ctx, r, definitionFromProto(req.GetDefinition())); err != nil {
		return nil, err
	}
	return reportToProto(r, r.OwnerID)
}

func (s *reportServer) DeleteReport(ctx context.Context, req *analyticsv1.DeleteReportRequest) (*analyticsv1.DeleteReportResponse, error) {
	return &analyticsv1.DeleteReportResponse{}, s.reports.Store.DeleteReport(ctx, authn.From(ctx).UserID, req.GetReportId())
}

func reportFromProto(ctx context.Context, name string, d *analyticsv1.ReportDefinition, shared bool, s *analyticsv1.Schedule) (domain.Report, error) {
	raw, err := protojson.Marshal(d)
	if err != nil {
		return domain.Report{}, fmt.Errorf("definition: %w", err)
	}
	return domain.Report{
		OwnerID: authn.From(ctx).UserID, Name: name, Definition: string(raw), Shared: shared,
		Schedule: domain.Schedule{Frequency: domain.Frequency(s.GetFrequency()), Hour: int(s.GetHour()), Day: int(s.GetDay())},
	}, nil
}

func definitionOf(r domain.Report) (*analyticsv1.ReportDefinition, error) {
	d := &analyticsv1.ReportDefinition{}
	if err := (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal([]byte(r.Definition), d); err != nil {
		return nil, fmt.Errorf("definition of report %d: %w", r.ID, err)
	}
	return d, nil
}

func reportToProto(r domain.Report, caller int64) (*analyticsv1.Report, error) {
	d, err := definitionOf(r)
	if err != nil {
		return nil, err
	}
	p := &analyticsv1.Report{
		ReportId: r.ID, OwnerId: r.OwnerID, Name: r.Name, Definition: d, Shared: r.Shared, NextRunTime: moment(r.NextRun), Version: r.Version,
		UpdateTime: timestamppb.New(r.UpdatedAt), Own: r.OwnerID == caller,
	}
	if r.Schedule.Frequency != 0 {
		p.Schedule = &analyticsv1.Schedule{
			Frequency: analyticsv1.Frequency(r.Schedule.Frequency), Hour: int32(r.Schedule.Hour), Day: int32(r.Schedule.Day), //nolint:gosec // small numbers
		}
	}
	return p, nil
}

// reportSource is the list that a report's export reads.
const reportSource = "analytics.report.query"

// ExportOf is what a report's schedule exports: its rows as its owner may see them.
func ExportOf(r domain.Report) (domain.Export, error) {
	d, err := definitionOf(r)
	if err != nil {
		return domain.Export{}, err
	}
	d.Limit = domain.MaxRows
	query, err := protojson.Marshal(&analyticsv1.QueryReportRequest{Definition: d})
	if err != nil {
		return domain.Export{}, fmt.Errorf("report %d: %w", r.ID, err)
	}
	x := domain.Export{Source: reportSource, Query: string(query), Format: domain.XLSX, FileName: r.Name}
	if d.GetGrain() > analyticsv1.Grain_GRAIN_NONE {
		x.Columns = append(x.Columns, domain.ExportColumn{Path: "time", Title: "时间", Kind: domain.TextCell})
	}
	for i, dim := range d.GetDimensions() {
		x.Columns = append(x.Columns, domain.ExportColumn{Path: fmt.Sprintf("labels.%d", i), Title: domain.Dimension(dim).Title(), Kind: domain.TextCell})
	}
	for i, m := range d.GetMeasures() {
		spec, _ := domain.Measure(m).Spec()
		c := domain.ExportColumn{Path: fmt.Sprintf("values.%d", i), Title: spec.Title, Kind: domain.NumberCell}
		switch spec.Unit {
		case domain.Fen:
			c.Kind, c.Title = domain.FenCell, c.Title+"（元）"
		case domain.Share:
			c.Title += "（万分比）"
		case domain.Seconds:
			c.Title += "（秒）"
		case domain.Count:
		}
		x.Columns = append(x.Columns, c)
	}
	return x, nil
}
