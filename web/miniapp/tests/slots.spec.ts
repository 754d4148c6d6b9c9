import { describe, expect, it } from 'vitest'
import type { Order, Slot } from '@dajiu/api'
import { sayPromise, saySlot, slotDays } from '@/domain/slots'

const now = new Date(2026, 10, 28, 21, 10)
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString()
const slot = (day: number, hour: number, full = false): Slot => ({ startTime: at(day, hour), endTime: at(day, hour, 30), full })

describe('slots', () => {
  it('are said as people say them', () => {
    expect(saySlot(slot(28, 22), now)).toBe('今天 22:00-22:30')
    expect(saySlot(slot(29, 9), now)).toBe('明天 09:00-09:30')
    expect(saySlot({ startTime: at(29, 23, 30), endTime: at(30, 0) }, now)).toBe('明天 23:30-00:00')
    expect(saySlot(undefined, now)).toBe('')
  })
  it('are promised at the door or at the counter', () => {
    const order: Pick<Order, 'slot' | 'fulfilment'> = { slot: slot(29, 18), fulfilment: 'FULFILMENT_INSTANT' }
    expect(sayPromise(order, now)).toBe('预约 明天 18:00-18:30 送达')
    expect(sayPromise({ ...order, fulfilment: 'FULFILMENT_PICKUP' }, now)).toBe('预约 明天 18:00-18:30 自提')
    expect(sayPromise({ fulfilment: 'FULFILMENT_INSTANT' }, now)).toBe('')
  })
  it('of several stores are those that all of them have, and full where one is', () => {
    const days = slotDays([[slot(28, 22), slot(29, 9), slot(29, 10)], [slot(29, 9, true), slot(29, 10), slot(29, 11)]], now)
    expect(days.map((d) => [d.day, d.slots.map((s) => [s.startTime, s.full])])).toEqual([['明天', [[at(29, 9), true], [at(29, 10), false]]]])
    expect(slotDays([[], [slot(29, 9)]], now)).toEqual([])
  })
})
