package app_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"

	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

// enrolled gives a clerk a second factor, and returns its secret and recovery codes. A period has passed since.
func (w *world) enrolled() (staff domain.Staff, secret string, recovery []string) {
	w.Helper()
	staff = w.clerk()
	secret, uri, err := w.Enroll(w.Context(), staff.UserID)
	require.NoError(w, err)
	require.Contains(w, uri, "otpauth://totp/")
	recovery, err = w.Confirm(w.Context(), staff.UserID, w.code(secret, 0))
	require.NoError(w, err)
	require.Len(w, recovery, domain.RecoveryCodes)
	w.clock.Advance(domain.StepSeconds * time.Second)
	return staff, secret, recovery
}

// code is what an authenticator shows some time from now.
func (w *world) code(secret string, from time.Duration) string {
	w.Helper()
	code, err := totp.GenerateCode(secret, w.clock.Now().Add(from))
	require.NoError(w, err)
	return code
}

func (w *world) login(otp string) error {
	_, err := w.LoginStaff(w.Context(), "li", password, otp, app.Device{Name: "pc", Address: "10.0.0.9"})
	return err
}

func TestMFAACodeIsGoodOnceAndForItsTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, secret, recovery := w.enrolled()
	wantReason(t, w.login(""), "USER_OTP_REQUIRED")
	for name, otp := range map[string]string{
		"no code at all": "abc", "zeros": "000000", "long ago": w.code(secret, -5*time.Minute), "not yet": w.code(secret, 5*time.Minute),
	} {
		t.Run(name, func(t *testing.T) { wantReason(t, w.login(otp), "USER_OTP_WRONG") })
	}
	now := w.code(secret, 0)
	require.NoError(t, w.login(now))
	wantReason(t, w.login(now), "USER_OTP_WRONG")
	require.NoError(t, w.login(w.code(secret, 30*time.Second)), "the phone's clock runs ahead")
	wantReason(t, w.login(w.code(secret, 0)), "USER_OTP_WRONG")

	require.NoError(t, w.login(recovery[3]), "a recovery code in its place")
	wantReason(t, w.login(recovery[3]), "USER_OTP_WRONG")
	require.NoError(t, w.login(" "+recovery[4][:9]+recovery[4][10:]), "however it is typed")
}

func TestMFAOfTenThousandGuessesAllButFiveFindAClosedDoor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, secret, _ := w.enrolled()
	wrong, locked := 0, 0
	for i := range 40 { // the rest would be the same
		err := w.login(time.Duration(i).String() + "00000")
		switch {
		case err == nil:
			t.Fatal("a guess came in")
		case i < 5:
			wantReason(t, err, "USER_OTP_WRONG")
			wrong++
		default:
			wantReason(t, err, "USER_LOCKED")
			locked++
		}
	}
	require.Equal(t, []int{5, 35}, []int{wrong, locked})
	wantReason(t, w.login(w.code(secret, 0)), "USER_LOCKED")
	w.clock.Advance(16 * time.Minute)
	require.NoError(t, w.login(w.code(secret, 0)))
}

func TestMFAOneCodeAtTwoDoorsAtOnceOpensOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, secret, recovery := w.enrolled()
	for _, otp := range []string{w.code(secret, 0), recovery[0]} {
		var in atomic.Int64
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() {
				if _, err := w.LoginStaff(context.Background(), "li", password, otp, app.Device{}); err == nil {
					in.Add(1)
				}
			})
		}
		group.Wait()
		require.EqualValues(t, 1, in.Load())
	}
}

func TestMFAIsTakenAwayByACodeOrByAnOperator(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	staff, secret, _ := w.enrolled()
	_, _, err := w.Enroll(t.Context(), staff.UserID)
	wantReason(t, err, "USER_OTP_STATE")
	_, err = w.Confirm(t.Context(), staff.UserID, w.code(secret, 0))
	wantReason(t, err, "USER_OTP_STATE")
	wantReason(t, w.RemoveFactor(t.Context(), staff.UserID, "000000"), "USER_OTP_WRONG")
	require.NoError(t, w.RemoveFactor(t.Context(), staff.UserID, w.code(secret, 0)))
	require.NoError(t, w.login(""))
	wantReason(t, w.RemoveFactor(t.Context(), staff.UserID, "000000"), "USER_OTP_STATE")

	_, _, err = w.Enroll(t.Context(), staff.UserID)
	require.NoError(t, err)
	require.NoError(t, w.login(""), "one that is not confirmed guards nothing")
	again, _, err := w.Enroll(t.Context(), staff.UserID)
	require.NoError(t, err, "another in its place")
	_, err = w.Confirm(t.Context(), staff.UserID, w.code(again, 0))
	require.NoError(t, err)
	wantReason(t, w.ResetFactor(t.Context(), staff.UserID, staff.UserID), "USER_OWN_ACCOUNT")
	w.clock.Advance(time.Minute)
	login, err := w.LoginStaff(t.Context(), "li", password, w.code(again, 0), app.Device{})
	require.NoError(t, err)
	require.NoError(t, w.ResetFactor(t.Context(), operator, staff.UserID))
	_, err = w.Refresh(t.Context(), login.Refresh, "")
	wantReason(t, err, "USER_SESSION_INVALID")
	require.NoError(t, w.login(""))
}

func TestStepUpProvesThatThePersonIsStillThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	staff, secret, _ := w.enrolled()
	login, err := w.LoginStaff(t.Context(), "li", password, w.code(secret, 0), app.Device{})
	require.NoError(t, err)
	caller, err := w.whose(login.Access)
	require.NoError(t, err)
	require.Equal(t, w.clock.Now(), caller.ProvedAt)
	began := w.clock.Now()

	w.clock.Advance(time.Hour)
	login, err = w.Refresh(t.Context(), login.Refresh, "10.0.0.7")
	require.NoError(t, err)
	caller, err = w.whose(login.Access)
	require.NoError(t, err)
	require.Equal(t, began, caller.ProvedAt, "a refreshed token proves nothing anew")

	step := func(session int64, pw, otp string) error {
		_, err := w.StepUp(t.Context(), staff.UserID, session, pw, otp)
		return err
	}
	wantReason(t, step(caller.Session, "wrong", w.code(secret, 0)), "USER_LOGIN_FAILED")
	wantReason(t, step(caller.Session, password, ""), "USER_OTP_REQUIRED")
	wantReason(t, step(caller.Session, password, "000000"), "USER_OTP_WRONG")
	wantReason(t, step(caller.Session+1, password, w.code(secret, 0)), "USER_SESSION_INVALID")
	w.clock.Advance(time.Minute)
	token, err := w.StepUp(t.Context(), staff.UserID, caller.Session, password, w.code(secret, 0))
	require.NoError(t, err)
	caller, err = w.whose(token)
	require.NoError(t, err)
	require.Equal(t, w.clock.Now(), caller.ProvedAt)
}

func TestSessionsAreListedAndEndedOneByOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.clerk()
	phone, err := w.LoginStaff(t.Context(), "li", password, "", app.Device{Name: "phone", Address: "10.0.0.1"})
	require.NoError(t, err)
	w.clock.Advance(time.Minute)
	pc, err := w.LoginStaff(t.Context(), "li", password, "", app.Device{Name: "pc", Address: "10.0.0.2"})
	require.NoError(t, err)
	me := pc.User.ID
	list, err := w.Sessions(t.Context(), me)
	require.NoError(t, err)
	require.Equal(t, []string{"pc", "phone"}, []string{list[0].Device, list[1].Device})
	require.Equal(t, "10.0.0.1", list[1].Address)

	require.NoError(t, w.RevokeSession(t.Context(), me+1, list[1].ID), "another's: nothing happens")
	phone, err = w.Refresh(t.Context(), phone.Refresh, "10.0.0.3")
	require.NoError(t, err)
	require.NoError(t, w.RevokeSession(t.Context(), me, list[1].ID))
	require.NoError(t, w.RevokeSession(t.Context(), me, list[1].ID), "over is over")
	_, err = w.Refresh(t.Context(), phone.Refresh, "")
	wantReason(t, err, "USER_SESSION_INVALID")
	list, err = w.Sessions(t.Context(), me)
	require.NoError(t, err)
	require.Len(t, list, 1)
	_, err = w.Refresh(t.Context(), pc.Refresh, "")
	require.NoError(t, err)
}

func TestMFAIsDemandedOfOperatorsWhereTheInstallationSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(p *app.Policy) { p.DemandFactor = true })
	w.clerk()
	clerk, err := w.LoginStaff(t.Context(), "li", password, "", app.Device{})
	require.NoError(t, err)
	require.False(t, w.lacks(clerk.Access), "store staff are asked, not made to")

	boss, err := w.CreateStaff(t.Context(), domain.Staff{Username: "boss", Name: "老板", Grants: domain.BuiltInGrants(1<<domain.KindOperator, nil)}, password, "key-2")
	require.NoError(t, err)
	login, err := w.LoginStaff(t.Context(), "boss", password, "", app.Device{})
	require.NoError(t, err)
	require.True(t, w.lacks(login.Access))
	secret, _, err := w.Enroll(t.Context(), boss.UserID)
	require.NoError(t, err)
	again, err := w.Refresh(t.Context(), login.Refresh, "")
	require.NoError(t, err)
	require.True(t, w.lacks(again.Access), "one that is not confirmed does not count")
	_, err = w.Confirm(t.Context(), boss.UserID, w.code(secret, 0))
	require.NoError(t, err)
	free, err := w.Refresh(t.Context(), again.Refresh, "")
	require.NoError(t, err)
	require.False(t, w.lacks(free.Access))
	w.clock.Advance(time.Minute)
	wantReason(t, w.RemoveFactor(t.Context(), boss.UserID, w.code(secret, 0)), "USER_FACTOR_REQUIRED")
	// Whoever loses theirs is where they began.
	require.NoError(t, w.ResetFactor(t.Context(), operator, boss.UserID))
	login, err = w.LoginStaff(t.Context(), "boss", password, "", app.Device{})
	require.NoError(t, err)
	require.True(t, w.lacks(login.Access))
}

func TestMFAIsDemandedOfNobodyByDefault(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.CreateStaff(t.Context(), domain.Staff{Username: "boss", Name: "老板", Grants: domain.BuiltInGrants(1<<domain.KindOperator, nil)}, password, "key-2")
	require.NoError(t, err)
	login, err := w.LoginStaff(t.Context(), "boss", password, "", app.Device{})
	require.NoError(t, err)
	require.False(t, w.lacks(login.Access))
}

// lacks reports whether a token opens nothing but enrolling a second factor.
func (w *world) lacks(access string) bool {
	w.Helper()
	caller, err := w.whose(access)
	require.NoError(w, err)
	return caller.LacksFactor
}
