package app_test

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/authz"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

func TestAPasswordVerifiesAgainstItsOwnHashOnly(t *testing.T) {
	t.Parallel()
	h := app.NewHasher(clock.Real())
	seen := 0
	rapid.Check(t, func(rt *rapid.T) {
		if seen++; seen > 12 {
			return // each hash costs 19 MiB and two passes: a dozen passwords say enough
		}
		p, other := rapid.String().Draw(rt, "password"), rapid.String().Draw(rt, "other")
		hash, err := h.Hash(t.Context(), p)
		require.NoError(rt, err)
		if len(p) >= 8 { // a shorter one may be in a hash by chance
			require.NotContains(rt, hash, p)
		}
		good, err := h.Verify(t.Context(), p, hash)
		require.NoError(rt, err)
		require.True(rt, good)
		wrong, err := h.Verify(t.Context(), other, hash)
		require.NoError(rt, err)
		require.Equal(rt, p == other, wrong)
		again, err := h.Hash(t.Context(), p)
		require.NoError(rt, err)
		require.NotEqual(rt, hash, again, "two hashes of one password do not look alike")
	})
}

// Not parallel: it weighs what the process takes.
//
//nolint:paralleltest // see above
func TestGuessingANameThatIsNotThereCostsAHash(t *testing.T) {
	h := app.NewHasher(clock.Real())
	for _, p := range []string{"", "a guess", password} {
		good, err := h.Verify(t.Context(), p, "")
		require.NoError(t, err)
		require.False(t, good)
	}
	// The memory of a hash is taken for a name that is not there, too: 19 MiB, hence the same time.
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := h.Verify(t.Context(), "a guess", "")
	require.NoError(t, err)
	runtime.ReadMemStats(&after)
	require.GreaterOrEqual(t, after.TotalAlloc-before.TotalAlloc, uint64(19<<20))
	w := newWorld(t)
	_, err = w.LoginStaff(t.Context(), "nobody", "guess", "", app.Device{Name: "pc"})
	wantReason(t, err, "USER_LOGIN_FAILED")
}

func TestWhoWouldWaitTooLongIsToldToComeAgain(t *testing.T) {
	t.Parallel()
	h := app.NewHasher(clock.Real())
	var busy, good atomic.Int32
	var group sync.WaitGroup
	for range 60 {
		group.Go(func() {
			_, err := h.Verify(t.Context(), "a guess", "")
			switch {
			case err == nil:
				good.Add(1)
			case errs.HasReason(err, "USER_LOGIN_BUSY") && errs.From(err).RetryAfter() > 0:
				busy.Add(1)
			default:
				t.Errorf("verify: %v", err)
			}
		})
	}
	group.Wait()
	require.EqualValues(t, 60, busy.Load()+good.Load())
	require.Positive(t, busy.Load())
	require.GreaterOrEqual(t, good.Load(), int32(11), "one that hashes and ten that wait")
	_, err := h.Verify(t.Context(), "a guess", "")
	require.NoError(t, err, "and when it is over there is room again")
}

func TestAHashThatCannotBeReadIsAnErrorAndNoLogin(t *testing.T) {
	t.Parallel()
	h := app.NewHasher(clock.Real())
	for _, stored := range []string{"x", "$argon2id$", "$argon2i$v=19$m=19456,t=2,p=1$AAAA$AAAA", "$argon2id$v=19$m=19456,t=2,p=1$!$!", "$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA"} {
		good, err := h.Verify(t.Context(), "", stored)
		require.Error(t, err, stored)
		require.False(t, good)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.Hash(gone, password); err != nil { // a free place may be taken first
		require.ErrorIs(t, err, context.Canceled)
	}
}

func TestAStaffAccountIsMadeOncePerKeyWithAPasswordWorthTheName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	create := func(username, p, key string) (domain.Staff, error) {
		return w.CreateStaff(t.Context(), domain.Staff{Username: username, Name: "小李", Grants: domain.BuiltInGrants(4, []int64{7})}, p, key)
	}
	for name, weak := range map[string]string{
		"short": "aB3$efgh", "of few characters": "abababababab", "of the name": "xxLIxx-1234567", "a word of fame": "Password-1573",
	} {
		_, err := create("li", weak, "key-1")
		require.True(t, errs.HasReason(err, "USER_PASSWORD_WEAK"), name)
	}
	first, err := create("li", password, "key-1")
	require.NoError(t, err)
	again, err := create("li", password, "key-1")
	require.NoError(t, err)
	require.Equal(t, first.UserID, again.UserID)
	_, err = create("li", password, "key-2")
	wantReason(t, err, "USER_DUPLICATE")
	require.NotContains(t, first.PasswordHash, password)
}

func TestAChangeOfRightsReachesTheNextTokenOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	staff := w.clerk()
	login, err := w.LoginStaff(t.Context(), "li", password, "", app.Device{Name: "pc"})
	require.NoError(t, err)
	_, err = w.access.PutGrants(t.Context(), boss(), authz.Data{All: true}, staff.UserID, domain.BuiltInGrants(4, []int64{8}))
	require.NoError(t, err)
	_, err = w.Refresh(t.Context(), login.Refresh, "")
	wantReason(t, err, "USER_SESSION_INVALID")
	login, err = w.LoginStaff(t.Context(), "li", password, "", app.Device{Name: "pc"})
	require.NoError(t, err)
	caller, err := w.whose(login.Access)
	require.NoError(t, err)
	require.Equal(t, []int64{8}, caller.Stores)
}

func TestTheFirstOperatorIsMadeOnceAndOnlyWithAPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	require.NoError(t, w.EnsureOperator(t.Context(), ""))
	_, err := w.LoginStaff(t.Context(), "admin", "", "", app.Device{Name: "pc"})
	wantReason(t, err, "USER_LOGIN_FAILED")
	require.NoError(t, w.EnsureOperator(t.Context(), password))
	require.NoError(t, w.EnsureOperator(t.Context(), "another-"+password))
	_, err = w.LoginStaff(t.Context(), "admin", password, "", app.Device{Name: "pc"})
	require.NoError(t, err, "a later password changes nothing")
}

func TestABuyerIsKnownAtOnceAfterEachChange(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	login, err := w.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
	require.NoError(t, err)
	me := login.User.ID
	buyer, _, err := w.Buyer(t.Context(), me, 0)
	require.NoError(t, err)
	require.True(t, buyer.AgeConfirmedAt.IsZero())
	_, err = w.ConfirmAge(t.Context(), me, false, "v1")
	wantReason(t, err, "USER_UNDERAGE")
	_, err = w.ConfirmAge(t.Context(), me, true, "v1")
	require.NoError(t, err)
	buyer, _, err = w.Buyer(t.Context(), me, 0)
	require.NoError(t, err)
	require.Equal(t, noon, buyer.AgeConfirmedAt)
	mine, err := w.CreateAddress(t.Context(), domain.Address{UserID: me, Street: "人民南路"}, "k1")
	require.NoError(t, err)
	for range 2 { // the second time from the cache
		_, at, err := w.Buyer(t.Context(), me, mine.ID)
		require.NoError(t, err)
		require.Equal(t, "人民南路", at.Street)
		_, _, err = w.Buyer(t.Context(), me+1, mine.ID)
		require.Error(t, err)
	}
	mine.Street = "春熙路"
	_, err = w.ReplaceAddress(t.Context(), mine)
	require.NoError(t, err)
	_, at, err := w.Buyer(t.Context(), me, mine.ID)
	require.NoError(t, err)
	require.Equal(t, "春熙路", at.Street)
	require.NoError(t, w.DeleteAddress(t.Context(), me, mine.ID))
	_, _, err = w.Buyer(t.Context(), me, mine.ID)
	wantReason(t, err, "USER_ADDRESS_NOT_FOUND")
}

func TestAPhoneCodeIsGoodOnceAndANumberForOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, err := w.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
	require.NoError(t, err)
	second, err := w.LoginWechat(t.Context(), "c3", app.Device{Name: "phone"})
	require.NoError(t, err)
	u, err := w.BindPhone(t.Context(), first.User.ID, "p1")
	require.NoError(t, err)
	require.Equal(t, "13800138000", u.Phone)
	_, err = w.BindPhone(t.Context(), first.User.ID, "p1")
	wantReason(t, err, "USER_CODE_INVALID")
	_, err = w.BindPhone(t.Context(), second.User.ID, "p2")
	wantReason(t, err, "USER_DUPLICATE")
}
