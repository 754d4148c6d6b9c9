export default {
  templates: '消息模板', templatesNote: '发给顾客和员工的站内消息与微信订阅消息的措辞。', sent: '已发消息', sentNote: '谁在何时收到了哪一类消息。内容只有本人可见。', kind: '类型', subject: '标题', body: '正文', wechat: '微信', wechatId: '微信模板编号', wechatHint: '留空则只发站内', fields: '微信字段', fieldKey: '字段', fieldValue: '内容', addField: '添加字段', removeField: '删除字段 {key}',
  edit: '编辑模板', variables: '可用变量', variablesHint: '点击插入到正文', preview: '预览', test: '试发给自己', tested: '已发到您的收件箱', restore: '恢复默认措辞', withWechat: '站内 + 微信', inboxOnly: '仅站内',
  id: '消息编号', user: '用户编号', order: '订单', state: '微信', read: '已读', unread: '未读', time: '时间', anyKind: '全部类型', anyState: '全部', readState: '阅读',
  states: { WECHAT_STATE_NOT_SENT: '仅站内', WECHAT_STATE_PENDING: '待发送', WECHAT_STATE_SENT: '已送达微信', WECHAT_STATE_REFUSED: '微信拒收' },
  kinds: { ORDER_PLACED: '订单待付款', ORDER_CONFIRMED: '下单成功', ORDER_ACCEPTED: '商家接单', ORDER_READY: '备货完成', ORDER_SHIPPED: '配送中', ORDER_DELIVERED: '已送达', ORDER_RETURNING: '未能交付', ORDER_CANCELLED: '订单取消', ORDER_REFUNDED: '退款到账', NEW_DEVICE: '新设备登录', ALERT_OPENED: '告警通知', EXPORT_READY: '导出完成', EXPORT_FAILED: '导出失败', LICENCE_ENDING: '证照即将到期', MERCHANT_APPLICATION: '入驻申请结果' },
}
