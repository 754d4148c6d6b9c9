import { useCallback, useEffect, useRef, useState } from 'react'
import { asApiError } from '@/services'
import type { ApiError } from '@dajiu/api'

export interface Pager<T> {
  items: T[]
  error: ApiError | null
  /** The first page is on its way. */
  loading: boolean
  /** A further page is on its way. */
  more: boolean
  /** There is nothing further. */
  ended: boolean
  next: () => void
  reload: () => Promise<void>
  replace: (change: (items: T[]) => T[]) => void
}

export interface PageOf<T> { items: T[]; nextPageToken: string }

/** usePager reads a list page by page. A new key starts again; answers to an old key are dropped. */
export function usePager<T>(key: string | null, ask: (pageToken: string) => Promise<PageOf<T>>): Pager<T> {
  const [state, setState] = useState<{ items: T[]; token: string; ended: boolean }>({ items: [], token: '', ended: false })
  const [error, setError] = useState<ApiError | null>(null)
  const [phase, setPhase] = useState<'first' | 'more' | 'idle'>('first')
  const round = useRef(0)
  const busy = useRef(false)
  const asking = useRef(ask)
  asking.current = ask

  const read = useCallback(async (token: string, first: boolean) => {
    const mine = ++round.current
    busy.current = true
    setPhase(first ? 'first' : 'more')
    try {
      const page = await asking.current(token)
      if (mine !== round.current) return
      setState((s) => ({ items: first ? page.items : [...s.items, ...page.items], token: page.nextPageToken, ended: page.nextPageToken === '' }))
      setError(null)
    } catch (thrown) {
      if (mine === round.current) setError(asApiError(thrown))
    } finally {
      if (mine === round.current) {
        busy.current = false
        setPhase('idle')
      }
    }
  }, [])

  useEffect(() => {
    setState({ items: [], token: '', ended: false })
    setError(null)
    if (key !== null) void read('', true)
    // The newest round is meant: what it asked for is dropped.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    return () => { round.current++ }
  }, [key, read])

  const next = useCallback(() => {
    if (!busy.current && !state.ended && state.items.length > 0) void read(state.token, false)
  }, [read, state])
  const reload = useCallback(() => (key === null ? Promise.resolve() : read('', true)), [key, read])
  const replace = useCallback((change: (items: T[]) => T[]) => setState((s) => ({ ...s, items: change(s.items) })), [])

  return {
    items: state.items, error, loading: key !== null && phase === 'first' && state.items.length === 0 && error === null,
    more: phase === 'more', ended: state.ended, next, reload, replace,
  }
}
