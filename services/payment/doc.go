// Package payment is the payment service (支付服务): paying a trade by WeChat Pay, refunds, and the double-entry ledger
// of all money that moves.
//
// It guarantees that money is taken for a trade once, whatever is lost, repeated or overtaken on the way; that what
// came too late, twice or for a cancelled order goes back by itself, and never more than came; and that every
// movement is one balanced entry, made once.
//
// It decides nothing about orders: it follows their events and they follow its own. It believes only the channel's
// signed word, never a client's. Start reading at internal/domain/payment_state.go, then internal/app/pay_trade.go
// and internal/app/notify.go; check.go is what the consistency check reads.
package payment
