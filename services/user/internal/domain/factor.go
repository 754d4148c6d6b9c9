package domain

import (
	"crypto/subtle"
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
)

// Factor is a second factor by time-based codes (两步验证, RFC 6238).
type Factor struct {
	UserID int64
	// Secret is in base32.
	Secret      string `json:"-"`
	ConfirmedAt time.Time
	CreatedAt   time.Time
	// LastStep is the period of the code that was used last.
	LastStep int64
}

// StepSeconds is how long one code is good, and Steps how many periods beside the present one are taken, for clocks that
// differ.
const (
	StepSeconds = 30
	Steps       = 1
)

// Match returns the period of a code that is good at an instant and was not used before. At makes the code of a period.
func (f Factor) Match(code string, now time.Time, at func(secret string, step int64) (string, error)) (step int64, ok bool, err error) {
	present := now.Unix() / StepSeconds
	for step := present - Steps; step <= present+Steps; step++ {
		want, err := at(f.Secret, step)
		if err != nil {
			return 0, false, err
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 && step > f.LastStep {
			return step, true, nil
		}
	}
	return 0, false, nil
}

// RecoveryCodes is how many recovery codes somebody gets.
const RecoveryCodes = 10

// TidyRecovery gives a recovery code the form it is kept in, however it was typed: small letters without spaces and
// hyphens. Codes of the second factor are of six digits, so the two are told apart.
func TidyRecovery(typed string) (code string, ok bool) {
	code = strings.NewReplacer("-", "", " ", "").Replace(strings.ToLower(typed))
	return code, len(code) >= 12
}

// OTPRequired asks for a code of the second factor.
func OTPRequired() error {
	return errs.New(codes.Unauthenticated, "USER_OTP_REQUIRED", "请输入动态验证码")
}

// OTPWrong says that a code is wrong, old or used; which is not told.
func OTPWrong() error {
	return errs.New(codes.Unauthenticated, "USER_OTP_WRONG", "验证码错误或已失效")
}

// OTPState says that there is a second factor already, or none.
func OTPState(why string) error {
	return errs.New(codes.FailedPrecondition, "USER_OTP_STATE", why)
}
