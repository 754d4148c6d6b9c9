package transport

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/errs"
	"dajiu/services/product/internal/domain"
)

// edited changes cells of a workbook by their names.
func edited(tb testing.TB, content []byte, cells map[string]string) []byte {
	tb.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	require.NoError(tb, err)
	for name, text := range cells {
		if text != "" && text[0] == '=' {
			require.NoError(tb, f.SetCellFormula(f.GetSheetName(0), name, text))
			continue
		}
		require.NoError(tb, f.SetCellStr(f.GetSheetName(0), name, text))
	}
	var out bytes.Buffer
	require.NoError(tb, f.Write(&out))
	return out.Bytes()
}

// row3 is a whole product in the third row of the template: 17 columns of ours, then the attributes by their keys.
func row3() map[string]string {
	return map[string]string{
		"A3": "new-1", "B3": "导入新品", "D3": "酱香型 | jiang", "E3": "黔山 | qianshan", "F3": "送礼、自饮", "I3": "new-1-a", "J3": "500ml", "K3": "6901234567892",
		"L3": "299", "M3": "268.1", "N3": "258", "O3": "120", "P3": "900", "Q3": "500", "R3": "53", "S3": "酱香",
	}
}

func (w *world) template() []byte {
	w.tb.Helper()
	book, err := w.imports.DownloadTemplate(context.Background(), &productv1.DownloadTemplateRequest{})
	require.NoError(w.tb, err)
	return book.GetContent()
}

func TestAWorkbookIsTakenAsAWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	ctx := as(5)
	cells := row3()
	cells["A4"], cells["I4"], cells["J4"], cells["K4"], cells["L4"], cells["M4"], cells["N4"], cells["P4"] = "new-1", "new-1-b", "整箱 6 瓶", "6901234567908", "1794", "1580.50", "1500", "5600"
	book := edited(t, w.template(), cells)
	check, err := w.imports.CheckImport(ctx, &productv1.CheckImportRequest{Content: book})
	require.NoError(t, err)
	require.Empty(t, check.GetErrors())
	require.EqualValues(t, []int32{2, 1, 0}, []int32{check.GetRowCount(), check.GetProductCount(), check.GetKnownCount()})
	require.Empty(t, w.look(&productv1.ListCatalogueProductsRequest{}), "a check changes nothing")

	start := func(mode productv1.ImportMode) *productv1.ProductImport {
		in, err := w.imports.StartImport(ctx, &productv1.StartImportRequest{Content: book, Mode: mode, FileName: "新品.xlsx"})
		require.NoError(t, err)
		return in
	}
	in := start(productv1.ImportMode_IMPORT_MODE_PUBLISH)
	require.Equal(t, in.GetImportId(), start(productv1.ImportMode_IMPORT_MODE_PUBLISH).GetImportId(), "the same file is the same import")
	for range 2 { // events come twice
		require.NoError(t, w.importer.GoOn(ctx, in.GetImportId()))
	}
	done, err := w.imports.ShowImport(ctx, &productv1.ShowImportRequest{ImportId: in.GetImportId()})
	require.NoError(t, err)
	require.Equal(t, productv1.ImportState_IMPORT_STATE_DONE, done.GetState())
	require.EqualValues(t, []int32{1, 1, 0}, []int32{done.GetTotalCount(), done.GetDoneCount(), done.GetFailedCount()})
	list, err := w.desk.ListCatalogueProducts(ctx, &productv1.ListCatalogueProductsRequest{Q: "new-1"})
	require.NoError(t, err)
	require.Equal(t, productv1.ProductState_PRODUCT_STATE_PUBLISHED, list.GetProducts()[0].GetState())
	require.EqualValues(t, 26810, list.GetProducts()[0].GetPriceMin())
	require.EqualValues(t, 158050, list.GetProducts()[0].GetPriceMax())
	shown, err := w.catalog.ShowProduct(ctx, &productv1.ShowProductRequest{ProductId: list.GetProducts()[0].GetProductId()})
	require.NoError(t, err)
	require.Equal(t, "53.0%vol", shown.GetAttributes()[0].GetValue())

	again, err := w.imports.ExportProducts(ctx, &productv1.ListCatalogueProductsRequest{})
	require.NoError(t, err)
	check, err = w.imports.CheckImport(ctx, &productv1.CheckImportRequest{Content: again.GetContent()})
	require.NoError(t, err)
	require.Empty(t, check.GetErrors(), "what is exported can be imported")
	require.EqualValues(t, 1, check.GetKnownCount())
	result, err := w.imports.DownloadImport(ctx, &productv1.DownloadImportRequest{ImportId: in.GetImportId()})
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(result.GetContent()))
	require.NoError(t, err)
	rows, err := f.GetRows(f.GetSheetName(0))
	require.NoError(t, err)
	require.Equal(t, []string{"导入结果", "已导入"}, []string{rows[0][len(rows[0])-1], rows[2][len(rows[2])-1]})
	all, err := w.imports.ListImports(ctx, &productv1.ListImportsRequest{})
	require.NoError(t, err)
	require.Len(t, all.GetImports(), 1)
}

func TestWhatIsWrongIsToldByCell(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	taken := product("old", "老酒", 1000)
	taken.Skus[0].Barcode = "6900000000017"
	w.put(taken)
	empty := w.template()
	for name, c := range map[string]struct {
		cells   map[string]string
		cell    string
		column  string
		message string
	}{
		"no code":                        {map[string]string{"A3": "坏编码"}, "A3", "商品编码", "必填，只能用小写字母、数字和短横线，最多 64 个字符"},
		"no name":                        {map[string]string{"B3": ""}, "B3", "商品名称", "必填"},
		"an unknown category":            {map[string]string{"D3": "可乐"}, "D3", "分类", "没有这个分类，请从下拉列表选择"},
		"an unknown brand":               {map[string]string{"E3": "x"}, "E3", "品牌", "没有这个品牌，请从下拉列表选择"},
		"a barcode with letters":         {map[string]string{"K3": "69012345678AB"}, "K3", "条码", "应为 8 至 14 位数字，请将单元格设为文本格式"},
		"a barcode of another product":   {map[string]string{"K3": "6900000000017"}, "K3", "条码", "已被商品 old 使用"},
		"a SKU of another product":       {map[string]string{"I3": "old-1"}, "I3", "规格编码", "已被商品 old 使用"},
		"a price above the list price":   {map[string]string{"M3": "300"}, "M3", "售价(元)", "必须大于零且不高于划线价"},
		"a price with three digits":      {map[string]string{"M3": "268.005"}, "M3", "售价(元)", "应为金额，最多两位小数，如 268 或 268.50"},
		"a price that is no number":      {map[string]string{"L3": "1e9"}, "L3", "划线价(元)", "应为金额，最多两位小数，如 268 或 268.50"},
		"no weight":                      {map[string]string{"P3": ""}, "P3", "重量(克)", "必填"},
		"half a gram":                    {map[string]string{"P3": "0.5"}, "P3", "重量(克)", "应为 1 至 100000 的整数"},
		"liquor without its alcohol":     {map[string]string{"R3": ""}, "R3", "属性:酒精度(abv)", "该分类必填「酒精度」"},
		"more alcohol than there can be": {map[string]string{"R3": "530"}, "R3", "属性:酒精度(abv)", "应为 0 至 100 的百分数，最多一位小数，如 53 或 53.5"},
		"an aroma that there is not":     {map[string]string{"S3": "甜香"}, "S3", "属性:香型(aroma)", "应为以下之一：酱香、浓香、清香"},
		"a formula":                      {map[string]string{"M3": "=1+1"}, "M3", "售价(元)", "不接受公式，请粘贴为数值"},
		"a picture from elsewhere":       {map[string]string{"H3": "https://evil.example/x.png"}, "H3", "图片", "图片不是本平台的"},
		"too long a name":                {map[string]string{"B3": string(bytes.Repeat([]byte("x"), 65))}, "B3", "商品名称", "有 65 个字，最多 64 个"},
	} {
		cells := row3()
		for at, text := range c.cells {
			cells[at] = text
		}
		book := edited(t, empty, cells)
		check, err := w.imports.CheckImport(as(1), &productv1.CheckImportRequest{Content: book})
		require.NoError(t, err, name)
		require.NotEmpty(t, check.GetErrors(), name)
		first := check.GetErrors()[0]
		require.Equal(t, []string{c.cell, c.column, c.message}, []string{first.GetCell(), first.GetColumn(), first.GetMessage()}, name)
		_, err = w.imports.StartImport(as(1), &productv1.StartImportRequest{Content: book, Mode: productv1.ImportMode_IMPORT_MODE_SAVE})
		require.True(t, errs.HasReason(err, "PRODUCT_IMPORT_WRONG"), name)
		marked, err := excelize.OpenReader(bytes.NewReader(check.GetMarked().GetContent()))
		require.NoError(t, err, name)
		rows, err := marked.GetRows(marked.GetSheetName(0))
		require.NoError(t, err, name)
		require.Contains(t, rows[2][len(rows[0])-1], c.message, name)
		again, err := w.imports.CheckImport(as(1), &productv1.CheckImportRequest{Content: check.GetMarked().GetContent()})
		require.NoError(t, err, name)
		if name != "a formula" { // what it shows is a value by then
			require.Equal(t, check.GetErrors(), again.GetErrors(), "what is marked is the same sheet: %s", name)
		}
	}
	require.Equal(t, []string{"old"}, w.look(&productv1.ListCatalogueProductsRequest{}), "nothing of a wrong workbook is taken")
}

func TestAnImportTellsWhatFailedMeanwhile(t *testing.T) {
	t.Parallel()
	w := newWorld(t).shop()
	book := edited(t, w.template(), row3())
	in, err := w.imports.StartImport(as(1), &productv1.StartImportRequest{Content: book, Mode: productv1.ImportMode_IMPORT_MODE_SUBMIT})
	require.NoError(t, err)
	thief := product("thief", "抢先", 1000)
	thief.Skus[0].Barcode = row3()["K3"]
	w.put(thief)
	require.NoError(t, w.importer.GoOn(context.Background(), in.GetImportId()))
	done, err := w.imports.ShowImport(as(1), &productv1.ShowImportRequest{ImportId: in.GetImportId()})
	require.NoError(t, err)
	require.EqualValues(t, 1, done.GetFailedCount())
	require.Equal(t, "编码或条码已被占用", done.GetFailures()[0].GetMessage())
	w.imports.FourEyes = true
	_, err = w.imports.StartImport(as(1), &productv1.StartImportRequest{Content: book, Mode: productv1.ImportMode_IMPORT_MODE_PUBLISH})
	require.ErrorIs(t, err, domain.ErrFourEyes)
	_, err = w.imports.CheckImport(as(1), &productv1.CheckImportRequest{Content: []byte("not a workbook")})
	require.True(t, errs.HasReason(err, "PRODUCT_IMPORT_UNREADABLE"), err)
	_, err = w.imports.ShowImport(as(1), &productv1.ShowImportRequest{ImportId: 1})
	require.ErrorIs(t, err, domain.ErrNoImport)
}
