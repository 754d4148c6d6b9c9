import { api, type Schema } from '@/api'
import type { StoreAct } from './axis'

type Order = Schema<'v1Order'>

/** storeAct carries out what a store does with an order. */
export function storeAct(order: Pick<Order, 'storeId' | 'orderId'>, act: StoreAct): Promise<Order> {
  const path = { storeId: order.storeId, orderId: order.orderId }
  switch (act) {
    case 'accept': return api.post('/v1/merchant/stores/{storeId}/orders/{orderId}:accept', { path, body: {} })
    case 'startPicking': return api.post('/v1/merchant/stores/{storeId}/orders/{orderId}:startPicking', { path, body: {} })
    case 'finishPacking': return api.post('/v1/merchant/stores/{storeId}/orders/{orderId}:finishPacking', { path, body: {} })
  }
}
