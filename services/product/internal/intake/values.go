package intake

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"dajiu/platform/money"
	"dajiu/services/product/internal/domain"
)

// sku makes a SKU of a row.
func (j *judge) sku(r row, product string) domain.Sku {
	s := domain.Sku{Code: r.cells[colSkuCode], Spec: r.cells[colSpec], Barcode: r.cells[colBarcode]}
	switch owner := j.owners.codes[s.Code]; {
	case !codeForm.MatchString(s.Code):
		j.wrong(r, colSkuCode, missing(s.Code, "只能用小写字母、数字和短横线，最多 64 个字符"))
	case j.codes[s.Code] != 0:
		j.wrong(r, colSkuCode, fmt.Sprintf("与第 %d 行重复", j.codes[s.Code]))
	case owner != "" && owner != product:
		j.wrong(r, colSkuCode, "已被商品 "+owner+" 使用")
	default:
		j.codes[s.Code] = r.number
	}
	switch owner := j.owners.barcodes[s.Barcode]; {
	case !barcodeForm.MatchString(s.Barcode):
		j.wrong(r, colBarcode, missing(s.Barcode, "应为 8 至 14 位数字，请将单元格设为文本格式"))
	case j.barcodes[s.Barcode] != 0:
		j.wrong(r, colBarcode, fmt.Sprintf("与第 %d 行重复", j.barcodes[s.Barcode]))
	case owner != "" && owner != product:
		j.wrong(r, colBarcode, "已被商品 "+owner+" 使用")
	default:
		j.barcodes[s.Barcode] = r.number
	}
	if s.Spec == "" {
		j.wrong(r, colSpec, "必填")
	}
	s.WeightGrams = j.whole(r, colWeight, 1, 100_000, true)
	s.VolumeML = j.whole(r, colVolume, 0, 100_000, false)
	s.Prices = j.prices(r)
	return s
}

func (j *judge) prices(r row) domain.Prices {
	faults := len(j.sheet.faults)
	p := domain.Prices{List: j.fen(r, colList, true), Sale: j.fen(r, colSale, true), Member: j.fen(r, colMember, true), Cost: j.fen(r, colCost, false)}
	if len(j.sheet.faults) > faults {
		return p
	}
	for _, rule := range []struct {
		broken bool
		key    string
		why    string
	}{
		{p.List > domain.MaxPrice, colList, "不能超过一百万元"},
		{p.List <= 0, colList, "必须大于零"},
		{p.Sale <= 0 || p.Sale > p.List, colSale, "必须大于零且不高于划线价"},
		{p.Member <= 0 || p.Member > p.Sale, colMember, "必须大于零且不高于售价"},
		{p.Cost < 0 || p.Cost > p.Member, colCost, "不能高于会员价"},
	} {
		if rule.broken {
			j.wrong(r, rule.key, rule.why)
		}
	}
	return p
}

// decimal is a number that people or Excel write: no sign, no exponent, a bounded length.
var decimal = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{0,17})?$`)

// scaled reads a decimal number times a scale as a whole number. Excel keeps 268.1 as 268.10000000000002: what is off by less
// than a ten-thousandth is meant.
func scaled(text string, scale int64) (int64, bool) {
	if !decimal.MatchString(text) {
		return 0, false
	}
	exact, ok := new(big.Rat).SetString(strings.TrimSuffix(text, "."))
	if !ok {
		return 0, false
	}
	exact.Mul(exact, big.NewRat(scale, 1))
	nearest := new(big.Int).Quo(new(big.Int).Add(new(big.Int).Mul(exact.Num(), big.NewInt(2)), exact.Denom()), new(big.Int).Mul(exact.Denom(), big.NewInt(2)))
	off := new(big.Rat).Sub(exact, new(big.Rat).SetInt(nearest))
	if off.Abs(off).Cmp(big.NewRat(1, 10_000)) > 0 || !nearest.IsInt64() {
		return 0, false
	}
	return nearest.Int64(), true
}

func (j *judge) fen(r row, key string, needed bool) money.Fen {
	text := strings.TrimPrefix(strings.TrimPrefix(strings.ReplaceAll(r.cells[key], ",", ""), "¥"), "￥")
	if text == "" {
		if needed {
			j.wrong(r, key, "必填")
		}
		return 0
	}
	fen, ok := scaled(text, 100)
	if !ok {
		j.wrong(r, key, "应为金额，最多两位小数，如 268 或 268.50")
	}
	return money.Fen(fen)
}

func (j *judge) whole(r row, key string, low, high int64, needed bool) int32 {
	text := r.cells[key]
	if text == "" {
		if needed {
			j.wrong(r, key, "必填")
		}
		return 0
	}
	n, ok := scaled(text, 1)
	if !ok || n < low || n > high {
		j.wrong(r, key, fmt.Sprintf("应为 %d 至 %d 的整数", low, high))
		return 0
	}
	return int32(n) //nolint:gosec // bounded just above
}

// attributes reads the attribute columns: as people write them into as the domain keeps them.
func (j *judge) attributes(r row, p *domain.Product, defs []domain.AttributeDef) {
	for _, d := range defs {
		key := attribute + d.Key
		value := r.cells[key]
		if value == "" {
			if d.Required {
				j.wrong(r, key, "该分类必填「"+d.Name+"」")
			}
			continue
		}
		kept, why := keep(d, value, j.now.Year())
		if why != "" {
			j.wrong(r, key, why)
		}
		p.Attributes[d.Key] = kept
	}
	for key := range r.cells {
		name, ok := strings.CutPrefix(key, attribute)
		if !ok {
			continue
		}
		if _, declared := find(defs, name); !declared {
			j.wrong(r, key, "该分类没有这个属性，请留空")
		}
	}
}

func find(defs []domain.AttributeDef, key string) (domain.AttributeDef, bool) {
	for _, d := range defs {
		if d.Key == key {
			return d, true
		}
	}
	return domain.AttributeDef{}, false
}

// keep turns what people write of an attribute into what is kept, or tells why not.
func keep(d domain.AttributeDef, value string, year int) (kept, why string) {
	switch d.Type {
	case domain.Permille:
		n, ok := scaled(strings.TrimSuffix(strings.TrimSuffix(value, "%vol"), "%"), 10)
		if !ok || n > 1000 {
			return "", "应为 0 至 100 的百分数，最多一位小数，如 53 或 53.5"
		}
		return strconv.FormatInt(n, 10), ""
	case domain.Year:
		n, ok := scaled(value, 1)
		if !ok || n < 1500 || n > int64(year+1) {
			return "", "应为年份，如 2019"
		}
		return strconv.FormatInt(n, 10), ""
	case domain.Integer:
		n, ok := scaled(value, 1)
		if !ok {
			return "", "应为整数"
		}
		return strconv.FormatInt(n, 10), ""
	case domain.Choice:
		for _, option := range d.Options {
			if option == value {
				return value, ""
			}
		}
		return "", "应为以下之一：" + clip(strings.Join(d.Options, "、"))
	case domain.Text:
		return value, ""
	}
	return value, ""
}

// written is the way back from keep.
func written(d domain.AttributeDef, kept string) string {
	n, err := strconv.ParseInt(kept, 10, 64)
	if d.Type != domain.Permille || err != nil {
		return kept
	}
	if n%10 == 0 {
		return strconv.FormatInt(n/10, 10)
	}
	return fmt.Sprintf("%d.%d", n/10, n%10)
}

// yuanOf writes an amount as keepers of shops do: 268 or 268.50.
func yuanOf(m money.Fen) string {
	if m%100 == 0 {
		return strconv.FormatInt(int64(m/100), 10)
	}
	return fmt.Sprintf("%d.%02d", m/100, m%100)
}
