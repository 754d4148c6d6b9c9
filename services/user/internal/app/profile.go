package app

import (
	"context"
	"fmt"
	"slices"

	"google.golang.org/grpc/codes"

	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

// Me returns an account.
func (u *Users) Me(ctx context.Context, id int64) (domain.User, error) { return u.store.User(ctx, id) }

// UpdateProfile changes nickname and avatar; nil leaves one as it is.
func (u *Users) UpdateProfile(ctx context.Context, id int64, nickname, avatar *string) (domain.User, error) {
	if err := u.store.UpdateProfile(ctx, id, nickname, avatar); err != nil {
		return domain.User{}, err
	}
	return u.changed(ctx, id)
}

// changed forgets what was kept at hand of an account, and reads it again.
func (u *Users) changed(ctx context.Context, id int64) (domain.User, error) {
	u.buyers.Invalidate(id)
	return u.store.User(ctx, id)
}

// BindPhone stores the number that a phone code stands for.
func (u *Users) BindPhone(ctx context.Context, id int64, code string) (domain.User, error) {
	phone, err := u.wechat.Phone(ctx, code)
	if err != nil {
		return domain.User{}, fmt.Errorf("bind phone: %w", err)
	}
	if err := u.store.BindPhone(ctx, id, phone); err != nil {
		return domain.User{}, err
	}
	return u.changed(ctx, id)
}

// ConfirmAge records a person's statement to be of age: 我已年满 18 周岁. The opposite statement is USER_UNDERAGE.
func (u *Users) ConfirmAge(ctx context.Context, id int64, adult bool, notice string) (domain.User, error) {
	if !adult {
		return domain.User{}, errs.New(codes.FailedPrecondition, "USER_UNDERAGE", "未成年人禁止购买酒类商品")
	}
	if err := u.store.ConfirmAge(ctx, id, notice, u.clock.Now()); err != nil {
		return domain.User{}, err
	}
	return u.changed(ctx, id)
}

// Consents returns what a person agreed to and took back, newest first.
func (u *Users) Consents(ctx context.Context, id int64) ([]domain.Consent, error) {
	return u.store.Consents(ctx, id)
}

// RecordConsent keeps that a person agreed to a version of a text, or took it back. What there is no account without
// cannot be taken back so: USER_CONSENT_NEEDED.
func (u *Users) RecordConsent(ctx context.Context, c domain.Consent) (domain.Consent, error) {
	c, err := domain.NewConsent(c)
	if err != nil {
		return domain.Consent{}, err
	}
	c.ID, c.CreatedAt = u.ids.NextFor(c.UserID), u.clock.Now()
	return u.store.RecordConsent(ctx, c)
}

// Buyer returns what placing an order needs to know. Address 0 asks for none.
func (u *Users) Buyer(ctx context.Context, id, addressID int64) (domain.User, domain.Address, error) {
	user, ok := u.buyers.GetIfPresent(id)
	if !ok {
		var err error
		if user, err = u.store.User(ctx, id); err != nil {
			return domain.User{}, domain.Address{}, err
		}
		u.buyers.Set(id, user)
	}
	if addressID == 0 {
		return user, domain.Address{}, nil
	}
	address, ok := u.places.GetIfPresent(addressID)
	if ok && address.UserID == id {
		return user, address, nil
	}
	address, err := u.store.Address(ctx, id, addressID)
	if err == nil {
		u.places.Set(addressID, address)
	}
	return user, address, err
}

// Addresses returns a person's addresses.
func (u *Users) Addresses(ctx context.Context, id int64) ([]domain.Address, error) {
	return u.store.Addresses(ctx, id)
}

// CreateAddress stores an address under a request key; the same key again returns the same address.
func (u *Users) CreateAddress(ctx context.Context, a domain.Address, key string) (domain.Address, error) {
	a.ID, a.CreatedAt = u.ids.NextFor(a.UserID), u.clock.Now()
	return u.store.CreateAddress(ctx, a, key)
}

// ReplaceAddress puts new contents in place of an address.
func (u *Users) ReplaceAddress(ctx context.Context, a domain.Address) (domain.Address, error) {
	if err := u.store.ReplaceAddress(ctx, a); err != nil {
		return domain.Address{}, err
	}
	u.places.Invalidate(a.ID)
	return u.store.Address(ctx, a.UserID, a.ID)
}

// DeleteAddress removes an address.
func (u *Users) DeleteAddress(ctx context.Context, userID, id int64) error {
	if err := u.store.DeleteAddress(ctx, userID, id); err != nil {
		return err
	}
	u.places.Invalidate(id)
	return nil
}

// CreateStaff makes a staff account under a request key; the same key again returns the same account. A name that
// is taken is USER_DUPLICATE, a weak password USER_PASSWORD_WEAK.
func (u *Users) CreateStaff(ctx context.Context, s domain.Staff, password, key string) (domain.Staff, error) {
	if before, found, err := u.store.StaffByKey(ctx, key); err != nil || found {
		return before, err
	}
	if err := domain.CheckPassword(password, s.Username); err != nil {
		return domain.Staff{}, err
	}
	if err := domain.CheckGrants(s.Grants); err != nil {
		return domain.Staff{}, err
	}
	hash, err := u.hasher.Hash(ctx, password)
	if err != nil {
		return domain.Staff{}, err
	}
	s.UserID, s.PasswordHash, s.CreatedAt = u.ids.Next(), hash, u.clock.Now()
	if err := u.store.CreateStaff(ctx, s, key); err != nil {
		if sqldb.IsDuplicate(err) {
			if before, found, err := u.store.StaffByKey(ctx, key); err != nil || found {
				return before, err
			}
			return domain.Staff{}, errs.New(codes.AlreadyExists, "USER_DUPLICATE", "用户名已被使用")
		}
		return domain.Staff{}, err
	}
	return s, nil
}

// firstOperator is the account by which an installation begins.
const firstOperator = "admin"

// EnsureOperator makes the first operator's account with a password. It does nothing where the account is there, or
// no password is given.
func (u *Users) EnsureOperator(ctx context.Context, password string) error {
	if password == "" {
		return nil
	}
	if _, found, err := u.store.StaffByUsername(ctx, firstOperator); err != nil || found {
		return err
	}
	_, err := u.CreateStaff(ctx, domain.Staff{
		Username: firstOperator, Name: "运营管理员", Grants: domain.BuiltInGrants(1<<domain.KindOperator, nil),
	}, password, "first-operator")
	return err
}

// ListStaff returns up to limit staff accounts with an id above after that are within a scope: all whose grants are. Next
// is where to go on; 0: there are no more.
func (u *Users) ListStaff(ctx context.Context, within authz.Data, after int64, limit int) (list []domain.Staff, next int64, err error) {
	// A bounded look at a time: who sees few of many gets short pages.
	for range scanPages {
		page, err := u.store.ListStaff(ctx, after, limit)
		if err != nil {
			return nil, 0, err
		}
		for _, s := range page {
			after = s.UserID
			if visible(within, s) {
				list = append(list, s)
			}
			if len(list) == limit {
				return list, after, nil
			}
		}
		if len(page) < limit {
			return list, 0, nil
		}
	}
	return list, after, nil
}

// scanPages bounds how many pages of staff are looked at for one answer.
const scanPages = 10

// visible reports whether an operator's scope covers all that a member of staff was granted. Whoever reaches only
// regions or stores does not see those who reach further.
func visible(within authz.Data, s domain.Staff) bool {
	return !slices.ContainsFunc(GrantsOf(s), func(g authn.Grant) bool { return !within.Covers(g) })
}
