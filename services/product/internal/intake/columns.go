package intake

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/shelf"
)

// The columns, by keys of ours. The rows of one product say what the product is in its first row; later rows leave it empty or repeat it.
const (
	colCode        = "code"
	colName        = "name"
	colSubtitle    = "subtitle"
	colCategory    = "category"
	colBrand       = "brand"
	colTags        = "tags"
	colDescription = "description"
	colImages      = "images"
	colSkuCode     = "skuCode"
	colSpec        = "spec"
	colBarcode     = "barcode"
	colList        = "listPrice"
	colSale        = "price"
	colMember      = "memberPrice"
	colCost        = "cost"
	colWeight      = "weightGrams"
	colVolume      = "volumeMl"
	attribute      = "attributes."
)

// column is one of the workbook.
type column struct {
	key, title, hint string
	width            float64
	most             int // characters
}

func fixedColumns() []column {
	return []column{
		{colCode, "商品编码*", "小写字母、数字、短横线；同一商品各规格填相同编码", 20, 64},
		{colName, "商品名称*", "同一商品只需首行填写", 28, 64},
		{colSubtitle, "副标题", "", 24, 128},
		{colCategory, "分类*", "从下拉列表选择", 20, 80},
		{colBrand, "品牌*", "从下拉列表选择", 20, 80},
		{colTags, "标签", "用顿号分隔，最多 10 个", 18, 200},
		{colDescription, "商品描述", "", 30, 4000},
		{colImages, "图片", "本站图片地址，多张用换行分隔", 30, 4000},
		{colSkuCode, "规格编码*", "小写字母、数字、短横线；全站唯一", 20, 64},
		{colSpec, "规格*", "如 500ml 单瓶", 16, 32},
		{colBarcode, "条码*", "8 至 14 位数字，单元格设为文本", 18, 14},
		{colList, "划线价(元)*", "不低于售价", 12, 20},
		{colSale, "售价(元)*", "", 12, 20},
		{colMember, "会员价(元)*", "不高于售价", 12, 20},
		{colCost, "成本(元)", "不高于会员价", 12, 20},
		{colWeight, "重量(克)*", "含包装", 12, 10},
		{colVolume, "容量(毫升)", "", 12, 10},
	}
}

// perSku are the columns that every row says for itself.
func perSku(key string) bool {
	return slices.Contains([]string{colSkuCode, colSpec, colBarcode, colList, colSale, colMember, colCost, colWeight, colVolume}, key)
}

// attributeColumns are a column for each attribute that some category declares, by its key.
func attributeColumns(c *shelf.Catalogue) []column {
	byKey := map[string]column{}
	for _, cat := range c.Categories {
		for _, d := range cat.Category.Defs {
			if _, known := byKey[d.Key]; known {
				continue
			}
			hint := d.Unit
			switch d.Type {
			case domain.Permille:
				hint = "百分数，如 53 或 53.5"
			case domain.Choice:
				hint = strings.Join(d.Options, "、")
			case domain.Year:
				hint = "年份，如 2019"
			case domain.Text, domain.Integer:
			}
			byKey[d.Key] = column{key: attribute + d.Key, title: attributeTitle(d.Name, d.Key), hint: hint, width: 14, most: 64}
		}
	}
	return slices.SortedFunc(maps.Values(byKey), func(a, b column) int { return cmp.Compare(a.key, b.key) })
}

func attributeTitle(name, key string) string { return "属性:" + name + "(" + key + ")" }

// keyOf returns the key of a heading; empty where it is none of ours.
func keyOf(title string) string {
	title = strings.TrimSpace(title)
	if rest, ok := strings.CutPrefix(title, "属性:"); ok {
		if open := strings.LastIndex(rest, "("); open >= 0 && strings.HasSuffix(rest, ")") {
			return attribute + rest[open+1:len(rest)-1]
		}
		return ""
	}
	for _, c := range fixedColumns() {
		if strings.TrimSuffix(c.title, "*") == strings.TrimSuffix(title, "*") {
			return c.key
		}
	}
	return ""
}

// separator stands between a name and its code in lists to choose from: 酱香型 | jiang.
const separator = " | "

// codeOf returns the code of what was chosen or typed.
func codeOf(text string) string {
	if at := strings.LastIndex(text, "|"); at >= 0 {
		text = text[at+1:]
	}
	return strings.TrimSpace(text)
}
