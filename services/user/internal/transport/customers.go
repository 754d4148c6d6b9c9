package transport

import (
	"context"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/mask"
	"dajiu/platform/paging"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

// RegisterCustomers serves accounts as operators see them.
func RegisterCustomers(server grpc.ServiceRegistrar, rows *store.Users, clk clock.Clock) {
	userv1.RegisterCustomerServiceServer(server, &customerServer{rows: rows, clock: clk})
	userv1.RegisterCustomerInternalServiceServer(server, &customerInternalServer{rows: rows})
}

type customerServer struct {
	userv1.UnimplementedCustomerServiceServer
	rows  *store.Users
	clock clock.Clock
}

func (s *customerServer) ListUsers(ctx context.Context, req *userv1.ListUsersRequest) (*userv1.ListUsersResponse, error) {
	if req.GetUserId() != 0 || req.GetPhone() != "" {
		return s.listOne(ctx, req)
	}
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	want := store.AccountsWanted{From: moment(req.GetCreatedFrom()), Before: moment(req.GetCreatedBefore())}
	if state := req.GetState(); state != userv1.AccountState_ACCOUNT_STATE_UNSPECIFIED {
		off := state == userv1.AccountState_ACCOUNT_STATE_DISABLED
		want.Disabled = &off
	}
	size := page.Limit(defaultPage)
	list, err := s.rows.Accounts(ctx, want, before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListUsersResponse{}
	if len(list) > size {
		list, resp.NextPageToken = list[:size], paging.Token(list[size-1].ID)
	}
	for _, u := range list {
		resp.Users = append(resp.Users, userEntryToProto(u))
	}
	return resp, nil
}

// moment is the time that is none where it is unset.
func moment(t *timestamppb.Timestamp) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.AsTime()
}

// listOne is the list of the account with an id, a phone, or both.
func (s *customerServer) listOne(ctx context.Context, req *userv1.ListUsersRequest) (*userv1.ListUsersResponse, error) {
	wanted := req.GetUserId()
	if phone := req.GetPhone(); phone != "" {
		owner, err := s.rows.PhoneOwner(ctx, phone)
		if err != nil {
			return nil, err
		}
		if owner == 0 || wanted != 0 && wanted != owner {
			return &userv1.ListUsersResponse{}, nil
		}
		wanted = owner
	}
	u, err := s.rows.User(ctx, wanted)
	if errs.HasReason(err, userv1.ErrorReason_USER_NOT_FOUND.String()) {
		return &userv1.ListUsersResponse{}, nil
	}
	if err != nil {
		return nil, err
	}
	return &userv1.ListUsersResponse{Users: []*userv1.UserEntry{userEntryToProto(u)}}, nil
}

func userEntryToProto(u domain.User) *userv1.UserEntry {
	return &userv1.UserEntry{
		UserId: u.ID, Nickname: u.Nickname, AvatarUrl: u.AvatarURL, PhoneMasked: mask.Phone(u.Phone), AgeConfirmed: !u.AgeConfirmedAt.IsZero(),
		Disabled: u.Disabled, CreateTime: timestamppb.New(u.CreatedAt),
	}
}

func (s *customerServer) ShowUser(ctx context.Context, req *userv1.ShowUserRequest) (*userv1.UserProfile, error) {
	u, err := s.rows.User(ctx, req.GetUserId())
	if err != nil {
		return nil, err
	}
	around, err := s.rows.Around(ctx, u.ID, s.clock.Now())
	if err != nil {
		return nil, err
	}
	consents, err := s.rows.Consents(ctx, u.ID)
	if err != nil {
		return nil, err
	}
	resp := &userv1.UserProfile{
		User: userEntryToProto(u), SessionCount: int32(around.Sessions), AddressCount: int32(around.Addresses), //nolint:gosec // few of one person
		Consents: latestConsents(consents),
	}
	if !u.AgeConfirmedAt.IsZero() {
		resp.AgeConfirmTime = timestamppb.New(u.AgeConfirmedAt)
	}
	for _, kind := range around.Identities {
		resp.Identities = append(resp.Identities, &userv1.Identity{Kind: strings.ToUpper(kind)})
	}
	if sw := around.LastSwitch; sw.ID != 0 {
		resp.SwitchReason, resp.SwitchOperatorId, resp.SwitchTime = sw.Reason, sw.OperatorID, timestamppb.New(sw.At)
	}
	return resp, nil
}

// latestConsents keeps the first of each kind; they come newest first.
func latestConsents(said []domain.Consent) []*userv1.Consent {
	var list []*userv1.Consent
	seen := map[int32]bool{}
	for _, c := range said {
		if !seen[c.Kind] {
			seen[c.Kind] = true
			list = append(list, consentToProto(c))
		}
	}
	return list
}

func (s *customerServer) NamePeople(ctx context.Context, req *userv1.NamePeopleRequest) (*userv1.NamePeopleResponse, error) {
	names, err := s.rows.Names(ctx, req.GetUserIds())
	if err != nil {
		return nil, err
	}
	resp := &userv1.NamePeopleResponse{}
	for _, n := range names {
		resp.People = append(resp.People, &userv1.PersonName{UserId: n.UserID, Name: n.Name, Staff: n.Staff})
	}
	return resp, nil
}

type customerInternalServer struct {
	userv1.UnimplementedCustomerInternalServiceServer
	rows *store.Users
}

func (s *customerInternalServer) FindUserByPhone(ctx context.Context, req *userv1.FindUserByPhoneRequest) (*userv1.FindUserByPhoneResponse, error) {
	owner, err := s.rows.PhoneOwner(ctx, req.GetPhone())
	return &userv1.FindUserByPhoneResponse{UserId: owner}, err
}
