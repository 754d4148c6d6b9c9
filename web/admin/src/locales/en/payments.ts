export default {
  title: 'Payments', note: 'Each trade’s payment online, with its attempts and refunds.', detail: 'The payment', number: 'Payment number', trade: 'Trade', state: 'State', amount: 'Amount', paid: 'Received', refunded: 'Returned', payTime: 'Paid', created: 'Begun', updated: 'Changed', transaction: 'WeChat transaction', refund: 'Refund', refunds: 'Refunds', refundsNote: 'What goes back the way it came. Failed ones are tried again; somebody should look.', refundNumber: 'Refund number', channelNote: 'The channel says',
  ledger: 'Accounts & journal', ledgerNote: 'Double entry: each adds up to nothing. Choose a balance to see its entries.', account: 'Account', booked: 'Booked', entryKind: 'What for', postings: 'Postings', reference: 'About',
  moneyOrders: 'Money orders', moneyOrdersNote: 'One person proposes; nothing is booked before another approves.', kind: 'Kind', party: 'Party’s number', memo: 'Memo', maker: 'Proposed by', checker: 'Decided by', decision: 'Decision', propose: 'Propose', approve: 'Approve', reject: 'Reject', withdraw: 'Withdraw', yuan: 'Amount (¥)', approveAsk: '{kind} {amount}: booked at once, and cannot be undone.',
  channels: { wechat: 'WeChat Pay' },
  accounts: { escrow: 'In escrow', channel_wechat: 'At WeChat Pay', bank: 'At the bank', income_delivery: 'Delivery income', merchant: 'Owed to merchant', courier_cash: 'Cash with courier', store_cash: 'Cash with store' },
  states: { PAYMENT_STATE_PENDING: 'Pending', PAYMENT_STATE_PAID: 'Paid', PAYMENT_STATE_CLOSED: 'Closed', PAYMENT_STATE_PARTLY_REFUNDED: 'Partly refunded', PAYMENT_STATE_REFUNDED: 'Refunded' },
  attemptStates: { OPEN: 'Open', CLOSING: 'Closing', CLOSED: 'Closed', PAID: 'Paid' },
  refundStates: { PENDING: 'To be sent', ACCEPTED: 'Under way', SUCCESS: 'Arrived', ABNORMAL: 'Failed', CLOSED: 'Closed' },
  entryKinds: { TRADE_PAID: 'Trade paid', EXCESS_PAID: 'Paid twice', ORDER_REFUNDED: 'Order refunded', EXCESS_REFUNDED: 'Excess returned', CASH_COLLECTED: 'Cash collected', ORDER_SETTLED: 'Order settled', CASH_REMITTED: 'Cash handed in', CHANNEL_WITHDRAWN: 'Withdrawn', MERCHANT_PAID_OUT: 'Merchant paid' },
  moneyKinds: { MONEY_ORDER_KIND_COURIER_REMITTANCE: 'Courier’s cash', MONEY_ORDER_KIND_STORE_REMITTANCE: 'Store’s cash', MONEY_ORDER_KIND_CHANNEL_WITHDRAWAL: 'Withdrawal', MONEY_ORDER_KIND_MERCHANT_PAYOUT: 'Merchant payout' },
  moneyStates: { MONEY_ORDER_STATE_PROPOSED: 'To approve', MONEY_ORDER_STATE_APPROVED: 'Approved', MONEY_ORDER_STATE_REJECTED: 'Rejected', MONEY_ORDER_STATE_WITHDRAWN: 'Withdrawn' },
}
