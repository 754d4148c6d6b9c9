export default {
  title: '库存', note: '门店现存、已预占和可售数量。', ledger: '库存流水', ledgerNote: '门店每一次库存变动；点击可打开对应订单。', goods: '商品', sku: 'SKU 编号', onHand: '现存', reserved: '已预占', available: '可售', words: '商品名、条码', only: '只看', onlys: { safety: '达到安全库存', low: '库存紧张（≤5）', out: '已售罄', reserved: '有预占' },
  adjust: '调整', kind: '类型', pieces: '数量', counted: '实盘数量', why: '说明', time: '时间', actor: '操作人',
  kinds: { MOVEMENT_KIND_RECEIVE: '入库', MOVEMENT_KIND_RESERVE: '预占', MOVEMENT_KIND_RELEASE: '释放', MOVEMENT_KIND_COMMIT: '出库', MOVEMENT_KIND_RETURN: '退回', MOVEMENT_KIND_DAMAGE: '报损', MOVEMENT_KIND_COUNT: '盘点' },
  safety: {
    title: '库存预警', level: '安全库存', set: '设置安全库存', one: '安全库存', hint: '可售数量降到这个数或更少时提醒门店；0 表示不提醒。', count: '{n} 种达到安全库存', low: '低于或等于 {n}',
    fell: '{goods} 仅剩 {n} 件可售', fellMany: '{one}，等 {n} 种商品',
  },
  sheets: {
    title: '盘点单', note: '边营业边盘点：录入时记下当时的账面数量，审核后按差异入账。', detail: '盘点单详情', open: '新建盘点单', name: '名称', namePlaceholder: '例如：11 月月末盘点', defaultName: '{day} 盘点', cover: '盘点范围', category: '分类', chosen: '商品', chosenHint: '输入商品名或条码查找', blind: '盲盘', blindHint: '盘点时不显示账面数量，提交后才显示差异', blindTag: '盲盘',
    state: '状态', progress: '进度', counted: '已盘 {n} / {all}', openedBy: '创建人', openTime: '创建时间', submittedBy: '提交人', submitTime: '提交时间', reviewedBy: '审核人', reviewTime: '审核时间', difference: '差异', value: '差异金额', over: '盘盈', short: '盘亏', different: '有差异的商品', posted: '已入账', refused: '未能入账', anyState: '全部状态',
    covers: { COUNT_COVER_ALL: '全部商品', COUNT_COVER_CATEGORY: '按分类', COUNT_COVER_CHOSEN: '指定商品' },
    states: { COUNT_SHEET_STATE_OPEN: '盘点中', COUNT_SHEET_STATE_SUBMITTED: '待审核', COUNT_SHEET_STATE_POSTING: '入账中', COUNT_SHEET_STATE_POSTED: '已入账', COUNT_SHEET_STATE_CANCELLED: '已作废' },
    shows: { all: '全部', COUNT_LINE_SHOW_UNCOUNTED: '未盘', COUNT_LINE_SHOW_COUNTED: '已盘', COUNT_LINE_SHOW_DIFFERENT: '有差异', COUNT_LINE_SHOW_REFUSED: '未能入账' },
    find: '扫描条码或输入商品名', findHint: '回车查找；扫码枪扫描后自动定位', notFound: '盘点单里没有这种商品', alreadyPosted: '这种商品的差异已入账', several: '找到多种商品，请选择', quantity: '实盘数量', quantityHint: '回车保存并继续', save: '保存并继续', saved: '{goods}：{n}', allCounted: '所有商品都已盘点，可以提交了', again: '重盘', count: '盘点', book: '账面', price: '单价', by: '盘点人', at: '盘点时间', last: '上次录入 {n}', signature: '盘点人签字', more: '加载更多', noLines: '没有这样的商品', barcode: '条码',
    submit: '提交审核', submitAsk: '提交后不能再录入。', uncounted: '还有 {n} 种未盘，它们的账面数量保持不变。', approve: '审核通过并入账', approveAsk: '{n} 种商品的差异将记入库存流水：盘盈 {over}，盘亏 {short}。', return: '退回重盘', cancel: '作废', cancelHint: '作废后不能恢复；已入账的差异保持不变。', secondPerson: '差异金额较大，须由提交人以外的人审核。', refusedHint: '{n} 种商品因已被订单预占而未能入账，请重新盘点后再次提交。', reserved: '已预占 {n} 件，未能入账', returned: '已退回：{reason}', cancelled: '已作废：{reason}', posting: '正在入账，请稍候…', export: '导出 CSV', print: '打印盘点表', none: '—',
  },
}
