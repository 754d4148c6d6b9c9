import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import { asApiError, cache } from '@/services'
import { network } from '@/services/network'
import type { ApiError } from '@dajiu/api'

export interface Query<T> {
  /** What is known, perhaps old. */
  data: T | undefined
  /** Set where the last attempt failed; data may still be shown. */
  error: ApiError | null
  /** Asking, and nothing known yet: show a skeleton. */
  loading: boolean
  /** Ask again now. */
  reload: () => Promise<void>
}

export interface QueryOptions {
  /** For so long an answer is not asked for again. */
  freshMs?: number
  /** Ask again when the page is shown again, if what is known is no longer fresh. */
  onShow?: boolean
}

/**
 * useQuery reads through the cache: what is known is shown at once and asked for again behind it. The key names what is
 * read, with everything it depends on; null reads nothing. Two pages with one key share one answer.
 */
export function useQuery<T>(key: string | null, ask: () => Promise<T>, options: QueryOptions = {}): Query<T> {
  const { freshMs = 5000, onShow = true } = options
  const [, redraw] = useReducer((n: number) => n + 1, 0)
  const [error, setError] = useState<ApiError | null>(null)
  const asking = useRef(ask)
  asking.current = ask
  const current = useRef(key)
  current.current = key

  const reload = useCallback(async () => {
    if (key === null) return
    try {
      await cache.load(key, () => asking.current())
      if (current.current === key) setError(null)
    } catch (thrown) {
      if (current.current === key) setError(asApiError(thrown))
    }
  }, [key])

  useEffect(() => {
    setError(null)
    if (key === null) return undefined
    const renew = () => { if (!cache.isFresh(key, freshMs)) void reload() }
    const stop = cache.watch(key, () => {
      redraw()
      if (!cache.isFresh(key, Infinity)) void reload() // expired by somebody
    })
    renew()
    // What could not be asked without a network is asked when it is back.
    const unwatch = network.watch((online) => { if (online) renew() })
    return () => {
      stop()
      unwatch()
    }
  }, [key, freshMs, reload])

  useDidShow(() => {
    if (onShow && key !== null && !cache.isFresh(key, freshMs)) void reload()
  })

  const data = key === null ? undefined : cache.peek<T>(key)?.value
  return { data, error, loading: key !== null && data === undefined && error === null, reload }
}
