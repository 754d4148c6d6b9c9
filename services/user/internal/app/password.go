package app

import (
	"context"
	"fmt"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/user/internal/domain"
)

// ChangePassword sets a member of staff's own password, against the present one and a code where there is a second factor. All
// their sessions end. What is wrong counts as a failed login: USER_LOGIN_FAILED, USER_OTP_REQUIRED, USER_OTP_WRONG, USER_LOCKED; a weak
// one, or the one there is, is USER_PASSWORD_WEAK.
func (u *Users) ChangePassword(ctx context.Context, userID int64, old, otp, next string) error {
	user, err := u.store.User(ctx, userID)
	if err != nil {
		return err
	}
	if user.Staff == nil {
		return errs.New(codes.PermissionDenied, errs.ReasonForbidden, "only staff sign in by password")
	}
	if user.Staff.Locked(u.clock.Now()) {
		return locked()
	}
	if err := domain.CheckNewPassword(next, old, user.Staff.Username); err != nil {
		return err
	}
	good, err := u.hasher.Verify(ctx, old, user.Staff.PasswordHash)
	if err != nil {
		return fmt.Errorf("change password: %w", err)
	}
	if !good {
		return u.failed(ctx, userID, domain.LoginFailed())
	}
	if err := u.secondFactor(ctx, userID, otp); err != nil {
		return u.failed(ctx, userID, err)
	}
	hash, err := u.hasher.Hash(ctx, next)
	if err != nil {
		return err
	}
	return u.store.SetPassword(ctx, userID, user.Staff.PasswordHash, hash, u.revocation())
}
