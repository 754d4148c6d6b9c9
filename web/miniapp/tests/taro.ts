// What the pure parts see of Taro in tests: a storage that works, and nothing else.
const kept = new Map<string, unknown>()

const Taro = {
  getStorageSync: (key: string) => kept.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => { kept.set(key, value) },
  removeStorageSync: (key: string) => { kept.delete(key) },
}

export default Taro
