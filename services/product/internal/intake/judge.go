package intake

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dajiu/platform/errs"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// Entry is a product of a workbook, as the domain takes it.
type Entry struct {
	Product domain.Product
	// Rows are the rows that say it, one for each SKU.
	Rows []int
	// Known says that there is a product of its code already.
	Known bool
}

var (
	codeForm    = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)
	barcodeForm = regexp.MustCompile(`^[0-9]{8,14}$`)
)

const (
	maxSkus = 50
	maxTags = 10
)

// Judge makes products of what a sheet says, against the catalogue as it is. What is wrong is told by cell, in their order; only
// where nothing is, every product is whole.
func Judge(s *Sheet, c *shelf.Catalogue, now time.Time) ([]Entry, []Fault) {
	j := &judge{sheet: s, catalogue: c, now: now, owners: ownersOf(c), codes: map[string]int{}, barcodes: map[string]int{}}
	before := len(s.faults)
	var entries []Entry
	for _, group := range j.groups() {
		if e, ok := j.entry(group); ok {
			entries = append(entries, e)
		}
	}
	faults := slices.Clone(s.faults)
	s.faults = s.faults[:before]
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Cell.Row, b.Cell.Row), cmp.Compare(a.Cell.Column, b.Cell.Column))
	})
	return entries, faults
}

type judge struct {
	sheet     *Sheet
	catalogue *shelf.Catalogue
	now       time.Time
	owners    owners
	codes     map[string]int // SKU codes and barcodes of the sheet, by the row that has them
	barcodes  map[string]int
}

// owners are which products the SKU codes and barcodes of the catalogue belong to, by the products' codes.
type owners struct{ products, codes, barcodes map[string]string }

func ownersOf(c *shelf.Catalogue) owners {
	o := owners{map[string]string{}, map[string]string{}, map[string]string{}}
	for position := range int32(c.Len()) { //nolint:gosec // positions are int32
		p := c.At(position)
		o.products[p.Code] = p.Code
		for _, sku := range p.Skus {
			o.codes[sku.Code] = p.Code
			if !sku.Withdrawn {
				o.barcodes[sku.Barcode] = p.Code
			}
		}
	}
	return o
}

// groups are the rows of each product, in the order of their first rows.
func (j *judge) groups() [][]row {
	var groups [][]row
	at := map[string]int{}
	for _, r := range j.sheet.rows {
		code := r.cells[colCode]
		if !codeForm.MatchString(code) {
			j.wrong(r, colCode, "必填，只能用小写字母、数字和短横线，最多 64 个字符")
			continue
		}
		i, known := at[code]
		if !known {
			i = len(groups)
			at[code] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	return groups
}

func (j *judge) wrong(r row, key, message string) { j.sheet.fault(r.number, key, message) }

// entry makes a product of its rows; ok says that nothing is wrong with it.
func (j *judge) entry(rows []row) (e Entry, ok bool) {
	faults := len(j.sheet.faults)
	first := rows[0]
	for _, r := range rows {
		j.lengths(r)
	}
	for _, r := range rows[1:] {
		j.repeats(first, r)
	}
	code := first.cells[colCode]
	p := domain.Product{
		Code: code, Name: first.cells[colName], Subtitle: first.cells[colSubtitle], Description: first.cells[colDescription], State: domain.Published,
		Tags: split(first.cells[colTags], "、,，"), ImageURLs: split(first.cells[colImages], "\n \t"), Attributes: map[string]string{},
	}
	if p.Name == "" {
		j.wrong(first, colName, "必填")
	}
	if len(p.Tags) > maxTags {
		j.wrong(first, colTags, fmt.Sprintf("最多 %d 个", maxTags))
	}
	if len(rows) > maxSkus {
		j.wrong(rows[maxSkus], colCode, fmt.Sprintf("一个商品最多 %d 个规格", maxSkus))
	}
	line := j.place(first, &p)
	e = Entry{Known: j.owners.products[code] != ""}
	for _, r := range rows {
		p.Skus = append(p.Skus, j.sku(r, code))
		e.Rows = append(e.Rows, r.number)
	}
	if line != nil {
		j.attributes(first, &p, domain.Effective(line))
	}
	if len(j.sheet.faults) > faults {
		return Entry{}, false
	}
	made, err := domain.NewProduct(p, line, j.now)
	if err != nil {
		j.refused(rows, err)
		return Entry{}, false
	}
	e.Product = made
	return e, true
}

// place finds the category and the brand.
func (j *judge) place(r row, p *domain.Product) []domain.Category {
	brand := j.catalogue.BrandByCode(codeOf(r.cells[colBrand]))
	if brand == nil || brand.Hidden {
		j.wrong(r, colBrand, missing(r.cells[colBrand], "没有这个品牌，请从下拉列表选择"))
	} else {
		p.BrandID = brand.ID
	}
	category := j.catalogue.CategoryByCode(codeOf(r.cells[colCategory]))
	if category == nil || category.Hidden {
		j.wrong(r, colCategory, missing(r.cells[colCategory], "没有这个分类，请从下拉列表选择"))
		return nil
	}
	p.CategoryID = category.ID
	return category.Line
}

func missing(value, otherwise string) string {
	if value == "" {
		return "必填"
	}
	return otherwise
}

// lengths refuses texts that are longer than their field.
func (j *judge) lengths(r row) {
	for _, c := range fixedColumns() {
		if n := utf8.RuneCountInString(r.cells[c.key]); n > c.most {
			j.wrong(r, c.key, fmt.Sprintf("有 %d 个字，最多 %d 个", n, c.most))
		}
	}
}

// repeats refuses a later row of a product that says something else of it than the first.
func (j *judge) repeats(first, r row) {
	for key, value := range r.cells {
		if key != colCode && !perSku(key) && value != first.cells[key] {
			j.wrong(r, key, fmt.Sprintf("与第 %d 行同一商品的内容不一致，可留空", first.number))
		}
	}
}

// refused tells what the domain says is wrong, at the cell that it names.
func (j *judge) refused(rows []row, err error) {
	refusal := errs.From(err)
	if len(refusal.Fields()) == 0 {
		j.wrong(rows[0], colCode, refusal.Message())
		return
	}
	for _, f := range refusal.Fields() {
		key := f.Path
		switch {
		case strings.HasPrefix(key, "imageUrls"):
			key = colImages
		case strings.HasPrefix(key, "skus"):
			key = colSkuCode
		}
		j.wrong(rows[0], key, refusal.Message())
	}
}

func split(text, separators string) []string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) || r == '\r' })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}
