import type { LocationQuery } from 'vue-router'
import type { Schema } from '@/api'
import { cubeOf, dimensionsOf, measures, type Dimension, type Measure } from './measures'

export type Definition = {
  measures: Measure[]
  dimensions: Dimension[]
  grain: Schema<'v1Grain'>
  period: Schema<'v1Period'>
  startDate: string
  endDate: string
  chart: Schema<'v1Chart'>
  stores: string[]
  regions: string[]
  pays: string[]
  fulfilments: string[]
  categories: string[]
  brands: string[]
}

export const grains: Schema<'v1Grain'>[] = ['GRAIN_NONE', 'GRAIN_MINUTE', 'GRAIN_HOUR', 'GRAIN_DAY', 'GRAIN_WEEK', 'GRAIN_MONTH']
export const periods: Schema<'v1Period'>[] = ['PERIOD_TODAY', 'PERIOD_YESTERDAY', 'PERIOD_LAST_7_DAYS', 'PERIOD_LAST_30_DAYS', 'PERIOD_LAST_90_DAYS', 'PERIOD_THIS_MONTH', 'PERIOD_LAST_MONTH', 'PERIOD_CUSTOM']
export const charts: Schema<'v1Chart'>[] = ['CHART_LINE', 'CHART_BAR', 'CHART_PIE', 'CHART_TABLE']

export function blank(): Definition {
  return {
    measures: ['MEASURE_GMV', 'MEASURE_CONFIRMED'], dimensions: [], grain: 'GRAIN_DAY', period: 'PERIOD_LAST_30_DAYS', startDate: '', endDate: '', chart: 'CHART_LINE',
    stores: [], regions: [], pays: [], fulfilments: [], categories: [], brands: [],
  }
}

const lists = ['stores', 'regions', 'pays', 'fulfilments', 'categories', 'brands'] as const
const day = /^\d{4}-\d{2}-\d{2}$/
const number = /^\d{1,19}$/

/** toQuery writes a definition as an address; what is as in a blank one is left out. */
export function toQuery(d: Definition): Record<string, string> {
  const query: Record<string, string> = { m: d.measures.map((m) => m.slice('MEASURE_'.length)).join(',') }
  if (d.dimensions.length > 0) query.by = d.dimensions.map((x) => x.slice('DIMENSION_'.length)).join(',')
  query.grain = d.grain.slice('GRAIN_'.length)
  query.period = d.period.slice('PERIOD_'.length)
  query.chart = d.chart.slice('CHART_'.length)
  if (d.period === 'PERIOD_CUSTOM') Object.assign(query, { from: d.startDate, to: d.endDate })
  for (const list of lists) if (d[list].length > 0) query[list] = d[list].join(',')
  return query
}

/** fromQuery reads a definition out of an address. What makes no sense there is left out: an address may be old, or typed. */
export function fromQuery(query: LocationQuery): Definition {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  const many = (name: string) => text(name).split(',').filter((part) => part !== '')
  const one = <T extends string>(known: readonly T[], value: string, otherwise: T): T => known.find((k) => k === value) ?? otherwise
  const d = blank()
  const asked = many('m').map((m) => `MEASURE_${m}` as Measure).filter((m) => m in measures)
  if (asked.length > 0) d.measures = [...new Set(asked)].filter((m) => cubeOf(m) === cubeOf(asked[0] as Measure)).slice(0, 8)
  const cube = cubeOf(d.measures[0] as Measure)
  d.dimensions = [...new Set(many('by').map((x) => `DIMENSION_${x}` as Dimension))].filter((x) => dimensionsOf[cube].includes(x)).slice(0, 2)
  d.grain = one(grains, `GRAIN_${text('grain')}`, d.grain)
  d.period = one(periods, `PERIOD_${text('period')}`, d.period)
  d.chart = one(charts, `CHART_${text('chart')}`, d.chart)
  if (d.period === 'PERIOD_CUSTOM') {
    d.startDate = day.test(text('from')) ? text('from') : ''
    d.endDate = day.test(text('to')) ? text('to') : ''
  }
  for (const list of lists) d[list] = many(list).filter((part) => (list === 'pays' || list === 'fulfilments' ? /^[A-Z_]+$/.test(part) : number.test(part)))
  return settle(d)
}

/** settle leaves out of a definition what its measures cannot be asked for. */
export function settle(d: Definition): Definition {
  const cube = cubeOf(d.measures[0] ?? 'MEASURE_GMV')
  const fine = d.grain === 'GRAIN_MINUTE' || d.grain === 'GRAIN_HOUR'
  return {
    ...d, measures: d.measures.filter((m) => cubeOf(m) === cube), dimensions: d.dimensions.filter((x) => dimensionsOf[cube].includes(x)).slice(0, 2),
    grain: cube !== 'orders' && fine ? 'GRAIN_DAY' : d.grain,
    pays: cube === 'orders' ? d.pays : [], fulfilments: cube === 'orders' ? d.fulfilments : [],
    categories: cube === 'goods' ? d.categories : [], brands: cube === 'goods' ? d.brands : [],
  }
}

/** toApi is a definition as the server takes it. */
export function toApi(d: Definition) {
  return {
    measures: d.measures, dimensions: d.dimensions, grain: d.grain, period: d.period, chart: d.chart,
    startDate: d.period === 'PERIOD_CUSTOM' ? d.startDate : '', endDate: d.period === 'PERIOD_CUSTOM' ? d.endDate : '',
    filter: {
      storeIds: d.stores, merchantIds: [] as string[], regions: d.regions.map(Number), payMethods: d.pays as Schema<'v1PayMethod'>[], fulfilments: d.fulfilments as Schema<'v1Fulfilment'>[],
      categoryIds: d.categories, brandIds: d.brands,
    },
  }
}

/** fromApi is a definition that the server kept. */
export function fromApi(p: Schema<'v1ReportDefinition'>): Definition {
  const f = p.filter
  return settle({
    ...blank(), measures: p.measures, dimensions: p.dimensions, grain: p.grain === 'GRAIN_UNSPECIFIED' ? 'GRAIN_NONE' : p.grain, period: p.period,
    startDate: p.startDate, endDate: p.endDate, chart: p.chart === 'CHART_UNSPECIFIED' ? 'CHART_TABLE' : p.chart,
    stores: f?.storeIds ?? [], regions: (f?.regions ?? []).map(String), pays: f?.payMethods ?? [], fulfilments: f?.fulfilments ?? [],
    categories: f?.categoryIds ?? [], brands: f?.brandIds ?? [],
  })
}

/** drill narrows a definition to what one row is about; null where a row can be narrowed no further. */
export function drill(d: Definition, keys: string[]): Definition | null {
  const filters: Partial<Record<Dimension, (typeof lists)[number]>> = {
    DIMENSION_STORE: 'stores', DIMENSION_REGION: 'regions', DIMENSION_CATEGORY: 'categories', DIMENSION_BRAND: 'brands', DIMENSION_PAY_METHOD: 'pays', DIMENSION_FULFILMENT: 'fulfilments',
  }
  const codes: Record<string, Record<string, string>> = {
    pays: { 1: 'PAY_METHOD_WECHAT', 2: 'PAY_METHOD_ON_DELIVERY' }, fulfilments: { 1: 'FULFILMENT_INSTANT', 2: 'FULFILMENT_PICKUP' },
  }
  const next = { ...d }
  let changed = false
  d.dimensions.forEach((dimension, i) => {
    const list = filters[dimension]
    const value = list ? (codes[list]?.[keys[i] ?? ''] ?? keys[i]) : undefined
    if (!list || !value || value === '0' || (d[list].length === 1 && d[list][0] === value)) return
    next[list] = [value]
    changed = true
  })
  return changed ? next : null
}
