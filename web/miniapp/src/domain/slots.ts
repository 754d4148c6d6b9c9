import type { Order, Slot } from '@dajiu/api'
import { clock } from './time'

type Promised = Order['slot']

/** sayDay names a day as people do who look ahead: 今天, 明天, 11月3日. */
function sayDay(day: Date, now: Date): string {
  const days = Math.round((midnight(day) - midnight(now)) / 86_400_000)
  return days === 0 ? '今天' : days === 1 ? '明天' : `${day.getMonth() + 1}月${day.getDate()}日`
}

const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()

/** saySlot writes a promise: 今天 18:00-18:30; empty where nothing but as soon as possible was promised. */
export function saySlot(slot: Promised | { startTime?: string; endTime?: string }, now = new Date()): string {
  if (!slot?.startTime || !slot.endTime) return ''
  const start = new Date(slot.startTime)
  return `${sayDay(start, now)} ${clock(start)}-${clock(new Date(slot.endTime))}`
}

/** sayPromise tells a customer when their goods come, or when they come for them. */
export function sayPromise(order: Pick<Order, 'slot' | 'fulfilment'>, now = new Date()): string {
  const said = saySlot(order.slot, now)
  if (said === '') return ''
  return order.fulfilment === 'FULFILMENT_PICKUP' ? `预约 ${said} 自提` : `预约 ${said} 送达`
}

export interface SlotDay { day: string; slots: Slot[] }

/** slotDays sorts slots by day. A slot of which one store has no place left is full; one that a store does not have is left out. */
export function slotDays(stores: readonly (readonly Slot[])[], now = new Date()): SlotDay[] {
  const [first = [], ...others] = stores
  const days: SlotDay[] = []
  for (const slot of first) {
    const same = others.map((list) => list.find((s) => s.startTime === slot.startTime))
    if (!slot.startTime || same.includes(undefined)) continue
    const day = sayDay(new Date(slot.startTime), now)
    let group = days.at(-1)
    if (group?.day !== day) days.push(group = { day, slots: [] })
    group.slots.push({ ...slot, full: slot.full || same.some((s) => s?.full) })
  }
  return days
}
