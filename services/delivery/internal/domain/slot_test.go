package domain_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/platform/errs"
	"dajiu/services/delivery/internal/domain"
)

// at is a moment of the first of November in China; hours from 24 on are the next day's.
func at(hour, minute int) time.Time { return time.Date(2026, 11, 1, hour-8, minute, 0, 0, time.UTC) }

//nolint:gochecknoglobals // fixtures
var (
	allDay = []domain.Opening{{From: at(0, 0), Until: at(72, 0)}}
	pace   = domain.Pace{Prepare: 10 * time.Minute, Ride: 8 * time.Minute, Slack: 10 * time.Minute}
)

func TestASlotIsOneThatTheStoreAndTheCourierCanMake(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name     string
		start    time.Time
		openings []domain.Opening
		reason   string
	}{
		{"soon enough after noon", at(12, 30), allDay, ""},
		{"one that began", at(12, 0), allDay, "DELIVERY_SLOT_TOO_SOON"},
		{"of this morning", at(9, 0), allDay, "DELIVERY_SLOT_TOO_SOON"},
		{"tomorrow's last", at(47, 30), allDay, ""},
		{"of the day after tomorrow", at(48, 0), allDay, errs.ReasonInvalid},
		{"no half hour", at(13, 15), allDay, errs.ReasonInvalid},
		{"before the store opens", at(13, 30), []domain.Opening{{From: at(14, 0), Until: at(22, 0)}}, "DELIVERY_SLOT_CLOSED"},
		{"as the store opens", at(14, 0), []domain.Opening{{From: at(14, 0), Until: at(22, 0)}}, ""},
		{"the last before it closes", at(21, 30), []domain.Opening{{From: at(14, 0), Until: at(22, 0)}}, ""},
		{"as the store closes", at(22, 0), []domain.Opening{{From: at(14, 0), Until: at(22, 0)}}, "DELIVERY_SLOT_CLOSED"},
		{"over the closing time", at(21, 30), []domain.Opening{{From: at(14, 0), Until: at(21, 45)}}, "DELIVERY_SLOT_CLOSED"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			slot, err := pace.Slot(row.start, row.openings, at(12, 2))
			if row.reason != "" {
				require.True(t, errs.HasReason(err, row.reason), "%v", err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, domain.Slot{
				Start: row.start, End: row.start.Add(30 * time.Minute), Ready: row.start.Add(-8 * time.Minute), Begin: row.start.Add(-18 * time.Minute),
			}, slot)
		})
	}
	_, err := pace.Slot(at(12, 30), allDay, at(12, 3))
	require.True(t, errs.HasReason(err, "DELIVERY_SLOT_TOO_SOON"), "28 minutes are needed, 27 are left")
}

func TestEveryListedSlotCanBeBookedAndNoOther(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		now := at(0, rapid.IntRange(0, 24*60-1).Draw(t, "minute"))
		opens := rapid.IntRange(0, 40*60).Draw(t, "opens")
		openings := []domain.Opening{{From: at(0, opens), Until: at(0, opens+rapid.IntRange(1, 20*60).Draw(t, "open"))}}
		listed := map[time.Time]domain.Slot{}
		for _, s := range pace.Slots(openings, now) {
			listed[s.Start] = s
			require.False(t, s.Begin.Before(now), "there is time to begin")
		}
		for start := at(0, 0); start.Before(at(72, 0)); start = start.Add(domain.SlotLength) {
			slot, err := pace.Slot(start, openings, now)
			known, ok := listed[start]
			require.Equal(t, ok, err == nil, "%v", start)
			require.Equal(t, known, slot)
		}
	})
}

func TestTheLifeOfABookingIsItsTable(t *testing.T) {
	t.Parallel()
	want := map[domain.BookingState]map[domain.BookingAct]domain.BookingState{
		domain.Held:     {domain.Keep: domain.Kept, domain.Lapse: domain.Lapsed, domain.Release: domain.Released},
		domain.Kept:     {domain.Release: domain.Released},
		domain.Lapsed:   {domain.Keep: domain.Kept, domain.Release: domain.Released},
		domain.Released: {},
	}
	for _, s := range domain.BookingStates() {
		for _, a := range domain.BookingActs() {
			next, err := s.Next(a)
			require.Equal(t, want[s][a], next, "%s, %s", s, a)
			require.Equal(t, next == 0, errs.HasReason(err, "DELIVERY_SLOT_STATE_INVALID"), "%s, %s", s, a)
		}
	}
	require.True(t, domain.Held.Takes() && domain.Kept.Takes())
	require.False(t, domain.Lapsed.Takes() || domain.Released.Takes())
}
