import { useSyncExternalStore } from 'react'
import Taro from '@tarojs/taro'
import { cityCentre, metersBetween, type Point } from '@/domain/geo'
import { api } from '@/services'
import { loadEnv } from '@/services/env'
import { storage } from '@/services/storage'
import { store } from '@/store'
import { whereAmI } from '@/services/location/location'
import { walked } from './walk'

// Where the courier is, and telling the platform about it while on duty. In a browser of the demo city nobody moves, so
// a simulated courier rides to the next stop there; in WeChat the phone says.

const tickMs = 1000
/** As fast as a scooter that meets no red light. */
const metersPerTick = 12
/** A report when so far was gone, or so long nothing was said. */
const reportMeters = 25
const reportMs = 15_000

let at: Point | null = storage.read<Point | null>('courier.at', null)
let target: Point | null = null
let reported: { point: Point; time: number } | null = null
let timer: ReturnType<typeof setInterval> | null = null
const listeners = new Set<() => void>()

function set(point: Point) {
  at = point
  storage.write('courier.at', point)
  listeners.forEach((listener) => listener())
}

const watch = (listener: () => void) => {
  listeners.add(listener)
  return () => { listeners.delete(listener) }
}

/** usePosition is where the courier is; null until that is known. */
export const usePosition = (): Point | null => useSyncExternalStore(watch, () => at, () => at)

/** headFor tells a simulated courier where to ride. */
export function headFor(point: Point | null): void {
  target = point
}

/** locate finds out where the courier is; null where the phone does not say. */
export async function locate(): Promise<Point | null> {
  if (process.env.TARO_ENV === 'h5') {
    const env = await loadEnv()
    if (env.weixin === '') return null
    if (!at) set(env.people.find((p) => p.at)?.at ?? cityCentre)
    return at
  }
  const point = await whereAmI()
  if (point) set(point)
  return at
}

function report(now: number) {
  if (!at) return
  const due = !reported || now - reported.time >= reportMs || metersBetween(reported.point, at) >= reportMeters
  // At most one report in three seconds, however fast the ride.
  if (!due || (reported && now - reported.time < 3000)) return
  reported = { point: at, time: now }
  api.put('/v1/courier/position', { body: at }).catch(() => undefined) // the next one follows soon
}

function follow() {
  if (!store.getState().session.user?.roles.includes('ROLE_COURIER')) {
    stopReporting() // somebody else uses the device now
    return
  }
  if (process.env.TARO_ENV === 'h5') {
    if (at && target) set(walked(at, target, metersPerTick))
  }
  report(Date.now())
}

const moves = (r: { latitude: number; longitude: number }) => set({ latE6: Math.round(r.latitude * 1e6), lngE6: Math.round(r.longitude * 1e6) })

/** startReporting tells the platform where the courier is until stopReporting. */
export function startReporting(): void {
  if (timer) return
  reported = null
  timer = setInterval(follow, tickMs)
  if (process.env.TARO_ENV !== 'weapp') return
  Taro.startLocationUpdate({ type: 'gcj02' })
  Taro.onLocationChange(moves)
}

export function stopReporting(): void {
  if (timer) clearInterval(timer)
  timer = null
  if (process.env.TARO_ENV !== 'weapp') return
  Taro.offLocationChange(moves)
  Taro.stopLocationUpdate()
}
