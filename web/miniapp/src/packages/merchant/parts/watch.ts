import { stream } from '@/services'
import { ring } from '@/services/alarm/alarm'
import type { Frame } from '@dajiu/api'
import { store } from '@/store'
import { toast } from '@/store/acts'

let watching = false

/** isNewOrder tells whether a frame is an order that just reached one of these stores; what a resume tells is older. */
export function isNewOrder(frame: Frame, storeIds: readonly string[]): boolean {
  return frame.type === 'order' && frame.state === 'ORDER_STATE_CONFIRMED' && storeIds.includes(frame.storeId ?? '')
}

/** watchNewOrders rings for each new order, on whatever page the person is. Called by the workbench; once is enough. */
export function watchNewOrders(): void {
  if (watching) return
  watching = true
  stream.on((frame) => {
    const storeIds = store.getState().session.user?.storeIds ?? []
    if (!isNewOrder(frame, storeIds)) return
    ring('order')
    toast(`新订单${frame.title ? ` · ${frame.title}` : ''}`, 'good')
  })
}
