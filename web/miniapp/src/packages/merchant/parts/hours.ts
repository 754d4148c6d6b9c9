import type { OpenSpan } from '@dajiu/api'
import { sayMinute } from '@/domain/time'

export interface Span { start: number; end: number }

/** A week of opening hours, Monday first: each day's spans, none where it stays shut. */
export type Week = readonly (readonly Span[])[]

export const dayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

/** What a day begins with when it is opened. */
export const usual: Span = { start: 9 * 60, end: 22 * 60 }

export function weekOf(spans: readonly OpenSpan[]): Week {
  return dayNames.map((_name, i) => spans
    .filter((s) => s.weekday === i + 1)
    .map((s) => ({ start: s.startMinute, end: s.endMinute }))
    .sort((a, b) => a.start - b.start))
}

export function spansOf(week: Week): OpenSpan[] {
  return week.flatMap((day, i) => day.map((s) => ({ weekday: i + 1, startMinute: s.start, endMinute: s.end })))
}

/** withDay is a week with one day changed. */
export function withDay(week: Week, day: number, spans: readonly Span[]): Week {
  return week.map((old, i) => (i === day ? spans : old))
}

/** saySpan writes 09:00–22:00; an end at or before its start lies on the next day. */
export function saySpan(s: Span): string {
  return `${sayMinute(s.start)}–${s.end <= s.start ? '次日 ' : ''}${s.end === 1440 ? '24:00' : sayMinute(s.end)}`
}

/** minuteOf reads 09:30. */
export function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
}

export const sameWeek = (a: Week, b: Week) => JSON.stringify(a) === JSON.stringify(b)
