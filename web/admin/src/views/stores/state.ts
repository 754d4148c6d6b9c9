import type { Schema } from '@/api'

export type State = Schema<'v1StoreState'>

/** A store as the server always answers it. */
export type Managed = Schema<'v1ManagedStore'> & { store: Schema<'v1Store'> }

export const states: State[] = ['STORE_STATE_TAKING', 'STORE_STATE_PAUSED', 'STORE_STATE_HELD', 'STORE_STATE_SUSPENDED', 'STORE_STATE_UNLICENSED']

/** toneOf is the colour of a store's state. */
export function toneOf(state: State): 'success' | 'info' | 'danger' | 'warning' {
  if (state === 'STORE_STATE_TAKING') return 'success'
  if (state === 'STORE_STATE_PAUSED') return 'warning'
  return state === 'STORE_STATE_UNSPECIFIED' ? 'info' : 'danger'
}

export interface Span { weekday: number; startMinute: number; endMinute: number }

/** clockOf writes minutes after midnight as 08:30; 1440 is 24:00. */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** minuteOf reads 08:30; null where it is no time of a day. */
export function minuteOf(text: string): number | null {
  const match = /^\s*(\d{1,2})[:：](\d{2})\s*$/.exec(text)
  if (!match) return null
  const minute = Number(match[1]) * 60 + Number(match[2])
  return Number(match[2]) < 60 && minute <= 1440 ? minute : null
}

/** byDay groups spans of opening hours by weekday, Monday first, each day's by their start. */
export function byDay(spans: Span[]): Span[][] {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => spans.filter((s) => s.weekday === weekday).sort((a, b) => a.startMinute - b.startMinute))
}

/** areaOf is the area that a range covers, in square kilometres. */
export function areaOf(metres: number): number {
  return Math.PI * (metres / 1000) ** 2
}
