package app_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/bus"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/message/internal/app"
	"dajiu/services/message/internal/domain"
	"dajiu/services/message/internal/store"
)

const person = int64(3)

// noon is 12:00 in China.
var noon = time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // a fixture

// outside is WeChat and the user service.
type outside struct {
	openID            string
	refuse            bool
	wechat, people    error
	sent              int
	to, template      string
	page              string
	data              map[string]string
	lastPersonAskedOf int64
}

// Send takes a message.
func (o *outside) Send(_ context.Context, openID, templateID, page string, data map[string]string) (bool, error) {
	if o.wechat != nil {
		return false, o.wechat
	}
	o.sent++
	o.to, o.template, o.page, o.data = openID, templateID, page, data
	return o.refuse, nil
}

// OpenID tells a person's identity.
func (o *outside) OpenID(_ context.Context, userID int64) (string, error) {
	o.lastPersonAskedOf = userID
	return o.openID, o.people
}

type world struct {
	*testing.T
	*app.Messages
	db    *sqldb.DB
	out   *outside
	clock interface{ Advance(d time.Duration) }
}

func newWorld(t *testing.T) *world {
	t.Helper()
	db := testkit.Open(t, testkit.SQLite(t))
	require.NoError(t, sqldb.Migrate(t.Context(), db, sqldb.Set{Name: "message", Files: os.DirFS("../store/migrations")}))
	require.NoError(t, sqldb.Migrate(t.Context(), db, outbox.Migrations()))
	clk := clock.Fake(noon)
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	out := &outside{openID: "o-1"}
	rows := store.New(db, outbox.New("message", db, bus.Bus(nil), ids, clk, testkit.Quiet(), nil))
	return &world{T: t, db: db, out: out, clock: clk, Messages: &app.Messages{Store: rows, Wechat: out, People: out, IDs: ids, Clock: clk}}
}

// wechatTemplate is an operator's wording with a copy for WeChat.
func wechatTemplate(kind domain.Kind) domain.Template {
	return domain.Template{
		Kind: kind, Title: "订单进展", Body: "{store}：{title}，{amount}，{pieces}件，{time}", WechatTemplateID: "T1",
		WechatData: map[string]string{"thing1": "{title}", "amount2": "{amount}", "time3": "{time}"},
	}
}

// notify tells of an order and returns the message.
func (w *world) notify(kind domain.Kind) store.Message {
	w.Helper()
	summary := &orderv1.OrderSummary{OrderId: 100, UserId: person, StoreName: "打酒坊", Title: "锦江春 等4件", PayableAmount: 41900, PieceCount: 4}
	require.NoError(w, w.db.Write(w.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
		return w.Notify(ctx, tx, kind, summary, noon)
	}))
	list, err := w.Store.Inbox(w.Context(), person, 0, 1)
	require.NoError(w, err)
	require.Len(w, list, 1)
	return list[0]
}

func TestWechatIsToldOnlyWhereThereIsATemplateAGrantAndTheWish(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		kind     domain.Kind
		template bool
		grants   int
		wish     domain.Preferences
		want     store.WechatState
	}{
		"all three":                      {domain.OrderAccepted, true, 1, domain.Preferences{WechatOrders: true}, store.Pending},
		"no template":                    {domain.OrderAccepted, false, 1, domain.Preferences{WechatOrders: true}, store.NotSent},
		"no grant":                       {domain.OrderAccepted, true, 0, domain.Preferences{WechatOrders: true}, store.NotSent},
		"not wanted":                     {domain.OrderAccepted, true, 1, domain.Preferences{}, store.NotSent},
		"in the quiet hours":             {domain.OrderAccepted, true, 1, domain.Preferences{WechatOrders: true, QuietStart: 700, QuietEnd: 800}, store.NotSent},
		"in quiet hours past midnight":   {domain.OrderAccepted, true, 1, domain.Preferences{WechatOrders: true, QuietStart: 1320, QuietEnd: 721}, store.NotSent},
		"the quiet hours are over":       {domain.OrderAccepted, true, 1, domain.Preferences{WechatOrders: true, QuietStart: 1320, QuietEnd: 720}, store.Pending},
		"quiet, but they wait for it":    {domain.OrderShipped, true, 1, domain.Preferences{WechatOrders: true, QuietStart: 700, QuietEnd: 800}, store.Pending},
		"they wait, but it is unwanted":  {domain.OrderShipped, true, 1, domain.Preferences{QuietStart: 700, QuietEnd: 800}, store.NotSent},
		"granted for another kind alone": {domain.OrderReady, true, -1, domain.Preferences{WechatOrders: true}, store.NotSent},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			if row.template {
				require.NoError(t, w.PutTemplate(t.Context(), wechatTemplate(row.kind)))
			}
			granted := row.kind
			if row.grants < 0 {
				granted = domain.OrderPlaced
			}
			if row.grants != 0 {
				require.NoError(t, w.Grant(t.Context(), person, []string{string(granted)}, "key-1"))
			}
			require.NoError(t, w.Store.PutPreferences(t.Context(), person, row.wish))
			message := w.notify(row.kind)
			require.Equal(t, row.want, message.State)
			require.NotEmpty(t, message.Title, "the inbox has it in any case")
			if row.want != store.Pending && row.grants > 0 {
				require.NoError(t, w.PutTemplate(t.Context(), wechatTemplate(row.kind)))
				require.NoError(t, w.Store.PutPreferences(t.Context(), person, domain.DefaultPreferences()))
				require.Equal(t, store.Pending, w.notify(row.kind).State, "the grant was kept")
			}
		})
	}
}

func TestAPersonIsAskedToAllowWhatWechatCanTellThem(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	list, err := w.Subscriptions(t.Context(), person)
	require.NoError(t, err)
	require.Empty(t, list, "no kind has a template of WeChat's")
	for _, kind := range []domain.Kind{domain.OrderShipped, domain.OrderAccepted} {
		require.NoError(t, w.PutTemplate(t.Context(), wechatTemplate(kind)))
	}
	require.NoError(t, w.Grant(t.Context(), person, []string{"ORDER_SHIPPED"}, "key-1"))
	want := []app.Subscription{
		{Kind: domain.OrderAccepted, Title: "订单进展", Template: "T1"}, {Kind: domain.OrderShipped, Title: "订单进展", Template: "T1", Remaining: 1},
	}
	list, err = w.Subscriptions(t.Context(), person)
	require.NoError(t, err)
	require.Equal(t, want, list)
	w.notify(domain.OrderShipped)
	list, err = w.Subscriptions(t.Context(), person)
	require.NoError(t, err)
	require.Zero(t, list[1].Remaining, "a grant serves one message")
	require.NoError(t, w.Store.PutPreferences(t.Context(), person, domain.Preferences{}))
	list, err = w.Subscriptions(t.Context(), person)
	require.NoError(t, err)
	require.Empty(t, list, "who wants none is not asked")
}

func TestAMessageSaysWhatHappened(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	message := w.notify(domain.OrderConfirmed)
	require.Equal(t, "下单成功", message.Title)
	require.Equal(t, "打酒坊 已收到您的订单（锦江春 等4件，共4件），尽快送达，等待商家接单。", message.Body)
	require.NoError(t, w.PutTemplate(t.Context(), wechatTemplate(domain.OrderConfirmed)))
	require.NoError(t, w.Grant(t.Context(), person, []string{string(domain.OrderConfirmed)}, "key-1"))
	message = w.notify(domain.OrderConfirmed)
	require.Contains(t, message.Body, "打酒坊：锦江春 等4件，", "new wording counts at once")
	require.Contains(t, message.Body, "4件，2026-11-01 12:00", "the time is China's")
	require.Equal(t, "T1", message.Wechat.TemplateID)
	require.Equal(t, "锦江春 等4件", message.Wechat.Data["thing1"])
	require.Equal(t, "2026-11-01 12:00", message.Wechat.Data["time3"])
}

func TestAGrantsKeyIsRememberedForAWeek(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	require.NoError(t, w.Grant(t.Context(), person, []string{string(domain.OrderReady)}, "key-1"))
	n, err := w.SweepRequests(t.Context(), noon.Add(7*24*time.Hour))
	require.NoError(t, err)
	require.Zero(t, n)
	n, err = w.SweepRequests(t.Context(), noon.Add(7*24*time.Hour+time.Second))
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
}

func TestSendingEndsAsWechatSays(t *testing.T) {
	t.Parallel()
	unavailable := errs.New(codes.Unavailable, "TEST_UNAVAILABLE", "x")
	for name, row := range map[string]struct {
		outside func(o *outside)
		want    store.WechatState
		calls   int
		fails   bool
	}{
		"it is taken":                      {func(*outside) {}, store.Sent, 1, false},
		"it is refused":                    {func(o *outside) { o.refuse = true }, store.Refused, 1, false},
		"the person is not on WeChat":      {func(o *outside) { o.openID = "" }, store.Refused, 0, false},
		"WeChat does not answer":           {func(o *outside) { o.wechat = unavailable }, store.Pending, 0, true},
		"the user service does not either": {func(o *outside) { o.people = unavailable }, store.Pending, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			require.NoError(t, w.PutTemplate(t.Context(), wechatTemplate(domain.OrderReady)))
			require.NoError(t, w.Grant(t.Context(), person, []string{string(domain.OrderReady)}, "key-1"))
			message := w.notify(domain.OrderReady)
			row.outside(w.out)
			for range 2 { // told twice
				err := w.Send(t.Context(), message.ID)
				require.Equal(t, row.fails, err != nil, "%v", err)
				require.Equal(t, row.fails, errs.Temporary(err) && err != nil)
			}
			require.Equal(t, row.calls, w.out.sent, "nothing is sent twice")
			got, _, err := w.Store.Message(t.Context(), message.ID)
			require.NoError(t, err)
			require.Equal(t, row.want, got.State)
			if row.fails { // and then it passes
				*w.out = outside{openID: "o-1"}
				require.NoError(t, w.Send(t.Context(), message.ID))
				require.Equal(t, 1, w.out.sent)
			}
			if w.out.sent > 0 {
				require.Equal(t, []string{"o-1", "T1", "packages/order/detail/index?id=100"}, []string{w.out.to, w.out.template, w.out.page})
				require.Equal(t, message.Wechat.Data, w.out.data)
				require.Equal(t, person, w.out.lastPersonAskedOf)
			}
		})
	}
}

func TestWhatIsNotToBeSentIsNot(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	message := w.notify(domain.OrderReady)
	require.NoError(t, w.Send(t.Context(), message.ID))
	require.NoError(t, w.Send(t.Context(), 12345), "a message that is gone")
	require.Zero(t, w.out.sent)
}

func TestATemplateMayOnlySayWhatThereIsToSay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, row := range map[string]struct {
		change func(t *domain.Template)
		reason string
	}{
		"no such kind":         {func(t *domain.Template) { t.Kind = "BIRTHDAY" }, "MESSAGE_TEMPLATE_NOT_FOUND"},
		"no value of its kind": {func(t *domain.Template) { t.Kind, t.WechatData = domain.OrderRefunded, nil }, "MESSAGE_TEMPLATE_INVALID"},
		"no such value":        {func(t *domain.Template) { t.Body = "{phone}" }, "MESSAGE_TEMPLATE_INVALID"},
		"no such WeChat field": {func(t *domain.Template) { t.WechatData = map[string]string{"song1": "x"} }, "MESSAGE_TEMPLATE_INVALID"},
	} {
		template := wechatTemplate(domain.OrderReady)
		row.change(&template)
		err := w.PutTemplate(t.Context(), template)
		require.True(t, errs.HasReason(err, row.reason), "%s: %v", name, err)
	}
	require.Equal(t, "商品已备好", w.notify(domain.OrderReady).Title, "what was refused changed nothing")
	err := w.Grant(t.Context(), person, []string{string(domain.OrderReady), "BIRTHDAY"}, "key-1")
	require.True(t, errs.HasReason(err, errs.ReasonInvalid))
}

func TestWordingThatAnotherProcessChangedIsSeenWithinHalfAMinute(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	require.Equal(t, "商品已备好", w.notify(domain.OrderReady).Title)
	require.NoError(t, w.Store.PutTemplate(t.Context(), wechatTemplate(domain.OrderReady)))
	require.Equal(t, "商品已备好", w.notify(domain.OrderReady).Title)
	w.clock.Advance(31 * time.Second)
	require.Equal(t, "订单进展", w.notify(domain.OrderReady).Title)
}
