import { useEffect, useState } from 'react'
import { countdown } from '@/domain/time'

/** useCountdown counts down to a moment, by seconds. An empty one is over. */
export function useCountdown(until: string | undefined): { ms: number; text: string } {
  const end = until ? new Date(until).getTime() : 0
  const [now, setNow] = useState(() => Date.now())
  const over = end <= now
  useEffect(() => {
    if (over) return undefined
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [over, end])
  const ms = Math.max(0, end - now)
  return { ms, text: countdown(ms) }
}
