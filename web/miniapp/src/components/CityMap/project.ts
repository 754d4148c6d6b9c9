import { moved, offset, type Point } from '@/domain/geo'

/** What a map shows: a middle, and how many metres one point of the screen is. */
export interface Camera { centre: Point; metersPerPx: number }
export interface Size { width: number; height: number }

/** fitted shows all points, with room around them and under what is written over the map. */
export function fitted(points: Point[], size: Size, room: { x: number; top: number; bottom: number }, closest = 1.2): Camera {
  const first = points[0]
  if (!first) return { centre: { latE6: 0, lngE6: 0 }, metersPerPx: closest }
  const lats = points.map((p) => p.latE6)
  const lngs = points.map((p) => p.lngE6)
  const low = { latE6: Math.min(...lats), lngE6: Math.min(...lngs) }
  const high = { latE6: Math.max(...lats), lngE6: Math.max(...lngs) }
  const span = offset(low, high)
  const metersPerPx = Math.max(
    closest, span.east / Math.max(1, size.width - 2 * room.x), span.north / Math.max(1, size.height - room.top - room.bottom))
  const middle = { latE6: (low.latE6 + high.latE6) / 2, lngE6: (low.lngE6 + high.lngE6) / 2 }
  return { centre: moved(middle, 0, ((room.top - room.bottom) / 2) * metersPerPx), metersPerPx }
}

/** toScreen is where a point lies on the map, from its upper left. */
export function toScreen(at: Point, camera: Camera, size: Size): { x: number; y: number } {
  const from = offset(camera.centre, at)
  return { x: size.width / 2 + from.east / camera.metersPerPx, y: size.height / 2 - from.north / camera.metersPerPx }
}

/** scaleBar is a round length of at most so many points. */
export function scaleBar(camera: Camera, mostPx: number): { px: number; meters: number } {
  const steps = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10000]
  const meters = [...steps].reverse().find((m) => m / camera.metersPerPx <= mostPx) ?? 20
  return { px: meters / camera.metersPerPx, meters }
}
