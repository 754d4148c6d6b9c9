export default { export: '导出', begun: '正在后台导出', look: '完成后在「导出记录」下载' }
