export default {
  title: 'Dashboard', at: 'As of {time}; follows new orders by itself', today: 'Today', yesterday: 'Yesterday', placed: 'Placed', noComparison: 'Nothing yesterday at this time', before: 'yesterday {value}', nothingYet: 'Nothing sold today yet',
  alerts: 'Alerts now', hours: 'Sales (yuan), today and yesterday', minutes: 'Orders of the last 60 minutes', states: 'Orders under way', within: 'Minutes to delivery, today', map: 'Stores and their sales', topStores: 'Best stores', topProducts: 'Best products', waitingOf: '{n} to accept',
  cards: { gmv: 'Sales', confirmed: 'Orders sold', averageOrder: 'Average order', conversion: 'Paid conversion', medianSeconds: 'Time to delivery (median)', waiting: 'To accept', delivered: 'Delivered', cancelled: 'Cancelled', refunds: 'Refunds', newCustomers: 'New customers', couriers: 'Couriers today' },
  open: { ORDER_STATE_PENDING_PAYMENT: 'To pay', ORDER_STATE_CONFIRMED: 'To accept', ORDER_STATE_ACCEPTED: 'Picking', ORDER_STATE_READY: 'To fetch', ORDER_STATE_SHIPPED: 'On the way', ORDER_STATE_RETURNING: 'Coming back' },
}
