package transport

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/inventory/internal/app"
	"dajiu/services/inventory/internal/domain"
	"dajiu/services/inventory/internal/store"
)

type sheetServer struct {
	inventoryv1.UnimplementedCountSheetServiceServer
	sheets *app.Sheets
	rows   *store.Stock
}

func (s *sheetServer) OpenCountSheet(ctx context.Context, req *inventoryv1.OpenCountSheetRequest) (*inventoryv1.CountSheet, error) {
	sheet, err := s.sheets.Open(ctx, app.Opening{
		StoreID: req.GetStoreId(), Name: req.GetName(), Cover: domain.Cover(req.GetCover()), CategoryID: req.GetCategoryId(), Skus: req.GetSkuIds(),
		Blind: req.GetBlind(), By: authn.From(ctx).UserID, Key: rpc.IdempotencyKey(ctx),
	})
	return s.sheet(sheet, err)
}

func (s *sheetServer) ListCountSheets(ctx context.Context, req *inventoryv1.ListCountSheetsRequest) (*inventoryv1.ListCountSheetsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.rows.SheetsOf(ctx, req.GetStoreId(), domain.SheetState(req.GetState()), before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &inventoryv1.ListCountSheetsResponse{}
	if len(list) > size {
		list, resp.NextPageToken = list[:size], paging.Token(list[size-1].Facts().ID)
	}
	for _, sheet := range list {
		resp.Sheets = append(resp.Sheets, s.sheetToProto(sheet))
	}
	return resp, nil
}

func (s *sheetServer) ShowCountSheet(ctx context.Context, req *inventoryv1.ShowCountSheetRequest) (*inventoryv1.CountSheet, error) {
	return s.sheet(s.rows.Sheet(ctx, req.GetStoreId(), req.GetSheetId()))
}

func (s *sheetServer) ListCountLines(ctx context.Context, req *inventoryv1.ListCountLinesRequest) (*inventoryv1.ListCountLinesResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	after, err := page.After()
	if err != nil {
		return nil, err
	}
	sheet, err := s.rows.Sheet(ctx, req.GetStoreId(), req.GetSheetId())
	if err != nil {
		return nil, err
	}
	hidden := hides(sheet.Facts())
	want, err := linesWanted(req, hidden)
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.rows.CountLines(ctx, req.GetSheetId(), want, after, size+1)
	if err != nil {
		return nil, err
	}
	resp := &inventoryv1.ListCountLinesResponse{}
	if len(list) > size {
		list, resp.NextPageToken = list[:size], paging.Token(list[size-1].SkuID)
	}
	for _, l := range list {
		resp.Lines = append(resp.Lines, countLineToProto(l, hidden))
	}
	return resp, nil
}

// hides reports whether nobody is told what the books say.
func hides(f domain.SheetFacts) bool { return f.Blind && f.State == domain.SheetOpen }

func linesWanted(req *inventoryv1.ListCountLinesRequest, hidden bool) (store.LinesWanted, error) {
	want := store.LinesWanted{Skus: req.GetSkuIds()}
	switch req.GetShow() {
	case inventoryv1.CountLineShow_COUNT_LINE_SHOW_UNCOUNTED:
		want.Statuses = []domain.LineStatus{domain.LineUncounted}
	case inventoryv1.CountLineShow_COUNT_LINE_SHOW_COUNTED:
		want.Statuses = []domain.LineStatus{domain.LineCounted, domain.LinePosted, domain.LineRefused}
	case inventoryv1.CountLineShow_COUNT_LINE_SHOW_DIFFERENT:
		if hidden {
			return want, errs.Invalid("show", "盲盘期间不显示差异")
		}
		want.Different = true
	case inventoryv1.CountLineShow_COUNT_LINE_SHOW_REFUSED:
		want.Statuses = []domain.LineStatus{domain.LineRefused}
	case inventoryv1.CountLineShow_COUNT_LINE_SHOW_UNSPECIFIED:
	}
	return want, nil
}

func (s *sheetServer) CountLine(ctx context.Context, req *inventoryv1.CountLineRequest) (*inventoryv1.CountLineResponse, error) {
	line, sheet, err := s.sheets.Count(ctx, app.Counting{
		StoreID: req.GetStoreId(), SheetID: req.GetSheetId(), SkuID: req.GetSkuId(), Counted: req.GetQuantity(), By: authn.From(ctx).UserID, Key: rpc.IdempotencyKey(ctx),
	})
	if err != nil {
		return nil, err
	}
	f := sheet.Facts()
	return &inventoryv1.CountLineResponse{Line: countLineToProto(line, hides(f)), LineCount: int32(f.Lines), CountedCount: int32(f.Counted)}, nil
}

func (s *sheetServer) SubmitCountSheet(ctx context.Context, req *inventoryv1.ActOnCountSheetRequest) (*inventoryv1.CountSheet, error) {
	return s.sheet(s.sheets.Submit(ctx, actFromProto(ctx, req)))
}

func (s *sheetServer) ReturnCountSheet(ctx context.Context, req *inventoryv1.ActOnCountSheetRequest) (*inventoryv1.CountSheet, error) {
	return s.sheet(s.sheets.Return(ctx, actFromProto(ctx, req)))
}

func (s *sheetServer) ApproveCountSheet(ctx context.Context, req *inventoryv1.ActOnCountSheetRequest) (*inventoryv1.CountSheet, error) {
	return s.sheet(s.sheets.Approve(ctx, actFromProto(ctx, req)))
}

func (s *sheetServer) CancelCountSheet(ctx context.Context, req *inventoryv1.ActOnCountSheetRequest) (*inventoryv1.CountSheet, error) {
	return s.sheet(s.sheets.Cancel(ctx, actFromProto(ctx, req)))
}

func actFromProto(ctx context.Context, req *inventoryv1.ActOnCountSheetRequest) app.Act {
	return app.Act{
		StoreID: req.GetStoreId(), SheetID: req.GetSheetId(),
		Acting: domain.Acting{By: authn.From(ctx).UserID, Version: req.GetVersion(), Reason: req.GetReason()},
	}
}

func (s *sheetServer) sheet(sheet *domain.Sheet, err error) (*inventoryv1.CountSheet, error) {
	if err != nil {
		return nil, err
	}
	return s.sheetToProto(sheet), nil
}

func (s *sheetServer) sheetToProto(sheet *domain.Sheet) *inventoryv1.CountSheet {
	f := sheet.Facts()
	p := &inventoryv1.CountSheet{
		SheetId: f.ID, StoreId: f.StoreID, Name: f.Name, Cover: inventoryv1.CountCover(f.Cover), CategoryId: f.CategoryID, Blind: f.Blind,
		State: inventoryv1.CountSheetState(f.State), LineCount: int32(f.Lines), CountedCount: int32(f.Counted), OpenedBy: f.OpenedBy,
		OpenTime: timestamppb.New(f.OpenedAt), SubmittedBy: f.SubmittedBy, SubmitTime: timeToProto(f.SubmittedAt), ReviewedBy: f.ReviewedBy,
		ReviewTime: timeToProto(f.ReviewedAt), Reason: f.Reason, PostedCount: int32(f.Posted), RefusedCount: int32(f.Refused), Version: f.Version,
	}
	if !hides(f) {
		p.OverValue, p.ShortValue, p.DifferentCount = int64(f.Tally.Over), int64(f.Tally.Short), int32(f.Tally.Different)
		p.SecondPerson = sheet.NeedsSecond(s.sheets.Alone)
	}
	return p
}

func countLineToProto(l app.CountLine, hidden bool) *inventoryv1.CountLine {
	p := &inventoryv1.CountLine{
		SkuId: l.SkuID, Counted: l.Status != domain.LineUncounted, CountedQuantity: l.Counted, Price: int64(l.Price), CountedBy: l.CountedBy,
		CountTime: timeToProto(l.At), MovementId: l.MovementID, Posted: l.Status == domain.LinePosted, Refused: l.Status == domain.LineRefused,
		RefusedReserved: l.Reserved,
	}
	if !hidden {
		p.BookQuantity, p.Difference = l.Book, l.Difference()
	}
	return p
}

// timeToProto is unset where the time has not come.
func timeToProto(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}
