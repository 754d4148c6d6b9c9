package transport

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/mask"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

func userToProto(u domain.User) *userv1.User {
	p := &userv1.User{
		UserId: u.ID, Nickname: u.Nickname, AvatarUrl: u.AvatarURL, PhoneMasked: mask.Phone(u.Phone),
		AgeConfirmed: !u.AgeConfirmedAt.IsZero(), Roles: app.RolesOf(u).List(), CreateTime: timestamppb.New(u.CreatedAt),
	}
	if u.Staff != nil {
		p.StoreIds = u.Staff.StoreIDs()
	}
	return p
}

func staffToProto(s domain.Staff) *userv1.Staff {
	return &userv1.Staff{
		UserId: s.UserID, Username: s.Username, Name: s.Name, Roles: authn.Roles(s.Roles()).List(), StoreIds: s.StoreIDs(),
		Disabled: s.Disabled, CreateTime: timestamppb.New(s.CreatedAt), Grants: grantsToProto(s.Grants),
	}
}

func accountToProto(u domain.User, sw domain.Switch) *userv1.Account {
	a := &userv1.Account{
		UserId: u.ID, Nickname: u.Nickname, PhoneMasked: mask.Phone(u.Phone), Roles: app.RolesOf(u).List(),
		Disabled: u.Disabled, Reason: sw.Reason, OperatorId: sw.OperatorID,
	}
	if !sw.At.IsZero() {
		a.ChangeTime = timestamppb.New(sw.At)
	}
	return a
}

func consentToProto(c domain.Consent) *userv1.Consent {
	return &userv1.Consent{
		ConsentId: c.ID, Kind: userv1.ConsentKind(c.Kind), Version: c.Version, Granted: c.Granted, CreateTime: timestamppb.New(c.CreatedAt),
	}
}

func addressFromProto(a *userv1.Address, userID, id int64) domain.Address {
	return domain.Address{
		ID: id, UserID: userID, ContactName: a.GetContactName(), Phone: a.GetPhone(), Province: a.GetProvince(), City: a.GetCity(),
		District: a.GetDistrict(), Street: a.GetStreet(), Door: a.GetDoor(), LatE6: a.GetPoint().GetLatE6(), LngE6: a.GetPoint().GetLngE6(),
		Default: a.GetIsDefault(), Label: a.GetLabel(),
	}
}

func addressToProto(a domain.Address) *userv1.Address {
	return &userv1.Address{
		AddressId: a.ID, ContactName: a.ContactName, Phone: a.Phone, Province: a.Province, City: a.City, District: a.District,
		Street: a.Street, Door: a.Door, Point: &userv1.Point{LatE6: a.LatE6, LngE6: a.LngE6}, IsDefault: a.Default, Label: a.Label,
	}
}
