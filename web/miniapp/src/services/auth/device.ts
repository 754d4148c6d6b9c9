import Taro from '@tarojs/taro'
import { storage } from '../storage'

/** nameOf is what a device of a make and a model is called; browsers know neither. */
export function nameOf(brand = '', model = ''): string {
  const known = [brand, model].filter((part) => part !== '' && part !== 'unknown').join(' ').slice(0, 64)
  return known || (process.env.TARO_ENV === 'h5' ? '网页版' : '小程序')
}

/** What the device is called in the list of sessions. */
export function deviceName(): string {
  try {
    const info = Taro.getDeviceInfo()
    return nameOf(info.brand, info.model)
  } catch {
    return nameOf()
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
