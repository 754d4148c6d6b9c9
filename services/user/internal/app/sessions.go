package app

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/user/internal/domain"
)

// Sessions returns where a person is signed in, newest first.
func (u *Users) Sessions(ctx context.Context, userID int64) ([]domain.Session, error) {
	return u.store.Sessions(ctx, userID, u.clock.Now())
}

// RevokeSession signs a person out in one place. A session that is over, or another's, changes nothing.
func (u *Users) RevokeSession(ctx context.Context, userID, session int64) error {
	return u.store.RevokeSession(ctx, userID, session, u.revocation())
}

// StepUp proves again that a member of staff is there, by password and second factor, and returns an access token of the
// same session by which dangerous acts are open for a while. What is wrong counts as a failed login.
func (u *Users) StepUp(ctx context.Context, userID, session int64, password, otp string) (string, error) {
	user, err := u.store.User(ctx, userID)
	if err != nil {
		return "", err
	}
	if user.Staff == nil {
		return "", errs.New(codes.PermissionDenied, errs.ReasonForbidden, "only staff sign in by password")
	}
	if user.Staff.Locked(u.clock.Now()) {
		return "", locked()
	}
	good, err := u.hasher.Verify(ctx, password, user.Staff.PasswordHash)
	if err != nil {
		return "", fmt.Errorf("step up: %w", err)
	}
	if !good {
		return "", u.failed(ctx, userID, domain.LoginFailed())
	}
	if err := u.secondFactor(ctx, userID, otp); err != nil {
		return "", u.failed(ctx, userID, err)
	}
	proved, err := u.store.UpdateSession(ctx, session, func(s *domain.Session) error { return s.Prove(userID, u.clock.Now()) })
	if err != nil {
		return "", err
	}
	login, err := u.issue(ctx, user, proved)
	return login.Access, err
}

// devicesKept is how long a device is known that is not used: whoever comes back after half a year is told of it.
const devicesKept = 180 * 24 * time.Hour

// SweepDevices forgets some of the devices that were not used for half a year, and returns how many.
func (u *Users) SweepDevices(ctx context.Context, now time.Time) (int64, error) {
	return u.store.SweepDevices(ctx, now.Add(-devicesKept))
}
