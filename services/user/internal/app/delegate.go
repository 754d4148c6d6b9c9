package app

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// DelegationLife is how long a service may read for somebody before it asks again, and so learns what changed.
const DelegationLife = 5 * time.Minute

// Delegate returns a token by which what a member of staff may read is read for them, with the roles that they have now. It
// belongs to no session of theirs: they may be signed out. USER_DISABLED where the account is, USER_NOT_FOUND where it is not
// staff's; who must have a second factor and has none gets a token that opens nothing, as their own does.
func (u *Users) Delegate(ctx context.Context, userID int64) (string, error) {
	user, err := u.store.User(ctx, userID)
	if err != nil {
		return "", fmt.Errorf("delegate: %w", err)
	}
	switch {
	case user.Staff == nil:
		return "", errs.New(codes.NotFound, "USER_NOT_FOUND", "只有员工账号可以导出")
	case user.Disabled || user.Staff.Disabled:
		return "", disabled()
	}
	// A new id, so that what ended the person's sessions before does not end this.
	caller := callerOf(user, u.ids.NextFor(user.ID))
	caller.Delegated = true
	if u.factorDemanded(user) {
		f, found, err := u.store.Factor(ctx, user.ID)
		if err != nil {
			return "", err
		}
		caller.LacksFactor = !found || f.ConfirmedAt.IsZero()
	}
	return u.signer.Load().SignFor(caller, DelegationLife)
}
