import type { Order, OrderState } from '@dajiu/api'

/** The lists of a store's orders. */
export type Pile = 'waiting' | 'picking' | 'ready' | 'shipped' | 'returning' | 'over'

export const piles: { pile: Pile; name: string; states: OrderState[] }[] = [
  { pile: 'waiting', name: '待接单', states: ['ORDER_STATE_CONFIRMED'] },
  { pile: 'picking', name: '待拣货', states: ['ORDER_STATE_ACCEPTED', 'ORDER_STATE_PICKING'] },
  { pile: 'ready', name: '待取货', states: ['ORDER_STATE_READY'] },
  { pile: 'shipped', name: '配送中', states: ['ORDER_STATE_SHIPPED'] },
  { pile: 'returning', name: '退回中', states: ['ORDER_STATE_RETURNING'] },
  { pile: 'over', name: '已结束', states: ['ORDER_STATE_DELIVERED', 'ORDER_STATE_COMPLETED', 'ORDER_STATE_CANCELLED'] },
]

/** What is still in the store is listed by when it must be packed, the rest with the newest first. */
export const sortOf = (pile: Pile) => (['waiting', 'picking', 'ready'].includes(pile) ? 'STORE_ORDER_SORT_READY_BEFORE' as const : undefined)

/** shortNumber is what people call an order across the counter: the last four digits of its id. */
export const shortNumber = (orderId: string) => `#${orderId.slice(-4)}`

/** The reasons for which stores reject; a person may write another. */
export const rejectReasons = ['商品缺货', '门店太忙，无法按时备货', '即将打烊', '商品破损，无法出库']

/** paid: the money came, or will before the goods leave; otherwise it is collected with the goods. */
export const paid = (order: Pick<Order, 'payMethod'>) => order.payMethod !== 'PAY_METHOD_ON_DELIVERY'

/** What is still in the store's hands can be rejected. */
export const canReject = (state: OrderState) =>
  ['ORDER_STATE_CONFIRMED', 'ORDER_STATE_ACCEPTED', 'ORDER_STATE_PICKING', 'ORDER_STATE_READY'].includes(state)

/** urgency tells how hard an order presses: the last two minutes are urgent, and nothing presses that is over. */
export function urgency(leftMs: number): 'calm' | 'soon' | 'late' {
  if (leftMs <= 0) return 'late'
  return leftMs < 120_000 ? 'soon' : 'calm'
}
