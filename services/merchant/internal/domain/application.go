package domain

import (
	"slices"
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// State is how far an application is. The numbers are the contract's.
type State int32

// The states.
const (
	Draft State = iota + 1
	Submitted
	Returned
	Approved
	Opened
	Rejected
	Withdrawn
)

// String is the state as people read it.
func (s State) String() string {
	return [...]string{"未知", "草稿", "待审核", "退回修改", "开通中", "已开通", "未通过", "已撤回"}[max(0, min(int(s), int(Withdrawn)))]
}

// transitions are the steps there are; every other is MERCHANT_STATE. An approved one that cannot be opened is returned.
func transitions() map[State][]State {
	return map[State][]State{
		Draft:     {Submitted, Withdrawn},
		Submitted: {Returned, Approved, Rejected, Withdrawn},
		Returned:  {Submitted, Withdrawn},
		Approved:  {Opened, Returned},
	}
}

// FieldReason says what is to be corrected. Its JSON names are stored.
type FieldReason struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}

// Application is what a company applies with (入驻申请).
type Application struct {
	ID, MerchantID int64
	// Change says that the merchant was there when it was made.
	Change                bool
	State                 State
	Version               int64
	ApplicantID           int64
	ReviewerID            int64
	Facts                 Facts
	Confidential          Confidential
	Returned              []FieldReason
	Reason                string
	CreatedAt, UpdatedAt  time.Time
	SubmittedAt, DecideAt time.Time
}

// NotFound says that there is no such application, or that it is not the caller's to see.
func NotFound(id int64) error {
	return errs.Newf(codes.NotFound, "MERCHANT_APPLICATION_NOT_FOUND", "没有编号为 %d 的入驻申请", id)
}

func (a *Application) step(to State, now time.Time) error {
	if !slices.Contains(transitions()[a.State], to) {
		return errs.Newf(codes.FailedPrecondition, "MERCHANT_STATE", "申请目前「%s」，不能变为「%s」", a.State, to)
	}
	a.State, a.UpdatedAt = to, now
	return nil
}

func (a *Application) owned(by int64) error {
	if a.ApplicantID != by {
		return errs.New(codes.PermissionDenied, "MERCHANT_NOT_APPLICANT", "只有申请人可以修改或提交")
	}
	return nil
}

// Edit replaces what is applied with, by whoever applied, of the version that was read. What is confidential and empty stays.
func (a *Application) Edit(by, version int64, f Facts, c Confidential, now time.Time) error {
	if err := a.owned(by); err != nil {
		return err
	}
	if a.State != Draft && a.State != Returned {
		return errs.Newf(codes.FailedPrecondition, "MERCHANT_STATE", "申请目前「%s」，不能修改", a.State)
	}
	if a.Version != version {
		return errs.New(codes.Aborted, "MERCHANT_VERSION_CONFLICT", "申请已被修改，请刷新后重试")
	}
	a.Facts, a.Confidential, a.UpdatedAt = f.Tidy(), c.Keep(a.Confidential), now
	return nil
}

// Submit hands it in. Handed in already, nothing changes.
func (a *Application) Submit(by int64, now time.Time) error {
	if err := a.owned(by); err != nil || a.State == Submitted {
		return err
	}
	if err := a.step(Submitted, now); err != nil {
		return err
	}
	a.SubmittedAt, a.Returned, a.ReviewerID = now, nil, 0
	return Complete(a.Facts, a.Confidential, now)
}

// Withdraw ends it, by whoever applied.
func (a *Application) Withdraw(by int64, now time.Time) error {
	if err := a.owned(by); err != nil || a.State == Withdrawn {
		return err
	}
	return a.step(Withdrawn, now)
}

// decide is what all reviews have in common: two people, and a state that can be decided. The same word again changes nothing.
func (a *Application) decide(to State, by int64, now time.Time) (again bool, err error) {
	if by == a.ApplicantID {
		return false, errs.New(codes.PermissionDenied, "MERCHANT_OWN_APPLICATION", "审核人不能是申请人，请由另一位运营审核")
	}
	if a.ReviewerID == by && (a.State == to || to == Approved && a.State == Opened) {
		return true, nil
	}
	if err := a.step(to, now); err != nil {
		return false, err
	}
	a.ReviewerID, a.DecideAt = by, now
	return false, nil
}

// Return gives it back for corrections.
func (a *Application) Return(by int64, fields []FieldReason, now time.Time) error {
	if _, err := a.decide(Returned, by, now); err != nil {
		return err
	}
	a.Returned = fields
	return nil
}

// Approve lets it pass. Facts that no longer hold, such as a licence that ended meanwhile, are MERCHANT_INCOMPLETE.
func (a *Application) Approve(by int64, now time.Time) error {
	again, err := a.decide(Approved, by, now)
	if err != nil || again {
		return err
	}
	return Complete(a.Facts, a.Confidential, now)
}

// Reject ends it with a no.
func (a *Application) Reject(by int64, reason string, now time.Time) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return errs.Invalid("reason", "must not be blank")
	}
	if again, err := a.decide(Rejected, by, now); err != nil || again {
		return err
	}
	a.Reason = reason
	return nil
}

// Open ends an approved one: its merchant and stores are there.
func (a *Application) Open(merchantID int64, now time.Time) error {
	if err := a.step(Opened, now); err != nil {
		return err
	}
	a.MerchantID = merchantID
	return nil
}

// Refuse returns an approved one that cannot be opened, because somebody else has what it wants.
func (a *Application) Refuse(fields []FieldReason, now time.Time) error {
	if err := a.step(Returned, now); err != nil {
		return err
	}
	a.Returned = fields
	return nil
}

// MerchantCode is what the catalogue calls the merchant.
func (a *Application) MerchantCode() string {
	if a.Facts.MerchantCode != "" {
		return a.Facts.MerchantCode
	}
	return strings.ToLower(a.Facts.CreditCode)
}
