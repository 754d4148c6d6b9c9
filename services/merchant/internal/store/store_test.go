package store_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/stretchr/testify/require"

	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/merchant/internal/domain"
	"dajiu/services/merchant/internal/store"
)

var noon = time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

type world struct {
	*testing.T
	db    *sqldb.DB
	clock *clockwork.FakeClock
	ids   *id.Generator
	rows  *store.Merchants
}

func worlds(t *testing.T, suite func(w *world)) {
	t.Helper()
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		require.NoError(t, sqldb.Migrate(t.Context(), db, sqldb.Set{Name: "merchant", Files: os.DirFS("migrations")}))
		require.NoError(t, sqldb.Migrate(t.Context(), db, outbox.Migrations()))
		clk := clock.Fake(noon)
		ids, err := id.NewGenerator(clk, 1)
		require.NoError(t, err)
		rows, err := store.New(t.Context(), db, outbox.New("merchant", db, bus.Bus(nil), ids, clk, testkit.Quiet(), nil), testkit.Keys(t, db))
		require.NoError(t, err)
		suite(&world{T: t, db: db, clock: clk, ids: ids, rows: rows})
	})
}

var everything = store.Reach{All: true} //nolint:gochecknoglobals // a fixture

// applied stores an application of somebody's in a district.
func (w *world) applied(by int64, credit string, region int32) domain.Application {
	w.Helper()
	a := domain.Application{
		ID: w.ids.Next(), ApplicantID: by, State: domain.Submitted, Version: 1, CreatedAt: noon, UpdatedAt: noon,
		Facts: domain.Facts{Company: "锦里" + credit, CreditCode: credit, Outlets: []domain.Outlet{{
			Code: "s-" + strings.ToLower(credit), Name: "店", Region: region,
			Food: domain.Licence{Number: "JY1", Expires: noon.AddDate(0, 0, 20)}, Liquor: domain.Licence{Number: "L1"},
		}}},
		Confidential: domain.Confidential{ContactPhone: "13800138000"},
	}
	made, err := w.rows.Create(context.Background(), a, credit)
	require.NoError(w, err)
	return made
}

// opened takes an application through to its merchant.
func (w *world) opened(a domain.Application, merchant, store int64) {
	w.Helper()
	_, err := w.rows.Update(context.Background(), everything, a.ID, func(a *domain.Application) error {
		a.State, a.ReviewerID, a.MerchantID, a.UpdatedAt = domain.Opened, 99, merchant, a.UpdatedAt.Add(time.Second)
		a.Facts.Outlets[0].StoreID = store
		return nil
	}, func(ctx context.Context, tx *sqldb.Tx, a domain.Application) error {
		return w.rows.Opened(ctx, tx, a, w.ids, w.clock.Now())
	})
	require.NoError(w, err)
}

func TestTheSameKeyMakesOneApplicationAndItsSecretsAreSealed(t *testing.T) {
	worlds(t, func(w *world) {
		first := w.applied(1, "A", 510107)
		again, err := w.rows.Create(context.Background(), domain.Application{ID: w.ids.Next(), ApplicantID: 1}, "A")
		require.NoError(w, err)
		require.Equal(w, first.ID, again.ID)
		require.Equal(w, "13800138000", again.Confidential.ContactPhone)
		var sealed string
		require.NoError(w, w.db.Reader().NewRaw("SELECT sealed FROM applications").Scan(context.Background(), &sealed))
		require.NotContains(w, sealed, "138")
	})
}

func TestTheStoreItselfRefusesThatSomebodyReviewsTheirOwn(t *testing.T) {
	worlds(t, func(w *world) {
		a := w.applied(1, "A", 510107)
		_, err := w.rows.Update(context.Background(), everything, a.ID, func(a *domain.Application) error {
			a.ReviewerID, a.State, a.UpdatedAt = a.ApplicantID, domain.Approved, noon.Add(time.Second)
			return nil
		}, nil)
		require.Error(w, err)
		kept, err := w.rows.Application(context.Background(), everything, a.ID)
		require.NoError(w, err)
		require.Equal(w, domain.Submitted, kept.State)
	})
}

func TestEverybodySeesTheirOwnTheirRegionsAndTheirMerchants(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		wuhou, beijing := w.applied(1, "A", 510107), w.applied(2, "B", 110101)
		w.opened(wuhou, 70, 700)
		seen := func(r store.Reach) (applications, merchants int) {
			list, err := w.rows.Applications(ctx, r, store.Filter{}, 0, 10)
			require.NoError(w, err)
			all, err := w.rows.List(ctx, r, store.MerchantFilter{}, 0, 10)
			require.NoError(w, err)
			return len(list), len(all)
		}
		for name, c := range map[string]struct {
			reach                   store.Reach
			applications, merchants int
		}{
			"everything":         {everything, 2, 1},
			"nothing":            {store.Reach{}, 0, 0},
			"who applied":        {store.Reach{UserID: 2}, 1, 0},
			"the district":       {store.Reach{UserID: 9, Regions: []int64{510107}}, 1, 1},
			"the city":           {store.Reach{UserID: 9, Regions: []int64{510100}}, 1, 1},
			"the province":       {store.Reach{UserID: 9, Regions: []int64{510000}}, 1, 1},
			"another city":       {store.Reach{UserID: 9, Regions: []int64{510200}}, 0, 0},
			"the merchant's own": {store.Reach{UserID: 9, Merchants: []int64{70}}, 1, 1},
		} {
			applications, merchants := seen(c.reach)
			require.Equal(w, []int{c.applications, c.merchants}, []int{applications, merchants}, name)
		}
		_, err := w.rows.Application(ctx, store.Reach{UserID: 1}, beijing.ID)
		require.True(w, errs.HasReason(err, "MERCHANT_APPLICATION_NOT_FOUND"), "%v", err)
		found, err := w.rows.Applications(ctx, everything, store.Filter{Words: "锦里B"}, 0, 10)
		require.NoError(w, err)
		require.Len(w, found, 1)
	})
}

func TestALicenceSetsItsTimersOnceAndARenewedOneVoidsThem(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		a := w.applied(1, "A", 510107)
		w.opened(a, 70, 700)
		timers := func() (n int) {
			require.NoError(w, w.db.Reader().NewRaw("SELECT COUNT(*) FROM outbox WHERE topic = 'dajiu.merchant.v1.LicenceDue'").Scan(ctx, &n))
			return n
		}
		require.Equal(w, 4, timers(), "30 days before has gone by and is told at once; 7, 1 and 0 are to come")
		held, err := w.rows.Licences(ctx, 70)
		require.NoError(w, err)
		require.Len(w, held, 3)
		m, err := w.rows.Merchant(ctx, everything, 70)
		require.NoError(w, err)
		require.True(w, m.FirstExpiry.Equal(noon.AddDate(0, 0, 20)))
		ending, err := w.rows.List(ctx, everything, store.MerchantFilter{ExpiresBefore: noon.AddDate(0, 0, 30)}, 0, 10)
		require.NoError(w, err)
		require.Len(w, ending, 1)

		food := held[1]
		require.Equal(w, domain.Food, food.Kind)
		about := func(ends time.Time) (found bool, people []int64) {
			require.NoError(w, w.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
				var err error
				_, _, people, found, err = w.rows.LicenceDue(ctx, tx, food.ID, ends)
				return err
			}))
			return found, people
		}
		found, people := about(food.Expires)
		require.True(w, found)
		require.Equal(w, []int64{1, 99}, people)

		change := w.applied(1, "A2", 510107)
		change.Facts.Outlets[0].Food.Expires = noon.AddDate(2, 0, 0)
		_, err = w.rows.Update(ctx, everything, change.ID, func(c *domain.Application) error {
			c.Facts, c.MerchantID, c.State, c.ReviewerID, c.UpdatedAt = change.Facts, 70, domain.Opened, 99, noon.Add(time.Second)
			c.Facts.Outlets[0].StoreID = 700
			return nil
		}, func(ctx context.Context, tx *sqldb.Tx, c domain.Application) error {
			return w.rows.Opened(ctx, tx, c, w.ids, noon)
		})
		require.NoError(w, err)
		found, _ = about(food.Expires)
		require.False(w, found, "the old timers find another end, and say nothing")
		require.Equal(w, 8, timers())
	})
}

func TestASuspensionIsToldOnce(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		w.opened(w.applied(1, "A", 510107), 70, 700)
		for range 2 {
			m, err := w.rows.SetStanding(ctx, everything, 70, func(m *domain.Merchant) error { return m.Suspend("查处") })
			require.NoError(w, err)
			require.Equal(w, domain.Suspended, m.Standing)
		}
		var n int
		require.NoError(w, w.db.Reader().NewRaw("SELECT COUNT(*) FROM outbox WHERE topic = ?", (&merchantv1.StandingDue{}).ProtoReflect().Descriptor().FullName()).Scan(ctx, &n))
		require.Equal(w, 1, n)
		_, err := w.rows.SetStanding(ctx, store.Reach{Regions: []int64{110101}}, 70, func(m *domain.Merchant) error { m.Resume(); return nil })
		require.True(w, errs.HasReason(err, "MERCHANT_NOT_FOUND"), "%v", err)
	})
}

func TestListsAreServedByIndexes(t *testing.T) {
	worlds(t, func(w *world) {
		for _, query := range []string{
			"SELECT * FROM applications WHERE state = 2 AND id < 9 ORDER BY id DESC LIMIT 50",
			"SELECT * FROM applications WHERE applicant_id = 2 ORDER BY id DESC LIMIT 50",
			"SELECT * FROM applications WHERE id < 9 ORDER BY id DESC LIMIT 50",
			"SELECT * FROM applications WHERE merchant_id = 2 ORDER BY id DESC LIMIT 50",
			"SELECT * FROM merchants WHERE state = 2 AND id < 9 ORDER BY id DESC LIMIT 50",
			"SELECT * FROM merchants WHERE first_expiry < '2026-01-01' ORDER BY first_expiry, id LIMIT 50",
		} {
			plan, err := sqldb.Explain(w.Context(), w.db, query)
			require.NoError(w, err)
			text := strings.Join(plan, "\n")
			require.NotContains(w, text, "SCAN", query)
			require.NotContains(w, text, "TEMP B-TREE", query)
			require.NotContains(w, text, "filesort", query)
		}
	})
}
