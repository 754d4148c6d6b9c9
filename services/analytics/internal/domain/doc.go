// Package domain is what figures are: what an event tells of an order, what is known of it then, and what that adds up to.
//
// It guarantees that what is known does not depend on the order in which it was told, and that a report asks only for what
// can be added up: measures of one kind, by dimensions of that kind, over a period that its grain keeps.
//
// It knows no store and no wire. Start with [Known.Hear], then [Compose].
package domain
