package paging_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/errs"
	"dajiu/platform/paging"
)

func TestAPageHasTheSizeAskedForOrTheDefault(t *testing.T) {
	t.Parallel()
	for size, want := range map[int32]int{0: 20, -1: 20, 1: 1, 50: 50, math.MaxInt32: math.MaxInt32} {
		require.Equal(t, want, paging.Request{Size: size}.Limit(20))
	}
}

func TestTheFirstPageStartsBeforeEverything(t *testing.T) {
	t.Parallel()
	after, err := paging.Request{}.After()
	require.NoError(t, err)
	require.Zero(t, after)
}

func TestATokenThatWeDidNotGiveIsAnErrorOfTheRequest(t *testing.T) {
	t.Parallel()
	for name, token := range map[string]string{
		"zero": "0", "negative": "-1", "with a sign": "+5", "with leading zeros": "005", "in capitals": "ZZ", "not a number": "?",
		"too large": "zzzzzzzzzzzzzzzzzz", "with a space": " 5", "SQL": "1 OR 1=1", "underscores": "1_0", "only zeros": "000",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after, err := paging.Request{Token: token}.After()
			require.Zero(t, after)
			require.True(t, errs.HasReason(err, errs.ReasonInvalid))
			require.Equal(t, "pageToken", errs.From(err).Fields()[0].Path)
		})
	}
}

func TestATokenContinuesAfterItsEntry(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.Int64Range(1, math.MaxInt64).Draw(t, "id")
		after, err := paging.Request{Token: paging.Token(id)}.After()
		require.NoError(t, err)
		require.Equal(t, id, after)
	})
}

func FuzzAfter(f *testing.F) {
	for _, seed := range []string{"", "0", "1", "-1", "+5", "05", "ZZ", "1y2p0ij32e8e7", "1y2p0ij32e8e8", "é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, token string) {
		after, err := paging.Request{Token: token}.After()
		switch {
		case err != nil:
			require.Zero(t, after)
		case token != "":
			require.Positive(t, after)
			require.Equal(t, token, paging.Token(after), "only tokens of ours are taken")
		}
	})
}
