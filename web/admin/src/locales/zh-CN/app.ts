export default {
  inbox: '消息', inboxUnread: '消息，{n} 条未读', inboxEmpty: '还没有消息',
  name: '滴滴打酒', subtitle: '管理后台',
  signOut: '退出登录', theme: '外观', light: '浅色', dark: '深色', auto: '跟随系统', language: '语言',
  menu: '菜单', openMenu: '打开菜单', skip: '跳到内容', search: '搜索页面与操作', searchHint: '输入页面名、拼音首字母或订单号', searchEmpty: '没有找到，换个词试试',
  live: '实时连接正常', connecting: '正在连接…', offline: '连接已断开，正在重试', me: '个人设置', go: '前往', act: '操作', openOrder: '打开订单 {id}',
  groups: {
    overview: '概览', store: '门店工作台', trade: '交易', goods: '商品', people: '用户与运力', partners: '商家与门店', money: '资金', insight: '分析', system: '系统',
  },
  tabs: { close: '关闭', closeOthers: '关闭其他', closeRight: '关闭右侧', reload: '刷新本页', list: '已打开的页面' },
  forbidden: '没有权限查看此页', forbiddenHint: '需要的权限：{permission}。请联系管理员为您的岗位开通。', missing: '页面不存在', missingHint: '链接可能已经过期，或地址输错了。', home: '回到首页',
  leave: '有未保存的修改，确定离开吗？', leaveTitle: '还没有保存', stay: '继续编辑', discard: '放弃修改',
  nothingAllowed: '账号还没有分配任何页面', nothingAllowedHint: '请联系管理员为您的岗位开通权限。',
}
