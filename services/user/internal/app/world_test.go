package app_test

import (
	"context"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
	"dajiu/services/user/internal/store"
)

var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

const (
	secret   = "a secret of at least thirty-two bytes"
	password = "Shudao-1573-nan"
)

// wechat knows codes, each good once.
type wechat struct {
	mu     sync.Mutex
	people map[string]string // by login code
	phones map[string]string // by phone code
	down   error
}

// Identify trades a login code for an identity.
func (f *wechat) Identify(_ context.Context, code string) (app.WechatIdentity, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	openID, good := f.people[code]
	if f.down != nil || !good {
		return app.WechatIdentity{}, f.because()
	}
	delete(f.people, code)
	return app.WechatIdentity{OpenID: openID}, nil
}

// Phone trades a phone code for a number.
func (f *wechat) Phone(_ context.Context, code string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	phone, good := f.phones[code]
	if f.down != nil || !good {
		return "", f.because()
	}
	delete(f.phones, code)
	return phone, nil
}

func (f *wechat) because() error {
	if f.down != nil {
		return f.down
	}
	return errs.New(codes.Unauthenticated, "USER_CODE_INVALID", "x")
}

// texts are the messages that were sent.
type texts struct {
	mu   sync.Mutex
	sent []text
	down error
}

type text struct{ phone, code string }

// SendCode keeps a message.
func (f *texts) SendCode(_ context.Context, phone, code string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down != nil {
		return f.down
	}
	f.sent = append(f.sent, text{phone, code})
	return nil
}

// last is the newest code that a phone shows.
func (f *texts) last(phone string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, t := range slices.Backward(f.sent) {
		if t.phone == phone {
			return t.code
		}
	}
	return ""
}

type world struct {
	*testing.T
	*app.Users
	db       *sqldb.DB
	rows     *store.Users
	wechat   *wechat
	texts    *texts
	registry *prometheus.Registry
	clock    interface {
		clock.Clock
		Advance(d time.Duration)
	}
	verifier *authn.Verifier
	access   *app.Access
	keeper   *authz.Keeper
}

func newWorld(t *testing.T, change ...func(*app.Policy)) *world {
	t.Helper()
	ctx := t.Context()
	db := testkit.Open(t, testkit.SQLite(t))
	require.NoError(t, sqldb.Migrate(ctx, db, sqldb.Set{Name: "user", Files: os.DirFS("../store/migrations")}))
	require.NoError(t, sqldb.Migrate(ctx, db, outbox.Migrations()))
	clk := clock.Fake(noon)
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	keys := testkit.Keys(t, db)
	rows, err := store.New(ctx, db, outbox.New("user", db, bus.Bus(nil), ids, clk, testkit.Quiet(), nil), keys)
	require.NoError(t, err)
	w := &world{
		T: t, db: db, rows: rows, clock: clk, texts: &texts{},
		wechat: &wechat{people: map[string]string{"c1": "o-1", "c2": "o-1", "c3": "o-2"}, phones: map[string]string{"p1": "13800138000", "p2": "13800138000"}},
	}
	w.registry = prometheus.NewRegistry()
	metrics, err := app.NewMetrics(w.registry)
	require.NoError(t, err)
	policy := app.Policy{Codes: app.DefaultCodeLimits(), AccessLife: 15 * time.Minute, RefreshLife: 30 * 24 * time.Hour, RotateKeys: 30 * 24 * time.Hour}
	for _, c := range change {
		c(&policy)
	}
	w.Users, err = app.New(ctx, app.Deps{Store: rows, Wechat: w.wechat, Texts: w.texts, IDs: ids, Clock: clk, Policy: policy, Keys: keys, Log: testkit.Quiet(), Metrics: metrics})
	require.NoError(t, err)
	require.NoError(t, w.EnsureKey(ctx))
	w.verifier, err = authn.NewVerifier(clk, w.PublicKeys, []byte(secret))
	require.NoError(t, err)
	catalogue, err := authz.ReadCatalogue("dajiu.")
	require.NoError(t, err)
	w.keeper = authz.NewKeeper(rows.Policy, clk, testkit.Quiet())
	w.access = app.NewAccess(w.Users, catalogue, w.keeper)
	return w
}

// whose verifies an access token as every service does.
func (w *world) whose(access string) (authn.Caller, error) {
	return w.verifier.Verify(w.Context(), "Bearer "+access)
}

// clerk makes a staff account of store 7.
func (w *world) clerk() domain.Staff {
	w.Helper()
	s, err := w.CreateStaff(w.Context(), domain.Staff{Username: "li", Name: "小李", Grants: domain.BuiltInGrants(4, []int64{7})}, password, "key-1")
	require.NoError(w, err)
	return s
}

const operator = int64(77)

// boss is an operator with all rights.
func boss() authn.Caller {
	return authn.Staff(operator, 1, authn.BuiltIn(optionsv1.Role_ROLE_OPERATOR))
}

// disable turns an account off, as an operator does.
func (w *world) disable(user int64) {
	w.Helper()
	u, sw, err := w.Disable(w.Context(), operator, user, "盗刷")
	require.NoError(w, err)
	require.True(w, u.Disabled)
	require.Equal(w, "盗刷", sw.Reason)
}

func wantReason(t *testing.T, err error, reason string) {
	t.Helper()
	require.True(t, errs.HasReason(err, reason), "want %s, got %v", reason, err)
}
