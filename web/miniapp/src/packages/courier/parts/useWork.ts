import { useEffect, useMemo, useRef, useState } from 'react'
import type { Frame, Offer } from '@dajiu/api'
import { useFrames } from '@/hooks/useFrames'
import { ring } from '@/services/alarm/alarm'
import { toast } from '@/store/acts'
import { openOffers } from './offers'
import { headFor, locate, startReporting, stopReporting, usePosition } from './position'
import { useDuty, useJobs, useOffers } from './queries'
import { planStops } from './stops'

/** Offers that rang. */
const rung = new Set<string>()

/** What a courier is told of a job, in the moment it happens. */
const said: Record<string, string> = {
  DELIVERY_STATE_ASSIGNED: '门店已打包，可以取货', DELIVERY_STATE_CANCELLED: '订单已取消，无需再送', DELIVERY_STATE_REFUSED: '订单已取消，请将商品送回门店',
  DELIVERY_STATE_SEARCHING: '任务已改派，无需再送',
}

let lastTold = ''

/** tell tells it once, however many pages hear it. A job that one did not have before was given by the platform. */
function tell(frame: Frame, given: boolean) {
  const text = given && frame.state === 'DELIVERY_STATE_ASSIGNED' ? '平台为您指派了一单' : said[frame.state ?? '']
  const key = `${frame.deliveryId ?? ''} ${text ?? ''}`
  if (!text || key === lastTold) return
  lastTold = key
  toast(text, frame.state === 'DELIVERY_STATE_ASSIGNED' ? 'good' : 'plain')
  ring('nudge')
}

/** useWork is the courier's situation: on duty or not, what is offered, and what is to be done next. Every page on which one waits or rides has it. */
export function useWork() {
  const duty = useDuty()
  const jobs = useJobs()
  const onDuty = duty.data?.onDuty ?? false
  const offers = useOffers(onDuty)
  const here = usePosition()
  const [now, setNow] = useState(() => Date.now())
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => { void locate() }, [])
  const busy = (jobs.data?.length ?? 0) > 0
  const known = duty.data !== undefined && jobs.data !== undefined
  useEffect(() => {
    // Off duty the customers of jobs at hand still see where their goods are.
    if (onDuty || busy) startReporting()
    else if (known) stopReporting()
  }, [onDuty, busy, known])

  // Whatever happens to offers and jobs is told; a connection that was lost begins with ready, and may have missed it.
  useFrames((frame) => {
    if (['offer', 'withdrawn', 'job', 'ready', 'reload'].includes(frame.type)) void Promise.all([jobs.reload(), onDuty ? offers.reload() : undefined])
    if (frame.type === 'job') tell(frame, jobs.data !== undefined && !jobs.data.some((job) => job.deliveryId === frame.deliveryId))
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
