package store_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/domain"
)

func TestManySignUpsOfOneIdentityAtOnceMakeOneAccount(t *testing.T) {
	worlds(t, func(w *world) {
		var wg sync.WaitGroup
		var created atomic.Int64
		for range 8 {
			id := w.next()
			wg.Go(func() {
				ok, err := w.rows.CreateConsumer(context.Background(), domain.User{ID: id, Nickname: "酒友", OpenID: "o-1", CreatedAt: noon})
				if err != nil {
					w.Errorf("sign up: %v", err)
				}
				if ok {
					created.Store(id)
				}
			})
		}
		wg.Wait()
		require.Equal(w, 1, w.count("users"))
		u, found, err := w.rows.UserByOpenID(context.Background(), "o-1")
		require.NoError(w, err)
		require.True(w, found)
		require.Equal(w, created.Load(), u.ID)
		_, found, err = w.rows.UserByOpenID(context.Background(), "o-2")
		require.NoError(w, err)
		require.False(w, found)
	})
}

func TestAPhoneNumberBelongsToOneAccount(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		first, second := w.consumer("o-1"), w.consumer("o-2")
		require.NoError(w, w.rows.BindPhone(ctx, first, "13800138000"))
		require.NoError(w, w.rows.BindPhone(ctx, first, "13800138000"), "one's own again")
		require.True(w, errs.HasReason(w.rows.BindPhone(ctx, second, "13800138000"), "USER_DUPLICATE"))
		require.NoError(w, w.rows.BindPhone(ctx, first, "13900139000"))
		require.NoError(w, w.rows.BindPhone(ctx, second, "13800138000"), "a number that was given up is free")
		u, err := w.rows.User(ctx, first)
		require.NoError(w, err)
		require.Equal(w, "13900139000", u.Phone)
		var sealed string
		require.NoError(w, w.db.Reader().NewRaw("SELECT phone_sealed FROM users WHERE id = ?", first).Scan(ctx, &sealed))
		require.NotContains(w, sealed, "13900139000")
	})
}

func TestAProfileChangesInPartAndOnlyWhereItIs(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		id := w.consumer("o-1")
		name, face := "老王", "/a.png"
		require.NoError(w, w.rows.UpdateProfile(ctx, id, &name, nil))
		require.NoError(w, w.rows.UpdateProfile(ctx, id, nil, &face))
		require.NoError(w, w.rows.UpdateProfile(ctx, id, nil, &face), "the same again is no error")
		require.NoError(w, w.rows.UpdateProfile(ctx, id, nil, nil))
		require.NoError(w, w.rows.ConfirmAge(ctx, id, "v1", noon))
		require.NoError(w, w.rows.ConfirmAge(ctx, id, "v2", noon.Add(time.Hour)))
		u, err := w.rows.User(ctx, id)
		require.NoError(w, err)
		require.Equal(w, domain.User{
			ID: id, Nickname: name, AvatarURL: face, OpenID: "o-1", AgeConfirmedAt: noon, NoticeVersion: "v2", CreatedAt: noon,
		}, u, "the first statement of age stands")
		require.True(w, errs.HasReason(w.rows.UpdateProfile(ctx, 99, &name, nil), "USER_NOT_FOUND"))
		_, err = w.rows.User(ctx, 99)
		require.True(w, errs.HasReason(err, "USER_NOT_FOUND"))
	})
}

func (w *world) address(user int64, key string, first bool) (domain.Address, error) {
	return w.rows.CreateAddress(context.Background(), domain.Address{
		ID: w.next(), UserID: user, ContactName: "王五", Phone: "13800138000", City: "成都市", Street: "人民南路", Default: first, CreatedAt: noon,
	}, key)
}

// wantDefault checks that exactly one address of a person is the default.
func (w *world) wantDefault(user, want int64) {
	w.Helper()
	list, err := w.rows.Addresses(context.Background(), user)
	require.NoError(w, err)
	require.NotEmpty(w, list)
	for i, a := range list {
		require.Equal(w, a.ID == want, a.Default, "address %d", a.ID)
		require.Equal(w, i == 0, a.Default, "the default comes first")
	}
}

func TestAPersonHasOneDefaultAddress(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		first, err := w.address(1, "k1", false)
		require.NoError(w, err)
		require.True(w, first.Default, "the first one is the default by itself")
		other, err := w.address(2, "k1", false)
		require.NoError(w, err)
		second, err := w.address(1, "k2", false)
		require.NoError(w, err)
		w.wantDefault(1, first.ID)
		third, err := w.address(1, "k3", true)
		require.NoError(w, err)
		w.wantDefault(1, third.ID)
		second.Default, second.Door = true, "3-2-1"
		require.NoError(w, w.rows.ReplaceAddress(ctx, second))
		require.NoError(w, w.rows.ReplaceAddress(ctx, second), "the same again is no error")
		w.wantDefault(1, second.ID)
		w.wantDefault(2, other.ID)
		stolen := other
		stolen.UserID, stolen.Default = 1, true
		require.True(w, errs.HasReason(w.rows.ReplaceAddress(ctx, stolen), "USER_ADDRESS_NOT_FOUND"))
		w.wantDefault(1, second.ID)
		_, err = w.rows.Address(ctx, 1, other.ID)
		require.True(w, errs.HasReason(err, "USER_ADDRESS_NOT_FOUND"))
		require.NoError(w, w.rows.DeleteAddress(ctx, 1, other.ID), "another's address stays")
		_, err = w.rows.Address(ctx, 2, other.ID)
		require.NoError(w, err)
	})
}

func TestAPersonWithAddressesAlwaysHasADefault(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		var a [4]domain.Address
		for i := range a {
			var err error
			a[i], err = w.address(1, "k"+string(rune('0'+i)), false)
			require.NoError(w, err)
		}
		w.wantDefault(1, a[0].ID)
		require.NoError(w, w.rows.DeleteAddress(ctx, 1, a[0].ID))
		w.wantDefault(1, a[3].ID) // the one added last
		require.NoError(w, w.rows.DeleteAddress(ctx, 1, a[1].ID))
		w.wantDefault(1, a[3].ID) // another than the default goes
		a[3].Default = false
		require.NoError(w, w.rows.ReplaceAddress(ctx, a[3]))
		w.wantDefault(1, a[2].ID) // it is not wanted any more
		require.NoError(w, w.rows.DeleteAddress(ctx, 1, a[3].ID))
		a[2].Default = false
		require.NoError(w, w.rows.ReplaceAddress(ctx, a[2]))
		w.wantDefault(1, a[2].ID) // the only one stays, wanted or not
		require.NoError(w, w.rows.DeleteAddress(ctx, 1, a[2].ID))
		last, err := w.address(1, "k9", false)
		require.NoError(w, err)
		require.True(w, last.Default, "who starts anew has a default again")
	})
}

func TestTheSameKeyMakesOneAddressAndThereIsALimit(t *testing.T) {
	worlds(t, func(w *world) {
		var wg sync.WaitGroup
		ids := make([]int64, 8)
		for i := range ids {
			wg.Go(func() {
				a, err := w.address(1, "same", true)
				if err != nil {
					w.Errorf("create: %v", err)
				}
				ids[i] = a.ID
			})
		}
		wg.Wait()
		for _, id := range ids {
			require.Equal(w, ids[0], id)
		}
		var refused atomic.Int64
		for i := range domain.MaxAddresses + 3 {
			wg.Go(func() {
				if _, err := w.address(1, string(rune('a'+i)), i%2 == 0); errs.HasReason(err, "USER_ADDRESS_LIMIT") {
					refused.Add(1)
				} else if err != nil {
					w.Errorf("create: %v", err)
				}
			})
		}
		wg.Wait()
		require.Equal(w, int64(4), refused.Load())
		again, err := w.address(1, "same", true)
		require.NoError(w, err, "a repetition is no new address")
		require.Equal(w, ids[0], again.ID)
		list, err := w.rows.Addresses(context.Background(), 1)
		require.NoError(w, err)
		require.Len(w, list, domain.MaxAddresses)
		w.wantDefault(1, list[0].ID)
	})
}

func TestAStaffNameAndARequestKeyAreTakenOnce(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		first, err := w.clerk("li", "k1")
		require.NoError(w, err)
		_, err = w.clerk("li", "k2")
		require.True(w, sqldb.IsDuplicate(err))
		_, err = w.clerk("wang", "k1")
		require.True(w, sqldb.IsDuplicate(err))
		require.Equal(w, [3]int{1, 1, 1}, [3]int{w.count("users"), w.count("staff"), w.count("outbox")}, "what failed left nothing")
		got, found, err := w.rows.StaffByKey(ctx, "k1")
		require.NoError(w, err)
		require.True(w, found)
		require.Equal(w, first, got)
		got, found, err = w.rows.StaffByUsername(ctx, "li")
		require.NoError(w, err)
		require.True(w, found)
		require.Equal(w, first, got)
		second, err := w.clerk("zhao", "k3")
		require.NoError(w, err)
		list, err := w.rows.ListStaff(ctx, first.UserID, 10)
		require.NoError(w, err)
		require.Equal(w, []domain.Staff{second}, list)
	})
}

func TestAChangeOfRightsEndsTheSessionsAndIsTold(t *testing.T) {
	for name, row := range map[string]struct {
		rights bool
		change func(s *domain.Staff)
	}{
		"other stores":     {true, func(s *domain.Staff) { s.Grants[0].IDs = []int64{8, 9} }},
		"nothing at all":   {true, func(s *domain.Staff) { s.Grants = nil }},
		"a wrong password": {false, func(s *domain.Staff) { s.NoteFailure(noon) }},
	} {
		t.Run(name, func(t *testing.T) {
			worlds(t, func(w *world) {
				ctx := context.Background()
				staff, err := w.clerk("li", "k1")
				require.NoError(w, err)
				mine, other := w.session(staff.UserID, noon.Add(time.Hour)), w.session(99, noon.Add(time.Hour))
				changed, err := w.rows.UpdateStaff(ctx, staff.UserID, domain.Revocation{At: noon.Add(time.Minute), TokensExpire: noon.Add(16 * time.Minute)}, func(s *domain.Staff) (bool, error) {
					row.change(s)
					return row.rights, nil
				})
				require.NoError(w, err)
				stored, _, err := w.rows.StaffByUsername(ctx, "li")
				require.NoError(w, err)
				require.Equal(w, changed.Grants, stored.Grants)
				var text string
				require.NoError(w, w.db.Reader().NewRaw("SELECT store_ids FROM staff WHERE user_id = ?", staff.UserID).Scan(ctx, &text))
				require.NotEqual(w, "null", text, "a list is stored as a list")
				require.Equal(w, changed.Failures, stored.Failures)
				require.Equal(w, row.rights, !w.sessionNow(mine.ID).RevokedAt.IsZero())
				require.True(w, w.sessionNow(other.ID).RevokedAt.IsZero())
				told := []string{"dajiu.user.v1.StaffChanged"}
				if row.rights {
					told = append(told, "dajiu.user.v1.StaffChanged", "dajiu.user.v1.SessionsRevoked")
				}
				require.Equal(w, told, w.told())
			})
		})
	}
}
