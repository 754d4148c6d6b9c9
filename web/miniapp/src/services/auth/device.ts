import Taro from '@tarojs/taro'
import { storage } from '../storage'

/** What the device is called in the list of sessions. */
export function deviceName(): string {
  try {
    const info = Taro.getDeviceInfo()
    return `${info.brand} ${info.model}`.slice(0, 64)
  } catch {
    return process.env.TARO_ENV === 'h5' ? '网页版' : '小程序'
  }
}

/** deviceId is what this installation keeps of itself, made once, so that the server knows it again. It names nobody. */
export function deviceId(): string {
  const kept = storage.get('device')
  if (kept) return kept
  let made = ''
  while (made.length < 24) made += Math.random().toString(36).slice(2)
  made = made.slice(0, 24)
  storage.set('device', made)
  return made
}
