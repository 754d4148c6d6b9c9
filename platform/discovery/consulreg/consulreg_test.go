package consulreg_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/config"
	"dajiu/platform/discovery"
	"dajiu/platform/discovery/consulreg"
	"dajiu/platform/discovery/discoverytest"
	"dajiu/platform/testkit"
)

// world is an agent and where it is reached.
func world(t *testing.T) (*agent, string) {
	t.Helper()
	a := newAgent(t)
	server := httptest.NewServer(a)
	t.Cleanup(server.Close)
	return a, server.URL
}

func registry(t *testing.T, url string, token config.Secret) discovery.Registry {
	t.Helper()
	r, err := consulreg.Open(consulreg.Config{Address: strings.TrimPrefix(url, "http://"), Token: token, Prefix: "dajiu-"}, clock.Real(), testkit.Quiet())
	require.NoError(t, err)
	return r
}

func TestConsulIsARegistry(t *testing.T) {
	t.Parallel()
	discoverytest.Run(t, func(t *testing.T) discoverytest.Factory {
		_, url := world(t)
		return func(t *testing.T) discovery.Registry { return registry(t, url, "a-token") }
	})
}

func TestAConsulThatForgotEverythingIsToldAgainAndOneThatIsAwayTakesNobodyOff(t *testing.T) {
	t.Parallel()
	a, url := world(t)
	r := registry(t, url, "a-token")
	discoverytest.Announce(t, r, discoverytest.Instance(1), "order")
	discoverytest.Announce(t, r, discoverytest.Instance(2), "order")
	w := discoverytest.Watch(t, r, "order")
	w.Await(t, "127.0.0.1:7001", "127.0.0.1:7002")
	a.setDown(true)
	a.forget()
	time.Sleep(1500 * time.Millisecond)
	require.Equal(t, []string{"127.0.0.1:7001", "127.0.0.1:7002"}, w.Latest())
	a.setDown(false)
	late := discoverytest.Watch(t, r, "order")
	late.Await(t, "127.0.0.1:7001", "127.0.0.1:7002")
	w.Await(t, "127.0.0.1:7001", "127.0.0.1:7002")
}

func TestAWrongTokenIsToldAndNeverShown(t *testing.T) {
	t.Parallel()
	_, url := world(t)
	failed := make(chan error, 1)
	go registry(t, url, "wrong-secret").Watch(t.Context(), "order", func(_ []discovery.Instance, err error) {
		select {
		case failed <- err:
		default:
		}
	})
	err := <-failed
	require.ErrorContains(t, err, "Permission denied")
	require.NotContains(t, err.Error(), "wrong-secret")
}
