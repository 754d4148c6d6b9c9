import type { Courier, DayEarnings, Delivery, Offer } from '@dajiu/api'
import { useQuery, type Query } from '@/hooks/useQuery'
import { api, cache } from '@/services'

export function useDuty(): Query<Courier> {
  return useQuery('orders:duty', () => api.get('/v1/courier/duty'))
}

/** useJobs are the courier's open jobs. */
export function useJobs(): Query<Delivery[]> {
  return useQuery('orders:jobs', async () => (await api.get('/v1/courier/jobs', { query: { pageSize: 20 } })).deliveries)
}

/** useEnded are the jobs that ended lately. */
export function useEnded(wanted: boolean): Query<Delivery[]> {
  return useQuery(wanted ? 'orders:jobs:ended' : null, async () => (await api.get('/v1/courier/jobs', { query: { ended: true, pageSize: 50 } })).deliveries)
}

export function useOffers(onDuty: boolean): Query<Offer[]> {
  return useQuery(onDuty ? 'orders:offers' : null, async () => (await api.get('/v1/courier/offers')).offers, { freshMs: 2000 })
}

/** useEarnings is what was earned by day, the present one first. */
export function useEarnings(days: number): Query<DayEarnings[]> {
  return useQuery(`orders:earnings:${days}`, async () => (await api.get('/v1/courier/earnings', { query: { days } })).days, { freshMs: 20_000 })
}

/** jobsChanged makes what is known of jobs and offers old. */
export function jobsChanged(): void {
  cache.expire('orders')
}
