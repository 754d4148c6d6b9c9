// Package sim is WeChat Pay for people without a merchant account: an HTTP server that speaks the v3
// protocol as the service does. It owns its orders, refunds and callbacks in a SQLite file and is the bank
// of the demo, the tests and the consistency check.
//
// It guarantees what the real service guarantees: it verifies every request's signature and parameters,
// signs every answer, takes a number once, refunds no more than was paid, repeats callbacks on the vendor's
// schedule until they are accepted, and makes bills that match what happened. What it has answered survives
// a kill of the process. Faults (faults.go) make it misbehave in the ways in which the service does.
//
// It refuses to know who its client is: it sees requests, keys and the clock. Not part of WeChat's protocol
// are the pages under / and /pay/ for a person at a browser, and the endpoints under /sim/ for programs
// (control.go). Start with [New]; [Sim.Handler] answers, [Sim.Run] calls back.
package sim
