import { useEffect, useMemo, useRef, useState } from 'react'
import { useDidHide, useDidShow } from '@tarojs/taro'
import type { Offer } from '@dajiu/api'
import { useFrames } from '@/hooks/useFrames'
import { ring } from '@/services/alarm/alarm'
import { openOffers } from './offers'
import { headFor, locate, startReporting, stopReporting, usePosition } from './position'
import { useDuty, useJobs, useOffers } from './queries'
import { planStops } from './stops'

/** Offers that rang. */
const rung = new Set<string>()

/** The stream tells of offers at once; everything else, such as goods that are packed or a job that is recalled, is asked for so often. */
const pollMs = 6000

/** useWork is the courier's situation: on duty or not, what is offered, and what is to be done next. Every page on which one waits or rides has it. */
export function useWork() {
  const duty = useDuty()
  const jobs = useJobs()
  const onDuty = duty.data?.onDuty ?? false
  const offers = useOffers(onDuty)
  const here = usePosition()
  const [now, setNow] = useState(() => Date.now())
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const shown = useRef(true)
  useDidShow(() => { shown.current = true })
  useDidHide(() => { shown.current = false })

  useEffect(() => { void locate() }, [])
  const busy = (jobs.data?.length ?? 0) > 0
  const known = duty.data !== undefined && jobs.data !== undefined
  useEffect(() => {
    // Off duty the customers of jobs at hand still see where their goods are.
    if (onDuty || busy) startReporting()
    else if (known) stopReporting()
  }, [onDuty, busy, known])

  const reload = useRef(() => undefined as unknown)
  reload.current = () => Promise.all([jobs.reload(), onDuty ? offers.reload() : undefined])
  useEffect(() => {
    const timer = setInterval(() => { if (shown.current) void reload.current() }, pollMs)
    return () => clearInterval(timer)
  }, [])
  useFrames((frame) => {
    if (frame.type === 'offer' || frame.type === 'ready') void offers.reload()
  })

  const open: Offer[] = openOffers(offers.data ?? [], now, gone)
  const ticking = open.length > 0
  useEffect(() => {
    if (!ticking) return undefined
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [ticking])
  useEffect(() => setNow(Date.now()), [offers.data])

  const ids = open.map((o) => o.deliveryId).join()
  useEffect(() => {
    const fresh = ids.split(',').filter((id) => id !== '' && !rung.has(id))
    fresh.forEach((id) => rung.add(id))
    if (fresh.length > 0) ring('offer')
  }, [ids])

  // The plan is made anew when jobs change, not at every step of the way, so that its order does not flicker.
  const list = jobs.data
  const began = useRef(here)
  began.current = here
  const located = here !== null
  const stops = useMemo(() => planStops(list ?? [], located ? began.current : null), [list, located])
  useEffect(() => headFor(stops[0]?.at ?? null), [stops])

  return {
    duty, jobs, onDuty, open, now, here, stops,
    /** An offer that was answered is not shown again while the list is on its way. */
    answered: (deliveryId: string) => setGone((old) => new Set(old).add(deliveryId)),
  }
}
