package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/obs"
)

func TestHealthSaysWhetherTheProcessOfThisMachineIsReady(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		make func(*obs.Health)
		code int
		says string
	}{
		"one that serves":         {(*obs.Health).Started, 0, "ready"},
		"one that still starts":   {func(*obs.Health) {}, 1, "starting"},
		"one that is being ended": {(*obs.Health).Drain, 1, "stopping"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			health := obs.NewHealth()
			c.make(health)
			server := httptest.NewServer(http.HandlerFunc(health.Ready))
			t.Cleanup(server.Close)
			code, out := command("health", "--set", "http.private="+strings.TrimPrefix(server.URL, "http://"))
			require.Equal(t, c.code, code, out)
			require.Contains(t, out, c.says)
		})
	}
}

func TestHealthFailsWhereNobodyAnswers(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := l.Addr().String()
	require.NoError(t, l.Close())
	code, out := command("health", "--set", "http.private="+address)
	require.Equal(t, 1, code, out)
	code, out = command("health", "--set", "http.private=")
	require.Equal(t, 1, code)
	require.Contains(t, out, "http.private: this process has no private address")
}

func TestAnAddressThatListensEverywhereIsAskedAtTheLoopback(t *testing.T) {
	t.Parallel()
	for listens, asked := range map[string]string{
		":9090": "127.0.0.1:9090", "0.0.0.0:9090": "127.0.0.1:9090", "[::]:9090": "[::1]:9090", "127.0.0.1:9091": "127.0.0.1:9091", "10.0.0.7:9": "10.0.0.7:9",
	} {
		got, err := local(listens)
		require.NoError(t, err, listens)
		require.Equal(t, asked, got, listens)
	}
	_, err := local("9090")
	require.ErrorContains(t, err, "http.private")
}
