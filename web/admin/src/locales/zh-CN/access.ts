export default {
  staff: '员工', staffNote: '为平台与商家工作的账号，他们有哪些角色，能看到哪些数据。', roles: '角色与权限', rolesNote: '角色是一组权限；改动在一秒内对所有持有者生效。不能授予自己没有的权限。',
  username: '用户名', name: '姓名', grants: '授权', state: '状态', since: '创建时间', userId: '账号编号', on: '启用', off: '停用', newStaff: '新建员工', firstPassword: '初始密码（至少 10 位）', kind: '人员类别', storeIds: '门店编号（逗号分隔）',
  role: '角色', scope: '数据范围', addGrant: '添加授权', signedOut: '保存后此人将被下线，重新登录后生效。', own: '不能修改自己的权限。', account: '账号', turnOff: '停用账号', turnOn: '启用账号', resetTotp: '重置两步验证', resetAsk: '此人的两步验证将被移除并下线，确定吗？',
  explain: '解释权限', permission: '权限', storeId: '门店编号（选填）', why: '能不能？', newRole: '新建角色', roleName: '角色名称', find: '查找权限', builtIn: '系统内置角色拥有该类人员的全部权限，不能修改；可复制后调整。', everything: '全部权限', permissions: '{n} 项权限',
  difference: '未保存：增加 {added} 项，去掉 {removed} 项', copyRole: '复制为新角色', removeAsk: '删除角色“{name}”？',
  kinds: { ROLE_UNSPECIFIED: '未知', ROLE_CONSUMER: '消费者', ROLE_OPERATOR: '平台运营', ROLE_MERCHANT: '商家店员', ROLE_COURIER: '骑手', ROLE_SERVICE: '服务' },
  scopes: { DATA_SCOPE_UNSPECIFIED: '未知', DATA_SCOPE_OWN: '本人', DATA_SCOPE_STORE: '门店', DATA_SCOPE_MERCHANT: '商家', DATA_SCOPE_REGION: '区域', DATA_SCOPE_ALL: '全部' },
  idsOf: { DATA_SCOPE_STORE: '门店编号', DATA_SCOPE_MERCHANT: '商家编号', DATA_SCOPE_REGION: '区划代码' },
  services: { user: '账号与权限', product: '商品与门店', inventory: '库存', order: '订单', payment: '支付与账务', delivery: '配送', message: '消息', merchant: '商家', analytics: '分析', operations: '运维', gateway: '网关' },
}
