export default {
  title: '接口文档', note: '平台的全部接口：供对接小程序、收银系统与合作方的工程师查阅。', tryOut: '在线调试', file: '下载 OpenAPI', find: '按名称、路径或说明查找', takes: '请求', answers: '返回', nothing: '无',
}
