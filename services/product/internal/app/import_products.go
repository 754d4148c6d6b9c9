package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/intake"
	"dajiu/services/product/internal/shelf"
)

// ImportRecords keeps imports.
type ImportRecords interface {
	AddImport(ctx context.Context, in domain.Import, products []domain.Product) (domain.Import, error)
	Import(ctx context.Context, id int64) (domain.Import, error)
	ImportRows(ctx context.Context, importID int64, after int32, limit int) ([]domain.ImportRow, error)
	NoteImported(ctx context.Context, importID int64, position int32, failure string) error
	RestImport(ctx context.Context, importID int64) error
}

// CatalogueShelf is the catalogue with all its products.
type CatalogueShelf interface {
	Catalogue(ctx context.Context) (*shelf.Catalogue, error)
}

// Importer takes products from workbooks.
type Importer struct {
	Admin   *Admin
	Records ImportRecords
	Shelf   CatalogueShelf
	// turn lets one workbook be read at a time: unpacked, one takes up to some hundred megabytes.
	turn chan struct{}
	// fourEyes is asked for by the installation.
	fourEyes bool
}

// NewImporter returns the use cases of imports.
func NewImporter(admin *Admin, records ImportRecords, catalogue CatalogueShelf, fourEyes bool) *Importer {
	return &Importer{Admin: admin, Records: records, Shelf: catalogue, turn: make(chan struct{}, 1), fourEyes: fourEyes}
}

// Check reads a workbook and tells what is in it and what is wrong with which cell. Operators only; it changes nothing. It reports
// PRODUCT_IMPORT_UNREADABLE.
func (im *Importer) Check(ctx context.Context, content []byte) (sheet *intake.Sheet, entries []intake.Entry, faults []intake.Fault, err error) {
	c, err := im.Shelf.Catalogue(ctx)
	if err != nil {
		return nil, nil, nil, err //nolint:wrapcheck // the shelf names the operation
	}
	select {
	case im.turn <- struct{}{}:
		defer func() { <-im.turn }()
	case <-ctx.Done():
		return nil, nil, nil, ctx.Err() //nolint:wrapcheck // the caller knows
	}
	if sheet, err = intake.Read(content); err != nil {
		return nil, nil, nil, err //nolint:wrapcheck // it says what is wrong
	}
	entries, faults = intake.Judge(sheet, c, im.Admin.Clock.Now())
	return sheet, entries, faults, nil
}

// Start keeps the products of a workbook without faults, to be applied one after the other. Operators only. All of a workbook is
// taken or none: one with a fault is PRODUCT_IMPORT_WRONG. To publish at once where four eyes are asked for is PRODUCT_FOUR_EYES.
func (im *Importer) Start(ctx context.Context, content []byte, mode domain.ImportMode, name string, by domain.Editor) (domain.Import, error) {
	if mode == domain.PublishAtOnce && by.FourEyes {
		return domain.Import{}, domain.ErrFourEyes
	}
	_, entries, faults, err := im.Check(ctx, content)
	if err != nil {
		return domain.Import{}, err
	}
	if len(faults) > 0 {
		return domain.Import{}, errs.Newf(codes.FailedPrecondition, "PRODUCT_IMPORT_WRONG", "有 %d 处错误，未导入任何商品", len(faults)).
			WithFields(errs.Field{Path: faults[0].Cell.Name(), Reason: faults[0].Message})
	}
	products := make([]domain.Product, len(entries))
	for i, e := range entries {
		products[i] = e.Product
	}
	sum := sha256.Sum256(content)
	in := domain.Import{FileHash: hex.EncodeToString(sum[:]), Mode: mode, FileName: name, AuthorID: by.UserID}
	return im.Records.AddImport(ctx, in, products) //nolint:wrapcheck // the store names the operation
}

// stride is how many products are applied before others have their turn.
const stride = 25

// GoOn applies the next products of an import. It may be told twice, and die anywhere: a product that was applied already is the
// same again, which changes nothing.
func (im *Importer) GoOn(ctx context.Context, importID int64) error {
	in, err := im.Records.Import(ctx, importID)
	if err != nil || !in.FinishedAt.IsZero() {
		return err //nolint:wrapcheck // the store names the operation
	}
	rows, err := im.Records.ImportRows(ctx, importID, in.Done, stride)
	if err != nil {
		return err //nolint:wrapcheck // the store names the operation
	}
	for _, r := range rows {
		failure, err := im.apply(ctx, in, r)
		if err != nil {
			return fmt.Errorf("import %d, product %s: %w", importID, r.Content.Code, err)
		}
		if err := im.Records.NoteImported(ctx, importID, r.Position, failure); err != nil {
			return err //nolint:wrapcheck // the store names the operation
		}
	}
	return im.Records.RestImport(ctx, importID) //nolint:wrapcheck // the store names the operation
}

// apply applies one product. A refusal is its failure; what may pass is an error.
func (im *Importer) apply(ctx context.Context, in domain.Import, r domain.ImportRow) (failure string, err error) {
	by := domain.Editor{UserID: in.AuthorID, FourEyes: im.fourEyes}
	p := r.Content
	if in.Mode == domain.PublishAtOnce {
		p.State = domain.Published
		_, err = im.Admin.Records.PutProduct(ctx, p, 0, by)
	} else {
		_, err = im.Admin.Revisions.Propose(ctx, p, 0, in.Mode == domain.SubmitProposals, by)
	}
	if err == nil {
		return "", nil
	}
	refusal := errs.From(err)
	if errs.Temporary(err) || refusal.Reason() == errs.ReasonInternal {
		return "", err
	}
	return refusal.Message(), nil
}
