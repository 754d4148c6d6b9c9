import type { EChartsOption } from 'echarts'
import type { Schema } from '@/api'
import { palette, short } from '@/components/chart'
import { t } from '@/locales'
import type { Definition } from './definition'
import { plotted, unitOf, valueText, type Measure } from './measures'

type Row = Schema<'v1ReportRow'>

/** How many lines, bars or pieces a chart has at most: more cannot be told apart. */
const most = 8
const bars = 30

/** draw is the chart of a report's rows: by time a line for each thing, else a bar for each. */
export function draw(d: Definition, rows: Row[], locale: string, dark: boolean): { option: EChartsOption; row: (index: number, series: number) => Row | undefined } {
  const c = palette(dark)
  const first = d.measures[0] as Measure
  const axis = { axisLine: { lineStyle: { color: c.line } }, axisTick: { show: false }, axisLabel: { color: c.faint }, splitLine: { lineStyle: { color: c.line } } }
  const value = { ...axis, type: 'value' as const, axisLabel: { ...axis.axisLabel, formatter: (n: number) => short(n, locale) } }
  const grid = { left: 8, right: 12, top: 34, bottom: 4, containLabel: true }
  const called = (r: Row) => r.labels.join(' · ') || t('reports.total')
  if (d.chart === 'CHART_PIE') {
    const parts = rows.slice(0, most)
    return {
      option: { tooltip: { trigger: 'item' }, legend: { show: false }, series: [{ type: 'pie', radius: ['42%', '70%'], label: { color: c.text }, data: parts.map((r) => ({ name: [r.time, called(r)].filter(Boolean).join(' '), value: plotted(first, r.values[0] ?? '0') })) }] },
      row: (i) => parts[i],
    }
  }
  const kind = d.chart === 'CHART_BAR' ? 'bar' as const : 'line' as const
  if (d.grain === 'GRAIN_NONE') {
    const parts = inOrder(d, rows).slice(0, bars)
    const same = d.measures.filter((m) => unitOf(m) === unitOf(first))
    return {
      option: {
        grid, legend: {}, tooltip: tip(same), xAxis: { ...axis, type: 'category', data: parts.map(called), axisLabel: { ...axis.axisLabel, hideOverlap: true, width: 90, overflow: 'truncate' } }, yAxis: value,
        series: same.map((m) => ({ name: t(`reports.measures.${m}`), type: kind, barMaxWidth: 34, data: parts.map((r) => plotted(m, r.values[d.measures.indexOf(m)] ?? '0')) })),
      },
      row: (i) => parts[i],
    }
  }
  const times = [...new Set(rows.map((r) => r.time))]
  if (d.dimensions.length === 0) {
    const same = d.measures.filter((m) => unitOf(m) === unitOf(first))
    return {
      option: {
        grid, legend: {}, tooltip: tip(same), xAxis: { ...axis, type: 'category', data: times }, yAxis: value,
        series: same.map((m) => ({ name: t(`reports.measures.${m}`), type: kind, smooth: true, showSymbol: times.length < 32, barMaxWidth: 34, data: rows.map((r) => plotted(m, r.values[d.measures.indexOf(m)] ?? '0')) })),
      },
      row: (i) => rows[i],
    }
  }
  const sums = new Map<string, number>()
  for (const r of rows) sums.set(called(r), (sums.get(called(r)) ?? 0) + Number(r.values[0]))
  const names = [...sums].sort((a, b) => b[1] - a[1]).slice(0, most).map(([name]) => name)
  const at = new Map(rows.map((r) => [`${r.time}\n${called(r)}`, r]))
  return {
    option: {
      grid: { ...grid, top: 56 }, legend: { type: 'scroll', left: 0 }, tooltip: tip(names.map(() => first)), xAxis: { ...axis, type: 'category', data: times }, yAxis: value,
      series: names.map((name) => ({ name, type: kind, smooth: true, showSymbol: false, barMaxWidth: 34, data: times.map((time) => plotted(first, at.get(`${time}\n${name}`)?.values[0] ?? '0')) })),
    },
    row: (i, series) => at.get(`${times[i]}\n${names[series]}`),
  }
}

/** inOrder puts hours as the clock has them; what has no order of its own stays by size. */
function inOrder(d: Definition, rows: Row[]): Row[] {
  return d.dimensions[0] === 'DIMENSION_HOUR_OF_DAY' ? [...rows].sort((a, b) => Number(a.keys[0]) - Number(b.keys[0])) : rows
}

/** tip writes the numbers of a tooltip in their units; all of a chart have the same. */
function tip(of: Measure[]): EChartsOption['tooltip'] {
  const m = of[0]
  if (!m) return { trigger: 'axis' }
  const scale = { fen: 100, share: 100, seconds: 60, count: 1 }[unitOf(m)]
  return { trigger: 'axis', confine: true, valueFormatter: (n) => valueText(m, typeof n === 'number' ? Math.round(n * scale) : '0') }
}
