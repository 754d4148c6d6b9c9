export default {
  title: '顾客', note: '手机号只显示中间打码的形式；查看完整号码需要权限并会留下记录。', detail: '顾客详情', number: '账号编号', nickname: '昵称', phone: '手机号', age: '18+ 声明', state: '状态', created: '注册时间', states: { ACCOUNT_STATE_ACTIVE: '正常', ACCOUNT_STATE_DISABLED: '已停用' },
  disable: '停用账号', enable: '启用账号', reveal: '查看完整手机号', orderCount: '订单数', completed: '完成', cancelled: '取消', spent: '累计消费', profile: '账号资料', identities: '登录方式', sessions: '登录中的设备', addresses: '收货地址', switched: '最近一次停用或启用', consents: '授权与同意', granted: '已同意', withdrawn: '已撤回', latest: '最近订单', allOrders: '查看全部订单',
}
