import type { Delivery } from '@dajiu/api'
import { metersBetween, type Point } from '@/domain/geo'

export type StopKind = 'pickup' | 'drop' | 'return'

/** A place where the courier has something to do for one job. */
export interface Stop { kind: StopKind; job: Delivery; at: Point; /** From the stop before, or from the courier. */ meters: number }

const storeOf = (job: Delivery): Point => ({ latE6: job.storeLatE6, lngE6: job.storeLngE6 })
const doorOf = (job: Delivery): Point => ({ latE6: job.dropLatE6, lngE6: job.dropLngE6 })

/** todo is what is left to do for a job, in its order: goods are fetched before they are brought, and refused ones go back. */
function todo(job: Delivery): { kind: StopKind; at: Point }[] {
  switch (job.state) {
    case 'DELIVERY_STATE_ASSIGNED': return [{ kind: 'pickup', at: storeOf(job) }, { kind: 'drop', at: doorOf(job) }]
    case 'DELIVERY_STATE_PICKED_UP': return [{ kind: 'drop', at: doorOf(job) }]
    case 'DELIVERY_STATE_REFUSED': return [{ kind: 'return', at: storeOf(job) }]
    default: return []
  }
}

/**
 * planStops orders everything that is left to do: always the nearest next, among what can be done by then. Where two are
 * equally near the older job goes first, so that the order does not flicker.
 */
export function planStops(jobs: readonly Delivery[], from: Point | null): Stop[] {
  const left = [...jobs].sort((a, b) => older(a, b)).map((job) => ({ job, steps: todo(job) }))
  const plan: Stop[] = []
  let here = from
  for (;;) {
    const open = left.filter((l) => l.steps.length > 0)
    if (open.length === 0) return plan
    let best: { entry: (typeof open)[number]; meters: number } | null = null
    for (const entry of open) {
      const [step] = entry.steps
      const meters = step && here ? metersBetween(here, step.at) : 0
      if (!best || meters < best.meters - 1) best = { entry, meters }
    }
    const step = best?.entry.steps.shift()
    if (!best || !step) return plan
    plan.push({ kind: step.kind, job: best.entry.job, at: step.at, meters: best.meters })
    here = step.at
  }
}

function older(a: Delivery, b: Delivery): number {
  if (a.deliveryId.length !== b.deliveryId.length) return a.deliveryId.length - b.deliveryId.length
  return a.deliveryId < b.deliveryId ? -1 : 1
}

export const stopName: Record<StopKind, string> = { pickup: '取货', drop: '送货', return: '退回' }

/** shortNumber is what people call an order across the counter: the last four digits of its id. */
export const shortNumber = (orderId: string) => `#${orderId.slice(-4)}`
