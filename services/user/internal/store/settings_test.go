package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/domain"
)

func TestAPersonsSettingsAreTheirsAndOfTheVersionTheyRead(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		put := func(owner int64, name, value string, version int64) (domain.Setting, error) {
			return w.rows.PutSetting(ctx, domain.Setting{Owner: owner, Name: name, Value: value, Version: version, UpdatedAt: noon})
		}
		first, err := put(1, "views.orders", `[1]`, 0)
		require.NoError(t, err)
		require.EqualValues(t, 1, first.Version)
		again, err := put(1, "views.orders", `[1]`, 0)
		require.NoError(t, err, "the same words again are no conflict")
		require.EqualValues(t, 1, again.Version)
		_, err = put(1, "views.orders", `[2]`, 0)
		require.True(t, errs.HasReason(err, "USER_VERSION_CONFLICT"), "%v", err)
		second, err := put(1, "views.orders", `[2]`, 1)
		require.NoError(t, err)
		require.EqualValues(t, 2, second.Version)
		_, err = put(1, "theme", `"dark"`, 7)
		require.True(t, errs.HasReason(err, "USER_VERSION_CONFLICT"), "what is not there has version 0: %v", err)
		_, err = put(1, "theme", `"dark"`, 0)
		require.NoError(t, err)
		_, err = put(2, "theme", `"light"`, 0)
		require.NoError(t, err)

		list, err := w.rows.Settings(ctx, 1, "")
		require.NoError(t, err)
		require.Equal(t, []string{"theme", "views.orders"}, []string{list[0].Name, list[1].Name})
		list, err = w.rows.Settings(ctx, 1, "views.")
		require.NoError(t, err)
		require.Len(t, list, 1)
		require.Equal(t, `[2]`, list[0].Value)

		require.NoError(t, w.rows.DeleteSetting(ctx, 1, "theme"))
		require.NoError(t, w.rows.DeleteSetting(ctx, 1, "theme"), "twice is no error")
		_, err = w.rows.Setting(ctx, 1, "theme")
		require.True(t, errs.HasReason(err, "USER_SETTING_NOT_FOUND"))
		kept, err := w.rows.Setting(ctx, 2, "theme")
		require.NoError(t, err)
		require.Equal(t, `"light"`, kept.Value, "another's stays")
	})
}

func TestAPersonKeepsAHundredSettingsAndNoMore(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		for i := range domain.MaxSettings {
			_, err := w.rows.PutSetting(ctx, domain.Setting{Owner: 1, Name: fmt.Sprintf("s%d", i), Value: "1", UpdatedAt: noon})
			require.NoError(t, err)
		}
		_, err := w.rows.PutSetting(ctx, domain.Setting{Owner: 1, Name: "more", Value: "1", UpdatedAt: noon})
		require.True(t, errs.HasReason(err, "USER_SETTING_LIMIT"), "%v", err)
		_, err = w.rows.PutSetting(ctx, domain.Setting{Owner: 1, Name: "s0", Value: "2", Version: 1, UpdatedAt: noon})
		require.NoError(t, err, "those there are may change")
	})
}

func TestOfTwoTabsThatSaveTheSameVersionOneWins(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		var won sync.Map
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				_, err := w.rows.PutSetting(ctx, domain.Setting{Owner: 1, Name: "tabs", Value: fmt.Sprint(i), UpdatedAt: noon})
				if err == nil {
					won.Store(i, true)
				}
			})
		}
		wg.Wait()
		n := 0
		won.Range(func(any, any) bool { n++; return true })
		require.Equal(t, 1, n)
	})
}

func TestWhatAPageOffersToARoleGoesWithTheRole(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		made, err := w.rows.CreateRole(ctx, domain.Role{ID: 9001, Kind: 4, Name: "客服", UpdatedAt: noon}, "k")
		require.NoError(t, err)
		put := func(role int64, value string, version int64) (domain.Setting, error) {
			return w.rows.PutViews(ctx, domain.Setting{Owner: role, Name: "orders", Value: value, Version: version, UpdatedAt: noon})
		}
		_, err = put(404, `[]`, 0)
		require.True(t, errs.HasReason(err, "USER_ROLE_NOT_FOUND"), "%v", err)
		_, err = put(made.ID, `[1]`, 0)
		require.NoError(t, err)
		_, err = put(4, `[4]`, 0)
		require.NoError(t, err, "the roles that every installation has are roles, too")
		_, err = put(made.ID, `[2]`, 0)
		require.True(t, errs.HasReason(err, "USER_VERSION_CONFLICT"), "%v", err)

		all, err := w.rows.Views(ctx, "orders")
		require.NoError(t, err)
		require.Len(t, all, 2)
		mine, err := w.rows.Views(ctx, "orders", made.ID)
		require.NoError(t, err)
		require.Len(t, mine, 1)
		require.Equal(t, `[1]`, mine[0].Value)

		_, err = put(4, "", 1)
		require.NoError(t, err)
		require.NoError(t, w.rows.DeleteRole(ctx, made.ID))
		all, err = w.rows.Views(ctx, "orders")
		require.NoError(t, err)
		require.Empty(t, all, "removed, and gone with its role")
	})
}

func TestSettingsAreFoundByTheirKeys(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrate(t, db)
		for _, query := range []string{
			"SELECT * FROM personal_settings WHERE user_id = 1 AND name >= 'a' AND name < 'a~' ORDER BY name LIMIT 100",
			"SELECT * FROM role_views WHERE page = 'orders' ORDER BY role_id LIMIT 200",
			"SELECT * FROM role_views WHERE page = 'orders' AND role_id IN (1, 2) ORDER BY role_id LIMIT 200",
		} {
			plan, err := sqldb.Explain(t.Context(), db, query)
			require.NoError(t, err)
			for _, step := range plan {
				require.NotContains(t, step, "SCAN", query)
				require.NotContains(t, step, "TEMP B-TREE", query)
			}
		}
	})
}
