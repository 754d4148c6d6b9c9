export default {
  title: '审计日志', note: '谁在什么时候做了什么。记录只能追加，不能修改或删除。', time: '时间', actor: '操作人', actorId: '操作人编号', act: '操作', permission: '权限', target: '对象', targetId: '对象编号', store: '门店', outcome: '结果',
  reason: '原因', address: '来源地址', agent: '客户端', request: '请求', requestId: '请求编号', before: '修改前', after: '修改后', method: '接口', ok: '成功', refused: '被拒绝：{reason}', period: '时间范围', detail: '操作详情', choosePermission: '选择或输入权限',
  methods: { LoginStaff: '员工登录', LoginWechat: '微信登录', LoginPhone: '手机号登录', LoginOpenID: '单点登录', SendLoginCode: '发送登录验证码', RefreshToken: '续期登录', Logout: '退出登录' },
}
