package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"net/netip"
	"time"

	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/user/internal/domain"
)

// Texts sends codes by text message.
type Texts interface {
	// SendCode sends a code to a phone. Where nobody takes it right now it is USER_SMS_UNAVAILABLE, where the phone cannot or
	// will not have it USER_PHONE_REFUSED; a vendor's own limit is USER_SMS_LIMIT.
	SendCode(ctx context.Context, phone, code string) error
}

// CodeLimits are how often codes may be asked for and guessed at.
type CodeLimits struct {
	// Phone, Address and Device bound the messages: to one phone, from one address, by one device.
	Phone   domain.Limits `koanf:"phone"`
	Address domain.Limits `koanf:"address"`
	Device  domain.Limits `koanf:"device"`
	// Guess bounds the codes that one address, or one device, tries; right and wrong ones.
	Guess domain.Limits `koanf:"guess"`
}

// DefaultCodeLimits are what vendors let one phone have, and for addresses room for the many people behind one of a carrier.
func DefaultCodeLimits() CodeLimits {
	return CodeLimits{
		Phone: domain.Limits{Minute: 1, Hour: 5, Day: 10}, Address: domain.Limits{Minute: 10, Hour: 60, Day: 300},
		Device: domain.Limits{Minute: 2, Hour: 10, Day: 20}, Guess: domain.Limits{Minute: 20, Hour: 100, Day: 500},
	}
}

// Check refuses limits that are none.
func (l CodeLimits) Check() error {
	for key, limits := range map[string]domain.Limits{"phone": l.Phone, "address": l.Address, "device": l.Device, "guess": l.Guess} {
		if err := limits.Check("user.codes." + key); err != nil {
			return err
		}
	}
	if l.Phone.Minute == 0 || l.Guess.Minute == 0 {
		return fmt.Errorf("user.codes: phones and guesses need limits")
	}
	return nil
}

// subject names who does what, so that nobody can read it in the store.
func (u *Users) subject(act, who string) string { return u.codes.Of(act + " " + who) }

// by returns the attempts of an act at one address and one device; what is not known is not counted.
func (u *Users) by(act string, from Device, address, device domain.Limits) []domain.Attempt {
	var list []domain.Attempt
	if from.Address != "" {
		list = append(list, address.Of(u.subject(act+" address", network(from.Address)))...)
	}
	if from.ID != "" {
		list = append(list, device.Of(u.subject(act+" device", from.ID))...)
	}
	return list
}

// network is what addresses of one connection have in common: all of an IPv4 address, the first half of an IPv6 address.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return address
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return address
	}
	return prefix.String()
}

// digest of a code: for one phone, one purpose and, where it is to be bound, one account.
func (u *Users) digest(phone string, purpose domain.Purpose, owner int64, digits string) string {
	return u.codes.Of(fmt.Sprintf("code %d %d %s %s", purpose, owner, phone, digits))
}

// SendCode sends a new code to a phone, for a purpose and, where it is to be bound, an account. It voids the one before.
// Whether the phone has an account is not looked at: nobody learns it here.
//
// Errors: USER_SMS_LIMIT with when to go on; those of [Texts].
func (u *Users) SendCode(ctx context.Context, phone string, purpose domain.Purpose, owner int64, from Device) error {
	number, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return fmt.Errorf("make code: %w", err)
	}
	digits, now := fmt.Sprintf("%0*d", domain.CodeDigits, number), u.clock.Now()
	mine := u.limits.Phone.Of(u.subject("send phone", phone))
	attempts := append(mine, u.by("send", from, u.limits.Address, u.limits.Device)...)
	code := domain.Code{Phone: phone, Purpose: purpose, Digest: u.digest(phone, purpose, owner, digits), ExpiresAt: now.Add(domain.CodeLife)}
	if err := u.store.PutCode(ctx, code, attempts, now); err != nil {
		return err
	}
	// The code stays where this fails: an answer that was lost may have been a message that was sent.
	err = u.texts.SendCode(ctx, phone, digits)
	if errs.HasReason(err, "USER_SMS_UNAVAILABLE") {
		if failure := u.store.ReturnAttempts(ctx, mine); failure != nil {
			u.log.ErrorContext(ctx, "a code that was not sent counts", "error", failure)
		}
	}
	return err
}

// take takes a code that somebody typed. A wrong one is USER_SMS_CODE_WRONG, too many guesses USER_SMS_LIMIT.
func (u *Users) take(ctx context.Context, phone, digits string, purpose domain.Purpose, owner int64, from Device) error {
	code := domain.Code{Phone: phone, Purpose: purpose, Digest: u.digest(phone, purpose, owner, digits)}
	taken, err := u.store.TakeCode(ctx, code, u.by("guess", from, u.limits.Guess, u.limits.Guess), u.clock.Now())
	if err != nil {
		return err
	}
	if !taken {
		return domain.CodeWrong()
	}
	return nil
}

// LoginPhone signs a consumer in with the code that was sent to a phone, and up the first time. WechatCode, where given,
// is a code of wx.login: an account without a WeChat identity gets that one.
//
// Errors: those of take; USER_DISABLED.
func (u *Users) LoginPhone(ctx context.Context, phone, digits, wechatCode string, from Device) (Login, error) {
	login, err := u.loginPhone(ctx, phone, digits, wechatCode, from)
	u.metrics.login(wayPhone, err)
	return login, err
}

func (u *Users) loginPhone(ctx context.Context, phone, digits, wechatCode string, from Device) (Login, error) {
	if err := u.take(ctx, phone, digits, domain.CodeLogin, 0, from); err != nil {
		return Login{}, err
	}
	user, found, err := u.store.UserByPhone(ctx, phone)
	if err != nil {
		return Login{}, fmt.Errorf("login: %w", err)
	}
	if !found {
		if user, err = u.signUpPhone(ctx, phone); err != nil {
			return Login{}, fmt.Errorf("sign up: %w", err)
		}
	}
	switch {
	case user.Disabled:
		return Login{}, disabled()
	case user.Staff != nil: // their second factor would be passed by
		return Login{}, errs.New(codes.PermissionDenied, errs.ReasonForbidden, "员工账号请用密码登录")
	}
	if wechatCode != "" && user.OpenID == "" {
		if user, err = u.link(ctx, user, wechatCode); err != nil {
			return Login{}, fmt.Errorf("login: %w", err)
		}
	}
	return u.open(ctx, user, from)
}

// link gives an account the WeChat identity of a login code. That WeChat does not answer, or knows no such code, keeps
// nobody from signing in: the next time will do.
func (u *Users) link(ctx context.Context, user domain.User, code string) (domain.User, error) {
	who, err := u.wechat.Identify(ctx, code)
	if err != nil {
		u.log.WarnContext(ctx, "a phone's account stays without WeChat", "error", err)
		return user, nil
	}
	linked, err := u.store.LinkWechat(ctx, user.ID, who.OpenID)
	if err != nil || !linked {
		return user, err
	}
	return u.changed(ctx, user.ID)
}

// signUpPhone makes an account; where the same person signed up in the same moment, that account is theirs.
func (u *Users) signUpPhone(ctx context.Context, phone string) (domain.User, error) {
	user := domain.User{ID: u.ids.Next(), Nickname: "酒友", Phone: phone, CreatedAt: u.clock.Now()}
	created, err := u.store.CreateByPhone(ctx, user)
	if err != nil || created {
		return user, err
	}
	user, found, err := u.store.UserByPhone(ctx, phone)
	if err == nil && !found {
		err = errs.New(codes.Aborted, errs.ReasonConflict, "请重试")
	}
	return user, err
}

// VerifyPhone gives an account the phone that a code was sent to for it. One of another account is USER_DUPLICATE.
func (u *Users) VerifyPhone(ctx context.Context, userID int64, phone, digits string, from Device) (domain.User, error) {
	if err := u.take(ctx, phone, digits, domain.CodeBind, userID, from); err != nil {
		return domain.User{}, err
	}
	if err := u.store.BindPhone(ctx, userID, phone); err != nil {
		return domain.User{}, err
	}
	return u.changed(ctx, userID)
}

// codesKept is how long codes and attempts are kept after their end.
const codesKept = time.Minute

// SweepCodes forgets some of the codes and attempts that are over, and returns how many.
func (u *Users) SweepCodes(ctx context.Context, now time.Time) (int64, error) {
	return u.store.SweepCodes(ctx, now.Add(-codesKept))
}
