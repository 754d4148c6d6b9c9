import { storage } from '@/services/storage'

/** Which lines of an order are in the bag, by line number. */
export type Ticks = Readonly<Record<number, true>>

const name = (orderId: string) => `picks.${orderId}`

/** ticksOf is what was ticked on this device: picking survives a phone that falls asleep. */
export const ticksOf = (orderId: string): Ticks => storage.read<Ticks>(name(orderId), {})

export function keepTicks(orderId: string, ticks: Ticks | null): void {
  if (ticks === null || Object.keys(ticks).length === 0) storage.set(name(orderId), null)
  else storage.write(name(orderId), ticks)
}

/** toggled ticks a line, or takes the tick back. */
export function toggled(ticks: Ticks, lineNo: number): Ticks {
  const next: Record<number, true> = { ...ticks }
  if (next[lineNo]) delete next[lineNo]
  else next[lineNo] = true
  return next
}

/** progress counts the lines in the bag; ticks of lines that are not there do not count. */
export function progress(lines: readonly { lineNo: number }[], ticks: Ticks): { done: number; all: number; complete: boolean } {
  const done = lines.filter((l) => ticks[l.lineNo]).length
  return { done, all: lines.length, complete: done === lines.length }
}
