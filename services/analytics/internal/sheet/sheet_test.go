package sheet_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"dajiu/services/analytics/internal/domain"
	"dajiu/services/analytics/internal/sheet"
)

func TestNoTextIsTakenForAFormulaAndNumbersStayNumbers(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"王五": "王五", "": "", "-5": "-5", "-0.50": "-0.50", "=1+1": "'=1+1", "+8613800138000": "'+8613800138000", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)",
		"\t=1": "'\t=1", "\r=1": "'\r=1", "  =cmd|' /C calc'!A0": "'  =cmd|' /C calc'!A0", "＝1": "'＝1", "\u200b=1": "'\u200b=1", "a=b": "a=b", "a\n=b": "a\n=b",
	} {
		require.Equal(t, want, sheet.Guard(in), "%q", in)
	}
}

func FuzzGuard(f *testing.F) {
	for _, s := range []string{"=1", "-1", "-1a", "\t", " =", "王", "\ufeff=1", "\x00=1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := sheet.Guard(s)
		require.True(t, got == s || got == "'"+s, "nothing but an apostrophe is added")
		bare := strings.TrimLeft(got, " \t\r\n\v\f\x00\ufeff\u200b")
		if bare != "" && strings.ContainsRune("=+@", rune(bare[0])) {
			t.Fatalf("%q begins a formula", got)
		}
	})
}

func TestATableReadsAsItWasWritten(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 25, 16, 30, 0, 0, time.UTC)
	rows := [][]any{{"=HYPERLINK(\"http://x\")", sheet.Yuan(123456), at, int64(7), nil}, {"逗号,引号\"换行\n", sheet.Yuan(-5), at, 1.5, "x"}}
	titles := []string{"名称", "金额", "时间", "数量", "备注"}
	var text, book bytes.Buffer
	for format, to := range map[domain.Format]*bytes.Buffer{domain.CSV: &text, domain.XLSX: &book} {
		w, err := sheet.New(to, format, titles)
		require.NoError(t, err)
		for _, r := range rows {
			require.NoError(t, w.Row(r))
		}
		require.NoError(t, w.Close())
	}
	body, marked := strings.CutPrefix(text.String(), "\ufeff")
	require.True(t, marked)
	got, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, [][]string{titles, {"'=HYPERLINK(\"http://x\")", "1234.56", "2026-11-26 00:30:00", "7", ""}, {"逗号,引号\"换行\n", "-0.05", "2026-11-26 00:30:00", "1.5", "x"}}, got)

	opened, err := excelize.OpenReader(&book)
	require.NoError(t, err)
	formula, err := opened.GetCellFormula("Sheet1", "A2")
	require.NoError(t, err)
	require.Empty(t, formula)
	shown, err := opened.GetRows("Sheet1")
	require.NoError(t, err)
	require.Equal(t, []string{"=HYPERLINK(\"http://x\")", "1,234.56", "2026-11-26 00:30:00", "7"}, shown[1])
	kind, err := opened.GetCellType("Sheet1", "B2")
	require.NoError(t, err)
	require.NotEqual(t, excelize.CellTypeInlineString, kind, "an amount is a number")
}

// TestALongTableTakesLittleMemory writes as many rows as an export may have.
func TestALongTableTakesLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("200,000 rows twice")
	}
	for _, format := range []domain.Format{domain.CSV, domain.XLSX} {
		w, err := sheet.New(io.Discard, format, []string{"订单", "门店", "金额", "时间"})
		require.NoError(t, err)
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		at := time.Date(2026, 11, 25, 16, 30, 0, 0, time.UTC)
		for i := range domain.MaxExportRows {
			require.NoError(t, w.Row([]any{fmt.Sprint(30278841117179905 + i), "滴滴打酒春熙路店", sheet.Yuan(i), at}))
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		grown := int64(after.HeapInuse) - int64(before.HeapInuse)
		t.Logf("format %d: %d rows, %d kB more in use before the end", format, domain.MaxExportRows, grown/1024)
		require.Less(t, grown, int64(64<<20))
		require.NoError(t, w.Close())
	}
}
