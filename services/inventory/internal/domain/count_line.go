package domain

import (
	"dajiu/platform/money"
)

// MaxCounted is how many pieces of a SKU can be counted.
const MaxCounted = 1_000_000

// LineStatus is how far a line of a sheet is. The zero value is no status; stored by number: never renumber.
type LineStatus int

// The statuses of a line.
const (
	LineUncounted LineStatus = iota + 1
	LineCounted              // and to be posted
	LinePosted               // for good
	LineRefused              // orders hold so much that its difference could not be posted: to be counted again
)

// CountLine is a SKU on a sheet.
type CountLine struct {
	SkuID  int64
	Status LineStatus
	// Price is what a piece is worth, in fen.
	Price money.Fen
	// Book is what the books said in the moment of the count.
	Book, Counted int64
	CountedBy     int64
	// MovementID is the row of the ledger; 0 where nothing differed.
	MovementID int64
	// Reserved is how many pieces were promised when the difference was refused.
	Reserved int64
}

// Difference is how many pieces more than the books said were counted; negative: fewer. 0 until it is counted.
func (l CountLine) Difference() int64 {
	if l.Status == LineUncounted {
		return 0
	}
	return l.Counted - l.Book
}

// Post returns the move that the line's difference makes of the level as it is now, whatever was sold since it was counted:
// by difference, never to an absolute number. It is refused where less than what is promised, or more than any shop has,
// would be left. A line without a difference moves nothing.
func (l CountLine) Post(now Level) (m Move, ok bool) {
	m = Move{SkuID: l.SkuID, Kind: KindCount, OnHand: l.Difference()}
	after := now.OnHand + m.OnHand
	return m, m.OnHand == 0 || after >= now.Reserved && after <= MaxOnHand
}

// Tally is what the differences of a sheet come to. Over and Short are 0 or more, at the lines' prices.
type Tally struct {
	Different   int
	Over, Short money.Fen
}

// TallyOf adds up the lines that are to be posted. An amount that overflows is money's error.
func TallyOf(lines []CountLine) (t Tally, err error) {
	for _, l := range lines {
		d := l.Difference()
		if d == 0 || l.Status == LinePosted {
			continue
		}
		t.Different++
		side, pieces := &t.Over, d
		if d < 0 {
			side, pieces = &t.Short, -d
		}
		worth, err := money.Mul(l.Price, pieces)
		if err != nil {
			return Tally{}, err
		}
		if *side, err = money.Add(*side, worth); err != nil {
			return Tally{}, err
		}
	}
	return t, nil
}

// Beyond reports whether what is too much and what is missing, together, is worth more than a bound: one must not hide the
// other.
func (t Tally) Beyond(bound money.Fen) bool {
	all, err := money.Add(t.Over, t.Short)
	return err != nil || all > bound
}
