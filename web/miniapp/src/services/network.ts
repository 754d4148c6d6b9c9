import Taro from '@tarojs/taro'

let online = true
const listeners = new Set<(online: boolean) => void>()

function set(next: boolean) {
  if (next === online) return
  online = next
  listeners.forEach((listener) => listener(next))
}

/** Whether the device has a network, as far as it knows. */
export const network = {
  online: () => online,
  watch(listener: (online: boolean) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  start() {
    if (process.env.TARO_ENV === 'h5') {
      set(window.navigator.onLine)
      window.addEventListener('online', () => set(true))
      window.addEventListener('offline', () => set(false))
      return
    }
    void Taro.getNetworkType().then((n) => set(n.networkType !== 'none'), () => undefined)
    Taro.onNetworkStatusChange((n) => set(n.isConnected))
  },
}
