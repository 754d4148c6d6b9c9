// Package domain is what a payment is: the attempts to pay a trade, the money that came, the refunds that send
// some of it back, and the double-entry ledger in which each movement is one balanced entry.
//
// It guarantees that a payment changes only by its methods, each of which looks into a table of states first;
// that money is accepted in any order and any number of times without being counted twice; that a share is
// refunded once and never more than came; and that an entry whose postings do not add up to zero cannot be made.
//
// It reads no clock, no database and no channel: what it needs, it is given. Start with [PaymentTransitions],
// then [Payment] and [Payment.Receive]; entry.go explains the signs of the ledger.
package domain
