import type { Order } from '@dajiu/api'

/** cashierUrl is where an unpaid order is paid. */
export function cashierUrl(order: Order): string {
  return `/packages/order/cashier/index?trade=${order.tradeId}&order=${order.orderId}&amount=${order.payableAmount}&before=${encodeURIComponent(order.payBefore ?? '')}`
}
