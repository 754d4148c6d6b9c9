package parameter_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/parameter"
	"dajiu/platform/sqldb"
	"dajiu/platform/testkit"
)

var noon = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// process is one of a service, with two parameters.
type process struct {
	set    *parameter.Set
	within *parameter.Value[time.Duration]
	review *parameter.Value[string]
}

func open(db *sqldb.DB) process {
	set := parameter.NewSet(db, clock.Fake(noon))
	return process{
		set:    set,
		within: set.Duration("pay_within", parameter.Minutes, 15*time.Minute, time.Minute, time.Hour),
		review: set.Choice("review", "always", "always", "never"),
	}
}

func text(s string) *string { return &s }

func worlds(t *testing.T, suite func(t *testing.T, db *sqldb.DB)) {
	t.Parallel()
	testkit.Engines(t, func(t *testing.T, db *sqldb.DB) {
		require.NoError(t, sqldb.Migrate(t.Context(), db, parameter.Migrations()))
		require.NoError(t, sqldb.Verify(t.Context(), db, parameter.Migrations()))
		suite(t, db)
	})
}

func TestAParameterIsAsConfiguredUntilItIsSetAndAgainWhenThatIsTakenBack(t *testing.T) {
	worlds(t, func(t *testing.T, db *sqldb.DB) {
		p := open(db)
		require.Equal(t, 15*time.Minute, p.within.Get())

		got, err := p.set.Change(t.Context(), "pay_within", text("030"), 0, 7)
		require.NoError(t, err)
		require.Equal(t, "30", *got.Value, "as it is kept")
		require.Equal(t, int64(1), got.Version)
		require.Equal(t, int64(7), got.ChangedBy)
		require.Equal(t, noon, got.ChangedAt)
		require.Equal(t, 30*time.Minute, p.within.Get(), "at once")

		got, err = p.set.Change(t.Context(), "pay_within", nil, 1, 8)
		require.NoError(t, err)
		require.Nil(t, got.Value)
		require.Equal(t, int64(2), got.Version)
		require.Equal(t, 15*time.Minute, p.within.Get())
	})
}

func TestAnotherProcessUsesWhatOneWasToldAndSoDoesTheNextStart(t *testing.T) {
	worlds(t, func(t *testing.T, db *sqldb.DB) {
		one, other := open(db), open(db)
		_, err := one.set.Change(t.Context(), "review", text("never"), 0, 7)
		require.NoError(t, err)
		require.Equal(t, "always", other.review.Get())

		problems, err := other.set.Load(t.Context())
		require.NoError(t, err)
		require.Empty(t, problems)
		require.Equal(t, "never", other.review.Get())
		require.Equal(t, 15*time.Minute, other.within.Get(), "what nobody set stays")
	})
}

func TestWhatIsNotPossibleIsRefusedAndChangesNothing(t *testing.T) {
	worlds(t, func(t *testing.T, db *sqldb.DB) {
		p := open(db)
		for name, refused := range map[string]struct {
			parameter, value string
			version          int64
			reason           string
		}{
			"too little":          {"pay_within", "0", 0, errs.ReasonInvalid},
			"too much":            {"pay_within", "61", 0, errs.ReasonInvalid},
			"no number":           {"pay_within", "15m", 0, errs.ReasonInvalid},
			"beyond every number": {"pay_within", "99999999999999999999", 0, errs.ReasonInvalid},
			"no choice":           {"review", "sometimes", 0, errs.ReasonInvalid},
			"no such parameter":   {"pay", "1", 0, "PARAMETER_UNKNOWN"},
			"another version":     {"pay_within", "20", 3, errs.ReasonConflict},
		} {
			_, err := p.set.Change(t.Context(), refused.parameter, text(refused.value), refused.version, 7)
			require.True(t, errs.HasReason(err, refused.reason), "%s: %v", name, err)
		}
		for _, one := range p.set.List() {
			require.Nil(t, one.Value)
			require.Zero(t, one.Version)
		}
		require.Equal(t, 15*time.Minute, p.within.Get())
	})
}

func TestOfTwoWhoChangeTheSameOneTheSecondIsToldAndARepetitionChangesNothing(t *testing.T) {
	worlds(t, func(t *testing.T, db *sqldb.DB) {
		one, other := open(db), open(db)
		first, err := one.set.Change(t.Context(), "pay_within", text("20"), 0, 7)
		require.NoError(t, err)
		_, err = other.set.Change(t.Context(), "pay_within", text("25"), 0, 8)
		require.True(t, errs.HasReason(err, errs.ReasonConflict), "%v", err)

		again, err := one.set.Change(t.Context(), "pay_within", text("20"), 0, 7)
		require.NoError(t, err)
		require.Equal(t, first, again)

		_, err = other.set.Change(t.Context(), "pay_within", text("25"), 1, 8)
		require.NoError(t, err, "the version is the store's, also where this process had not heard of it")
		require.Equal(t, 25*time.Minute, other.within.Get())
	})
}

func TestAValueThatANewProgramDoesNotAllowIsAsIfNotSet(t *testing.T) {
	worlds(t, func(t *testing.T, db *sqldb.DB) {
		_, err := open(db).set.Change(t.Context(), "pay_within", text("60"), 0, 7)
		require.NoError(t, err)

		stricter := parameter.NewSet(db, clock.Fake(noon))
		within := stricter.Duration("pay_within", parameter.Minutes, 15*time.Minute, time.Minute, 30*time.Minute)
		problems, err := stricter.Load(t.Context())
		require.NoError(t, err)
		require.Equal(t, []string{"pay_within"}, problems)
		require.Equal(t, 15*time.Minute, within.Get())
		_, err = stricter.Change(t.Context(), "pay_within", text("30"), stricter.List()[0].Version, 7)
		require.NoError(t, err, "it can be set anew")
	})
}
