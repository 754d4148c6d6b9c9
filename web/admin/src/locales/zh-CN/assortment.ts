export default {
  title: '门店商品', note: '选择本店售卖的商品，设置门店价。', store: '门店', words: '名称 / 条码 / 规格编码', only: '范围', all: '平台全部商品', listedOnly: '仅本店在售', product: '商品', spec: '规格', barcode: '条码', listed: '本店上架', stock: '库存', inStock: '有货', noStock: '缺货', price: '售价', own: '门店价', list: '划线价', ownHint: '留空按平台价',
  on: '上架', off: '下架', changed: '{n} 个规格已更新', bulkPrice: '批量调价', bulkHint: '按平台售价的百分比设置门店价；100 为平台价。', percent: '百分比', clearOwn: '恢复平台价', history: '调价记录', historyOf: '{name} 的调价记录', before: '原来', after: '之后', by: '操作人', time: '时间', platformPrice: '平台价', noStore: '账号没有可管理的门店', wrongPrice: '应为金额，最多两位小数', save: '保存 {name} 的门店价', toggle: '{name} 在本店上架', wrongPercent: '应为 1 至 200 的整数',
}
