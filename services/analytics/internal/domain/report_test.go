package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/services/analytics/internal/domain"
)

// now is a Wednesday, noon in China.
var now = time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

func TestWhatCannotBeAnsweredNamesItsField(t *testing.T) {
	t.Parallel()
	const gmv, conversion, goods, deliveries = 3, 6, 22, 26
	for name, row := range map[string]struct {
		d    domain.Definition
		path string
	}{
		"no measure":                       {domain.Definition{Period: domain.Today}, "definition.measures"},
		"a measure there is not":           {domain.Definition{Measures: []domain.Measure{99}, Period: domain.Today}, "definition.measures[0]"},
		"orders beside goods":              {domain.Definition{Measures: []domain.Measure{gmv, goods}, Period: domain.Today}, "definition.measures[1]"},
		"orders by product":                {domain.Definition{Measures: []domain.Measure{gmv}, Dimensions: []domain.Dimension{domain.ByStore, domain.ByProduct}, Period: domain.Today}, "definition.dimensions[1]"},
		"goods by pay method":              {domain.Definition{Measures: []domain.Measure{goods}, Dimensions: []domain.Dimension{domain.ByPay}, Period: domain.Today}, "definition.dimensions[0]"},
		"orders by courier":                {domain.Definition{Measures: []domain.Measure{gmv}, Dimensions: []domain.Dimension{domain.ByCourier}, Period: domain.Today}, "definition.dimensions[0]"},
		"goods by the hour":                {domain.Definition{Measures: []domain.Measure{goods}, Grain: domain.Hour, Period: domain.Today}, "definition.grain"},
		"couriers' filter by category":     {domain.Definition{Measures: []domain.Measure{deliveries}, Period: domain.Today, Filter: domain.Filter{Categories: []int64{1}}}, "definition.filter.categoryIds"},
		"no period":                        {domain.Definition{Measures: []domain.Measure{gmv}}, "definition.period"},
		"a day that is none":               {domain.Definition{Measures: []domain.Measure{gmv}, Period: domain.Custom, Start: "2026-02-30", End: "2026-03-01"}, "definition.startDate"},
		"an end before its start":          {domain.Definition{Measures: []domain.Measure{gmv}, Period: domain.Custom, Start: "2026-03-02", End: "2026-03-01"}, "definition.endDate"},
		"days without a custom period":     {domain.Definition{Measures: []domain.Measure{gmv}, Period: domain.Today, Start: "2026-03-02"}, "definition.startDate"},
		"minutes of a week":                {domain.Definition{Measures: []domain.Measure{gmv}, Grain: domain.Minute, Period: domain.Last7}, "definition.period"},
		"minutes of last month":            {domain.Definition{Measures: []domain.Measure{gmv}, Grain: domain.Minute, Period: domain.Custom, Start: "2026-10-01", End: "2026-10-01"}, "definition.period"},
		"hours of a day that are not kept": {domain.Definition{Measures: []domain.Measure{gmv}, Grain: domain.Hour, Period: domain.Custom, Start: "2026-09-01", End: "2026-09-02"}, "definition.period"},
		"days of two years":                {domain.Definition{Measures: []domain.Measure{gmv}, Grain: domain.Day, Period: domain.Custom, Start: "2024-11-01", End: "2026-11-01"}, "definition.period"},
		"sorted by what is not shown":      {domain.Definition{Measures: []domain.Measure{gmv}, Sort: conversion, Period: domain.Today}, "definition.sort"},
		"minutes by hour of day":           {domain.Definition{Measures: []domain.Measure{gmv}, Grain: domain.Minute, Dimensions: []domain.Dimension{domain.ByHourOfDay}, Period: domain.Today}, "definition.dimensions[0]"},
	} {
		_, err := domain.Compose(row.d, now)
		require.Error(t, err, name)
		require.Equal(t, row.path, errs.From(err).Fields()[0].Path, name)
	}
}

func TestAPeriodIsDaysOfChina(t *testing.T) {
	t.Parallel()
	late := time.Date(2026, 11, 30, 16, 30, 0, 0, time.UTC) // half past midnight of the first of December
	for _, row := range []struct {
		period      domain.Period
		first, last string
	}{
		{domain.Today, "2026-12-01", "2026-12-01"},
		{domain.Yesterday, "2026-11-30", "2026-11-30"},
		{domain.Last7, "2026-11-25", "2026-12-01"},
		{domain.Last30, "2026-11-02", "2026-12-01"},
		{domain.ThisMonth, "2026-12-01", "2026-12-01"},
		{domain.LastMonth, "2026-11-01", "2026-11-30"},
	} {
		q, err := domain.Compose(domain.Definition{Measures: []domain.Measure{3}, Period: row.period}, late)
		require.NoError(t, err)
		require.Equal(t, []string{row.first, row.last}, []string{q.First.String(), q.Last.String()})
	}
}

func TestRowsAreFoldedByTimeAndDimensions(t *testing.T) {
	t.Parallel()
	const gmv, average = 3, 5
	where := domain.Whereabouts{Merchant: func(store int64) int64 { return store / 10 }, Region: func(int64) int64 { return 510104 }}
	fold := func(grain domain.Grain, dims ...domain.Dimension) ([]*domain.Row, []int64, domain.Question) {
		q, err := domain.Compose(domain.Definition{Measures: []domain.Measure{gmv, average}, Grain: grain, Dimensions: dims, Period: domain.ThisMonth}, now)
		require.NoError(t, err)
		f := domain.NewFold(&q, where)
		for _, r := range []struct{ at, store, gmv, orders int64 }{
			{20_780, 10, 300, 3}, // Tuesday, 2026-11-24
			{20_780, 11, 100, 1},
			{20_781, 20, 1000, 1},
		} {
			keys := map[string]int64{"at": r.at, "store_id": r.store}
			var row []int64
			for _, k := range q.By {
				row = append(row, keys[k])
			}
			f.Add(row, []int64{r.gmv, r.orders})
		}
		rows, totals := f.Rows()
		return rows, totals, q
	}
	rows, totals, _ := fold(domain.Whole)
	require.Len(t, rows, 1)
	require.Equal(t, []int64{1400, 280}, totals, "an average of sums, not of averages")
	rows, _, q := fold(domain.Day)
	require.Equal(t, "2026-11-23", q.Grain.TimeLabel(rows[0].Time), "days since 1970")
	rows, _, q = fold(domain.Week)
	require.Len(t, rows, 1)
	require.Equal(t, "2026-11-23", q.Grain.TimeLabel(rows[0].Time), "a Monday")
	rows, _, q = fold(domain.Month, domain.ByMerchant)
	require.Equal(t, "2026-11", q.Grain.TimeLabel(rows[0].Time))
	require.Equal(t, [][]int64{{2}, {1}}, [][]int64{rows[0].Keys, rows[1].Keys}, "most first")
	require.Equal(t, []int64{400, 100}, rows[1].Values)
	rows, _, _ = fold(domain.Whole, domain.ByRegion, domain.ByStore)
	require.Equal(t, []int64{510104, 20}, rows[0].Keys)
}

func TestTheMedianIsAboutTheMiddle(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		within [4]int64
		all    int64
		want   time.Duration
	}{
		{want: 0},
		{within: [4]int64{2, 0, 0, 0}, all: 2, want: 7*time.Minute + 30*time.Second},
		{within: [4]int64{1, 8, 1, 0}, all: 10, want: 22*time.Minute + 30*time.Second},
		{within: [4]int64{0, 0, 0, 1}, all: 10, want: time.Hour},
	} {
		var f domain.Figures
		copy(f[domain.Within15:], row.within[:])
		f[domain.Delivered] = row.all
		require.Equal(t, row.want, f.Median())
	}
}

func TestAnAlertSaysWhatItFoundAsPeopleReadIt(t *testing.T) {
	t.Parallel()
	for want, a := range map[string]domain.Alert{
		"平均接单时长 6.2 分钟，高于 5.0 分钟": {Measure: 16, Comparison: domain.Above, Value: 372, Threshold: 300},
		"成交后取消率 12.5%，高于 10%":     {Measure: 11, Comparison: domain.Above, Value: 1250, Threshold: 1000},
		"成交额 ¥12.00，低于 ¥100.00":   {Measure: 3, Comparison: domain.Below, Value: 1200, Threshold: 10_000},
		"待接单 7，高于 5":              {Comparison: domain.Above, Value: 7, Threshold: 5},
	} {
		require.Equal(t, want, a.Finding())
	}
}
