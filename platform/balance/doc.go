// Package balance joins discovery to gRPC: one connection to a service is many, to its instances, and each call goes to one
// of them.
//
// It guarantees that an instance whose calls fail again and again is left out for a while, as long as at least half of the
// others are not; that an instance which ends takes no call with it; and that a call which is to go to a version (see package
// release) goes to an instance of it where there is one, and to any other where there is none.
//
// It tries no call again: package resilience does. Start with [Dial].
package balance
