import { useCallback, useEffect, useRef, useState } from 'react'
import { toastError } from '@/store/acts'

/**
 * useGuard makes an act of a button safe from impatience: while it is under way, further taps do nothing. A failure is
 * told by a toast unless `failed` takes it.
 */
export function useGuard<A extends unknown[]>(act: (...args: A) => Promise<unknown> | unknown, failed?: (thrown: unknown) => void): [(...args: A) => Promise<void>, boolean] {
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const mounted = useRef(true)
  const latest = useRef({ act, failed })
  latest.current = { act, failed }
  useEffect(() => {
    mounted.current = true
    return () => { mounted.current = false }
  }, [])
  const run = useCallback(async (...args: A) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    try {
      await latest.current.act(...args)
    } catch (thrown) {
      ;(latest.current.failed ?? toastError)(thrown)
    } finally {
      running.current = false
      if (mounted.current) setBusy(false)
    }
  }, [])
  return [run, busy]
}
