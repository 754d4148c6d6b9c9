package transport

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	"dajiu/platform/clock"
	"dajiu/platform/mask"
	"dajiu/services/merchant/internal/domain"
)

func moment(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

func licenceFromProto(l *merchantv1.Licence) domain.Licence {
	out := domain.Licence{Number: l.GetNumber(), Picture: l.GetPictureUrl()}
	if l.GetExpireTime() != nil {
		out.Expires = clock.Instant(l.GetExpireTime().AsTime())
	}
	return out
}

func licenceToProto(l domain.Licence) *merchantv1.Licence {
	return &merchantv1.Licence{Number: l.Number, PictureUrl: l.Picture, ExpireTime: moment(l.Expires)}
}

func factsFromProto(f *merchantv1.Facts) domain.Facts {
	out := domain.Facts{
		Company: f.GetCompanyName(), CreditCode: f.GetCreditCode(), LegalPerson: f.GetLegalPerson(), Business: licenceFromProto(f.GetBusiness()),
		MerchantCode: f.GetMerchantCode(), Outlets: make([]domain.Outlet, len(f.GetOutlets())),
	}
	for i, o := range f.GetOutlets() {
		out.Outlets[i] = domain.Outlet{
			Code: o.GetCode(), Name: o.GetName(), Address: o.GetAddress(), LatE6: o.GetLatE6(), LngE6: o.GetLngE6(), Region: o.GetRegion(), Phone: o.GetPhone(),
			Food: licenceFromProto(o.GetFood()), Liquor: licenceFromProto(o.GetLiquor()),
		}
	}
	return out
}

func factsToProto(f domain.Facts) *merchantv1.Facts {
	out := &merchantv1.Facts{
		CompanyName: f.Company, CreditCode: f.CreditCode, LegalPerson: f.LegalPerson, Business: licenceToProto(f.Business), MerchantCode: f.MerchantCode,
	}
	for _, o := range f.Outlets {
		out.Outlets = append(out.Outlets, &merchantv1.Outlet{
			Code: o.Code, Name: o.Name, Address: o.Address, LatE6: o.LatE6, LngE6: o.LngE6, Region: o.Region, Phone: o.Phone,
			Food: licenceToProto(o.Food), Liquor: licenceToProto(o.Liquor), StoreId: o.StoreID,
		})
	}
	return out
}

func confidentialFromProto(c *merchantv1.Confidential) domain.Confidential {
	return domain.Confidential{
		ContactName: c.GetContactName(), ContactPhone: c.GetContactPhone(),
		AccountName: c.GetAccountName(), AccountBank: c.GetAccountBank(), AccountNumber: c.GetAccountNumber(),
	}
}

func confidentialToProto(c domain.Confidential) *merchantv1.Confidential {
	return &merchantv1.Confidential{
		ContactName: c.ContactName, ContactPhone: c.ContactPhone, AccountName: c.AccountName, AccountBank: c.AccountBank, AccountNumber: c.AccountNumber,
	}
}

// masked hides the middle of what is confidential; an account number looks like a phone number to the mask.
func masked(c domain.Confidential) *merchantv1.Confidential {
	return &merchantv1.Confidential{
		ContactName: mask.Name(c.ContactName), ContactPhone: mask.Phone(c.ContactPhone),
		AccountName: mask.Name(c.AccountName), AccountBank: c.AccountBank, AccountNumber: mask.Phone(c.AccountNumber),
	}
}

func applicationToProto(a domain.Application) *merchantv1.Application {
	p := &merchantv1.Application{
		ApplicationId: a.ID, MerchantId: a.MerchantID, Change: a.Change, State: merchantv1.ApplicationState(a.State), Version: a.Version,
		ApplicantId: a.ApplicantID, ReviewerId: a.ReviewerID, Facts: factsToProto(a.Facts), Confidential: masked(a.Confidential), Reason: a.Reason,
		CreateTime: moment(a.CreatedAt), SubmitTime: moment(a.SubmittedAt), DecideTime: moment(a.DecideAt), UpdateTime: moment(a.UpdatedAt),
	}
	for _, r := range a.Returned {
		p.Returned = append(p.Returned, &merchantv1.FieldReason{Path: r.Path, Reason: r.Reason})
	}
	return p
}

func merchantToProto(m domain.Merchant) *merchantv1.Merchant {
	return &merchantv1.Merchant{
		MerchantId: m.ID, Code: m.Code, Name: m.Name, CreditCode: m.CreditCode, State: merchantv1.MerchantState(m.Standing), Reason: m.Reason,
		ApplicationId: m.ApplicationID, FirstExpireTime: moment(m.FirstExpiry), CreateTime: moment(m.CreatedAt), StoreCount: int32(m.Stores), //nolint:gosec // some hundreds
	}
}

func heldToProto(h domain.Held) *merchantv1.HeldLicence {
	return &merchantv1.HeldLicence{
		Kind: merchantv1.LicenceKind(h.Kind), StoreId: h.StoreID, StoreName: h.StoreName, Number: h.Number, ExpireTime: moment(h.Expires),
	}
}
