package domain

import "time"

// ExportState is where an export stands, by the numbers of the contract.
type ExportState int

// The states of an export.
const (
	ExportQueued ExportState = iota + 1
	ExportRunning
	ExportDone
	ExportFailed
	ExportCancelled
	ExportExpired
)

// Over reports whether nothing more becomes of it but being swept.
func (s ExportState) Over() bool { return s > ExportRunning }

// Format is the kind of file, by the numbers of the contract.
type Format int

// The formats.
const (
	XLSX Format = iota + 1
	CSV
)

// Ending is how names of such files end.
func (f Format) Ending() string {
	if f == CSV {
		return ".csv"
	}
	return ".xlsx"
}

// CellKind is how a value is written, by the numbers of the contract.
type CellKind int

// The kinds of cells.
const (
	TextCell CellKind = iota + 1
	FenCell
	TimeCell
	NumberCell
	GoodsCell // a SKU's number, written as what it is called
)

// ExportColumn is where a column's values are in a row, and how they are written. Its JSON names are stored.
type ExportColumn struct {
	Path   string            `json:"path"`
	Title  string            `json:"title"`
	Kind   CellKind          `json:"kind"`
	Labels map[string]string `json:"labels,omitempty"`
}

// Export is a list that somebody wants, or has, as a file.
type Export struct {
	ID, UserID  int64
	Key, Hash   string
	Source      string
	Query       string
	Columns     []ExportColumn
	Format      Format
	FileName    string
	ReportID    int64
	State       ExportState
	Attempts    int
	Rows, Bytes int64
	Truncated   bool
	// Failure is for people, FailureReason its code.
	Failure, FailureReason           string
	CreatedAt, FinishedAt, ExpiresAt time.Time
}

const (
	// MaxExportRows is where an export stops.
	MaxExportRows = 200_000
	// MaxWaiting is how many exports of one person may wait or run.
	MaxWaiting = 20
	// FilesKept is how long a file may be fetched.
	FilesKept = 7 * 24 * time.Hour
	// ExportsKept is how long it is remembered that there was one.
	ExportsKept = 90 * 24 * time.Hour
)
