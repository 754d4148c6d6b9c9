package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

func TestAccountsAreListedNewestFirstByPage(t *testing.T) {
	worlds(t, func(w *world) {
		clk := clock.Fake(noon)
		ids, err := id.NewGenerator(clk, 2)
		require.NoError(w, err)
		var made []int64 // newest first
		for range 5 {
			u := domain.User{ID: ids.Next(), Nickname: "酒友", OpenID: "wx" + clk.Now().String(), CreatedAt: clk.Now()}
			created, err := w.rows.CreateConsumer(t.Context(), u)
			require.NoError(w, err)
			require.True(w, created)
			made = append([]int64{u.ID}, made...)
			clk.Advance(time.Hour)
		}
		_, err = w.rows.Switch(t.Context(), domain.Switch{ID: 1, UserID: made[1], Disabled: true, Reason: "刷单", OperatorID: 9, At: noon}, domain.Revocation{At: noon, TokensExpire: noon})
		require.NoError(w, err)
		yes, no := true, false
		for name, row := range map[string]struct {
			want   store.AccountsWanted
			before int64
			limit  int
			found  []int64
		}{
			"all of them":             {store.AccountsWanted{}, 0, 10, made},
			"a page in the middle":    {store.AccountsWanted{}, made[1], 2, made[2:4]},
			"those that are off":      {store.AccountsWanted{Disabled: &yes}, 0, 10, made[1:2]},
			"those that are not":      {store.AccountsWanted{Disabled: &no}, 0, 2, []int64{made[0], made[2]}},
			"made in a stretch of it": {store.AccountsWanted{From: noon.Add(time.Hour), Before: noon.Add(3 * time.Hour)}, 0, 10, made[2:4]},
		} {
			list, err := w.rows.Accounts(t.Context(), row.want, row.before, row.limit)
			require.NoError(w, err, name)
			var found []int64
			for _, u := range list {
				found = append(found, u.ID)
			}
			require.Equal(w, row.found, found, name)
		}
		around, err := w.rows.Around(t.Context(), made[1], noon)
		require.NoError(w, err)
		require.Equal(w, "刷单", around.LastSwitch.Reason)
		require.Equal(w, []string{"wechat_mini"}, around.Identities)
	})
}

func TestPeopleAreFoundByPhoneAndCalledByName(t *testing.T) {
	worlds(t, func(w *world) {
		created, err := w.rows.CreateByPhone(t.Context(), domain.User{ID: 901, Nickname: "老王", Phone: "13800138000", CreatedAt: noon})
		require.NoError(w, err)
		require.True(w, created)
		owner, err := w.rows.PhoneOwner(t.Context(), "13800138000")
		require.NoError(w, err)
		require.EqualValues(w, 901, owner)
		owner, err = w.rows.PhoneOwner(t.Context(), "13800138001")
		require.NoError(w, err)
		require.Zero(w, owner)
		clerk, err := w.clerk("xiaoli", "k1")
		require.NoError(w, err)
		names, err := w.rows.Names(t.Context(), []int64{901, clerk.UserID, 999})
		require.NoError(w, err)
		require.ElementsMatch(w, []store.Name{{UserID: 901, Name: "老王"}, {UserID: clerk.UserID, Name: "小李", Staff: true}}, names)
	})
}

func TestAccountsAreListedByAnIndexHoweverManyThereAre(t *testing.T) {
	t.Parallel()
	db := testkit.Open(t, testkit.SQLite(t))
	migrate(t, db)
	for query, index := range map[string]string{
		"SELECT * FROM users WHERE id < 9 ORDER BY id DESC LIMIT 51":                     "PRIMARY KEY",
		"SELECT * FROM users WHERE id >= 3 AND id < 9 ORDER BY id DESC LIMIT 51":         "PRIMARY KEY",
		"SELECT * FROM users WHERE disabled = TRUE AND id < 9 ORDER BY id DESC LIMIT 51": "ix_users_disabled",
		"SELECT id FROM users WHERE phone_index = 'x'":                                   "ux_users_phone",
		"SELECT kind FROM identities WHERE user_id = 1 ORDER BY kind LIMIT 200":          "ix_identities_user",
		"SELECT COUNT(*) FROM sessions WHERE user_id = 1 AND revoked_at IS NULL":         "ix_sessions_user",
		"SELECT COUNT(*) FROM addresses WHERE user_id = 1":                               "addresses",
		"SELECT * FROM account_switches WHERE user_id = 1 ORDER BY id DESC LIMIT 1":      "ix_account_switches_user",
		"SELECT id, nickname FROM users WHERE id IN (1, 2) ORDER BY id":                  "PRIMARY KEY",
		"SELECT user_id, name FROM staff WHERE user_id IN (1, 2)":                        "PRIMARY KEY",
	} {
		plan, err := sqldb.Explain(t.Context(), db, query)
		require.NoError(t, err)
		text := strings.Join(plan, "\n")
		require.Contains(t, text, "SEARCH", query)
		require.Contains(t, text, index, query)
	}
}
