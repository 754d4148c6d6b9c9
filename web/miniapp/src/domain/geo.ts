/** A place in millionths of a degree (GCJ-02). */
export interface Point { latE6: number; lngE6: number }

const metersPerDegree = 111_195

/** The middle of the city that is served where nothing better is known: 天府广场. */
export const cityCentre: Point = { latE6: 30_657_000, lngE6: 104_066_000 }

/** metersBetween is right to a per mille within a city. */
export function metersBetween(a: Point, b: Point): number {
  const lat = (((a.latE6 + b.latE6) / 2) * Math.PI) / 180e6
  const dy = ((a.latE6 - b.latE6) / 1e6) * metersPerDegree
  const dx = ((a.lngE6 - b.lngE6) / 1e6) * metersPerDegree * Math.cos(lat)
  return Math.hypot(dx, dy)
}

/** moved is a point so many metres east and north. */
export function moved(from: Point, eastMeters: number, northMeters: number): Point {
  const lat = (from.latE6 * Math.PI) / 180e6
  return {
    latE6: Math.round(from.latE6 + (northMeters / metersPerDegree) * 1e6),
    lngE6: Math.round(from.lngE6 + (eastMeters / metersPerDegree / Math.cos(lat)) * 1e6),
  }
}

/** offset is how many metres east and north of a point another lies. */
export function offset(from: Point, to: Point): { east: number; north: number } {
  const lat = (from.latE6 * Math.PI) / 180e6
  return {
    east: ((to.lngE6 - from.lngE6) / 1e6) * metersPerDegree * Math.cos(lat),
    north: ((to.latE6 - from.latE6) / 1e6) * metersPerDegree,
  }
}

export function sayMeters(meters: number): string {
  if (meters < 1000) return `${Math.max(10, Math.round(meters / 10) * 10)}m`
  return `${(meters / 1000).toFixed(1)}km`
}
