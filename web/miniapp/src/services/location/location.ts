import Taro from '@tarojs/taro'
import type { Point } from '@/domain/geo'

/** whereAmI asks WeChat for the place, if the person allows it; null where not. A browser's place is not asked for: the demo city is far from most. */
export async function whereAmI(): Promise<Point | null> {
  if (process.env.TARO_ENV !== 'weapp') return null
  try {
    const at = await Taro.getLocation({ type: 'gcj02' })
    if (!Number.isFinite(at.latitude) || !Number.isFinite(at.longitude)) return null
    return { latE6: Math.round(at.latitude * 1e6), lngE6: Math.round(at.longitude * 1e6) }
  } catch {
    return null
  }
}

/** Whether WeChat's own map can be opened to choose a place. */
export const hasWechatMap = process.env.TARO_ENV === 'weapp'

/** chooseOnWechatMap returns the place and its name; null where the person gave up. */
export async function chooseOnWechatMap(): Promise<{ point: Point; name: string } | null> {
  try {
    const at = await Taro.chooseLocation({})
    return { point: { latE6: Math.round(at.latitude * 1e6), lngE6: Math.round(at.longitude * 1e6) }, name: at.name || at.address }
  } catch {
    return null
  }
}
