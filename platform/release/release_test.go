package release_test

import (
	"context"
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/release"
)

func TestAPersonGoesWhereTheFirstRuleThatFitsSaysForEachService(t *testing.T) {
	t.Parallel()
	rules := release.Rules{
		{Service: "order", Version: "v3", Users: []int64{7}},
		{Service: "order", Version: "v2", Word: "canary", Users: []int64{7, 8}},
		{Service: "payment", Version: "v2", Percent: 100},
		{Service: release.All, Version: "v9", Word: "canary"},
	}
	require.NoError(t, rules.Validate())
	for name, c := range map[string]struct {
		who  release.Person
		want string
	}{
		"somebody":                   {release.Person{User: 1}, "payment=v2"},
		"one of two rules":           {release.Person{User: 7}, "order=v3,payment=v2"},
		"one of the second":          {release.Person{User: 8}, "order=v2,payment=v2"},
		"who knows the word":         {release.Person{User: 1, Word: "canary"}, "order=v2,payment=v2,*=v9"},
		"who guesses":                {release.Person{User: 1, Word: "Canary"}, "payment=v2"},
		"nobody, who has no id of 0": {release.Person{Device: "10.0.0.1"}, "payment=v2"},
	} {
		require.Equal(t, c.want, rules.Decide(c.who).String(), name)
	}
	ctx := release.With(context.Background(), rules.Decide(release.Person{User: 1, Word: "canary"}))
	require.Equal(t, []string{"v2", "v2", "v9"}, []string{release.Of(ctx, "order"), release.Of(ctx, "payment"), release.Of(ctx, "user")})
	require.Empty(t, release.Of(context.Background(), "order"))
}

func TestAShareIsThatShareOfThePeopleAndGrowsByWhomItHad(t *testing.T) {
	t.Parallel()
	const people = 20_000
	in := func(percent float64, user int) bool {
		r := release.Rules{{Service: "order", Version: "v2", Percent: percent}}
		return r.Decide(release.Person{User: int64(user) * 7919}).String() != ""
	}
	counts := map[float64]int{}
	for user := 1; user <= people; user++ {
		before := false
		for _, percent := range []float64{0.5, 5, 20, 50, 99.99} {
			now := in(percent, user)
			require.False(t, before && !now, "whoever is in stays in")
			if now {
				counts[percent]++
			}
			before = now
		}
	}
	for percent, n := range counts {
		want := people * percent / 100
		require.InDelta(t, want, n, 4*math.Sqrt(want)+5, "%v percent", percent)
	}
}

func TestNotAlwaysTheSamePeopleTryWhatIsNew(t *testing.T) {
	t.Parallel()
	both := 0
	for user := range int64(10_000) {
		r := release.Rules{{Service: "order", Version: "v2", Percent: 10}, {Service: "payment", Version: "v2", Percent: 10}}
		if r.Decide(release.Person{User: user + 1}).String() == "order=v2,payment=v2" {
			both++
		}
	}
	require.InDelta(t, 100, both, 50)
}

func TestADecisionCrossesACallAsItWas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var rules release.Rules
		for n := range rapid.IntRange(0, 8).Draw(t, "rules") {
			rules = append(rules, release.Rule{Service: "s" + strconv.Itoa(n), Version: rapid.StringMatching(`[a-z0-9][a-z0-9.-]{0,9}`).Draw(t, "version"), Percent: 100})
		}
		decided := rules.Decide(release.Person{User: 1})
		if got := release.Parse(decided.String()); got.String() != decided.String() {
			t.Fatalf("%q became %q", decided, got)
		}
	})
	for _, text := range []string{"order", "=v2", "order=", "order=v2,", string(make([]byte, 5000))} {
		require.Empty(t, release.Parse(text).String())
	}
}

func TestRulesThatMeanNothingAreRefusedByTheirPlace(t *testing.T) {
	t.Parallel()
	for says, rule := range map[string]release.Rule{
		"1: service":          {Version: "v2", Percent: 1},
		"1: version":          {Service: "order", Version: "v 2", Percent: 1},
		"1: word":             {Service: "order", Version: "v2", Word: "a b"},
		"1: percent":          {Service: "order", Version: "v2", Percent: 101},
		"1: it is for nobody": {Service: "order", Version: "v2"},
	} {
		require.ErrorContains(t, release.Rules{{Service: "*", Version: "v1", Percent: 1}, rule}.Validate(), says)
	}
}

func BenchmarkOf(b *testing.B) {
	ctx := release.With(context.Background(), release.Parse("order=v2,payment=v3,*=v1"))
	b.ReportAllocs()
	for b.Loop() {
		_ = release.Of(ctx, "user")
	}
}
