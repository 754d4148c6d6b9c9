package domain

// Cube is a kind of figures: measures of one kind can be told apart by the same dimensions.
type Cube int

// The cubes.
const (
	Orders Cube = iota + 1
	Goods
	Couriers
)

// Measure is what is added up, by the numbers of the contract.
type Measure int

// Dimension is what figures are told apart by, by the numbers of the contract.
type Dimension int

// The dimensions.
const (
	ByStore Dimension = iota + 1
	ByMerchant
	ByRegion
	ByPay
	ByFulfilment
	ByHourOfDay
	ByProduct
	BySku
	ByCategory
	ByBrand
	ByCourier
)

// Unit is what a measure's number means.
type Unit int

// The units.
const (
	Count   Unit = iota + 1
	Fen          // money
	Seconds      // of time
	Share        // parts of ten thousand
)

// Spec says how a measure is made of columns: the sum of Of less Less, and where Per is set, that by the sum of Per, times Scale.
type Spec struct {
	Cube      Cube
	Unit      Unit
	Title     string
	Of        []string
	Less, Per string
	Scale     int64
}

// specs are the measures by number.
//
//nolint:gochecknoglobals // a constant table
var specs = [...]Spec{
	1:  {Cube: Orders, Unit: Count, Title: "下单数", Of: []string{"placed"}},
	2:  {Cube: Orders, Unit: Count, Title: "成交单数", Of: []string{"confirmed"}},
	3:  {Cube: Orders, Unit: Fen, Title: "成交额", Of: []string{"gmv"}},
	4:  {Cube: Orders, Unit: Count, Title: "成交件数", Of: []string{"pieces"}},
	5:  {Cube: Orders, Unit: Fen, Title: "客单价", Of: []string{"gmv"}, Per: "confirmed", Scale: 1},
	6:  {Cube: Orders, Unit: Share, Title: "支付转化率", Of: []string{"confirmed"}, Per: "placed", Scale: 10000},
	7:  {Cube: Orders, Unit: Count, Title: "接单数", Of: []string{"accepted"}},
	8:  {Cube: Orders, Unit: Count, Title: "送达单数", Of: []string{"delivered"}},
	9:  {Cube: Orders, Unit: Fen, Title: "送达金额", Of: []string{"delivered_amount"}},
	10: {Cube: Orders, Unit: Count, Title: "取消单数", Of: []string{"cancelled"}},
	11: {Cube: Orders, Unit: Share, Title: "成交后取消率", Of: []string{"dropped"}, Per: "confirmed", Scale: 10000},
	12: {Cube: Orders, Unit: Fen, Title: "退款额", Of: []string{"refunds"}},
	13: {Cube: Orders, Unit: Count, Title: "退款单数", Of: []string{"refunded"}},
	14: {Cube: Orders, Unit: Count, Title: "新客数", Of: []string{"new_customers"}},
	15: {Cube: Orders, Unit: Count, Title: "老客单数", Of: []string{"confirmed"}, Less: "new_customers"},
	16: {Cube: Orders, Unit: Seconds, Title: "平均接单时长", Of: []string{"accept_seconds"}, Per: "accepted", Scale: 1},
	17: {Cube: Orders, Unit: Seconds, Title: "平均备货时长", Of: []string{"pack_seconds"}, Per: "packed", Scale: 1},
	18: {Cube: Orders, Unit: Seconds, Title: "平均配送时长", Of: []string{"bring_seconds"}, Per: "delivered", Scale: 1},
	19: {Cube: Orders, Unit: Seconds, Title: "平均履约时长", Of: []string{"total_seconds"}, Per: "delivered", Scale: 1},
	20: {Cube: Orders, Unit: Share, Title: "30分钟送达率", Of: []string{"within_15", "within_30"}, Per: "delivered", Scale: 10000},
	21: {Cube: Orders, Unit: Fen, Title: "货到付款收款额", Of: []string{"collected"}},
	22: {Cube: Goods, Unit: Fen, Title: "商品销售额", Of: []string{"amount"}},
	23: {Cube: Goods, Unit: Count, Title: "商品销量", Of: []string{"pieces"}},
	24: {Cube: Goods, Unit: Count, Title: "含该商品的成交单数", Of: []string{"orders"}},
	25: {Cube: Goods, Unit: Count, Title: "商品送达件数", Of: []string{"delivered"}},
	26: {Cube: Couriers, Unit: Count, Title: "配送单数", Of: []string{"deliveries"}},
	27: {Cube: Couriers, Unit: Count, Title: "拒收单数", Of: []string{"refusals"}},
}

// Spec returns how a measure is made; known is false for one there is not.
func (m Measure) Spec() (s Spec, known bool) {
	if m < 1 || int(m) >= len(specs) {
		return Spec{}, false
	}
	return specs[m], true
}

// Columns are those that a measure needs.
func (s *Spec) Columns() []string {
	list := append([]string{}, s.Of...)
	if s.Less != "" {
		list = append(list, s.Less)
	}
	if s.Per != "" {
		list = append(list, s.Per)
	}
	return list
}

// Value is the measure of some columns' sums. A share of nothing is 0.
func (s *Spec) Value(sum func(column string) int64) int64 {
	n := int64(0)
	for _, c := range s.Of {
		n += sum(c)
	}
	if s.Less != "" {
		n -= sum(s.Less)
	}
	if s.Per == "" {
		return n
	}
	per := sum(s.Per)
	if per == 0 {
		return 0
	}
	return n * s.Scale / per
}

// dimensionTitles name the dimensions, by number.
//
//nolint:gochecknoglobals // a constant table
var dimensionTitles = [...]string{
	ByStore: "门店", ByMerchant: "商家", ByRegion: "区域", ByPay: "支付方式", ByFulfilment: "履约方式", ByHourOfDay: "时段", ByProduct: "商品", BySku: "规格",
	ByCategory: "品类", ByBrand: "品牌", ByCourier: "骑手",
}

// Title is what the dimension is called.
func (d Dimension) Title() string { return dimensionTitles[d] }

// column is the key column that a dimension is read from, of a cube that has it; else empty.
func (d Dimension) column(c Cube) string {
	switch d {
	case ByStore, ByMerchant, ByRegion:
		return "store_id"
	case ByPay, ByFulfilment, ByHourOfDay:
		if c == Orders {
			return map[Dimension]string{ByPay: "pay_method", ByFulfilment: "fulfilment", ByHourOfDay: "at"}[d]
		}
	case ByProduct, BySku, ByCategory, ByBrand:
		if c == Goods {
			return "sku_id"
		}
	case ByCourier:
		if c == Couriers {
			return "courier_id"
		}
	}
	return ""
}
