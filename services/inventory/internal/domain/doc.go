// Package domain is what a promise of stock is: the states of a reservation, what each state takes from the shelf,
// and what an adjustment by hand may do.
//
// It guarantees that a reservation moves only along the table in state.go, and that the stock it moves is the
// difference between what its two states hold, so that no path through the table can lose or invent a bottle.
//
// It reads no clock and no database, and it does not know how much stands where: whether enough is there is decided by
// the statement that takes it. Start with [Transitions], then [Reservation].
package domain
