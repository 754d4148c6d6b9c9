package authn_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
)

func TestAServiceIsKnownByItsCredential(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range 2 { // the second time from memory
		got, err := w.verifier.Verify(t.Context(), w.verifier.Credential("order"))
		require.NoError(t, err)
		require.Equal(t, authn.Caller{Service: "order", Roles: authn.NewRoles(optionsv1.Role_ROLE_SERVICE)}, got)
	}
	require.Zero(t, w.fetches.Load())
}

func TestNobodyIsNobodyAndNotAnError(t *testing.T) {
	t.Parallel()
	got, err := newWorld(t).verifier.Verify(t.Context(), "")
	require.NoError(t, err)
	require.Equal(t, authn.Caller{}, got)
}

func TestACredentialOfAnotherInstallationIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other, err := authn.NewVerifier(w.clock, func(context.Context) ([]authn.PublicKey, error) { return nil, nil }, []byte(strings.Repeat("x", 32)))
	require.NoError(t, err)
	good := w.verifier.Credential("order")
	_, mac, _ := strings.Cut(good, ":")
	for name, credential := range map[string]string{
		"made with another secret":     other.Credential("order"),
		"for another name":             "Service payment:" + mac,
		"without proof":                "Service order",
		"with an empty proof":          "Service order:",
		"with a proof cut short":       good[:len(good)-4],
		"with a proof that is no text": "Service order:???",
		"of an unknown scheme":         "Basic " + mac,
		"of the scheme in lower case":  strings.ToLower(good[:1]) + good[1:],
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := w.verifier.Verify(t.Context(), credential)
			require.ErrorIs(t, err, authn.ErrInvalid)
		})
	}
}

func TestAShortSecretIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := authn.NewVerifier(w.clock, nil, []byte("topsecret"))
	require.Error(t, err)
	require.NotContains(t, err.Error(), "topsecret")
}

func TestRolesAreASet(t *testing.T) {
	t.Parallel()
	roles := authn.NewRoles(optionsv1.Role_ROLE_OPERATOR, optionsv1.Role_ROLE_CONSUMER, optionsv1.Role_ROLE_OPERATOR)
	require.True(t, roles.Has(optionsv1.Role_ROLE_CONSUMER))
	require.False(t, roles.Has(optionsv1.Role_ROLE_COURIER))
	require.Equal(t, []optionsv1.Role{optionsv1.Role_ROLE_CONSUMER, optionsv1.Role_ROLE_OPERATOR}, roles.List())
	require.Empty(t, authn.Roles(0).List())
}

func TestWhoMayActForAStore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		caller authn.Caller
		want   bool
	}{
		"its staff":                           {authn.Caller{Roles: authn.NewRoles(optionsv1.Role_ROLE_MERCHANT), Stores: []int64{4, 5}}, true},
		"not the staff of another store":      {authn.Caller{Roles: authn.NewRoles(optionsv1.Role_ROLE_MERCHANT), Stores: []int64{4}}, false},
		"not a customer, whatever they claim": {authn.Caller{Roles: authn.NewRoles(optionsv1.Role_ROLE_CONSUMER), Stores: []int64{5}}, false},
		"an operator":                         {authn.Caller{Roles: authn.NewRoles(optionsv1.Role_ROLE_OPERATOR)}, true},
		"a service":                           {authn.Caller{Roles: authn.NewRoles(optionsv1.Role_ROLE_SERVICE)}, true},
		"not nobody":                          {authn.Caller{}, false},
	} {
		require.Equal(t, c.want, c.caller.MayStore(5), name)
	}
}

func TestAContextCarriesItsCaller(t *testing.T) {
	t.Parallel()
	require.Equal(t, authn.Caller{}, authn.From(t.Context()))
	require.Equal(t, customer(), authn.From(authn.WithCaller(t.Context(), customer())))
}
