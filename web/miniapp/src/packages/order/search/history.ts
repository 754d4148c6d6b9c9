import { storage } from '@/services/storage'

const most = 12

/** What was searched for on this device, the latest first. */
export const searches = () => storage.read<string[]>('searches', [])

export function rememberSearch(q: string): void {
  storage.write('searches', [q, ...searches().filter((s) => s !== q)].slice(0, most))
}

export function forgetSearches(): void {
  storage.set('searches', null)
}
