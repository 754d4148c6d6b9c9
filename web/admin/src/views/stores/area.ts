// A delivery range that is drawn: corners in turn, the last joined to the first, in degrees as the map shows them (GCJ-02).
import type { Place } from '@/components/PlanMap/draw'

export const fewest = 3
export const most = 60
const smallestKm2 = 0.01
const largestKm2 = 2000
const kmPerDegree = 111.195

/** What is wrong with an area: at a corner, counted from 0, or at none of them. With names it. */
export interface Fault { at: number; with: 'few' | 'many' | 'twice' | 'crosses' | 'small' | 'large'; other: number }

export const fromE6 = (c: { latE6: number; lngE6: number }): Place => ({ lat: c.latE6 / 1e6, lng: c.lngE6 / 1e6 })
export const toE6 = (c: Place) => ({ latE6: Math.round(c.lat * 1e6), lngE6: Math.round(c.lng * 1e6) })
const six = (degrees: number) => Number(degrees.toFixed(6))

/** around is an area to begin with: eight corners on a circle. */
export function around(centre: Place, metres: number): Place[] {
  const lat = metres / 1000 / kmPerDegree
  const lng = lat / Math.cos(centre.lat * Math.PI / 180)
  return Array.from({ length: 8 }, (_, i) => {
    const turn = (i + 0.5) * Math.PI / 4
    return { lat: six(centre.lat + lat * Math.sin(turn)), lng: six(centre.lng + lng * Math.cos(turn)) }
  })
}

/** splitAfter adds a corner in the middle of the edge that leaves a corner. */
export function splitAfter(corners: Place[], i: number): Place[] {
  const from = corners[i] as Place
  const to = corners[(i + 1) % corners.length] as Place
  return [...corners.slice(0, i + 1), { lat: six((from.lat + to.lat) / 2), lng: six((from.lng + to.lng) / 2) }, ...corners.slice(i + 1)]
}

/** km2Of is the area in square kilometres. */
export function km2Of(corners: Place[]): number {
  const at = corners[0]
  if (!at) return 0
  let twice = 0
  corners.forEach((from, i) => { twice += cross(at, from, corners[(i + 1) % corners.length] as Place) })
  return Math.abs(twice) / 2 * kmPerDegree ** 2 * Math.cos(at.lat * Math.PI / 180)
}

/** faultOf is what the platform would refuse, while a person still draws; null where it is nothing. The server decides. */
export function faultOf(corners: Place[]): Fault | null {
  if (corners.length < fewest) return { at: -1, with: 'few', other: -1 }
  if (corners.length > most) return { at: -1, with: 'many', other: -1 }
  for (let i = 0; i < corners.length; i++) {
    for (let j = i + 1; j < corners.length; j++) if (same(corners[i] as Place, corners[j] as Place)) return { at: j, with: 'twice', other: i }
  }
  for (let i = 0; i < corners.length; i++) {
    for (let j = i + 1; j < corners.length; j++) if (meet(corners, i, j)) return { at: j, with: 'crosses', other: i }
  }
  const km2 = km2Of(corners)
  if (km2 < smallestKm2) return { at: -1, with: 'small', other: -1 }
  return km2 > largestKm2 ? { at: -1, with: 'large', other: -1 } : null
}

/** cornerOf reads which corner a refused field names: zone.corners[3] or zone.corners[3].latE6; -1: none. */
export function cornerOf(field: string): number {
  return Number(/corners\[(\d+)\]/.exec(field)?.[1] ?? -1)
}

const same = (a: Place, b: Place) => a.lat === b.lat && a.lng === b.lng
const cross = (a: Place, b: Place, c: Place) => (b.lng - a.lng) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lng - a.lng)
/** Whole millionths, so that what lies on a line is told from what lies beside it. */
const side = (a: Place, b: Place, c: Place) => {
  const [p, q, r] = [toE6(a), toE6(b), toE6(c)]
  return Math.sign((q.lngE6 - p.lngE6) * (r.latE6 - p.latE6) - (q.latE6 - p.latE6) * (r.lngE6 - p.lngE6))
}
const between = (a: Place, b: Place, p: Place) => p.lat >= Math.min(a.lat, b.lat) && p.lat <= Math.max(a.lat, b.lat) && p.lng >= Math.min(a.lng, b.lng) && p.lng <= Math.max(a.lng, b.lng)

/** meet tells whether the edges that leave two corners, i before j, meet elsewhere than where neighbours join. */
function meet(corners: Place[], i: number, j: number): boolean {
  const at = (k: number) => corners[k % corners.length] as Place
  const [a, b, c, d] = [at(i), at(i + 1), at(j), at(j + 1)]
  if (j === i + 1) return side(a, b, d) === 0 && (between(a, b, d) || between(b, d, a))
  if (i === 0 && j === corners.length - 1) return side(c, a, b) === 0 && (between(c, a, b) || between(a, b, c))
  const [abc, abd, cda, cdb] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  if (abc !== abd && cda !== cdb) return true
  return abc === 0 && between(a, b, c) || abd === 0 && between(a, b, d) || cda === 0 && between(c, d, a) || cdb === 0 && between(c, d, b)
}
