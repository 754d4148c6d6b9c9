export default {
  filters: '筛选条件',
  search: '查询', reset: '重置', reload: '刷新', more: '更多', less: '收起', save: '保存', cancel: '取消', confirm: '确定', close: '关闭', back: '返回', edit: '编辑', create: '新建', remove: '删除',
  actions: '操作', none: '—', yes: '是', no: '否', all: '全部', copy: '复制', copied: '已复制', print: '打印', saved: '已保存', done: '已完成', required: '必填', optional: '选填', reason: '原因', reasonHint: '会记录在审计日志中',
  loading: '加载中', empty: '暂无数据', emptyFiltered: '没有符合条件的数据', emptyFilteredHint: '试试放宽条件', clearFilters: '清空条件', retry: '重试', failed: '加载失败', requestId: '请求编号',
  previous: '上一页', next: '下一页', page: '第 {n} 页', perPage: '每页 {n} 条', rows: '本页 {n} 条', last: '已到最后一页',
  selected: '已选 {n} 项', clearSelection: '取消选择', bulkDone: '{n} 项已完成', bulkFailed: '{n} 项未完成', bulkRunning: '正在处理 {n} / {all}',
  columns: '列设置', columnsHint: '拖动调整顺序', density: '行高', compact: '紧凑', standard: '适中', loose: '宽松', restore: '恢复默认',
  views: '视图', saveView: '保存为视图', viewName: '视图名称', updateView: '更新此视图', deleteView: '删除此视图', deleteViewAsk: '删除视图“{name}”？', sharedViews: '共享视图', myViews: '我的视图', defaultView: '默认',
  from: '开始', to: '结束', today: '今天', yesterday: '昨天', last7: '近 7 天', last30: '近 30 天',
  keys: '快捷键', keysHint: '↑↓ 选择行，Enter 打开，/ 定位到查询，N/P 翻页，R 刷新',
  proof: { title: '二次验证', hint: '此操作较为敏感，请再次确认是您本人。', password: '登录密码', otp: '动态验证码', otpHint: '开启了两步验证的账号必填' },
  unknownError: '出了点问题，请稍后再试', fen: '{yuan} 元', seconds: '{n} 秒', minutes: '{n} 分钟', hours: '{n} 小时', days: '{n} 天', ago: '{time}前', justNow: '刚刚',
}
