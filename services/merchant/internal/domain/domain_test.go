package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/services/merchant/internal/domain"
)

var noon = time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

func TestNumbersThatDoNotCheckAreRefused(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"91350100M000100Y43": true, // the example of GB 32100-2015
		"91350100M000100Y44": false, "91350100M000100Y4": false, "91350100I000100Y43": false, "": false,
	} {
		require.Equal(t, want, domain.ValidCreditCode(code), code)
	}
	for number, want := range map[string]bool{
		"JY13502030000019": jy("1350203000001") == '9', "JY43502030000010": false, "JY1350203000001": false, "XX13502030000010": false, "JY1350203000A010": false,
	} {
		require.Equal(t, want, domain.ValidFoodLicence(number), number)
	}
	valid := "JY1350203000001" + string(jy("1350203000001"))
	require.True(t, domain.ValidFoodLicence(valid))
	for d := byte('0'); d <= '9'; d++ {
		if d != jy("1350203000001") {
			require.False(t, domain.ValidFoodLicence("JY1350203000001"+string(d)))
		}
	}
}

// jy is the check of ISO 7064 mod 11,10 in its other form: the digit for which the whole gives 1.
func jy(body string) byte {
	for d := byte('0'); d <= '9'; d++ {
		p := 10
		for _, c := range []byte(body) {
			s := p + int(c-'0')
			if s%10 == 0 {
				p = 20 % 11
			} else {
				p = s % 10 * 2 % 11
			}
		}
		if (p+int(d-'0'))%10 == 1 {
			return d
		}
	}
	return 0
}

func good() (domain.Facts, domain.Confidential) {
	year := noon.AddDate(1, 0, 0)
	return domain.Facts{
			Company: "成都锦里酒业有限公司", CreditCode: "91350100M000100Y43", LegalPerson: "王小明",
			Business: domain.Licence{Number: "91350100M000100Y43", Picture: "/media/l/a.svg"},
			Outlets: []domain.Outlet{{
				Code: "s1", Name: "锦里店", Address: "武侯祠大街 1 号", LatE6: 30_650_000, LngE6: 104_060_000, Region: 510107, Phone: "02888880000",
				Food:   domain.Licence{Number: "JY1350203000001" + string(jy("1350203000001")), Picture: "/media/l/b.svg", Expires: year},
				Liquor: domain.Licence{Number: "川酒零备 001", Expires: year},
			}},
		}, domain.Confidential{
			ContactName: "李雷", ContactPhone: "13800138000", AccountName: "成都锦里酒业有限公司", AccountBank: "工商银行锦里支行", AccountNumber: "6222020000000000",
		}
}

func TestEverythingThatIsMissingIsToldAtOnce(t *testing.T) {
	t.Parallel()
	f, c := good()
	require.NoError(t, domain.Complete(f, c, noon))
	f.CreditCode, f.Outlets[0].Food.Number, f.Outlets[0].Food.Expires, c.AccountNumber = "91350100M000100Y44", "JY1", noon, ""
	err := domain.Complete(f, c, noon)
	require.True(t, errs.HasReason(err, "MERCHANT_INCOMPLETE"))
	var paths []string
	for _, v := range errs.From(err).Fields() {
		paths = append(paths, v.Path)
	}
	require.Equal(t, []string{
		"facts.creditCode", "facts.business.number", "confidential.accountNumber", "facts.outlets[0].food.number", "facts.outlets[0].food.expireTime",
	}, paths)
	require.Error(t, domain.Complete(domain.Facts{}, domain.Confidential{}, noon))
}

// TestEveryStepFromEveryState walks the whole matrix: what is not in the table is MERCHANT_STATE.
func TestEveryStepFromEveryState(t *testing.T) {
	t.Parallel()
	const applicant, reviewer = 1, 2
	acts := []struct {
		to  domain.State
		do  func(*domain.Application) error
		may []domain.State
	}{
		{domain.Submitted, func(a *domain.Application) error { return a.Submit(applicant, noon) }, []domain.State{domain.Draft, domain.Returned, domain.Submitted}},
		{domain.Withdrawn, func(a *domain.Application) error { return a.Withdraw(applicant, noon) }, []domain.State{domain.Draft, domain.Submitted, domain.Returned, domain.Withdrawn}},
		{domain.Returned, func(a *domain.Application) error {
			return a.Return(reviewer, []domain.FieldReason{{Path: "a", Reason: "b"}}, noon)
		}, []domain.State{domain.Submitted, domain.Approved}},
		{domain.Approved, func(a *domain.Application) error { return a.Approve(reviewer, noon) }, []domain.State{domain.Submitted}},
		{domain.Rejected, func(a *domain.Application) error { return a.Reject(reviewer, "no", noon) }, []domain.State{domain.Submitted}},
		{domain.Opened, func(a *domain.Application) error { return a.Open(7, noon) }, []domain.State{domain.Approved}},
	}
	for from := domain.Draft; from <= domain.Withdrawn; from++ {
		for _, act := range acts {
			f, c := good()
			a := domain.Application{State: from, ApplicantID: applicant, Facts: f, Confidential: c}
			err := act.do(&a)
			allowed := false
			for _, s := range act.may {
				allowed = allowed || s == from
			}
			if allowed {
				require.NoError(t, err, "%s to %s", from, act.to)
				require.Equal(t, act.to, a.State)
				continue
			}
			require.True(t, errs.HasReason(err, "MERCHANT_STATE"), "%s to %s: %v", from, act.to, err)
		}
	}
}

func TestNobodyReviewsWhatTheyAppliedFor(t *testing.T) {
	t.Parallel()
	f, c := good()
	for name, review := range map[string]func(*domain.Application) error{
		"approve": func(a *domain.Application) error { return a.Approve(1, noon) },
		"return":  func(a *domain.Application) error { return a.Return(1, nil, noon) },
		"reject":  func(a *domain.Application) error { return a.Reject(1, "x", noon) },
	} {
		a := domain.Application{State: domain.Submitted, ApplicantID: 1, Facts: f, Confidential: c}
		require.True(t, errs.HasReason(review(&a), "MERCHANT_OWN_APPLICATION"), name)
	}
	a := domain.Application{State: domain.Draft, ApplicantID: 1, Version: 3, Facts: f, Confidential: c}
	require.True(t, errs.HasReason(a.Edit(2, 3, f, c, noon), "MERCHANT_NOT_APPLICANT"))
	require.True(t, errs.HasReason(a.Edit(1, 2, f, c, noon), "MERCHANT_VERSION_CONFLICT"))
	require.NoError(t, a.Edit(1, 3, f, domain.Confidential{ContactPhone: "02812345678"}, noon))
	require.Equal(t, "李雷", a.Confidential.ContactName, "what is left empty stays")
	require.Equal(t, "02812345678", a.Confidential.ContactPhone)
}

func TestALicenceThatEndedWhileItWaitedIsNotApproved(t *testing.T) {
	t.Parallel()
	f, c := good()
	a := domain.Application{State: domain.Submitted, ApplicantID: 1, Facts: f, Confidential: c}
	require.True(t, errs.HasReason(a.Approve(2, noon.AddDate(2, 0, 0)), "MERCHANT_INCOMPLETE"))
}
