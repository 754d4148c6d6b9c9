package transport

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	"dajiu/services/payment/internal/app"
	"dajiu/services/payment/internal/domain"
	"dajiu/services/payment/internal/store"
)

func sessionToProto(s app.Session) *paymentv1.PaySession {
	return &paymentv1.PaySession{
		PaymentId: s.Payment.ID, TradeId: s.Payment.TradeID, Amount: int64(s.Attempt.Amount),
		State:      paymentv1.PaymentState(s.Payment.State), //nolint:gosec // small enum
		ExpireTime: timestamppb.New(s.Attempt.ExpiresAt),
		Wechat: &paymentv1.WechatPayParams{
			TimeStamp: s.Params.TimeStamp, NonceStr: s.Params.NonceStr, Package: s.Params.Package,
			SignType: s.Params.SignType, PaySign: s.Params.PaySign,
		},
	}
}

// paymentToProto shows a payment. What was promised back but has not arrived shows in the refunds, not in the sum.
func paymentToProto(f domain.Facts, refunds []domain.Refund) *paymentv1.Payment {
	p := &paymentv1.Payment{
		PaymentId: f.ID, TradeId: f.TradeID, UserId: f.UserID, Amount: int64(f.Amount), PaidAmount: int64(f.Paid),
		RefundedAmount: int64(f.Returned), State: paymentv1.PaymentState(f.State), //nolint:gosec // small enum
		CreateTime: timestamppb.New(f.CreatedAt), PayTime: timeToProto(f.PaidAt),
	}
	for i := range refunds {
		shown := refundToProto(&refunds[i])
		shown.Note = "" // what the channel said is for operators
		p.Refunds = append(p.Refunds, shown)
	}
	return p
}

func timeToProto(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

func entryToProto(e store.JournalEntry) *paymentv1.JournalEntry {
	entry := &paymentv1.JournalEntry{EntryId: e.ID, Kind: e.Kind, ReferenceId: e.ReferenceID, Time: timestamppb.New(e.At)}
	for _, p := range e.Postings {
		entry.Postings = append(entry.Postings, &paymentv1.Posting{Account: string(p.Account), Amount: int64(p.Amount)})
	}
	return entry
}
