import type { Schema } from '@/api'
import { count, percent, yuan } from '@/composables/format'
import { t } from '@/locales'

export type Measure = Schema<'v1Measure'>
export type Dimension = Schema<'v1Dimension'>
export type Unit = 'count' | 'fen' | 'seconds' | 'share'
export type Cube = 'orders' | 'goods' | 'couriers'

const spec = (cube: Cube, unit: Unit) => ({ cube, unit })

/** The measures that there are, as the server has them (services/analytics/internal/domain/measure.go). */
export const measures: Partial<Record<Measure, { cube: Cube; unit: Unit }>> = {
  MEASURE_GMV: spec('orders', 'fen'), MEASURE_CONFIRMED: spec('orders', 'count'), MEASURE_PLACED: spec('orders', 'count'), MEASURE_CONVERSION: spec('orders', 'share'),
  MEASURE_AVERAGE_ORDER: spec('orders', 'fen'), MEASURE_PIECES: spec('orders', 'count'), MEASURE_NEW_CUSTOMERS: spec('orders', 'count'), MEASURE_RETURNING: spec('orders', 'count'),
  MEASURE_ACCEPTED: spec('orders', 'count'), MEASURE_DELIVERED: spec('orders', 'count'), MEASURE_DELIVERED_AMOUNT: spec('orders', 'fen'), MEASURE_CANCELLED: spec('orders', 'count'),
  MEASURE_CANCEL_RATE: spec('orders', 'share'), MEASURE_REFUNDS: spec('orders', 'fen'), MEASURE_REFUNDED: spec('orders', 'count'), MEASURE_COLLECTED: spec('orders', 'fen'),
  MEASURE_ACCEPT_SECONDS: spec('orders', 'seconds'), MEASURE_PACK_SECONDS: spec('orders', 'seconds'), MEASURE_BRING_SECONDS: spec('orders', 'seconds'),
  MEASURE_TOTAL_SECONDS: spec('orders', 'seconds'), MEASURE_WITHIN_30: spec('orders', 'share'),
  MEASURE_GOODS_AMOUNT: spec('goods', 'fen'), MEASURE_GOODS_PIECES: spec('goods', 'count'), MEASURE_GOODS_ORDERS: spec('goods', 'count'), MEASURE_GOODS_DELIVERED: spec('goods', 'count'),
  MEASURE_DELIVERIES: spec('couriers', 'count'), MEASURE_REFUSALS: spec('couriers', 'count'),
}

const place: Dimension[] = ['DIMENSION_STORE', 'DIMENSION_MERCHANT', 'DIMENSION_REGION']

/** What figures of a kind can be told apart by. */
export const dimensionsOf: Record<Cube, Dimension[]> = {
  orders: [...place, 'DIMENSION_PAY_METHOD', 'DIMENSION_FULFILMENT', 'DIMENSION_HOUR_OF_DAY'],
  goods: [...place, 'DIMENSION_PRODUCT', 'DIMENSION_SKU', 'DIMENSION_CATEGORY', 'DIMENSION_BRAND'],
  couriers: [...place, 'DIMENSION_COURIER'],
}

export const unitOf = (m: Measure): Unit => measures[m]?.unit ?? 'count'
export const cubeOf = (m: Measure): Cube => measures[m]?.cube ?? 'orders'

/** valueText writes a measure's number as its unit is written. */
export function valueText(m: Measure, value: string | number): string {
  switch (unitOf(m)) {
    case 'fen': return yuan(value)
    case 'share': return percent(Number(value) / 10_000)
    case 'seconds': return t('common.minutes', { n: (Number(value) / 60).toFixed(1) })
    case 'count': return count(value)
  }
}

/** measureText names a measure with its value; without one it is the orders that wait. */
export function measureText(m: Measure, value: string | number): string {
  return m === 'MEASURE_UNSPECIFIED' ? `${t('alerts.waiting')} ${count(value)}` : `${t(`reports.measures.${m}`)} ${valueText(m, value)}`
}

/** plotted is a measure's number as charts draw it: yuan, minutes, hundredths, or pieces. */
export function plotted(m: Measure, value: string | number): number {
  switch (unitOf(m)) {
    case 'fen': return Number(value) / 100
    case 'share': return Number(value) / 100
    case 'seconds': return Math.round(Number(value) / 6) / 10
    case 'count': return Number(value)
  }
}
