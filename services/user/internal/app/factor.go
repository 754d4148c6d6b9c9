package app

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
	"google.golang.org/grpc/codes"

	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/services/user/internal/domain"
)

// issuer is what an authenticator calls us.
const issuer = "滴滴打酒"

// secretBytes is the length of a second factor's secret, as RFC 4226 asks for at least 16 and recommends 20.
const secretBytes = 20

// Enroll begins a second factor and returns its secret, in base32, and as the text of a picture to scan.
func (u *Users) Enroll(ctx context.Context, userID int64) (secret, uri string, err error) {
	user, err := u.store.User(ctx, userID)
	if err != nil {
		return "", "", err
	}
	name := user.Nickname
	if user.Staff != nil {
		name = user.Staff.Username
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: name, SecretSize: secretBytes, Period: domain.StepSeconds, Digits: otp.DigitsSix})
	if err != nil {
		return "", "", fmt.Errorf("make second factor: %w", err)
	}
	if err := u.store.Enroll(ctx, domain.Factor{UserID: userID, Secret: key.Secret(), CreatedAt: u.clock.Now()}); err != nil {
		return "", "", err
	}
	return key.Secret(), key.URL(), nil
}

// codeAt makes the code of a period.
func codeAt(secret string, step int64) (string, error) {
	return totp.GenerateCodeCustom(secret, time.Unix(step*domain.StepSeconds, 0), totp.ValidateOpts{Period: domain.StepSeconds, Digits: otp.DigitsSix}) //nolint:wrapcheck // the caller names the operation
}

// Confirm makes a second factor count, against a code of it, and returns its recovery codes: they are kept as digests
// and cannot be shown again. A wrong code is USER_OTP_WRONG, nothing to confirm USER_OTP_STATE.
func (u *Users) Confirm(ctx context.Context, userID int64, code string) ([]string, error) {
	f, found, err := u.store.Factor(ctx, userID)
	switch {
	case err != nil:
		return nil, err
	case !found || !f.ConfirmedAt.IsZero():
		return nil, domain.OTPState("没有待确认的两步验证")
	}
	if err := u.unlocked(ctx, userID); err != nil {
		return nil, err
	}
	step, ok, err := f.Match(code, u.clock.Now(), codeAt)
	if err != nil {
		return nil, fmt.Errorf("check code: %w", err)
	}
	if !ok {
		return nil, u.failed(ctx, userID, domain.OTPWrong())
	}
	shown, digests := make([]string, domain.RecoveryCodes), make([]string, domain.RecoveryCodes)
	for i := range shown {
		shown[i] = recoveryCode()
		tidy, _ := domain.TidyRecovery(shown[i])
		digests[i] = u.recovery.Of(tidy)
	}
	return shown, u.store.Confirm(ctx, userID, step, u.clock.Now(), digests)
}

// recoveryCode is 80 random bits in four groups of four.
func recoveryCode() string {
	raw := make([]byte, 10)
	_, _ = rand.Read(raw) // never fails: see crypto/rand
	text := strings.ToLower(base32.StdEncoding.EncodeToString(raw))
	return strings.Join([]string{text[:4], text[4:8], text[8:12], text[12:]}, "-")
}

// factorDemanded reports whether somebody must have a second factor: operators, where the installation says so.
func (u *Users) factorDemanded(user domain.User) bool {
	return u.policy.DemandFactor && user.Staff != nil && authn.Roles(user.Staff.Roles()).Has(operatorKind)
}

// RemoveFactor does without a second factor again, against a code of it or a recovery code.
func (u *Users) RemoveFactor(ctx context.Context, userID int64, code string) error {
	f, found, err := u.store.Factor(ctx, userID)
	switch {
	case err != nil:
		return err
	case !found:
		return domain.OTPState("没有开启两步验证")
	case f.ConfirmedAt.IsZero(): // it guarded nothing yet
		return u.store.RemoveFactor(ctx, userID, nil)
	}
	if err := u.unlocked(ctx, userID); err != nil {
		return err
	}
	user, err := u.store.User(ctx, userID)
	if err != nil {
		return err
	}
	if u.factorDemanded(user) {
		return errs.New(codes.FailedPrecondition, errs.ReasonFactor, "运营账号必须开启两步验证")
	}
	if err := u.checkFactor(ctx, f, code); err != nil {
		return u.failed(ctx, userID, err)
	}
	return u.store.RemoveFactor(ctx, userID, nil)
}

// unlocked refuses whoever failed too often lately: a stolen session is no place to guess codes.
func (u *Users) unlocked(ctx context.Context, userID int64) error {
	user, err := u.store.User(ctx, userID)
	if err == nil && user.Staff != nil && user.Staff.Locked(u.clock.Now()) {
		return locked()
	}
	return err
}

// ResetFactor removes the second factor of somebody who lost it, in the name of an operator. Their sessions end.
func (u *Users) ResetFactor(ctx context.Context, operator, userID int64) error {
	if operator == userID {
		return errs.New(codes.FailedPrecondition, "USER_OWN_ACCOUNT", "不能重置自己的两步验证")
	}
	over := u.revocation()
	return u.store.RemoveFactor(ctx, userID, &over)
}

// secondFactor asks for a code where an account has a second factor, and takes it: USER_OTP_REQUIRED, USER_OTP_WRONG.
func (u *Users) secondFactor(ctx context.Context, userID int64, code string) error {
	f, found, err := u.store.Factor(ctx, userID)
	switch {
	case err != nil:
		return err
	case !found || f.ConfirmedAt.IsZero():
		return nil
	case code == "":
		return domain.OTPRequired()
	}
	return u.checkFactor(ctx, f, code)
}

// checkFactor takes a code, or a recovery code, each good once.
func (u *Users) checkFactor(ctx context.Context, f domain.Factor, typed string) error {
	var taken bool
	if recovery, is := domain.TidyRecovery(typed); is {
		var err error
		if taken, err = u.store.UseRecovery(ctx, f.UserID, u.recovery.Of(recovery)); err != nil {
			return err
		}
	} else {
		step, ok, err := f.Match(typed, u.clock.Now(), codeAt)
		if err != nil {
			return fmt.Errorf("check code: %w", err)
		}
		if ok {
			if taken, err = u.store.UseStep(ctx, f.UserID, step); err != nil {
				return err
			}
		}
	}
	if !taken {
		return domain.OTPWrong()
	}
	return nil
}

// failed counts a failed proof of a member of staff, and returns why it failed.
func (u *Users) failed(ctx context.Context, userID int64, why error) error {
	if !errs.HasReason(why, "USER_OTP_WRONG") && !errs.HasReason(why, "USER_LOGIN_FAILED") {
		return why
	}
	_, err := u.store.UpdateStaff(ctx, userID, domain.Revocation{}, func(s *domain.Staff) (bool, error) {
		s.NoteFailure(u.clock.Now())
		return false, nil
	})
	if err != nil {
		return fmt.Errorf("count failure: %w", err)
	}
	return why
}
