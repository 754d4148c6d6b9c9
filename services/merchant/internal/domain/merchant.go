package domain

import (
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// Standing is whether a merchant's stores may take orders. The numbers are the contract's.
type Standing int32

// The standings.
const (
	Active Standing = iota + 1
	Suspended
)

// LicenceKind is what a licence allows. The numbers are the contract's.
type LicenceKind int32

// The kinds.
const (
	Business LicenceKind = iota + 1
	Food
	Liquor
)

// String is the licence's name as people know it.
func (k LicenceKind) String() string {
	return [...]string{"证照", "营业执照", "食品经营许可证", "酒类零售备案"}[max(0, min(int(k), int(Liquor)))]
}

// Held is a licence that a merchant has: the company's, or a store's. The zero Expires: without an end.
type Held struct {
	ID, MerchantID, StoreID int64
	StoreName               string
	Kind                    LicenceKind
	Number                  string
	Expires                 time.Time
}

// Merchant is a company whose application was opened (商家).
type Merchant struct {
	ID                     int64
	Code, Name, CreditCode string
	Standing               Standing
	Reason                 string
	// ApplicationID is the one that was opened last.
	ApplicationID int64
	// FirstExpiry is when the first of its licences ends; zero: none does.
	FirstExpiry time.Time
	CreatedAt   time.Time
	Stores      int
}

// MerchantNotFound says that there is no such merchant, or that it is not the caller's to see.
func MerchantNotFound(id int64) error {
	return errs.Newf(codes.NotFound, "MERCHANT_NOT_FOUND", "没有编号为 %d 的商家", id)
}

// Duplicate says that another merchant has the credit code or the code.
func Duplicate() error {
	return errs.New(codes.AlreadyExists, "MERCHANT_DUPLICATE", "已有商家使用该统一社会信用代码，请改为对其提交变更申请").
		WithFields(errs.Field{Path: "facts.creditCode", Reason: "已被另一商家使用"})
}

// Suspend makes its stores take no orders.
func (m *Merchant) Suspend(reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return errs.Invalid("reason", "must not be blank")
	}
	m.Standing, m.Reason = Suspended, reason
	return nil
}

// Resume lets its stores take orders again.
func (m *Merchant) Resume() { m.Standing, m.Reason = Active, "" }

// Holdings are the licences that come of facts, of stores whose ids are known.
func Holdings(merchantID int64, f Facts) []Held {
	list := []Held{{MerchantID: merchantID, Kind: Business, Number: f.Business.Number, Expires: f.Business.Expires}}
	for _, o := range f.Outlets {
		list = append(list,
			Held{MerchantID: merchantID, StoreID: o.StoreID, StoreName: o.Name, Kind: Food, Number: o.Food.Number, Expires: o.Food.Expires},
			Held{MerchantID: merchantID, StoreID: o.StoreID, StoreName: o.Name, Kind: Liquor, Number: o.Liquor.Number, Expires: o.Liquor.Expires})
	}
	return list
}

// WarnDays are how many days before a licence's end its merchant is told, and 0 when it has ended.
func WarnDays() []int { return []int{30, 7, 1, 0} }
