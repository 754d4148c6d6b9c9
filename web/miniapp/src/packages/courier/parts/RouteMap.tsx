import { useMemo } from 'react'
import { CityMap, type Marker } from '@/components/CityMap'
import { fitted } from '@/components/CityMap/project'
import type { Point } from '@/domain/geo'
import { useWidth } from '@/hooks/useWidth'
import type { Stop } from './stops'

/** About three hundred metres, in millionths of a degree. */
const coarse = 3000

interface Props { here: Point | null; stops: readonly Pick<Stop, 'kind' | 'at' | 'job'>[]; height: number; /** What lies over the map at its head. */ top?: number; /** What lies over the map at its foot. */ bottom?: number; /** What the page keeps free at its sides, together. */ margin?: number }

const looks = { pickup: { icon: 'store', tone: 'brand' }, drop: { icon: 'home', tone: 'good' }, return: { icon: 'store', tone: 'night' } } as const

/** RouteMap sketches where the courier is and goes: stop by stop, as the plan says. */
export function RouteMap({ here, stops, height, top = 0, bottom = 36, margin = 0 }: Props) {
  const width = useWidth() - margin
  const size = useMemo(() => ({ width, height }), [width, height])
  const points = [...(here ? [here] : []), ...stops.map((s) => s.at)]
  // The view stays while the courier rides through it; it moves on every few hundred metres.
  const view = points.map((p, i) => (here && i === 0 ? `${Math.round(p.latE6 / coarse)},${Math.round(p.lngE6 / coarse)}` : `${p.latE6},${p.lngE6}`)).join()
  // `view` says where the points are, less finely.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const camera = useMemo(() => fitted(points, size, { x: 84, top: top + 56, bottom }), [view, size, top, bottom])
  if (points.length === 0) return null
  const seen = new Set<string>()
  const markers: Marker[] = []
  for (const s of stops) {
    const spot = `${s.kind}${s.at.latE6},${s.at.lngE6}`
    if (seen.has(spot)) continue
    seen.add(spot)
    markers.push({ id: `${s.kind}-${s.job.deliveryId}`, at: s.at, ...looks[s.kind], label: s.kind === 'drop' ? '顾客' : s.job.storeName })
  }
  if (here) markers.push({ id: 'me', at: here, icon: 'truck', tone: 'night', moves: true })
  // Another view is another map: markers glide along their way, not from one view into the next.
  return <CityMap key={view} camera={camera} size={size} markers={markers} route={points} />
}
