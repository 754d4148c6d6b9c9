import { describe, expect, it } from 'vitest'
import { boxE6, byNeed, courierKind, marksOf, type Courier, type StoreHere } from '@/components/CityMap/city'
import { around, cornerOf, faultOf, fromE6, km2Of, splitAfter, toE6 } from '@/views/stores/area'

const at = (north: number, east: number) => ({ lat: 30.65 + north * 0.001, lng: 104.06 + east * 0.001 })
const square = [at(0, 0), at(0, 10), at(10, 10), at(10, 0)]

describe('an area that is drawn', () => {
  it.each([
    ['a square', square, null],
    ['a bay', [at(0, 0), at(10, 5), at(0, 10), at(3, 5)], null],
    ['two corners', square.slice(0, 2), { with: 'few', at: -1 }],
    ['sixty-one corners', Array.from({ length: 61 }, (_, i) => at(10 * Math.sin(i / 9.7), 10 * Math.cos(i / 9.7))), { with: 'many', at: -1 }],
    ['a corner twice', [...square, at(0, 0)], { with: 'twice', at: 4, other: 0 }],
    ['a bow tie', [at(0, 0), at(10, 10), at(0, 10), at(10, 0)], { with: 'crosses', at: 2, other: 0 }],
    ['an edge that turns back', [at(0, 0), at(0, 10), at(0, 5), at(5, 5)], { with: 'crosses', at: 1, other: 0 }],
    ['less than a hectare', [at(0, 0), at(0, 0.5), at(0.5, 0)], { with: 'small', at: -1 }],
    ['more than a large city', [at(0, 0), at(0, 900), at(900, 900), at(900, 0)], { with: 'large', at: -1 }],
  ])('%s is told from a good one', (_, corners, want) => {
    if (want === null) expect(faultOf(corners)).toBeNull()
    else expect(faultOf(corners)).toMatchObject(want)
  })
  it('begins with eight corners about the store, which are an area', () => {
    const corners = around({ lat: 30.65, lng: 104.06 }, 3000)
    expect(corners).toHaveLength(8)
    expect(faultOf(corners)).toBeNull()
    expect(km2Of(corners)).toBeCloseTo(2 * Math.SQRT2 * 9, 0)
  })
  it('gets a corner in the middle of an edge, the last one too', () => {
    expect(splitAfter(square, 3)).toEqual([...square, { lat: 30.655, lng: 104.06 }])
    expect(faultOf(splitAfter(square, 0))).toBeNull()
  })
  it('is sent in whole millionths of a degree, and comes back the same', () => { expect(fromE6(toE6({ lat: 30.657123, lng: 104.066987 }))).toEqual({ lat: 30.657123, lng: 104.066987 }) })
  it.each([['zone.corners[3]', 3], ['zone.corners[12].latE6', 12], ['zone.corners', -1]])('%s names a corner', (field, want) => { expect(cornerOf(field)).toBe(want) })
})

describe('a map of the city', () => {
  const courier = (courierId: string, openJobs: number, more: Partial<Courier> = {}): Courier => ({ courierId, openJobs, latE6: 30_650_000, lngE6: 104_060_000, ageSeconds: 5, stale: false, state: openJobs === 0 ? 'COURIER_STATE_IDLE' : openJobs > 4 ? 'COURIER_STATE_FULL' : 'COURIER_STATE_CARRYING', time: '', ...more })
  const store = (storeId: string, open: number, state = 'STORE_STATE_TAKING') => ({ store: { store: { storeId, name: `店${storeId}`, latE6: 1, lngE6: 2 }, state }, open, waiting: 0 }) as unknown as StoreHere
  it('asks for what is in view and a little more, never beyond the poles', () => {
    expect(boxE6({ south: 30, west: 104, north: 31, east: 106 })).toEqual({ southE6: 29_950_000, westE6: 103_900_000, northE6: 31_050_000, eastE6: 106_100_000 })
    expect(boxE6({ south: -90, west: -180, north: 90, east: 180 })).toMatchObject({ southE6: -90_000_000, eastE6: 180_000_000 })
    expect(boxE6(null)).toEqual({})
  })
  it('draws who was not seen lately in grey, whatever they carry', () => {
    expect([courier('1', 0), courier('2', 2), courier('3', 5), courier('4', 5, { stale: true })].map(courierKind)).toEqual(['courier', 'busy', 'full', 'quiet'])
  })
  it('lists first whoever has most to do, and last who was not seen', () => {
    const sorted = byNeed([store('1', 0), store('2', 7)], [courier('1', 9, { stale: true }), courier('2', 0), courier('3', 3)])
    expect(sorted.stores.map((s) => s.store.store.storeId)).toEqual(['2', '1'])
    expect(sorted.couriers.map((c) => c.courierId)).toEqual(['3', '2', '1'])
  })
  it('marks stores by squares with what is under way, and closed ones in grey', () => {
    const marks = marksOf([store('1', 4), store('2', 0, 'STORE_STATE_HELD')], [courier('3', 2)], { store: (s) => s.store.store.name, courier: (c) => c.courierId })
    expect(marks.map((m) => [m.key, m.kind, m.square ?? false, m.badge])).toEqual([['store:1', 'store', true, 4], ['store:2', 'quiet', true, 0], ['courier:3', 'busy', false, 2]])
  })
})
