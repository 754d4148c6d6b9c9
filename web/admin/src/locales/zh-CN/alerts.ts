export default {
  watch: '通知我', watching: '触发时会在消息中通知您', unwatched: '不再通知您',
  title: '告警', note: '每分钟检查一次；超出时告警一次，恢复后自动关闭。', rules: '告警规则', create: '新建规则', change: '修改规则', remove: '删除规则', removeAsk: '删除规则“{name}”？它的告警会一并关闭。', off: '已停用', switchOff: '停用', switchOn: '启用',
  opened: '开始时间', rule: '规则', store: '门店', value: '当时的值', closed: '状态', isOpen: '告警中', isClosed: '已恢复', acknowledged: '已有人处理', acknowledge: '我来处理', onlyOpen: '只看告警中', allStores: '全部门店合计', perStore: '逐店检查',
  above: '{measure}高于 {value}', below: '{measure}低于 {value}', window: '最近 {n} 分钟', waiting: '当前待接单数', name: '名称', measure: '指标', comparison: '条件', isAbove: '高于', isBelow: '低于', threshold: '阈值', windowMinutes: '统计最近（分钟）', leastOrders: '至少成交单数', startHour: '从几点（相同则全天）', endHour: '到几点', enabled: '启用',
}
