package domain

import (
	"fmt"
	"slices"
	"time"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
)

// Grain is how finely time is told apart, by the numbers of the contract.
type Grain int

// The grains.
const (
	Whole Grain = iota + 1
	Minute
	Hour
	Day
	Week
	Month
)

// Period is which days are looked at, by the numbers of the contract.
type Period int

// The periods.
const (
	Today Period = iota + 1
	Yesterday
	Last7
	Last30
	ThisMonth
	LastMonth
	Custom
	Last90
)

// Filter is whose figures are added up; what is empty does not restrict.
type Filter struct {
	Stores, Merchants, Regions, Pays, Fulfilments, Categories, Brands []int64
}

// Definition is what somebody wants to see.
type Definition struct {
	Measures   []Measure
	Dimensions []Dimension
	Grain      Grain
	Period     Period
	Start, End string
	Filter     Filter
	Sort       Measure
	Ascending  bool
	Limit      int
}

// Question is a definition that can be answered.
type Question struct {
	Definition
	Cube Cube
	// First and Last are the days looked at, both included.
	First, Last clock.Day
	// Table is the grain of the rows that are read.
	Table Grain
	// By are the key columns, Columns the sums that are read.
	By, Columns []string
}

// MaxRows bounds an answer.
const (
	MaxRows     = 5000
	defaultRows = 500
)

// Compose returns the question that a definition asks at an instant, or says which field cannot be answered, and why.
func Compose(d Definition, now time.Time) (Question, error) {
	q := Question{Definition: d}
	if q.Grain == 0 {
		q.Grain = Whole
	}
	if q.Limit == 0 {
		q.Limit = defaultRows
	}
	for _, step := range []func(*Question) error{(*Question).chooseCube, (*Question).chooseKeys, (*Question).checkFilter} {
		if err := step(&q); err != nil {
			return q, err
		}
	}
	if err := q.choosePeriod(now); err != nil {
		return q, err
	}
	if q.Sort != 0 && !slices.Contains(q.Measures, q.Sort) {
		return q, errs.Invalid("definition.sort", "只能按所选的指标排序")
	}
	return q, nil
}

func (q *Question) chooseCube() error {
	for i, m := range q.Measures {
		s, known := m.Spec()
		path := fmt.Sprintf("definition.measures[%d]", i)
		switch {
		case !known:
			return errs.Invalid(path, "没有这个指标")
		case q.Cube == 0:
			q.Cube = s.Cube
		case s.Cube != q.Cube:
			return errs.Invalid(path, "订单、商品和骑手的指标不能放在同一张报表里")
		}
		for _, c := range s.Columns() {
			if !slices.Contains(q.Columns, c) {
				q.Columns = append(q.Columns, c)
			}
		}
	}
	if q.Cube == 0 {
		return errs.Invalid("definition.measures", "请至少选择一个指标")
	}
	return nil
}

func (q *Question) chooseKeys() error {
	q.Table = Day
	switch {
	case q.Grain == Minute || q.Grain == Hour:
		if q.Cube != Orders {
			return errs.Invalid("definition.grain", "商品和骑手的指标最细到天")
		}
		q.Table = q.Grain
	case slices.Contains(q.Dimensions, ByHourOfDay):
		q.Table = Hour
	}
	if q.Grain != Whole {
		q.By = append(q.By, "at")
	}
	for i, d := range q.Dimensions {
		column := d.column(q.Cube)
		if column == "" {
			return errs.Invalid(fmt.Sprintf("definition.dimensions[%d]", i), "所选指标不能按"+d.Title()+"拆分")
		}
		if d == ByHourOfDay && q.Grain == Minute {
			return errs.Invalid(fmt.Sprintf("definition.dimensions[%d]", i), "按分钟的报表不能再按时段拆分")
		}
		if !slices.Contains(q.By, column) {
			q.By = append(q.By, column)
		}
	}
	return nil
}

func (q *Question) checkFilter() error {
	f := &q.Filter
	if q.Cube != Orders && len(f.Pays) > 0 {
		return errs.Invalid("definition.filter.payMethods", "只有订单的指标能按支付方式筛选")
	}
	if q.Cube != Orders && len(f.Fulfilments) > 0 {
		return errs.Invalid("definition.filter.fulfilments", "只有订单的指标能按履约方式筛选")
	}
	if q.Cube != Goods && len(f.Categories) > 0 {
		return errs.Invalid("definition.filter.categoryIds", "只有商品的指标能按品类筛选")
	}
	if q.Cube != Goods && len(f.Brands) > 0 {
		return errs.Invalid("definition.filter.brandIds", "只有商品的指标能按品牌筛选")
	}
	if len(f.Categories)+len(f.Brands) > 0 && !slices.Contains(q.By, "sku_id") {
		q.By = append(q.By, "sku_id")
	}
	return nil
}

func (q *Question) choosePeriod(now time.Time) error {
	today := clock.DayOf(now)
	q.First, q.Last = today, today
	if q.Period != Custom && (q.Start != "" || q.End != "") {
		return errs.Invalid("definition.startDate", "只有自定义时间才能填写日期")
	}
	switch q.Period {
	case Today:
	case Yesterday:
		q.First, q.Last = today.Add(-1), today.Add(-1)
	case Last7:
		q.First = today.Add(-6)
	case Last30:
		q.First = today.Add(-29)
	case Last90:
		q.First = today.Add(-89)
	case ThisMonth, LastMonth:
		begin := today.Begin()
		first := time.Date(begin.Year(), begin.Month(), 1, 0, 0, 0, 0, clock.Zone())
		q.First = clock.DayOf(first)
		if q.Period == LastMonth {
			q.First, q.Last = clock.DayOf(first.AddDate(0, -1, 0)), clock.DayOf(first).Add(-1)
		}
	case Custom:
		var err error
		if q.First, err = clock.ParseDay(q.Start); err != nil {
			return errs.Invalid("definition.startDate", "请填写日期，例如 2026-11-25")
		}
		if q.Last, err = clock.ParseDay(q.End); err != nil {
			return errs.Invalid("definition.endDate", "请填写日期，例如 2026-11-25")
		}
	default:
		return errs.Invalid("definition.period", "请选择时间范围")
	}
	return q.checkPeriod(today)
}

// How many days a report may look at, and how far back.
const (
	minuteDays, minuteBack = 2, 1
	hourDays, hourBack     = 31, 59
	dayDays                = 400
	longDays               = 1100
	goodsDays              = 92
)

func (q *Question) checkPeriod(today clock.Day) error {
	days := q.Last.Number() - q.First.Number() + 1
	if days < 1 {
		return errs.Invalid("definition.endDate", "结束日期早于开始日期")
	}
	back := today.Number() - q.First.Number()
	most, kept := int64(dayDays), int64(1<<40)
	switch {
	case q.Table == Minute:
		most, kept = minuteDays, minuteBack
	case q.Table == Hour && q.Grain == Hour:
		most, kept = hourDays, hourBack
	case q.Table == Hour:
		most, kept = hourBack+1, hourBack
	case q.Grain == Week || q.Grain == Month || q.Grain == Whole:
		most = longDays
	}
	if q.Cube == Goods && slices.Contains(q.By, "sku_id") {
		most = min(most, goodsDays)
	}
	if days > most {
		return errs.Invalid("definition.period", fmt.Sprintf("这样的报表最多统计 %d 天", most))
	}
	if back > kept {
		return errs.Invalid("definition.period", fmt.Sprintf("这样的明细只保留最近 %d 天", kept+1))
	}
	return nil
}
