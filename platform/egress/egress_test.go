package egress_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/egress"
)

func TestOnlyAddressesOfTheInternetArePublic(t *testing.T) {
	t.Parallel()
	for address, public := range map[string]bool{
		"1.1.1.1": true, "223.5.5.5": true, "2606:4700::1111": true, "2400:3200::1": true,
		"127.0.0.1": false, "127.9.9.9": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.100.100.200": false,
		"0.0.0.0": false, "0.1.2.3": false, "224.0.0.1": false, "255.255.255.255": false, "240.0.0.1": false, "198.18.0.1": false,
		"::": false, "::1": false, "::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "fe80::1": false, "fc00::1": false, "fd00:ec2::254": false, "ff02::1": false,
		"64:ff9b::7f00:1": false, "2002:7f00:1::": false, "fe80::1%eth0": false,
	} {
		require.Equal(t, public, egress.Public(netip.MustParseAddr(address)), address)
	}
}

func TestARequestReachesNoAddressOfOurOwn(t *testing.T) {
	t.Parallel()
	reached := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { reached++; _, _ = io.WriteString(w, "secret") }))
	defer s.Close()
	for _, address := range []string{s.URL, strings.Replace(s.URL, "127.0.0.1", "localhost", 1), strings.Replace(s.URL, "127.0.0.1", "[::ffff:127.0.0.1]", 1)} {
		_, err := egress.New(false).Get(address)
		require.ErrorIs(t, err, egress.ErrPrivate, address)
	}
	require.Zero(t, reached)
	resp, err := egress.New(true).Get(s.URL)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	require.Equal(t, 1, reached)
}

func TestAnAnswerThatIsTooLongAndRedirectsWithoutEndFail(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/again" {
			http.Redirect(w, r, "/again", http.StatusFound)
			return
		}
		_, _ = io.WriteString(w, strings.Repeat("x", 1<<20+1))
	}))
	defer s.Close()
	resp, err := egress.New(true).Get(s.URL)
	require.NoError(t, err)
	_, err = io.ReadAll(resp.Body)
	require.ErrorIs(t, err, egress.ErrTooLong)
	require.NoError(t, resp.Body.Close())
	_, err = egress.New(true).Get(s.URL + "/again")
	require.ErrorContains(t, err, "too many redirects")
}
