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

func TestWhatStaffActAsFollowsFromTheirGrantsAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	bold := authn.Caller{UserID: 7, Session: 3, Stores: []int64{5}, Roles: authn.NewRoles(optionsv1.Role_ROLE_OPERATOR, optionsv1.Role_ROLE_SERVICE)}
	got, err := w.verifier.Verify(t.Context(), "Bearer "+w.sign(t, bold))
	require.NoError(t, err)
	require.Zero(t, got.Roles)
	require.Empty(t, got.Stores)

	auditor := authn.Grant{Kind: optionsv1.Role_ROLE_MERCHANT, Role: 90, Scope: optionsv1.DataScope_DATA_SCOPE_MERCHANT, IDs: []int64{5}}
	c := authn.Staff(7, 3, auditor, authn.BuiltIn(optionsv1.Role_ROLE_MERCHANT, 8, 9), authn.BuiltIn(optionsv1.Role_ROLE_MERCHANT, 9))
	require.Equal(t, []int64{8, 9}, c.Stores, "a merchant's number is not a store's")
	require.Equal(t, authn.NewRoles(optionsv1.Role_ROLE_MERCHANT), c.Roles)
	require.Equal(t, optionsv1.DataScope_DATA_SCOPE_ALL, authn.BuiltIn(optionsv1.Role_ROLE_OPERATOR).Scope)
	require.Equal(t, optionsv1.DataScope_DATA_SCOPE_OWN, authn.BuiltIn(optionsv1.Role_ROLE_COURIER).Scope)
}

func TestAContextCarriesItsCaller(t *testing.T) {
	t.Parallel()
	require.Equal(t, authn.Caller{}, authn.From(t.Context()))
	require.Equal(t, customer(), authn.From(authn.WithCaller(t.Context(), customer())))
}
