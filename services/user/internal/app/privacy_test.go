package app_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"dajiu/platform/errs"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

// keeper plays a service that keeps personal data, and fails as it is told.
type keeper struct {
	name   string
	fail   []error
	erased int
}

// Name implements app.Keeper.
func (k *keeper) Name() string { return k.name }

func (k *keeper) next() (err error) {
	if len(k.fail) > 0 {
		err, k.fail = k.fail[0], k.fail[1:]
	}
	return err
}

// Export implements app.Keeper: two pages of a row each.
func (k *keeper) Export(_ context.Context, _, after int64) ([]app.Section, int64, error) {
	if err := k.next(); err != nil {
		return nil, 0, err
	}
	return []app.Section{{Title: k.name, Rows: []string{`{"n":1}`}}}, 1 - after, nil
}

// Erase implements app.Keeper.
func (k *keeper) Erase(context.Context, int64) ([]domain.Outcome, error) {
	if err := k.next(); err != nil {
		return nil, err
	}
	k.erased++
	return []domain.Outcome{{Title: k.name, Erased: 1}}, nil
}

type deals struct{ list []domain.Obstacle }

// Obstacles implements app.Deals.
func (d *deals) Obstacles(context.Context, int64) ([]domain.Obstacle, error) { return d.list, nil }

// rights is a world in which somebody asks for theirs.
type rights struct {
	*world
	privacy       *app.Privacy
	order, letter *keeper
	deals         *deals
	user          int64
}

func newRights(t *testing.T) *rights {
	t.Helper()
	r := &rights{world: newWorld(t), order: &keeper{name: "order"}, letter: &keeper{name: "message"}, deals: &deals{}}
	var err error
	r.privacy, err = app.NewPrivacy(t.Context(), r.Users, testkit.Keys(t, r.db), []app.Keeper{r.order, r.letter}, r.deals,
		app.PrivacyTimes{CoolOff: 15 * 24 * time.Hour, CopyLife: 7 * 24 * time.Hour})
	require.NoError(t, err)
	login, err := r.LoginWechat(t.Context(), "c1", app.Device{Name: "phone"})
	require.NoError(t, err)
	r.user = login.User.ID
	_, err = r.BindPhone(t.Context(), r.user, "p1")
	require.NoError(t, err)
	_, err = r.CreateAddress(t.Context(), domain.Address{UserID: r.user, ContactName: "王五", Phone: "13800138000", Street: "人民南路"}, "k")
	require.NoError(t, err)
	return r
}

func (r *rights) left() []string {
	r.Helper()
	left, err := store.PersonLeft(r.Context(), r.db, r.user)
	require.NoError(r, err)
	return left
}

func TestAnErasureThatIsInterruptedAnywhereGoesOn(t *testing.T) {
	t.Parallel()
	broken, open := errors.New("no connection"), errs.New(codes.FailedPrecondition, "ORDER_STATE_INVALID", "an order is open")
	for name, c := range map[string]struct {
		order, letter []error
		wait          time.Duration
	}{
		"nothing happens":                            {},
		"the first service is not there":             {order: []error{broken}},
		"the last one is not there, twice":           {letter: []error{broken, broken}},
		"an order slipped in and has to end first":   {order: []error{open}, wait: time.Hour},
		"an order, then a service that is not there": {order: []error{open}, letter: []error{broken}, wait: time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRights(t)
			ctx := t.Context()
			req, code, err := r.privacy.RequestErasure(ctx, r.user)
			require.NoError(t, err)
			require.NoError(t, r.privacy.Continue(ctx, req.ID))
			require.NotEmpty(t, r.left(), "nothing happens before its time")
			r.order.fail, r.letter.fail = c.order, c.letter
			r.clock.Advance(15 * 24 * time.Hour)
			attempts := 1 + len(c.order) + len(c.letter)
			for range attempts {
				_, _, err := r.privacy.Certificate(ctx, code)
				wantReason(t, err, "USER_CERTIFICATE_NOT_FOUND")
				_ = r.privacy.Continue(ctx, req.ID) // as the timer does, again and again
				if c.wait > 0 && len(r.order.fail) == 0 && r.order.erased == 0 {
					require.NoError(t, r.privacy.Continue(ctx, req.ID), "too early: it waits")
					require.Zero(t, r.order.erased)
				}
				r.clock.Advance(c.wait)
			}
			require.Empty(t, r.left())
			require.Equal(t, []int{1, 1}, []int{r.order.erased, r.letter.erased}, "what was noted as done is not done again")
			certificate, signed, err := r.privacy.Certificate(ctx, code)
			require.NoError(t, err)
			require.NotEmpty(t, signed)
			require.Equal(t, r.user, certificate.UserID)
			titles := map[string]int64{}
			for _, o := range certificate.Outcomes {
				titles[o.Title] = o.Erased
			}
			require.Equal(t, int64(1), titles["收货地址"])
			require.Equal(t, int64(1), titles["message"])
			again, err := r.LoginWechat(ctx, "c2", app.Device{})
			require.NoError(t, err)
			require.NotEqual(t, r.user, again.User.ID, "the identity is free")
		})
	}
}

func TestAnErasureIsWithdrawnOrRefusedByWhatIsOpen(t *testing.T) {
	t.Parallel()
	r := newRights(t)
	ctx := t.Context()
	_, err := r.privacy.Withdraw(ctx, r.user)
	wantReason(t, err, "USER_DELETION_STATE")
	r.deals.list = []domain.Obstacle{{Reason: "ORDER_OPEN", Message: "有一笔订单尚未完成"}}
	_, _, err = r.privacy.RequestErasure(ctx, r.user)
	wantReason(t, err, "USER_DELETION_BLOCKED")
	r.deals.list = nil
	first, code, err := r.privacy.RequestErasure(ctx, r.user)
	require.NoError(t, err)
	same, again, err := r.privacy.RequestErasure(ctx, r.user)
	require.NoError(t, err)
	require.Equal(t, []any{first.ID, code}, []any{same.ID, again})
	for range 2 {
		withdrawn, err := r.privacy.Withdraw(ctx, r.user)
		require.NoError(t, err)
		require.Equal(t, domain.Withdrawn, withdrawn.State)
	}
	second, _, err := r.privacy.RequestErasure(ctx, r.user)
	require.NoError(t, err)
	r.clock.Advance(15 * 24 * time.Hour)
	require.NoError(t, r.privacy.Continue(ctx, first.ID), "the timer of what was withdrawn does nothing")
	r.deals.list = []domain.Obstacle{{Reason: "ORDER_OPEN", Message: "有一笔订单尚未完成"}}
	require.NoError(t, r.privacy.Continue(ctx, second.ID))
	stands, obstacles, err := r.privacy.Erasure(ctx, r.user)
	require.NoError(t, err)
	require.Equal(t, domain.Refused, stands.State)
	require.Len(t, obstacles, 1)
	_, err = r.privacy.Withdraw(ctx, r.user)
	wantReason(t, err, "USER_DELETION_STATE")
	require.NotEmpty(t, r.left(), "the account is as it was")
}

func TestACopyIsMadeOnceAndKeptForSevenDays(t *testing.T) {
	t.Parallel()
	r := newRights(t)
	ctx := t.Context()
	req, err := r.privacy.RequestCopy(ctx, r.user)
	require.NoError(t, err)
	_, err = r.privacy.DownloadCopy(ctx, r.user, req.ID)
	wantReason(t, err, "USER_EXPORT_NOT_READY")
	r.order.fail = []error{errors.New("no connection")}
	require.Error(t, r.privacy.Continue(ctx, req.ID))
	for range 2 {
		require.NoError(t, r.privacy.Continue(ctx, req.ID))
	}
	text, err := r.privacy.DownloadCopy(ctx, r.user, req.ID)
	require.NoError(t, err)
	for _, want := range []string{"13800138000", "王五", "人民南路", `"n":1`} {
		require.Contains(t, string(text), want)
	}
	var stored string
	require.NoError(t, r.db.Reader().NewRaw("SELECT sealed FROM privacy_requests WHERE id = ?", req.ID).Scan(ctx, &stored))
	require.Regexp(t, `^1\.`, stored)
	_, err = r.privacy.DownloadCopy(ctx, r.user+1, req.ID)
	wantReason(t, err, "USER_EXPORT_NOT_FOUND")
	r.clock.Advance(7 * 24 * time.Hour)
	_, err = r.privacy.DownloadCopy(ctx, r.user, req.ID)
	wantReason(t, err, "USER_EXPORT_EXPIRED")
	_, err = r.privacy.Resume(ctx, r.clock.Now().Add(time.Hour)) // its timer got lost
	require.NoError(t, err)
	require.NoError(t, r.db.Reader().NewRaw("SELECT sealed FROM privacy_requests WHERE id = ?", req.ID).Scan(ctx, &stored))
	require.Empty(t, stored)
	next, err := r.privacy.RequestCopy(ctx, r.user)
	require.NoError(t, err)
	require.NotEqual(t, req.ID, next.ID)
}

func TestEveryStepOfARequestIsOneThatIsAllowed(t *testing.T) {
	t.Parallel()
	allowed := map[[3]int]bool{{1, 1, 2}: true, {1, 1, 3}: true, {1, 2, 3}: true, {2, 1, 2}: true, {2, 1, 4}: true, {2, 1, 5}: true, {2, 2, 3}: true}
	for kind := 1; kind <= 2; kind++ {
		for from := 0; from <= 6; from++ {
			for to := 0; to <= 6; to++ {
				may := domain.RequestKind(kind).May(domain.RequestState(from), domain.RequestState(to))
				require.Equal(t, allowed[[3]int{kind, from, to}], may, "%d: %d to %d", kind, from, to)
			}
		}
	}
}
