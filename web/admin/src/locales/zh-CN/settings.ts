export default {
  title: '系统设置', note: '平台的运行参数。修改立即生效，无需重启；每次修改都会记录在审计日志中。',
  value: '新值', reason: '变更原因', bounds: '可设为 {from} 至 {to}', configured: '部署时为 {value}', changed: '{time} 修改', reset: '恢复', resetTitle: '恢复「{name}」？', resetHint: '将恢复为部署时的 {value}。请写明原因，会记录在审计日志中',
  metres: '{n} 米', metresPerMinute: '{n} 米/分钟',
  elsewhere: '涉及安全与资金的设置（双人复核、动态口令、密钥、支付渠道等）只在部署配置中修改，不在此处提供。',
  units: { PARAMETER_UNIT_SECONDS: '秒', PARAMETER_UNIT_COUNT: '个', PARAMETER_UNIT_FEN: '元', PARAMETER_UNIT_METRES: '米', PARAMETER_UNIT_METRES_PER_MINUTE: '米/分钟', PARAMETER_UNIT_MINUTES: '分钟' },
  names: {
    order: { pay_within: '付款时限', accept_within: '接单时限', complete_after: '自动完成时间' },
    delivery: {
      reward_base: '每单基础配送费', reward_per_km: '每公里配送费', meters_per_minute: '骑行速度', buffer_minutes: '送达时间余量', offers: '每轮询问骑手数', offer_for: '抢单时限', rest_for: '拒单后的间隔',
      radius: '首轮找骑手半径', widening: '每轮扩大半径', farthest: '最大找骑手半径', slot_capacity: '每半小时预约单量',
    },
  },
  notes: {
    order: { pay_within: '下单后多久未付款自动取消，期间为顾客保留库存。只影响之后的订单。', accept_within: '门店多久未接单自动取消并退款。已在等待的订单仍按原时限。', complete_after: '送达后多久自动确认收货。只影响之后送达的订单。' },
    delivery: {
      reward_base: '骑手每完成一单的基础收入。', reward_per_km: '按门店到顾客的距离，每满或不满一公里加付。', meters_per_minute: '用于估算送达时间与预约的出发时间。', buffer_minutes: '承诺的送达时间在备货与骑行之外多留的分钟数。', offers: '一轮同时询问的骑手人数。', offer_for: '骑手多久不回应视为放弃。', rest_for: '骑手拒单后多久不再询问同一单。',
      radius: '第一轮在门店周围多远内找骑手。', widening: '每多一轮，半径扩大多少。', farthest: '半径最大不超过多少。', slot_capacity: '门店未自行设置时，每个半小时时段最多可预约的订单数。',
    },
  },
}
