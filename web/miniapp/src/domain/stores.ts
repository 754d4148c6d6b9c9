import type { Store } from '@dajiu/api'

/** A store around a place. Where rangeUnknown is true, it could not be asked whether it delivers there: inRange proves nothing. */
export type NearbyStore = Store & { rangeUnknown: boolean }

/** reachOf says how what a store sells gets to a place, and how sure that is. */
export function reachOf(s: Pick<NearbyStore, 'openNow' | 'inRange' | 'rangeUnknown'>): { words: string; tone: 'good' | 'small' | 'bad' } {
  if (!s.openNow) return { words: '休息中', tone: 'bad' }
  if (s.rangeUnknown) return { words: '下单时确认配送', tone: 'small' }
  return s.inRange ? { words: '可配送', tone: 'good' } : { words: '可自提', tone: 'small' }
}

/** bestStore is the one that would bring an order: open and in range first, then nearest. The list is nearest first. */
export function bestStore(stores: Store[]): Store | null {
  return stores.find((s) => s.openNow && s.inRange) ?? stores.find((s) => s.openNow) ?? stores[0] ?? null
}
