export default {
  title: '品牌', note: '别名和拼音帮助顾客搜到商品。', create: '新建品牌', edit: '编辑品牌', code: '编码', codeHint: '小写字母、数字和短横线，保存后不能修改', name: '名称', origin: '产地', synonyms: '别名', synonymsHint: '输入后回车，最多 20 个', products: '商品数', published: '在售', state: '状态', shown: '启用', hidden: '已停用', hide: '停用', show: '恢复', hideAsk: '停用品牌“{name}”？', hiddenDone: '已停用', words: '名称 / 别名 / 编码',
}
