package intake

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"dajiu/platform/errs"
	"dajiu/services/product/internal/shelf"
)

// FuzzRead holds the reader to its promise: whatever comes is read or refused, in bounded time and memory.
func FuzzRead(f *testing.F) {
	template, err := Template(&shelf.Catalogue{})
	require.NoError(f, err)
	f.Add(template)
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, content []byte) {
		s, err := Read(content)
		if err != nil {
			require.True(t, errs.HasReason(err, "PRODUCT_IMPORT_UNREADABLE"), err)
			return
		}
		_, faults := Judge(s, &shelf.Catalogue{}, time.Time{})
		for _, fault := range faults {
			require.NotEmpty(t, fault.Message)
		}
	})
}

// FuzzScaled holds numbers to theirs.
func FuzzScaled(f *testing.F) {
	f.Add("268.10000000000002")
	f.Add("1e999999999")
	f.Fuzz(func(t *testing.T, text string) {
		if n, ok := scaled(text, 100); ok {
			require.True(t, n >= 0 && n <= 100_000_000_000, text)
		}
	})
}

func TestNumbersAsExcelKeepsThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{"268": 26800, "268.1": 26810, "268.10000000000002": 26810, "0.01": 1, "99999.99": 9999999, "53.": 5300} {
		got, ok := scaled(text, 100)
		require.True(t, ok, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-1", "1e3", "1.005", "0x10", "１２", "1 000", "9999999999", "NaN"} {
		_, ok := scaled(text, 100)
		require.False(t, ok, text)
	}
}

func TestWhatIsNoWorkbookOfOursIsRefused(t *testing.T) {
	t.Parallel()
	book := func(fill func(*excelize.File)) []byte {
		f := excelize.NewFile()
		fill(f)
		var out bytes.Buffer
		require.NoError(t, f.Write(&out))
		return out.Bytes()
	}
	headings := func(f *excelize.File) {
		for i, c := range fixedColumns() {
			require.NoError(t, f.SetCellStr("Sheet1", Cell{i, 1}.Name(), c.title))
		}
	}
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"a text":          {[]byte("code,name"), "xlsx"},
		"no heading":      {book(func(*excelize.File) {}), "没有任何商品行"},
		"a heading less":  {book(func(f *excelize.File) { require.NoError(t, f.SetCellStr("Sheet1", "A1", "商品编码*")) }), "缺少表头"},
		"a heading twice": {book(func(f *excelize.File) { headings(f); require.NoError(t, f.SetCellStr("Sheet1", "R1", "商品名称")) }), "重复"},
		"headings alone":  {book(headings), "没有任何商品行"},
		"too many rows":   {book(func(f *excelize.File) { headings(f); fillRows(t, f, MaxRows+1) }), "最多 5000 行"},
		"a bomb":          {bomb(t), "xlsx"},
		"too many columns": {book(func(f *excelize.File) {
			headings(f)
			require.NoError(t, f.SetCellStr("Sheet1", Cell{130, 2}.Name(), "x"))
		}), "第 2 行无法读取"},
	} {
		_, err := Read(c.content)
		require.True(t, errs.HasReason(err, "PRODUCT_IMPORT_UNREADABLE"), "%s: %v", name, err)
		require.Contains(t, err.Error(), c.says, name)
	}
}

func fillRows(t *testing.T, f *excelize.File, n int) {
	t.Helper()
	for i := range n {
		require.NoError(t, f.SetCellStr("Sheet1", Cell{0, i + 2}.Name(), "x"))
	}
}

// bomb is a workbook of some kilobytes that unpacks to more than we take.
func bomb(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	part, err := z.Create("xl/worksheets/sheet1.xml")
	require.NoError(t, err)
	zeros := strings.Repeat(" ", 1<<20)
	for range maxUnpacked>>20 + 1 {
		_, err := part.Write([]byte(zeros))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	require.Less(t, out.Len(), 100<<10)
	return out.Bytes()
}
