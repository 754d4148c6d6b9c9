package domain_test

import (
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"dajiu/services/message/internal/domain"
)

func TestEveryDefaultWordingIsValidAndSaysSomething(t *testing.T) {
	t.Parallel()
	for kind, template := range domain.Defaults() {
		require.NoError(t, template.Check(), kind)
		values := map[string]string{}
		for _, name := range kind.Values() {
			values[name] = "值"
		}
		require.NotContains(t, domain.Fill(template.Body, values), "{", kind)
		require.NotEmpty(t, template.Title)
	}
}

func TestATemplateThatCannotBeFilledIsRefused(t *testing.T) {
	t.Parallel()
	good := domain.Defaults()[domain.OrderShipped]
	for name, spoil := range map[string]func(*domain.Template){
		"an unknown value in the body":     func(v *domain.Template) { v.Body = "{courier_phone}" },
		"an unknown value for WeChat":      func(v *domain.Template) { v.WechatData = map[string]string{"thing1": "{secret}"} },
		"a WeChat key that does not exist": func(v *domain.Template) { v.WechatData = map[string]string{"thingy": "{title}"} },
		"a value of another kind":          func(v *domain.Template) { v.Kind = domain.OrderRefunded },
		"a kind that does not exist":       func(v *domain.Template) { v.Kind = "ORDER_EXPLODED" },
	} {
		bad := good
		spoil(&bad)
		require.Error(t, bad.Check(), name)
	}
}

func TestWhatGoesToWechatFitsItsLimits(t *testing.T) {
	t.Parallel()
	template := domain.Template{Kind: domain.OrderShipped, WechatData: map[string]string{"thing1": "{title}", "phrase2": "{store}"}}
	data := template.Wechat(map[string]string{"title": "一瓶名字特别特别长的陈年酱香型白酒礼盒装限量版", "store": "玉林路旗舰店"})
	require.Equal(t, 20, utf8.RuneCountInString(data["thing1"]))
	require.Equal(t, "玉林路旗…", data["phrase2"])
}

func TestAPromiseIsSaidAsItWasMade(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)
	require.Equal(t, "预约 11月1日 18:00-18:30 送达", domain.When(start, start.Add(30*time.Minute), false))
	require.Equal(t, "预约 11月2日 00:00-00:30 到店自提", domain.When(start.Add(6*time.Hour), start.Add(390*time.Minute), true))
	require.Equal(t, "尽快送达", domain.When(time.Time{}, time.Time{}, false))
	require.Equal(t, "备好后即可到店自提", domain.When(time.Time{}, time.Time{}, true))
}

func TestQuietHours(t *testing.T) {
	t.Parallel()
	night := domain.Preferences{WechatOrders: true, QuietStart: 22 * 60, QuietEnd: 8 * 60}
	at := func(hour int) time.Time { return time.Date(2026, 11, 1, hour-8, 0, 0, 0, time.UTC) } // hours in China
	for name, row := range map[string]struct {
		p    domain.Preferences
		kind domain.Kind
		hour int
		want bool
	}{
		"at noon all may come":                     {night, domain.OrderCancelled, 12, true},
		"at midnight the rest is quiet":            {night, domain.OrderCancelled, 24, false},
		"at midnight a courier at the door may":    {night, domain.OrderShipped, 24, true},
		"at eight the quiet ends":                  {night, domain.OrderCancelled, 8, true},
		"who wants no WeChat gets none":            {domain.Preferences{}, domain.OrderShipped, 12, false},
		"equal ends mean never quiet":              {domain.DefaultPreferences(), domain.OrderCancelled, 3, true},
		"a quiet afternoon within one day is kept": {domain.Preferences{WechatOrders: true, QuietStart: 780, QuietEnd: 840}, domain.OrderCancelled, 13, false},
	} {
		require.Equal(t, row.want, row.p.Allows(row.kind, at(row.hour)), name)
	}
}
