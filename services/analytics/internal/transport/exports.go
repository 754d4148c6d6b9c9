package transport

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	"dajiu/platform/authn"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/analytics/internal/app"
	"dajiu/services/analytics/internal/domain"
)

const defaultPage = 20

type exportServer struct {
	analyticsv1.UnimplementedExportServiceServer
	exports *app.Exports
	lists   *Lists
}

func (s *exportServer) ListSources(context.Context, *analyticsv1.ListSourcesRequest) (*analyticsv1.ListSourcesResponse, error) {
	resp := &analyticsv1.ListSourcesResponse{}
	for _, source := range s.lists.all() {
		resp.Sources = append(resp.Sources, &analyticsv1.ExportSource{Name: source.name, Title: source.title, Permission: source.name})
	}
	return resp, nil
}

func (s *exportServer) CreateExport(ctx context.Context, req *analyticsv1.CreateExportRequest) (*analyticsv1.Export, error) {
	x := domain.Export{
		UserID: authn.From(ctx).UserID, Key: rpc.IdempotencyKey(ctx), Source: req.GetSource(), Query: req.GetQuery(),
		Format: domain.Format(req.GetFormat()), FileName: req.GetFileName(),
	}
	for _, c := range req.GetColumns() {
		x.Columns = append(x.Columns, domain.ExportColumn{Path: c.GetPath(), Title: c.GetTitle(), Kind: domain.CellKind(c.GetKind()), Labels: c.GetLabels()})
	}
	x, err := s.exports.Create(ctx, x)
	if err != nil {
		return nil, err
	}
	return exportToProto(x), nil
}

func (s *exportServer) ListExports(ctx context.Context, req *analyticsv1.ListExportsRequest) (*analyticsv1.ListExportsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.exports.Store.Exports(ctx, authn.From(ctx).UserID, before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &analyticsv1.ListExportsResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, x := range list {
		resp.Exports = append(resp.Exports, exportToProto(x))
	}
	return resp, nil
}

func (s *exportServer) ShowExport(ctx context.Context, req *analyticsv1.ShowExportRequest) (*analyticsv1.Export, error) {
	x, err := s.exports.Store.Export(ctx, authn.From(ctx).UserID, req.GetExportId())
	if err != nil {
		return nil, err
	}
	return exportToProto(x), nil
}

func (s *exportServer) CancelExport(ctx context.Context, req *analyticsv1.CancelExportRequest) (*analyticsv1.Export, error) {
	user := authn.From(ctx).UserID
	if err := s.exports.Store.CancelExport(ctx, user, req.GetExportId()); err != nil {
		return nil, err
	}
	return s.ShowExport(ctx, &analyticsv1.ShowExportRequest{ExportId: req.GetExportId()})
}

func (s *exportServer) ReadExport(ctx context.Context, req *analyticsv1.ReadExportRequest) (*analyticsv1.ReadExportResponse, error) {
	x, part, err := s.exports.Read(ctx, authn.From(ctx).UserID, req.GetExportId(), req.GetOffset())
	if err != nil {
		return nil, err
	}
	return &analyticsv1.ReadExportResponse{Part: part, Bytes: x.Bytes, FileName: x.FileName, Format: analyticsv1.ExportFormat(x.Format)}, nil //nolint:gosec // small enum
}

func exportToProto(x domain.Export) *analyticsv1.Export {
	p := &analyticsv1.Export{
		ExportId: x.ID, Source: x.Source, Query: x.Query, Format: analyticsv1.ExportFormat(x.Format), FileName: x.FileName, //nolint:gosec // small enum
		State: analyticsv1.ExportState(x.State), Rows: x.Rows, Bytes: x.Bytes, Truncated: x.Truncated, Failure: x.Failure, FailureReason: x.FailureReason, //nolint:gosec // small enum
		CreateTime: timestamppb.New(x.CreatedAt), FinishTime: moment(x.FinishedAt), ExpireTime: moment(x.ExpiresAt), ReportId: x.ReportID,
	}
	for _, c := range x.Columns {
		p.Columns = append(p.Columns, &analyticsv1.ExportColumn{Path: c.Path, Title: c.Title, Kind: analyticsv1.CellKind(c.Kind), Labels: c.Labels}) //nolint:gosec // small enum
	}
	return p
}

// moment is a time on the wire; unset where there is none.
func moment(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}
