package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/errs"
	"dajiu/services/user/internal/domain"
)

var start = time.Date(2026, 11, 1, 20, 0, 0, 0, time.UTC)

func session() domain.Session {
	return domain.Session{ID: 1, UserID: 2, Generation: 4, RotatedAt: start, ExpiresAt: start.Add(time.Hour)}
}

func TestRefreshTokens(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		generation     int64
		after          time.Duration
		good, revoked  bool
		wantGeneration int64
	}{
		"the latest token advances the session":               {generation: 4, after: time.Minute, good: true, wantGeneration: 5},
		"a retry at once gets the same answer":                {generation: 3, after: time.Second, good: true, wantGeneration: 4},
		"the token before, later, ends the session":           {generation: 3, after: time.Minute, revoked: true, wantGeneration: 4},
		"an old token ends the session even at once":          {generation: 2, after: time.Second, revoked: true, wantGeneration: 4},
		"a token from the future is refused and harms nobody": {generation: 9, after: time.Second, wantGeneration: 4},
		"the latest token of an expired session is refused":   {generation: 4, after: time.Hour, wantGeneration: 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := session()
			err := s.Rotate(row.generation, start.Add(row.after), time.Hour)
			require.Equal(t, row.good, err == nil)
			require.Equal(t, row.revoked, !s.RevokedAt.IsZero())
			require.Equal(t, row.wantGeneration, s.Generation)
			if err != nil {
				require.True(t, errs.HasReason(err, "USER_SESSION_INVALID"))
			}
		})
	}
}

func TestOnceRevokedASessionNeverComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := session()
		now := start
		for range rapid.IntRange(1, 20).Draw(t, "uses") {
			revoked := !s.RevokedAt.IsZero()
			now = now.Add(time.Duration(rapid.IntRange(0, 120).Draw(t, "wait")) * time.Second)
			err := s.Rotate(rapid.Int64Range(0, s.Generation+1).Draw(t, "generation"), now, time.Hour)
			if revoked {
				require.Error(t, err)
				require.False(t, s.RevokedAt.IsZero())
			}
		}
	})
}

func TestTheFifthWrongPasswordLocksForAWhile(t *testing.T) {
	t.Parallel()
	s := &domain.Staff{}
	for range 4 {
		s.NoteFailure(start)
		require.False(t, s.Locked(start))
	}
	s.NoteFailure(start)
	require.True(t, s.Locked(start.Add(14*time.Minute)))
	require.False(t, s.Locked(start.Add(15*time.Minute)))
}

func TestWeakPasswordsAreRefused(t *testing.T) {
	t.Parallel()
	for password, ok := range map[string]bool{"short1!": false, "aaaaaaaaaaaa": false, "xx-alice-9988": false, "MyPassword123": false, "dajiu-demo-2026": true} {
		require.Equal(t, ok, domain.CheckPassword(password, "alice") == nil, password)
	}
}
