export default {
  title: '门店', one: '门店详情', note: '您的数据范围内的门店，及它们此刻能否接单。', map: '门店分布图', name: '门店', state: '状态', merchant: '商家', address: '地址', region: '区划', regionCode: '区划代码（省/市/区）', phone: '电话', code: '编码',
  licenceEnds: '许可证有效期至', holdReason: '停业原因', words: '名称、地址或编码', merchantId: '商家编号', foodLicence: '食品经营许可证', facts: '门店资料', hours: '营业时间', hold: '平台停业', release: '恢复营业', pause: '暂停接单', unpause: '恢复接单',
  suspendedNote: '所属商家已停用，门店不接单。', range: '配送范围', rangeMap: '{name}的配送范围', metres: '半径（米）', area: '约 {km2} 平方公里', editRange: '调整范围', rangeHint: '拖动圆周上的控制点，或直接输入半径。', baseFee: '起步配送费', perKm: '每公里加价', minimum: '起送价', freeFrom: '满额免配送费',
  shape: '范围的形状', circle: '圆形', drawn: '多边形', cornerCount: '{n} 个顶点', corners: '顶点坐标（国测局坐标系）', cornerLat: '第 {n} 个顶点的纬度', cornerLng: '第 {n} 个顶点的经度', addCorner: '在第 {n} 个顶点之后添加', removeCorner: '删除第 {n} 个顶点',
  areaHint: '拖动顶点调整，拖动或点击边上的小圆点添加，双击顶点删除；也可以直接填写坐标。边界上的地址也配送。',
  faults: { few: '至少需要 3 个顶点', many: '最多 60 个顶点', twice: '第 {n} 个顶点与第 {other} 个重复', crosses: '第 {n} 个顶点出发的边与第 {other} 个顶点出发的边相交', small: '范围太小，至少 0.01 平方公里', large: '范围太大，最多 2000 平方公里' },
  noZone: '尚未设置配送范围，顾客还不能选择送货上门。请调整后保存。', closedDay: '休息', addSpan: '加时段', copyToAll: '套用到每天', badTime: '请填写 00:00 到 24:00 之间的时间，如 08:30',
  weekdays: { 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六', 7: '周日' },
  states: { STORE_STATE_UNSPECIFIED: '未知', STORE_STATE_TAKING: '正常', STORE_STATE_PAUSED: '暂停接单', STORE_STATE_HELD: '平台停业', STORE_STATE_SUSPENDED: '商家停用', STORE_STATE_UNLICENSED: '证照无效' },
}
