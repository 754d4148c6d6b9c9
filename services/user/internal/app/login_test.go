package app_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/errs"
	"dajiu/services/user/internal/app"
)

func TestAPersonSignsUpOnceAndInEver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, err := w.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
	require.NoError(t, err)
	caller, err := w.whose(first.Access)
	require.NoError(t, err)
	require.Equal(t, first.User.ID, caller.UserID)
	require.Equal(t, []optionsv1.Role{optionsv1.Role_ROLE_CONSUMER}, caller.Roles.List())
	again, err := w.LoginWechat(t.Context(), "c2", app.Device{Name: "tablet"})
	require.NoError(t, err)
	require.Equal(t, first.User.ID, again.User.ID)
	other, err := w.LoginWechat(t.Context(), "c3", app.Device{Name: "phone"})
	require.NoError(t, err)
	require.NotEqual(t, first.User.ID, other.User.ID)
}

func TestABadCodeAndASilentWechatSignNobodyIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
	require.NoError(t, err)
	_, err = w.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
	wantReason(t, err, "USER_CODE_INVALID")
	w.wechat.down = errs.New(codes.Unavailable, "USER_WECHAT_UNAVAILABLE", "x")
	_, err = w.LoginWechat(t.Context(), "c2", app.Device{Name: "phone"})
	require.True(t, errs.Temporary(err))
}

func TestSignUpsOfOnePersonAtOnceReachOneAccount(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var wg sync.WaitGroup
	ids := make([]int64, 2)
	for i, code := range []string{"c1", "c2"} {
		wg.Go(func() {
			login, err := w.LoginWechat(t.Context(), code, app.Device{Name: "phone"})
			if err != nil {
				t.Errorf("login: %v", err)
			}
			ids[i] = login.User.ID
		})
	}
	wg.Wait()
	require.Equal(t, ids[0], ids[1])
}

func TestADisabledAccountNeitherSignsInNorStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	login, err := w.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
	require.NoError(t, err)
	w.disable(login.User.ID)
	_, err = w.LoginWechat(t.Context(), "c2", app.Device{Name: "phone"})
	wantReason(t, err, "USER_DISABLED")
	_, err = w.Refresh(t.Context(), login.Refresh, "")
	wantReason(t, err, "USER_SESSION_INVALID")
	u, _, err := w.Enable(t.Context(), operator, login.User.ID, "已核实")
	require.NoError(t, err)
	require.False(t, u.Disabled)
	_, err = w.Refresh(t.Context(), login.Refresh, "")
	wantReason(t, err, "USER_SESSION_INVALID")
	_, err = w.LoginWechat(t.Context(), "c2", app.Device{Name: "phone"})
	wantReason(t, err, "USER_CODE_INVALID")
	w.wechat.people["c4"] = "o-1"
	again, err := w.LoginWechat(t.Context(), "c4", app.Device{Name: "phone"})
	require.NoError(t, err, "who is let in again signs in anew")
	require.Equal(t, login.User.ID, again.User.ID)
}

func TestADisabledBuyerIsKnownAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	login, err := w.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
	require.NoError(t, err)
	buyer, _, err := w.Buyer(t.Context(), login.User.ID, 0)
	require.NoError(t, err)
	require.False(t, buyer.Disabled)
	w.disable(login.User.ID)
	buyer, _, err = w.Buyer(t.Context(), login.User.ID, 0)
	require.NoError(t, err)
	require.True(t, buyer.Disabled)
}

func TestNobodyTurnsTheirOwnAccountOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	staff := w.clerk()
	_, _, err := w.Disable(t.Context(), staff.UserID, staff.UserID, "oops")
	wantReason(t, err, "USER_OWN_ACCOUNT")
	_, err = w.LoginStaff(t.Context(), "li", password, "", app.Device{Name: "pc"})
	require.NoError(t, err)
}

func TestStaffSignInWithTheirRightsAndNobodyElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	staff := w.clerk()
	for name, row := range map[string]struct{ username, password, reason string }{
		"name and password":           {"li", password, ""},
		"a wrong password":            {"li", password + "x", "USER_LOGIN_FAILED"},
		"a wrong name":                {"wang", password, "USER_LOGIN_FAILED"},
		"no password":                 {"li", "", "USER_LOGIN_FAILED"},
		"neither":                     {"", "", "USER_LOGIN_FAILED"},
		"a wrong name, no password":   {"wang", "", "USER_LOGIN_FAILED"},
		"a name that is almost right": {"li ", password, "USER_LOGIN_FAILED"},
	} {
		login, err := w.LoginStaff(t.Context(), row.username, row.password, "", app.Device{Name: "pc"})
		if row.reason != "" {
			wantReason(t, err, row.reason)
			require.Empty(t, login, name)
			continue
		}
		require.NoError(t, err, name)
		caller, err := w.whose(login.Access)
		require.NoError(t, err)
		require.Equal(t, staff.UserID, caller.UserID)
		require.EqualValues(t, staff.Roles(), caller.Roles)
		require.Equal(t, []int64{7}, caller.Stores)
	}
	w.disable(staff.UserID)
	_, err := w.LoginStaff(t.Context(), "li", password, "", app.Device{Name: "pc"})
	wantReason(t, err, "USER_DISABLED")
	_, err = w.LoginStaff(t.Context(), "li", "wrong", "", app.Device{Name: "pc"})
	wantReason(t, err, "USER_LOGIN_FAILED")
}

func TestTheFifthFailureInARowLocksForAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.clerk()
	fail := func(times int) {
		for range times {
			_, err := w.LoginStaff(t.Context(), "li", "wrong", "", app.Device{Name: "pc"})
			wantReason(t, err, "USER_LOGIN_FAILED")
		}
	}
	fail(4)
	_, err := w.LoginStaff(t.Context(), "li", password, "", app.Device{Name: "pc"})
	require.NoError(t, err, "four are forgiven")
	fail(5)
	_, err = w.LoginStaff(t.Context(), "li", password, "", app.Device{Name: "pc"})
	wantReason(t, err, "USER_LOCKED")
	w.clock.Advance(15*time.Minute - time.Second)
	_, err = w.LoginStaff(t.Context(), "li", password, "", app.Device{Name: "pc"})
	wantReason(t, err, "USER_LOCKED")
	w.clock.Advance(time.Second)
	_, err = w.LoginStaff(t.Context(), "li", password, "", app.Device{Name: "pc"})
	require.NoError(t, err)
}

func TestARefreshTokenWorksOnceAndAThiefEndsTheSession(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	login, err := w.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
	require.NoError(t, err)
	second, err := w.Refresh(t.Context(), login.Refresh, "")
	require.NoError(t, err)
	require.NotEqual(t, login.Refresh, second.Refresh)
	retried, err := w.Refresh(t.Context(), login.Refresh, "")
	require.NoError(t, err, "the answer was lost: the client asks again")
	require.Equal(t, second.Refresh, retried.Refresh)
	w.clock.Advance(time.Minute)
	_, err = w.Refresh(t.Context(), login.Refresh, "")
	wantReason(t, err, "USER_SESSION_INVALID")
	_, err = w.Refresh(t.Context(), second.Refresh, "")
	wantReason(t, err, "USER_SESSION_INVALID")
}

func TestManyRefreshesOfOneTokenAtOnceGetTheSamePair(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	login, err := w.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
	require.NoError(t, err)
	var wg sync.WaitGroup
	tokens := make([]string, 16)
	for i := range tokens {
		wg.Go(func() {
			next, err := w.Refresh(t.Context(), login.Refresh, "")
			if err != nil {
				t.Errorf("refresh: %v", err)
			}
			tokens[i] = next.Refresh
		})
	}
	wg.Wait()
	for _, token := range tokens {
		require.Equal(t, tokens[0], token)
	}
}

func TestATokenThatIsForgedExpiredOrSignedOutIsNoGood(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(w *world, token string) string{
		"empty":      func(*world, string) string { return "" },
		"cut":        func(_ *world, token string) string { return token[:40] },
		"forged":     func(_ *world, token string) string { return "B" + token[1:] },
		"not base64": func(*world, string) string { return "一瓶好酒" },
		"expired": func(w *world, token string) string {
			w.clock.Advance(31 * 24 * time.Hour)
			return token
		},
		"signed out": func(w *world, token string) string {
			require.NoError(w, w.Logout(w.Context(), token))
			require.NoError(w, w.Logout(w.Context(), token), "signing out twice is no error")
			return token
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			login, err := w.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
			require.NoError(t, err)
			token := spoil(w, login.Refresh)
			_, err = w.Refresh(t.Context(), token, "")
			wantReason(t, err, "USER_SESSION_INVALID")
			require.NoError(t, w.Logout(t.Context(), token), "there is nothing to end, which is no error")
		})
	}
}

func TestTokensOfEarlierKeysStayGoodAfterARotation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.clock.Advance(30*24*time.Hour - time.Minute)
	require.NoError(t, w.EnsureKey(t.Context()))
	before, err := w.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
	require.NoError(t, err)
	w.clock.Advance(time.Minute)
	require.NoError(t, w.EnsureKey(t.Context()))
	keys, err := w.PublicKeys(t.Context())
	require.NoError(t, err)
	require.Len(t, keys, 2)
	after, err := w.LoginWechat(t.Context(), "c2", app.Device{Name: "phone"})
	require.NoError(t, err)
	for _, access := range []string{before.Access, after.Access} {
		caller, err := w.whose(access)
		require.NoError(t, err)
		require.Equal(t, before.User.ID, caller.UserID)
	}
	require.NoError(t, w.EnsureKey(t.Context()))
	keys, err = w.PublicKeys(t.Context())
	require.NoError(t, err)
	require.Len(t, keys, 2, "a young key stays")
	w.clock.Advance(time.Hour)
	_, err = w.whose(before.Access)
	require.Error(t, err, "no token lives for ever")
}
