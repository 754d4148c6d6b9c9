package domain

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
)

func TestEveryStandardWordingHasSamplesForAllThatItNames(t *testing.T) {
	t.Parallel()
	for kind, standard := range Defaults() {
		for _, v := range kind.Variables() {
			require.NotEmpty(t, v.Title, "%s: %s", kind, v.Name)
			require.NotEmpty(t, v.Sample, "%s: %s", kind, v.Name)
		}
		p, err := standard.Sample()
		require.NoError(t, err, kind)
		require.False(t, strings.ContainsAny(p.Title+p.Body, "{}"), "%s: %s %s", kind, p.Title, p.Body)
	}
}

func TestASampleIsOfAValidWordingAlone(t *testing.T) {
	t.Parallel()
	_, err := Template{Kind: NewDevice, Title: "x", Body: "{amount}"}.Sample()
	require.True(t, errs.HasReason(err, "MESSAGE_TEMPLATE_INVALID"), err)
	p, err := Template{Kind: OrderReady, Title: "好了", Body: "{store}", WechatData: map[string]string{"thing1": "{title}{title}", "amount3": "{amount}"}}.Sample()
	require.NoError(t, err)
	require.Equal(t, "滴滴打酒·春熙路店", p.Body)
	require.Equal(t, "¥268.00", p.Wechat["amount3"])
	require.Len(t, []rune(p.Wechat["thing1"]), 20, "cut to what WeChat takes")
}
