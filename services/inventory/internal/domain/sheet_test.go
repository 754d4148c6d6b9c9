package domain_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/errs"
	"dajiu/platform/money"
	"dajiu/services/inventory/internal/domain"
)

func sheetIn(state domain.SheetState) *domain.Sheet {
	return domain.RehydrateSheet(domain.SheetFacts{
		ID: 1, StoreID: 7, Name: "月末", State: state, Lines: 3, Counted: 2, SubmittedBy: 5, Version: 4, Tally: domain.Tally{Different: 1, Short: 30_000},
	})
}

func acting(by int64) domain.Acting {
	return domain.Acting{By: by, Version: 4, At: time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC), Reason: "再数一次"}
}

func TestASheetMovesOnlyAlongItsTable(t *testing.T) {
	t.Parallel()
	do := map[domain.SheetAct]func(*domain.Sheet) error{
		domain.SubmitSheet:  func(s *domain.Sheet) error { return s.Submit(acting(6), domain.Tally{}) },
		domain.ReturnSheet:  func(s *domain.Sheet) error { return s.Return(acting(6)) },
		domain.ApproveSheet: func(s *domain.Sheet) error { return s.Approve(acting(6), 0) },
		domain.CancelSheet:  func(s *domain.Sheet) error { return s.Cancel(acting(6)) },
		domain.FinishSheet:  (*domain.Sheet).Settle,
		domain.ReopenSheet: func(s *domain.Sheet) error {
			s.Advance(1, 1)
			return s.Settle()
		},
	}
	require.Len(t, do, len(domain.SheetActs()))
	for _, state := range domain.SheetStates() {
		for _, act := range domain.SheetActs() {
			t.Run(fmt.Sprint(state, act), func(t *testing.T) {
				t.Parallel()
				s := sheetIn(state)
				err := do[act](s)
				next, known := domain.SheetTransitions[state][act]
				if !known {
					require.True(t, errs.HasReason(err, "INVENTORY_SHEET_STATE_INVALID"), "%v", err)
					require.Equal(t, state, s.Facts().State)
					return
				}
				require.NoError(t, err)
				require.Equal(t, next, s.Facts().State)
				people := act != domain.FinishSheet && act != domain.ReopenSheet
				require.Equal(t, people, s.Did(act, 4), "who repeats an act of people is known")
			})
		}
	}
}

func TestWhoMayApproveDependsOnWhatTheDifferencesAreWorth(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		by     int64
		alone  money.Fen
		reason string
	}{
		{"somebody else approves whatever it is worth", 6, 0, ""},
		{"who submitted it approves what is worth little", 5, 30_000, ""},
		{"who submitted it may not approve what is worth more", 5, 29_999, "INVENTORY_SECOND_PERSON_NEEDED"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			err := sheetIn(domain.SheetSubmitted).Approve(acting(c.by), c.alone)
			if c.reason == "" {
				require.NoError(t, err)
				return
			}
			require.True(t, errs.HasReason(err, c.reason), "%v", err)
		})
	}
}

func TestAnActOnAnotherVersionOrWithoutAReasonIsRefused(t *testing.T) {
	t.Parallel()
	late := acting(6)
	late.Version = 3
	require.True(t, errs.HasReason(sheetIn(domain.SheetSubmitted).Approve(late, 0), "INVENTORY_SHEET_CHANGED"))
	mute := acting(6)
	mute.Reason = "  "
	require.Equal(t, "reason", errs.From(sheetIn(domain.SheetSubmitted).Return(mute)).Fields()[0].Path)
	empty := domain.RehydrateSheet(domain.SheetFacts{State: domain.SheetOpen, Lines: 3, Version: 4})
	require.True(t, errs.HasReason(empty.Submit(acting(6), domain.Tally{}), "INVENTORY_SHEET_NOT_COUNTED"))
}

func TestASheetCoversSomethingAndNotTooMuch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		facts domain.SheetFacts
		field string
	}{
		{"some SKUs", domain.SheetFacts{ID: 1, StoreID: 7, Name: "月末", Cover: domain.CoverAll, Lines: 5000}, ""},
		{"no SKU", domain.SheetFacts{ID: 1, StoreID: 7, Name: "月末", Cover: domain.CoverAll}, "cover"},
		{"too many", domain.SheetFacts{ID: 1, StoreID: 7, Name: "月末", Cover: domain.CoverAll, Lines: 5001}, "cover"},
		{"a category that is not named", domain.SheetFacts{ID: 1, StoreID: 7, Name: "月末", Cover: domain.CoverCategory, Lines: 1}, "categoryId"},
		{"no name", domain.SheetFacts{ID: 1, StoreID: 7, Name: " ", Cover: domain.CoverAll, Lines: 1}, "name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, err := domain.OpenSheet(c.facts)
			if c.field == "" {
				require.NoError(t, err)
				require.Equal(t, domain.SheetOpen, s.Facts().State)
				return
			}
			require.Equal(t, c.field, errs.From(err).Fields()[0].Path)
		})
	}
}

// TestADifferenceIsPostedWhateverWasSoldSince: goods that are sold between the count and the posting change nothing of what
// was lost or found, and what is promised is never taken.
func TestADifferenceIsPostedWhateverWasSoldSince(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		book := rapid.Int64Range(0, 50).Draw(t, "book")
		line := domain.CountLine{SkuID: 1, Status: domain.LineCounted, Book: book, Counted: rapid.Int64Range(0, 60).Draw(t, "counted")}
		now := domain.Level{SkuID: 1, OnHand: rapid.Int64Range(0, 60).Draw(t, "on hand now")}
		now.Reserved = rapid.Int64Range(0, now.OnHand).Draw(t, "reserved now")
		m, ok := line.Post(now)
		require.Equal(t, line.Counted-book, m.OnHand)
		require.Equal(t, m.OnHand == 0 || now.OnHand+m.OnHand >= now.Reserved, ok)
	})
}

func TestWhatIsTooMuchDoesNotHideWhatIsMissing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var lines []domain.CountLine
		var net, gross money.Fen
		for range rapid.IntRange(0, 20).Draw(t, "lines") {
			l := domain.CountLine{
				Status: domain.LineStatus(rapid.IntRange(1, 4).Draw(t, "status")), Price: money.Fen(rapid.Int64Range(0, 100_000).Draw(t, "price")),
				Book: rapid.Int64Range(0, 100).Draw(t, "book"), Counted: rapid.Int64Range(0, 100).Draw(t, "counted"),
			}
			lines = append(lines, l)
			if l.Status != domain.LineUncounted && l.Status != domain.LinePosted {
				worth := l.Price * money.Fen(l.Counted-l.Book)
				net += worth
				gross += max(worth, -worth)
			}
		}
		tally, err := domain.TallyOf(lines)
		require.NoError(t, err)
		require.Equal(t, net, tally.Over-tally.Short)
		require.Equal(t, gross, tally.Over+tally.Short)
		require.True(t, tally.Over >= 0 && tally.Short >= 0)
		require.False(t, tally.Beyond(gross))
		require.Equal(t, gross > 0, tally.Beyond(gross-1) && gross > 0)
	})
	require.True(t, domain.Tally{Over: math.MaxInt64, Short: 1}.Beyond(math.MaxInt64), "what cannot be added up is beyond every bound")
	_, err := domain.TallyOf([]domain.CountLine{{Status: domain.LineCounted, Price: math.MaxInt64, Counted: 2}})
	require.Error(t, err)
}
