package wire

import (
	"encoding/json"
	"time"
)

// China is the zone in which the service writes its times. It never had another offset in our time.
func China() *time.Location { return time.FixedZone("CST", 8*60*60) }

// Error is the body of every refused request.
type Error struct {
	Code    string          `json:"code"`
	Message string          `json:"message"`
	Detail  json.RawMessage `json:"detail,omitempty"`
}

// ErrorDetail is the usual content of a parameter error's detail.
type ErrorDetail struct {
	Field    string `json:"field,omitempty"`
	Value    string `json:"value,omitempty"`
	Issue    string `json:"issue,omitempty"`
	Location string `json:"location,omitempty"`
}

// PrepayRequest is the body of POST /v3/pay/transactions/jsapi.
type PrepayRequest struct {
	AppID       string      `json:"appid"`
	MchID       string      `json:"mchid"`
	Description string      `json:"description"`
	OutTradeNo  string      `json:"out_trade_no"`
	TimeExpire  string      `json:"time_expire,omitempty"`
	Attach      string      `json:"attach,omitempty"`
	NotifyURL   string      `json:"notify_url"`
	Amount      OrderAmount `json:"amount"`
	Payer       Payer       `json:"payer"`
	SettleInfo  *SettleInfo `json:"settle_info,omitempty"`
}

// OrderAmount is what an order asks for, in fen.
type OrderAmount struct {
	Total    int64  `json:"total"`
	Currency string `json:"currency,omitempty"`
}

// Payer names who pays.
type Payer struct {
	OpenID string `json:"openid"`
}

// SettleInfo says whether the money is held back for profit sharing.
type SettleInfo struct {
	ProfitSharing bool `json:"profit_sharing"`
}

// PrepayAnswer is the answer to a PrepayRequest.
type PrepayAnswer struct {
	PrepayID string `json:"prepay_id"`
}

// CloseRequest is the body of a close.
type CloseRequest struct {
	MchID string `json:"mchid"`
}

// Transaction is the answer to a query and the plaintext of a TRANSACTION.SUCCESS callback.
type Transaction struct {
	AppID          string             `json:"appid,omitempty"`
	MchID          string             `json:"mchid"`
	OutTradeNo     string             `json:"out_trade_no"`
	TransactionID  string             `json:"transaction_id,omitempty"`
	TradeType      string             `json:"trade_type,omitempty"`
	TradeState     string             `json:"trade_state"`
	TradeStateDesc string             `json:"trade_state_desc"`
	BankType       string             `json:"bank_type,omitempty"`
	Attach         string             `json:"attach,omitempty"`
	SuccessTime    string             `json:"success_time,omitempty"`
	Payer          *Payer             `json:"payer,omitempty"`
	Amount         *TransactionAmount `json:"amount,omitempty"`
}

// TransactionAmount is what was asked for and paid, in fen.
type TransactionAmount struct {
	Total         int64  `json:"total"`
	PayerTotal    int64  `json:"payer_total,omitempty"`
	Currency      string `json:"currency,omitempty"`
	PayerCurrency string `json:"payer_currency,omitempty"`
}

// RefundRequest is the body of POST /v3/refund/domestic/refunds.
type RefundRequest struct {
	TransactionID string            `json:"transaction_id,omitempty"`
	OutTradeNo    string            `json:"out_trade_no,omitempty"`
	OutRefundNo   string            `json:"out_refund_no"`
	Reason        string            `json:"reason,omitempty"`
	NotifyURL     string            `json:"notify_url,omitempty"`
	Amount        RefundOrderAmount `json:"amount"`
}

// RefundOrderAmount is what a refund asks for: this refund, and the order's whole amount, in fen.
type RefundOrderAmount struct {
	Refund   int64  `json:"refund"`
	Total    int64  `json:"total"`
	Currency string `json:"currency"`
}

// Refund is the answer to a refund and to its query.
type Refund struct {
	RefundID            string       `json:"refund_id"`
	OutRefundNo         string       `json:"out_refund_no"`
	TransactionID       string       `json:"transaction_id"`
	OutTradeNo          string       `json:"out_trade_no"`
	Channel             string       `json:"channel,omitempty"`
	UserReceivedAccount string       `json:"user_received_account,omitempty"`
	SuccessTime         string       `json:"success_time,omitempty"`
	CreateTime          string       `json:"create_time,omitempty"`
	Status              string       `json:"status"`
	FundsAccount        string       `json:"funds_account,omitempty"`
	Amount              RefundAmount `json:"amount"`
}

// RefundNotice is the plaintext of a REFUND.* callback: the state is named differently there.
type RefundNotice struct {
	MchID               string       `json:"mchid"`
	OutTradeNo          string       `json:"out_trade_no"`
	TransactionID       string       `json:"transaction_id"`
	OutRefundNo         string       `json:"out_refund_no"`
	RefundID            string       `json:"refund_id"`
	RefundStatus        string       `json:"refund_status"`
	SuccessTime         string       `json:"success_time,omitempty"`
	UserReceivedAccount string       `json:"user_received_account,omitempty"`
	Amount              RefundAmount `json:"amount"`
}

// RefundAmount is what a refund moves, in fen.
type RefundAmount struct {
	Total            int64  `json:"total"`
	Refund           int64  `json:"refund"`
	PayerTotal       int64  `json:"payer_total"`
	PayerRefund      int64  `json:"payer_refund"`
	SettlementRefund int64  `json:"settlement_refund"`
	SettlementTotal  int64  `json:"settlement_total"`
	DiscountRefund   int64  `json:"discount_refund"`
	Currency         string `json:"currency,omitempty"`
}

// Envelope is the body of every callback.
type Envelope struct {
	ID           string    `json:"id"`
	CreateTime   string    `json:"create_time"`
	EventType    string    `json:"event_type"`
	ResourceType string    `json:"resource_type"`
	Summary      string    `json:"summary"`
	Resource     *Resource `json:"resource"`
}

// Resource is the encrypted part of a callback.
type Resource struct {
	OriginalType   string `json:"original_type"`
	Algorithm      string `json:"algorithm"`
	Ciphertext     string `json:"ciphertext"`
	AssociatedData string `json:"associated_data"`
	Nonce          string `json:"nonce"`
}

// Certificates is the answer of GET /v3/certificates.
type Certificates struct {
	Data []CertificateEntry `json:"data"`
}

// CertificateEntry is one platform certificate, encrypted like a callback.
type CertificateEntry struct {
	SerialNo      string   `json:"serial_no"`
	EffectiveTime string   `json:"effective_time"`
	ExpireTime    string   `json:"expire_time"`
	Encrypted     Resource `json:"encrypt_certificate"`
}

// BillFile is the answer that tells where a bill can be downloaded.
type BillFile struct {
	HashType    string `json:"hash_type"`
	HashValue   string `json:"hash_value"`
	DownloadURL string `json:"download_url"`
}
