// Package bench measures a running server through its REST API, from outside: how many whole purchases, product
// pages, lists and searches it answers in a second, how long each takes, and what it costs the server.
//
// It guarantees that a run ends: every scenario is bounded in operations and in time, and every request in time.
// An operation that failed is counted by its reason and never as throughput. The generator is kept cheap, because it
// usually shares the machine with what it measures: requests are made before the clock starts, answers are not
// decoded, and latencies go into counters of fixed size.
//
// It refuses to say what a server would do under load that arrives by itself: its shoppers wait for each answer
// before they go on, so a slow server is asked less. Start with [Run], then read load.go for how an operation is
// repeated and checkout.go for what a purchase is.
package bench
