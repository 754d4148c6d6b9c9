package app_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/merchant/internal/app"
	"dajiu/services/merchant/internal/domain"
	"dajiu/services/merchant/internal/store"
)

var noon = time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

// catalogue is the product service as far as it counts here: stores by code, each of one merchant.
type catalogue struct {
	stores    map[string]int64
	fail      error // the next call's
	calls     int
	suspended map[int64]bool
}

func (c *catalogue) PutStore(_ context.Context, o app.Opening) (int64, int64, error) {
	c.calls++
	if err := c.fail; err != nil && c.calls > 1 {
		c.fail = nil
		return 0, 0, err
	}
	if c.stores[o.Outlet.Code] == 0 {
		c.stores[o.Outlet.Code] = int64(700 + len(c.stores))
	}
	return c.stores[o.Outlet.Code], 70, nil
}

func (c *catalogue) Suspend(_ context.Context, id int64, suspended bool) error {
	c.suspended[id] = suspended
	return nil
}

type world struct {
	*testing.T
	m         *app.Merchants
	catalogue *catalogue
}

func newWorld(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	db := testkit.Open(t, testkit.SQLite(t))
	require.NoError(t, sqldb.Migrate(t.Context(), db, sqldb.Set{Name: "merchant", Files: os.DirFS("../store/migrations")}))
	require.NoError(t, sqldb.Migrate(t.Context(), db, outbox.Migrations()))
	clk := clock.Fake(noon)
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	rows, err := store.New(t.Context(), db, outbox.New("merchant", db, bus.Bus(nil), ids, clk, testkit.Quiet(), nil), testkit.Keys(t, db))
	require.NoError(t, err)
	c := &catalogue{stores: map[string]int64{}, suspended: map[int64]bool{}}
	return &world{T: t, catalogue: c, m: &app.Merchants{Store: rows, Catalogue: c, IDs: ids, Clock: clk, Log: testkit.Quiet()}}
}

func operator(id int64) app.Caller {
	return app.Caller{UserID: id, Operator: true, Reach: store.Reach{All: true, UserID: id}}
}

func facts(credit string, stores ...string) domain.Facts {
	f := domain.Facts{Company: "锦里酒业", CreditCode: credit, LegalPerson: "王", Business: domain.Licence{Number: credit, Picture: "/media/l/a.svg"}}
	for _, code := range stores {
		f.Outlets = append(f.Outlets, domain.Outlet{
			Code: code, Name: "店", Address: "街", LatE6: 1, LngE6: 1, Region: 510107, Phone: "02888880000",
			Food: domain.Licence{Number: foodNumber(), Picture: "/media/l/b.svg", Expires: noon.AddDate(1, 0, 0)}, Liquor: domain.Licence{Number: "L"},
		})
	}
	return f
}

func foodNumber() string {
	for d := '0'; d <= '9'; d++ {
		if number := "JY1510107000001" + string(d); domain.ValidFoodLicence(number) {
			return number
		}
	}
	return ""
}

const credit = "91350100M000100Y43"

// approved takes an application by one operator through another's review.
func (w *world) approved(f domain.Facts, merchant int64, key string) domain.Application {
	w.Helper()
	secret := domain.Confidential{ContactName: "李", ContactPhone: "13800138000", AccountName: "锦里", AccountBank: "工行", AccountNumber: "62220000"}
	a, err := w.m.Create(w.Context(), operator(1), f, secret, merchant, key)
	require.NoError(w, err)
	_, err = w.m.Submit(w.Context(), operator(1), a.ID)
	require.NoError(w, err)
	for range 2 { // again: nothing changes
		a, err = w.m.Approve(w.Context(), operator(2), a.ID)
		require.NoError(w, err)
	}
	return a
}

func TestWhatWasApprovedIsOpenedHoweverOftenThatIsInterrupted(t *testing.T) {
	w := newWorld(t)
	a := w.approved(facts(credit, "s1", "s2", "s3"), 0, "k")
	w.catalogue.fail = errs.New(codes.Unavailable, errs.ReasonUnavailable, "away")
	require.Error(w, w.m.Open(w.Context(), a.ID), "the second store fails")
	_, found, err := w.m.Store.MerchantByCredit(w.Context(), credit)
	require.NoError(w, err)
	require.False(w, found, "no half of a merchant")
	n, err := w.m.Resume(w.Context(), noon)
	require.NoError(w, err)
	require.EqualValues(w, 1, n)
	require.NoError(w, w.m.Open(w.Context(), a.ID), "and again")
	require.Len(w, w.catalogue.stores, 3)
	m, err := w.m.Store.Merchant(w.Context(), store.Reach{All: true}, 70)
	require.NoError(w, err)
	require.Equal(w, 3, m.Stores)
	n, err = w.m.Resume(w.Context(), noon)
	require.NoError(w, err)
	require.Zero(w, n)
}

func TestACodeThatAnotherMerchantHasSendsTheApplicationBack(t *testing.T) {
	w := newWorld(t)
	a := w.approved(facts(credit, "s1", "s2"), 0, "k")
	w.catalogue.fail = errs.New(codes.AlreadyExists, "PRODUCT_DUPLICATE", "taken")
	require.NoError(w, w.m.Open(w.Context(), a.ID))
	back, err := w.m.Store.Application(w.Context(), store.Reach{All: true}, a.ID)
	require.NoError(w, err)
	require.Equal(w, domain.Returned, back.State)
	require.Equal(w, "facts.outlets[1].code", back.Returned[0].Path)
}

func TestACreditCodeHasOneMerchantAndChangesGoByAnApplicationOfTheirOwn(t *testing.T) {
	w := newWorld(t)
	a := w.approved(facts(credit, "s1"), 0, "k")
	require.NoError(w, w.m.Open(w.Context(), a.ID))
	b, err := w.m.Create(w.Context(), operator(3), facts(credit, "s9"), domain.Confidential{}, 0, "k2")
	require.NoError(w, err)
	_, err = w.m.Submit(w.Context(), operator(3), b.ID)
	require.True(w, errs.HasReason(err, "MERCHANT_DUPLICATE"), "%v", err)

	f := facts(credit, "s1", "s2")
	f.Company = "锦里酒业集团"
	change := w.approved(f, 70, "k3")
	require.True(w, change.Change)
	require.NoError(w, w.m.Open(w.Context(), change.ID))
	m, err := w.m.Store.Merchant(w.Context(), store.Reach{All: true}, 70)
	require.NoError(w, err)
	require.Equal(w, []any{"锦里酒业集团", 2, change.ID}, []any{m.Name, m.Stores, m.ApplicationID})
}

func TestAMerchantsStaffCannotNameAnothersCode(t *testing.T) {
	w := newWorld(t)
	f := facts(credit)
	f.MerchantCode = "rival"
	f.Outlets = []domain.Outlet{{Name: "店"}}
	a, err := w.m.Create(w.Context(), app.Caller{UserID: 5, Reach: store.Reach{UserID: 5}}, f, domain.Confidential{}, 0, "k")
	require.NoError(w, err)
	require.Empty(w, a.Facts.MerchantCode)
	require.NotEmpty(w, a.Facts.Outlets[0].Code, "a store without a code is given one")
	_, err = w.m.Create(w.Context(), app.Caller{UserID: 5, Reach: store.Reach{UserID: 5}}, f, domain.Confidential{}, 70, "k2")
	require.True(w, errs.HasReason(err, "MERCHANT_NOT_FOUND"), "nor change another's: %v", err)
}

func TestStoresFollowTheirMerchantAsItStandsNow(t *testing.T) {
	w := newWorld(t)
	a := w.approved(facts(credit, "s1"), 0, "k")
	require.NoError(w, w.m.Open(w.Context(), a.ID))
	_, err := w.m.Suspend(w.Context(), operator(1), 70, " ")
	require.True(w, errs.HasReason(err, errs.ReasonInvalid))
	_, err = w.m.Suspend(w.Context(), operator(1), 70, "查处")
	require.NoError(w, err)
	require.NoError(w, w.m.Follow(w.Context(), 70))
	require.True(w, w.catalogue.suspended[70])
	_, err = w.m.ResumeMerchant(w.Context(), operator(1), 70)
	require.NoError(w, err)
	for range 2 { // the event of the suspension comes once more, late
		require.NoError(w, w.m.Follow(w.Context(), 70))
	}
	require.False(w, w.catalogue.suspended[70])
}
