export default {
  title: '骑手', note: '曾经上线过的骑手，以及他们今天的表现。', detail: '骑手详情', courier: '骑手', duty: '值班', on: '在线', off: '离线', openJobs: '手上任务', position: '最近定位', delivered: '今日送达', returned: '今日退回', onTime: '今日准时率', reward: '收入', collect: '代收现金', meters: '距离（米）', updated: '更新时间',
  endDuty: '强制下线', endDutyHint: '骑手不再收到派单，手上的任务仍由其完成；会记录在审计日志中。', seen: '最近定位于 {time}', days: '近 7 天收入', date: '日期', deliveredDay: '送达', returnedDay: '退回', jobs: '任务', ended: '已结束', openOnes: '进行中',
  jobStates: { DELIVERY_STATE_SEARCHING: '待派单', DELIVERY_STATE_ASSIGNED: '已接单', DELIVERY_STATE_PICKED_UP: '配送中', DELIVERY_STATE_HANDED_OVER: '已送达', DELIVERY_STATE_REFUSED: '退回中', DELIVERY_STATE_RETURNED: '已退回', DELIVERY_STATE_CANCELLED: '已取消', DELIVERY_STATE_AWAITING_PICKUP: '待自提' },
}
