package intake

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

const (
	goods   = "商品"
	choices = "选项"
)

// Line is a product in a workbook that is written, and what is said of it in the last column.
type Line struct {
	Product domain.Product
	Remark  string
}

// Template writes an empty workbook with headings, hints and lists to choose from.
func Template(c *shelf.Catalogue) ([]byte, error) { return Export(c, nil, "") }

// Export writes products into a workbook; with a title for the remarks, those too. All cells are text: none begins a formula.
func Export(c *shelf.Catalogue, lines []Line, remarks string) (content []byte, err error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it lies in memory
	w := &writer{file: f, columns: append(fixedColumns(), attributeColumns(c)...), catalogue: c}
	if remarks != "" {
		w.columns = append(w.columns, column{key: "remark", title: remarks, width: 40})
	}
	w.try(f.SetSheetName("Sheet1", goods))
	w.heading()
	at := 3
	for _, l := range lines {
		at = w.product(at, l)
	}
	w.lists()
	if w.err != nil {
		return nil, fmt.Errorf("write workbook: %w", w.err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), nil
}

// writer keeps the first error.
type writer struct {
	file      *excelize.File
	catalogue *shelf.Catalogue
	columns   []column
	err       error
}

func (w *writer) try(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *writer) heading() {
	bold, err := w.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"8C1D18"}},
		Alignment: &excelize.Alignment{Vertical: "center"},
	})
	w.try(err)
	faint, err := w.file.NewStyle(&excelize.Style{Font: &excelize.Font{Italic: true, Color: "888888"}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	w.try(err)
	text, err := w.file.NewStyle(&excelize.Style{NumFmt: 49}) // text, so that barcodes keep their digits
	w.try(err)
	for i, c := range w.columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		w.try(err)
		w.try(w.file.SetColWidth(goods, name, name, c.width))
		w.try(w.file.SetColStyle(goods, name, text))
		hint := c.hint
		if i == 0 {
			hint = hintMark + hint
		}
		w.cell(Cell{i, 1}, c.title)
		w.cell(Cell{i, 2}, hint)
		w.try(w.file.SetCellStyle(goods, name+"1", name+"1", bold))
		w.try(w.file.SetCellStyle(goods, name+"2", name+"2", faint))
	}
	w.try(w.file.SetPanes(goods, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: 2, TopLeftCell: "C3", ActivePane: "bottomRight"}))
}

func (w *writer) cell(at Cell, text string) {
	if text != "" {
		w.try(w.file.SetCellStr(goods, at.Name(), text))
	}
}

// product writes a product's rows from one on, and returns the next.
func (w *writer) product(at int, l Line) int {
	p := l.Product
	first := map[string]string{
		colName: p.Name, colSubtitle: p.Subtitle, colTags: strings.Join(p.Tags, "、"), colDescription: p.Description, colImages: strings.Join(p.ImageURLs, "\n"),
		"remark": l.Remark,
	}
	if cat := w.catalogue.Category(p.CategoryID); cat != nil {
		first[colCategory] = cat.Name + separator + cat.Code
		for _, d := range cat.Defs {
			if kept := p.Attributes[d.Key]; kept != "" {
				first[attribute+d.Key] = written(d, kept)
			}
		}
	}
	if brand := w.catalogue.Brand(p.BrandID); brand != nil {
		first[colBrand] = brand.Name + separator + brand.Code
	}
	for _, s := range p.Skus {
		if s.Withdrawn {
			continue
		}
		values := first
		if values == nil {
			values = map[string]string{}
		}
		values[colCode], values[colSkuCode], values[colSpec], values[colBarcode] = p.Code, s.Code, s.Spec, s.Barcode
		values[colList], values[colSale], values[colMember] = yuanOf(s.Prices.List), yuanOf(s.Prices.Sale), yuanOf(s.Prices.Member)
		values[colCost], values[colVolume] = "", ""
		if s.Prices.Cost > 0 {
			values[colCost] = yuanOf(s.Prices.Cost)
		}
		if s.VolumeML > 0 {
			values[colVolume] = strconv.Itoa(int(s.VolumeML))
		}
		values[colWeight] = strconv.Itoa(int(s.WeightGrams))
		for i, c := range w.columns {
			w.cell(Cell{i, at}, values[c.key])
		}
		first = nil
		at++
	}
	return at
}

// lists gives the columns of categories and brands something to choose from.
func (w *writer) lists() {
	_, err := w.file.NewSheet(choices)
	w.try(err)
	categories, brands := 0, 0
	put := func(column string, n int, text string) {
		w.try(w.file.SetCellStr(choices, column+strconv.Itoa(n), text))
	}
	for _, c := range w.catalogue.Categories {
		if !c.Hidden {
			categories++
			put("A", categories, c.Name+separator+c.Code)
		}
	}
	for _, b := range w.catalogue.Brands {
		if !b.Hidden {
			brands++
			put("B", brands, b.Name+separator+b.Code)
		}
	}
	for i, c := range w.columns {
		switch c.key {
		case colCategory:
			w.choose(i, "A", categories)
		case colBrand:
			w.choose(i, "B", brands)
		}
	}
	w.try(w.file.SetSheetVisible(choices, false))
}

func (w *writer) choose(column int, from string, n int) {
	if n == 0 {
		return
	}
	rule := excelize.NewDataValidation(true)
	rule.SetSqref(Cell{column, 3}.Name() + ":" + Cell{column, MaxRows}.Name())
	rule.SetSqrefDropList(fmt.Sprintf("%s!$%s$1:$%s$%d", choices, from, from, n))
	w.try(w.file.AddDataValidation(goods, rule))
}

// Marked writes what a sheet says into a workbook of its own, row for row, with a column of what is wrong with each: nothing of a
// file that somebody sent is sent back but its texts.
func Marked(s *Sheet, faults []Fault) (content []byte, err error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it lies in memory
	w := &writer{file: f}
	w.try(f.SetSheetName("Sheet1", goods))
	red, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Color: "C00000"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FDE9E7"}}})
	w.try(err)
	for i, title := range s.titles {
		w.cell(Cell{i, 1}, title)
		for _, r := range s.rows {
			if s.keys[i] != "" {
				w.cell(Cell{i, r.number}, r.cells[s.keys[i]])
			}
		}
	}
	last := len(s.titles)
	w.cell(Cell{last, 1}, faultTitle)
	byRow := map[int][]string{}
	for _, fault := range faults {
		byRow[fault.Cell.Row] = append(byRow[fault.Cell.Row], fmt.Sprintf("%s %s：%s", fault.Cell.Name(), fault.Title, fault.Message))
		w.try(f.SetCellStyle(goods, fault.Cell.Name(), fault.Cell.Name(), red))
	}
	for number, texts := range byRow {
		w.cell(Cell{last, number}, strings.Join(texts, "；"))
	}
	if w.err != nil {
		return nil, fmt.Errorf("mark workbook: %w", w.err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("mark workbook: %w", err)
	}
	return out.Bytes(), nil
}

const faultTitle = "错误"
