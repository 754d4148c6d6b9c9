// Package domain is what an order is: its states and who may bring them about, how its price comes about, and
// what placing one freezes.
//
// It guarantees that an order changes only by its methods, each of which checks the state first; that amounts
// are exact and never overflow; and that every change is an entry in the order's timeline.
//
// It reads no clock, no database and no other service: what it needs, it is given. Start with [Transitions],
// then [Order] and [PriceStore].
package domain
