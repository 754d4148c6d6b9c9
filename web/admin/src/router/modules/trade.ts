import { Bicycle, Coin, Document, Monitor, Notebook, RefreshLeft, Stamp, User } from '@element-plus/icons-vue'
import type { RouteRecordRaw } from 'vue-router'

export default [
  { path: 'board', name: 'StoreBoard', component: () => import('@/views/board/index.vue'), meta: { title: 'board.title', group: 'store', icon: Monitor, order: 10, any: ['order.store.list'], words: 'jrdd mdgzt jinri' } },
  { path: 'orders', name: 'OrderList', component: () => import('@/views/orders/index.vue'), meta: { title: 'orders.title', group: 'trade', icon: Document, order: 10, any: ['order.admin.list'], words: 'dd dingdan' } },
  { path: 'orders/:orderId', name: 'OrderDetail', component: () => import('@/views/orders/detail.vue'), meta: { title: 'orders.detail', any: ['order.admin.read'] } },
  { path: 'customers', name: 'CustomerList', component: () => import('@/views/customers/index.vue'), meta: { title: 'customers.title', group: 'people', icon: User, order: 10, any: ['user.account.list'], words: 'gk guke kehu' } },
  { path: 'customers/:userId', name: 'CustomerDetail', component: () => import('@/views/customers/detail.vue'), meta: { title: 'customers.detail', any: ['user.account.read'] } },
  { path: 'couriers', name: 'CourierList', component: () => import('@/views/couriers/index.vue'), meta: { title: 'couriers.title', group: 'people', icon: Bicycle, order: 20, any: ['delivery.courier.list'], words: 'qs qishou' } },
  { path: 'couriers/:courierId', name: 'CourierDetail', component: () => import('@/views/couriers/detail.vue'), meta: { title: 'couriers.detail', any: ['delivery.courier.case'] } },
  { path: 'payments', name: 'PaymentList', component: () => import('@/views/payments/index.vue'), meta: { title: 'payments.title', group: 'money', icon: Coin, order: 10, any: ['payment.payment.list'], words: 'zfd zhifu' } },
  { path: 'refunds', name: 'RefundList', component: () => import('@/views/payments/refunds.vue'), meta: { title: 'payments.refunds', group: 'money', icon: RefreshLeft, order: 20, any: ['payment.refund.list'], words: 'tkd tuikuan' } },
  { path: 'ledger', name: 'Ledger', component: () => import('@/views/payments/ledger.vue'), meta: { title: 'payments.ledger', group: 'money', icon: Notebook, order: 30, any: ['payment.journal.list', 'payment.account.list'], words: 'zhfl fenlu' } },
  { path: 'money-orders', name: 'MoneyOrderList', component: () => import('@/views/payments/orders.vue'), meta: { title: 'payments.moneyOrders', group: 'money', icon: Stamp, order: 40, any: ['payment.money.list'], words: 'zjzl zijin' } },
] satisfies RouteRecordRaw[]
