// What a map of a city shows: stores with their open orders, couriers on duty with what they carry.
import type { Schema } from '@/api'
import type { Box, Kind, Mark } from '@/components/PlanMap/draw'

export type Courier = Schema<'v1CourierAt'>
export type Managed = Schema<'v1ManagedStore'> & { store: Schema<'v1Store'> }
export interface StoreHere { store: Managed; open: number; waiting: number }

/** boxE6 is a view as the API asks for it, within what there is; a little wider, so that what is at the edge does not come and go. */
export function boxE6(box: Box | null): { southE6: number; westE6: number; northE6: number; eastE6: number } | Record<string, never> {
  if (!box) return {}
  const [tall, wide] = [(box.north - box.south) * 0.05, (box.east - box.west) * 0.05]
  const e6 = (degrees: number, most: number) => Math.round(Math.max(-most, Math.min(most, degrees)) * 1e6)
  return { southE6: e6(box.south - tall, 90), westE6: e6(box.west - wide, 180), northE6: e6(box.north + tall, 90), eastE6: e6(box.east + wide, 180) }
}

/** courierKind is how a courier is drawn: who was not seen for minutes is grey, whatever they carry. */
export function courierKind(c: Courier): Kind {
  if (c.stale) return 'quiet'
  if (c.state === 'COURIER_STATE_FULL') return 'full'
  return c.state === 'COURIER_STATE_CARRYING' ? 'busy' : 'courier'
}

/** byNeed puts the stores with most to do first, and the couriers who carry most. */
export function byNeed(stores: StoreHere[], couriers: Courier[]): { stores: StoreHere[]; couriers: Courier[] } {
  return {
    stores: [...stores].sort((a, b) => b.open - a.open || a.store.store.name.localeCompare(b.store.store.name, 'zh-CN')),
    couriers: [...couriers].sort((a, b) => Number(a.stale) - Number(b.stale) || b.openJobs - a.openJobs || a.courierId.localeCompare(b.courierId)),
  }
}

/** marksOf draws stores beneath couriers. Said words what is at a mark. */
export function marksOf(stores: StoreHere[], couriers: Courier[], said: { store: (s: StoreHere) => string; courier: (c: Courier) => string }): Mark[] {
  return [
    ...stores.map((s): Mark => ({
      key: `store:${s.store.store.storeId}`, name: said.store(s), lat: s.store.store.latE6 / 1e6, lng: s.store.store.lngE6 / 1e6,
      kind: s.store.state === 'STORE_STATE_TAKING' ? 'store' : 'quiet', square: true, badge: s.open,
    })),
    ...couriers.map((c): Mark => ({
      key: `courier:${c.courierId}`, name: said.courier(c), lat: c.latE6 / 1e6, lng: c.lngE6 / 1e6, kind: courierKind(c), square: false, badge: c.openJobs, faint: c.stale,
    })),
  ]
}
