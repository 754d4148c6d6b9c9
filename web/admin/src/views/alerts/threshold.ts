import { fenOf } from '@/composables/format'
import type { Schema } from '@/api'
import { unitOf, type Measure } from '../reports/measures'

/** bodyOf is what of a rule is written: neither its number and version, nor who watches it. */
export function bodyOf({ name, measure, windowMinutes, comparison, threshold, leastOrders, perStore, enabled, startHour, endHour }: Schema<'v1AlertRule'>) {
  return { name, measure, windowMinutes, comparison, threshold, leastOrders, perStore, enabled, startHour, endHour }
}

/** toThreshold is what a person typed, in the measure's own unit as the API has it: yuan, percent, minutes or pieces. */
export function toThreshold(m: Measure, text: string): string {
  if (m === 'MEASURE_UNSPECIFIED') return text
  const n = Number(text)
  switch (unitOf(m)) {
    case 'fen': return fenOf(text) ?? text
    case 'share': return Number.isFinite(n) ? String(Math.round(n * 100)) : text
    case 'seconds': return Number.isFinite(n) ? String(Math.round(n * 60)) : text
    case 'count': return text
  }
}

/** fromThreshold is the way back. */
export function fromThreshold(m: Measure, value: string): string {
  if (m === 'MEASURE_UNSPECIFIED') return value
  switch (unitOf(m)) {
    case 'fen': case 'share': return String(Number(value) / 100)
    case 'seconds': return String(Number(value) / 60)
    case 'count': return value
  }
}
