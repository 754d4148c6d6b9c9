import type { Store } from '@dajiu/api'

/** bestStore is the one that would bring an order: open and in range first, then nearest. The list is nearest first. */
export function bestStore(stores: Store[]): Store | null {
  return stores.find((s) => s.openNow && s.inRange) ?? stores.find((s) => s.openNow) ?? stores[0] ?? null
}
