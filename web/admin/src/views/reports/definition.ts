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

/** The lists of a definition by which figures are filtered. */
export const lists = ['stores', 'regions', 'pays', 'fulfilments', 'categories', 'brands'] as const
export type List = (typeof lists)[number]
const day = /^\d{4}-\d{2}-\d{2}$/
const number = /^\d{1,19}$/

/** toQuery writes a definition as an address; what is as in a blank one is left out. */
export function toQuery(d: Definition): Record<string, string> {
  const query: Record<string, string> = { m: d.measures.map((m) => m.slice('MEASURE_'.length)).join(',') }
  if (d.dimensions.length > 0) query.by = d.dimensions.map((x) => x.slice('DIMENSION_'.length)).join(',')
  query.grain = d.grain.slice('GRAIN_'.length)
  query.chart = d.chart.slice('CHART_'.length)
  return Object.assign(query, partToQuery(d))
}

/** partToQuery writes a part as an address. */
export function partToQuery(d: Part): Record<string, string> {
  const query: Record<string, string> = { period: d.period.slice('PERIOD_'.length) }
  if (d.period === 'PERIOD_CUSTOM') Object.assign(query, { from: d.startDate, to: d.endDate })
  for (const list of lists) if (d[list].length > 0) query[list] = d[list].join(',')
  return query
}

const one = <T extends string>(known: readonly T[], value: string, otherwise: T): T => known.find((k) => k === value) ?? otherwise
const textIn = (query: LocationQuery, name: string) => (typeof query[name] === 'string' ? query[name] : '')
const manyIn = (query: LocationQuery, name: string) => textIn(query, name).split(',').filter((part) => part !== '')

/** Part is what of the figures is looked at: the period and the filters of a definition. */
export type Part = Pick<Definition, 'period' | 'startDate' | 'endDate' | List>

/** partOf reads a part out of an address. */
export function partOf(query: LocationQuery): Part {
  const { period, startDate, endDate, stores, regions, pays, fulfilments, categories, brands } = blank()
  const d: Part = { period, startDate, endDate, stores, regions, pays, fulfilments, categories, brands }
  d.period = one(periods, `PERIOD_${textIn(query, 'period')}`, d.period)
  if (d.period === 'PERIOD_CUSTOM') {
    d.startDate = day.test(textIn(query, 'from')) ? textIn(query, 'from') : ''
    d.endDate = day.test(textIn(query, 'to')) ? textIn(query, 'to') : ''
  }
  for (const list of lists) d[list] = manyIn(query, list).filter((part) => (list === 'pays' || list === 'fulfilments' ? /^[A-Z_]+$/.test(part) : number.test(part)))
  return d
}

/** fromQuery reads a definition out of an address. What makes no sense there is left out: an address may be old, or typed. */
export function fromQuery(query: LocationQuery): Definition {
  const d: Definition = { ...blank(), ...partOf(query) }
  const asked = manyIn(query, 'm').map((m) => `MEASURE_${m}` as Measure).filter((m) => m in measures)
  if (asked.length > 0) d.measures = [...new Set(asked)].filter((m) => cubeOf(m) === cubeOf(asked[0] as Measure)).slice(0, 8)
  const cube = cubeOf(d.measures[0] as Measure)
  d.dimensions = [...new Set(manyIn(query, 'by').map((x) => `DIMENSION_${x}` as Dimension))].filter((x) => dimensionsOf[cube].includes(x)).slice(0, 2)
  d.grain = one(grains, `GRAIN_${textIn(query, 'grain')}`, d.grain)
  d.chart = one(charts, `CHART_${textIn(query, 'chart')}`, d.chart)
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

const filters: Partial<Record<Dimension, List>> = {
  DIMENSION_STORE: 'stores', DIMENSION_REGION: 'regions', DIMENSION_CATEGORY: 'categories', DIMENSION_BRAND: 'brands', DIMENSION_PAY_METHOD: 'pays', DIMENSION_FULFILMENT: 'fulfilments',
}
const codes: Record<string, Record<string, string>> = {
  pays: { 1: 'PAY_METHOD_WECHAT', 2: 'PAY_METHOD_ON_DELIVERY' }, fulfilments: { 1: 'FULFILMENT_INSTANT', 2: 'FULFILMENT_PICKUP' },
}

/** Which list of a definition a dimension is filtered by, and the value that a row's key is there; null: it cannot be filtered by. */
export function filterOf(dimension: Dimension, key: string | undefined): { list: List; value: string } | null {
  const list = filters[dimension]
  const value = list ? (codes[list]?.[key ?? ''] ?? key) : undefined
  return list && value && value !== '0' ? { list, value } : null
}

/** drill narrows a definition to what one row is about; null where a row can be narrowed no further. */
export function drill(d: Definition, keys: string[]): Definition | null {
  const next = { ...d }
  let changed = false
  d.dimensions.forEach((dimension, i) => {
    const to = filterOf(dimension, keys[i])
    if (!to || (d[to.list].length === 1 && d[to.list][0] === to.value)) return
    next[to.list] = [to.value]
    changed = true
  })
  return changed ? next : null
}
