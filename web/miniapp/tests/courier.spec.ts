import type { DayEarnings, Delivery, Offer } from '@dajiu/api'
import { describe, expect, it } from 'vitest'
import { metersBetween, moved, type Point } from '@/domain/geo'
import { mayHandOver, refusals } from '@/packages/courier/job/check'
import { sayDay, total } from '@/packages/courier/parts/earnings'
import { offerMs, openOffers, remaining } from '@/packages/courier/parts/offers'
import { planStops, type Stop } from '@/packages/courier/parts/stops'
import { walked } from '@/packages/courier/parts/walk'

const here: Point = { latE6: 30_657_000, lngE6: 104_066_000 }

/** A job whose store and door lie so many metres east of here. */
const job = (id: string, state: string, store: number, door: number): Delivery => {
  const [from, to] = [moved(here, store, 0), moved(here, door, 0)]
  return { deliveryId: id, orderId: id, state: `DELIVERY_STATE_${state}`, storeLatE6: from.latE6, storeLngE6: from.lngE6, dropLatE6: to.latE6, dropLngE6: to.lngE6 } as Delivery
}
const say = (stops: Stop[]) => stops.map((s) => `${s.kind} ${s.job.deliveryId}`)

describe('the order of stops', () => {
  it('fetches before it brings, however near the door', () => {
    expect(say(planStops([job('1', 'ASSIGNED', 900, 10)], here))).toEqual(['pickup 1', 'drop 1'])
  })
  it('goes to the nearest next, from where the last stop was', () => {
    const jobs = [job('1', 'ASSIGNED', 500, 3000), job('2', 'ASSIGNED', 800, 900), job('3', 'PICKED_UP', 0, -200)]
    expect(say(planStops(jobs, here))).toEqual(['drop 3', 'pickup 1', 'pickup 2', 'drop 2', 'drop 1'])
  })
  it('fetches everything of one store at once', () => {
    const jobs = [job('1', 'ASSIGNED', 500, 700), job('2', 'ASSIGNED', 500, 300)]
    expect(say(planStops(jobs, here)).slice(0, 2)).toEqual(['pickup 1', 'pickup 2'])
  })
  it('takes refused goods back, and has nothing to do for what is over', () => {
    const jobs = [job('1', 'REFUSED', 400, 900), job('2', 'HANDED_OVER', 1, 2), job('3', 'CANCELLED', 1, 2)]
    expect(say(planStops(jobs, here))).toEqual(['return 1'])
  })
  it('does not depend on the order in which jobs are listed', () => {
    const jobs = [job('9', 'ASSIGNED', 100, 200), job('10', 'ASSIGNED', 100, 200), job('11', 'PICKED_UP', 0, 50)]
    expect(say(planStops([...jobs].reverse(), here))).toEqual(say(planStops(jobs, here)))
    expect(say(planStops(jobs, here))[1]).toBe('pickup 9')
  })
  it('works without knowing where one is: the oldest job first', () => {
    expect(say(planStops([job('2', 'ASSIGNED', 1, 2), job('1', 'ASSIGNED', 5000, 5100)], null))[0]).toBe('pickup 1')
  })
  it('visits every stop once, whatever the jobs', () => {
    const states = ['ASSIGNED', 'PICKED_UP', 'REFUSED', 'RETURNED']
    for (let seed = 1; seed < 60; seed++) {
      const jobs = Array.from({ length: 5 }, (_, i) => job(String(i + 1), states[(seed * (i + 3)) % 4] ?? '', (seed * 131 * (i + 1)) % 4000, (seed * 977 * (i + 2)) % 4000))
      const plan = say(planStops(jobs, here))
      expect(new Set(plan).size).toBe(plan.length)
      for (const j of jobs.filter((x) => x.state === 'DELIVERY_STATE_ASSIGNED')) {
        expect(plan.indexOf(`pickup ${j.deliveryId}`)).toBeGreaterThanOrEqual(0)
        expect(plan.indexOf(`drop ${j.deliveryId}`)).toBeGreaterThan(plan.indexOf(`pickup ${j.deliveryId}`))
      }
    }
  })
  it('tells the metres of each leg', () => {
    const meters = planStops([job('1', 'ASSIGNED', 500, 800)], here).map((s) => Math.round(s.meters))
    expect(meters).toEqual([500, 300])
  })
})

describe('an offer', () => {
  const now = Date.UTC(2026, 10, 25, 12)
  const offer = (id: string, seconds: number) => ({ deliveryId: id, expireTime: new Date(now + seconds * 1000).toISOString() }) as Offer
  it('counts down in whole seconds, and is full no longer than it lives', () => {
    expect(remaining(offer('1', 30), now)).toEqual({ ms: 30_000, part: 1, seconds: 30 })
    expect(remaining(offer('1', 7.4), now)).toMatchObject({ seconds: 8 })
    expect(remaining(offer('1', 15), now).part).toBeCloseTo(15_000 / offerMs)
    expect(remaining(offer('1', 90), now).part).toBe(1)
  })
  it('is over at its time, and one without a time never was', () => {
    expect([remaining(offer('1', 0), now), remaining({}, now)].map((r) => [r.ms, r.seconds])).toEqual([[0, 0], [0, 0]])
  })
  it('that ends first comes first; what was answered or is over does not come', () => {
    const list = [offer('late', 25), offer('over', -1), offer('soon', 5), offer('answered', 9)]
    expect(openOffers(list, now, new Set(['answered'])).map((o) => o.deliveryId)).toEqual(['soon', 'late'])
  })
})

describe('handing over', () => {
  const liquor = { ageCheck: true, collectAmount: '0' }
  it('of liquor wants an age check', () => {
    expect(mayHandOver(liquor, 'AGE_CHECK_UNSPECIFIED', true)).toBe(false)
    expect([mayHandOver(liquor, 'AGE_CHECK_EVIDENT', false), mayHandOver(liquor, 'AGE_CHECK_ID_SHOWN', false)]).toEqual([true, true])
  })
  it('wants the money that is due in hand', () => {
    const due = { ageCheck: true, collectAmount: '3900' }
    expect([mayHandOver(due, 'AGE_CHECK_EVIDENT', false), mayHandOver(due, 'AGE_CHECK_EVIDENT', true)]).toEqual([false, true])
  })
  it('of ice and glasses wants neither', () => expect(mayHandOver({ ageCheck: false, collectAmount: '0' }, 'AGE_CHECK_UNSPECIFIED', false)).toBe(true))
  it('can be refused for each reason that the platform knows', () => expect(new Set(refusals.map((r) => r.reason)).size).toBe(4))
})

describe('a simulated ride', () => {
  it('goes towards its end, and stops there', () => {
    const end = moved(here, 300, 400)
    expect(metersBetween(here, walked(here, end, 100))).toBeCloseTo(100, 0)
    expect(metersBetween(walked(here, end, 100), end)).toBeCloseTo(400, 0)
    expect([walked(here, end, 600), walked(end, end, 5)]).toEqual([end, end])
  })
})

describe('income', () => {
  const day = (date: string, reward: string, delivered: number, returned = 0, collected = '0'): DayEarnings =>
    ({ date, reward, deliveredCount: delivered, returnedCount: returned, collectedAmount: collected })
  it('adds up', () => {
    expect(total([day('2026-11-25', '1200', 2, 1, '3900'), day('2026-11-24', '3000', 5), day('2026-11-23', '0', 0)]))
      .toEqual({ reward: 4200, delivered: 7, returned: 1, collected: 3900, tallest: 3000 })
    expect(total([])).toEqual({ reward: 0, delivered: 0, returned: 0, collected: 0, tallest: 0 })
  })
  it('is told by day as people say it', () => {
    expect([sayDay('2026-11-25', 0), sayDay('2026-11-24', 1), sayDay('2026-11-23', 2), sayDay('2026-11-01', 24)]).toEqual(['今天', '昨天', '11月23日 周一', '11月1日 周日'])
  })
})
