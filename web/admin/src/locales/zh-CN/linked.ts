export default {
  title: '联动分析', note: '点图中的一天、一家门店或一个品类，其余图表随之变化；再点一次取消。', hint: '未筛选：点图表中的任一项开始', clear: '全部清除', asReport: '作为报表打开', asList: '列表', deaf: '不受{what}筛选影响',
  panels: { course: '成交额走势', stores: '各门店成交额', categories: '各品类销售额', brands: '各品牌销售额', hours: '各时段单数', pays: '支付方式', fulfilments: '履约方式', couriers: '骑手配送单数' },
  lists: { stores: '门店', regions: '区域', pays: '支付方式', fulfilments: '履约方式', categories: '品类', brands: '品牌' },
}
