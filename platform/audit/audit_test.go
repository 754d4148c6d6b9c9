package audit_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/audit"
	"dajiu/platform/authn"
	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

type world struct {
	*testing.T
	db       *sqldb.DB
	recorder *audit.Recorder
}

func worlds(t *testing.T, suite func(w *world)) {
	t.Helper()
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		require.NoError(t, sqldb.Migrate(t.Context(), db, outbox.Migrations()))
		ids, err := id.NewGenerator(clock.Fake(noon), 1)
		require.NoError(t, err)
		suite(&world{T: t, db: db, recorder: audit.NewRecorder(db, outbox.New("user", db, bus.Bus(nil), ids, clock.Fake(noon), testkit.Quiet(), nil))})
	})
}

// call begins the record of an operator's call.
func call(request proto.Message) *audit.Call {
	boss := authn.Staff(77, 5, authn.BuiltIn(optionsv1.Role_ROLE_OPERATOR))
	where := audit.Where{Address: "10.0.0.9", Agent: strings.Repeat("x", 300), RequestID: "req-1"}
	return audit.NewCall(boss, "user.account.disable", "/dajiu.user.v1.AccountService/DisableAccount", request, where, noon)
}

// told returns the records that wait in the outbox.
func (w *world) told() []*optionsv1.AuditRecorded {
	w.Helper()
	var payloads [][]byte
	require.NoError(w, w.db.Reader().NewRaw("SELECT payload FROM outbox ORDER BY id").Scan(context.Background(), &payloads))
	var list []*optionsv1.AuditRecorded
	for _, p := range payloads {
		ev := &optionsv1.AuditRecorded{}
		require.NoError(w, proto.Unmarshal(p, ev))
		list = append(list, ev)
	}
	return list
}

func nothing(context.Context, *sqldb.Tx) error { return nil }

func TestAChangeAndItsRecordCommitTogether(t *testing.T) {
	worlds(t, func(w *world) {
		c := call(&userv1.DisableAccountRequest{UserId: 9, Reason: "盗刷"})
		ctx := audit.With(context.Background(), c)
		boom := errors.New("boom")
		require.ErrorIs(w, w.db.Write(ctx, func(context.Context, *sqldb.Tx) error { return boom }), boom)
		require.Empty(w, w.told(), "what did not happen is not on record as done")
		require.False(w, c.Recorded())

		require.NoError(w, w.db.Write(ctx, func(ctx context.Context, _ *sqldb.Tx) error {
			audit.Change(ctx, map[string]bool{"disabled": false}, map[string]bool{"disabled": true})
			return nil
		}))
		require.True(w, c.Recorded())
		require.NoError(w, w.db.Write(ctx, nothing), "a second write of the call")
		require.NoError(w, w.db.Write(context.Background(), nothing), "somebody else's write")
		list := w.told()
		require.Len(w, list, 1, "one call, one record")
		ev := list[0]
		require.Equal(w, []any{int64(77), int64(5), "OK", "盗刷", int64(9), "10.0.0.9", "req-1", noon.UnixMilli()},
			[]any{ev.GetActorId(), ev.GetSessionId(), ev.GetOutcome(), ev.GetReason(), ev.GetTargetId(), ev.GetAddress(), ev.GetRequestId(), ev.GetAtMs()})
		require.Equal(w, []string{`{"disabled":false}`, `{"disabled":true}`}, []string{ev.GetBefore(), ev.GetAfter()})
		require.Len(w, ev.GetAgent(), 200)
	})
}

func TestARefusalIsOnRecordByItself(t *testing.T) {
	worlds(t, func(w *world) {
		ctx, end := context.WithCancel(audit.With(context.Background(), call(&userv1.DisableAccountRequest{UserId: 9})))
		end() // the one who asked is gone; the record stays
		require.NoError(w, w.recorder.Record(ctx, audit.From(ctx), "PERMISSION_DENIED"))
		list := w.told()
		require.Len(w, list, 1)
		require.Equal(w, "PERMISSION_DENIED", list[0].GetOutcome())
	})
}

func TestWhatMustNotBeReadAgainIsInNoRecord(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		require.NoError(w, w.recorder.Record(ctx, call(&userv1.CreateStaffRequest{Username: "li", Password: "Shudao-1573-nan", StoreIds: []int64{7}}), audit.OK))
		long := &userv1.CreateRoleRequest{Role: &userv1.StaffRole{Name: strings.Repeat("长", 10_000)}}
		require.NoError(w, w.recorder.Record(ctx, call(long), audit.OK))
		list := w.told()
		require.NotContains(w, list[0].GetRequest(), "Shudao")
		require.Contains(w, list[0].GetRequest(), "li")
		require.JSONEq(w, `{"tooLong":30020}`, strings.ReplaceAll(list[1].GetRequest(), " ", ""))
	})
}

func TestOutsideOfAnAuditedCallNothingIsKept(t *testing.T) {
	t.Parallel()
	require.Nil(t, audit.From(t.Context()))
	audit.Change(t.Context(), 1, 2)
}
