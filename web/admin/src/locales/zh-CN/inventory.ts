export default {
  title: '库存', note: '门店现存、已预占和可售数量。', ledger: '库存流水', ledgerNote: '门店每一次库存变动；点击可打开对应订单。', goods: '商品', sku: 'SKU 编号', onHand: '现存', reserved: '已预占', available: '可售', words: '商品名、条码', only: '只看', onlys: { low: '库存紧张（≤5）', out: '已售罄', reserved: '有预占' },
  adjust: '调整', kind: '类型', pieces: '数量', counted: '实盘数量', why: '说明', time: '时间', actor: '操作人',
  kinds: { MOVEMENT_KIND_RECEIVE: '入库', MOVEMENT_KIND_RESERVE: '预占', MOVEMENT_KIND_RELEASE: '释放', MOVEMENT_KIND_COMMIT: '出库', MOVEMENT_KIND_RETURN: '退回', MOVEMENT_KIND_DAMAGE: '报损', MOVEMENT_KIND_COUNT: '盘点' },
}
