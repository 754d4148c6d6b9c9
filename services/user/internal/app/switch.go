package app

import (
	"context"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/user/internal/domain"
)

// revocation ends sessions now.
func (u *Users) revocation() domain.Revocation {
	now := u.clock.Now()
	return domain.Revocation{At: now, TokensExpire: now.Add(u.policy.AccessLife)}
}

// Disable turns a customer's or a staff's account off, in the name of an operator: nobody signs in with it, and its
// sessions end. An account that is off keeps the reason it has. Nobody turns their own off: USER_OWN_ACCOUNT.
func (u *Users) Disable(ctx context.Context, operator, userID int64, reason string) (domain.User, domain.Switch, error) {
	if operator == userID {
		return domain.User{}, domain.Switch{}, errs.New(codes.FailedPrecondition, "USER_OWN_ACCOUNT", "不能停用自己的账号")
	}
	return u.turn(ctx, domain.Switch{UserID: userID, OperatorID: operator, Disabled: true, Reason: reason})
}

// Enable turns an account on again.
func (u *Users) Enable(ctx context.Context, operator, userID int64, reason string) (domain.User, domain.Switch, error) {
	return u.turn(ctx, domain.Switch{UserID: userID, OperatorID: operator, Reason: reason})
}

func (u *Users) turn(ctx context.Context, sw domain.Switch) (domain.User, domain.Switch, error) {
	over := u.revocation()
	sw.ID, sw.At = u.ids.NextFor(sw.UserID), over.At
	sw, err := u.store.Switch(ctx, sw, over)
	if err != nil {
		return domain.User{}, domain.Switch{}, err
	}
	user, err := u.changed(ctx, sw.UserID)
	return user, sw, err
}
