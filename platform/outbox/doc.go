// Package outbox owns the way of every event and every timer: out of a service's transaction, over the bus, into
// another service's transaction. It also keeps the events that a group could not handle.
//
// It guarantees that an event is published if and only if its transaction was committed, at least once, in the
// order of the commits for equal keys; that a handler registered with [On] takes effect once, however often its
// event arrives, because the effect and the record of it commit together; that a dependency that is down delays
// events and loses none; and that an event nobody can handle is put aside as a dead letter and holds nothing up.
//
// It refuses to publish without a transaction, to order events of different keys, and to promise once-only to
// handlers that reach outside ([OnCall]). Windows: see the constants in limits.go, which fit each other.
// Start with [Outbox.Append] and [NewConsumer]; relay.go is the way out, lanes.go and attempt.go the way in.
package outbox
