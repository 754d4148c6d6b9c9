package app_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

const mobile = "13800138000"

func phone() app.Device {
	return app.Device{Name: "手机", ID: "d-1", Address: "203.0.113.7", Agent: "test"}
}

// asked sends a code and returns it.
func (w *world) asked(number string) string {
	w.Helper()
	require.NoError(w, w.SendCode(w.Context(), number, domain.CodeLogin, 0, app.Device{}))
	code := w.texts.last(number)
	require.Regexp(w, `^[0-9]{6}$`, code)
	return code
}

// other is a code that is not the one.
func other(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func TestAPhoneAndItsCodeSignInToOneAccountEver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, err := w.LoginPhone(t.Context(), mobile, w.asked(mobile), "", phone())
	require.NoError(t, err)
	require.Equal(t, mobile, first.User.Phone)
	w.clock.Advance(time.Minute)
	again, err := w.LoginPhone(t.Context(), mobile, w.asked(mobile), "", phone())
	require.NoError(t, err)
	require.Equal(t, first.User.ID, again.User.ID)
	require.Equal(t, 2.0, w.counted("phone", "OK"))
}

func TestThePhoneOfAWechatAccountIsThatAccount(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	login, err := w.LoginWechat(t.Context(), "c1", phone())
	require.NoError(t, err)
	_, err = w.BindPhone(t.Context(), login.User.ID, "p1")
	require.NoError(t, err)
	byPhone, err := w.LoginPhone(t.Context(), mobile, w.asked(mobile), "", phone())
	require.NoError(t, err)
	require.Equal(t, login.User.ID, byPhone.User.ID)
}

func TestAPhonesAccountGetsTheWechatItIsUsedInUnlessThatHasAnother(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, err := w.LoginPhone(t.Context(), mobile, w.asked(mobile), "c1", phone())
	require.NoError(t, err)
	require.Equal(t, "o-1", first.User.OpenID)
	byWechat, err := w.LoginWechat(t.Context(), "c2", phone())
	require.NoError(t, err)
	require.Equal(t, first.User.ID, byWechat.User.ID)
	// Another phone in the same WeChat is another person's account, and WeChat keeps the first one.
	second, err := w.LoginPhone(t.Context(), "13900139000", w.asked("13900139000"), "c2", phone())
	require.NoError(t, err)
	require.NotEqual(t, first.User.ID, second.User.ID)
	require.Empty(t, second.User.OpenID)
	// A WeChat that does not answer keeps nobody out.
	w.wechat.down = errs.New(codes.Unavailable, "USER_WECHAT_UNAVAILABLE", "x")
	w.clock.Advance(time.Minute)
	_, err = w.LoginPhone(t.Context(), "13900139000", w.asked("13900139000"), "c3", phone())
	require.NoError(t, err)
}

func TestACodeIsGoodOnceForFiveMinutesAndUntilTheNext(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, spoil := range map[string]func(number, code string) string{
		"used": func(number, code string) string {
			_, err := w.LoginPhone(t.Context(), number, code, "", phone())
			require.NoError(t, err)
			return code
		},
		"old":      func(_, code string) string { w.clock.Advance(domain.CodeLife); return code },
		"replaced": func(number, code string) string { w.clock.Advance(time.Minute); w.asked(number); return code },
		"of another purpose": func(number, _ string) string {
			w.clock.Advance(time.Minute)
			require.NoError(t, w.SendCode(t.Context(), number, domain.CodeBind, 5, app.Device{}))
			return w.texts.last(number)
		},
		"guessed at": func(number, code string) string {
			for range domain.CodeGuesses {
				_, err := w.LoginPhone(t.Context(), number, other(code), "", app.Device{})
				wantReason(t, err, "USER_SMS_CODE_WRONG")
			}
			return code
		},
	} {
		number := fmt.Sprintf("1390000%04d", len(name))
		_, err := w.LoginPhone(t.Context(), number, spoil(number, w.asked(number)), "", phone())
		require.True(t, errs.HasReason(err, "USER_SMS_CODE_WRONG"), "%s: %v", name, err)
	}
	_, err := w.LoginPhone(t.Context(), "13700000000", "123456", "", phone())
	wantReason(t, err, "USER_SMS_CODE_WRONG")
}

func TestAskingTooOftenSaysWhenToGoOn(t *testing.T) {
	t.Parallel()
	rows := map[string]struct {
		ask   func(w *world, i int) error
		most  int
		after time.Duration
	}{
		"one phone": {func(w *world, _ int) error {
			return w.SendCode(w.Context(), mobile, domain.CodeLogin, 0, app.Device{})
		}, 1, time.Minute},
		"one address": {func(w *world, i int) error {
			return w.SendCode(w.Context(), fmt.Sprintf("1380000%04d", i), domain.CodeLogin, 0, app.Device{Address: "203.0.113.7"})
		}, 10, time.Minute},
		"one connection of IPv6": {func(w *world, i int) error {
			return w.SendCode(w.Context(), fmt.Sprintf("1380000%04d", i), domain.CodeLogin, 0, app.Device{Address: fmt.Sprintf("2001:db8:1:2::%d", i+1)})
		}, 10, time.Minute},
		"one device": {func(w *world, i int) error {
			return w.SendCode(w.Context(), fmt.Sprintf("1380000%04d", i), domain.CodeLogin, 0, app.Device{ID: "d", Address: fmt.Sprintf("203.0.113.%d", i)})
		}, 2, time.Minute},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			for i := range row.most {
				require.NoError(t, row.ask(w, i))
			}
			w.clock.Advance(row.after - 20*time.Second)
			err := row.ask(w, row.most)
			wantReason(t, err, "USER_SMS_LIMIT")
			require.Equal(t, 20*time.Second, errs.From(err).RetryAfter())
			w.clock.Advance(20 * time.Second)
			require.NoError(t, row.ask(w, row.most+1), "a refused try is not counted")
		})
	}
}

func TestOnePhoneGetsFiveCodesAnHourAndTenADay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	begin, sent := w.clock.Now(), 0
	for w.clock.Now().Sub(begin) < 24*time.Hour {
		err := w.SendCode(t.Context(), mobile, domain.CodeLogin, 0, app.Device{})
		if err == nil {
			sent++
			continue
		}
		wantReason(t, err, "USER_SMS_LIMIT")
		require.Positive(t, errs.From(err).RetryAfter())
		w.clock.Advance(errs.From(err).RetryAfter())
	}
	require.Equal(t, 10, sent)
}

func TestACodeThatNobodySendsCountsForNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.texts.down = errs.New(codes.Unavailable, "USER_SMS_UNAVAILABLE", "x")
	err := w.SendCode(t.Context(), mobile, domain.CodeLogin, 0, phone())
	wantReason(t, err, "USER_SMS_UNAVAILABLE")
	w.texts.down = nil
	require.NoError(t, w.SendCode(t.Context(), mobile, domain.CodeLogin, 0, phone()))
}

func TestTenThousandGuessesGetNobodyInAndAreCounted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.LoginPhone(t.Context(), mobile, w.asked(mobile), "", app.Device{})
	require.NoError(t, err)
	w.clock.Advance(time.Minute)
	code := w.asked(mobile)
	looked := 0
	for i := range 10_000 {
		from := app.Device{Address: fmt.Sprintf("203.0.113.%d", i%50), ID: fmt.Sprintf("d%d", i%80)}
		_, err := w.LoginPhone(t.Context(), mobile, fmt.Sprintf("%06d", i), "", from)
		require.Error(t, err)
		if errs.HasReason(err, "USER_SMS_CODE_WRONG") {
			looked++
			continue
		}
		wantReason(t, err, "USER_SMS_LIMIT")
		require.Positive(t, errs.From(err).RetryAfter())
	}
	require.LessOrEqual(t, looked, 50*20, "twenty a minute from each address")
	require.Equal(t, float64(looked), w.counted("phone", "USER_SMS_CODE_WRONG"))
	require.Equal(t, float64(10_000-looked), w.counted("phone", "USER_SMS_LIMIT"))
	_, err = w.LoginPhone(t.Context(), mobile, code, "", app.Device{})
	wantReason(t, err, "USER_SMS_CODE_WRONG")
}

func TestAPhoneIsBoundByACodeForThatAccountOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine, err := w.LoginWechat(t.Context(), "c1", phone())
	require.NoError(t, err)
	theirs, err := w.LoginWechat(t.Context(), "c3", phone())
	require.NoError(t, err)
	require.NoError(t, w.SendCode(t.Context(), mobile, domain.CodeBind, mine.User.ID, phone()))
	code := w.texts.last(mobile)
	_, err = w.VerifyPhone(t.Context(), theirs.User.ID, mobile, code, phone())
	wantReason(t, err, "USER_SMS_CODE_WRONG")
	bound, err := w.VerifyPhone(t.Context(), mine.User.ID, mobile, code, phone())
	require.NoError(t, err)
	require.Equal(t, mobile, bound.Phone)
	w.clock.Advance(time.Minute)
	require.NoError(t, w.SendCode(t.Context(), mobile, domain.CodeBind, theirs.User.ID, phone()))
	_, err = w.VerifyPhone(t.Context(), theirs.User.ID, mobile, w.texts.last(mobile), phone())
	wantReason(t, err, "USER_DUPLICATE")
}

func TestADisabledAccountIsNotSignedInByPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	login, err := w.LoginPhone(t.Context(), mobile, w.asked(mobile), "", phone())
	require.NoError(t, err)
	w.disable(login.User.ID)
	w.clock.Advance(time.Minute)
	_, err = w.LoginPhone(t.Context(), mobile, w.asked(mobile), "", phone())
	wantReason(t, err, "USER_DISABLED")
}

func TestWhatIsOverIsSwept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	require.NoError(t, w.SendCode(t.Context(), mobile, domain.CodeLogin, 0, phone()))
	n, err := w.SweepCodes(t.Context(), w.clock.Now())
	require.NoError(t, err)
	require.Zero(t, n)
	w.clock.Advance(25 * time.Hour)
	n, err = w.SweepCodes(t.Context(), w.clock.Now())
	require.NoError(t, err)
	require.Positive(t, n)
	n, err = w.SweepCodes(t.Context(), w.clock.Now())
	require.NoError(t, err)
	require.Zero(t, n)
}

// counted is how many logins there were of a way and an outcome.
func (w *world) counted(way, outcome string) float64 {
	w.Helper()
	families, err := w.registry.Gather()
	require.NoError(w, err)
	for _, f := range families {
		for _, m := range f.GetMetric() {
			labels := map[string]string{}
			for _, l := range m.GetLabel() {
				labels[l.GetName()] = l.GetValue()
			}
			if labels["way"] == way && labels["outcome"] == outcome {
				return m.GetCounter().GetValue()
			}
		}
	}
	return 0
}
