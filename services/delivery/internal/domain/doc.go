// Package domain is what a delivery is: its states and who may bring them about, what a hand-over asks for, how far
// things are apart, and what bringing them costs.
//
// It guarantees that a delivery changes only by its methods, each of which checks the state first, and that a fee is
// the exact sum of its parts in whole fen.
//
// It reads no clock and no database and does not know where couriers are. Start with [Transitions], then [Delivery]
// and [Zone.Quote].
package domain
