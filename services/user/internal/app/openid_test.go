package app_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/testkit"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

// ssoWorld is a world with single sign-on, a program and somebody who signs in.
type ssoWorld struct {
	*world
	sso    *app.OpenID
	client domain.Client
	secret string
	staff  domain.Staff
}

func newSSOWorld(t *testing.T) *ssoWorld {
	t.Helper()
	w := &ssoWorld{world: newWorld(t)}
	var err error
	w.sso, err = app.NewOpenID(t.Context(), w.Users, testkit.Keys(t, w.db))
	require.NoError(t, err)
	require.NoError(t, w.sso.EnsureKey(t.Context()))
	w.staff = w.clerk()
	w.client, w.secret, err = w.sso.CreateClient(t.Context(), domain.Client{
		Name: "应用", Kind: domain.ClientWeb, People: domain.Everybody, RedirectURIs: []string{"https://x.example/"},
		Scopes: []string{domain.ScopeOpenID, domain.ScopeOffline},
	}, "key-c")
	require.NoError(t, err)
	return w
}

// code signs the clerk in, and gives the program a code for it.
func (w *ssoWorld) code(code string) {
	w.Helper()
	s, err := w.sso.Begin(w.Context(), w.client, domain.Asked{Scopes: w.client.Scopes}, "b")
	require.NoError(w, err)
	user, err := w.sso.User(w.Context(), w.staff.UserID)
	require.NoError(w, err)
	require.NoError(w, w.sso.Identify(w.Context(), s, w.client, user, w.clock.Now()))
	require.NoError(w, w.sso.Allow(w.Context(), s))
	require.NoError(w, w.sso.SaveCode(w.Context(), s.ID, code))
}

// session changes a code for a session with refresh tokens.
func (w *ssoWorld) session(code string) domain.Session {
	w.Helper()
	w.code(code)
	s, err := w.sso.ByCode(w.Context(), code)
	require.NoError(w, err)
	session, err := w.sso.Redeem(w.Context(), s, code, true)
	require.NoError(w, err)
	return session
}

func (w *ssoWorld) opens(s domain.Session) bool {
	w.Helper()
	_, err := w.sso.ByToken(w.Context(), app.TokenID(s), "119")
	require.Error(w, err, "another's name on it opens nothing")
	h, err := w.sso.ByToken(w.Context(), app.TokenID(s), itoa(s.UserID))
	return err == nil && h.User != nil && h.User.ID == w.staff.UserID
}

func TestACodeLivesAMinuteAndIsKnownForADay(t *testing.T) {
	t.Parallel()
	w := newSSOWorld(t)
	w.code("late")
	s, err := w.sso.ByCode(t.Context(), "late")
	require.NoError(t, err)
	w.clock.Advance(time.Minute)
	_, err = w.sso.ByCode(t.Context(), "late")
	wantReason(t, err, "USER_SIGN_IN_OVER")
	_, err = w.sso.Redeem(t.Context(), s, "late", true)
	wantReason(t, err, "USER_SIGN_IN_OVER")

	session := w.session("used")
	require.True(t, w.opens(session))
	w.clock.Advance(23 * time.Hour)
	_, err = w.sso.Sweep(t.Context(), w.clock.Now())
	require.NoError(t, err)
	_, err = w.sso.ByCode(t.Context(), "used") // hours later, the thief comes
	wantReason(t, err, "USER_SIGN_IN_OVER")
	require.False(t, w.opens(session))
	w.clock.Advance(2 * time.Hour)
	n, err := w.sso.Sweep(t.Context(), w.clock.Now())
	require.NoError(t, err)
	require.Equal(t, int64(2), n)
}

func TestASignInThatNobodyFinishesIsOverInTenMinutes(t *testing.T) {
	t.Parallel()
	w := newSSOWorld(t)
	s, err := w.sso.Begin(t.Context(), w.client, domain.Asked{}, "b")
	require.NoError(t, err)
	w.clock.Advance(10*time.Minute - time.Second)
	_, err = w.sso.SignIn(t.Context(), s.ID, "b")
	require.NoError(t, err)
	w.clock.Advance(time.Second)
	_, err = w.sso.SignIn(t.Context(), s.ID, "b")
	wantReason(t, err, "USER_SIGN_IN_OVER")
}

func TestARefreshTokenThatIsUsedAgainLaterEndsTheSession(t *testing.T) {
	t.Parallel()
	w := newSSOWorld(t)
	session := w.session("c")
	first := w.sso.RefreshToken(session)
	_, generation, err := w.sso.ByRefreshToken(t.Context(), first)
	require.NoError(t, err)
	next, err := w.sso.Rotate(t.Context(), session.ID, generation)
	require.NoError(t, err)
	again, err := w.sso.Rotate(t.Context(), session.ID, generation) // the answer was lost, a moment ago
	require.NoError(t, err)
	require.Equal(t, w.sso.RefreshToken(next), w.sso.RefreshToken(again))
	w.clock.Advance(11 * time.Second)
	_, err = w.sso.Rotate(t.Context(), session.ID, generation)
	wantReason(t, err, "USER_SESSION_INVALID")
	require.False(t, w.opens(next))
	_, _, err = w.sso.ByRefreshToken(t.Context(), w.sso.RefreshToken(next))
	wantReason(t, err, "USER_SESSION_INVALID")
}

func TestRefreshTokensOfProgramsAndOfThePlatformAreNotTakenForEachOther(t *testing.T) {
	t.Parallel()
	w := newSSOWorld(t)
	_, err := w.Refresh(t.Context(), w.sso.RefreshToken(w.session("c")), "")
	wantReason(t, err, "USER_SESSION_INVALID")
	login, err := w.LoginStaff(t.Context(), "li", password, "", app.Device{})
	require.NoError(t, err)
	_, _, err = w.sso.ByRefreshToken(t.Context(), login.Refresh)
	wantReason(t, err, "USER_SESSION_INVALID")
	_, _, err = w.sso.LoginOf(t.Context(), login.Refresh)
	wantReason(t, err, "USER_SESSION_INVALID")
}

func TestWhatEndsSessionsEndsThoseOfPrograms(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(w *ssoWorld){
		"the account is turned off": func(w *ssoWorld) { w.disable(w.staff.UserID) },
		"the program is turned off": func(w *ssoWorld) {
			off := w.client
			off.Disabled = true
			_, err := w.sso.UpdateClient(w.Context(), off)
			require.NoError(w, err)
		},
		"the program's people are others": func(w *ssoWorld) {
			off := w.client
			off.People = domain.Customers
			_, err := w.sso.UpdateClient(w.Context(), off)
			require.NoError(w, err)
		},
		"the rights are changed": func(w *ssoWorld) {
			_, err := w.rows.UpdateStaff(w.Context(), w.staff.UserID, domain.Revocation{At: w.clock.Now(), TokensExpire: w.clock.Now()}, func(s *domain.Staff) (bool, error) {
				s.Grants = domain.BuiltInGrants(4, []int64{8})
				return true, nil
			})
			require.NoError(w, err)
		},
		"the person signs out":       func(w *ssoWorld) { require.NoError(w, w.sso.SignOut(w.Context(), w.staff.UserID, w.client.ID, "")) },
		"it is not used for a month": func(w *ssoWorld) { w.clock.Advance(30 * 24 * time.Hour) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newSSOWorld(t)
			session := w.session("c")
			require.True(t, w.opens(session))
			end(w)
			require.False(t, w.opens(session))
			_, _, err := w.sso.ByRefreshToken(t.Context(), w.sso.RefreshToken(session))
			require.Error(t, err)
		})
	}
}

func TestABrowserStaysSignedInForTwelveHours(t *testing.T) {
	t.Parallel()
	w := newSSOWorld(t)
	user, err := w.sso.Staff(t.Context(), "li", password, "", app.Device{})
	require.NoError(t, err)
	cookie, session, err := w.sso.OpenLogin(t.Context(), user, app.Device{Name: "浏览器"})
	require.NoError(t, err)
	w.clock.Advance(12*time.Hour - time.Second)
	known, _, err := w.sso.LoginOf(t.Context(), cookie)
	require.NoError(t, err)
	require.Equal(t, user.ID, known.ID)
	s := domain.SignIn{CreatedAt: w.clock.Now(), Asked: domain.Asked{Prompt: []string{"login"}}}
	require.False(t, s.Satisfies(session.ProvedAt, w.clock.Now()), "asked to prove it anew")
	hour := uint(3600)
	s.Asked = domain.Asked{MaxAge: &hour}
	require.False(t, s.Satisfies(session.ProvedAt, w.clock.Now()))
	require.True(t, s.Satisfies(session.ProvedAt, session.ProvedAt.Add(time.Hour)))
	w.clock.Advance(time.Second)
	_, _, err = w.sso.LoginOf(t.Context(), cookie)
	wantReason(t, err, "USER_SESSION_INVALID")
}

func TestKeysRotateAndEarlierOnesStayPublished(t *testing.T) {
	t.Parallel()
	w := newSSOWorld(t)
	first := w.sso.SigningKey().ID
	w.clock.Advance(30*24*time.Hour - time.Second)
	require.NoError(t, w.sso.EnsureKey(t.Context()))
	require.Equal(t, first, w.sso.SigningKey().ID)
	w.clock.Advance(time.Second)
	require.NoError(t, w.sso.EnsureKey(t.Context()))
	require.NotEqual(t, first, w.sso.SigningKey().ID)
	keys, err := w.sso.Keys(t.Context())
	require.NoError(t, err)
	require.Equal(t, []string{w.sso.SigningKey().ID, first}, []string{keys[0].ID, keys[1].ID})
}

func TestOnlyAProgramOfOurOwnChangesItsTokenForALogin(t *testing.T) {
	t.Parallel()
	w := newSSOWorld(t)
	session := w.session("partner")
	_, err := w.sso.Enter(t.Context(), app.TokenID(session), itoa(session.UserID), app.Device{})
	wantReason(t, err, "USER_SESSION_INVALID")
	require.True(t, w.opens(session), "trying ends nothing")
	w.client.FirstParty = true
	w.client, err = w.sso.UpdateClient(t.Context(), w.client)
	require.NoError(t, err)
	proved := w.clock.Now()
	w.code("own")
	w.clock.Advance(30 * time.Second)
	s, err := w.sso.ByCode(t.Context(), "own")
	require.NoError(t, err)
	session, err = w.sso.Redeem(t.Context(), s, "own", false)
	require.NoError(t, err)
	login, err := w.sso.Enter(t.Context(), app.TokenID(session), itoa(session.UserID), app.Device{})
	require.NoError(t, err)
	caller, err := w.whose(login.Access)
	require.NoError(t, err)
	require.Equal(t, []any{w.staff.UserID, proved.Unix()}, []any{caller.UserID, caller.ProvedAt.Unix()}, "the proof is as old as the sign-in")
	_, err = w.sso.Enter(t.Context(), app.TokenID(session), itoa(session.UserID), app.Device{})
	wantReason(t, err, "USER_SESSION_INVALID")
}

func TestASecretIsShownOnceAndReset(t *testing.T) {
	t.Parallel()
	w := newSSOWorld(t)
	_, err := w.sso.Authenticate(t.Context(), w.client.ID, w.secret)
	require.NoError(t, err)
	again, none, err := w.sso.CreateClient(t.Context(), w.client, "key-c")
	require.NoError(t, err)
	require.Equal(t, []any{w.client.ID, ""}, []any{again.ID, none})
	_, fresh, err := w.sso.ResetSecret(t.Context(), w.client.ID)
	require.NoError(t, err)
	_, err = w.sso.Authenticate(t.Context(), w.client.ID, w.secret)
	wantReason(t, err, "UNAUTHENTICATED")
	_, err = w.sso.Authenticate(t.Context(), w.client.ID, fresh)
	require.NoError(t, err)
	public, none, err := w.sso.CreateClient(t.Context(), domain.Client{
		Name: "网页", Kind: domain.ClientPublic, People: domain.Customers, RedirectURIs: []string{"http://127.0.0.1:9/cb"}, Scopes: []string{"openid"},
	}, "key-p")
	require.NoError(t, err)
	require.Empty(t, none)
	_, err = w.sso.Authenticate(t.Context(), public.ID, "")
	wantReason(t, err, "UNAUTHENTICATED")
}

func itoa(id int64) string { return strconv.FormatInt(id, 10) }
