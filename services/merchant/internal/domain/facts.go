package domain

import (
	"fmt"
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// MaxOutlets is how many stores one application names.
const MaxOutlets = 20

// Licence is a paper that allows something until an instant; the zero Expires: without an end (长期). Its JSON names, as
// those of the types below, are stored.
type Licence struct {
	Number  string    `json:"number,omitempty"`
	Picture string    `json:"picture,omitempty"`
	Expires time.Time `json:"expires,omitzero"`
}

// Outlet is a store that a merchant wants to open, or has. StoreID is the catalogue's, once it is open.
type Outlet struct {
	Code    string  `json:"code"`
	Name    string  `json:"name"`
	Address string  `json:"address"`
	LatE6   int32   `json:"lat"`
	LngE6   int32   `json:"lng"`
	Region  int32   `json:"region"`
	Phone   string  `json:"phone"`
	Food    Licence `json:"food"`
	Liquor  Licence `json:"liquor"`
	StoreID int64   `json:"store,omitempty"`
}

// Facts are what is applied with.
type Facts struct {
	Company      string   `json:"company"`
	CreditCode   string   `json:"credit"`
	LegalPerson  string   `json:"legal"`
	Business     Licence  `json:"business"`
	Outlets      []Outlet `json:"outlets"`
	MerchantCode string   `json:"code,omitempty"`
}

// Confidential is what is sealed at rest.
type Confidential struct {
	ContactName   string `json:"name"`
	ContactPhone  string `json:"phone"`
	AccountName   string `json:"account"`
	AccountBank   string `json:"bank"`
	AccountNumber string `json:"number"`
}

// Tidy returns facts with their blanks trimmed and their numbers in capitals.
func (f Facts) Tidy() Facts {
	trim, number := strings.TrimSpace, func(s string) string { return strings.ToUpper(strings.TrimSpace(s)) }
	f.Company, f.CreditCode, f.LegalPerson = trim(f.Company), number(f.CreditCode), trim(f.LegalPerson)
	f.Business.Number = number(f.Business.Number)
	f.Outlets = append([]Outlet{}, f.Outlets...)
	for i := range f.Outlets {
		o := &f.Outlets[i]
		o.Name, o.Address, o.Food.Number, o.Liquor.Number = trim(o.Name), trim(o.Address), number(o.Food.Number), trim(o.Liquor.Number)
	}
	return f
}

// Region is the district that an application lies in: its first store's; 0: not said.
func (f Facts) Region() int32 {
	if len(f.Outlets) == 0 {
		return 0
	}
	return f.Outlets[0].Region
}

// Keep returns a change of confidential facts in which what is empty stays as it was.
func (c Confidential) Keep(old Confidential) Confidential {
	for _, v := range []struct {
		to   *string
		from string
	}{
		{&c.ContactName, old.ContactName}, {&c.ContactPhone, old.ContactPhone}, {&c.AccountName, old.AccountName},
		{&c.AccountBank, old.AccountBank}, {&c.AccountNumber, old.AccountNumber},
	} {
		if *v.to == "" {
			*v.to = v.from
		}
	}
	return c
}

// complaints gathers what is missing or wrong, field by field.
type complaints []errs.Field

func (c *complaints) need(ok bool, path, why string) {
	if !ok {
		*c = append(*c, errs.Field{Path: path, Reason: why})
	}
}

// Complete reports MERCHANT_INCOMPLETE with every field that is missing or wrong at an instant.
func Complete(f Facts, c Confidential, now time.Time) error {
	var bad complaints
	bad.need(f.Company != "", "facts.companyName", "请填写企业名称")
	bad.need(ValidCreditCode(f.CreditCode), "facts.creditCode", "统一社会信用代码不正确")
	bad.need(f.LegalPerson != "", "facts.legalPerson", "请填写法定代表人")
	bad.need(f.Business.Number == f.CreditCode, "facts.business.number", "营业执照号须与统一社会信用代码一致")
	bad.need(f.Business.Picture != "", "facts.business.pictureUrl", "请上传营业执照照片")
	bad.need(f.Business.Expires.IsZero() || f.Business.Expires.After(now), "facts.business.expireTime", "营业执照已过期")
	bad.need(c.ContactName != "", "confidential.contactName", "请填写联系人")
	bad.need(c.ContactPhone != "", "confidential.contactPhone", "请填写联系电话")
	bad.need(c.AccountName != "", "confidential.accountName", "请填写开户名")
	bad.need(c.AccountBank != "", "confidential.accountBank", "请填写开户行")
	bad.need(c.AccountNumber != "", "confidential.accountNumber", "请填写结算账号")
	bad.need(len(f.Outlets) > 0, "facts.outlets", "请至少填写一家门店")
	for i, o := range f.Outlets {
		o.complain(&bad, fmt.Sprintf("facts.outlets[%d].", i), now)
	}
	if len(bad) == 0 {
		return nil
	}
	return errs.New(codes.InvalidArgument, "MERCHANT_INCOMPLETE", "资料不完整或有误，请按提示修改").WithFields(bad...)
}

func (o Outlet) complain(bad *complaints, at string, now time.Time) {
	bad.need(o.Name != "", at+"name", "请填写门店名称")
	bad.need(o.Address != "", at+"address", "请填写门店地址")
	bad.need(o.LatE6 != 0 && o.LngE6 != 0, at+"latE6", "请在地图上标出门店位置")
	bad.need(o.Region >= 100000 && o.Region <= 999999, at+"region", "请填写六位行政区划代码")
	bad.need(o.Phone != "", at+"phone", "请填写门店电话")
	bad.need(ValidFoodLicence(o.Food.Number), at+"food.number", "食品经营许可证号不正确")
	bad.need(o.Food.Picture != "", at+"food.pictureUrl", "请上传食品经营许可证照片")
	bad.need(o.Food.Expires.After(now), at+"food.expireTime", "食品经营许可证已过期，或未填写有效期")
	bad.need(o.Liquor.Number != "", at+"liquor.number", "请填写酒类零售备案号")
	bad.need(o.Liquor.Expires.IsZero() || o.Liquor.Expires.After(now), at+"liquor.expireTime", "酒类零售备案已过期")
}
