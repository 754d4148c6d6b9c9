package wrote_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/wrote"
)

func TestWhoChangedSomethingIsRememberedForAWhileAndThenForgotten(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	c := clock.Fake(at)
	b := wrote.NewBook(c, time.Second)
	b.Note(7)
	c.Advance(900 * time.Millisecond)
	b.Note(8)
	require.Equal(t, at, b.Last(7))
	age, ok := b.Age(7)
	require.True(t, ok)
	require.Equal(t, 900*time.Millisecond, age)
	c.Advance(200 * time.Millisecond)
	b.Note(9) // begins the book's other half
	require.Equal(t, at.Add(900*time.Millisecond), b.Last(8))
	require.Zero(t, b.Last(1), "who changed nothing")
	c.Advance(3 * time.Second)
	require.Zero(t, b.Last(9))
	_, ok = b.Age(9)
	require.False(t, ok)
}

func TestMorePeopleThanThereIsRoomForAllCountAsHavingChangedSomething(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	b := wrote.NewBook(clock.Fake(at), time.Second)
	for user := range int64(1<<16 + 1) {
		b.Note(user + 1)
	}
	require.Equal(t, at, b.Last(1))
	require.Equal(t, at, b.Last(1<<40), "nobody is shown what they may have changed")
	require.Zero(t, b.Last(0), "nobody is no person")
}

func TestACallCarriesWhenItsCallerChangedSomething(t *testing.T) {
	t.Parallel()
	at := time.Unix(5, 0)
	require.Equal(t, at, wrote.From(wrote.With(context.Background(), at)))
	require.Zero(t, wrote.From(context.Background()))
}
