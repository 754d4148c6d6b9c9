import type { AgeCheck, RefusalReason } from '@dajiu/api'
import { api, cache } from '@/services'
import { toast } from '@/store/acts'
import { locate, startReporting } from './position'
import { jobsChanged } from './queries'

/** goOnDuty needs a place: offers go to who is near. */
export async function goOnDuty(): Promise<void> {
  const at = await locate()
  if (!at) {
    toast('上线需要定位，请在微信中允许使用位置信息', 'bad')
    return
  }
  cache.put('orders:duty', await api.put('/v1/courier/duty', { body: { onDuty: true, ...at } }))
  startReporting()
  jobsChanged()
}

export async function goOffDuty(): Promise<void> {
  cache.put('orders:duty', await api.put('/v1/courier/duty', { body: { onDuty: false } }))
  toast('已下线，手上的单仍需送完')
}

const acting = async (doing: Promise<unknown>, said: string) => {
  try {
    await doing
    toast(said, 'good')
  } finally {
    jobsChanged()
  }
}

export const accept = (deliveryId: string) =>
  acting(api.post('/v1/courier/offers/{deliveryId}:accept', { path: { deliveryId }, body: {} }), '抢单成功')

export async function decline(deliveryId: string): Promise<void> {
  await api.post('/v1/courier/offers/{deliveryId}:decline', { path: { deliveryId }, body: {} })
  jobsChanged()
}

export const pickUp = (deliveryId: string) =>
  acting(api.post('/v1/courier/jobs/{deliveryId}:pickUp', { path: { deliveryId }, body: {} }), '已取货，请尽快送达')

export const handOver = (deliveryId: string, ageCheck: AgeCheck, collectedAmount: number) =>
  acting(api.post('/v1/courier/jobs/{deliveryId}:handOver', { path: { deliveryId }, body: { ageCheck, collectedAmount: String(collectedAmount) } }), '已送达，辛苦了')

export const refuse = (deliveryId: string, reason: RefusalReason, note: string) =>
  acting(api.post('/v1/courier/jobs/{deliveryId}:refuse', { path: { deliveryId }, body: { reason, note } }), '已登记，请将商品送回门店')
