package authn_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"

	"dajiu/platform/authn"
)

func TestAKeySourceThatFailsIsNotTheTokensFault(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.fail = errors.New("user service is down")
	authorization := "Bearer " + w.sign(t, customer())
	_, err := w.verifier.Verify(t.Context(), authorization)
	require.ErrorIs(t, err, w.fail)
	require.NotErrorIs(t, err, authn.ErrInvalid)
	require.EqualValues(t, 1, w.fetches.Load())
	for range 100 {
		_, err = w.verifier.Verify(t.Context(), authorization)
		require.ErrorIs(t, err, w.fail)
	}
	require.EqualValues(t, 1, w.fetches.Load(), "a source in trouble is not asked for each request")
	w.fail = nil
	w.clock.Advance(time.Second)
	_, err = w.verifier.Verify(t.Context(), authorization)
	require.NoError(t, err, "it works soon after the source does")
}

func TestTheLongerAKeySourceFailsTheLessOftenItIsAsked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.fail = errors.New("user service is down")
	authorization := "Bearer " + w.sign(t, customer())
	for range 600 { // a minute
		_, err := w.verifier.Verify(t.Context(), authorization)
		require.ErrorIs(t, err, w.fail)
		w.clock.Advance(100 * time.Millisecond)
	}
	require.Greater(t, w.fetches.Load(), int32(6))
	require.Less(t, w.fetches.Load(), int32(16))
	w.fail = nil
	w.clock.Advance(10 * time.Second)
	_, err := w.verifier.Verify(t.Context(), authorization)
	require.NoError(t, err, "it is never asked less often than every ten seconds")
}

func TestAKnownKeyIsUsedWhileTheSourceFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.verifier.Verify(t.Context(), "Bearer "+w.sign(t, customer()))
	require.NoError(t, err)
	w.fail = errors.New("user service is down")
	w.clock.Advance(11 * time.Second)
	_, err = w.verifier.Verify(t.Context(), "Bearer "+forge(t, jose.EdDSA, privateKey(2), "k2", w.claims(nil)))
	require.ErrorIs(t, err, w.fail)
	_, err = w.verifier.Verify(t.Context(), "Bearer "+w.sign(t, authn.Caller{UserID: 8, Session: 1}))
	require.NoError(t, err)
}

func TestManyWhoWaitForKeysAskOnceAndNoneForTheOthersPatience(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	inside, release := make(chan struct{}), make(chan struct{})
	var fetches atomic.Int32
	verifier, err := authn.NewVerifier(w.clock, func(ctx context.Context) ([]authn.PublicKey, error) {
		if fetches.Add(1) == 1 {
			close(inside)
		}
		select {
		case <-release:
			return w.keys, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}, secret())
	require.NoError(t, err)
	impatient, leave := context.WithCancel(t.Context())
	left := make(chan error, 1)
	authorization := "Bearer " + w.sign(t, customer())
	go func() {
		_, err := verifier.Verify(impatient, authorization)
		left <- err
	}()
	<-inside
	answers := make(chan error, 20)
	for range cap(answers) {
		go func() {
			_, err := verifier.Verify(t.Context(), authorization)
			answers <- err
		}()
	}
	leave()
	require.ErrorIs(t, <-left, context.Canceled, "who leaves does not wait for the source")
	close(release)
	for range cap(answers) {
		require.NoError(t, <-answers)
	}
	require.EqualValues(t, 1, fetches.Load())
}
