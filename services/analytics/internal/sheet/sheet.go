// Package sheet writes tables for people, row by row, as CSV or as a spreadsheet, with little of them in memory.
//
// It guarantees that no cell is run as a formula by the program that opens the file, whatever customers called themselves, and that
// numbers stay numbers.
//
// It knows no list. Start with [New].
package sheet

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"

	"dajiu/platform/clock"
	"dajiu/services/analytics/internal/domain"
)

// Writer writes one table. Close ends the file; without it the file is not whole.
type Writer interface {
	// Row writes a row: nil, string, int64, float64, Yuan or time.Time.
	Row(cells []any) error
	Close() error
}

// Yuan is an amount in fen that is written in yuan.
type Yuan int64

// New returns a writer to w whose first row is the titles.
func New(w io.Writer, format domain.Format, titles []string) (Writer, error) {
	head := make([]any, len(titles))
	for i, t := range titles {
		head[i] = t
	}
	var to Writer
	var err error
	if format == domain.CSV {
		to, err = newCSV(w)
	} else {
		to, err = newXLSX(w, len(titles))
	}
	if err != nil {
		return nil, err
	}
	return to, to.Row(head)
}

type csvWriter struct {
	buffer *bufio.Writer
	csv    *csv.Writer
	cells  []string
}

// bom tells spreadsheet programs that a text is UTF-8.
const bom = "\ufeff"

func newCSV(w io.Writer) (*csvWriter, error) {
	c := &csvWriter{buffer: bufio.NewWriterSize(w, 64<<10)}
	if _, err := c.buffer.WriteString(bom); err != nil {
		return nil, fmt.Errorf("sheet: %w", err)
	}
	c.csv = csv.NewWriter(c.buffer)
	return c, nil
}

// Row implements Writer.
func (c *csvWriter) Row(cells []any) error {
	c.cells = c.cells[:0]
	for _, cell := range cells {
		c.cells = append(c.cells, text(cell))
	}
	if err := c.csv.Write(c.cells); err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	return nil
}

func text(cell any) string {
	switch v := cell.(type) {
	case string:
		return Guard(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case Yuan:
		return v.String()
	case time.Time:
		return v.In(clock.Zone()).Format(time.DateTime)
	}
	return ""
}

// String writes the amount in yuan.
func (y Yuan) String() string {
	sign := ""
	if y < 0 {
		sign = "-"
	}
	n := uint64(max(y, -y)) //nolint:gosec // not negative, but for the least there is, which is no price
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}

// Close implements Writer.
func (c *csvWriter) Close() error {
	c.csv.Flush()
	if err := c.csv.Error(); err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	if err := c.buffer.Flush(); err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	return nil
}

var number = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// begins are the characters by which programs tell a formula, their wide forms with them.
const begins = "=+-@＝＋－＠"

// Guard makes a text safe to be opened in a spreadsheet: one that a program could take for a formula gets an apostrophe before it.
// Plain numbers stay as they are.
func Guard(s string) string {
	rest := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufeff' || r == '\u200b' })
	dangerous := rest != "" && strings.ContainsRune(begins, []rune(rest)[0]) && !number.MatchString(s)
	if dangerous || strings.HasPrefix(s, "\t") || strings.HasPrefix(s, "\r") || strings.HasPrefix(s, "\n") {
		return "'" + s
	}
	return s
}

// xlsxWriter streams: what is written goes to a temporary file of the library's once it is large.
type xlsxWriter struct {
	to          io.Writer
	file        *excelize.File
	stream      *excelize.StreamWriter
	row         int
	money, when int
	head        int
}

const (
	sheetName   = "Sheet1"
	columnWidth = 18
)

func newXLSX(w io.Writer, width int) (*xlsxWriter, error) {
	x := &xlsxWriter{to: w, file: excelize.NewFile()}
	var err error
	style := func(s *excelize.Style) (id int) {
		if err == nil {
			id, err = x.file.NewStyle(s)
		}
		return id
	}
	moneyFormat, timeFormat := "#,##0.00", "yyyy-mm-dd hh:mm:ss"
	x.money = style(&excelize.Style{CustomNumFmt: &moneyFormat})
	x.when = style(&excelize.Style{CustomNumFmt: &timeFormat})
	x.head = style(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err == nil {
		x.stream, err = x.file.NewStreamWriter(sheetName)
	}
	if err == nil {
		err = x.stream.SetColWidth(1, max(width, 1), columnWidth)
	}
	if err == nil {
		err = x.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	}
	if err != nil {
		return nil, fmt.Errorf("sheet: %w", err)
	}
	return x, nil
}

// Row implements Writer. Texts are stored as texts: no program reads a formula in them.
func (x *xlsxWriter) Row(cells []any) error {
	x.row++
	out := make([]any, len(cells))
	for i, cell := range cells {
		switch v := cell.(type) {
		case string:
			out[i] = excelize.Cell{Value: v}
			if x.row == 1 {
				out[i] = excelize.Cell{StyleID: x.head, Value: v}
			}
		case Yuan:
			out[i] = excelize.Cell{StyleID: x.money, Value: float64(v) / 100} // of a spreadsheet, whose numbers are such
		case time.Time:
			// A spreadsheet's time has no zone: what a clock in China shows.
			_, offset := v.In(clock.Zone()).Zone()
			out[i] = excelize.Cell{StyleID: x.when, Value: v.UTC().Add(time.Duration(offset) * time.Second)}
		default:
			out[i] = v
		}
	}
	if err := x.stream.SetRow(fmt.Sprintf("A%d", x.row), out); err != nil {
		return fmt.Errorf("sheet: row %d: %w", x.row, err)
	}
	return nil
}

// Close implements Writer.
func (x *xlsxWriter) Close() error {
	err := x.stream.Flush()
	if err == nil {
		err = x.file.Write(x.to)
	}
	if closed := x.file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	return nil
}
