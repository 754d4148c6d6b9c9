export default {
  title: '经营看板', at: '截至 {time}，有新订单时自动更新', today: '今天', yesterday: '昨天', placed: '下单', noComparison: '昨日同期无数据', before: '昨日同期 {value}', nothingYet: '今天还没有成交',
  alerts: '正在告警', hours: '成交额（元），今天与昨天', minutes: '最近 60 分钟的订单', states: '进行中的订单', within: '今日送达用时（分钟）', map: '门店位置与成交', topStores: '门店排行', topProducts: '商品排行', waitingOf: '{n} 单待接',
  cards: { gmv: '成交额', confirmed: '成交单数', averageOrder: '客单价', conversion: '支付转化率', medianSeconds: '履约用时（分:秒，中位）', waiting: '待接单', delivered: '送达', cancelled: '取消', refunds: '退款', newCustomers: '新客', couriers: '今日出勤骑手' },
  open: { ORDER_STATE_PENDING_PAYMENT: '待付款', ORDER_STATE_CONFIRMED: '待接单', ORDER_STATE_ACCEPTED: '备货中', ORDER_STATE_READY: '待取货', ORDER_STATE_SHIPPED: '配送中', ORDER_STATE_RETURNING: '退回中' },
}
