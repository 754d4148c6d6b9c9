import type { DeliveryAddress } from '@dajiu/api'
import { api } from '@/services'
import { toast } from '@/store/acts'
import { keepTicks } from './picks'
import { changed } from './queries'

/** What a store does with an order. Each can be repeated: what was done already is no error. */
const act = async (orderId: string, doing: Promise<unknown>, said: string) => {
  try {
    await doing
    toast(said, 'good')
  } finally {
    changed(orderId)
  }
}

export const accept = (storeId: string, orderId: string) =>
  act(orderId, api.post('/v1/merchant/stores/{storeId}/orders/{orderId}:accept', { path: { storeId, orderId }, body: {} }), '已接单，请尽快拣货')

export const startPicking = (storeId: string, orderId: string) =>
  act(orderId, api.post('/v1/merchant/stores/{storeId}/orders/{orderId}:startPicking', { path: { storeId, orderId }, body: {} }), '开始拣货')

export const finishPacking = async (storeId: string, orderId: string) => {
  await act(orderId, api.post('/v1/merchant/stores/{storeId}/orders/{orderId}:finishPacking', { path: { storeId, orderId }, body: {} }), '打包完成，等待取货')
  keepTicks(orderId, null)
}

export const reject = (storeId: string, orderId: string, note: string) =>
  act(orderId, api.post('/v1/merchant/stores/{storeId}/orders/{orderId}:reject', { path: { storeId, orderId }, body: { note } }), '已拒单，顾客会收到原因')

export const receiveReturn = (storeId: string, orderId: string, deliveryId: string) =>
  act(orderId, api.post('/v1/merchant/stores/{storeId}/deliveries/{deliveryId}:receiveReturn', { path: { storeId, deliveryId }, body: {} }), '已收到退货，商品已回库')

/** revealReceiver shows whom an order goes to, in full; who looked, and why, is put on record. */
export const revealReceiver = (storeId: string, orderId: string, reason: string): Promise<DeliveryAddress> =>
  api.post('/v1/merchant/stores/{storeId}/orders/{orderId}:reveal', { path: { storeId, orderId }, body: { reason } })
