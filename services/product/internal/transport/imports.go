package transport

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/outbox"
	"dajiu/platform/paging"
	"dajiu/services/product/internal/app"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/intake"
)

const (
	// shownFaults and shownFailures bound what an answer lists; workbooks have them all.
	shownFaults, shownFailures = 500, 100
	// exported is how many products a workbook holds.
	exported = 2000
)

// Imports reads imports and what is exported.
type Imports interface {
	Import(ctx context.Context, id int64) (domain.Import, error)
	Imports(ctx context.Context, below int64, limit int) ([]domain.Import, error)
	ImportRows(ctx context.Context, importID int64, after int32, limit int) ([]domain.ImportRow, error)
	Products(ctx context.Context, ids []int64) ([]domain.Product, error)
}

type importServer struct {
	productv1.UnimplementedProductImportServiceServer
	Parts
}

// SubscribeImports goes on with imports.
func SubscribeImports(c *outbox.Consumer, im *app.Importer) {
	outbox.OnCall(c, func(ctx context.Context, _ outbox.Meta, ev *productv1.ProductImportDue) error {
		return im.GoOn(ctx, ev.GetImportId())
	})
}

func (s *importServer) DownloadTemplate(ctx context.Context, _ *productv1.DownloadTemplateRequest) (*productv1.Workbook, error) {
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	content, err := intake.Template(c)
	return &productv1.Workbook{FileName: "商品导入模板.xlsx", Content: content}, err
}

func (s *importServer) ExportProducts(ctx context.Context, req *productv1.ListCatalogueProductsRequest) (*productv1.Workbook, error) {
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	found, _, err := c.Look(searchFromProto(req), 0, exported)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(found))
	for i, p := range found {
		ids[i] = p.ID
	}
	products, err := s.Imports.Products(ctx, ids)
	if err != nil {
		return nil, err
	}
	lines := make([]intake.Line, len(products))
	for i, p := range products {
		lines[i].Product = p
	}
	content, err := intake.Export(c, lines, "")
	return &productv1.Workbook{FileName: "商品.xlsx", Content: content}, err
}

func (s *importServer) CheckImport(ctx context.Context, req *productv1.CheckImportRequest) (*productv1.ImportCheck, error) {
	sheet, entries, faults, err := s.Importer.Check(ctx, req.GetContent())
	if err != nil {
		return nil, err
	}
	resp := &productv1.ImportCheck{RowCount: int32(sheet.Rows()), ProductCount: int32(len(entries)), ErrorCount: int32(len(faults))}
	for _, e := range entries {
		if e.Known {
			resp.KnownCount++
		}
	}
	for _, f := range faults[:min(len(faults), shownFaults)] {
		resp.Errors = append(resp.Errors, &productv1.CellError{Cell: f.Cell.Name(), Row: int32(f.Cell.Row), Column: f.Title, Message: f.Message})
	}
	if len(faults) == 0 {
		return resp, nil
	}
	marked, err := intake.Marked(sheet, faults)
	if err != nil {
		return nil, err
	}
	resp.Marked = &productv1.Workbook{FileName: "商品导入错误.xlsx", Content: marked}
	return resp, nil
}

func (s *importServer) StartImport(ctx context.Context, req *productv1.StartImportRequest) (*productv1.ProductImport, error) {
	in, err := s.Importer.Start(ctx, req.GetContent(), domain.ImportMode(req.GetMode()), req.GetFileName(), s.editor(ctx))
	if err != nil {
		return nil, err
	}
	return importToProto(in), nil
}

func importToProto(in domain.Import) *productv1.ProductImport {
	out := &productv1.ProductImport{
		ImportId: in.ID, FileName: in.FileName, Mode: productv1.ImportMode(in.Mode), State: productv1.ImportState_IMPORT_STATE_RUNNING,
		TotalCount: in.Total, DoneCount: in.Done, FailedCount: in.Failed, AuthorId: in.AuthorID, CreateTime: timestamppb.New(in.CreatedAt),
	}
	if !in.FinishedAt.IsZero() {
		out.State, out.FinishTime = productv1.ImportState_IMPORT_STATE_DONE, timestamppb.New(in.FinishedAt)
	}
	return out
}

func (s *importServer) ShowImport(ctx context.Context, req *productv1.ShowImportRequest) (*productv1.ProductImport, error) {
	in, err := s.Imports.Import(ctx, req.GetImportId())
	if err != nil {
		return nil, err
	}
	out := importToProto(in)
	if in.Failed == 0 {
		return out, nil
	}
	rows, err := s.Imports.ImportRows(ctx, in.ID, 0, intake.MaxRows)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if r.Failure != "" && len(out.GetFailures()) < shownFailures {
			out.Failures = append(out.Failures, &productv1.ImportFailure{ProductCode: r.Content.Code, Message: r.Failure})
		}
	}
	return out, nil
}

func (s *importServer) ListImports(ctx context.Context, req *productv1.ListImportsRequest) (*productv1.ListImportsResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	below, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.Imports.Imports(ctx, below, size+1)
	if err != nil {
		return nil, err
	}
	resp := &productv1.ListImportsResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, in := range list {
		resp.Imports = append(resp.Imports, importToProto(in))
	}
	return resp, nil
}

func (s *importServer) DownloadImport(ctx context.Context, req *productv1.DownloadImportRequest) (*productv1.Workbook, error) {
	in, err := s.Imports.Import(ctx, req.GetImportId())
	if err != nil {
		return nil, err
	}
	c, err := s.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.Imports.ImportRows(ctx, in.ID, 0, intake.MaxRows)
	if err != nil {
		return nil, err
	}
	lines := make([]intake.Line, len(rows))
	for i, r := range rows {
		lines[i] = intake.Line{Product: r.Content, Remark: "已导入"}
		switch {
		case r.Failure != "":
			lines[i].Remark = "失败：" + r.Failure
		case r.Position > in.Done:
			lines[i].Remark = "等待中"
		}
	}
	content, err := intake.Export(c, lines, "导入结果")
	return &productv1.Workbook{FileName: "商品导入结果.xlsx", Content: content}, err
}
