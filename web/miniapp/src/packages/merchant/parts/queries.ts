import type { Delivery, Order, OrderState, StoreFigures } from '@dajiu/api'
import { useQuery, type Query } from '@/hooks/useQuery'
import { api, cache } from '@/services'

/** useFigures is what the store did today. */
export function useFigures(storeId: string): Query<StoreFigures> {
  return useQuery(storeId ? `orders:figures:${storeId}` : null, () => api.get('/v1/merchant/stores/{storeId}/figures', { path: { storeId } }), { freshMs: 20_000 })
}

/** useStoreOrders is the first page of what is still in the store in some states, what must be packed first at the top. */
export function useStoreOrders(storeId: string, states: OrderState[]): Query<Order[]> {
  return useQuery(storeId ? `orders:store:${storeId}:${states.join()}` : null, async () => {
    const answer = await api.get('/v1/merchant/stores/{storeId}/orders', { path: { storeId }, query: { states, sort: 'STORE_ORDER_SORT_READY_BEFORE', pageSize: 50 } })
    return answer.orders
  })
}

export function useStoreOrder(storeId: string, orderId: string): Query<Order> {
  return useQuery(storeId && orderId ? `order:${orderId}:${storeId}` : null, () => api.get('/v1/merchant/stores/{storeId}/orders/{orderId}', { path: { storeId, orderId } }))
}

/** useStoreDelivery is where the delivery of an accepted order stands. */
export function useStoreDelivery(storeId: string, order: Order | undefined): Query<Delivery> {
  const orderId = order?.orderId ?? ''
  const begun = order !== undefined && order.state !== 'ORDER_STATE_CONFIRMED' && order.state !== 'ORDER_STATE_CANCELLED'
  return useQuery(begun ? `order:${orderId}:delivery:${storeId}` : null, () =>
    api.get('/v1/merchant/stores/{storeId}/orders/{orderId}/delivery', { path: { storeId, orderId } }))
}

/** changed makes what pages know of an order old, after an act of ours. The stream says the same a moment later. */
export function changed(orderId: string): void {
  cache.expire(`order:${orderId}`)
  cache.expire('orders')
}
