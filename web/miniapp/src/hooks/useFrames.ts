import { useEffect, useRef } from 'react'
import { stream } from '@/services'
import type { Frame } from '@dajiu/api'

/** useFrames hears what the platform tells this person, as long as the page lives. */
export function useFrames(hear: (frame: Frame) => void): void {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => stream.on((frame) => latest.current(frame)), [])
}
