package store

import (
	"time"

	"github.com/uptrace/bun"

	"dajiu/platform/money"
	"dajiu/services/payment/internal/domain"
)

type paymentRow struct {
	bun.BaseModel `bun:"table:payments"`

	ID            int64      `bun:"id,pk"`
	TradeID       int64      `bun:"trade_id"`
	UserID        int64      `bun:"user_id"`
	Amount        int64      `bun:"amount"`
	Paid          int64      `bun:"paid"`
	Refunded      int64      `bun:"refunded"`
	Returned      int64      `bun:"returned"`
	State         int        `bun:"state"`
	Title         string     `bun:"title"`
	PaidAttemptID int64      `bun:"paid_attempt_id"`
	Orders        []orderDoc `bun:"orders,type:json"`
	CreatedAt     time.Time  `bun:"created_at"`
	PaidAt        time.Time  `bun:"paid_at,nullzero"`
	UpdatedAt     time.Time  `bun:"updated_at"`
	Version       int64      `bun:"version"`
}

// orderDoc is an order inside its payment. Its JSON names are stored: never rename them.
type orderDoc struct {
	ID          int64 `json:"order_id"`
	MerchantID  int64 `json:"merchant_id"`
	Amount      int64 `json:"amount"`
	DeliveryFee int64 `json:"delivery_fee"`
	Cancelled   bool  `json:"cancelled,omitempty"`
	Settled     bool  `json:"settled,omitempty"`
}

type attemptRow struct {
	bun.BaseModel `bun:"table:attempts"`

	ID            int64     `bun:"id,pk"`
	PaymentID     int64     `bun:"payment_id"`
	Channel       string    `bun:"channel"`
	OutTradeNo    string    `bun:"out_trade_no"`
	Amount        int64     `bun:"amount"`
	OrderIDs      []int64   `bun:"order_ids,type:json"`
	State         int       `bun:"state"`
	PrepayID      string    `bun:"prepay_id"`
	PrepaidAt     time.Time `bun:"prepaid_at,nullzero"`
	ExpiresAt     time.Time `bun:"expires_at"`
	TransactionID string    `bun:"transaction_id,nullzero"`
	PaidAt        time.Time `bun:"paid_at,nullzero"`
	CreatedAt     time.Time `bun:"created_at"`
	CheckRound    int       `bun:"check_round"`
	CloseRound    int       `bun:"close_round"`
}

type refundRow struct {
	bun.BaseModel `bun:"table:refunds"`

	ID          int64     `bun:"id,pk"`
	PaymentID   int64     `bun:"payment_id"`
	AttemptID   int64     `bun:"attempt_id"`
	OrderID     int64     `bun:"order_id"`
	Amount      int64     `bun:"amount"`
	Cause       string    `bun:"cause"`
	Reason      string    `bun:"reason"`
	State       int       `bun:"state"`
	Note        string    `bun:"note"`
	OutRefundNo string    `bun:"out_refund_no"`
	Round       int       `bun:"round"`
	CreatedAt   time.Time `bun:"created_at"`
	UpdatedAt   time.Time `bun:"updated_at"`
}

const channelWechat = "wechat"

func rowFromPayment(f domain.Facts) paymentRow {
	return paymentRow{
		ID: f.ID, TradeID: f.TradeID, UserID: f.UserID, Amount: int64(f.Amount), Paid: int64(f.Paid), Refunded: int64(f.Refunded),
		Returned: int64(f.Returned), State: int(f.State), Title: f.Title, PaidAttemptID: f.PaidAttemptID, Orders: docsFromOrders(f.Orders),
		CreatedAt: f.CreatedAt, PaidAt: f.PaidAt, UpdatedAt: f.UpdatedAt, Version: f.Version,
	}
}

func docsFromOrders(orders []domain.Order) []orderDoc {
	docs := make([]orderDoc, len(orders))
	for i, o := range orders {
		docs[i] = orderDoc{
			ID: o.ID, MerchantID: o.MerchantID, Amount: int64(o.Amount), DeliveryFee: int64(o.DeliveryFee), Cancelled: o.Cancelled, Settled: o.Settled,
		}
	}
	return docs
}

func paymentFromRow(r *paymentRow) domain.Facts {
	f := domain.Facts{
		ID: r.ID, TradeID: r.TradeID, UserID: r.UserID, Amount: money.Fen(r.Amount), Paid: money.Fen(r.Paid), Refunded: money.Fen(r.Refunded),
		Returned: money.Fen(r.Returned), State: domain.PaymentState(r.State), Title: r.Title, PaidAttemptID: r.PaidAttemptID,
		Orders: make([]domain.Order, len(r.Orders)), CreatedAt: r.CreatedAt, PaidAt: r.PaidAt, UpdatedAt: r.UpdatedAt, Version: r.Version,
	}
	for i, o := range r.Orders {
		f.Orders[i] = domain.Order{
			ID: o.ID, MerchantID: o.MerchantID, Amount: money.Fen(o.Amount), DeliveryFee: money.Fen(o.DeliveryFee), Cancelled: o.Cancelled, Settled: o.Settled,
		}
	}
	return f
}

func rowFromAttempt(a *domain.Attempt) attemptRow {
	return attemptRow{
		ID: a.ID, PaymentID: a.PaymentID, Channel: channelWechat, OutTradeNo: a.Number(), Amount: int64(a.Amount), OrderIDs: a.OrderIDs,
		State: int(a.State), PrepayID: a.PrepayID, PrepaidAt: a.PrepaidAt, ExpiresAt: a.ExpiresAt, TransactionID: a.TransactionID,
		PaidAt: a.PaidAt, CreatedAt: a.CreatedAt,
	}
}

func attemptFromRow(r *attemptRow) domain.Attempt {
	return domain.Attempt{
		ID: r.ID, PaymentID: r.PaymentID, Amount: money.Fen(r.Amount), OrderIDs: r.OrderIDs, State: domain.AttemptState(r.State),
		PrepayID: r.PrepayID, PrepaidAt: r.PrepaidAt, ExpiresAt: r.ExpiresAt, TransactionID: r.TransactionID, PaidAt: r.PaidAt, CreatedAt: r.CreatedAt,
	}
}

func rowFromRefund(r *domain.Refund) refundRow {
	return refundRow{
		ID: r.ID, PaymentID: r.PaymentID, AttemptID: r.AttemptID, OrderID: r.OrderID, Amount: int64(r.Amount), Cause: r.Cause, Reason: r.Reason,
		State: int(r.State), Note: r.Note, OutRefundNo: r.Number(), CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
}

func refundFromRow(r *refundRow) domain.Refund {
	return domain.Refund{
		ID: r.ID, PaymentID: r.PaymentID, AttemptID: r.AttemptID, OrderID: r.OrderID, Amount: money.Fen(r.Amount), Cause: r.Cause, Reason: r.Reason,
		State: domain.RefundState(r.State), Note: r.Note, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
}
