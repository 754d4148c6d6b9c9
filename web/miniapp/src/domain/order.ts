import type { Order, OrderState } from '@dajiu/api'

/** What a state is called, and what it means for the customer. */
export const stateName: Record<OrderState, string> = {
  ORDER_STATE_UNSPECIFIED: '处理中',
  ORDER_STATE_PENDING_PAYMENT: '待付款',
  ORDER_STATE_CONFIRMED: '待接单',
  ORDER_STATE_ACCEPTED: '已接单',
  ORDER_STATE_PICKING: '拣货中',
  ORDER_STATE_READY: '待取货',
  ORDER_STATE_SHIPPED: '配送中',
  ORDER_STATE_DELIVERED: '已送达',
  ORDER_STATE_COMPLETED: '已完成',
  ORDER_STATE_RETURNING: '退回中',
  ORDER_STATE_CANCELLED: '已取消',
}

export type Tab = 'all' | 'unpaid' | 'active' | 'done'

export const tabStates: Record<Tab, OrderState[]> = {
  all: [],
  unpaid: ['ORDER_STATE_PENDING_PAYMENT'],
  active: ['ORDER_STATE_CONFIRMED', 'ORDER_STATE_ACCEPTED', 'ORDER_STATE_PICKING', 'ORDER_STATE_READY', 'ORDER_STATE_SHIPPED', 'ORDER_STATE_DELIVERED', 'ORDER_STATE_RETURNING'],
  done: ['ORDER_STATE_COMPLETED', 'ORDER_STATE_CANCELLED'],
}

export const isPickup = (order: Pick<Order, 'fulfilment'>) => order.fulfilment === 'FULFILMENT_PICKUP'

/** canCancel: until the goods have left the store. */
export function canCancel(state: OrderState): boolean {
  return ['ORDER_STATE_PENDING_PAYMENT', 'ORDER_STATE_CONFIRMED', 'ORDER_STATE_ACCEPTED', 'ORDER_STATE_PICKING', 'ORDER_STATE_READY'].includes(state)
}

export const isOver = (state: OrderState) => state === 'ORDER_STATE_COMPLETED' || state === 'ORDER_STATE_CANCELLED'

/** headline says in a sentence what is going on. */
export function headline(order: Order): { title: string; note: string } {
  const pickup = isPickup(order)
  switch (order.state) {
    case 'ORDER_STATE_PENDING_PAYMENT': return { title: '等待付款', note: '请尽快完成支付，逾期订单将自动取消' }
    case 'ORDER_STATE_CONFIRMED': return { title: '等待门店接单', note: `${order.storeName} 正在确认您的订单` }
    case 'ORDER_STATE_ACCEPTED': return { title: '门店已接单', note: order.slot ? '门店会在预约时段前备好' : pickup ? '门店即将为您备货' : '门店即将备货，正在安排骑手' }
    case 'ORDER_STATE_PICKING': return { title: '正在拣货打包', note: '店员正在为您仔细拣选' }
    case 'ORDER_STATE_READY': return pickup
      ? { title: '可以来取货了', note: '到店出示取货码，并请携带身份证件' }
      : { title: '已打包，等待骑手取货', note: '骑手取货后将立即出发' }
    case 'ORDER_STATE_SHIPPED': return { title: '骑手正在送货', note: '请保持电话畅通，收货时可能需要出示证件' }
    case 'ORDER_STATE_DELIVERED': return { title: pickup ? '已取货' : '已送达', note: '请核对商品，祝您喝得开心' }
    case 'ORDER_STATE_COMPLETED': return { title: '订单已完成', note: '感谢您的信任，期待下次相见' }
    case 'ORDER_STATE_RETURNING': return { title: '商品退回中', note: order.payState === 'PAY_STATE_UNPAID' ? '商品退回门店后，订单即关闭' : '商品退回门店后，款项将原路退回' }
    case 'ORDER_STATE_CANCELLED': return { title: '订单已取消', note: cancelNote(order) }
    default: return { title: '订单处理中', note: '' }
  }
}

function cancelNote(order: Order): string {
  const why: Partial<Record<Order['cancelReason'], string>> = {
    CANCEL_REASON_CUSTOMER: '您取消了订单',
    CANCEL_REASON_PAYMENT_TIMEOUT: '超过付款时限，订单已自动取消',
    CANCEL_REASON_STORE: '门店无法完成此订单',
    CANCEL_REASON_PLATFORM: '平台客服已取消此订单',
    CANCEL_REASON_ACCEPT_TIMEOUT: '门店未能及时接单',
    CANCEL_REASON_STOCK_LOST: '付款时商品已售罄',
    CANCEL_REASON_AGE_REFUSED: '收货人未通过年龄核验',
    CANCEL_REASON_DELIVERY_REFUSED: '收货人拒收或无法联系',
  }
  const money: Partial<Record<Order['payState'], string>> = {
    PAY_STATE_REFUNDING: '，款项正在原路退回', PAY_STATE_REFUNDED: '，款项已原路退回',
  }
  return (why[order.cancelReason] ?? '订单已取消') + (money[order.payState] ?? '')
}

/** steps are the milestones of an order, and how far it has come; -1 where it ended early. */
export function steps(order: Pick<Order, 'state' | 'fulfilment' | 'payMethod'>): { names: string[]; at: number } {
  const pickup = isPickup(order)
  const names = pickup ? ['下单', '接单', '备货', '待自提', '已取货'] : ['下单', '接单', '拣货', '配送', '送达']
  const at: Record<OrderState, number> = {
    ORDER_STATE_UNSPECIFIED: 0, ORDER_STATE_PENDING_PAYMENT: 0, ORDER_STATE_CONFIRMED: 0, ORDER_STATE_ACCEPTED: 1, ORDER_STATE_PICKING: 2,
    ORDER_STATE_READY: pickup ? 3 : 2, ORDER_STATE_SHIPPED: 3, ORDER_STATE_DELIVERED: 4, ORDER_STATE_COMPLETED: 4,
    ORDER_STATE_RETURNING: -1, ORDER_STATE_CANCELLED: -1,
  }
  return { names, at: at[order.state] }
}
