package store_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/errs"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
	"dajiu/services/user/internal/domain"
)

// signIn stores a sign-in of browser "b" that somebody finished, with the code "code-<id>".
func (w *world) signIn(id string, user int64) domain.SignIn {
	w.Helper()
	ctx := context.Background()
	age := uint(60)
	s := domain.SignIn{
		ID: id, ClientID: 5, Browser: "b", CreatedAt: noon, ExpiresAt: noon.Add(10 * time.Minute),
		Asked: domain.Asked{RedirectURI: "https://x.example/", Scopes: []string{"openid"}, State: "s", Nonce: "n", Challenge: "c", Prompt: []string{"login"}, MaxAge: &age},
	}
	require.NoError(w, w.rows.CreateSignIn(ctx, s))
	read, err := w.rows.SignIn(ctx, id, "b", noon)
	require.NoError(w, err)
	require.Equal(w, s, read, "it is read as it was written")
	require.NoError(w, w.rows.Identify(ctx, id, "b", user, noon, true, noon))
	require.NoError(w, w.rows.SaveCode(ctx, id, "code-"+id, noon.Add(time.Minute), noon))
	return s
}

func over(t require.TestingT, err error) {
	require.True(t, errs.HasReason(err, "USER_SIGN_IN_OVER"), "%v", err)
}

func TestACodeIsChangedOnceByOneOfMany(t *testing.T) {
	worlds(t, func(w *world) {
		w.signIn("r1", 7)
		var good atomic.Int64
		var all sync.WaitGroup
		for i := range int64(8) {
			all.Go(func() {
				session := domain.Session{ID: 100 + i, UserID: 7, ClientID: 5, Scopes: "openid", Generation: 1, RotatedAt: noon, CreatedAt: noon, ExpiresAt: noon.Add(time.Hour)}
				if err := w.rows.Redeem(context.Background(), "r1", session, noon); err == nil {
					good.Add(1)
				} else if !errs.HasReason(err, "USER_SIGN_IN_OVER") {
					t.Errorf("another failure: %v", err)
				}
			})
		}
		all.Wait()
		require.Equal(w, int64(1), good.Load())
		require.Equal(w, 1, w.count("sessions"))
		s, err := w.rows.SignInByCode(context.Background(), "code-r1")
		require.NoError(w, err)
		session, err := w.rows.Session(context.Background(), s.SessionID)
		require.NoError(w, err)
		require.Equal(w, []any{int64(5), "openid"}, []any{session.ClientID, session.Scopes})
	})
}

func TestASignInGoesOnInItsBrowserOnlyInItsOrderAndInTime(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		s := domain.SignIn{ID: "r1", ClientID: 5, Browser: "b", CreatedAt: noon, ExpiresAt: noon.Add(10 * time.Minute)}
		require.NoError(w, w.rows.CreateSignIn(ctx, s))
		late := noon.Add(10 * time.Minute)
		over(w, w.rows.Allow(ctx, "r1", "b", noon))                                                      // nobody signed in
		over(w, w.rows.SaveCode(ctx, "r1", "c", late, noon))                                             // nor agreed
		over(w, w.rows.Identify(ctx, "r1", "another", 7, noon, false, noon))                             // another browser
		over(w, w.rows.Identify(ctx, "r1", "b", 7, noon, false, late))                                   // too late
		over(w, w.rows.Redeem(ctx, "r1", domain.Session{ID: 1, CreatedAt: noon}, noon))                  // there is no code
		require.NoError(w, w.rows.Identify(ctx, "r1", "b", 7, noon, false, noon))                        // now
		over(w, w.rows.Identify(ctx, "r1", "b", 8, noon, false, noon))                                   // nobody takes another's place
		over(w, w.rows.SaveCode(ctx, "r1", "c", late, noon))                                             // not agreed yet
		over(w, w.rows.Allow(ctx, "r1", "another", noon))                                                // nor by another
		require.NoError(w, w.rows.Allow(ctx, "r1", "b", noon))                                           // now
		require.NoError(w, w.rows.SaveCode(ctx, "r1", "c", noon.Add(time.Minute), noon))                 // one code
		over(w, w.rows.SaveCode(ctx, "r1", "c2", noon.Add(time.Minute), noon))                           // and no other
		over(w, w.rows.Drop(ctx, "r1", "b", noon))                                                       // it is done
		over(w, w.rows.Redeem(ctx, "r1", domain.Session{ID: 1, CreatedAt: noon}, noon.Add(time.Minute))) // the code is too old
		_, err := w.rows.SignIn(ctx, "r1", "b", noon)
		over(w, err)
		require.Zero(w, w.count("sessions"))
	})
}

func TestAVisitToACompanyComesBackOnceInItsBrowser(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		v := domain.Visit{ID: "state", ProviderID: 3, RequestID: "r1", Browser: "b", Nonce: "n", Verifier: "secret", ExpiresAt: noon.Add(time.Minute)}
		require.NoError(w, w.rows.CreateVisit(ctx, v))
		var stored string
		require.NoError(w, w.db.Reader().NewRaw("SELECT verifier FROM openid_visits").Scan(ctx, &stored))
		require.NotContains(w, stored, "secret")
		_, err := w.rows.TakeVisit(ctx, "state", "another", noon)
		over(w, err)
		_, err = w.rows.TakeVisit(ctx, "state", "b", noon.Add(time.Minute))
		over(w, err)
		over(w, w.rows.Remember(ctx, "state", "worker"))
		taken, err := w.rows.TakeVisit(ctx, "state", "b", noon)
		require.NoError(w, err)
		require.Equal(w, v, taken)
		_, err = w.rows.TakeVisit(ctx, "state", "b", noon)
		over(w, err)
		_, err = w.rows.Remembered(ctx, "state", "b", noon)
		over(w, err)
		require.NoError(w, w.rows.Remember(ctx, "state", "worker"))
		_, err = w.rows.Remembered(ctx, "state", "another", noon)
		over(w, err)
		known, err := w.rows.Remembered(ctx, "state", "b", noon)
		require.NoError(w, err)
		require.Equal(w, "worker", known.Subject)
		n, err := w.rows.SweepVisits(ctx, noon.Add(2*time.Minute))
		require.NoError(w, err)
		require.Equal(w, []any{int64(1), 0}, []any{n, w.count("openid_visits")})
	})
}

func TestProgramsProvidersAndLinksAreKeptAsTheyWereSaid(t *testing.T) {
	worlds(t, func(w *world) {
		ctx := context.Background()
		c := domain.Client{
			ID: 5, Name: "应用", Kind: domain.ClientWeb, People: domain.Everybody, RedirectURIs: []string{"https://x.example/"}, LogoutURIs: []string{},
			Scopes: []string{"openid"}, SecretDigest: "d", CreatedAt: noon,
		}
		made, fresh, err := w.rows.CreateClient(ctx, c, "k1")
		require.NoError(w, err)
		require.True(w, fresh)
		again, fresh, err := w.rows.CreateClient(ctx, domain.Client{ID: 6, Name: "别的"}, "k1")
		require.NoError(w, err)
		require.False(w, fresh)
		require.Equal(w, made, again, "the same key is the same program")
		changed, err := w.rows.UpdateClient(ctx, 5, func(c *domain.Client) error { c.Disabled = true; return nil })
		require.NoError(w, err)
		read, err := w.rows.Client(ctx, 5)
		require.NoError(w, err)
		require.Equal(w, changed, read)
		require.Equal(w, int64(2), read.Version)

		p := domain.Provider{ID: 3, Name: "集团", Issuer: "https://c.example", ClientID: "x", Secret: "shared secret", Claim: "sub", Unknown: domain.RefuseUnknown, CreatedAt: noon}
		stored, err := w.rows.CreateProvider(ctx, p, "k2")
		require.NoError(w, err)
		list, err := w.rows.Providers(ctx)
		require.NoError(w, err)
		require.Equal(w, []domain.Provider{stored}, list)
		var sealed string
		require.NoError(w, w.db.Reader().NewRaw("SELECT secret_sealed FROM openid_providers").Scan(ctx, &sealed))
		require.NotContains(w, sealed, "shared secret")

		link := domain.Identity{ProviderID: 3, Subject: "worker", UserID: 7, LinkedBy: 1, LinkedAt: noon}
		for range 2 { // said twice
			_, err = w.rows.LinkIdentity(ctx, link)
			require.NoError(w, err)
		}
		for _, other := range []domain.Identity{{ProviderID: 3, Subject: "worker", UserID: 8, LinkedAt: noon}, {ProviderID: 3, Subject: "other", UserID: 7, LinkedAt: noon}} {
			_, err = w.rows.LinkIdentity(ctx, other)
			require.True(w, errs.HasReason(err, "USER_DUPLICATE"), "%v", err)
		}
		_, found, err := w.rows.IdentityOf(ctx, 3, "WORKER")
		require.NoError(w, err)
		require.False(w, found, "names are compared letter for letter")
		session := w.session(7, noon.Add(time.Hour))
		require.NoError(w, w.rows.UnlinkIdentity(ctx, 7, 3, domain.Revocation{At: noon, TokensExpire: noon}))
		require.False(w, w.sessionNow(session.ID).RevokedAt.IsZero(), "who is unlinked is out")
		require.Zero(w, w.count("staff_identities"))
	})
}

func TestSingleSignOnIsReadByIndexes(t *testing.T) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		migrate(t, db)
		for query, index := range map[string]string{
			"SELECT * FROM openid_requests WHERE code_digest = 'x'":                                        "ux_openid_requests_code",
			"SELECT id FROM openid_requests WHERE expires_at < '2026-01-01' ORDER BY expires_at LIMIT 500": "ix_openid_requests_expiry",
			"SELECT id FROM openid_visits WHERE expires_at < '2026-01-01' ORDER BY expires_at LIMIT 500":   "ix_openid_visits_expiry",
			"SELECT * FROM staff_identities WHERE user_id = 7 ORDER BY provider_id LIMIT 20":               "ux_staff_identities_user",
			"SELECT * FROM sessions WHERE user_id = 7 AND client_id = 5 AND revoked_at IS NULL":            "ix_sessions_user",
		} {
			plan, err := sqldb.Explain(t.Context(), db, query)
			require.NoError(t, err)
			text := strings.Join(plan, "\n")
			if strings.Contains(text, "after reading const tables") { // MariaDB looked the one row up, and there is none
				continue
			}
			require.Contains(t, text, index, query)
			require.NotContains(t, text, "TEMP B-TREE", query)
			require.NotContains(t, text, "filesort", query)
		}
	})
}
