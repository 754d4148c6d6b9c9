package authn_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/authn"
	"dajiu/platform/clock"
	"dajiu/platform/id"
)

// sessionAt makes the id of a session that began at an instant, as the user service does.
func sessionAt(t testing.TB, at time.Time) int64 {
	t.Helper()
	ids, err := id.NewGenerator(clock.Fake(at), 1)
	require.NoError(t, err)
	return ids.NextFor(7)
}

func TestTokensOfSessionsThatWereEndedAreExpired(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := func(user int64, began time.Time) string {
		return "Bearer " + w.sign(t, authn.Caller{UserID: user, Session: sessionAt(t, began)})
	}
	start := w.clock.Now()
	old, unseen, neighbour := token(7, start), token(7, start.Add(-time.Hour)), token(8, start)
	verify := func(authorization string) error {
		_, err := w.verifier.Verify(t.Context(), authorization)
		return err
	}
	require.NoError(t, verify(old))
	w.clock.Advance(time.Minute)
	last := token(7, w.clock.Now())
	w.verifier.End(authn.Ended{Who: 7, Until: w.clock.Now(), Expires: w.clock.Now().Add(life)})
	for name, authorization := range map[string]string{"remembered": old, "not seen before": unseen, "of the last moment": last} {
		require.ErrorIs(t, verify(authorization), authn.ErrExpired, name)
	}
	require.NoError(t, verify(neighbour))
	w.clock.Advance(time.Millisecond)
	require.NoError(t, verify(token(7, w.clock.Now())), "who signs in again is let in")
	w.verifier.End(authn.Ended{Who: 7, Until: start, Expires: start.Add(time.Second)})
	require.ErrorIs(t, verify(old), authn.ErrExpired, "an earlier end that comes late changes nothing")
}

func TestAnEndIsForgottenOnceItsTokensAreExpired(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	began := sessionAt(t, w.clock.Now())
	w.verifier.End(authn.Ended{Who: 7, Until: w.clock.Now(), Expires: w.clock.Now().Add(life)})
	w.clock.Advance(life + 10*time.Second)
	w.verifier.End(authn.Ended{Who: 8, Until: w.clock.Now(), Expires: w.clock.Now().Add(life)})
	_, err := w.verifier.Verify(t.Context(), "Bearer "+w.sign(t, authn.Caller{UserID: 7, Session: began}))
	require.NoError(t, err, "no such token can be about; were there one, it would be a new one")
}
