export default {
  title: '城市地图', label: '门店与在线骑手分布图', legend: '图例', whole: '显示全城', empty: '这里没有在线骑手，也没有门店。', slow: '网络较慢，仍在读取…', kept: '更新失败（{why}），显示的是 {time} 的情况，稍后自动重试。', summary: '在线骑手 {couriers} 名，门店 {stores} 家；每 15 秒更新一次。', more: '骑手过多，仅显示其中 {n} 名，请放大地图。',
  asList: '以列表查看', couriers: '在线骑手', stores: '门店', load: '手上 {n} / {most} 单', seen: '{time}定位', staleSeen: '定位已过时（{time}）', orders: '未完成 {n} 单，其中待接 {waiting} 单', view: '查看方式', map: '地图', list: '列表',
  kinds: { courier: '空闲骑手', busy: '配送中', full: '骑手已满', stale: '定位过时', store: '门店（数字为未完成订单）', closed: '暂不接单的门店' },
  states: { COURIER_STATE_UNSPECIFIED: '未知', COURIER_STATE_IDLE: '空闲', COURIER_STATE_CARRYING: '配送中', COURIER_STATE_FULL: '已满' },
}
