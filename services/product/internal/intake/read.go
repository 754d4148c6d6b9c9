package intake

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

const (
	// MaxRows bounds the rows of a workbook.
	MaxRows = 5000
	// maxColumns bounds its columns.
	maxColumns = 120
	// maxUnpacked bounds what a workbook may unpack to: a few kilobytes can claim to be gigabytes (zip bombs).
	maxUnpacked = 48 << 20
	// hintMark begins the row of hints, which says nothing.
	hintMark = "说明："
)

// Cell is a place in the workbook: a column from 0, a row from 1.
type Cell struct{ Column, Row int }

// Name is how Excel calls the cell: C7.
func (c Cell) Name() string {
	name, err := excelize.CoordinatesToCellName(c.Column+1, c.Row)
	if err != nil {
		return fmt.Sprintf("R%dC%d", c.Row, c.Column+1)
	}
	return name
}

// Fault is what is wrong with a cell.
type Fault struct {
	Cell    Cell
	Title   string
	Message string
}

// Sheet is what a workbook says, as text.
type Sheet struct {
	titles []string
	keys   []string
	rows   []row
	faults []Fault
}

type row struct {
	number int
	cells  map[string]string // by key
}

// Rows is how many rows say something.
func (s *Sheet) Rows() int { return len(s.rows) }

// Read reads the first sheet of a workbook. It reports PRODUCT_IMPORT_UNREADABLE for what is no workbook, has not our headings, or
// is larger than we take.
func Read(content []byte) (s *Sheet, err error) {
	defer func() {
		// The parser is not ours, and what it reads is anybody's.
		if trouble := recover(); trouble != nil {
			s, err = nil, unreadable("无法识别的文件，请使用下载的模板")
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked, RawCellValue: true,
	})
	if err != nil {
		return nil, unreadable("无法识别的文件，请使用下载的 xlsx 模板")
	}
	defer func() { _ = f.Close() }() // it was read from memory
	name := f.GetSheetName(0)
	cells, err := f.Rows(name)
	if err != nil {
		return nil, unreadable("工作簿中没有可读的工作表")
	}
	defer func() { _ = cells.Close() }() // as above
	s = &Sheet{}
	for number := 1; cells.Next(); number++ {
		values, err := cells.Columns()
		if err != nil || len(values) > maxColumns {
			return nil, unreadable(fmt.Sprintf("第 %d 行无法读取", number))
		}
		if number == 1 {
			if err := s.heading(values); err != nil {
				return nil, err
			}
			continue
		}
		s.take(number, values)
		if len(s.rows) > MaxRows || number > 2*MaxRows {
			return nil, unreadable(fmt.Sprintf("最多 %d 行，请拆分后导入", MaxRows))
		}
	}
	if len(s.rows) == 0 {
		return nil, unreadable("没有任何商品行")
	}
	s.formulas(f, name)
	return s, nil
}

func unreadable(why string) error {
	return errs.New(codes.InvalidArgument, "PRODUCT_IMPORT_UNREADABLE", why).WithFields(errs.Field{Path: "content", Reason: why})
}

func (s *Sheet) heading(values []string) error {
	seen := map[string]bool{}
	for _, title := range values {
		key := keyOf(title)
		if key != "" && seen[key] {
			return unreadable("表头「" + clip(title) + "」重复")
		}
		seen[key] = true
		s.titles, s.keys = append(s.titles, title), append(s.keys, key)
	}
	for _, c := range fixedColumns() {
		if strings.HasSuffix(c.title, "*") && !seen[c.key] {
			return unreadable("缺少表头「" + strings.TrimSuffix(c.title, "*") + "」，请使用下载的模板")
		}
	}
	return nil
}

// take keeps a row that says something.
func (s *Sheet) take(number int, values []string) {
	r := row{number: number, cells: map[string]string{}}
	for i, value := range values {
		if i >= len(s.keys) || s.keys[i] == "" {
			continue
		}
		if value = strings.TrimSpace(value); value != "" {
			if !utf8.ValidString(value) || strings.ContainsRune(value, 0) {
				s.fault(r.number, s.keys[i], "含有无法识别的字符")
				continue
			}
			r.cells[s.keys[i]] = value
		}
	}
	if len(r.cells) > 0 && !strings.HasPrefix(r.cells[s.keys[0]], hintMark) {
		s.rows = append(s.rows, r)
	}
}

// formulas finds formulas: what they show was worked out elsewhere and may change.
func (s *Sheet) formulas(f *excelize.File, name string) {
	for _, r := range s.rows {
		for i, key := range s.keys {
			if key == "" {
				continue
			}
			if formula, err := f.GetCellFormula(name, Cell{i, r.number}.Name()); err == nil && formula != "" {
				s.fault(r.number, key, "不接受公式，请粘贴为数值")
			}
		}
	}
}

// fault notes what is wrong with a cell of a column.
func (s *Sheet) fault(number int, key, message string) {
	for i, k := range s.keys {
		if k == key {
			s.faults = append(s.faults, Fault{Cell{i, number}, strings.TrimSuffix(s.titles[i], "*"), message})
			return
		}
	}
	s.faults = append(s.faults, Fault{Cell{0, number}, "整行", message})
}

func clip(text string) string {
	if runes := []rune(text); len(runes) > 20 {
		return string(runes[:20]) + "…"
	}
	return text
}
