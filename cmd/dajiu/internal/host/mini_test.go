package host

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/cmd/dajiu/internal/seed"
	"dajiu/demo"
	"dajiu/platform/config"
)

func miniOf(t *testing.T, sim http.Handler, password config.Secret) (map[string]http.Handler, miniEnv) {
	t.Helper()
	h := &Host{Config: Config{Mode: Development, Demo: DemoConfig{Password: password}}, Third: &ThirdParties{Sim: sim}}
	pages, err := h.miniPages()
	require.NoError(t, err)
	w := httptest.NewRecorder()
	pages["GET /m/env.json"].ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/m/env.json", nil))
	var env miniEnv
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &env))
	return pages, env
}

func TestWithRealKeysNothingIsSimulatedAndNobodyOffered(t *testing.T) {
	t.Parallel()
	pages, env := miniOf(t, nil, "dajiu-demo-2026")
	require.Equal(t, miniEnv{People: []miniPerson{}}, env)
	for pattern := range pages {
		require.False(t, strings.Contains(pattern, simPath+"/"), pattern)
	}
}

func TestOfTheSimulatorsOnlySigningInAndPayingArePublic(t *testing.T) {
	t.Parallel()
	var reached []string
	sim := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { reached = append(reached, r.URL.Path) })
	pages, env := miniOf(t, sim, "")
	require.Equal(t, []string{"/sim/weixin", "/sim/wechatpay", "/sim/sms"}, []string{env.Weixin, env.WechatPay, env.SMS})
	require.Len(t, env.People, 1, "without the demo's password only newcomers")
	var public []string
	for pattern, page := range pages {
		if method, path, _ := strings.Cut(pattern, " "); strings.HasPrefix(path, simPath) {
			public = append(public, pattern)
			page.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(method, path, nil))
		}
	}
	require.ElementsMatch(t, []string{"POST /sim/weixin/sim/codes", "POST /sim/weixin/sim/phone-codes", "POST /sim/wechatpay/sim/pay", "GET /sim/sms/sim/messages"}, public)
	require.ElementsMatch(t, []string{"/weixin/sim/codes", "/weixin/sim/phone-codes", "/wechatpay/sim/pay", "/sms/sim/messages"}, reached)
}

func TestThePeopleOfTheDemoMeetAtAnyHour(t *testing.T) {
	t.Parallel()
	world := demo.New(firstSeed, demo.Options{})
	customer, store, ok := neighbours(world)
	require.True(t, ok)
	for i, s := range world.Stores {
		if s.Key == store.Key {
			require.True(t, seed.NeverCloses(world, i), "in the morning as at night")
		}
		require.GreaterOrEqual(t, s.Point.Meters(home(customer)), store.Point.Meters(home(customer)), "no store that opens later is nearer")
	}
}

func TestTheDemoOffersEachRoleOnce(t *testing.T) {
	t.Parallel()
	_, env := miniOf(t, http.NotFoundHandler(), "dajiu-demo-2026")
	var roles []string
	for _, p := range env.People {
		roles = append(roles, p.Role)
		require.Equal(t, p.Role == "consumer", p.Password == "", "customers sign in by WeChat, staff by password")
	}
	require.Equal(t, []string{"consumer", "consumer", "merchant", "courier"}, roles)
}
