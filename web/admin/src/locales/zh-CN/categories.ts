export default {
  title: '分类', note: '拖动调整顺序或移到其他分类下。停用的分类不再展示；有商品或下级分类时不能停用。', create: '新建分类', child: '新建下级', edit: '编辑分类', hide: '停用', show: '恢复', hideAsk: '停用分类“{name}”？', hidden: '已停用', liquor: '酒类', products: '{n} 个商品 · 在售 {on}', up: '上移', down: '下移', moved: '顺序已保存', hiddenDone: '已停用',
  code: '编码', codeHint: '小写字母、数字和短横线，保存后不能修改', name: '名称', parent: '上级分类', root: '（顶级）', sort: '排序', icon: '图标地址', liquorHint: '酒类须验年龄、须有酒精度，门店须持证',
  attributes: '属性', inherited: '继承的属性', addAttribute: '添加属性', key: '键', keyHint: '小写字母、数字、下划线', attributeName: '名称', type: '类型', unit: '单位', required: '必填', options: '选项', removeAttribute: '删除属性 {name}', tree: '分类树',
  types: { ATTRIBUTE_TYPE_TEXT: '文本', ATTRIBUTE_TYPE_INTEGER: '整数', ATTRIBUTE_TYPE_PERMILLE: '百分数', ATTRIBUTE_TYPE_CHOICE: '选项', ATTRIBUTE_TYPE_YEAR: '年份' },
}
