import type { Schema } from '@/api'
import { blank, filterOf, lists, settle, type Definition, type List, type Part } from '../reports/definition'
import type { Dimension, Measure } from '../reports/measures'

type Row = Schema<'v1ReportRow'>

/** One chart of the page: what it shows, whatever part is looked at. */
export interface Panel { key: string; measures: Measure[]; dimension: Dimension | null; grain: Schema<'v1Grain'>; chart: Schema<'v1Chart'> }

/** The charts that the page has. Those of one thing each are what the others are narrowed by. */
export const panels: Panel[] = [
  { key: 'course', measures: ['MEASURE_GMV', 'MEASURE_AVERAGE_ORDER'], dimension: null, grain: 'GRAIN_DAY', chart: 'CHART_LINE' },
  { key: 'stores', measures: ['MEASURE_GMV'], dimension: 'DIMENSION_STORE', grain: 'GRAIN_NONE', chart: 'CHART_BAR' },
  { key: 'categories', measures: ['MEASURE_GOODS_AMOUNT'], dimension: 'DIMENSION_CATEGORY', grain: 'GRAIN_NONE', chart: 'CHART_PIE' },
  { key: 'brands', measures: ['MEASURE_GOODS_AMOUNT'], dimension: 'DIMENSION_BRAND', grain: 'GRAIN_NONE', chart: 'CHART_BAR' },
  { key: 'hours', measures: ['MEASURE_CONFIRMED'], dimension: 'DIMENSION_HOUR_OF_DAY', grain: 'GRAIN_NONE', chart: 'CHART_BAR' },
  { key: 'pays', measures: ['MEASURE_CONFIRMED'], dimension: 'DIMENSION_PAY_METHOD', grain: 'GRAIN_NONE', chart: 'CHART_PIE' },
  { key: 'fulfilments', measures: ['MEASURE_CONFIRMED'], dimension: 'DIMENSION_FULFILMENT', grain: 'GRAIN_NONE', chart: 'CHART_PIE' },
  { key: 'couriers', measures: ['MEASURE_DELIVERIES'], dimension: 'DIMENSION_COURIER', grain: 'GRAIN_NONE', chart: 'CHART_BAR' },
]

/** ownList is what a chart itself tells apart, where figures can be filtered by it. */
const ownList = (panel: Panel): List | undefined => (panel.dimension ? filterOf(panel.dimension, '1')?.list : undefined)

/**
 * definitionOf is what a chart asks for where a part is looked at. A chart is not narrowed by what itself tells apart: what was
 * chosen in it stays beside what was not.
 */
export function definitionOf(panel: Panel, part: Part): Definition {
  const own = ownList(panel)
  const d: Definition = { ...blank(), ...part, measures: panel.measures, dimensions: panel.dimension ? [panel.dimension] : [], grain: panel.grain, chart: panel.chart }
  if (own) d[own] = []
  return settle(d)
}

/** deaf names the filters of a part that a chart's figures are not known by: goods are not told apart by how they were paid. */
export function deaf(panel: Panel, part: Part): List[] {
  const asked = definitionOf(panel, part)
  const own = ownList(panel)
  return lists.filter((list) => list !== own && part[list].length > 0 && asked[list].length === 0)
}

/** toggle narrows a part by what was picked in a chart, or, picked again, no more. A day becomes the period. */
export function toggle(part: Part, panel: Panel, row: Row): Part | null {
  if (panel.dimension === null) {
    const day = /^\d{4}-\d{2}-\d{2}/.exec(row.time)?.[0]
    return day ? { ...part, period: 'PERIOD_CUSTOM', startDate: day, endDate: day } : null
  }
  const to = filterOf(panel.dimension, row.keys[0])
  if (!to) return null
  const on = part[to.list].includes(to.value)
  return { ...part, [to.list]: on ? part[to.list].filter((v) => v !== to.value) : [...part[to.list], to.value] }
}

/** chosen tells which rows of a chart are among what was picked; none of them: nothing was. */
export function chosen(panel: Panel, part: Part, rows: Row[]): boolean[] {
  return rows.map((r) => {
    const to = panel.dimension ? filterOf(panel.dimension, r.keys[0]) : null
    return to !== null && part[to.list].includes(to.value)
  })
}
