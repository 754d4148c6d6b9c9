package authn_test

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/jonboulle/clockwork"
	"github.com/stretchr/testify/require"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
	"dajiu/platform/clock"
)

const life = 15 * time.Minute

// world is a signer, a verifier that knows its key, and the clock of both.
type world struct {
	clock    *clockwork.FakeClock
	key      ed25519.PrivateKey
	signer   *authn.Signer
	verifier *authn.Verifier
	fetches  atomic.Int32
	fail     error
	keys     []authn.PublicKey
}

func secret() []byte { return []byte("0123456789abcdef0123456789abcdef") }

func privateKey(n byte) ed25519.PrivateKey {
	seed := make([]byte, ed25519.SeedSize)
	seed[0] = n
	return ed25519.NewKeyFromSeed(seed)
}

func public(t testing.TB, id string, key ed25519.PrivateKey) authn.PublicKey {
	t.Helper()
	pub, ok := key.Public().(ed25519.PublicKey)
	require.True(t, ok)
	return authn.PublicKey{ID: id, Key: pub}
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{clock: clock.Fake(time.Date(2026, 11, 11, 12, 0, 0, 0, time.UTC)), key: privateKey(1)}
	w.keys = []authn.PublicKey{public(t, "k1", w.key)}
	var err error
	w.signer, err = authn.NewSigner(authn.SigningKey{ID: "k1", Private: w.key}, w.clock, life)
	require.NoError(t, err)
	w.verifier, err = authn.NewVerifier(w.clock, func(context.Context) ([]authn.PublicKey, error) {
		w.fetches.Add(1)
		return w.keys, w.fail
	}, secret())
	require.NoError(t, err)
	return w
}

func customer() authn.Caller {
	return authn.Caller{UserID: 7, Roles: authn.NewRoles(optionsv1.Role_ROLE_CONSUMER), Session: 99}
}

func (w *world) sign(t testing.TB, c authn.Caller) string {
	t.Helper()
	token, err := w.signer.Sign(c)
	require.NoError(t, err)
	return token
}

func TestATokenTellsWhoItWasMadeFor(t *testing.T) {
	t.Parallel()
	alsoBuys := authn.Staff(8, 5, authn.BuiltIn(optionsv1.Role_ROLE_COURIER))
	alsoBuys.Roles |= authn.NewRoles(optionsv1.Role_ROLE_CONSUMER)
	for name, c := range map[string]authn.Caller{
		"a customer":              customer(),
		"staff of two stores":     authn.Staff(1<<60, 1, authn.BuiltIn(optionsv1.Role_ROLE_MERCHANT, 3, 1<<62+1)),
		"a courier who also buys": alsoBuys,
		"an auditor of two districts, who keeps a store besides": authn.Staff(9, 4, authn.Grant{
			Kind: optionsv1.Role_ROLE_OPERATOR, Role: 1 << 61, Scope: optionsv1.DataScope_DATA_SCOPE_REGION, IDs: []int64{510104, 510105},
		}, authn.BuiltIn(optionsv1.Role_ROLE_MERCHANT, 3)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			authorization := "Bearer " + w.sign(t, c)
			for range 3 {
				got, err := w.verifier.Verify(t.Context(), authorization)
				require.NoError(t, err)
				require.Equal(t, c, got)
			}
			require.EqualValues(t, 1, w.fetches.Load())
			require.Equal(t, life, w.signer.Life())
		})
	}
}

func TestATokenIsGoodForItsLifeAndNotLonger(t *testing.T) {
	t.Parallel()
	for name, verifiedBefore := range map[string]bool{"first seen late": false, "remembered from before": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			authorization := "Bearer " + w.sign(t, customer())
			if verifiedBefore {
				_, err := w.verifier.Verify(t.Context(), authorization)
				require.NoError(t, err)
			}
			w.clock.Advance(life + 4*time.Second)
			if verifiedBefore {
				_, err := w.verifier.Verify(t.Context(), authorization)
				require.NoError(t, err, "clocks may differ a little")
			}
			w.clock.Advance(2 * time.Second)
			_, err := w.verifier.Verify(t.Context(), authorization)
			require.ErrorIs(t, err, authn.ErrExpired)
		})
	}
}

// forge makes a token with any claims, algorithm and key.
func forge(t testing.TB, alg jose.SignatureAlgorithm, key any, kid string, claims map[string]any) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: kid}}, nil)
	require.NoError(t, err)
	token, err := jwt.Signed(signer).Claims(claims).Serialize()
	require.NoError(t, err)
	return token
}

func (w *world) claims(change map[string]any) map[string]any {
	now := w.clock.Now()
	all := map[string]any{
		"iss": authn.Issuer, "aud": []string{authn.Audience}, "sub": "7", "sid": "99", "rol": 2,
		"iat": now.Unix(), "exp": now.Add(life).Unix(),
	}
	for name, value := range change {
		if all[name] = value; value == nil {
			delete(all, name)
		}
	}
	return all
}

func TestAProcessWhoseClockIsLateKnowsWhoSignedInAMomentAgo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	issued := func(ahead time.Duration) string {
		return "Bearer " + forge(t, jose.EdDSA, w.key, "k1", w.claims(map[string]any{"iat": w.clock.Now().Add(ahead).Unix()}))
	}
	got, err := w.verifier.Verify(t.Context(), issued(25*time.Second))
	require.NoError(t, err)
	require.EqualValues(t, 7, got.UserID)
	_, err = w.verifier.Verify(t.Context(), issued(36*time.Second))
	require.ErrorIs(t, err, authn.ErrInvalid, "so far apart no clocks may be")
}

func TestAForgedOrForeignTokenIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	good := w.sign(t, customer())
	parts := strings.Split(good, ".")
	signed := func(change map[string]any) string { return forge(t, jose.EdDSA, w.key, "k1", w.claims(change)) }
	other := strings.Split(w.sign(t, authn.Caller{UserID: 8, Roles: authn.NewRoles(optionsv1.Role_ROLE_OPERATOR)}), ".")
	none := "eyJhbGciOiJub25lIiwia2lkIjoiazEifQ." + parts[1] + "."
	pub := []byte(w.keys[0].Key)
	cases := map[string]string{
		"of another issuer":                     signed(map[string]any{"iss": "evil"}),
		"for another audience":                  signed(map[string]any{"aud": []string{"other-api"}}),
		"without an expiry":                     signed(map[string]any{"exp": nil}),
		"without an issue time":                 signed(map[string]any{"iat": nil}),
		"issued in the future":                  signed(map[string]any{"iat": w.clock.Now().Add(time.Hour).Unix()}),
		"not valid yet":                         signed(map[string]any{"nbf": w.clock.Now().Add(time.Hour).Unix()}),
		"for nobody":                            signed(map[string]any{"sub": "0"}),
		"for a negative person":                 signed(map[string]any{"sub": "-7"}),
		"for a name":                            signed(map[string]any{"sub": "admin"}),
		"without a session":                     signed(map[string]any{"sid": nil}),
		"with a grant of no store":              signed(map[string]any{"gra": []string{"2.2.2.x"}}),
		"with a grant of nothing":               signed(map[string]any{"gra": []string{"4"}}),
		"with a scope beyond all":               signed(map[string]any{"gra": []string{"4.4.6"}}),
		"with a service's grant":                signed(map[string]any{"gra": []string{"5.5.5"}}),
		"with a negative role":                  signed(map[string]any{"gra": []string{"4.-4.5"}}),
		"with roles that are no set":            signed(map[string]any{"rol": "all"}),
		"not signed at all":                     none,
		"signed with HS256 by our public key":   forge(t, jose.HS256, pub, "k1", w.claims(nil)),
		"signed with HS256 by the secret":       forge(t, jose.HS256, secret(), "k1", w.claims(nil)),
		"signed by another's key under our id":  forge(t, jose.EdDSA, privateKey(2), "k1", w.claims(nil)),
		"signed by a key nobody knows":          forge(t, jose.EdDSA, privateKey(2), "k2", w.claims(nil)),
		"that names no key":                     forge(t, jose.EdDSA, w.key, "", w.claims(nil)),
		"with another's payload":                parts[0] + "." + other[1] + "." + parts[2],
		"with another's signature":              parts[0] + "." + parts[1] + "." + other[2],
		"without a signature":                   parts[0] + "." + parts[1] + ".",
		"cut short":                             good[:len(good)-10],
		"of one part":                           "abc",
		"that is empty":                         "",
		"that is JSON instead of three parts":   `{"payload":"` + parts[1] + `","protected":"` + parts[0] + `","signature":"` + parts[2] + `"}`,
		"that has a service credential as text": strings.TrimPrefix(w.verifier.Credential("order"), "Service "),
	}
	for name, token := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := w.verifier.Verify(t.Context(), "Bearer "+token)
			require.ErrorIs(t, err, authn.ErrInvalid)
			require.Equal(t, authn.Caller{}, got)
		})
	}
}

func TestAPersonCannotActAsAService(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got, err := w.verifier.Verify(t.Context(), "Bearer "+w.sign(t, authn.Caller{
		UserID: 7, Service: "order", Roles: authn.NewRoles(optionsv1.Role_ROLE_CONSUMER, optionsv1.Role_ROLE_SERVICE),
	}))
	require.NoError(t, err)
	require.Equal(t, []optionsv1.Role{optionsv1.Role_ROLE_CONSUMER}, got.Roles.List())
	require.Empty(t, got.Service)
}

func TestForgedKeyIDsDoNotMakeUsAskForKeysMoreThanOnceInTenSeconds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ask := func(kid string) error {
		_, err := w.verifier.Verify(t.Context(), "Bearer "+forge(t, jose.EdDSA, privateKey(2), kid, w.claims(nil)))
		return err
	}
	for _, kid := range []string{"a", "b", "c", "d"} {
		require.ErrorIs(t, ask(kid), authn.ErrInvalid)
	}
	require.EqualValues(t, 1, w.fetches.Load())
	w.clock.Advance(10 * time.Second)
	require.ErrorIs(t, ask("e"), authn.ErrInvalid)
	require.ErrorIs(t, ask("f"), authn.ErrInvalid)
	require.EqualValues(t, 2, w.fetches.Load())
}

func TestANewKeyIsLearned(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.verifier.Verify(t.Context(), "Bearer "+w.sign(t, customer()))
	require.NoError(t, err)
	w.keys = append(w.keys, public(t, "k2", privateKey(2)))
	w.clock.Advance(11 * time.Second)
	_, err = w.verifier.Verify(t.Context(), "Bearer "+forge(t, jose.EdDSA, privateKey(2), "k2", w.claims(nil)))
	require.NoError(t, err)
}

func TestAPublicKeySurvivesItsTextForm(t *testing.T) {
	t.Parallel()
	key := public(t, "k1", privateKey(1))
	got, err := authn.ParsePublicKey("k1", key.X())
	require.NoError(t, err)
	require.Equal(t, key, got)
	for _, x := range []string{"", "AAAA", "?", key.X() + "AA"} {
		_, err := authn.ParsePublicKey("k1", x)
		require.Error(t, err, x)
	}
}

func FuzzVerify(f *testing.F) {
	w := newWorld(f)
	good := w.sign(f, customer())
	f.Add("Bearer " + good)
	f.Add("Service order:AAAA")
	f.Add(w.verifier.Credential("order"))
	f.Add("Bearer eyJhbGciOiJub25lIn0..")
	f.Add("bearer " + good)
	f.Fuzz(func(t *testing.T, authorization string) {
		c, err := w.verifier.Verify(t.Context(), authorization)
		if err != nil {
			require.Equal(t, authn.Caller{}, c)
			return
		}
		ours := authorization == "" || authorization == w.verifier.Credential("order") || strings.HasPrefix(authorization, "Bearer ")
		require.True(t, ours, authorization)
		if c.UserID != 0 {
			require.Equal(t, customer(), c, "nobody but us makes tokens")
		}
		_, err = json.Marshal(c)
		require.NoError(t, err)
	})
}

// BenchmarkVerify is what a request of somebody who is signed in costs: the token was seen before.
func BenchmarkVerify(b *testing.B) {
	w := newWorld(b)
	credential := "Bearer " + w.sign(b, customer())
	for b.Loop() {
		if _, err := w.verifier.Verify(context.Background(), credential); err != nil {
			b.Fatal(err)
		}
	}
}
