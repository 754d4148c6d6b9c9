export default {
  title: '商家', note: '已开通的商家与其证照。变更与换证经入驻申请由另一人审核。', one: '商家详情', applications: '入驻申请', applicationsNote: '新商家、变更与换证。申请人与审核人必须是两个人。', application: '入驻申请', new: '新建入驻申请', changeTitle: '变更或换证', change: '变更', first: '入驻',
  company: '企业资料', companyName: '企业名称', creditCode: '统一社会信用代码', legalPerson: '法定代表人', businessEnds: '营业执照有效期', businessPicture: '营业执照', merchantCode: '平台商家编码', merchantCodeHint: '留空则用信用代码', longTerm: '长期',
  secrets: '联系人与结算账户', secretsHint: '加密保存，页面只显示打码后的内容；修改时留空表示不变。', contactName: '联系人', contactPhone: '联系电话', accountName: '开户名', accountBank: '开户行', accountNumber: '结算账号', account: '结算账户',
  outlet: '门店 {n}', outlets: '门店数', newOutlet: '新增门店', addOutlet: '再加一家门店', district: '区划代码（六位）', latitude: '纬度', longitude: '经度', foodEnds: '食品许可有效期', foodPicture: '食品经营许可证照片', liquorNumber: '酒类零售备案号', liquorEnds: '备案有效期',
  noPicture: '未上传', addPicture: '上传照片', changePicture: '更换照片', saveDraft: '保存草稿', submit: '提交审核', withdraw: '撤回申请', withdrawAsk: '撤回后不能再提交，确定撤回吗？', approve: '审核通过', approveAsk: '通过后将开通商家及其门店，确定吗？', return: '退回修改', returnHint: '在需要修改的资料旁写明原因，其余留空。',
  returnedTitle: '资料已退回，请修改后重新提交', reject: '驳回', rejectHint: '申请将就此结束，请写明原因', reveal: '查看联系人与账户', twoPeople: '已提交，等待另一位运营审核。', submitted: '提交时间', decided: '审核时间', toMerchant: '查看商家',
  words: '企业名称开头或信用代码', state: '状态', kind: '类型', whose: '申请人', mine: '我提交的', applicationId: '申请编号', firstEnds: '最近到期', since: '开通时间', ending: '证照到期', within: '{n} 天内', daysLeft: '剩 {n} 天', over: '已过期', ends: '有效期至',
  suspend: '停用商家', suspendHint: '旗下所有门店将停止接单，已接订单照常履约。请写明原因，会记录在审计日志中', resume: '恢复商家', resumeHint: '门店恢复接单。请写明原因，会记录在审计日志中', suspendedBecause: '停用原因', licences: '证照', licence: '证照', holder: '持有者', number: '编号',
  standings: { MERCHANT_STATE_UNSPECIFIED: '未知', MERCHANT_STATE_ACTIVE: '正常', MERCHANT_STATE_SUSPENDED: '停用' },
  kinds: { LICENCE_KIND_UNSPECIFIED: '证照', LICENCE_KIND_BUSINESS: '营业执照', LICENCE_KIND_FOOD: '食品经营许可证', LICENCE_KIND_LIQUOR: '酒类零售备案' },
  states: {
    APPLICATION_STATE_UNSPECIFIED: '未知', APPLICATION_STATE_DRAFT: '草稿', APPLICATION_STATE_SUBMITTED: '待审核', APPLICATION_STATE_RETURNED: '退回修改', APPLICATION_STATE_APPROVED: '开通中', APPLICATION_STATE_OPENED: '已开通',
    APPLICATION_STATE_REJECTED: '未通过', APPLICATION_STATE_WITHDRAWN: '已撤回',
  },
}
