import Taro from '@tarojs/taro'

const prefix = 'dj.'

/** What the device keeps for us. A device that keeps nothing (full, or private) is no error: we ask the network again. */
export const storage = {
  get(name: string): string {
    try {
      const text: unknown = Taro.getStorageSync(prefix + name)
      return typeof text === 'string' ? text : ''
    } catch {
      return ''
    }
  },
  set(name: string, text: string | null): void {
    try {
      if (text === null) Taro.removeStorageSync(prefix + name)
      else Taro.setStorageSync(prefix + name, text)
    } catch {
      // as above
    }
  },
  read<T>(name: string, otherwise: T): T {
    const text = storage.get(name)
    if (!text) return otherwise
    try {
      return JSON.parse(text) as T
    } catch {
      return otherwise
    }
  },
  write(name: string, value: unknown): void {
    storage.set(name, JSON.stringify(value))
  },
}
