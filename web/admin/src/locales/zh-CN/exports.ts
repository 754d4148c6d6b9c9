export default {
  export: '导出', begun: '正在后台导出', look: '完成后在「导出记录」下载',
  title: '导出记录', note: '文件在后台按您的权限生成，完成后保留 7 天。', file: '文件', state: '状态', rows: '行数', size: '大小', created: '创建时间', expires: '过期时间', truncated: '只含前 20 万行', download: '下载', again: '再次导出',
  states: { EXPORT_STATE_UNSPECIFIED: '未知', EXPORT_STATE_QUEUED: '排队中', EXPORT_STATE_RUNNING: '生成中', EXPORT_STATE_DONE: '已完成', EXPORT_STATE_FAILED: '失败', EXPORT_STATE_CANCELLED: '已取消', EXPORT_STATE_EXPIRED: '已过期' },
}
