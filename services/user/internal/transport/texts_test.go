package transport_test

import (
	"context"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"dajiu/integrations/sms"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/id"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/transport"
)

// vendor takes messages, or fails in one way.
type vendor struct {
	name  string
	fails error
	got   []sms.Message
}

// Vendor is its name.
func (v *vendor) Vendor() string { return v.name }

// Send keeps a message.
func (v *vendor) Send(_ context.Context, m sms.Message) (sms.Receipt, error) {
	v.got = append(v.got, m)
	return sms.Receipt{Vendor: v.name, ID: "1"}, v.fails
}

func TestTheSecondVendorTakesWhatTheFirstDoesNotUnlessItLiesWithThePhone(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		first, second error
		reason        string
		asked         []int
	}{
		"the first takes it":           {asked: []int{1, 0}},
		"the first is down":            {first: sms.ErrUnreachable, asked: []int{1, 1}},
		"the first is busy":            {first: sms.ErrBusy, asked: []int{1, 1}},
		"the first's key is wrong":     {first: sms.ErrCredential, asked: []int{1, 1}},
		"the first's account is empty": {first: sms.ErrBalance, asked: []int{1, 1}},
		"both are down":                {first: sms.ErrUnreachable, second: sms.ErrBusy, reason: "USER_SMS_UNAVAILABLE", asked: []int{1, 1}},
		"there is no such phone":       {first: sms.ErrNumber, reason: "USER_PHONE_REFUSED", asked: []int{1, 0}},
		"the phone wants none":         {first: sms.ErrBlocked, reason: "USER_PHONE_REFUSED", asked: []int{1, 0}},
		"the phone had enough":         {first: sms.ErrPhoneLimit, reason: "USER_SMS_LIMIT", asked: []int{1, 0}},
	} {
		a, b := &vendor{name: "a", fails: row.first}, &vendor{name: "b", fails: row.second}
		texts, _ := newTexts(t, a, b)
		err := texts.SendCode(t.Context(), "13800138000", "042917")
		require.Equal(t, row.reason == "", err == nil, name)
		if row.reason != "" {
			require.True(t, errs.HasReason(err, row.reason), "%s: %v", name, err)
		}
		require.Equal(t, row.asked, []int{len(a.got), len(b.got)}, name)
	}
}

func TestAVendorThatFailedIsAskedLastForAWhile(t *testing.T) {
	t.Parallel()
	a, b := &vendor{name: "a", fails: sms.ErrUnreachable}, &vendor{name: "b"}
	texts, clk := newTexts(t, a, b)
	send := func() { require.NoError(t, texts.SendCode(t.Context(), "13800138000", "042917")) }
	send()
	a.fails = nil
	send()
	require.Equal(t, []int{1, 2}, []int{len(a.got), len(b.got)})
	clk.Advance(30 * time.Second)
	send()
	require.Equal(t, []int{2, 2}, []int{len(a.got), len(b.got)})
}

func TestWithoutAVendorNobodyIsSentACode(t *testing.T) {
	t.Parallel()
	texts, _ := newTexts(t)
	err := texts.SendCode(t.Context(), "13800138000", "042917")
	require.True(t, errs.HasReason(err, "USER_SMS_UNAVAILABLE"), "%v", err)
}

func newTexts(t *testing.T, vendors ...*vendor) (*transport.Texts, interface{ Advance(d time.Duration) }) {
	t.Helper()
	clk := clock.Fake(time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC))
	ids, err := id.NewGenerator(clk, 1)
	require.NoError(t, err)
	var list []transport.Vendor
	for _, v := range vendors {
		list = append(list, transport.Vendor{Sender: v, CodeTemplate: "SMS_1"})
	}
	texts, err := transport.NewTexts(list, ids, clk, testkit.Quiet(), prometheus.NewRegistry())
	require.NoError(t, err)
	return texts, clk
}
