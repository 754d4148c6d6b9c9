export default {
  title: '今日订单', note: '本店正在处理的订单，新订单会有声音和弹窗提醒。', sound: '声音提醒', newOrder: '新订单，请接单', chooseStore: '请选择门店', turnover: '今日营业额', waiting: '待接单', open: '处理中', done: '已完成', late: '已超时 {time}', none: '暂无', more: '只显示最新的 50 单，其余请到订单列表查看。',
}
