package store_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/domain"
)

const operator = int64(77)

// off turns an account off a minute past noon.
func (w *world) off(user int64, reason string) (domain.Switch, error) {
	at := noon.Add(time.Minute)
	sw := domain.Switch{ID: w.next(), UserID: user, OperatorID: operator, Disabled: true, Reason: reason, At: at}
	return w.rows.Switch(context.Background(), sw, domain.Revocation{At: at, TokensExpire: at.Add(15 * time.Minute)})
}

func (w *world) on(user int64, reason string) (domain.Switch, error) {
	return w.rows.Switch(context.Background(), domain.Switch{ID: w.next(), UserID: user, OperatorID: operator + 1, Reason: reason, At: noon.Add(time.Hour)}, domain.Revocation{})
}

func TestAnAccountThatIsTurnedOffLosesItsSessionsAndIsTold(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		customer, neighbour := w.consumer("o-1"), w.consumer("o-2")
		first, second, other := w.session(customer, noon.Add(time.Hour)), w.session(customer, noon.Add(time.Hour)), w.session(neighbour, noon.Add(time.Hour))
		sw, err := w.off(customer, "盗刷")
		require.NoError(w, err)
		require.Equal(w, []any{"盗刷", operator, true, noon.Add(time.Minute)}, []any{sw.Reason, sw.OperatorID, sw.Disabled, sw.At})
		u, err := w.rows.User(ctx, customer)
		require.NoError(w, err)
		require.True(w, u.Disabled)
		for _, s := range []domain.Session{first, second} {
			require.Equal(w, noon.Add(time.Minute), w.sessionNow(s.ID).RevokedAt)
		}
		require.True(w, w.sessionNow(other.ID).RevokedAt.IsZero())
		require.Equal(w, []string{"dajiu.user.v1.SessionsRevoked"}, w.told())
		var payload []byte
		require.NoError(w, w.db.Reader().NewRaw("SELECT payload FROM outbox").Scan(ctx, &payload))
		var ev userv1.SessionsRevoked
		require.NoError(w, proto.Unmarshal(payload, &ev))
		require.Equal(w, []int64{customer, noon.Add(time.Minute).UnixMilli(), noon.Add(16 * time.Minute).UnixMilli()}, []int64{ev.GetUserId(), ev.GetUntilMs(), ev.GetExpireTimeMs()})

		again, err := w.off(customer, "another reason")
		require.NoError(w, err)
		require.Equal(w, sw, again, "what is off stays off, for the reason it had")
		require.Equal(w, []int{1, 1}, []int{w.count("outbox"), w.count("account_switches")})

		back, err := w.on(customer, "已核实")
		require.NoError(w, err)
		require.Equal(w, []any{"已核实", operator + 1, false}, []any{back.Reason, back.OperatorID, back.Disabled})
		u, err = w.rows.User(ctx, customer)
		require.NoError(w, err)
		require.False(w, u.Disabled)
		require.False(w, w.sessionNow(first.ID).RevokedAt.IsZero(), "a session that ended does not come back")
		require.Equal(w, []int{1, 2}, []int{w.count("outbox"), w.count("account_switches")}, "the history is kept")
	})
}

func TestAStaffAccountIsSwitchedAsAWhole(t *testing.T) {
	worlds(t, func(w *world) {
		staff, err := w.clerk("li", "k1")
		require.NoError(w, err)
		disabled := func() []bool {
			u, err := w.rows.User(context.Background(), staff.UserID)
			require.NoError(w, err)
			list, err := w.rows.ListStaff(context.Background(), 0, 10)
			require.NoError(w, err)
			return []bool{u.Disabled, u.Staff.Disabled, list[0].Disabled}
		}
		_, err = w.off(staff.UserID, "离职")
		require.NoError(w, err)
		require.Equal(w, []bool{true, true, true}, disabled())
		_, err = w.on(staff.UserID, "复职")
		require.NoError(w, err)
		require.Equal(w, []bool{false, false, false}, disabled())
		require.Equal(w, []string{
			"dajiu.user.v1.StaffChanged", "dajiu.user.v1.StaffChanged", "dajiu.user.v1.SessionsRevoked", "dajiu.user.v1.StaffChanged",
		}, w.told())
	})
}

func TestAnAccountThatIsNotThereCannotBeSwitched(t *testing.T) {
	worlds(t, func(w *world) {
		for _, err := range []error{second(w.off(99, "x")), second(w.on(99, "x"))} {
			require.True(w, errs.HasReason(err, "USER_NOT_FOUND"), "%v", err)
		}
		customer := w.consumer("o-1")
		sw, err := w.on(customer, "x")
		require.NoError(w, err, "an account that was never off is on")
		require.Equal(w, domain.Switch{UserID: customer}, sw)
		require.Equal(w, []int{0, 0}, []int{w.count("outbox"), w.count("account_switches")})
	})
}

func second(_ domain.Switch, err error) error { return err }

func TestOfManyOperatorsAtOnceOneTurnsAnAccountOff(t *testing.T) {
	worlds(t, func(w *world) {
		customer := w.consumer("o-1")
		var wg sync.WaitGroup
		var reasons sync.Map
		var failed atomic.Int64
		for i := range 8 {
			wg.Go(func() {
				sw, err := w.off(customer, "reason "+string(rune('a'+i)))
				if err != nil {
					failed.Add(1)
				}
				reasons.Store(sw.Reason, true)
			})
		}
		wg.Wait()
		require.Zero(w, failed.Load())
		n := 0
		reasons.Range(func(any, any) bool { n++; return true })
		require.Equal(w, 1, n, "all are told the one reason that counts")
		require.Equal(w, []int{1, 1}, []int{w.count("outbox"), w.count("account_switches")})
	})
}

// TestEveryStatementOfASwitchIsServedByAnIndex asks SQLite, whose plans do not depend on how many rows there are.
func TestEveryStatementOfASwitchIsServedByAnIndex(t *testing.T) {
	t.Parallel()
	db := testkit.Open(t, testkit.SQLite(t))
	migrate(t, db)
	for _, query := range []string{
		"UPDATE users SET disabled = 1 WHERE id = 1 AND disabled = 0",
		"SELECT * FROM account_switches WHERE user_id = 1 ORDER BY id DESC LIMIT 1",
		"UPDATE sessions SET revoked_at = 1 WHERE user_id = 1 AND revoked_at IS NULL",
		"SELECT * FROM addresses WHERE user_id = 1 ORDER BY is_default DESC, CASE WHEN id = 2 THEN 1 ELSE 0 END, id DESC LIMIT 1",
	} {
		plan, err := sqldb.Explain(t.Context(), db, query)
		require.NoError(t, err)
		require.Contains(t, plan[0], "SEARCH", "%s: %v", query, plan)
	}
}
