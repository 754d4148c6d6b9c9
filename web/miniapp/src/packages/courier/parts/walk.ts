import { metersBetween, moved, offset, type Point } from '@/domain/geo'

/** walked is where one is who went so many metres towards a place; never beyond it. */
export function walked(from: Point, to: Point, meters: number): Point {
  const far = metersBetween(from, to)
  if (far <= meters) return to
  const way = offset(from, to)
  return moved(from, (way.east * meters) / far, (way.north * meters) / far)
}
