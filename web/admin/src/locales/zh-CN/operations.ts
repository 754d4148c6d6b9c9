export default {
  title: '运维', note: '各服务的待发事件、处理失败的事件（死信）与定时任务。', up: '运行中', down: '无应答', pending: '待发事件 {n}', dead: '死信 {n}', since: '{time}启动', jobs: '定时任务', job: '任务', lastRun: '上次执行', took: '耗时', rows: '处理行数', outcome: '结果', nextRun: '下次执行', never: '启动后未执行', ok: '成功', runNow: '立即执行',
  deadLetters: '死信', noDead: '没有处理失败的事件', failed: '来自 {from}，{time} 失败，已尝试 {n} 次', replay: '重放', replayAll: '重放本页全部', replayAllAsk: '重放本页 {n} 条死信？', discard: '丢弃', discardHint: '丢弃后此事件不会再被处理。请写明原因，会记录在审计日志中', reveal: '查看内容', unknownEvent: '本程序不认识此事件',
}
