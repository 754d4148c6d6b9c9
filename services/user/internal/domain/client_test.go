package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/services/user/internal/domain"
)

func TestPeopleAreSentOnlyWhereNobodyCanReadItInTwoWays(t *testing.T) {
	t.Parallel()
	for uri, good := range map[string]bool{
		"https://partner.example/callback": true, "https://partner.example:8443/cb?x=1": true, "http://127.0.0.1:3000/cb": true, "http://localhost/cb": true, "http://[::1]:3000/cb": true,
		"http://partner.example/callback": false, "https://partner.example/callback#x": false, "https://partner.example/#": false, "https://user@partner.example/": false,
		"https://*.partner.example/": false, "https://partner.example/a/../b": false, "https://partner.example\\@evil.example/": false, "javascript:alert(1)": false,
		"data:text/html,x": false, "//partner.example/": false, "/callback": false, "": false, "https://": false, "com.example.app:/cb": false, "ftp://partner.example/": false,
		"http://127.0.0.1.evil.example/": false, "http://localhost.evil.example/": false, "https://partner.example/ x": false,
	} {
		_, err := domain.NewClient(domain.Client{Name: "应用", Kind: domain.ClientWeb, People: domain.Everybody, RedirectURIs: []string{uri}, Scopes: []string{"openid"}})
		require.Equal(t, good, err == nil, "%q: %v", uri, err)
	}
}

func TestAProgramAdmitsWhoItIsFor(t *testing.T) {
	t.Parallel()
	customer, staff := domain.User{}, domain.User{Staff: &domain.Staff{}}
	off, offStaff := domain.User{Disabled: true}, domain.User{Staff: &domain.Staff{Disabled: true}}
	for people, want := range map[domain.ClientPeople][2]bool{
		domain.Customers: {true, false}, domain.StaffOnly: {false, true}, domain.Everybody: {true, true}, 0: {false, false},
	} {
		c := domain.Client{People: people}
		require.Equal(t, want, [2]bool{c.Admits(customer), c.Admits(staff)}, people)
		require.False(t, c.Admits(off) || c.Admits(offStaff))
	}
}

func TestAServerIsNobodysPlaceToSignIn(t *testing.T) {
	t.Parallel()
	good := domain.Client{Name: "服务", Kind: domain.ClientServer, Scopes: []string{"stock.read"}}
	_, err := domain.NewClient(good)
	require.NoError(t, err)
	for name, change := range map[string]func(*domain.Client){
		"people sign in":     func(c *domain.Client) { c.People = domain.Customers },
		"people are sent":    func(c *domain.Client) { c.RedirectURIs = []string{"https://x.example/"} },
		"it asks for people": func(c *domain.Client) { c.Scopes = []string{"openid"} },
		"it is our own":      func(c *domain.Client) { c.FirstParty = true },
	} {
		c := good
		change(&c)
		_, err := domain.NewClient(c)
		require.Error(t, err, name)
	}
}
