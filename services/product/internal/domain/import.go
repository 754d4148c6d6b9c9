package domain

import "time"

// ImportMode is what becomes of the products of an import. Its numbers are stored and on the wire: never change them.
type ImportMode int

// The modes.
const (
	SaveProposals ImportMode = iota + 1
	SubmitProposals
	PublishAtOnce
)

// Import is products that come from a workbook (批量导入), applied one after the other.
type Import struct {
	ID       int64
	FileHash string
	Mode     ImportMode
	FileName string
	AuthorID int64
	// Done counts the products that were tried, Failed those of them that were refused.
	Total, Done, Failed   int32
	CreatedAt, FinishedAt time.Time
}

// ImportRow is a product of an import; Failure is empty where it was applied, or not tried yet.
type ImportRow struct {
	Position int32
	Content  Product
	Failure  string
}
