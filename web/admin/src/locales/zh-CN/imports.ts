export default {
  title: '商品导入', note: '整份文件校验无误后才会导入；有一处错误则全部不导入。', start: '导入商品', template: '下载模板', file: '文件', mode: '方式', state: '进度', created: '导入时间', author: '导入人', failed: '失败', result: '下载结果',
  modes: { IMPORT_MODE_SAVE: '存为提案', IMPORT_MODE_SUBMIT: '提交审核', IMPORT_MODE_PUBLISH: '直接上架' }, states: { IMPORT_STATE_RUNNING: '进行中', IMPORT_STATE_DONE: '已完成' },
  choose: '选择 Excel 文件', chooseHint: '点击或拖入 xlsx，最大 5 MB、5000 行。每行一个规格，同一商品各行填相同编码。', checking: '正在校验…', clean: '校验通过：{rows} 行、{products} 个商品，其中 {known} 个已存在将更新。', wrong: '有 {n} 处错误，未导入任何商品。请修改后重新上传。', more: '仅列出前 {n} 处，其余见标注文件。',
  cell: '单元格', column: '列', what: '问题', marked: '下载标注了错误的文件', go: '开始导入', again: '换一个文件', progress: '{done} / {total}', done: '导入完成：{ok} 个成功，{failed} 个失败。', tooLarge: '文件不能超过 5 MB', product: '商品', step1: '选择文件', step2: '校验', step3: '导入', modeLabel: '导入方式',
}
