export default {
  title: '支付单', note: '每笔交易的线上支付、每次尝试和退款。', detail: '支付详情', number: '支付单号', trade: '交易号', state: '状态', amount: '金额', paid: '实收', refunded: '已退', payTime: '支付时间', created: '创建时间', updated: '更新时间', transaction: '微信交易单号', refund: '退款', refunds: '退款单', refundsNote: '原路退回的款项；异常的会自动重试，需要人工关注。', refundNumber: '退款单号', channelNote: '渠道说明',
  ledger: '账户与分录', ledgerNote: '复式记账，每笔分录借贷相等。点击余额查看该账户的分录。', account: '账户', booked: '记账时间', entryKind: '事由', postings: '借贷', reference: '关联编号',
  moneyOrders: '资金指令', moneyOrdersNote: '一人制单，另一人复核后才会记账。', kind: '类型', party: '对方编号', memo: '摘要', maker: '制单人', checker: '复核人', decision: '复核意见', propose: '制单', approve: '复核通过', reject: '驳回', withdraw: '撤回', yuan: '金额（元）', approveAsk: '{kind} {amount}，通过后立即记账，不能撤销。',
  channels: { wechat: '微信支付' },
  accounts: { escrow: '待结算货款', channel_wechat: '微信支付余额', bank: '银行存款', income_delivery: '配送费收入', merchant: '商家应付款', courier_cash: '骑手代收现金', store_cash: '门店代收现金' },
  states: { PAYMENT_STATE_PENDING: '待支付', PAYMENT_STATE_PAID: '已支付', PAYMENT_STATE_CLOSED: '已关闭', PAYMENT_STATE_PARTLY_REFUNDED: '部分退款', PAYMENT_STATE_REFUNDED: '已退款' },
  attemptStates: { OPEN: '待支付', CLOSING: '关闭中', CLOSED: '已关闭', PAID: '已支付' },
  refundStates: { PENDING: '待退款', ACCEPTED: '退款中', SUCCESS: '已到账', ABNORMAL: '异常', CLOSED: '已关闭' },
  entryKinds: { TRADE_PAID: '收到货款', EXCESS_PAID: '收到多付款', ORDER_REFUNDED: '订单退款', EXCESS_REFUNDED: '退回多付款', CASH_COLLECTED: '代收现金', ORDER_SETTLED: '订单结算', CASH_REMITTED: '交款', CHANNEL_WITHDRAWN: '渠道提现', MERCHANT_PAID_OUT: '商户打款' },
  moneyKinds: { MONEY_ORDER_KIND_COURIER_REMITTANCE: '骑手交款', MONEY_ORDER_KIND_STORE_REMITTANCE: '门店交款', MONEY_ORDER_KIND_CHANNEL_WITHDRAWAL: '渠道提现', MONEY_ORDER_KIND_MERCHANT_PAYOUT: '商户打款' },
  moneyStates: { MONEY_ORDER_STATE_PROPOSED: '待复核', MONEY_ORDER_STATE_APPROVED: '已通过', MONEY_ORDER_STATE_REJECTED: '已驳回', MONEY_ORDER_STATE_WITHDRAWN: '已撤回' },
}
