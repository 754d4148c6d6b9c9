import { stateName } from '@/domain/order'
import type { Frame, OrderState } from '@dajiu/api'
import { cache, stream } from '@/services'
import { countUnread, isConsumer, toast } from './acts'

/** Progress worth interrupting a customer for. */
const worthTelling = new Set(['ORDER_STATE_ACCEPTED', 'ORDER_STATE_READY', 'ORDER_STATE_SHIPPED', 'ORDER_STATE_DELIVERED', 'ORDER_STATE_RETURNING'])

/** followOrders makes what pages know of an order old as soon as something happened to it. Called once. */
export function followOrders(): void {
  stream.on((frame: Frame) => {
    if (frame.type === 'reload') {
      cache.expire('order')
      return
    }
    if (!frame.orderId) return
    cache.expire(`order:${frame.orderId}`)
    cache.expire('orders')
    if (!isConsumer()) return
    if (frame.type === 'order' && frame.state && worthTelling.has(frame.state)) {
      toast(`订单${stateName[frame.state as OrderState]}${frame.title ? ` · ${frame.title}` : ''}`, 'good')
    }
    if (frame.type === 'refund' && frame.state === 'PAY_STATE_REFUNDED') toast(`款项已原路退回${frame.title ? ` · ${frame.title}` : ''}`, 'good')
    void countUnread()
  })
}
