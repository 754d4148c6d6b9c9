export default {
  title: '报表', note: '选择指标、维度和时间', unnamed: '暂时查不到部分名称，以编号代替；数字不受影响', days: '{from} 至 {to}', measure: '指标（最多 8 个，同一类）', dimension: '拆分维度（最多 2 个）', noDimension: '不拆分', grain: '时间粒度', period: '时间范围', range: '起止日期', stores: '门店', chart: '图表', time: '时间', total: '合计', table: '报表数据', chartOf: '图表：{what}', cut: '只显示前 {n} 行，导出可得全部', mine: '我的报表', others: '共享报表', keep: '保存当前报表', overwrite: '修改并保存当前条件', remove: '删除报表', removeAsk: '删除报表“{name}”？', name: '名称', share: '共享给能查询报表的同事（各人只看到自己范围内的数据）', schedule: '定时运行', never: '不定时', weekday: '星期几（1 为周一）', monthday: '几号', hour: '几点', scheduleHint: '到点自动生成 Excel，完成后在消息中通知您，文件在「导出记录」。', nextRun: '下次运行 {time}',
  measures: { MEASURE_GMV: '成交额', MEASURE_CONFIRMED: '成交单数', MEASURE_PLACED: '下单数', MEASURE_CONVERSION: '支付转化率', MEASURE_AVERAGE_ORDER: '客单价', MEASURE_PIECES: '成交件数', MEASURE_NEW_CUSTOMERS: '新客数', MEASURE_RETURNING: '老客单数', MEASURE_ACCEPTED: '接单数', MEASURE_DELIVERED: '送达单数', MEASURE_DELIVERED_AMOUNT: '送达金额', MEASURE_CANCELLED: '取消单数', MEASURE_CANCEL_RATE: '成交后取消率', MEASURE_REFUNDS: '退款额', MEASURE_REFUNDED: '退款单数', MEASURE_COLLECTED: '货到付款收款', MEASURE_ACCEPT_SECONDS: '平均接单时长', MEASURE_PACK_SECONDS: '平均备货时长', MEASURE_BRING_SECONDS: '平均配送时长', MEASURE_TOTAL_SECONDS: '平均履约时长', MEASURE_WITHIN_30: '30 分钟送达率', MEASURE_GOODS_AMOUNT: '商品销售额', MEASURE_GOODS_PIECES: '商品销量', MEASURE_GOODS_ORDERS: '含商品的单数', MEASURE_GOODS_DELIVERED: '商品送达件数', MEASURE_DELIVERIES: '配送单数', MEASURE_REFUSALS: '拒收单数' },
  dimensions: { DIMENSION_STORE: '门店', DIMENSION_MERCHANT: '商家', DIMENSION_REGION: '区域', DIMENSION_PAY_METHOD: '支付方式', DIMENSION_FULFILMENT: '履约方式', DIMENSION_HOUR_OF_DAY: '时段', DIMENSION_PRODUCT: '商品', DIMENSION_SKU: '规格', DIMENSION_CATEGORY: '品类', DIMENSION_BRAND: '品牌', DIMENSION_COURIER: '骑手' },
  grains: { GRAIN_NONE: '不按时间', GRAIN_MINUTE: '分钟（近 2 天）', GRAIN_HOUR: '小时（近 60 天）', GRAIN_DAY: '天', GRAIN_WEEK: '周', GRAIN_MONTH: '月' },
  periods: { PERIOD_TODAY: '今天', PERIOD_YESTERDAY: '昨天', PERIOD_LAST_7_DAYS: '近 7 天', PERIOD_LAST_30_DAYS: '近 30 天', PERIOD_LAST_90_DAYS: '近 90 天', PERIOD_THIS_MONTH: '本月', PERIOD_LAST_MONTH: '上月', PERIOD_CUSTOM: '自定义' },
  charts: { CHART_LINE: '折线图', CHART_BAR: '柱状图', CHART_PIE: '环形图', CHART_TABLE: '只看表格' },
  units: { count: '个', fen: '元', seconds: '分钟', share: '%' },
  rawUnits: { share: '万分比', seconds: '秒' },
  cubes: { orders: '订单', goods: '商品', couriers: '骑手' },
  codes: { PAY_METHOD_WECHAT: '微信支付', PAY_METHOD_ON_DELIVERY: '货到付款', FULFILMENT_INSTANT: '即时配送', FULFILMENT_PICKUP: '到店自提' },
  frequencies: { FREQUENCY_DAILY: '每天', FREQUENCY_WEEKLY: '每周', FREQUENCY_MONTHLY: '每月' },
}
