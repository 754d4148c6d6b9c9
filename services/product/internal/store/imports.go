package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/sqldb"
	"dajiu/services/product/internal/domain"
)

type importRow struct {
	bun.BaseModel `bun:"table:product_imports,alias:product_imports"`

	ID         int64     `bun:"id,pk"`
	FileHash   string    `bun:"file_hash"`
	Mode       int       `bun:"mode"`
	FileName   string    `bun:"file_name"`
	AuthorID   int64     `bun:"author_id"`
	Total      int32     `bun:"total"`
	Done       int32     `bun:"done"`
	Failed     int32     `bun:"failed"`
	CreatedAt  time.Time `bun:"created_at"`
	FinishedAt time.Time `bun:"finished_at,nullzero"`
}

type importProductRow struct {
	bun.BaseModel `bun:"table:product_import_rows,alias:product_import_rows"`

	ImportID int64       `bun:"import_id,pk"`
	Position int32       `bun:"position,pk"`
	Content  contentJSON `bun:"content,type:json"`
	Failure  string      `bun:"failure"`
}

func importFromRow(r *importRow) domain.Import {
	return domain.Import{
		ID: r.ID, FileHash: r.FileHash, Mode: domain.ImportMode(r.Mode), FileName: r.FileName, AuthorID: r.AuthorID,
		Total: r.Total, Done: r.Done, Failed: r.Failed, CreatedAt: r.CreatedAt, FinishedAt: r.FinishedAt,
	}
}

// AddImport keeps an import with its products, and has it begun. The same file in the same mode is the import that there is.
func (s *Catalog) AddImport(ctx context.Context, in domain.Import, products []domain.Product) (domain.Import, error) {
	result := in
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var known importRow
		err := tx.NewSelect().Model(&known).Where("file_hash = ? AND mode = ?", in.FileHash, int(in.Mode)).Scan(ctx)
		if err == nil {
			result = importFromRow(&known)
			return nil
		}
		if !sqldb.IsNotFound(err) {
			return fmt.Errorf("look for import: %w", err)
		}
		result = in
		result.ID, result.Total, result.CreatedAt = s.ids.Next(), int32(len(products)), s.now() //nolint:gosec // at most 5,000
		row := importRow{
			ID: result.ID, FileHash: in.FileHash, Mode: int(in.Mode), FileName: in.FileName, AuthorID: in.AuthorID, Total: result.Total, CreatedAt: result.CreatedAt,
		}
		if err := insertNew(ctx, &change{Tx: tx}, &row, "import"); err != nil {
			return err
		}
		rows := make([]importProductRow, len(products))
		for i, p := range products {
			rows[i] = importProductRow{ImportID: result.ID, Position: int32(i + 1), Content: contentFromProduct(p)} //nolint:gosec // as above
		}
		if err := sqldb.InsertAll(ctx, tx, rows); err != nil {
			return fmt.Errorf("keep products of import: %w", err)
		}
		return s.dueImport(ctx, tx, result.ID)
	})
	return result, err
}

func (s *Catalog) dueImport(ctx context.Context, tx *sqldb.Tx, importID int64) error {
	if err := s.outbox.Append(ctx, tx, importID, &productv1.ProductImportDue{ImportId: importID}); err != nil {
		return fmt.Errorf("go on with import %d: %w", importID, err)
	}
	return nil
}

// Import reads an import, or reports PRODUCT_IMPORT_NOT_FOUND.
func (s *Catalog) Import(ctx context.Context, id int64) (domain.Import, error) {
	var row importRow
	err := s.db.Reader().NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if sqldb.IsNotFound(err) {
		return domain.Import{}, domain.ErrNoImport
	}
	if err != nil {
		return domain.Import{}, fmt.Errorf("read import %d: %w", id, err)
	}
	return importFromRow(&row), nil
}

// Imports returns a page of imports, the latest first, below an id (0: from the latest).
func (s *Catalog) Imports(ctx context.Context, below int64, limit int) ([]domain.Import, error) {
	var rows []importRow
	q := s.db.Reader().NewSelect().Model(&rows)
	if below > 0 {
		q = q.Where("id < ?", below)
	}
	if err := q.OrderExpr("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read imports: %w", err)
	}
	list := make([]domain.Import, len(rows))
	for i := range rows {
		list[i] = importFromRow(&rows[i])
	}
	return list, nil
}

// ImportRows returns the products of an import after a position, at most a limit of them.
func (s *Catalog) ImportRows(ctx context.Context, importID int64, after int32, limit int) ([]domain.ImportRow, error) {
	var rows []importProductRow
	err := s.db.Reader().NewSelect().Model(&rows).Where("import_id = ? AND position > ?", importID, after).
		OrderExpr("position").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read products of import %d: %w", importID, err)
	}
	list := make([]domain.ImportRow, len(rows))
	for i, r := range rows {
		list[i] = domain.ImportRow{Position: r.Position, Content: productFromContent(r.Content), Failure: r.Failure}
	}
	return list, nil
}

// NoteImported counts a product of an import as tried, once: where another process was faster, nothing changes.
func (s *Catalog) NoteImported(ctx context.Context, importID int64, position int32, failure string) error {
	return s.db.WriteKey(ctx, importID, func(ctx context.Context, tx *sqldb.Tx) error {
		failed := 0
		if failure != "" {
			failed = 1
		}
		res, err := tx.NewUpdate().Model((*importRow)(nil)).Set("done = done + 1").Set("failed = failed + ?", failed).
			Where("id = ? AND done = ?", importID, position-1).Exec(ctx)
		if err != nil {
			return fmt.Errorf("count product of import %d: %w", importID, err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 || failure == "" {
			return err //nolint:wrapcheck // drivers of ours always know
		}
		_, err = tx.NewUpdate().Model((*importProductRow)(nil)).Set("failure = ?", failure).
			Where("import_id = ? AND position = ?", importID, position).Exec(ctx)
		return err //nolint:wrapcheck // Write names the operation
	})
}

// RestImport ends an import whose products were all tried, and has any other gone on with.
func (s *Catalog) RestImport(ctx context.Context, importID int64) error {
	return s.db.WriteKey(ctx, importID, func(ctx context.Context, tx *sqldb.Tx) error {
		res, err := tx.NewUpdate().Model((*importRow)(nil)).Set("finished_at = ?", s.now()).
			Where("id = ? AND done >= total AND finished_at IS NULL", importID).Exec(ctx)
		if err != nil {
			return fmt.Errorf("end import %d: %w", importID, err)
		}
		if n, err := res.RowsAffected(); err != nil || n > 0 {
			return err //nolint:wrapcheck // drivers of ours always know
		}
		left, err := tx.NewSelect().Model((*importRow)(nil)).Where("id = ? AND done < total", importID).Count(ctx)
		if err != nil || left == 0 {
			return err //nolint:wrapcheck // Write names the operation
		}
		return s.dueImport(ctx, tx, importID)
	})
}
