import type { StoreFigures } from '@dajiu/api'
import { fen } from '@/domain/money'

export interface Bar { hour: number; orders: number; turnover: number; /** Of the tallest, 0 to 1. */ share: number; now: boolean }

/** bars are the hours of a day from the first that sold, or 8 o'clock, to the last, or the present one: what a day looks like. */
export function bars(figures: Pick<StoreFigures, 'hours'>, hourNow: number): Bar[] {
  const hours = figures.hours.map((h, hour) => ({ hour, orders: h.orderCount, turnover: fen(h.turnover) }))
  const sold = hours.filter((h) => h.orders > 0).map((h) => h.hour)
  const from = Math.min(8, hourNow, ...sold)
  const to = Math.max(21, hourNow, ...sold)
  const tallest = Math.max(1, ...hours.map((h) => h.turnover))
  return hours.slice(from, to + 1).map((h) => ({ ...h, share: h.turnover / tallest, now: h.hour === hourNow }))
}

/** hourOfBusiness is the hour at the stores, UTC+8, wherever the phone is. */
export function hourOfBusiness(now: Date): number {
  return (now.getUTCHours() + 8) % 24
}
